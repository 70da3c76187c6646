"""Areas of a sheet, as formulas and attributes name them."""

from __future__ import annotations

import re
from typing import NamedTuple

from openpyxl.utils import column_index_from_string, get_column_letter

MOST_ROWS = 1_048_576
MOST_COLUMNS = 16_384
_CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]+)")


class Area(NamedTuple):
    """The cells between two corners, by their rows and columns (from 1)."""

    top: int
    left: int
    bottom: int
    right: int

    def __str__(self) -> str:
        first = coordinate(self.top, self.left)
        return first if self[:2] == self[2:] else f"{first}:{coordinate(self.bottom, self.right)}"

    def holds(self, row: int, column: int) -> bool:
        """Return whether a cell is one of the area's."""
        return self.top <= row <= self.bottom and self.left <= column <= self.right

    def meets(self, other: Area) -> bool:
        """Return whether two areas have a cell in common."""
        return (
            self.top <= other.bottom
            and other.top <= self.bottom
            and self.left <= other.right
            and other.left <= self.right
        )


def coordinate(row: int, column: int) -> str:
    """Return a cell's name, such as ``D7``, from its row and column."""
    return f"{get_column_letter(column)}{row}"


def cell_at(written: str) -> tuple[int, int]:
    """Return the row and column of a cell that is named so; ``ValueError`` for what is no cell."""
    found = _CELL.fullmatch(written)
    if found is None:
        raise ValueError(written)
    return int(found[2]), column_index_from_string(found[1].upper())


def area_at(written: str) -> Area | None:
    """Return the area that is named so, of one cell or of several; None for whole rows, columns and other things."""
    first, _, last = written.partition(":")
    try:
        return Area(*cell_at(first), *cell_at(last or first))
    except ValueError:
        return None
