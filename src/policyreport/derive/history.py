"""What each indicator's value was at the end of every quarter reported on, up to the one reported on now."""

from __future__ import annotations

from collections.abc import Iterator

from policyreport.derive.achievement import Achievement
from policyreport.derive.values import Values
from policyreport.model import Dataset, Fact, QuarterReport


def history_facts(dataset: Dataset, report: QuarterReport) -> Iterator[Fact]:
    """Yield ``indicator.<id>.at-<quarter>`` of every indicator; missing where nothing was observed by then."""
    achievement = Achievement(dataset, report)
    for quarter in sorted(r.quarter for r in dataset.quarters if r.quarter <= report.quarter):
        values = Values(dataset, quarter, f".at-{quarter}")
        yield from (achievement.measured(indicator, values.fact(indicator.id)) for indicator in dataset.indicators)
