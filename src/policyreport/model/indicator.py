"""What is measured, what was observed, and what is aimed at."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Literal

from pydantic import Field as constrained
from pydantic import model_validator
from pydantic_core import PydanticCustomError

from policyreport.model.base import (
    AsOf,
    Day,
    Entry,
    Flag,
    Id,
    Members,
    Number,
    QuarterName,
    Record,
    Ref,
    Text,
    Year,
    no_members,
)
from policyreport.model.code_lists import Coded
from policyreport.model.quarter import Quarter
from policyreport.model.restated import require_both

Bound = Literal["at_most", "at_least"]
Direction = Literal["up", "down", "keep"]
Achievement = Literal["ratio", "progress", "met"]
"""How an indicator tells how far it has come: the ratio to its target, the way from its baseline, or words alone."""
Met = Literal["met", "missed", "ongoing"]
"""What has become of a target: ``ongoing`` is one that is not reached, and whose day is still to come."""
Aspect = Literal["applied", "selected", "competition", "ceiling", "duration", "size", "regions", "planned"]
"""What a programme's indicator measures of it, so that a table of programmes knows its column."""


_OF_ONE: frozenset[Aspect | None] = frozenset(("competition", "ceiling", "duration"))
_COUNTED = frozenset(
    (
        *("명", "인", "개", "개사", "개소", "건", "곳", "회", "팀", "가구", "세대", "호", "동", "대", "필지"),
        *("ha", "㎡", "톤"),
        *("원", "천원", "만원", "백만원", "억원", "조원"),
    )
)
"""Units of what can be counted member by member and added up; of others nobody can say that without being told."""


class Formula(Record):
    """How an indicator is calculated from others.

    ``sum`` adds up those of ``of`` that were observed by then; ``share`` is the first of ``of`` as a percentage of the
    second.
    """

    kind: Annotated[Literal["sum", "share"], Coded("formula_kinds")]
    of: Annotated[tuple[Id, ...], Ref("indicators"), constrained(min_length=2)]


class Indicator(Entry):
    """A thing measured. ``outcome`` is the policy's result, ``output`` a programme's, ``term`` a condition of support.

    ``direction`` says whether more or less is better, or the value is to be kept; ``weight`` is its share of the whole
    score, in percent; ``measured_by`` names the statistic or system from which values are taken. ``achievement`` is how
    tables tell of its target. ``decimals`` is how many decimal places are shown; None shows the value as it was given
    (one place for a rate). ``combine`` says whether its values by the members of a dimension add up to the whole.
    ``short_names`` are what sentences call it beside its title, so that ``check`` knows what they tell of.
    """

    id: Id
    title: Text
    title_en: Text | None = None
    unit: Text
    role: Annotated[str, Coded("indicator_roles")]
    definition: Text
    program: Annotated[Id | None, Ref("programs")] = None
    aspect: Annotated[Aspect | None, Coded("aspects")] = None
    formula: Formula | None = None
    decimals: Annotated[int, constrained(ge=0, le=6)] | None = None
    direction: Annotated[Direction, Coded("directions")] = "up"
    achievement: Annotated[Achievement, Coded("achievements")] = "ratio"
    weight: Number | None = None
    measured_by: Text | None = None
    combine: Annotated[Literal["sum", "none"] | None, Coded("combinations")] = None
    short_names: tuple[Text, ...] = ()
    note: Text | None = None
    omitted: Text | None = None

    @property
    def is_additive(self) -> bool:
        """Whether its values by members add up to the whole: what ``combine`` says, else where its unit is counted.

        A condition of support, such as the most that one firm is given, adds up to nothing.
        """
        if self.combine is not None:
            return self.combine == "sum"
        return self.role != "term" and self.aspect not in _OF_ONE and self.unit.split(" ")[0] in _COUNTED


class Observation(Entry):
    """One value of one indicator, seen in one quarter, from one source.

    Where sources disagree every value is kept, one of them is ``used``, and each of the others gives its ``reason``.
    A value of None was looked for and is not there yet; ``reason`` may say why. One with ``dimensions`` is of their
    members alone. ``restated_from`` is the value that was issued before it was put right, for ``restated_reason``.
    """

    indicator: Annotated[Id, Ref("indicators")]
    quarter: QuarterName
    value: Number | None
    as_of: AsOf
    source: Annotated[Id, Ref("sources")]
    kind: Annotated[Literal["actual", "baseline"], Coded("observation_kinds")] = "actual"
    bound: Annotated[Bound | None, Coded("bounds")] = None
    used: Flag = True
    reason: Text | None = None
    dimensions: Members = constrained(default_factory=no_members)
    restated_from: Number | None = None
    restated_reason: Text | None = None

    @model_validator(mode="after")
    def _unused_needs_reason(self) -> Observation:
        if not self.used and self.reason is None:
            raise PydanticCustomError("reason", "an unused value needs its reason")
        return self

    @model_validator(mode="after")
    def _restated_needs_both(self) -> Observation:
        require_both(self.restated_from, self.restated_reason)
        return self


class Target(Entry):
    """A value aimed at by the end of ``year``, or of ``quarter``; neither where no source says when.

    With an ``upper`` bound it is a range, to be kept within: ``value`` is then its lower bound. Of the targets for the
    same time the latest set is in force.
    """

    indicator: Annotated[Id, Ref("indicators")]
    value: Number
    upper: Number | None = None
    year: Year | None = None
    quarter: QuarterName | None = None
    set_on: Day
    bound: Annotated[Bound | None, Coded("bounds")] = None
    source: Annotated[Id, Ref("sources")]
    note: Text | None = None
    omitted: Text | None = None

    @model_validator(mode="after")
    def _is_a_range_or_has_a_bound(self) -> Target:
        if self.upper is not None and self.bound is not None:
            raise PydanticCustomError("range_and_bound", "a range has no bound besides")
        if self.upper is not None and self.upper <= self.value:
            raise PydanticCustomError("range_upside_down", "a range ends above where it begins")
        return self

    @property
    def due(self) -> date | None:
        """The day by whose end the target is to be reached; None where no source says when."""
        if self.quarter is not None:
            return self.quarter.last_day
        return None if self.year is None else date(self.year, 12, 31)


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
