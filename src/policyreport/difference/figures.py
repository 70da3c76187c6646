"""The figures that read otherwise: values, targets, achievement, money, and what is counted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from policyreport.model import Fact, Facts
from policyreport.model.facts import better_direction

Turn = Literal["better", "worse", ""]
"""Whether a change is one for the better (개선) or the worse (악화); neither can be said of most figures."""

_OF_A_TIME = re.compile(
    r"previous|change|change-year|year-before|since-report|target-before|baseline"
    r"|executed-change|[a-z]+-on-year|(?:at|during|target-on|target-upper-on)-?.*"
)
"""The parts of an id by which a figure tells of another time than its quarter, or of a change itself."""
_TOLD = ("indicator", "budget", "count", "meeting")
"""What the figures are of that are compared: others are states, or made of these for one place in a document."""


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A figure that reads otherwise; one of the facts is None where a side has none.

    ``turn`` is what the change means where the direction of its indicator says so.
    """

    id: str
    before: Fact | None
    after: Fact | None
    turn: Turn = ""

    @property
    def change(self) -> Decimal | None:
        """By how much it is more; None where a side has no value."""
        then, now = self.before and self.before.value, self.after and self.after.value
        return None if then is None or now is None else now - then


def figure_changes(before: Facts, after: Facts) -> tuple[FigureChange, ...]:
    """Return the figures whose value or bound is another, in the order of what they are told of."""
    return tuple(_changes(before, after))


def _changes(before: Facts, after: Facts) -> Iterator[FigureChange]:
    indicators = {one.id: one for facts in (before, after) for one in facts.known.indicators}
    for fact in dict.fromkeys((*after.of, *before.of)):
        first, *rest = fact.split(".")
        if first not in _TOLD or any(_OF_A_TIME.fullmatch(part) for part in rest):
            continue
        then, now = before.of.get(fact), after.of.get(fact)
        if _read(then) != _read(now):
            indicator = indicators.get(rest[0]) if first == "indicator" else None
            better = indicator and (better_direction(after, indicator) or better_direction(before, indicator))
            yield FigureChange(fact, then, now, _turn(better, rest[1:], then, now))


def _read(fact: Fact | None) -> tuple[object, ...]:
    """Return what of a figure has to be the same; one that is not known is as good as none."""
    return (None, "", None) if fact is None or fact.value is None else (fact.value, fact.unit, fact.bound)


def _turn(better: Literal["up", "down"] | None, parts: list[str], then: Fact | None, now: Fact | None) -> Turn:
    """Return what the change of an indicator's own value means, or that of one of its members'."""
    is_value = not parts or (parts[0] == "by" and parts[-1] not in ("share", "rate", "target"))
    if better is None or not is_value or then is None or now is None or then.value is None or now.value is None:
        return ""
    if then.bound != now.bound or then.unit != now.unit or then.value == now.value:
        return ""
    return "better" if (now.value > then.value) == (better == "up") else "worse"
