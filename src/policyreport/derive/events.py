"""The values that belong to an event: as they were at the end of its own quarter, whatever became of them later."""

from __future__ import annotations

from collections.abc import Iterator

from policyreport.derive.achievement import Achievement
from policyreport.derive.known import is_known
from policyreport.derive.targets import Targets
from policyreport.derive.values import Values
from policyreport.model import Dataset, Fact, Quarter, QuarterReport


def event_facts(dataset: Dataset, report: QuarterReport) -> Iterator[Fact]:
    """Yield ``indicator.<id>.at-<quarter>`` and ``indicator.<id>.target-on-<day>`` for each figure of a known event.

    What a figure was reckoned from is yielded with it.
    """
    events = [event for event in dataset.events if event.figures and is_known(event, report)]
    indicators = {indicator.id: indicator for indicator in dataset.indicators}
    achievement = Achievement(dataset, report)
    for quarter in {Quarter.of(event.date): None for event in events}:
        values = Values(dataset, quarter, f".at-{quarter}")
        for indicator in {i: None for event in events if Quarter.of(event.date) == quarter for i in event.figures}:
            values.fact(indicator)
        yield from (achievement.measured(indicator, fact) for indicator, fact in values.worked_out())
    targets = Targets(dataset)
    for event in events:
        yield from (targets.on(event.date, indicators[figure]) for figure in event.figures)
