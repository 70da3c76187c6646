"""What the charts of a document say, and how what is drawn of them may differ from it."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal, NamedTuple

from policyreport.document.nodes import Chart, Lamp, Number, Row, Table, leaves
from policyreport.document.number_format import plain_text

CLOSE = 0.1
"""In points, how far a mark may be from its place on the scale: half a point would already be seen."""
Kind = Literal["length", "place", "colour", "count", "absent"]


class DrawnDifference(NamedTuple):
    """A mark that is not drawn as its value asks.

    By its ``kind``, ``due`` and ``drawn`` are lengths, or places, in points, or how many marks there are; of a colour
    and of an absent figure they say nothing. ``chart`` is its caption, or where it has none, its description. Pages
    count from 1; 0 is for what stands on none.
    """

    page: int
    chart: str
    mark: str
    kind: Kind
    due: float = 0
    drawn: float = 0


def chart_name(chart: Chart) -> str:
    """Return a chart's caption, or where it has none, its description."""
    return plain_text(chart.table.caption) or chart.alt


def number_in(row: Row, column: int) -> Number | None:
    """Return the number in a cell of a table; None where there is none, or its value is missing."""
    content = row.cells[column] if column < len(row.cells) else ()
    found = next((node for node in leaves(content) if isinstance(node, Number)), None)
    return found if found is not None and found.value is not None else None


def value_in(row: Row, column: int) -> Decimal | None:
    """Return the value of the number in a cell of a table; None where it is missing."""
    found = number_in(row, column)
    return found.value if found else None


def row_name(row: Row) -> str:
    """Return what the first cell of a row says."""
    return plain_text(row.cells[0]) if row.cells else ""


def head_of(table: Table, column: int) -> str:
    """Return the head of a column, that of a status by its word."""
    head = table.columns[column].head
    lamp = next((node for node in leaves(head) if isinstance(node, Lamp)), None)
    return lamp.word if lamp else plain_text(head)
