"""Tables as lines that make sense one by one: each cell after its column's head."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from policyreport.document.text import plain_text
from policyreport.document.tree import Chart, Column, Row, Table, Text
from policyreport.render.txt.inlines import Footnotes, spans
from policyreport.render.txt.lines import Line, Span, in_one_line, joined, led_by, plain

_BETWEEN_CELLS = "; "


def table_lines(table: Table, notes: Footnotes) -> Iterator[Line]:
    """Yield a table: its caption and unit, the heads of its columns, and a line ``머리: 값; 머리: 값`` for each row."""
    yield from _named("[표]", table, notes)
    yield from _rows(table, notes)
    yield plain("[표 끝]")


def chart_lines(chart: Chart, notes: Footnotes) -> Iterator[Line]:
    """Yield a chart: what its picture shows, in words, and what it is drawn from as a table."""
    yield from _named("[그림]", chart.table, notes)
    yield in_one_line((Span(chart.alt),))
    yield from _rows(chart.table, notes)
    yield plain("[그림 끝]")


def _named(mark: str, table: Table, notes: Footnotes) -> Iterator[Line]:
    caption = in_one_line(spans(table.caption, notes))
    unit = in_one_line((Span(f"(단위: {table.unit})" if table.unit else ""),))
    yield from led_by(mark, [joined((caption, unit), " ")])


def _rows(table: Table, notes: Footnotes) -> Iterator[Line]:
    yield from led_by("열:", [joined((_head(column, notes) for column in table.columns), _BETWEEN_CELLS)])
    names = [plain_text((*column.group, Text(" "), *column.head)).strip() for column in table.columns]
    for row in table.rows:
        yield _row(row, names, notes)


def _head(column: Column, notes: Footnotes) -> Line:
    return joined((in_one_line(spans(part, notes)) for part in (column.group, column.head)), " ")


def _row(row: Row, names: Iterable[str], notes: Footnotes) -> Line:
    cells = [in_one_line(spans(cell, notes)) for cell in row.cells]
    if row.kind == "group":
        return next(led_by("[묶음]", [joined(cells, _BETWEEN_CELLS)]))
    return joined(map(_cell, names, cells), _BETWEEN_CELLS)


def _cell(name: str, cell: Line) -> Line:
    """Return a cell after the name of its column; nothing for a cell that says nothing."""
    said = any(span.text for span in cell)
    return in_one_line((Span(f"{name}: "), *cell)) if said and name else cell
