"""The policy itself: what it is, how it is divided, and the programmes that carry it out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Literal

from policyreport.model.base import Day, Entry, Id, Ref, Text, WebAddress
from policyreport.model.indicator import Bound, Direction, Target
from policyreport.model.quarter import Quarter


def target_in_force(targets: Iterable[Target], day: date) -> list[Target]:
    """Return the targets of one indicator that had been set by a day for the time that the day looks to.

    A day looks to a target for its own quarter, else to the nearest year's that has not ended before it, else to the
    last there is. The latest set stands last and is in force; it supersedes the one before.
    """
    known = sorted((target for target in targets if target.set_on <= day), key=lambda target: target.set_on)
    if not known:
        return []
    nearest = min(known, key=lambda target: _distance(target, day))
    return [target for target in known if (target.year, target.quarter) == (nearest.year, nearest.quarter)]


def sense_of(direction: Direction, bound: Bound | None) -> Bound | None:
    """Return whether a target is reached by being at least or at most it; None where neither can be said.

    A target's own bound says it, else the direction of its indicator. An indicator that is to be kept has no such
    sense; nor has one that is to go down at least to something. ``up`` is also what the direction is where none was
    written, so that it contradicts no bound.
    """
    if direction == "keep" or (direction == "down" and bound == "at_least"):
        return None
    return bound or ("at_most" if direction == "down" else "at_least")


def _distance(target: Target, day: date) -> tuple[int, int]:
    """Return how far from the day's time a target's is; the smaller, the sooner it is looked to."""
    if target.quarter is not None:
        return (0, 0) if target.quarter == Quarter.of(day) else (3, -target.quarter.last_day.toordinal())
    if target.year is None:
        return (2, 0)
    return (1, target.year) if target.year >= day.year else (2, day.year - target.year)


Instrument = Literal[
    "funding",
    "rnd",
    "challenge",
    "certification",
    "investment",
    "training",
    "network",
    "centre",
    "package",
    "regulation",
]
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
    kind: Literal["task", "governance"] = "task"
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
    sources: Annotated[tuple[Id, ...], Ref("sources")]
