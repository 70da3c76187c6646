"""The policy itself: what it is, how it is divided, and the programmes that carry it out."""

from __future__ import annotations

from typing import Annotated, Literal

from policyreport.model.base import Day, Id, Record, Ref, Text

Instrument = Literal[
    "funding", "rnd", "challenge", "certification", "investment", "training", "network", "centre", "package"
]
"""By what means a measure supports: the code list of 지원 수단."""


class Policy(Record):
    """The policy that a project reports on.

    ``began`` is the day of its announcement; ``highlights`` are the indicators that its documents show first and large.
    """

    id: Id
    title: Text
    purpose: Text
    lead: Text
    began: Day
    keywords: tuple[Text, ...] = ()
    highlights: Annotated[tuple[Id, ...], Ref("indicators")] = ()
    sources: Annotated[tuple[Id, ...], Ref("sources")]


class Strategy(Record):
    """One of the policy's parts. A ``governance`` part has no measures of its own: it is where the council reports."""

    id: Id
    title: Text
    goal: Text
    kind: Literal["task", "governance"] = "task"
    sources: Annotated[tuple[Id, ...], Ref("sources")]


class Field(Record):
    """A field of industry that the policy singles out (분야)."""

    id: Id
    title: Text
    short_title: Text
    content: Text
    sources: Annotated[tuple[Id, ...], Ref("sources")]


class Measure(Record):
    """A support measure (지원시책). No ``fields`` means that it is open to all fields."""

    id: Id
    title: Text
    strategy: Annotated[Id, Ref("strategies")]
    content: Text
    instrument: Instrument
    fields: Annotated[tuple[Id, ...], Ref("fields")] = ()
    sources: Annotated[tuple[Id, ...], Ref("sources")]


class Program(Record):
    """A programme (지원사업) that carries out one measure or several. What no source gives stays None."""

    id: Id
    title: Text
    measures: Annotated[tuple[Id, ...], Ref("measures")]
    fields: Annotated[tuple[Id, ...], Ref("fields")] = ()
    content: Text
    target_group: Text | None = None
    period: Text | None = None
    lead: Text
    partners: tuple[Text, ...] = ()
    sources: Annotated[tuple[Id, ...], Ref("sources")]
