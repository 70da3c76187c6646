"""Which of an indicator's targets is meant on a day, and in which sense."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from policyreport.model.indicator import Bound, Direction, Target
from policyreport.model.quarter import Quarter


def looked_to(targets: Iterable[Target], day: date) -> list[Target]:
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
