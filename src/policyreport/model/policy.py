"""The policy itself: what it is, how it is divided, and the programmes that carry it out."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field as constrained

from policyreport.model.base import Day, Entry, Id, Members, Ref, Text, WebAddress, no_members
from policyreport.model.code_lists import Coded

Instrument = Annotated[str, Coded("instruments")]
"""By what means a measure supports: the code list of 지원 수단."""


class Policy(Entry):
    """The policy that a project reports on.

    ``began`` is the day of its announcement; ``highlights`` are the indicators that its documents show first and large.
    """

    id: Id
    title: Text
    title_en: Text | None = None
    purpose: Text
    lead: Text
    began: Day
    keywords: tuple[Text, ...] = ()
    highlights: Annotated[tuple[Id, ...], Ref("indicators")] = ()
    sources: Annotated[tuple[Id, ...], Ref("sources")]


class Strategy(Entry):
    """One of the policy's parts. A ``governance`` part has no measures of its own: it is where the council reports."""

    id: Id
    title: Text
    title_en: Text | None = None
    goal: Text
    kind: Annotated[Literal["task", "governance"], Coded("strategy_kinds")] = "task"
    sources: Annotated[tuple[Id, ...], Ref("sources")]


class Field(Entry):
    """A field of industry that the policy singles out (분야)."""

    id: Id
    title: Text
    title_en: Text | None = None
    short_title: Text
    content: Text
    sources: Annotated[tuple[Id, ...], Ref("sources")]


class Measure(Entry):
    """A support measure (지원시책). No ``fields`` means that it is open to all fields."""

    id: Id
    title: Text
    title_en: Text | None = None
    strategy: Annotated[Id, Ref("strategies")]
    content: Text
    instrument: Instrument
    fields: Annotated[tuple[Id, ...], Ref("fields")] = ()
    target_group: Text | None = None
    lead: Text | None = None
    partners: tuple[Text, ...] = ()
    department: Text | None = None
    contact: Text | None = None
    sources: Annotated[tuple[Id, ...], Ref("sources")]


class Program(Entry):
    """A programme (지원사업) that carries out one measure or several. What no source gives stays None.

    How many applied and were selected, and the competition, are indicators with the programme's id and an ``aspect``.
    One with ``dimensions`` is for their members alone. ``photo`` is the path of a picture from the folder of data.
    """

    id: Id
    title: Text
    title_en: Text | None = None
    measures: Annotated[tuple[Id, ...], Ref("measures")]
    fields: Annotated[tuple[Id, ...], Ref("fields")] = ()
    content: Text
    target_group: Text | None = None
    period: Text | None = None
    lead: Text
    partners: tuple[Text, ...] = ()
    department: Text | None = None
    contact: Text | None = None
    call_opens: Day | None = None
    call_closes: Day | None = None
    address: WebAddress | None = None
    photo: Text | None = None
    photo_alt: Text | None = None
    dimensions: Members = constrained(default_factory=no_members)
    sources: Annotated[tuple[Id, ...], Ref("sources")]
    omitted: Text | None = None
