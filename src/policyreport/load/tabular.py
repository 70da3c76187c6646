"""Tables, from whatever kind of file, as records: a row is a record, a head names a field."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, cast

from policyreport.errors import Place, Problem
from policyreport.load.cell_lists import listed
from policyreport.load.clean_text import clean_text
from policyreport.load.columns import Column, columns_of, known_heads, normalised_head
from policyreport.load.files import refused_character, zero_width_removed
from policyreport.load.reading import Reading, Value
from policyreport.load.shape import SINGLE
from policyreport.load.table_faults import (
    duplicate_head,
    header_only,
    missing_column,
    second_record,
    total_row,
    unknown_head,
    without_head,
)
from policyreport.model import Path

_TOTALS = frozenset({"합계", "소계", "총계", "계"})
_NOTE = "※"


class Cell(NamedTuple):
    """What a cell says, None where it is empty, and where it stands."""

    text: str | None
    place: Place


def table_reading(
    collection: str, head: Sequence[Cell], rows: Iterable[Sequence[Cell]], columns: Mapping[str, str]
) -> Reading:
    """Return the records that the rows of a table say, with the place of every value.

    ``head``, which has at least one cell, names the columns: by a field's Korean title or its own name, or by an
    office's head that ``columns`` leads to a field's name (to the empty text, where the column is to be left out).
    Blank rows are skipped, also notes: rows with nothing but one text that begins with ※. Rows of totals are skipped
    with a warning. Where a column is missing that every record needs, no record is read.
    """
    heading = _heading(collection, head, columns)
    if heading.missing:
        return Reading({}, {}, heading.problems, whole=False)
    table = _Table(collection, heading.used)
    table.problems += heading.problems
    for row in rows:
        table.add(row)
    return table.reading(head[0].place)


def is_apart(row: Sequence[Cell]) -> bool:
    """Return whether a row that is not blank makes no record: a note or totals."""
    said = _said(row)
    return bool(said) and (_is_note(said) or _is_total(said))


@dataclass(frozen=True, slots=True)
class _Heading:
    """The field of each column, None where it is to be left out; a column with no head is missing from ``used``."""

    used: Mapping[int, Column | None]
    missing: bool
    problems: tuple[Problem, ...]


def _heading(collection: str, head: Sequence[Cell], own: Mapping[str, str]) -> _Heading:
    known = known_heads(collection, own)
    used: dict[int, Column | None] = {}
    first: dict[Column, Place] = {}
    problems: list[Problem] = []
    for i, cell in enumerate(head):
        name = normalised_head(cell.text)
        column = known.get(name)
        if name:
            used[i] = None if column in first else column
        if name and name not in known:
            problems.append(unknown_head(name, cell.place, collection, known))
        elif column in first:
            problems.append(duplicate_head(name, first[column], cell.place))
        elif column:
            first[column] = cell.place
    lacking = [c for c in columns_of(collection).values() if c.required and c not in first]
    there = [normalised_head(cell.text) for cell in head if cell.text]
    problems += [missing_column(c, there, head[0].place, collection) for c in lacking]
    return _Heading(used, bool(lacking), tuple(problems))


class _Table:
    """Turns rows into records, and notes on the way where each value stands and what is wrong with it."""

    def __init__(self, collection: str, used: Mapping[int, Column | None]) -> None:
        self.problems: list[Problem] = []
        self._collection = collection
        self._used = dict(used)
        self._columns = [(i, column) for i, column in used.items() if column is not None]
        self._records: list[Value] = []
        self._places: dict[Path, Place] = {}
        self._warnings: dict[Path, Problem] = {}

    def reading(self, place: Place) -> Reading:
        """Return what the rows so far say; ``place`` is the table's own."""
        if not self._records:
            self._warn(header_only(place, self._collection))
        places = {(self._collection,): place, **self._places}
        return Reading(self._content(), places, tuple(self.problems), self._warnings)

    def add(self, row: Sequence[Cell]) -> None:
        """Take one more row."""
        said = _said(row)
        if not said or _is_note(said):
            return
        if _is_total(said):
            self._warn(total_row(said[0].place, self._collection))
        elif self._collection in SINGLE and self._records:
            self.problems.append(second_record(self._collection, said[0].place))
        else:
            self.problems += self._outside(row)
            self._records.append(self._record(row))

    def _content(self) -> dict[str, Value]:
        if self._collection not in SINGLE:
            return {self._collection: self._records}
        return {self._collection: self._records[0]} if self._records else {}

    def _warn(self, warning: Problem) -> None:
        self._warnings[self._collection, str(warning.where)] = warning

    def _outside(self, row: Sequence[Cell]) -> Iterator[Problem]:
        """Yield what stands under no head, for each such column once."""
        for i, cell in enumerate(row) if len(row) > len(self._used) else ():
            if i not in self._used and cell.text and not cell.text.isspace():
                self._used[i] = None
                yield without_head(cell.place, self._collection)

    def _record(self, row: Sequence[Cell]) -> Value:
        within: Path = (self._collection,) if self._collection in SINGLE else (self._collection, len(self._records))
        self._places[within] = row[0].place
        record: dict[str, Value] = {}
        for i, column in self._columns:
            if i < len(row):
                self._put(record, (*within, *column.path), row[i], column)
        return record

    def _put(self, record: dict[str, Value], path: Path, cell: Cell, column: Column) -> None:
        text = self._clean(cell, path)
        if text and not text.isspace():
            self._places[path] = cell.place
            _holder(record, column)[column.path[-1]] = _value(text, column)
        elif column.required:
            self._places[path] = cell.place
            if column.nullable:
                record[column.name] = None

    def _clean(self, cell: Cell, path: Path) -> str:
        clean = clean_text(cell.text or "")
        for character in clean.refused:
            self.problems.append(refused_character(character, cell.place, str(path[-1])))
        if clean.zero_width:
            self._warnings[path] = zero_width_removed(clean.zero_width, cell.place)
        return clean.text


def _is_total(said: Sequence[Cell]) -> bool:
    return "".join((said[0].text or "").split()) in _TOTALS


def _is_note(said: Sequence[Cell]) -> bool:
    return len(said) == 1 and (said[0].text or "").lstrip().startswith(_NOTE)


def _said(row: Sequence[Cell]) -> list[Cell]:
    return [cell for cell in row if cell.text and not cell.text.isspace()]


def _holder(record: dict[str, Value], column: Column) -> dict[str, Value]:
    for step in column.path[:-1]:
        record = cast("dict[str, Value]", record.setdefault(step, {}))
    return record


def _value(text: str, column: Column) -> Value:
    if column.many is None:
        return text if column.verbatim else text.strip()
    return [*listed(text, column.many)]
