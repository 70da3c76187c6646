"""What a new quarter takes over from those before it: what is observed regularly, and what is still to be done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from policyreport.model import Action, Dataset, Indicator, Milestone, Observation, Quarter


class Series(NamedTuple):
    """An indicator to be observed again: what was written of it last, and the last value that there is, if any."""

    indicator: Indicator
    last: Observation
    last_valued: Observation | None


class Carried(NamedTuple):
    """What goes on: values to be observed anew, and the open actions and milestones, which stay where they stand."""

    series: tuple[Series, ...]
    actions: tuple[Action, ...]
    milestones: tuple[Milestone, ...]


def carried_over(dataset: Dataset, old: Quarter) -> Carried:
    """Return what the quarter after ``old`` takes over.

    An indicator is to be observed again when it was observed in ``old``, or in the year that ends with it; but a
    condition of support holds until it is changed, and goes on only from ``old`` itself.
    """
    return Carried(
        tuple(_series(dataset, old)),
        tuple(action for action in dataset.actions if action.status != "done"),
        tuple(milestone for milestone in dataset.milestones if milestone.done is None),
    )


def _series(dataset: Dataset, old: Quarter) -> Iterator[Series]:
    written = [seen for seen in dataset.observations if _counts(seen) and seen.quarter <= old]
    last, valued = _latest(written), _latest(seen for seen in written if seen.value is not None)
    for indicator in dataset.indicators:
        seen = last.get(indicator.id)
        if seen is not None and _goes_on(indicator, seen.quarter, old):
            yield Series(indicator, seen, valued.get(indicator.id))


def _counts(seen: Observation) -> bool:
    return seen.used and seen.kind == "actual"


def _goes_on(indicator: Indicator, last: Quarter, old: Quarter) -> bool:
    is_of_the_year = last > Quarter(old.year - 1, old.number) and indicator.role != "term"
    return indicator.formula is None and (last == old or is_of_the_year)


def _latest(observations: Iterable[Observation]) -> Mapping[str, Observation]:
    return {seen.indicator: seen for seen in sorted(observations, key=lambda seen: seen.quarter)}
