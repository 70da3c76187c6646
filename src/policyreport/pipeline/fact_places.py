"""What people call a fact, and where in the data its value stands, by its id alone: also of one that is no more."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from policyreport.diagnostics import SourceLocation
from policyreport.model import Budget, Dataset, Indicator, Quarter
from policyreport.model.dimension import in_words
from policyreport.model.labels import HEADS

_DERIVED = {
    "remaining": "잔액",
    "rate": "집행률",
    "plan-rate": "계획 대비",
    "executed-change": "집행액 증감",
    "executed-on-year": "집행액 전년 동기 대비",
    "rate-on-year": "집행률 전년 동기 대비",
}
"""What a budget's facts are called that stand in no field of it."""

_AT = "at-"
"""Begins, before a quarter, the last part of the id of an indicator's value at that quarter's end."""


class _Found(NamedTuple):
    """The record that a fact tells of, by its position, and the rest of the fact's id."""

    position: int
    rest: str


def title_of(fact: str, dataset: Dataset) -> str:
    """Return what people call what a fact tells of; empty for a count, a total, or what is no more."""
    if found := _found(fact, "indicator", dataset.indicators):
        return dataset.indicators[found.position].title
    if found := _found(fact, "budget", dataset.budgets):
        budget = dataset.budgets[found.position]
        program = next(program.title for program in dataset.programs if program.id == budget.program)
        rest, _, quarter = found.rest.partition(f".{_AT}")
        amount = HEADS[rest].title if rest in HEADS else _DERIVED.get(rest, "")
        fund = f" {dataset.money.title_of(budget.fund)}" if budget.fund else ""
        fund += f" {in_words(budget.dimensions, dataset.dimensions)}" if budget.dimensions else ""
        return " ".join(filter(None, (f"{program} {budget.year}년{fund}", amount, quarter and f"({quarter})")))
    return ""


def place_of(fact: str, dataset: Dataset, quarter: Quarter) -> SourceLocation | None:
    """Return the place of a fact's value, or of its record; None for a count, a total, or what is no more."""
    if found := _found(fact, "budget", dataset.budgets):
        amount, _, when = found.rest.partition(f".{_AT}")
        budget = dataset.budgets[found.position]
        of = (budget.account, when or str(quarter))
        spent = [i for i, e in enumerate(dataset.executions) if (e.account, str(e.quarter)) == of]
        is_spent = spent and amount in ("executed", "planned")
        return dataset.places.find(
            ("executions", spent[-1], amount) if is_spent else ("budgets", found.position, amount)
        )
    if found := _found(fact, "indicator", dataset.indicators):
        when = found.rest.removeprefix(_AT) if found.rest.startswith(_AT) else str(quarter)
        name = dataset.indicators[found.position].id
        then = [(one.indicator, str(one.quarter)) == (name, when) for one in dataset.observations]
        of_whole = [i for i, one in enumerate(dataset.observations) if then[i] and not one.dimensions]
        seen = of_whole or [i for i, is_of_then in enumerate(then) if is_of_then]
        is_observed = seen and (not found.rest or found.rest.startswith(_AT))
        return dataset.places.find(
            ("observations", seen[-1], "value") if is_observed else ("indicators", found.position)
        )
    return None


def _found(fact: str, kind: str, records: Sequence[Indicator] | Sequence[Budget]) -> _Found | None:
    """Return the record of a kind that a fact tells of: the longest id that it begins with, for ids may hold points."""
    listed = [
        _Found(i, fact.removeprefix(f"{kind}.{record.id}").removeprefix("."))
        for i, record in enumerate(records)
        if f"{fact}.".startswith(f"{kind}.{record.id}.")
    ]
    return min(listed, key=lambda found: len(found.rest), default=None)
