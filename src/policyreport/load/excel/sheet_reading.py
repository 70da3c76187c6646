"""One sheet as records."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from policyreport.errors import Place, Problem
from policyreport.load.columns import Column, known_heads, normalised_head
from policyreport.load.excel import sheet_faults as faults
from policyreport.load.excel.cell_text import Untold
from policyreport.load.excel.sheet import Merged, Row, Said, Sheet, column_letters
from policyreport.load.reading import Reading
from policyreport.load.tabular import Cell, is_apart, table_reading

ROWS_BEFORE_HEAD = 30
"""In how many rows that hold anything the head is looked for."""

_SOME_HEADS = 2

_Heads = Mapping[str, Column | None]


def sheet_reading(sheet: Sheet, collection: str, columns: Mapping[str, str], file: str) -> Reading:
    """Return the records of a sheet. Its head is the first row in which at least two cells, and half of all, are heads.

    What stands above the head is left alone. A sheet with nothing below its head says nothing.
    """
    heads = known_heads(collection, columns)
    rows = sheet.rows()
    before = [*_up_to_head(rows, heads)]
    if not before:
        return Reading({}, {})
    if not is_head(before[-1], heads):
        return _without_head(before[0], sheet, collection, heads, file)
    return _Table(sheet, collection, before[-1], heads, file).reading(rows, columns)


def _up_to_head(rows: Iterator[Row], heads: _Heads) -> Iterator[Row]:
    for row in islice(rows, ROWS_BEFORE_HEAD):
        yield row
        if is_head(row, heads):
            return


def is_head(row: Row, heads: Mapping[str, Column | None]) -> bool:
    """Return whether at least two cells of a row, and half of all, are heads."""
    known = sum(head_text(said) in heads for said in row.cells.values())
    return known >= _SOME_HEADS and 2 * known >= len(row.cells)


def head_text(said: Said) -> str:
    """Return what a cell says as the head of a column; the empty text where that cannot be told."""
    return normalised_head(said) if isinstance(said, str) else ""


def _without_head(row: Row, sheet: Sheet, collection: str, heads: _Heads, file: str) -> Reading:
    place = Place(file, cell=f"{sheet.name}!A{row.number}")
    there = [said for said in row.cells.values() if isinstance(said, str)]
    known = dict.fromkeys(column.title for column in heads.values() if column)
    return Reading({}, {}, (faults.no_head(place, collection, there, known),), whole=False)


class _Table:
    """The rows of a sheet below its head, with what its looks hide noted on the way."""

    def __init__(self, sheet: Sheet, collection: str, head: Row, heads: _Heads, file: str) -> None:
        self._sheet = sheet
        self._collection = collection
        self._file = file
        self._head = head
        self._used = {i: column for i, said in head.cells.items() if (column := heads.get(head_text(said)))}
        self._problems: list[Problem] = []
        self._records: list[int] = []
        self._hidden = 0

    def reading(self, rows: Iterator[Row], columns: Mapping[str, str]) -> Reading:
        """Return the records of the rows that follow the head."""
        reading = table_reading(self._collection, self._cells(self._head), self._table_rows(rows), columns)
        if not self._records:
            return replace(reading, content={}, warnings={})
        return replace(
            reading,
            problems=(*reading.problems, *self._problems, *self._merged_down()),
            warnings={**reading.warnings, **{(self._collection, str(w.where), w.code): w for w in self._warnings()}},
            whole=reading.whole and not self._problems,
        )

    def _table_rows(self, rows: Iterator[Row]) -> Iterator[Sequence[Cell]]:
        """Yield the rows of which all that is used can be told, and note of the others what cannot."""
        for row in rows:
            cells = self._cells(row)
            untold = [*self._untold(row)]
            if not is_apart(cells):
                self._records.append(row.number)
                self._hidden += row.hidden
                self._problems += untold
            if not untold:
                yield cells

    def _cells(self, row: Row) -> list[Cell]:
        """Return the cells of a row from column A to the last of the head, or to the last that says anything."""
        width = max(*self._head.cells, *row.cells)
        return [Cell(_text(row.cells.get(i)), self._place(i, row.number)) for i in range(1, width + 1)]

    def _place(self, column: int, row: int) -> Place:
        return Place(self._file, cell=f"{self._sheet.name}!{column_letters(column)}{row}")

    def _untold(self, row: Row) -> Iterator[Problem]:
        for i, said in row.cells.items():
            if isinstance(said, Untold) and i in self._used:
                yield faults.untold(said, self._place(i, row.number), self._used[i].name)

    def _merged(self) -> Iterator[tuple[Merged, Place]]:
        """Yield the merged cells that touch a record."""
        records = set(self._records)
        for merged in self._sheet.merged:
            if not records.isdisjoint(range(merged.first_row, merged.last_row + 1)):
                yield merged, Place(self._file, cell=f"{self._sheet.name}!{merged.reference}")

    def _merged_down(self) -> list[Problem]:
        return [
            faults.merged_down(place, self._collection)
            for merged, place in self._merged()
            if merged.first_row < merged.last_row
        ]

    def _warnings(self) -> Iterator[Problem]:
        for merged, place in self._merged():
            if merged.first_row == merged.last_row:
                yield faults.merged_across(place, self._collection)
        if self._hidden:
            sheet = Place(self._file, cell=self._sheet.name)
            yield faults.hidden_rows(self._hidden, sheet, self._collection, filtered=self._sheet.filtered)


def _text(said: Said | None) -> str | None:
    return said if isinstance(said, str) else None
