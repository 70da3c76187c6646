"""Values of the data that were put right after they had been issued, as their records say: from what, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from policyreport.diagnostics import SourceLocation
from policyreport.model import Dataset, Fact
from policyreport.model.dataset import Path
from policyreport.model.dimension import in_words
from policyreport.model.money import POWERS, in_unit
from policyreport.pipeline.issued_reach import Numbers, moved_operands, value_now, value_then


class Restated(NamedTuple):
    """A value that was put right: what was issued, what it is now, in which unit, why, and where that is written.

    ``member`` tells of which members of dimensions alone it is, where it is of such.
    """

    before: Decimal
    after: Decimal
    unit: str
    reason: str
    place: SourceLocation | None = None
    member: str = ""


RestatedValues = Mapping[SourceLocation, Restated]
"""Restated values by the places where the new ones stand, which are those of the facts that rest on them."""


def restated_values(dataset: Dataset) -> RestatedValues:
    """Return the values of a data set whose records say that they were put right."""
    found: dict[SourceLocation, Restated] = {}
    for path, restated in _restated(dataset):
        if place := dataset.places.find(path):
            found[place] = restated
    return found


def _restated(dataset: Dataset) -> Iterator[tuple[Path, Restated]]:
    """Yield the path of each such value; of a budget what may be spent, and the original one where that is the same."""
    units = {indicator.id: indicator.unit for indicator in dataset.indicators}
    for i, seen in enumerate(dataset.observations):
        said = _said(seen.restated_from, seen.value, units[seen.indicator], seen.restated_reason)
        for one in said:
            place = dataset.places.find(("observations", i, "restated_from"))
            member = in_words(seen.dimensions, dataset.dimensions) if seen.dimensions else ""
            yield ("observations", i, "value"), one._replace(place=place, member=member)
    for i, spent in enumerate(dataset.executions):
        for one in _said(spent.restated_from, spent.executed, spent.unit, spent.restated_reason):
            place = dataset.places.find(("executions", i, "restated_from"))
            yield ("executions", i, "executed"), one._replace(place=place)
    for i, budget in enumerate(dataset.budgets):
        for one in _said(budget.restated_from, budget.available, budget.unit, budget.restated_reason):
            place = dataset.places.find(("budgets", i, "restated_from"))
            for amount in ("original", "current"):
                if getattr(budget, amount) == one.after:
                    yield ("budgets", i, amount), one._replace(place=place)


def _said(before: Decimal | None, after: Decimal | None, unit: str, reason: str | None) -> Iterator[Restated]:
    if before is not None and after is not None and reason is not None:
        yield Restated(before, after, unit, reason)


def is_as_restated(fact: str, then: Numbers, now: Mapping[str, Fact], restated: RestatedValues) -> bool:
    """Say whether all that moved beneath a figure is what the data say was put right, from what was issued."""
    return all(
        name in now and name in then and _is_restated(now[name], then[name], restated)
        for name in moved_operands(fact, then, now)
    )


def wrongly_restated(fact: Fact | None, number: Mapping[str, Any], restated: RestatedValues) -> Restated | None:
    """Return what the data say of a given fact that moved, where that is not what was issued."""
    if fact is None or value_now(fact) == value_then(number) or _is_restated(fact, number, restated):
        return None
    found = [restated[place] for place in fact.places if place in restated]
    return found[0] if len(fact.places) == 1 and found else None


def _is_restated(fact: Fact, number: Mapping[str, Any], restated: RestatedValues) -> bool:
    """Say whether a fact without operands was what its records say that was issued of them.

    One that adds up several observations was less or more by what some of these were put right.
    """
    value, unit, bound = value_then(number)
    found = [restated[place] for place in fact.places if place in restated]
    if fact.value is None or not isinstance(value, Decimal) or fact.bound != bound or not found:
        return False
    now = _in(fact.value, fact.unit, str(unit))
    could_be = {now}
    for one in found:
        difference = _in(one.after, one.unit, str(unit)) - _in(one.before, one.unit, str(unit))
        could_be |= {sum_ - difference for sum_ in could_be}
    return value in could_be


def _in(value: Decimal, unit: str, wanted: str) -> Decimal:
    return in_unit(value, unit, wanted) if unit in POWERS and wanted in POWERS else value
