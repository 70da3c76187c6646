"""Whether parts add up to their total."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from policyreport.diagnostics import Message
from policyreport.model import Budget, Target
from policyreport.rules.rule import Finding, LintContext, Rule


def _overspent(review: LintContext) -> Iterator[Finding]:
    for i, budget in enumerate(review.dataset.budgets):
        available = _available(budget)
        if available is not None and budget.executed is not None and budget.executed > available:
            what = Message(
                f"{budget.executed:,f}{budget.unit} were spent of {available:,f}{budget.unit}",
                f"예산 {available:,f}{budget.unit}보다 많은 {budget.executed:,f}{budget.unit}이 집행되었습니다",
            )
            hint = Message(
                "mend 'executed' or 'current'; compare their units", "집행액이나 예산현액을 고치고 단위를 살피십시오"
            )
            yield Finding(("budgets", i, "executed"), what, hint)


def _available(budget: Budget) -> Decimal | None:
    if budget.current is not None or budget.original is None:
        return budget.current
    return budget.original + (budget.supplementary or 0)


BUDGET_RULES = (
    Rule(
        "budget.overspent",
        "error",
        Message("No more is spent than there is", "집행액은 예산현액 이내"),
        Message(
            "Arithmetic and budget law: spending is bounded by the current budget. Mostly a unit was mixed up.",
            "셈과 재정 원칙: 예산현액을 넘겨 집행할 수 없습니다. 대개 단위를 잘못 적은 것입니다.",
        ),
        _overspent,
    ),
)
"""The rules about budgets."""


_WHOLE = 100
_QUARTERS = 4


def _budgets(review: LintContext) -> Iterator[Finding]:
    for i, budget in enumerate(review.dataset.budgets):
        if budget.original is None or budget.supplementary is None or budget.current is None:
            continue
        total = budget.original + budget.supplementary
        if total != budget.current:
            what = Message(
                f"{budget.original:,f} + {budget.supplementary:,f} = {total:,f}, yet the budget is {budget.current:,f}",
                f"본예산 {budget.original:,f} + 추경 {budget.supplementary:,f} = {total:,f}인데 "
                f"예산현액은 {budget.current:,f}입니다",
            )
            hint = Message(
                "mend the wrong amount; where money was carried or moved over, switch the rule off and say so",
                "틀린 금액을 고치십시오. 이월·전용이 있으면 까닭을 적고 규칙을 끄십시오",
            )
            yield Finding(("budgets", i, "current"), what, hint)


def _weights(review: LintContext) -> Iterator[Finding]:
    weighted = [(i, one.weight) for i, one in enumerate(review.dataset.indicators) if one.weight is not None]
    total = sum((weight for _, weight in weighted), Decimal(0))
    if weighted and total != _WHOLE:
        what = Message(f"the weights add up to {total:,f}, not to 100", f"가중치의 합이 100이 아니라 {total:,f}입니다")
        hint = Message("mend the weights of the indicators", "지표의 가중치를 고치십시오")
        yield Finding(("indicators", weighted[-1][0], "weight"), what, hint)


class _YearTargets(NamedTuple):
    """The targets in force for one indicator and year: the year's own, with its position, and the quarters'."""

    position: int
    of_year: Decimal
    of_quarters: tuple[Decimal, ...]


def _quarterly_targets(review: LintContext) -> Iterator[Finding]:
    for year_targets in _year_targets(review.dataset.targets):
        total = sum(year_targets.of_quarters, Decimal(0))
        if year_targets.of_year not in (total, year_targets.of_quarters[-1]):
            what = Message(
                f"the quarters add up to {total:,f} and end with {year_targets.of_quarters[-1]:,f}, "
                f"yet the year aims at {year_targets.of_year:,f}",
                f"분기 목표의 합은 {total:,f}, 4분기 목표는 {year_targets.of_quarters[-1]:,f}인데 "
                f"연간 목표는 {year_targets.of_year:,f}입니다",
            )
            hint = Message("mend the year's target or a quarter's", "연간 목표나 분기 목표를 고치십시오")
            yield Finding(("targets", year_targets.position, "value"), what, hint)


def _year_targets(targets: Iterable[Target]) -> Iterator[_YearTargets]:
    """Yield what is aimed at in each year that has a target of its own and one for every quarter."""
    in_order = sorted(enumerate(targets), key=lambda numbered: numbered[1].set_on)
    yearly = {(t.indicator, t.year): (i, t.value) for i, t in in_order if t.year is not None and t.quarter is None}
    quarterly = {(t.indicator, t.quarter): t.value for _, t in in_order if t.quarter is not None}
    for (indicator, year), (i, of_year) in yearly.items():
        found = sorted((q, value) for (name, q), value in quarterly.items() if (name, q.year) == (indicator, year))
        if len(found) == _QUARTERS:
            yield _YearTargets(i, of_year, tuple(value for _, value in found))


SUM_RULES = (
    Rule(
        "sum.budget",
        "warning",
        Message("Original and supplementary budget make the current one", "본예산과 추경의 합은 예산현액"),
        Message(
            "Arithmetic: original + supplementary = current. Money carried over from the year before, "
            "moved between items or taken from the reserve is part of it too: switch the rule off there.",
            "셈: 본예산 + 추경 = 예산현액. 전년도 이월액, 이용·전용, 예비비도 예산현액에 들어가므로 "
            "그런 사업은 까닭을 적고 끕니다.",
        ),
        _budgets,
    ),
    Rule(
        "sum.weights",
        "error",
        Message("Weights make 100", "가중치의 합은 100"),
        Message(
            "Arithmetic: a weight is an indicator's share of the whole score in percent.",
            "셈: 가중치는 전체 점수에서 지표가 차지하는 몫(%)입니다.",
        ),
        _weights,
    ),
    Rule(
        "sum.quarterly-targets",
        "warning",
        Message("Quarterly targets make the year's", "분기 목표는 연간 목표와 맞음"),
        Message(
            "Arithmetic: where each quarter has a target, they add up to the year's, or the last is the year's "
            "(counted from the year's beginning, or a level).",
            "셈: 네 분기에 모두 목표가 있으면 그 합이 연간 목표이거나, 누계나 수준이라면 4분기 목표가 연간 목표입니다.",
        ),
        _quarterly_targets,
    ),
)
"""The rules about sums."""
