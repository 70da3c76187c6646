"""Budgets and their execution: each programme's, and the whole of the year reported on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from policyreport.facts.as_of import is_executed_known, without_later
from policyreport.facts.indicator_values import RATE_DECIMALS, UNOBSERVED, part_of_hundred, sources_of
from policyreport.model import Budget, Dataset, Fact, QuarterReport
from policyreport.model.facts import by_instrument

_AMOUNTS = ("original", "supplementary", "current", "executed")
_Amounts = Mapping[str, Fact]
"""A budget's facts by their names."""


def budget_facts(dataset: Dataset, report: QuarterReport) -> Iterator[Fact]:
    """Yield ``budget.<id>.`` original, supplementary, current, executed, remaining and rate, and the totals.

    The execution rate (집행률) is what was executed as a percentage of the current budget (예산현액). A sum executed by
    a month after the as-of day was not known then. ``budget.total.…`` adds up the budgets of the year reported on
    where all bear one unit; a part that is missing makes the total missing, since it would be too small. So does
    ``budget.<strategy>.by.<instrument>.…`` with those of the programmes that the strategy's measures of one instrument
    have; a programme may have several such measures, so these are not to be added up.
    """
    known = [(i, b) for i, b in enumerate(dataset.budgets) if b.year <= report.quarter.year]
    of_year: list[tuple[Budget, _Amounts]] = []
    for position, budget in known:
        amounts = {name: _amount(dataset, report, position, name) for name in _AMOUNTS}
        yield from amounts.values()
        yield from _derived(f"budget.{budget.id}", amounts["current"], amounts["executed"])
        if budget.year == report.quarter.year:
            of_year.append((budget, amounts))
    yield from _totals("total", of_year)
    for name, part in by_instrument(without_later(dataset, report)).items():
        programs = {program.id for program in part.programs}
        yield from _totals(name, [(budget, amounts) for budget, amounts in of_year if budget.program in programs])


def _amount(dataset: Dataset, report: QuarterReport, position: int, name: str) -> Fact:
    budget = dataset.budgets[position]
    value: Decimal | None = getattr(budget, name)
    as_of = str(budget.year)
    if name == "executed":
        value = value if is_executed_known(budget, report) else None
        as_of = budget.executed_as_of or as_of
    place = dataset.places.find(("budgets", position, name)) if value is not None else None
    return Fact(
        id=f"budget.{budget.id}.{name}",
        value=value,
        unit=budget.unit,
        rule="given",
        as_of=as_of if value is not None else "",
        places=(place,) if place else (),
        sources=(budget.source,) if value is not None else (),
        missing="" if value is not None else UNOBSERVED,
    )


def _totals(of: str, parts: Sequence[tuple[Budget, _Amounts]]) -> Iterator[Fact]:
    if len({budget.unit for budget, _ in parts}) != 1:
        return
    totals: dict[str, Fact] = {}
    for name in _AMOUNTS:
        amounts_of_name = [amounts[name] for _, amounts in parts]
        totals[name] = _derived_fact(
            f"budget.{of}.{name}", "sum", amounts_of_name, lambda values: sum(values, Decimal(0))
        )
    yield from totals.values()
    yield from _derived(f"budget.{of}", totals["current"], totals["executed"])


def _derived(budget: str, current: Fact, executed: Fact) -> Iterator[Fact]:
    parts = [current, executed]
    yield _derived_fact(f"{budget}.remaining", "remaining", parts, lambda values: values[0] - values[1])
    rate = _derived_fact(
        f"{budget}.rate", "execution", parts, lambda values: values[1] * 100 / values[0] if values[0] else None
    )
    yield part_of_hundred(replace(rate, unit="%", decimals=RATE_DECIMALS))


def _derived_fact(fact: str, rule: str, parts: list[Fact], formula: Callable[[list[Decimal]], Decimal | None]) -> Fact:
    values = [part.value for part in parts if part.value is not None]
    value = formula(values) if len(values) == len(parts) else None
    used = parts if value is not None else []
    return Fact(
        id=fact,
        value=value,
        unit=parts[0].unit,
        rule=rule,
        as_of=max((part.as_of for part in used), default=""),
        sources=sources_of(used),
        derived_from=tuple(part.id for part in used),
        missing="" if value is not None else UNOBSERVED,
    )
