"""What the cells of a timeline's row are: it may have a column of first days or do without."""

from __future__ import annotations

from typing import NamedTuple

from policyreport.document.nodes import Inline, Row

Cell = tuple[Inline, ...]

_WITHOUT_FIRST = 4


class TimelineCells(NamedTuple):
    """The cells of a row; those that it does not have are empty."""

    name: Cell
    first: Cell
    last: Cell
    state: Cell
    remark: Cell


def timeline_cells(row: Row) -> TimelineCells:
    """Return the cells of a timeline's row; one of four has no first day."""
    cells = list(row.cells)
    if len(cells) == _WITHOUT_FIRST:
        cells.insert(1, ())
    name, first, last, state, remark = [*cells, (), (), (), (), ()][: _WITHOUT_FIRST + 1]
    return TimelineCells(name, first, last, state, remark)
