"""How cells of a workbook are named (A1 references)."""

from __future__ import annotations

import re
from functools import cache

_CORNER = re.compile(r"([A-Z]+)([0-9]+)")


@cache
def column_letters(column: int) -> str:
    """Return a column's name, such as ``D``, from its number (from 1)."""
    letters = ""
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


@cache
def column_number(letters: str) -> int:
    """Return a column's number from its letters, 1 for ``A``; 0 for what are no letters of a column."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number if letters.isascii() and letters.isupper() and len(letters) <= len("XFD") else 0


def coordinate(row: int, column: int) -> str:
    """Return a cell's name, such as ``D7``, from its row and column (both from 1)."""
    return f"{column_letters(column)}{row}"


def area(first_row: int, first_column: int, last_row: int, last_column: int) -> str:
    """Return the name of the cells between two corners, such as ``A5:C9``."""
    return f"{coordinate(first_row, first_column)}:{coordinate(last_row, last_column)}"


def absolute(sheet: str, cells: str) -> str:
    """Return how a formula anywhere names cells of a sheet: ``'성과지표'!$A$5:$C$9``."""
    return on_sheet(sheet, _CORNER.sub(r"$\1$\2", cells))


def on_sheet(sheet: str, cells: str) -> str:
    """Return how cells of a sheet are named from another: ``'성과지표'!A1``."""
    quoted = sheet.replace("'", "''")
    return f"'{quoted}'!{cells}"
