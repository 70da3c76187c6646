"""One sheet of a workbook, row by row, and what its looks hide."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple
from xml.etree.ElementTree import Element

from policyreport.load.excel import package_faults as faults
from policyreport.load.excel.cell_text import Untold, formatted_text, iso_date_text
from policyreport.load.excel.parts import SheetEntry, Workbook, stored_text, text_within

_MOST_ROWS = 1_048_576
_MOST_COLUMNS = 16_384
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_RANGE = re.compile(_REFERENCE.pattern + ":" + _REFERENCE.pattern)

Said = str | Untold
"""What a cell that is not empty says, or why that cannot be told."""


class Row(NamedTuple):
    """A row by its number, and what its cells say by their columns; both are counted from 1."""

    number: int
    hidden: bool
    cells: dict[int, Said]


class Merged(NamedTuple):
    """Cells merged into one: ``B3:B5``, and the first and last row of them."""

    reference: str
    first_row: int
    last_row: int


class Sheet:
    """A sheet whose rows are read once; only after that it is known which cells are merged, and if a filter is set."""

    def __init__(self, workbook: Workbook, entry: SheetEntry) -> None:
        self.name = entry.name
        self.merged: list[Merged] = []
        self.filtered = False
        self._workbook = workbook
        self._part = entry.part
        self._row = 0

    def rows(self) -> Iterator[Row]:
        """Yield the rows that hold anything; ``PolicyReportError`` where the sheet turns out to be damaged."""
        for element in self._workbook.package.elements(self._part):
            name = element.tag.rpartition("}")[2]
            if name == "row":
                row = self._read_row(element)
                element.clear()
                if row.cells:
                    yield row
            elif name == "mergeCell":
                self._note_merged(element.get("ref", ""))
            elif name == "filterColumn":
                self.filtered = True

    def _read_row(self, element: Element) -> Row:
        self._row = self._index(element.get("r"), self._row + 1)
        if self._row > _MOST_ROWS:
            raise self._damaged()
        cells: dict[int, Said] = {}
        column = 0
        for cell in element:
            reference = cell.get("r")
            column = column_number(reference.rstrip("0123456789")) if reference else column + 1
            said = self._said(cell)
            if said is not None:
                cells[column] = said
        if cells and not 0 < min(cells) <= max(cells) <= _MOST_COLUMNS:
            raise self._damaged()
        return Row(self._row, element.get("hidden") in {"1", "true"}, cells)

    def _said(self, cell: Element) -> Said | None:
        kind = cell.get("t", "n")
        value, reckoned = None, False
        for inner in cell:
            if inner.tag.endswith("}v"):
                value = inner.text or ""
            elif inner.tag.endswith("}f"):
                reckoned = True
            elif inner.tag.endswith("}is"):
                return text_within(inner) or None
        if reckoned and not value and (value is None or kind != "str"):
            return Untold.NOT_RECKONED
        return self._told(kind, value, cell.get("s")) if value else None

    def _told(self, kind: str, value: str, style: str | None) -> Said:
        match kind:
            case "s":
                return self._shared(value)
            case "str":
                return stored_text(value)
            case "b":
                return "true" if value == "1" else "false"
            case "e":
                return Untold.ERROR
            case "d":
                return iso_date_text(value)
            case _:
                return formatted_text(value, self._form(style), from_1904=self._workbook.from_1904)

    def _shared(self, value: str) -> str:
        index = self._index(value, -1)
        if not 0 <= index < len(self._workbook.texts):
            raise self._damaged()
        return self._workbook.texts[index]

    def _form(self, style: str | None) -> str:
        index = self._index(style, 0)
        return self._workbook.formats[index] if index < len(self._workbook.formats) else "General"

    def _index(self, text: str | None, default: int) -> int:
        if text is None:
            return default
        if not text.isdecimal():
            raise self._damaged()
        return int(text)

    def _note_merged(self, reference: str) -> None:
        match = _RANGE.fullmatch(reference)
        if match:
            self.merged.append(Merged(reference, int(match[2]), int(match[4])))

    def _damaged(self) -> Exception:
        return faults.damaged(self._workbook.package.file, self._part)


@cache
def column_number(letters: str) -> int:
    """Return a column's number from its letters, 1 for ``A``; 0 for what are no letters of a column."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number if letters.isascii() and letters.isupper() and len(letters) <= len("XFD") else 0


@cache
def column_letters(number: int) -> str:
    """Return the letters of a column by its number, from 1."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
