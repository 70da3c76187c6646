"""The facts of each indicator at a quarter: actual, change, baseline, target, achievement, and values not used."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from policyreport.facts.achievement import Achievement
from policyreport.facts.as_of import known_as_of
from policyreport.model import Dataset, Fact, Indicator, Observation, Places, Quarter, QuarterReport, Target
from policyreport.model.policy import target_in_force

UNOBSERVED = "공개 자료 없음"
AWAITED = "값이 아직 없음"
RATE_DECIMALS = 1
_ALL = Decimal(100)
"""All of something, in percent."""


class IndicatorValues:
    """Every indicator's fact at one quarter's end, worked out on demand; ids end in ``suffix``.

    The observation in force is the used one of the latest quarter not after ``until``. Where its value is not there
    yet, no older one stands for it, and what is reckoned from it is missing too: a sum would be too small.
    """

    def __init__(self, dataset: Dataset, until: Quarter, suffix: str = "") -> None:
        self._indicators = {i.id: i for i in dataset.indicators}
        self._observed = _latest(dataset, until)
        self._places = dataset.places
        self._suffix = suffix
        self._facts: dict[str, Fact] = {}

    def fact(self, indicator: str) -> Fact:
        """Return the fact of one indicator; its value is None where nothing was observed."""
        if indicator not in self._facts:
            self._facts[indicator] = self._work_out(self._indicators[indicator])
        return self._facts[indicator]

    def worked_out(self) -> Iterator[tuple[Indicator, Fact]]:
        """Yield the facts that were asked for, and those that they were reckoned from, each with its indicator."""
        return ((self._indicators[indicator], fact) for indicator, fact in self._facts.items())

    def _work_out(self, indicator: Indicator) -> Fact:
        fact = f"indicator.{indicator.id}{self._suffix}"
        formula = indicator.formula
        if formula is None:
            return observed_fact(fact, indicator, self._observed.get(indicator.id), self._places)
        if any(map(self._is_awaited, formula.of)):
            return Fact(fact, None, indicator.unit, formula.kind, indicator.decimals, missing=AWAITED)
        return formula_fact(fact, indicator, formula.kind, [self.fact(of) for of in formula.of])

    def _is_awaited(self, indicator: str) -> bool:
        formula = self._indicators[indicator].formula
        if formula is not None:
            return any(map(self._is_awaited, formula.of))
        return indicator in self._observed and self._observed[indicator][1].value is None


def _latest(dataset: Dataset, until: Quarter) -> Mapping[str, tuple[int, Observation]]:
    latest: dict[str, tuple[int, Observation]] = {}
    for i, seen in enumerate(dataset.observations):
        if seen.used and seen.kind == "actual" and seen.quarter <= until:
            before = latest.get(seen.indicator)
            if before is None or before[1].quarter < seen.quarter:
                latest[seen.indicator] = i, seen
    return latest


def observed_fact(fact: str, indicator: Indicator, found: tuple[int, Observation] | None, places: Places) -> Fact:
    """Return the fact that one observation gives; a missing one where there is none, or its value is not there yet.

    ``found`` is the observation with its position in the data set.
    """
    if found is None or found[1].value is None:
        why = found[1].reason or AWAITED if found else UNOBSERVED
        return Fact(fact, None, indicator.unit, "given", indicator.decimals, missing=why)
    position, seen = found
    place = places.find(("observations", position, "value"))
    return Fact(
        id=fact,
        value=seen.value,
        unit=indicator.unit,
        rule="given",
        decimals=indicator.decimals,
        bound=seen.bound,
        as_of=seen.as_of,
        places=(place,) if place else (),
        sources=(seen.source,),
    )


def formula_fact(fact: str, indicator: Indicator, rule: str, parts: list[Fact]) -> Fact:
    """Return the fact that a formula gives from the facts of its parts."""
    present = [p for p in parts if p.value is not None]
    value = _FORMULAS[rule](parts)
    decimals = RATE_DECIMALS if rule == "share" and indicator.decimals is None else indicator.decimals
    reckoned = Fact(
        id=fact,
        value=value,
        unit=indicator.unit,
        rule=rule,
        decimals=decimals,
        as_of=max((p.as_of for p in present), default=""),
        sources=sources_of(present),
        derived_from=tuple(p.id for p in present),
        missing="" if value is not None else UNOBSERVED,
    )
    return part_of_hundred(reckoned) if rule == "share" else reckoned


def part_of_hundred(rate: Fact) -> Fact:
    """Return a rate in percent; one below a hundred is short of it."""
    return short_of(rate, _ALL) if rate.value is not None and rate.value < _ALL else rate


def short_of(fact: Fact, limit: Decimal) -> Fact:
    """Return a fact as one that is short of a limit, where it is near enough for rounding to take it there."""
    is_near = fact.value is not None and abs(fact.value - limit) < 1
    return replace(fact, short_of=limit) if is_near else fact


def sources_of(facts: Iterable[Fact]) -> tuple[str, ...]:
    """Return the sources of several facts, each once, in order."""
    return tuple(dict.fromkeys(source for fact in facts for source in fact.sources))


def _sum(parts: list[Fact]) -> Decimal | None:
    present = [p.value for p in parts if p.value is not None]
    return sum(present, Decimal(0)) if present else None


def _share(parts: list[Fact]) -> Decimal | None:
    part, whole = parts[0].value, parts[1].value
    return part * 100 / whole if part is not None and whole else None


_FORMULAS = {"sum": _sum, "share": _share}


def history_facts(dataset: Dataset, report: QuarterReport) -> Iterator[Fact]:
    """Yield ``indicator.<id>.at-<quarter>`` of every indicator; missing where nothing was observed by then."""
    achievement = Achievement(dataset, report)
    for quarter in sorted(r.quarter for r in dataset.quarters if r.quarter <= report.quarter):
        values = IndicatorValues(dataset, quarter, f".at-{quarter}")
        yield from (achievement.measured(indicator, values.fact(indicator.id)) for indicator in dataset.indicators)


def indicator_facts(dataset: Dataset, report: QuarterReport) -> Iterator[Fact]:
    """Yield ``indicator.<id>`` of every indicator, and its companions.

    Their ids add ``.previous``, ``.change``, ``.baseline``, ``.target``, ``.target-before``, ``.rate`` and
    ``.unused-1`` … to it. The change is against the end of the quarter before, in percentage points for a rate.
    """
    now = IndicatorValues(dataset, report.quarter)
    before = IndicatorValues(dataset, report.quarter.previous, ".previous")
    achievement, baselines = Achievement(dataset, report), _baselines(dataset, report)
    for indicator in dataset.indicators:
        actual, previous = (achievement.measured(indicator, values.fact(indicator.id)) for values in (now, before))
        yield from (actual, previous, _change(actual, previous))
        yield observed_fact(f"{actual.id}.baseline", indicator, baselines.get(indicator.id), dataset.places)
        yield from (achievement.target(indicator), achievement.target_before(indicator))
        yield achievement.rate(indicator, actual)
    yield from _unused(dataset, report)


def _change(actual: Fact, previous: Fact) -> Fact:
    known = actual.value is not None and previous.value is not None
    value = actual.value - previous.value if actual.value is not None and previous.value is not None else None
    return Fact(
        id=f"{actual.id}.change",
        value=value,
        unit="%p" if actual.unit == "%" else actual.unit,
        rule="change",
        decimals=actual.decimals,
        change=True,
        as_of=actual.as_of,
        sources=sources_of((actual, previous)),
        derived_from=(actual.id, previous.id) if known else (),
        missing="" if known else UNOBSERVED,
    )


def _baselines(dataset: Dataset, report: QuarterReport) -> dict[str, tuple[int, Observation]]:
    known = [
        (i, seen)
        for i, seen in enumerate(dataset.observations)
        if seen.kind == "baseline" and seen.used and known_as_of(seen, report)
    ]
    return {seen.indicator: (i, seen) for i, seen in sorted(known, key=lambda n: n[1].quarter)}


def _unused(dataset: Dataset, report: QuarterReport) -> Iterable[Fact]:
    indicators = {i.id: i for i in dataset.indicators}
    count: dict[str, int] = {}
    for i, seen in enumerate(dataset.observations):
        if not seen.used and known_as_of(seen, report):
            count[seen.indicator] = count.get(seen.indicator, 0) + 1
            fact = f"indicator.{seen.indicator}.unused-{count[seen.indicator]}"
            yield observed_fact(fact, indicators[seen.indicator], (i, seen), dataset.places)


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


def event_facts(dataset: Dataset, report: QuarterReport) -> Iterator[Fact]:
    """Yield ``indicator.<id>.at-<quarter>`` and ``indicator.<id>.target-on-<day>`` for each figure of a known event.

    What a figure was reckoned from is yielded with it.
    """
    events = [event for event in dataset.events if event.figures and known_as_of(event, report)]
    indicators = {indicator.id: indicator for indicator in dataset.indicators}
    achievement = Achievement(dataset, report)
    for quarter in {Quarter.of(event.date): None for event in events}:
        values = IndicatorValues(dataset, quarter, f".at-{quarter}")
        for indicator in {i: None for event in events if Quarter.of(event.date) == quarter for i in event.figures}:
            values.fact(indicator)
        yield from (achievement.measured(indicator, fact) for indicator, fact in values.worked_out())
    targets = Targets(dataset)
    for event in events:
        yield from (targets.on(event.date, indicators[figure]) for figure in event.figures)
