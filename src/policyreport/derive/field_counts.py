"""How much each field can draw on: the measures of a strategy, and the programmes of a measure, open to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from policyreport.model import Dataset, Fact, Field, Measure, Program, Record
from policyreport.model.parts import by_measure

Count = Callable[[str, str, str, Iterable[Record]], Fact]
"""Returns the fact of a name that counts records of a collection, with a unit."""


def field_counts(known: Dataset, count: Count) -> Iterator[Fact]:
    """Yield ``count.measures.<strategy>.in.<field>`` and ``count.programs.<measure>.in.<field>``.

    What names no field is open to all; a programme is open to a field where its measure is, too.
    """
    parts = by_measure(known)
    for field in known.fields:
        open_measures = [measure for measure in known.measures if is_open(measure, field)]
        for strategy in known.strategies:
            own = (measure for measure in open_measures if measure.strategy == strategy.id)
            yield count(f"measures.{strategy.id}.in.{field.id}", "measures", "개", own)
        for measure in known.measures:
            programs = parts[measure.id].programs if is_open(measure, field) else []
            usable = (program for program in programs if is_open(program, field))
            yield count(f"programs.{measure.id}.in.{field.id}", "programs", "개", usable)


def is_open(record: Measure | Program, field: Field) -> bool:
    """Say whether a measure or programme is for a field, by name or because it names none."""
    return not record.fields or field.id in record.fields
