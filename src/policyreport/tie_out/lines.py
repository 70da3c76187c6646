"""What stands in the lines of plain text, and in the fields of CSV files."""

from __future__ import annotations

import csv
from io import StringIO

from policyreport.tie_out.places import steps_of


class TextPlaces:
    """A text in UTF-8, read by ``line 12``."""

    def __init__(self, content: bytes) -> None:
        self._lines = content.decode("utf-8", "replace").splitlines()

    def read(self, where: str) -> str | None:
        """Return a line."""
        at = steps_of(where).get("line", 0)
        return self._lines[at - 1] if 0 < at <= len(self._lines) else None

    def texts(self) -> list[str]:
        """Return all lines."""
        return self._lines

    def placed_texts(self) -> list[tuple[str, str]]:
        """Return all lines with their places."""
        return [(f"line {number}", line) for number, line in enumerate(self._lines, 1)]


class CsvPlaces:
    """A CSV file in UTF-8, read by ``row 3 column 4``."""

    def __init__(self, content: bytes) -> None:
        self._rows = list(csv.reader(StringIO(content.decode("utf-8-sig", "replace"), newline="")))

    def read(self, where: str) -> str | None:
        """Return a field."""
        steps = steps_of(where)
        row, column = steps.get("row", 0), steps.get("column", 0)
        is_there = 0 < row <= len(self._rows) and 0 < column <= len(self._rows[row - 1])
        return self._rows[row - 1][column - 1] if is_there else None

    def texts(self) -> list[str]:
        """Return all fields."""
        return [field for _, field in self.placed_texts()]

    def placed_texts(self) -> list[tuple[str, str]]:
        """Return all fields with their places."""
        rows = enumerate(self._rows, 1)
        return [(f"row {row} column {at}", field) for row, fields in rows for at, field in enumerate(fields, 1)]
