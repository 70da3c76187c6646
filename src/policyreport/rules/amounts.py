"""Whether parts add up to their total."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from policyreport.diagnostics import Message
from policyreport.model import Budget, Execution, Path, Target
from policyreport.model.money import in_unit
from policyreport.rules.rule import Finding, LintContext, Rule


def _overspent(review: LintContext) -> Iterator[Finding]:
    dataset = review.dataset
    of = {(budget.program, budget.year, budget.fund): budget for budget in dataset.budgets}
    for i, budget in enumerate(dataset.budgets):
        if budget.executed is not None and _exceeds(budget.executed, budget.unit, budget):
            yield _overspending(("budgets", i, "executed"), budget.executed, budget.unit, budget)
    for i, spent in enumerate(dataset.executions):
        budget = of.get((spent.program, spent.year, spent.fund))
        if budget is not None and spent.executed is not None and _exceeds(spent.executed, spent.unit, budget):
            yield _overspending(("executions", i, "executed"), spent.executed, spent.unit, budget)


def _exceeds(amount: Decimal, unit: str, budget: Budget) -> bool:
    available = budget.available
    return available is not None and in_unit(amount, unit, "원") > in_unit(available, budget.unit, "원")


def _overspending(path: Path, spent: Decimal, unit: str, budget: Budget) -> Finding:
    available = budget.available or Decimal(0)
    what = Message(
        f"{spent:,f}{unit} were spent of {available:,f}{budget.unit}",
        f"예산 {available:,f}{budget.unit}보다 많은 {spent:,f}{unit}이 집행되었습니다",
    )
    hint = Message(
        "mend 'executed' or 'current'; compare their units", "집행액이나 예산현액을 고치고 단위를 살피십시오"
    )
    return Finding(path, what, hint)


def _falling(review: LintContext) -> Iterator[Finding]:
    before: dict[tuple[str, int, str | None], Execution] = {}
    for i, spent in sorted(enumerate(review.dataset.executions), key=lambda numbered: numbered[1].quarter):
        if spent.executed is None:
            continue
        last = before.get((spent.program, spent.year, spent.fund))
        before[spent.program, spent.year, spent.fund] = spent
        if last is None or last.executed is None:
            continue
        if in_unit(spent.executed, spent.unit, "원") < in_unit(last.executed, last.unit, "원"):
            what = Message(
                f"{spent.executed:,f}{spent.unit} by {spent.month} are less than {last.executed:,f}{last.unit} by "
                f"{last.month}",
                f"{spent.month}까지의 집행액 {spent.executed:,f}{spent.unit}이 {last.month}까지의 "
                f"{last.executed:,f}{last.unit}보다 적습니다",
            )
            hint = Message(
                "write what was spent since the year's beginning, not in the quarter alone; compare the units; where "
                "money was paid back, switch the rule off and say so",
                "분기에 쓴 금액이 아니라 연초부터의 누계를 적고 단위를 살피십시오. "
                "반납했으면 까닭을 적고 규칙을 끄십시오",
            )
            yield Finding(("executions", i, "executed"), what, hint)


def _overwritten(review: LintContext) -> Iterator[Finding]:
    for i, budget in enumerate(review.dataset.budgets):
        if budget.executed is None or budget.execution_quarter is None:
            continue
        fund = {"fund": budget.fund} if budget.fund else {}
        said = {
            "program": budget.program,
            "year": budget.year,
            **fund,
            "as_of": budget.executed_as_of,
            "executed": f"{budget.executed:f}",
            "unit": budget.unit,
            "source": budget.source,
        }
        line = "{" + ", ".join(f"{name}: {value}" for name, value in said.items()) + "}"
        file = f"data/quarters/{budget.execution_quarter}.yaml"
        what = Message(
            "an executed sum that stands in the budget is overwritten by the next quarter's",
            "예산에 적은 집행액은 다음 분기에 덮어쓰면 없어집니다",
        )
        hint = Message(
            f"write it below 'executions:' in {file}: - {line}; then remove 'executed' and 'executed_as_of' here",
            f"{file}의 'executions:' 아래에 적고 이곳의 executed와 executed_as_of는 지우십시오: - {line}",
        )
        yield Finding(("budgets", i, "executed"), what, hint)


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
    Rule(
        "budget.falling",
        "warning",
        Message("What was spent does not become less within a year", "집행 누계는 줄지 않음"),
        Message(
            "Arithmetic: an execution counts from the year's beginning. Mostly that of the quarter alone was written, "
            "or a unit was mixed up; money that was paid back makes it less too.",
            "셈: 집행액은 연초부터의 누계입니다. 대개 그 분기의 것만 적었거나 단위를 잘못 적은 것입니다. "
            "반납하면 줄기도 합니다.",
        ),
        _falling,
    ),
    Rule(
        "budget.overwritten",
        "note",
        Message("What was spent is kept quarter by quarter", "집행액은 분기마다 남김"),
        Message(
            "House: an executed sum in 'budgets' is lost to its quarter as soon as the next one is written over it; "
            "'executions' keep each, and with them the change since the quarter before.",
            "내부 기준: 예산(budgets)에 적은 집행액은 덮어쓰면 그 분기의 것이 없어집니다. "
            "집행(executions)에 적으면 분기마다 남아 전 분기와 견줄 수 있습니다.",
        ),
        _overwritten,
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
