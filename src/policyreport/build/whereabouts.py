"""What a fact is called in the data, and where it stands there, also where it has no value now."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from policyreport.errors import Place
from policyreport.model import Budget, Dataset, Indicator, Quarter
from policyreport.model.words import HEADS

_RECKONED = {"remaining": "잔액", "rate": "집행률"}
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
        amount = HEADS[found.rest].title if found.rest in HEADS else _RECKONED.get(found.rest, "")
        return f"{program} {budget.year}년 {amount}".strip()
    return ""


def place_of(fact: str, dataset: Dataset, quarter: Quarter) -> Place | None:
    """Return the place of a fact's value, or of its record; None for a count, a total, or what is no more."""
    if found := _found(fact, "budget", dataset.budgets):
        return dataset.places.find(("budgets", found.position, found.rest))
    if found := _found(fact, "indicator", dataset.indicators):
        when = found.rest.removeprefix(_AT) if found.rest.startswith(_AT) else str(quarter)
        name = dataset.indicators[found.position].id
        seen = [i for i, one in enumerate(dataset.observations) if (one.indicator, str(one.quarter)) == (name, when)]
        is_observed = seen and (not found.rest or found.rest.startswith(_AT))
        return dataset.places.find(
            ("observations", seen[-1], "value") if is_observed else ("indicators", found.position)
        )
    return None


def _found(fact: str, kind: str, records: Sequence[Indicator] | Sequence[Budget]) -> _Found | None:
    """Return the record of a kind that a fact tells of: the longest id that it begins with, for ids may hold points."""
    told = [
        _Found(i, fact.removeprefix(f"{kind}.{record.id}").removeprefix("."))
        for i, record in enumerate(records)
        if f"{fact}.".startswith(f"{kind}.{record.id}.")
    ]
    return min(told, key=lambda found: len(found.rest), default=None)
