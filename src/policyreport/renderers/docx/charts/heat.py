"""A heat map: a table whose cells are the darker the greater their numbers, for no type of chart in Word does this."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import pairwise

from policyreport.document.nodes import Inline, Row, Table
from policyreport.renderers.docx.context import RenderContext
from policyreport.renderers.docx.fragments import Fragment, Printed, numbers, printed_in_cell, table_fragment
from policyreport.renderers.docx.grid import cell, grid, row
from policyreport.renderers.docx.inlines import inlines
from policyreport.renderers.docx.paragraphs import styled
from policyreport.renderers.docx.styles import shade
from policyreport.renderers.docx.tables import column_widths, head_rows
from policyreport.renderers.docx.xml import Element, w

_DARKEST = 0.45
"""Of the accent colour: ink on it keeps a contrast of 4.5 : 1."""


def heat_fragment(table: Table, setting: RenderContext) -> Fragment:
    """Return the table."""
    widths = column_widths(table, setting)
    heads = list(head_rows(table.columns, widths, setting))
    greatest = max(map(_value, _fields(table)), default=Decimal(0))
    rows = (_row(said, widths, greatest, setting) for said in table.rows)
    return table_fragment(grid("PolicyTable", widths, (*heads, *rows), headed=True), _printed(table, len(heads)))


def _fields(table: Table) -> Iterable[tuple[Inline, ...]]:
    return (content for said in table.rows for content in said.cells[1:])


def _value(content: tuple[Inline, ...]) -> Decimal:
    found = next(numbers(content), None)
    return found.value if found and found.value else Decimal(0)


def _row(said: Row, widths: Sequence[int], greatest: Decimal, setting: RenderContext) -> Element:
    name = cell(widths[0], (styled("TableText", *inlines(said.cells[0], setting)),))
    fields = zip(said.cells[1:], widths[1:], strict=True)
    return row((name, *(_field(content, width, greatest, setting) for content, width in fields)))


def _field(content: tuple[Inline, ...], width: int, greatest: Decimal, setting: RenderContext) -> Element:
    value = _value(content)
    tint = (shade(_blended(setting.theme.colours.accent, float(value / greatest) * _DARKEST)),) if value > 0 else ()
    shape = w("pPr", w("pStyle", val="TableText"), w("jc", val="center"))
    return cell(width, (w("p", shape, *inlines(content, setting)),), *tint)


def _blended(colour: str, share: float) -> str:
    """Return a colour mixed with white."""
    parts = (int(colour[start:end], 16) for start, end in pairwise((1, 3, 5, 7)))
    return "#" + "".join(f"{round(255 + (part - 255) * share):02X}" for part in parts)


def _printed(table: Table, heads: int) -> Iterable[Printed]:
    for at_row, said in enumerate(table.rows, start=heads + 1):
        for at_column, content in enumerate(said.cells, start=1):
            yield from printed_in_cell(content, at_row, at_column)
