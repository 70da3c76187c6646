"""The targets of indicators as facts, and how far each indicator has come to the one in force."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from decimal import Decimal

from policyreport.facts.indicator_values import RATE_DECIMALS, UNOBSERVED, part_of_hundred, short_of, sources_of
from policyreport.model import Dataset, Fact, Indicator, QuarterReport, Target
from policyreport.model.indicator import Bound, sense_of, target_in_force

NO_TARGET = "목표 없음"
TO_BE_KEPT = "유지가 목표여서 달성률을 내지 않음"
AGAINST_DIRECTION = "목표의 한계가 지표의 방향과 어긋나 달성률을 내지 않음"
INEXACT = "값이 한계로만 알려져 달성률을 내지 않음"
NO_RATIO = "목표나 값이 0이거나 부호가 서로 달라 달성률을 내지 않음"


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


class Achievement:
    """The targets in force on the day of a report, and what has become of them."""

    def __init__(self, dataset: Dataset, report: QuarterReport) -> None:
        self._targets = Targets(dataset)
        self._day = report.as_of
        self._in_force: dict[str, Fact] = {}

    def target(self, indicator: Indicator) -> Fact:
        """Return ``indicator.<id>.target``: the target in force; a missing fact where there is none."""
        if indicator.id not in self._in_force:
            fact = f"indicator.{indicator.id}.target"
            self._in_force[indicator.id] = self._targets.in_force(fact, indicator, self._day)
        return self._in_force[indicator.id]

    def target_before(self, indicator: Indicator) -> Fact:
        """Return ``indicator.<id>.target-before``: the target that the one in force superseded, if any."""
        return self._targets.superseded(f"indicator.{indicator.id}.target-before", indicator, self._day)

    def measured(self, indicator: Indicator, value: Fact) -> Fact:
        """Return a value of an indicator as one that is short of the target in force, where it misses that."""
        target = self.target(indicator)
        sense = sense_of(indicator.direction, target.bound)
        if value.value is None or target.value is None or sense is None or value.bound is not None:
            return value
        return value if _is_reached(sense, value.value, target.value) else short_of(value, target.value)

    def rate(self, indicator: Indicator, actual: Fact) -> Fact:
        """Return ``indicator.<id>.rate``, the achievement rate (달성률): 100% or more where a target is reached.

        It is the actual value as a percentage of the target, or the other way round where less is aimed at (and where
        both are negative). The fact is derived first from what is divided, then from what divides it. It is missing
        where no such quotient tells how far the target is reached.
        """
        target = self.target(indicator)
        parts = _parts(indicator, actual, target)
        known = not isinstance(parts, str)
        rate = Fact(
            id=f"indicator.{indicator.id}.rate",
            value=_percentage(*parts) if known else None,
            unit="%",
            rule="achievement",
            decimals=RATE_DECIMALS,
            as_of=actual.as_of,
            sources=sources_of((actual, target)),
            derived_from=tuple(part.id for part in parts) if known else (),
            missing="" if known else parts,
        )
        return part_of_hundred(rate)


def _is_reached(sense: Bound, value: Decimal, target: Decimal) -> bool:
    return value >= target if sense == "at_least" else value <= target


def _parts(indicator: Indicator, actual: Fact, target: Fact) -> tuple[Fact, Fact] | str:
    """Return the fact that is to be divided and the one that divides it, or why there is no rate."""
    sense = sense_of(indicator.direction, target.bound)
    if actual.value is None:
        return actual.missing
    if target.value is None:
        return NO_TARGET
    if sense is None:
        return TO_BE_KEPT if indicator.direction == "keep" else AGAINST_DIRECTION
    if actual.bound is not None:
        return INEXACT
    more_is_larger = (sense == "at_least") == (target.value > 0)
    part, whole = (actual, target) if more_is_larger else (target, actual)
    return (part, whole) if _has_ratio(actual.value, target.value, whole.value) else NO_RATIO


def _has_ratio(actual: Decimal, target: Decimal, whole: Decimal | None) -> bool:
    """Say whether a quotient tells how far a target is reached, be it 0%."""
    return bool(target) and bool(whole) and actual * target >= 0


def _percentage(part: Fact, whole: Fact) -> Decimal | None:
    return abs(part.value * 100 / whole.value) if part.value is not None and whole.value else None
