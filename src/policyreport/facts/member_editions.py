"""The data set as the edition for one member of a dimension tells it: its own records, and nothing of other members."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import TypeVar

from policyreport.facts.visibility import with_dependents, without
from policyreport.model import (
    Budget,
    Dataset,
    Execution,
    Fact,
    Facts,
    Indicator,
    Observation,
    Path,
    Places,
    Program,
    Target,
)
from policyreport.model.base import Entry, HashedDict
from policyreport.model.dimension import members_of

_Divided = TypeVar("_Divided", bound=Observation | Budget | Execution | Program)
_Chosen = Callable[[Entry], Entry | None]
"""Returns a record as it stays, or None where it is left out."""


def of_member(dataset: Dataset, dimension: str, code: str) -> Dataset:
    """Return the data set as the edition for a member tells it.

    Programmes of other members are left out with all that hangs on them. An indicator that was observed by the
    dimension has the member's values alone, and no targets, which are those of the whole; any other bears ``(전체)`` in
    its title, unless it belongs to a programme of the member. One whose formula would mix both has none. Of budgets
    only the member's are there, so that their totals are the member's.
    """
    others = {("programs", i): None for i, p in enumerate(dataset.programs) if _other(p.dimensions, dimension, code)}
    own = without(dataset, with_dependents(dataset, others)) if others else dataset
    divided = _divided(dataset, dimension)
    programs = {program.id: program for program in own.programs}
    of_programs = {
        i.id for i in own.indicators if i.program in programs and dimension in programs[i.program].dimensions
    }

    def observation(record: Entry) -> Entry | None:
        if not isinstance(record, Observation) or record.indicator not in divided:
            return record
        return _undivided(record, dimension) if record.dimensions.get(dimension) == code else None

    def target(record: Entry) -> Entry | None:
        return None if isinstance(record, Target) and record.indicator in divided else record

    def money(record: Entry) -> Entry | None:
        if not isinstance(record, Budget | Execution) or members_of(record, programs).get(dimension) != code:
            return None
        return _undivided(record, dimension)

    def indicator(record: Entry) -> Entry | None:
        if not isinstance(record, Indicator) or record.id in divided:
            return record
        parts = _parts(record, {one.id: one for one in dataset.indicators})
        if parts & divided:
            return record if parts <= divided else record.model_copy(update={"formula": None})
        return record if record.id in of_programs else record.model_copy(update={"title": f"{record.title}(전체)"})

    choices = {
        "observations": observation,
        "targets": target,
        "budgets": money,
        "executions": money,
        "indicators": indicator,
    }
    cut = _chosen(own, choices)
    programs_then = tuple(_undivided(program, dimension) for program in cut.programs)
    dimensions = HashedDict((name, one) for name, one in dataset.dimensions.items() if name != dimension)
    return cut.model_copy(update={"programs": programs_then, "dimensions": dimensions})


def as_part(facts: Facts, dimension: str, code: str) -> Facts:
    """Return the facts of a member's edition under ids of their own, so that none passes for one of the whole."""
    return replace(facts, of=_FactsOfEdition(facts.of, f"for.{dimension}.{code}."))


class _FactsOfEdition(Mapping[str, Fact]):
    """Facts by the ids that they would have for the whole, with ids of their own; each is made when it is asked for."""

    def __init__(self, of: Mapping[str, Fact], prefix: str) -> None:
        self._of, self._prefix = of, prefix

    def __getitem__(self, name: str) -> Fact:
        fact, prefix = self._of[name], self._prefix
        return replace(fact, id=prefix + fact.id, derived_from=tuple(prefix + other for other in fact.derived_from))

    def __iter__(self) -> Iterator[str]:
        return iter(self._of)

    def __len__(self) -> int:
        return len(self._of)


def _other(members: Mapping[str, str], dimension: str, code: str) -> bool:
    return members.get(dimension, code) != code


def _divided(dataset: Dataset, dimension: str) -> set[str]:
    return {seen.indicator for seen in dataset.observations if dimension in seen.dimensions}


def _undivided(record: _Divided, dimension: str) -> _Divided:
    members: Mapping[str, str] = record.dimensions
    return record.model_copy(update={"dimensions": {n: code for n, code in members.items() if n != dimension}})


def _parts(indicator: Indicator, indicators: Mapping[str, Indicator]) -> set[str]:
    """Return the indicators that are observed of those from which an indicator is calculated."""
    if indicator.formula is None:
        return {indicator.id}
    return {part for of in indicator.formula.of for part in _parts(indicators[of], indicators)}


def _chosen(dataset: Dataset, choices: Mapping[str, _Chosen]) -> Dataset:
    """Return a data set with some records of some collections as they are chosen; places lead to where each stands."""
    moved: dict[Path, int] = {}
    changed: dict[str, tuple[Entry, ...]] = {}
    for collection, choose in choices.items():
        kept: list[Entry] = []
        for i, record in enumerate(getattr(dataset, collection)):
            stays = choose(record)
            if stays is not None:
                moved[collection, i] = len(kept)
                kept.append(stays)
        changed[collection] = tuple(kept)
    places = Places(
        {
            (path[0], moved[path[:2]], *path[2:]) if path[:2] in moved else path: place
            for path, place in dataset.places.of.items()
            if path[0] not in choices or len(path) == 1 or path[:2] in moved
        }
    )
    return dataset.model_copy(update={**changed, "places": places})
