"""The values of plain sums over filled cells, so that they are there before any program reckons the workbook.

Only what gives the same value everywhere is worked out: ``SUM``, ``AVERAGE``, ``COUNT``, ``COUNTA``, ``MIN``, ``MAX``
and ``SUBTOTAL`` of areas whose cells are all known and in sight, and a cell named alone. What else a formula says is
left without a value, for whoever opens the file to reckon.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import fsum
from typing import NamedTuple

from openpyxl.formula.tokenizer import Token

from policyreport.drawn.excel.coordinates import Area
from policyreport.drawn.excel.references import Corner, Reference, pieces, tokens

_SUBTOTALS = {1: "AVERAGE", 2: "COUNT", 3: "COUNTA", 4: "MAX", 5: "MIN", 9: "SUM"}
_HIDDEN_TOO = 100
_MOST_CELLS = 2_000_000
Value = float | str | bool
Cell = tuple[str, int, int]


class Table(NamedTuple):
    """A native table as formulas know it: its sheet, the rows of its body, and its columns by their names."""

    sheet: str
    top: int
    bottom: int
    columns: Mapping[str, int]


class Reckoner:
    """Works out plain formulas of one workbook.

    ``values`` are its cells by sheet (case folded), row and column; ``formulas`` those that are formulas, and
    ``hidden`` its rows out of sight.
    """

    def __init__(
        self,
        values: Mapping[Cell, Value],
        formulas: Mapping[Cell, str],
        tables: Mapping[str, Table],
        hidden: set[tuple[str, int]],
    ) -> None:
        self._values, self._formulas, self._tables, self._hidden = dict(values), formulas, tables, hidden
        self._tried: dict[Cell, float | None] = {}
        self._left = _MOST_CELLS

    def value(self, cell: Cell) -> float | None:
        """Return the value of a formula; None where it is not worked out."""
        if cell not in self._tried:
            self._tried[cell] = None  # a formula that comes back to itself has no value
            self._tried[cell] = self._reckoned(cell)
        return self._tried[cell]

    def _reckoned(self, cell: Cell) -> float | None:
        asked = _asked(self._formulas[cell], self._tables, cell[0])
        if asked is None:
            return None
        word, areas = asked
        if word == "" and areas[0][1][:2] == areas[0][1][2:]:
            values = list(self._gathered(areas, subtotal=False))
            return values[0] if len(values) == 1 and isinstance(values[0], float) else None
        subtotal = word.startswith("SUBTOTAL")
        values = list(self._gathered(areas, subtotal=subtotal)) if word else [None]
        return None if None in values else _result(word.removeprefix("SUBTOTAL "), [v for v in values if v is not None])

    def _gathered(self, areas: Sequence[tuple[str, Area]], *, subtotal: bool) -> Iterator[Value | None]:
        """Yield what stands in some areas; None for what is not known, or may or may not count."""
        for sheet, area in areas:
            self._left -= (area.bottom - area.top + 1) * (area.right - area.left + 1)
            if self._left < 0:
                yield None
                return
            for row in range(area.top, area.bottom + 1):
                if subtotal and (sheet, row) in self._hidden:
                    yield None
                for column in range(area.left, area.right + 1):
                    cell = (sheet, row, column)
                    if cell not in self._formulas:
                        if cell in self._values:
                            yield self._values[cell]
                    elif not (subtotal and self._formulas[cell].upper().startswith("SUBTOTAL(")):
                        yield self.value(cell)


def _asked(formula: str, tables: Mapping[str, Table], home: str) -> tuple[str, list[tuple[str, Area]]] | None:
    """Return the function of a plain formula and the areas that it is given; no function for a cell alone."""
    words = [token for token in tokens(formula) if token.type != Token.WSPACE]
    if len(words) == 1 and words[0].subtype == Token.RANGE:
        areas = [_area(words[0].value, tables, home)]
        return None if areas[0] is None else ("", [area for area in areas if area])
    if len(words) < 3 or words[0].subtype != Token.OPEN or words[0].type != Token.FUNC:  # noqa: PLR2004
        return None
    word, given = words[0].value[:-1].upper(), words[1:-1]
    if words[-1].subtype != Token.CLOSE or any(t.type == Token.SEP for t in given[::2]):
        return None
    if any(t.type != Token.SEP for t in given[1::2]) or any(t.type != Token.OPERAND for t in given[::2]):
        return None
    if word == "SUBTOTAL":
        number = int(given[0].value) % _HIDDEN_TOO if given[0].value.isdecimal() else 0
        word, given = f"SUBTOTAL {_SUBTOTALS.get(number, '')}", given[2:]
    named = [_area(token.value, tables, home) for token in given[::2]]
    if not named or word.removeprefix("SUBTOTAL ") not in _SUBTOTALS.values():
        return None
    return None if None in named else (word, [area for area in named if area])


def _area(written: str, tables: Mapping[str, Table], home: str) -> tuple[str, Area] | None:
    called, _, column = written.partition("[")
    table = tables.get(called.casefold())
    if table and column.endswith("]") and column[:-1] in table.columns:
        number = table.columns[column[:-1]]
        return table.sheet, Area(table.top, number, table.bottom, number)
    found = pieces(written)
    if len(found) != 1 or not isinstance(found[0], Reference):
        return None
    first, last = found[0].first, found[0].last or found[0].first
    return _bounded(found[0].sheet.casefold() or home, first, last)


def _bounded(sheet: str, first: Corner, last: Corner) -> tuple[str, Area] | None:
    if first.row is None or first.column is None or last.row is None or last.column is None:
        return None
    return sheet, Area(first.row, first.column, last.row, last.column)


def _result(word: str, values: Sequence[Value]) -> float | None:
    if word == "COUNTA":
        return float(len(values))
    numbers = [value for value in values if isinstance(value, float)]
    if word == "COUNT":
        return float(len(numbers))
    if word == "AVERAGE":
        return fsum(numbers) / len(numbers) if numbers else None
    if word == "SUM":
        return fsum(numbers)
    chosen = max if word == "MAX" else min
    return chosen(numbers, default=0.0)
