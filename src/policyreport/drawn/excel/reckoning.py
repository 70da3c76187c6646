"""The values of formulas, worked out so that they are there before any program reckons the workbook."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import InvalidOperation
from math import isfinite
from typing import NamedTuple

from openpyxl.formula.tokenizer import Token

from policyreport.drawn.excel.coordinates import Area
from policyreport.drawn.excel.expressions import Reader
from policyreport.drawn.excel.operations import UnknownError, Value, WrongError
from policyreport.drawn.excel.references import Reference, pieces, tokens

_MOST_CELLS = 2_000_000
_FAULTS = (UnknownError, WrongError, RecursionError, OverflowError, InvalidOperation, ValueError)
Cell = tuple[str, int, int]


class Table(NamedTuple):
    """A native table as formulas know it: its sheet, the rows of its body, and its columns by their names."""

    sheet: str
    top: int
    bottom: int
    columns: Mapping[str, int]


class Reckoner:
    """Works out the formulas of one workbook, as far as ``expressions`` understands them.

    ``values`` are its cells by sheet (case folded), row and column; ``formulas`` those that are formulas, and
    ``hidden`` its rows out of sight, of which subtotals are not worked out.
    """

    def __init__(
        self,
        values: Mapping[Cell, Value],
        formulas: Mapping[Cell, str],
        tables: Mapping[str, Table],
        hidden: set[tuple[str, int]],
    ) -> None:
        self._values, self._formulas, self._tables, self._hidden = dict(values), formulas, tables, hidden
        self._tried: dict[Cell, Value | Exception] = {}
        self._left = _MOST_CELLS

    def value(self, cell: Cell) -> Value | None:
        """Return the value of a formula; None where it is not worked out, or is an error."""
        try:
            return self.needed(cell)
        except _FAULTS:
            return None

    def needed(self, cell: Cell) -> Value:
        """Return the value of a formula; ``UnknownError`` where it is not worked out, ``WrongError`` for an error."""
        if cell not in self._tried:
            self._tried[cell] = UnknownError()  # a formula that comes back to itself has no value
            try:
                self._tried[cell] = self._reckoned(cell)
            except _FAULTS as fault:
                self._tried[cell] = fault
        tried = self._tried[cell]
        if isinstance(tried, Exception):
            raise tried
        return tried

    def held(self, cell: Cell) -> Value | None:
        """Return what a cell holds, None for nothing."""
        return self.needed(cell) if cell in self._formulas else self._values.get(cell)

    def area(self, written: str, home: str, *, subtotal: bool) -> Iterator[Value]:
        """Yield what the cells of an area hold, empty ones left out."""
        sheet, area = self.found(written, home)
        self._left -= (area.bottom - area.top + 1) * (area.right - area.left + 1)
        if self._left < 0:
            raise UnknownError
        for row in range(area.top, area.bottom + 1):
            if subtotal and (sheet, row) in self._hidden:
                raise UnknownError
            for column in range(area.left, area.right + 1):
                cell = (sheet, row, column)
                if subtotal and "SUBTOTAL(" in self._formulas.get(cell, "").upper():
                    continue
                value = self.held(cell)
                if value is not None:
                    yield value

    def found(self, written: str, home: str) -> tuple[str, Area]:
        """Return the area that a formula of a sheet names; ``UnknownError`` for anything else."""
        called, _, column = written.partition("[")
        table = self._tables.get(called.casefold())
        if table and column.endswith("]") and column[:-1] in table.columns:
            number = table.columns[column[:-1]]
            return table.sheet, Area(table.top, number, table.bottom, number)
        named = pieces(written)
        if len(named) != 1 or not isinstance(named[0], Reference):
            raise UnknownError
        first, last = named[0].first, named[0].last or named[0].first
        if first.row is None or first.column is None or last.row is None or last.column is None:
            raise UnknownError
        return named[0].sheet.casefold() or home, Area(first.row, first.column, last.row, last.column)

    def _reckoned(self, cell: Cell) -> Value:
        words = [token for token in tokens(self._formulas[cell]) if token.type != Token.WSPACE]
        value = Reader(words, _Around(self, cell)).whole()()
        if value is None or isinstance(value, bool) or (isinstance(value, float) and not isfinite(value)):
            raise UnknownError
        return value


class _Around(NamedTuple):
    """The cells around a formula."""

    reckoner: Reckoner
    cell: Cell

    def row(self) -> int:
        return self.cell[1]

    def one(self, written: str) -> Value | None:
        sheet, area = self.reckoner.found(written, self.cell[0])
        if area[:2] != area[2:]:
            raise UnknownError
        return self.reckoner.held((sheet, area.top, area.left))

    def area(self, written: str, *, subtotal: bool) -> Iterator[Value]:
        return self.reckoner.area(written, self.cell[0], subtotal=subtotal)
