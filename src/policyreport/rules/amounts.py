"""Whether parts add up to their total."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from policyreport.diagnostics import Message
from policyreport.model import Budget, Execution, Path, Target
from policyreport.model.breakdown import Breakdown, Breakdowns, Cell
from policyreport.model.dimension import in_words
from policyreport.model.implementation import Account
from policyreport.model.money import in_unit
from policyreport.rules.rule import Finding, LintContext, Rule


def _overspent(review: LintContext) -> Iterator[Finding]:
    dataset = review.dataset
    of = {budget.account: budget for budget in dataset.budgets}
    for i, budget in enumerate(dataset.budgets):
        if budget.executed is not None and _exceeds(budget.executed, budget.unit, budget):
            yield _overspending(("budgets", i, "executed"), budget.executed, budget.unit, budget)
    for i, spent in enumerate(dataset.executions):
        budget = of.get(spent.account)
        if budget is not None and spent.executed is not None and _exceeds(spent.executed, spent.unit, budget):
            yield _overspending(("executions", i, "executed"), spent.executed, spent.unit, budget)


def _exceeds(amount: Decimal, unit: str, budget: Budget) -> bool:
    available = budget.available
    return available is not None and in_unit(amount, unit, "원") > in_unit(available, budget.unit, "원")


def _overspending(path: Path, spent: Decimal, unit: str, budget: Budget) -> Finding:
    available = budget.available or Decimal(0)
    what = Message(
        f"{spent:,f}{unit} were spent of {available:,f}{budget.unit}",
        f"예산 {available:,f}{budget.unit}보다 많은 {spent:,f}{unit}이(가) 집행되었습니다",
    )
    hint = Message(
        "mend 'executed' or 'current'; compare their units", "집행액이나 예산현액을 고치고 단위를 살피십시오"
    )
    return Finding(path, what, hint)


def _falling(review: LintContext) -> Iterator[Finding]:
    before: dict[Account, Execution] = {}
    for i, spent in sorted(enumerate(review.dataset.executions), key=lambda numbered: numbered[1].quarter):
        if spent.executed is None:
            continue
        last = before.get(spent.account)
        before[spent.account] = spent
        if last is None or last.executed is None:
            continue
        if in_unit(spent.executed, spent.unit, "원") < in_unit(last.executed, last.unit, "원"):
            what = Message(
                f"{spent.executed:,f}{spent.unit} by {spent.month} are less than {last.executed:,f}{last.unit} by "
                f"{last.month}",
                f"{spent.month}까지의 집행액 {spent.executed:,f}{spent.unit}이(가) {last.month}까지의 "
                f"{last.executed:,f}{last.unit}보다 적습니다",
            )
            hint = Message(
                "write what was spent since the year's beginning, not in the quarter alone; compare the units; where "
                "money was paid back, switch the rule off and say so",
                "분기에 쓴 금액이 아니라 연초부터의 누계를 적고 단위를 살피십시오. "
                "반납했으면 사유를 적고 규칙을 끄십시오",
            )
            yield Finding(("executions", i, "executed"), what, hint)


def _overwritten(review: LintContext) -> Iterator[Finding]:
    for i, budget in enumerate(review.dataset.budgets):
        if budget.executed is None or budget.execution_quarter is None:
            continue
        fund = {"fund": budget.fund} if budget.fund else {}
        members = ", ".join(f"{name}: {code}" for name, code in budget.dimensions.items())
        said = {
            "program": budget.program,
            "year": budget.year,
            **fund,
            **({"dimensions": f"{{{members}}}"} if members else {}),
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
            "계산·재정 원칙: 예산현액을 넘겨 집행할 수 없습니다. 대개 단위를 잘못 적은 것입니다.",
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
            "계산: 집행액은 연초부터의 누계입니다. 대개 그 분기의 것만 적었거나 단위를 잘못 적은 것입니다. "
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
            "집행(executions)에 적으면 분기마다 남아 전 분기와 비교할 수 있습니다.",
        ),
        _overwritten,
    ),
)
"""The rules about budgets."""


_MOST_LISTED = 6
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
                "틀린 금액을 고치십시오. 이월·전용이 있으면 사유를 적고 규칙을 끄십시오",
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


def _members(review: LintContext) -> Iterator[Finding]:
    dataset = review.dataset
    if not any(seen.dimensions for seen in dataset.observations):
        return
    breakdowns = Breakdowns(dataset, max(seen.quarter for seen in dataset.observations))
    for indicator in dataset.indicators:
        if indicator.id in breakdowns and indicator.is_additive:
            for quarter in sorted(breakdowns.quarters(indicator.id)):
                breakdown = breakdowns.at(indicator.id, quarter)
                for cell in breakdown.cells():
                    yield from _sums_of(review, breakdown, cell, f"'{indicator.title}' {quarter}")


def _sums_of(review: LintContext, breakdown: Breakdown, cell: Cell, of: str) -> Iterator[Finding]:
    """Yield each sum of members that is not what their whole is given as, or what another dimension's add up to."""
    dimensions = review.dataset.dimensions
    sums = list(breakdown.sums(cell))
    known = breakdown.value(cell)
    complete = next((one for one in sums if not one.lacking), None)
    if known.is_given:
        against, expected, position = Message("the whole", "전체는"), known.value, breakdown.given[cell][0]
    elif complete is not None:
        title = dimensions[complete.dimension].title
        against = Message(f"the sum by {title}", f"{title} 합은")
        expected, position = complete.value, complete.observed[0]
    else:
        return
    if expected is None:
        return
    for found in sums:
        is_too_much = bool(found.lacking) and not found.has_negative and found.value > expected
        if (found.value != expected and not found.lacking) or is_too_much:
            title = dimensions[found.dimension].title
            named = f"{of} {in_words(dict(cell), dimensions)}".strip()
            listed = ", ".join(_place(review, position) for position in found.observed[:_MOST_LISTED])
            listed += " …" if len(found.observed) > _MOST_LISTED else ""
            difference = found.value - expected
            what = Message(
                f"{named}: the members of {title} add up to {found.value:,f} ({listed}), yet {against.en} is "
                f"{expected:,f} ({_place(review, position)}): a difference of {difference:,f}",
                f"{named}: {title}의 합은 {found.value:,f}({listed})인데 {against.ko} "
                f"{expected:,f}({_place(review, position)})입니다. 차이 {difference:,f}",
            )
            hint = Message(
                "mend the wrong value; where values do not add up, such as one person counted in two places, write "
                "'combine: none' on the indicator",
                "틀린 값을 고치십시오. 한 사람을 두 곳에서 세는 등 더할 수 없는 지표이면 지표에 'combine: none'을 "
                "적으십시오",
            )
            yield Finding(("observations", position, "value"), what, hint)


