"""The plan of a sheet: its lines from the top down, and in each line which columns hold what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from policyreport.render.xlsx.cells import Value
from policyreport.render.xlsx.looks import Look

Role = Literal["prose", "head", "body", "sum"]
"""What part of a table a line is, if of any: its head, a row of it, or a row that adds others up."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One cell of a line: the columns ``first`` to ``last`` (from 1), merged where they are more than one.

    ``sheet`` names the sheet of this workbook to which the cell leads.
    """

    value: Value
    look: Look
    first: int = 1
    last: int = 1
    sheet: str = ""

    @property
    def spills(self) -> bool:
        """Whether its text may run over the empty cells beside it."""
        return not self.look.wraps


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a sheet. ``height`` is the least it has, in points; ``ground`` dresses the columns without a slot."""

    slots: tuple[Slot, ...] = ()
    role: Role = "prose"
    height: float = 0
    ground: Look | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet with a name, as many columns as its widest block has, and its lines."""

    name: str
    columns: int
    lines: tuple[Line, ...]

    def rows(self, role: Role) -> list[int]:
        """Return the numbers (from 1) of the rows that have this part in a table."""
        return [row for row, line in enumerate(self.lines, 1) if line.role == role]


def coordinate(row: int, column: int) -> str:
    """Return a cell's name, such as ``D7``, from its row and column (both from 1)."""
    letters = ""
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{row}"
