"""Formulas that follow the cells which they name to where these came to stand."""

from __future__ import annotations

from collections.abc import Mapping

from policyreport.drawn.excel import faults
from policyreport.drawn.excel.coordinates import MOST_COLUMNS, MOST_ROWS
from policyreport.drawn.excel.grid import Grid, Turns
from policyreport.drawn.excel.references import Corner, Reference, pieces, rewritten
from policyreport.errors import Problem, Words

_GONE = "#REF!"
_EVERYWHERE: Turns = ()


class Follower:
    """Writes formulas again for where the cells of a workbook came to stand; ``grids`` are of its sheets by name.

    A row of a loop is named in three ways: from a cell of the same turn as that turn's row, from elsewhere as all the
    rows that it became, and with a ``$`` before its number as all of them from anywhere.
    """

    def __init__(self, file: str, grids: Mapping[str, Grid]) -> None:
        self.problems: list[Problem] = []
        self._file = file
        self._grids = {sheet.casefold(): grid for sheet, grid in grids.items()}

    def grid(self, sheet: str) -> Grid | None:
        """Return the grid of a sheet; None for one that there is not."""
        return self._grids.get(sheet.casefold())

    def everywhere(self, formula: str, place: Words, home: Grid | None = None) -> str:
        """Return a formula that stands in no cell, such as a name's or a chart's; cells in it become areas."""
        grown = (p if isinstance(p, str) else p._replace(grows=True) for p in pieces(formula))
        return "".join(p if isinstance(p, str) else self._named(p, home, _EVERYWHERE, 0, place) for p in grown)

    def in_cell(self, formula: str, place: Words, home: Grid, turns: Turns, turn: int) -> str:
        """Return a formula of a cell that was made in some turns of loops of rows, and a turn of one of cells."""
        return rewritten(formula, lambda reference: self._named(reference, home, turns, turn, place))

    def _named(self, reference: Reference, home: Grid | None, turns: Turns, turn: int, place: Words) -> str:
        grid = self.grid(reference.sheet) if reference.sheet else home
        if grid is None:
            if ":" in reference.sheet and any(g.moves for g in self._grids.values()):
                self._note(faults.over_sheets(self._file, place, str(reference)))
            return str(reference)
        if not grid.moves:
            return str(reference)
        within = grid is home
        return self._moved(reference, grid, turns if within else _EVERYWHERE, turn if within else 0, place)

    def _moved(self, reference: Reference, grid: Grid, turns: Turns, turn: int, place: Words) -> str:
        first, last = reference.first, reference.last or reference.first
        start, end = sorted((first.row or 1, last.row or MOST_ROWS))
        whole_columns = first.row is None
        top = grid.top(start, end, _EVERYWHERE if first.holds_row else turns)
        bottom = grid.bottom(start, end, _EVERYWHERE if last.holds_row else turns)
        if not whole_columns and (top is None or bottom is None):
            return _GONE
        rows = (1, MOST_ROWS) if whole_columns or top is None or bottom is None else (top.number, bottom.number)
        left, right = grid.across(
            first.column or 1, last.column or MOST_COLUMNS, rows, 0 if first.holds_column else turn
        )
        if reference.last is None and (rows[0], left) != (rows[1], right) and not reference.grows:
            self._note(faults.several(self._file, place, str(reference)))
        return reference.written(*_corners(reference, (rows[0], left), (rows[1], right)))

    def _note(self, problem: Problem) -> None:
        if problem not in self.problems:
            self.problems.append(problem)


def _corners(reference: Reference, start: tuple[int, int], end: tuple[int, int]) -> tuple[Corner, Corner | None]:
    first = _at(reference.first, start)
    if reference.last is None:
        return first, None if start == end else _at(reference.first, end)
    return first, _at(reference.last, end)


def _at(corner: Corner, place: tuple[int, int]) -> Corner:
    row, column = place
    return corner._replace(row=None if corner.row is None else row, column=None if corner.column is None else column)
