"""The value of each indicator at the end of a quarter: observed, or calculated by its formula from others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from policyreport.model import Dataset, Fact, Indicator, Observation, Places, Quarter
from policyreport.model.breakdown import AWAITED, UNOBSERVED, WHOLE, Breakdown, Breakdowns, Cell

RATE_DECIMALS = 1
_ALL = Decimal(100)
"""All of something, in percent."""


class IndicatorValues:
    """Every indicator's fact at one quarter's end, worked out on demand; ids end in ``suffix``.

    With ``only`` it is what was observed in that very quarter, and what can be calculated from nothing older.

    The observation in force is the used one of the latest quarter not after ``until``. Where its value is not there
    yet, no older one stands for it, and what is calculated from it is missing too: a sum would be too small. Where that
    quarter has but values by the members of dimensions, they are added up.
    """

    def __init__(self, dataset: Dataset, until: Quarter, suffix: str = "", *, only: bool = False) -> None:
        self._indicators = {i.id: i for i in dataset.indicators}
        since = until if only else None
        self._observed = _latest(dataset, until, since)
        self._breakdowns = Breakdowns(dataset, until, since)
        self._only = only
        self._dataset = dataset
        self._suffix = suffix
        self._facts: dict[str, Fact] = {}

    def fact(self, indicator: str) -> Fact:
        """Return the fact of one indicator; its value is None where nothing was observed."""
        if indicator not in self._facts:
            self._facts[indicator] = self._work_out(self._indicators[indicator])
        return self._facts[indicator]

    def worked_out(self) -> Iterator[tuple[Indicator, Fact]]:
        """Yield the facts that were asked for, and those that they were calculated from, each with its indicator."""
        return ((self._indicators[indicator], fact) for indicator, fact in self._facts.items())

    def _work_out(self, indicator: Indicator) -> Fact:
        fact = f"indicator.{indicator.id}{self._suffix}"
        formula = indicator.formula
        if formula is None:
            breakdown = self._breakdowns.latest(indicator.id)
            if breakdown is not None:
                return cell_fact(fact, indicator, breakdown, WHOLE, self._dataset)
            return observed_fact(fact, indicator, self._observed.get(indicator.id), self._dataset.places)
        if any(map(self._is_awaited, formula.of)):
            return Fact(fact, None, indicator.unit, formula.kind, indicator.decimals, missing=AWAITED)
        if self._only and any(self.fact(of).value is None for of in formula.of):
            return Fact(fact, None, indicator.unit, formula.kind, indicator.decimals, missing=UNOBSERVED)
        return formula_fact(fact, indicator, formula.kind, [self.fact(of) for of in formula.of])

    def _is_awaited(self, indicator: str) -> bool:
        formula = self._indicators[indicator].formula
        if formula is not None:
            return any(map(self._is_awaited, formula.of))
        if indicator in self._breakdowns:
            return self.fact(indicator).value is None
        return indicator in self._observed and self._observed[indicator][1].value is None


def _latest(dataset: Dataset, until: Quarter, since: Quarter | None = None) -> Mapping[str, tuple[int, Observation]]:
    latest: dict[str, tuple[int, Observation]] = {}
    for i, observation in enumerate(dataset.observations):
        if observation.dimensions:
            continue
        if observation.used and observation.kind == "actual" and observation.quarter <= until:
            if since is not None and observation.quarter < since:
                continue
            before = latest.get(observation.indicator)
            if before is None or before[1].quarter < observation.quarter:
                latest[observation.indicator] = i, observation
    return latest


def observed_fact(fact: str, indicator: Indicator, found: tuple[int, Observation] | None, places: Places) -> Fact:
    """Return the fact that one observation gives; a missing one where there is none, or its value is not there yet.

    ``found`` is the observation with its position in the data set.
    """
    if found is None or found[1].value is None:
        why = found[1].reason or AWAITED if found else UNOBSERVED
        return Fact(fact, None, indicator.unit, "given", indicator.decimals, missing=why)
    position, observation = found
    place = places.find(("observations", position, "value"))
    return Fact(
        id=fact,
        value=observation.value,
        unit=indicator.unit,
        rule="given",
        decimals=indicator.decimals,
        bound=observation.bound,
        as_of=observation.as_of,
        places=(place,) if place else (),
        sources=(observation.source,),
    )


def cell_fact(fact: str, indicator: Indicator, breakdown: Breakdown, cell: Cell, dataset: Dataset) -> Fact:
    """Return the fact of what a breakdown tells of a cell: given by one observation, or the sum of several.

    A sum stands on the observations that it adds up, and has their sources.
    """
    known = breakdown.value(cell)
    rule = "given" if known.is_given or not known.observed else "members"
    if known.value is None:
        return Fact(fact, None, indicator.unit, rule, indicator.decimals, missing=known.missing)
    seen = [dataset.observations[position] for position in known.observed]
    places = (dataset.places.find(("observations", position, "value")) for position in known.observed)
    return Fact(
        id=fact,
        value=known.value,
        unit=indicator.unit,
        rule=rule,
        decimals=indicator.decimals,
        bound=known.bound,
        as_of=max(one.as_of for one in seen),
        places=tuple(place for place in places if place),
        sources=tuple(dict.fromkeys(one.source for one in seen)),
    )


def formula_fact(fact: str, indicator: Indicator, rule: str, parts: list[Fact]) -> Fact:
    """Return the fact that a formula gives from the facts of its parts."""
    present = [p for p in parts if p.value is not None]
    value = _FORMULAS[rule](parts)
    decimals = RATE_DECIMALS if rule == "share" and indicator.decimals is None else indicator.decimals
    derived = Fact(
        id=fact,
        value=value,
        unit=indicator.unit,
        rule=rule,
        decimals=decimals,
        as_of=max((p.as_of for p in present), default=""),
        sources=sources_of(present),
        derived_from=tuple(p.id for p in present),
        missing="" if value is not None else UNOBSERVED,
    )
    return part_of_hundred(derived) if rule == "share" else derived


def part_of_hundred(rate: Fact) -> Fact:
    """Return a rate in percent; one below a hundred is short of it."""
    return short_of(rate, _ALL) if rate.value is not None and rate.value < _ALL else rate


def beside_hundred(rate: Fact) -> Fact:
    """Return a rate in percent that reads as a hundred only where it is one: 100.04% were too much."""
    return rate if rate.value is None or rate.value == _ALL else short_of(rate, _ALL)


def short_of(fact: Fact, limit: Decimal) -> Fact:
    """Return a fact as one that is short of a limit, where it is near enough for rounding to take it there."""
    is_near = fact.value is not None and abs(fact.value - limit) < 1
    return replace(fact, short_of=limit) if is_near else fact


def sources_of(facts: Iterable[Fact]) -> tuple[str, ...]:
    """Return the sources of several facts, each once, in order."""
    return tuple(dict.fromkeys(source for fact in facts for source in fact.sources))


def _sum(parts: list[Fact]) -> Decimal | None:
    present = [p.value for p in parts if p.value is not None]
    return sum(present, Decimal(0)) if present else None


def _share(parts: list[Fact]) -> Decimal | None:
    part, whole = parts[0].value, parts[1].value
    return part * 100 / whole if part is not None and whole else None


_FORMULAS = {"sum": _sum, "share": _share}
