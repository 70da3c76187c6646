"""Targets as facts: the one in force on a day, and the one that it superseded."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from policyreport.facts.indicator_values import UNOBSERVED
from policyreport.model import Dataset, Fact, Indicator, Target
from policyreport.model.policy import target_in_force


class Targets:
    """The targets that are meant on one day or another, indicator by indicator."""

    def __init__(self, dataset: Dataset) -> None:
        self._places = dataset.places
        self._positions = {id(target): i for i, target in enumerate(dataset.targets)}
        self._of: defaultdict[str, list[Target]] = defaultdict(list)
        for target in dataset.targets:
            self._of[target.indicator].append(target)

    def in_force(self, fact: str, indicator: Indicator, day: date) -> Fact:
        """Return the target in force on a day as a fact of the given id; a missing one where there is none."""
        return self._fact(fact, indicator, target_in_force(self._of[indicator.id], day)[-1:])

    def superseded(self, fact: str, indicator: Indicator, day: date) -> Fact:
        """Return the target that the one in force superseded; a missing fact where there is none."""
        meant = target_in_force(self._of[indicator.id], day)
        return self._fact(fact, indicator, [target for target in meant if target.set_on < meant[-1].set_on][-1:])

    def on(self, day: date, indicator: Indicator) -> Fact:
        """Return ``indicator.<id>.target-on-<day>``: the target that was in force on a day."""
        return self.in_force(f"indicator.{indicator.id}.target-on-{day}", indicator, day)

    def _fact(self, fact: str, indicator: Indicator, found: list[Target]) -> Fact:
        if not found:
            return Fact(fact, None, indicator.unit, "given", indicator.decimals, missing=UNOBSERVED)
        target = found[0]
        place = self._places.find(("targets", self._positions[id(target)], "value"))
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
