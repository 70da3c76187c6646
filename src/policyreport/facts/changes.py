"""What is otherwise than it was in the report before: values, targets, programmes, actions, milestones."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from policyreport.facts.achievement import Targets
from policyreport.facts.as_of import without_later
from policyreport.model import Dataset, Fact, QuarterReport
from policyreport.model.facts import Change, ChangeKind

Stood = Callable[[QuarterReport], Dataset]
"""Returns the data set as it stood for a report."""


def report_before(dataset: Dataset, report: QuarterReport) -> QuarterReport | None:
    """Return the latest report of an earlier quarter; None for the first."""
    earlier = [other for other in dataset.quarters if other.quarter < report.quarter]
    return max(earlier, key=lambda other: other.quarter, default=None)


def earlier_target_facts(dataset: Dataset, report: QuarterReport) -> Iterator[Fact]:
    """Yield ``indicator.<id>.target-on-<day>`` for the as-of day of the report before."""
    before = report_before(dataset, report)
    if before is not None:
        targets, aimed = Targets(dataset), {target.indicator for target in dataset.targets}
        yield from (targets.on(before.as_of, i) for i in dataset.indicators if i.id in aimed)


def changes(dataset: Dataset, report: QuarterReport, facts: Mapping[str, Fact], stood: Stood) -> tuple[Change, ...]:
    """Return every change since the report before, as told then and now; none where this report is the first.

    ``dataset`` is as it stood for the report, and ``stood`` gives it for the one before. ``facts`` are those of the
    report, with its ``history_facts`` and ``earlier_target_facts``.
    """
    before = report_before(dataset, report)
    if before is None:
        return ()
    then, now = without_later(stood(before), before), without_later(dataset, report)
    earlier = {program.id for program in then.programs}
    return (
        *_figures(dataset, facts, "value", f"at-{before.quarter}", ""),
        *_figures(dataset, facts, "target", f"target-on-{before.as_of}", ".target"),
        *(Change("program", program.id) for program in now.programs if program.id not in earlier),
        *_actions(then, now),
        *_milestones(then, now, before, report),
    )


def _figures(dataset: Dataset, facts: Mapping[str, Fact], kind: ChangeKind, then: str, now: str) -> Iterator[Change]:
    for indicator in dataset.indicators:
        before, after = f"indicator.{indicator.id}.{then}", f"indicator.{indicator.id}{now}"
        if before in facts and _value_and_bound(facts[before]) != _value_and_bound(facts[after]):
            yield Change(kind, indicator.id, before, after)


def _value_and_bound(fact: Fact) -> tuple[object, object]:
    return fact.value, fact.bound


def _actions(then: Dataset, now: Dataset) -> Iterator[Change]:
    known = {action.id: action.status for action in then.actions}
    for action in now.actions:
        if known.get(action.id) != action.status:
            yield Change("action", action.id, known.get(action.id), action.status)


def _milestones(then: Dataset, now: Dataset, before: QuarterReport, report: QuarterReport) -> Iterator[Change]:
    known = {milestone.id: milestone.state(before.as_of) for milestone in then.milestones}
    for milestone in now.milestones:
        state = milestone.state(report.as_of)
        if known.get(milestone.id) != state:
            yield Change("milestone", milestone.id, known.get(milestone.id), state)
