"""Whether money was spent that was not there."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from policyreport.errors import Words
from policyreport.model import Budget
from policyreport.rules.rule import Finding, Review, Rule


def _overspent(review: Review) -> Iterator[Finding]:
    for i, budget in enumerate(review.dataset.budgets):
        available = _available(budget)
        if available is not None and budget.executed is not None and budget.executed > available:
            what = Words(
                f"{budget.executed:,f}{budget.unit} were spent of {available:,f}{budget.unit}",
                f"예산 {available:,f}{budget.unit}보다 많은 {budget.executed:,f}{budget.unit}이 집행되었습니다",
            )
            hint = Words(
                "mend 'executed' or 'current'; compare their units", "집행액이나 예산현액을 고치고 단위를 살피십시오"
            )
            yield Finding(("budgets", i, "executed"), what, hint)


def _available(budget: Budget) -> Decimal | None:
    if budget.current is not None or budget.original is None:
        return budget.current
    return budget.original + (budget.supplementary or 0)


RULES = (
    Rule(
        "budget.overspent",
        "error",
        Words("No more is spent than there is", "집행액은 예산현액 이내"),
        Words(
            "Arithmetic and budget law: spending is bounded by the current budget. Mostly a unit was mixed up.",
            "셈과 재정 원칙: 예산현액을 넘겨 집행할 수 없습니다. 대개 단위를 잘못 적은 것입니다.",
        ),
        _overspent,
    ),
)
"""The rules about budgets."""
