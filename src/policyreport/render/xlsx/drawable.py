"""Which charts Excel can draw, what of their tables is drawn, and how high the picture is."""

from __future__ import annotations

from collections.abc import Sequence

from policyreport.document.tree import Chart, Number, Row

_LEAST_HEIGHT = 210.0
_MOST_HEIGHT = 400.0
_BAR_HEIGHT = 26.0
_AROUND = 90.0
_DRAWN = {"bullet": 4, "bar": 3}
"""Up to which column (from 1) a kind is drawn; others to the last."""


def is_drawn(chart: Chart) -> bool:
    """Return whether Excel can draw it: no schedule or tint, and no bars of several units on one scale."""
    rows = drawn_rows(chart)
    cells = [node for row in rows for cell in row.cells[1 : drawn_columns(chart)] for node in cell]
    units = {node.unit for node in cells if isinstance(node, Number)}
    one_scale = len(units) == 1 or (chart.kind not in ("bullet", "bar") and bool(units))
    return chart.kind not in ("timeline", "heat") and one_scale and all(row.kind == "body" for row in rows)


def drawn_rows(chart: Chart) -> Sequence[Row]:
    """Return the table's rows but for the totals at its end, which would dwarf what they add up."""
    rows = list(chart.table.rows)
    while rows and rows[-1].kind == "total":
        rows.pop()
    return rows


def picture_height(chart: Chart) -> float:
    """Return the height in points of the row that holds the picture."""
    if chart.kind in ("line", "column"):
        return _LEAST_HEIGHT
    return min(max(_LEAST_HEIGHT, _AROUND + _BAR_HEIGHT * len(chart.table.rows)), _MOST_HEIGHT)


def drawn_columns(chart: Chart) -> int:
    """Return how many of the table's columns the picture needs, the first with the names of the rows among them."""
    return min(_DRAWN.get(chart.kind, len(chart.table.columns)), len(chart.table.columns))
