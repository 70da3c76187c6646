"""The facts of each indicator at a quarter: actual, change, baseline, target, achievement, and values not used."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from policyreport.facts.achievement import Achievement, Targets
from policyreport.facts.as_of import known_as_of, known_observations
from policyreport.facts.indicator_values import UNOBSERVED, IndicatorValues, observed_fact, sources_of
from policyreport.model import Dataset, Fact, Observation, Quarter, QuarterReport

INEXACT_CHANGE = "값이 한계로만 알려져 증감을 내지 않음"


def event_facts(dataset: Dataset, report: QuarterReport) -> Iterator[Fact]:
    """Yield ``indicator.<id>.at-<quarter>`` and ``indicator.<id>.target-on-<day>`` for each figure of a known event.

    What a figure was calculated from is yielded with it.
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


def history_facts(dataset: Dataset, report: QuarterReport) -> Iterator[Fact]:
    """Yield ``indicator.<id>.at-<quarter>`` of every indicator; missing where nothing was observed by then."""
    achievement = Achievement(dataset, report)
    for quarter in sorted(r.quarter for r in dataset.quarters if r.quarter <= report.quarter):
        values = IndicatorValues(dataset, quarter, f".at-{quarter}")
        yield from (achievement.measured(indicator, values.fact(indicator.id)) for indicator in dataset.indicators)


def indicator_facts(dataset: Dataset, report: QuarterReport) -> Iterator[Fact]:
    """Yield ``indicator.<id>`` of every indicator, and its companions.

    Their ids add ``.previous``, ``.change``, ``.year-before``, ``.change-year``, ``.baseline``, ``.target``,
    ``.target-upper``, ``.target-before``, ``.rate``, ``.progress``, ``.unused-1`` and ``.used-1`` … to it. The
    change is against the end of the quarter before, and against the same quarter of the year before where the indicator
    was observed in both; in percentage points for a rate.
    """
    now = IndicatorValues(dataset, report.quarter)
    before = IndicatorValues(dataset, report.quarter.previous, ".previous")
    a_year_ago = Quarter(report.quarter.year - 1, report.quarter.number)
    seen_now, year_before = (
        IndicatorValues(dataset, quarter, ".year-before", only=True) for quarter in (report.quarter, a_year_ago)
    )
    achievement, baselines = Achievement(dataset, report), _baselines(dataset, report)
    for indicator in dataset.indicators:
        actual, previous = (achievement.measured(indicator, values.fact(indicator.id)) for values in (now, before))
        yield from (actual, previous, change_fact(f"{actual.id}.change", actual, previous))
        then = achievement.measured(indicator, year_before.fact(indicator.id))
        comparable = actual if seen_now.fact(indicator.id).value is not None else seen_now.fact(indicator.id)
        yield from (then, change_fact(f"{actual.id}.change-year", comparable, then))
        baseline = observed_fact(f"{actual.id}.baseline", indicator, baselines.get(indicator.id), dataset.places)
        yield from (baseline, achievement.target(indicator), achievement.target_upper(indicator))
        yield achievement.target_before(indicator)
        yield from (achievement.rate(indicator, actual), achievement.progress(indicator, actual, baseline))
    yield from _unused(dataset, report)


def change_fact(fact: str, actual: Fact, previous: Fact) -> Fact:
    """Return by how much a value differs from an earlier one, as a fact of the given id.

    Of values that are known as bounds only it is known where both say the same.
    """
    value: Decimal | None = None
    missing = UNOBSERVED
    if actual.value is not None and previous.value is not None:
        is_exact = actual.bound is None and previous.bound is None
        if is_exact or (actual.value, actual.bound) == (previous.value, previous.bound):
            value = actual.value - previous.value
        else:
            missing = INEXACT_CHANGE
    known = value is not None
    return Fact(
        id=fact,
        value=value,
        unit="%p" if actual.unit == "%" else actual.unit,
        rule="change",
        decimals=actual.decimals,
        change=True,
        as_of=actual.as_of,
        sources=sources_of((actual, previous)),
        derived_from=(actual.id, previous.id) if known else (),
        missing="" if known else missing,
    )


def _baselines(dataset: Dataset, report: QuarterReport) -> dict[str, tuple[int, Observation]]:
    known = [
        (i, observation)
        for i, observation in enumerate(dataset.observations)
        if observation.kind == "baseline" and observation.used and not observation.dimensions
        if known_as_of(observation, report)
    ]
    return {observation.indicator: (i, observation) for i, observation in sorted(known, key=lambda n: n[1].quarter)}


def _unused(dataset: Dataset, report: QuarterReport) -> Iterable[Fact]:
    indicators = {i.id: i for i in dataset.indicators}
    count: dict[str, int] = {}
    known = [(i, o) for i, o in known_observations(dataset, report) if not o.dimensions]
    used = {(o.indicator, o.quarter, o.kind): (i, o) for i, o in known if o.used}
    for i, observation in known:
        if not observation.used:
            count[observation.indicator] = count.get(observation.indicator, 0) + 1
            of, number = f"indicator.{observation.indicator}", count[observation.indicator]
            indicator = indicators[observation.indicator]
            yield observed_fact(f"{of}.unused-{number}", indicator, (i, observation), dataset.places)
            rival = used.get((observation.indicator, observation.quarter, observation.kind))
            yield observed_fact(f"{of}.used-{number}", indicator, rival, dataset.places)
