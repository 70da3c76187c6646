"""Targets: the one in force on a day is the latest set by then, and it supersedes the one before."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from policyreport.derive.values import UNOBSERVED
from policyreport.model import Dataset, Fact, Indicator, Target

_Numbered = tuple[int, Target]


class Targets:
    """The targets that had been set by a day, the latest last, each with its position in the data set."""

    def __init__(self, dataset: Dataset, day: date) -> None:
        self._places = dataset.places
        self._set: defaultdict[str, list[_Numbered]] = defaultdict(list)
        for numbered in sorted(enumerate(dataset.targets), key=lambda n: n[1].set_on):
            if numbered[1].set_on <= day:
                self._set[numbered[1].indicator].append(numbered)

    def in_force(self, fact: str, indicator: Indicator) -> Fact:
        """Return the target in force as a fact of the given id; a missing one where there is none."""
        return self._fact(fact, indicator, self._set[indicator.id][-1:])

    def superseded(self, fact: str, indicator: Indicator) -> Fact:
        """Return the target that the one in force superseded; a missing fact where there is none."""
        return self._fact(fact, indicator, self._set[indicator.id][-2:-1])

    def _fact(self, fact: str, indicator: Indicator, found: list[_Numbered]) -> Fact:
        if not found:
            return Fact(fact, None, indicator.unit, "given", indicator.decimals, missing=UNOBSERVED)
        position, target = found[0]
        place = self._places.find(("targets", position, "value"))
        return Fact(
            id=fact,
            value=target.value,
            unit=indicator.unit,
            rule="given",
            decimals=indicator.decimals,
            bound=target.bound,
            as_of=target.set_on.isoformat(),
            places=(place,) if place else (),
            sources=(target.source,),
        )


def target_on(day: date, indicator: Indicator, dataset: Dataset) -> Fact:
    """Return ``indicator.<id>.target-on-<day>``: the target that was in force on a day."""
    return Targets(dataset, day).in_force(f"indicator.{indicator.id}.target-on-{day}", indicator)
