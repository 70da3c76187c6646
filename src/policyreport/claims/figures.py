"""What is known of an indicator at the time of a sentence: its value, those to compare it with, and its targets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from policyreport.claims.periods import Period
from policyreport.facts.achievement import Achievement, Limits, Targets, limits_of
from policyreport.facts.indicator_values import RATE_DECIMALS, IndicatorValues
from policyreport.model import Dataset, Fact, Indicator, Quarter, QuarterReport, Target


class Reading(NamedTuple):
    """A value that an indicator may be compared with, and the time that it is of: ``전 분기``, ``2025년 2/4분기``."""

    when: str
    value: Decimal


class Figures:
    """The values of a data set's indicators by quarter, worked out when they are asked for."""

    def __init__(self, dataset: Dataset) -> None:
        self.dataset = dataset
        self.indicators = {indicator.id: indicator for indicator in dataset.indicators}
        self._values: dict[Quarter, IndicatorValues] = {}
        self._subjects: dict[tuple[str, Quarter], Subject] = {}

    @cached_property
    def targets(self) -> Targets:
        """The targets that are meant on one day or another."""
        return Targets(self.dataset)

    @cached_property
    def targets_of(self) -> dict[str, list[Target]]:
        """All targets of each indicator, whenever they were set."""
        found: dict[str, list[Target]] = {}
        for target in self.dataset.targets:
            found.setdefault(target.indicator, []).append(target)
        return found

    @cached_property
    def observed(self) -> dict[str, set[Quarter]]:
        """The quarters in which each indicator was observed."""
        found: dict[str, set[Quarter]] = {}
        for one in self.dataset.observations:
            if one.kind == "actual" and one.used:
                found.setdefault(one.indicator, set()).add(one.quarter)
        return found

    @cached_property
    def baselines(self) -> dict[str, list[tuple[Quarter, Decimal]]]:
        """The baselines of each indicator, each with the quarter in which it was known."""
        found: dict[str, list[tuple[Quarter, Decimal]]] = {}
        for one in self.dataset.observations:
            if one.kind == "baseline" and one.used and one.value is not None and not one.dimensions:
                found.setdefault(one.indicator, []).append((one.quarter, one.value))
        return found

    def quarters_of(self, indicator: str) -> set[Quarter]:
        """Return the quarters in which an indicator, or anything that it is calculated from, was observed."""
        formula = self.indicators[indicator].formula
        if formula is None:
            return self.observed.get(indicator, set())
        return set[Quarter]().union(*(self.quarters_of(of) for of in formula.of))

    def value(self, indicator: str, quarter: Quarter) -> Fact:
        """Return an indicator's value at the end of a quarter, observed then or before."""
        if quarter not in self._values:
            self._values[quarter] = IndicatorValues(self.dataset, quarter, f".at-{quarter}")
        return self._values[quarter].fact(indicator)

    def subject(self, indicator: str, quarter: Quarter) -> Subject:
        """Return what is known of an indicator at the end of a quarter."""
        key = indicator, quarter
        if key not in self._subjects:
            self._subjects[key] = Subject(self, self.indicators[indicator], quarter)
        return self._subjects[key]