def _place(review: LintContext, position: int) -> str:
    return str(review.dataset.places.find(("observations", position, "value")) or f"observations[{position + 1}]")


SUM_RULES = (
    Rule(
        "sum.budget",
        "warning",
        Message("Original and supplementary budget make the current one", "본예산과 추경의 합은 예산현액"),
        Message(
            "Arithmetic: original + supplementary = current. Money carried over from the year before, "
            "moved between items or taken from the reserve is part of it too: switch the rule off there.",
            "계산: 본예산 + 추경 = 예산현액. 전년도 이월액, 이용·전용, 예비비도 예산현액에 들어가므로 "
            "그런 사업은 사유를 적고 끕니다.",
        ),
        _budgets,
    ),
    Rule(
        "sum.weights",
        "error",
        Message("Weights make 100", "가중치의 합은 100"),
        Message(
            "Arithmetic: a weight is an indicator's share of the whole score in percent.",
            "계산: 가중치는 전체 점수에서 지표가 차지하는 몫(%)입니다.",
        ),
        _weights,
    ),
    Rule(
        "sum.members",
        "error",
        Message("Members add up to their whole", "구분별 값의 합은 전체와 같음"),
        Message(
            "Arithmetic: the members of a dimension are the whole, so that their values add up to it, by each "
            "dimension alike. Those of which some are not known make no more than the whole.",
            "계산: 구분의 항목은 모두 더하면 전체이므로, 어느 구분으로 더해도 전체와 같습니다. 모르는 항목이 있으면 "
            "나머지의 합이 전체를 넘지 않습니다.",
        ),
        _members,
    ),
    Rule(
        "sum.quarterly-targets",
        "warning",
        Message("Quarterly targets make the year's", "분기 목표는 연간 목표와 맞음"),
        Message(
            "Arithmetic: where each quarter has a target, they add up to the year's, or the last is the year's "
            "(counted from the year's beginning, or a level).",
            "계산: 네 분기에 모두 목표가 있으면 그 합이 연간 목표이고, 누계나 수준이면 4분기 목표가 연간 목표입니다.",
        ),
        _quarterly_targets,
    ),
)
"""The rules about sums."""
