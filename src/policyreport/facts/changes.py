"""What is otherwise than in the report before: values, targets, programmes, actions, milestones, risks, laws, money."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from policyreport.facts.achievement import Targets
from policyreport.facts.as_of import without_later
from policyreport.facts.indicator_values import IndicatorValues
from policyreport.facts.indicators import change_fact
from policyreport.model import Dataset, Fact, QuarterReport
from policyreport.model.facts import Change, ChangeKind

Stood = Callable[[QuarterReport], Dataset]
"""Returns the data set as it stood for a report."""


def report_before(dataset: Dataset, report: QuarterReport) -> QuarterReport | None:
    """Return the latest report of an earlier quarter; None for the first."""
    earlier = [other for other in dataset.quarters if other.quarter < report.quarter]
    return max(earlier, key=lambda other: other.quarter, default=None)


def earlier_target_facts(dataset: Dataset, report: QuarterReport) -> Iterator[Fact]:
    """Yield ``indicator.<id>.target-on-<day>`` for the as-of day of the report before, and a range's upper bound."""
    before = report_before(dataset, report)
    if before is not None:
        targets, aimed = Targets(dataset), {target.indicator for target in dataset.targets}
        yield from (targets.on(before.as_of, i) for i in dataset.indicators if i.id in aimed)
        yield from (targets.upper_on(before.as_of, i) for i in dataset.indicators if targets.has_range(i))


def since_report_facts(dataset: Dataset, report: QuarterReport) -> Iterator[Fact]:
    """Yield ``indicator.<id>.since-report``: by how much each value has changed since the report before, if any."""
    before = report_before(dataset, report)
    if before is not None:
        now = IndicatorValues(dataset, report.quarter)
        then = IndicatorValues(dataset, before.quarter, f".at-{before.quarter}")
        for i in dataset.indicators:
            yield change_fact(f"indicator.{i.id}.since-report", now.fact(i.id), then.fact(i.id))


def changes(dataset: Dataset, report: QuarterReport, facts: Mapping[str, Fact], stood: Stood) -> tuple[Change, ...]:
    """Return every change since the report before, as told then and now; none where this report is the first.

    ``dataset`` is as it stood for the report, and ``stood`` gives it for the one before. ``facts`` are those of the
    report, with its ``history_facts``, ``earlier_target_facts`` and ``since_report_facts``.
    """
    before = report_before(dataset, report)
    if before is None:
        return ()
    then, now = without_later(stood(before), before), without_later(dataset, report)
    earlier = {program.id for program in then.programs}
    return (
        *_figures(dataset, facts, "value", f"at-{before.quarter}", ""),
        *_figures(dataset, facts, "target", f"target-on-{before.as_of}", ".target"),
        *_figures(dataset, facts, "target", f"target-upper-on-{before.as_of}", ".target-upper"),
        *(Change("program", program.id) for program in now.programs if program.id not in earlier),
        *_state_changes(_states(then, before.as_of), _states(now, report.as_of)),
        *_money(now, facts, before),
    )


def _figures(dataset: Dataset, facts: Mapping[str, Fact], kind: ChangeKind, then: str, now: str) -> Iterator[Change]:
    for indicator in dataset.indicators:
        before, after = f"indicator.{indicator.id}.{then}", f"indicator.{indicator.id}{now}"
        if before in facts and _value_and_bound(facts[before]) != _value_and_bound(facts[after]):
            yield Change(kind, indicator.id, before, after)


def _value_and_bound(fact: Fact) -> tuple[object, object]:
    return fact.value, fact.bound


class _State(NamedTuple):
    """How a record stood, and the day on which it was then due."""

    state: str
    due: date | None = None


def change_facts(changed: Iterable[Change], facts: Mapping[str, Fact]) -> Iterator[Fact]:
    """Yield by how much targets and amounts of money changed since the report before, where both are known exactly.

    Their ids are those of what is told now with ``.since-report`` behind them, as that of a value is.
    """
    for change in changed:
        if change.kind in ("target", "budget", "execution") and change.before and change.after:
            now, then = facts[change.after], facts[change.before]
            if now.bound == then.bound:
                parts = (replace(fact, bound=None) for fact in (now, then))
                yield change_fact(f"{now.id}.since-report", *parts)


_OVER = ("done", "cancelled", "closed")
"""The states in which nothing is due any more, so that no new day is told."""

_States = Mapping[tuple[ChangeKind, str], _State]
"""How each record stood, by the kind of its changes and its id."""


def _states(dataset: Dataset, day: date) -> _States:
    """Return how the actions, milestones, risks and laws of a data set stood on a day."""
    return {
        **{("action", action.id): _State(action.status, action.due) for action in dataset.actions},
        **{("milestone", m.id): _State(m.state(day), m.slipped_to or m.due) for m in dataset.milestones},
        **{("risk", risk.id): _State(risk.status, risk.due) for risk in dataset.risks},
        **{("law", law.id): _State(law.stage) for law in dataset.legislation},
    }


def _state_changes(then: _States, now: _States) -> Iterator[Change]:
    for (kind, record), state in now.items():
        before = then.get((kind, record))
        if before is None:
            yield Change(kind, record, None, state.state)
        elif before != state:
            is_moved = before.due != state.due and state.state not in _OVER
            days = (before.due, state.due) if is_moved else (None, None)
            yield Change(kind, record, before.state, state.state, *days)


def _money(now: Dataset, facts: Mapping[str, Fact], before: QuarterReport) -> Iterator[Change]:
    """Yield changes of what may be spent, then of what was spent, in the year that both reports tell of.

    What an office spent by then and overwrote later is not known any more, so that nothing can be said of a change.
    """
    amounts: tuple[tuple[ChangeKind, str], ...] = (("budget", "current"), ("execution", "executed"))
    for kind, amount in amounts:
        for budget in now.budgets:
            then = facts.get(f"budget.{budget.id}.{amount}.at-{before.quarter}")
            told = facts[f"budget.{budget.id}.{amount}"]
            if then is None and kind == "budget" and budget.year == before.quarter.year and told.value is not None:
                yield Change(kind, budget.id, None, told.id)
            if then is not None and then.value != told.value and (kind == "budget" or then.value is not None):
                yield Change(kind, budget.id, then.id if then.value is not None else None, told.id)