@dataclass(frozen=True)
class Subject:
    """An indicator at the end of a quarter, as a sentence of that time may speak of it."""

    figures: Figures
    indicator: Indicator
    quarter: Quarter

    @cached_property
    def known(self) -> list[tuple[Quarter, Decimal]]:
        """Its exact values by the quarters in which they were observed, up to this one."""
        quarters = sorted(q for q in self.figures.quarters_of(self.indicator.id) if q <= self.quarter)
        values = ((quarter, self.figures.value(self.indicator.id, quarter)) for quarter in quarters)
        return [(quarter, fact.value) for quarter, fact in values if fact.value is not None and fact.bound is None]

    @property
    def is_fresh(self) -> bool:
        """Whether its value was observed in this very quarter."""
        return bool(self.known) and self.known[-1][0] == self.quarter

    @property
    def current(self) -> Decimal | None:
        """Its value; None where it has none, or one that is known as a bound only."""
        fact = self.figures.value(self.indicator.id, self.quarter)
        return fact.value if fact.bound is None else None

    @property
    def previous(self) -> list[Reading]:
        """The value at the end of the quarter before, where this one's is known apart from it."""
        if not self.is_fresh:
            return []
        fact = self.figures.value(self.indicator.id, self.quarter.previous)
        return [Reading("전 분기", fact.value)] if fact.value is not None and fact.bound is None else []

    @property
    def decimals(self) -> int | None:
        """How many decimals its value is shown with; None where as many as it has."""
        if self.indicator.decimals is None and self.indicator.unit == "%":
            return RATE_DECIMALS
        return self.indicator.decimals

    @property
    def difference_unit(self) -> str:
        """The unit of a difference of its values."""
        return "%p" if self.indicator.unit == "%" else self.indicator.unit

    def of(self, period: Period) -> list[Reading]:
        """Return the values that it had at a time; none where it was not observed then."""
        if period.kind == "baseline":
            return [Reading("기준값", value) for _, value in self.figures.baselines.get(self.indicator.id, ())]
        if period.kind == "quarter" and period.quarter == self.quarter.previous:
            return self.previous
        span = period.span(self.quarter)
        if span:
            return self._over(span)
        observed = set(period.quarters(self.quarter)) & {quarter for quarter, _ in self.all_known}
        if period.kind in ("year", "year-before") and period.quarters(self.quarter):
            year = period.quarters(self.quarter)[0].year
            in_year = [quarter for quarter, _ in self.all_known if quarter.year == year]
            observed |= set(in_year[-1:])
        return [
            Reading(_time(quarter, self.quarter), value) for quarter, value in self.all_known if quarter in observed
        ]

    def _over(self, span: Sequence[Quarter]) -> list[Reading]:
        """Return what may be said of some quarters together: the last value, their sum and their mean.

        There is none where not all of them were observed: the sum may then be meant, which nobody knows.
        """
        values = dict(self.all_known)
        if any(quarter not in values for quarter in span):
            return []
        last = Reading(_time(span[-1], self.quarter), values[span[-1]])
        whole = sum((values[quarter] for quarter in span), Decimal(0))
        label = f"{span[0].label}~{span[-1].number}/4분기"
        same = values.get(Quarter(self.quarter.year - 1, self.quarter.number))
        others = [Reading("전년 동기", same)] if same is not None and span[-1].year < self.quarter.year else []
        return [last, *others, Reading(f"{label} 합", whole), Reading(f"{label} 평균", whole / len(span))]

    @cached_property
    def all_known(self) -> list[tuple[Quarter, Decimal]]:
        """Its exact values in all quarters, also later ones than this."""
        values = [
            (quarter, self.figures.value(self.indicator.id, quarter))
            for quarter in sorted(self.figures.quarters_of(self.indicator.id))
        ]
        return [(quarter, fact.value) for quarter, fact in values if fact.value is not None and fact.bound is None]

    def usual(self) -> list[Reading]:
        """Return what a sentence may compare it with that does not say with what: before, a year ago, the baseline."""
        found = [*self.previous, *self.of(Period("year-ago")), *self.of(Period("baseline"))]
        if len(self.known) > 1:
            quarter, value = self.known[-2]
            found.append(Reading(_time(quarter, self.quarter), value))
        first: dict[Decimal, Reading] = {}
        for reading in found:
            first.setdefault(reading.value, reading)
        return list(first.values())

    @cached_property
    def target(self) -> Target | None:
        """The target in force on the last day of the quarter."""
        return self.figures.targets.meant(self.indicator, self.quarter.last_day)

    @property
    def limits(self) -> Limits | None:
        """What reaches the target; None where there is none, or nothing tells."""
        return limits_of(self.indicator, self.target) if self.target else None

    def target_values(self) -> Iterator[Decimal]:
        """Yield every value that is or was aimed at, at whatever time."""
        for target in self.figures.targets_of.get(self.indicator.id, ()):
            yield target.value
            if target.upper is not None:
                yield target.upper

    def rates(self) -> Iterator[Decimal]:
        """Yield what percentages may be said of the target: the value's part of it, or the way covered to it."""
        current, target = self.current, self.target
        if current is None or target is None:
            return
        report = QuarterReport(quarter=self.quarter, as_of=self.quarter.last_day, headline="-")
        achievement = Achievement(self.figures.dataset, report)
        actual = self.figures.value(self.indicator.id, self.quarter)
        rate = achievement.rate(self.indicator, actual).value
        if rate is not None:
            yield rate
        for value in (value for value in self.target_values() if value):
            yield current * 100 / value
        for _, start in self.figures.baselines.get(self.indicator.id, ()):
            if start != target.value:
                yield (current - start) * 100 / (target.value - start)


def _time(quarter: Quarter, now: Quarter) -> str:
    if quarter == now.previous:
        return "전 분기"
    if quarter == Quarter(now.year - 1, now.number):
        return "전년 동기"
    return quarter.label
