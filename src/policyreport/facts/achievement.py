"""The targets of indicators as facts, and how far each indicator has come to the one in force."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from policyreport.facts.indicator_values import RATE_DECIMALS, UNOBSERVED, part_of_hundred, short_of, sources_of
from policyreport.model import Dataset, Fact, Indicator, QuarterReport, Target
from policyreport.model.indicator import Bound, Met, sense_of, target_in_force
from policyreport.model.quarter import last_day

NO_TARGET = "목표 없음"
TO_BE_KEPT = "유지가 목표여서 달성률을 내지 않음"
A_RANGE = "범위가 목표여서 달성률을 내지 않음"
AGAINST_DIRECTION = "목표의 한계가 지표의 방향과 어긋나 달성률을 내지 않음"
INEXACT = "값이 한계로만 알려져 달성률을 내지 않음"
NO_RATIO = "목표나 값이 0이거나 부호가 서로 달라 달성률을 내지 않음"
NO_BASELINE = "기준값이 없어 달성률을 내지 않음"
BEGUN_REACHED = "기준값이 이미 목표에 이르러 달성률을 내지 않음"


class Limits(NamedTuple):
    """What a value is to lie within, limits included; None where there is none on that side."""

    lower: Decimal | None
    upper: Decimal | None

    @property
    def is_one_value(self) -> bool:
        """Whether nothing but one value lies within."""
        return self.lower is not None and self.lower == self.upper

    def missed_by(self, value: Decimal) -> Decimal | None:
        """Return the limit that a value has not reached; None where it lies within."""
        if self.lower is not None and value < self.lower:
            return self.lower
        return self.upper if self.upper is not None and value > self.upper else None

    def hold(self, other: Limits) -> bool:
        """Return whether all that lies within other limits lies within these."""
        from_below = self.lower is None or (other.lower is not None and other.lower >= self.lower)
        from_above = self.upper is None or (other.upper is not None and other.upper <= self.upper)
        return from_below and from_above

    def exclude(self, other: Limits) -> bool:
        """Return whether nothing that lies within other limits lies within these."""
        below = self.lower is not None and other.upper is not None and other.upper < self.lower
        return below or (self.upper is not None and other.lower is not None and other.lower > self.upper)


class Targets:
    """The targets that are meant on one day or another, indicator by indicator."""

    def __init__(self, dataset: Dataset) -> None:
        self._places = dataset.places
        self._positions = {id(target): i for i, target in enumerate(dataset.targets)}
        self._of: defaultdict[str, list[Target]] = defaultdict(list)
        for target in dataset.targets:
            self._of[target.indicator].append(target)

    def meant(self, indicator: Indicator, day: date) -> Target | None:
        """Return the target in force on a day; None where there is none."""
        return next(reversed(target_in_force(self._of[indicator.id], day)), None)

    def has_range(self, indicator: Indicator) -> bool:
        """Return whether any target of an indicator, whenever set, is a range."""
        return any(target.upper is not None for target in self._of[indicator.id])

    def in_force(self, fact: str, indicator: Indicator, day: date) -> Fact:
        """Return the target in force on a day as a fact of the given id; a missing one where there is none.

        Of a range it is the lower bound.
        """
        return self._fact(fact, indicator, self.meant(indicator, day))

    def upper(self, fact: str, indicator: Indicator, day: date) -> Fact:
        """Return the upper bound of the range in force on a day; a missing fact where no range is aimed at."""
        target = self.meant(indicator, day)
        return self._fact(fact, indicator, target if target and target.upper is not None else None, "upper")

    def superseded(self, fact: str, indicator: Indicator, day: date) -> Fact:
        """Return the target that the one in force superseded; a missing fact where there is none."""
        meant = target_in_force(self._of[indicator.id], day)
        earlier = [target for target in meant if target.set_on < meant[-1].set_on]
        return self._fact(fact, indicator, earlier[-1] if earlier else None)

    def on(self, day: date, indicator: Indicator) -> Fact:
        """Return ``indicator.<id>.target-on-<day>``: the target that was in force on a day."""
        return self.in_force(f"indicator.{indicator.id}.target-on-{day}", indicator, day)

    def upper_on(self, day: date, indicator: Indicator) -> Fact:
        """Return ``indicator.<id>.target-upper-on-<day>``: the upper bound of the range in force on a day."""
        return self.upper(f"indicator.{indicator.id}.target-upper-on-{day}", indicator, day)

    def _fact(self, fact: str, indicator: Indicator, target: Target | None, field: str = "value") -> Fact:
        if target is None:
            return Fact(fact, None, indicator.unit, "given", indicator.decimals, missing=UNOBSERVED)
        place = self._places.find(("targets", self._positions[id(target)], field))
        is_range = target.upper is not None
        bound: Bound | None = target.bound
        if is_range:
            bound = "at_most" if field == "upper" else "at_least"
        return Fact(
            id=fact,
            value=target.upper if field == "upper" else target.value,
            unit=indicator.unit,
            rule="given",
            decimals=indicator.decimals,
            bound=bound,
            as_of=target.set_on.isoformat(),
            places=(place,) if place else (),
            sources=(target.source,),
            less_is_better=not is_range and sense_of(indicator.direction, target.bound) == "at_most",
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

    def target_upper(self, indicator: Indicator) -> Fact:
        """Return ``indicator.<id>.target-upper``: the upper bound of the range in force, if one is aimed at."""
        return self._targets.upper(f"indicator.{indicator.id}.target-upper", indicator, self._day)

    def target_before(self, indicator: Indicator) -> Fact:
        """Return ``indicator.<id>.target-before``: the target that the one in force superseded, if any."""
        return self._targets.superseded(f"indicator.{indicator.id}.target-before", indicator, self._day)

    def measured(self, indicator: Indicator, value: Fact) -> Fact:
        """Return a value of an indicator as one that is short of the target in force, where it misses that."""
        target = self._targets.meant(indicator, self._day)
        limits = limits_of(indicator, target) if target else None
        if limits is None or value.value is None or value.bound is not None or limits.is_one_value:
            return value
        missed = limits.missed_by(value.value)
        return value if missed is None else short_of(value, missed)

    def met(self, indicator: Indicator, actual: Fact) -> Met | None:
        """Return what has become of the target in force; None where nothing tells.

        It is reached as soon as the value lies within its limits. It is missed when its day has come and the value is
        one of the target's own year or quarter, or later; a value that is known as a bound only may tell neither.
        """
        target = self._targets.meant(indicator, self._day)
        limits = limits_of(indicator, target) if target else None
        if target is None or limits is None or actual.value is None:
            return None
        value = _as_shown(indicator, actual.value) if limits.is_one_value else actual.value
        known = Limits(None if actual.bound == "at_most" else value, None if actual.bound == "at_least" else value)
        if limits.hold(known):
            return "met"
        if not limits.exclude(known):
            return None
        if target.due is None or self._day < target.due:
            return "ongoing"
        begins = target.quarter.first_day if target.quarter else target.due.replace(month=1, day=1)
        return None if actual.as_of and last_day(actual.as_of) < begins else "missed"

    def rate(self, indicator: Indicator, actual: Fact) -> Fact:
        """Return ``indicator.<id>.rate``, the achievement rate (달성률): 100% or more where a target is reached.

        It is the actual value as a percentage of the target, or the other way round where less is aimed at (and where
        both are negative). The fact is derived first from what is divided, then from what divides it. It is missing
        where no such quotient tells how far the target is reached.
        """
        target, why = self.target(indicator), self._why_no_percentage(indicator, actual)
        if not why and not _has_ratio(actual, target):
            why = NO_RATIO
        less_is_part = target.less_is_better == (target.value is not None and target.value > 0)
        parts = (target, actual) if less_is_part else (actual, target)
        value = None if why else _ratio(*parts)
        found = _percentage(f"indicator.{indicator.id}.rate", "achievement", value, parts, why or NO_RATIO)
        return replace(found, as_of=actual.as_of, sources=sources_of((actual, target)))

    def progress(self, indicator: Indicator, actual: Fact, baseline: Fact) -> Fact:
        """Return ``indicator.<id>.progress``, the way covered from the baseline to the target (진도), in percent.

        It is one formula whether more or less is aimed at, negative where a value is worse than the baseline, and 100%
        or more exactly where the target is reached. The fact is derived from the actual value, the baseline and the
        target. It is missing where there is no way to cover.
        """
        target, why = self.target(indicator), self._why_no_percentage(indicator, actual)
        value: Decimal | None = None
        if not why and actual.value is not None and target.value is not None:
            if baseline.value is None:
                why = NO_BASELINE
            elif baseline.bound is not None:
                why = INEXACT
            elif baseline.value <= target.value if target.less_is_better else baseline.value >= target.value:
                why = BEGUN_REACHED
            else:
                value = (actual.value - baseline.value) * 100 / (target.value - baseline.value)
        found = _percentage(f"indicator.{indicator.id}.progress", "progress", value, (actual, baseline, target), why)
        return replace(found, as_of=actual.as_of)

    def _why_no_percentage(self, indicator: Indicator, actual: Fact) -> str:
        """Return why no percentage tells how far a target is reached; nothing where one may."""
        target = self._targets.meant(indicator, self._day)
        if actual.value is None:
            return actual.missing
        if target is None:
            return NO_TARGET
        if target.upper is not None:
            return A_RANGE
        if sense_of(indicator.direction, target.bound) is None:
            return TO_BE_KEPT if indicator.direction == "keep" else AGAINST_DIRECTION
        return "" if actual.bound is None else INEXACT


def targets_met(dataset: Dataset, report: QuarterReport, facts: Mapping[str, Fact]) -> Mapping[str, Met]:
    """Return what has become of each indicator's target, by the indicator's id, where that can be said."""
    achievement = Achievement(dataset, report)
    met: dict[str, Met] = {}
    for indicator in dataset.indicators:
        found = achievement.met(indicator, facts[f"indicator.{indicator.id}"])
        if found is not None:
            met[indicator.id] = found
    return met


def limits_of(indicator: Indicator, target: Target) -> Limits | None:
    """Return within which limits a target is reached; None where its bound contradicts the direction."""
    if target.upper is not None:
        return Limits(target.value, target.upper)
    if indicator.direction == "keep":
        value = target.value if target.bound else _as_shown(indicator, target.value)
        return Limits(None if target.bound == "at_most" else value, None if target.bound == "at_least" else value)
    match sense_of(indicator.direction, target.bound):
        case "at_least":
            return Limits(target.value, None)
        case "at_most":
            return Limits(None, target.value)
        case None:
            return None


def _as_shown(indicator: Indicator, value: Decimal) -> Decimal:
    """Return a value as documents show it: what is to be kept is kept while it reads the same."""
    decimals = RATE_DECIMALS if indicator.decimals is None and indicator.unit == "%" else indicator.decimals
    return value if decimals is None else value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def _has_ratio(actual: Fact, target: Fact) -> bool:
    """Say whether a quotient tells how far a target is reached, be it 0%."""
    return actual.value is not None and bool(target.value) and actual.value * (target.value or 0) >= 0


def _ratio(part: Fact, whole: Fact) -> Decimal | None:
    return abs(part.value * 100 / whole.value) if part.value is not None and whole.value else None


def _percentage(fact: str, rule: str, value: Decimal | None, parts: tuple[Fact, ...], why: str) -> Fact:
    return part_of_hundred(
        Fact(
            id=fact,
            value=value,
            unit="%",
            rule=rule,
            decimals=RATE_DECIMALS,
            sources=sources_of(parts),
            derived_from=() if value is None else tuple(part.id for part in parts),
            missing=why if value is None else "",
        )
    )
