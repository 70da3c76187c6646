"""What a programme has from the measures that it carries out, where it says nothing of its own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from policyreport.model import Dataset, Measure, Program

_SHARED = ("target_group", "department", "contact")
"""What a programme has from its measures where all of them that say it say the same."""


def with_inherited(dataset: Dataset) -> Dataset:
    """Return the data set with each programme's fields of industry, partners and particulars filled from its measures.

    What a programme says itself stands. One of several measures has the fields of them all, unless one of them is open
    to every field; then it is too. Measures that differ in a particular give none: which of them held for the programme
    is not known.
    """
    measures = {measure.id: measure for measure in dataset.measures}
    programs = tuple(
        _inheriting(program, [measures[measure] for measure in program.measures if measure in measures])
        for program in dataset.programs
    )
    return dataset.model_copy(update={"programs": programs})


def _inheriting(program: Program, measures: Sequence[Measure]) -> Program:
    inherited: dict[str, object] = {name: _only(getattr(measure, name) for measure in measures) for name in _SHARED}
    inherited["partners"] = _all_of(measure.partners for measure in measures)
    if all(measure.fields for measure in measures):
        inherited["fields"] = _all_of(measure.fields for measure in measures)
    lacking = {name: value for name, value in inherited.items() if value and not getattr(program, name)}
    return program.model_copy(update=lacking) if lacking else program


def _only(values: Iterable[object]) -> object | None:
    given = {value for value in values if value is not None}
    return given.pop() if len(given) == 1 else None


def _all_of(lists: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item for items in lists for item in items))
