"""A table as lines of a sheet: caption and unit, head, rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from policyreport.document.tree import Row, Table
from policyreport.render.xlsx.cells import Value, words
from policyreport.render.xlsx.lines import Line
from policyreport.render.xlsx.measure import units
from policyreport.render.xlsx.setting import Setting
from policyreport.render.xlsx.wording import unit_text

_ROW_HEIGHT = 19.0
_HEAD_HEIGHT = 22.0
_SHARED_UNITS = 80
"""How much a caption and a unit may hold together (in digits' widths) to stand on one line."""


def table_lines(table: Table, setting: Setting) -> Iterator[Line]:
    """Yield a table's lines. Its cells are never merged, so that a machine can read them."""
    yield from _caption_lines(setting.value(table.caption), unit_text(table.unit) if table.unit else "", table, setting)
    yield _head_line(table, setting)
    yield from (_row_line(row, table, setting) for row in table.rows)


def _caption_lines(caption: Value, unit: str, table: Table, setting: Setting) -> Iterator[Line]:
    above = setting.slot(caption, setting.looks.caption(), 1)
    beside = setting.slot(words(unit), setting.looks.unit(), len(table.columns))
    if unit and caption.runs and _share_a_line(caption, unit, table):
        yield Line((above, beside))
        return
    if caption.runs:
        yield Line((setting.across(caption, replace(setting.looks.caption(), wraps=True)),))
    if unit:
        yield Line((beside,))


def _share_a_line(caption: Value, unit: str, table: Table) -> bool:
    return len(table.columns) > 1 and units(caption.text) + units(unit) <= _SHARED_UNITS and "\n" not in caption.text


def _head_line(table: Table, setting: Setting) -> Line:
    look = setting.looks.head()
    slots = (setting.slot(setting.value(c.head), look, n) for n, c in enumerate(table.columns, 1))
    return Line(tuple(slots), "head", _HEAD_HEIGHT)


def _row_line(row: Row, table: Table, setting: Setting) -> Line:
    cells = zip(table.columns, row.cells, strict=True)
    slots = (
        setting.slot(setting.value(cell), setting.looks.body(column.align, row.kind), n)
        for n, (column, cell) in enumerate(cells, 1)
    )
    return Line(tuple(slots), "body" if row.kind == "body" else "sum", _ROW_HEIGHT)
