"""Find the cells that a chart draws: its own table's below which it stands, or those of a table above with the same."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from policyreport.document.nodes import Chart, Inline, Number, Row, Table, leaves
from policyreport.document.number_format import plain_text

_DRAWN = {"bullet": 4, "bar": 3}
"""Up to which column (from 1) a kind is drawn; others to the last."""


class ChartSource(NamedTuple):
    """Which of a sheet's tables (from 0) a chart draws, from which of its rows on (from 0), and which columns (from 1).

    The first column has the names of the rows.
    """

    table: int
    first: int
    columns: tuple[int, ...]


def drawn_rows(chart: Chart) -> Sequence[Row]:
    """Return the rows of a chart's table but for the totals at its end, which would dwarf what they add up."""
    rows = list(chart.table.rows)
    while rows and rows[-1].kind == "total":
        rows.pop()
    return rows


def drawn_columns(chart: Chart) -> int:
    """Return how many of the table's columns the picture needs, the first with the names of the rows among them."""
    return min(_DRAWN.get(chart.kind, len(chart.table.columns)), len(chart.table.columns))


def own_source(chart: Chart, table: int) -> ChartSource:
    """Return the source of a chart that stands below its own table, which is the sheet's table of this number."""
    return ChartSource(table, 0, tuple(range(1, drawn_columns(chart) + 1)))


def shared_source(chart: Chart, tables: Sequence[Table]) -> ChartSource | None:
    """Return where the tables of a sheet already have all that a chart draws: its rows, one below the other, by name.

    The columns have the chart's heads, and their cells the chart's figures. None where no table has them all.
    """
    rows = drawn_rows(chart)
    names = [plain_text(row.cells[0]) for row in rows]
    for n, table in enumerate(tables if rows else ()):
        named = [plain_text(row.cells[0]) if row.kind == "body" else None for row in table.rows]
        for first in range(len(named) - len(names) + 1):
            if named[first : first + len(names)] == names:
                found = _columns(chart, table, table.rows[first : first + len(names)])
                if found:
                    return ChartSource(n, first, (1, *found))
    return None


def _columns(chart: Chart, table: Table, rows: Sequence[Row]) -> list[int]:
    """Return the columns (from 1) in which rows of a table have the figures of a chart; none where one is lacking."""
    columns: list[int] = []
    for drawn in range(1, drawn_columns(chart)):
        head, figures = plain_text(chart.table.columns[drawn].head), [row.cells[drawn] for row in drawn_rows(chart)]
        found = (
            i
            for i, column in enumerate(table.columns)
            if plain_text(column.head) == head and all(map(_is_same, figures, (row.cells[i] for row in rows)))
        )
        columns += [i + 1 for i in found][:1]
    return columns if len(columns) == drawn_columns(chart) - 1 else []


def _is_same(one: Sequence[Inline], other: Sequence[Inline]) -> bool:
    """Say whether two cells hold the same figure, or none each."""
    figures, others = ([n for n in leaves(tuple(cell)) if isinstance(n, Number)] for cell in (one, other))
    return [(n.fact, n.value, n.unit) for n in figures] == [(n.fact, n.value, n.unit) for n in others] != []
