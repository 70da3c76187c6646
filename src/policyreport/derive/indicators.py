"""The facts of each indicator at a quarter: actual, change, baseline, target, achievement, and values not used."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from policyreport.derive.known import is_known
from policyreport.derive.targets import Targets
from policyreport.derive.values import RATE_DECIMALS, UNOBSERVED, Values, given, sources_of
from policyreport.model import Dataset, Fact, Observation, QuarterReport


def indicator_facts(dataset: Dataset, report: QuarterReport) -> Iterator[Fact]:
    """Yield ``indicator.<id>`` of every indicator, and its companions.

    Their ids add ``.previous``, ``.change``, ``.baseline``, ``.target``, ``.target-before``, ``.rate`` and
    ``.unused-1`` … to it. The change is against the end of the quarter before, in percentage points for a rate; the
    achievement rate (달성률) is the actual value as a percentage of the target in force.
    """
    now = Values(dataset, report.quarter)
    before = Values(dataset, report.quarter.previous, ".previous")
    targets, baselines = Targets(dataset), _baselines(dataset, report)
    for indicator in dataset.indicators:
        actual, previous = now.fact(indicator.id), before.fact(indicator.id)
        target = targets.in_force(f"{actual.id}.target", indicator, report.as_of)
        yield from (actual, previous, _change(actual, previous))
        yield given(f"{actual.id}.baseline", indicator, baselines.get(indicator.id), dataset.places)
        yield from (target, targets.superseded(f"{actual.id}.target-before", indicator, report.as_of))
        yield _rate(actual, target)
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


def _rate(actual: Fact, target: Fact) -> Fact:
    known = actual.value is not None and bool(target.value)
    value = actual.value * 100 / target.value if actual.value is not None and target.value else None
    return Fact(
        id=f"{actual.id}.rate",
        value=value,
        unit="%",
        rule="achievement",
        decimals=RATE_DECIMALS,
        as_of=actual.as_of,
        sources=sources_of((actual, target)),
        derived_from=(actual.id, target.id) if known else (),
        missing="" if known else UNOBSERVED,
    )


def _baselines(dataset: Dataset, report: QuarterReport) -> dict[str, tuple[int, Observation]]:
    known = [
        (i, seen)
        for i, seen in enumerate(dataset.observations)
        if seen.kind == "baseline" and seen.used and is_known(seen, report)
    ]
    return {seen.indicator: (i, seen) for i, seen in sorted(known, key=lambda n: n[1].quarter)}


def _unused(dataset: Dataset, report: QuarterReport) -> Iterable[Fact]:
    indicators = {i.id: i for i in dataset.indicators}
    count: dict[str, int] = {}
    for i, seen in enumerate(dataset.observations):
        if not seen.used and is_known(seen, report):
            count[seen.indicator] = count.get(seen.indicator, 0) + 1
            fact = f"indicator.{seen.indicator}.unused-{count[seen.indicator]}"
            yield given(fact, indicators[seen.indicator], (i, seen), dataset.places)
