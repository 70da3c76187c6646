"""From a document to the bytes of a CSV file (RFC 4180)."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from io import StringIO

from policyreport.document.rendered import Placement, Rendered
from policyreport.document.text import number_text
from policyreport.document.theme import Theme
from policyreport.document.tree import Block, Box, Chart, Document, Inline, Link, Number, Reference, Row, Strong, Table
from policyreport.errors import Kind, Problem, Words, raise_any
from policyreport.render.csv.cells import cell_text, number_of


def render(document: Document, theme: Theme) -> Rendered:  # noqa: ARG001 - what is said looks like nothing here
    """Return the document's last table as CSV, and where each number stands: ``row 2 column 5``, both from 1.

    A template puts the table that other programs are to read at its end. The bytes are UTF-8 with a byte order mark, by
    which Excel in Korea knows the encoding. Group heads and sums are left out, for a reader makes its own. Raises
    ``PolicyReportError`` (``csv.no-table``) where the document has no table.
    """
    tables = list(_tables(document.blocks))
    raise_any([] if tables else [_no_table(document)])
    table = tables[-1]
    rows = [row for row in table.rows if row.kind == "body"]
    return Rendered(_written(table, rows).encode("utf-8-sig"), tuple(_placements(rows)))


def _tables(blocks: Sequence[Block]) -> Iterator[Table]:
    for block in blocks:
        match block:
            case Table():
                yield block
            case Chart(table=table):
                yield table
            case Box(_, inner):
                yield from _tables(inner)
            case _:
                pass


def _no_table(document: Document) -> Problem:
    what = Words(
        f"'{document.meta.title}' has no table to write as CSV", f"'{document.meta.title}'에 CSV로 쓸 표가 없음"
    )
    hint = Words("take csv out of 'formats' in report.yaml", "report.yaml의 formats에서 csv를 빼십시오")
    return Problem(Kind.TEMPLATE, "csv.no-table", what, field="formats", hint=hint)


def _written(table: Table, rows: Sequence[Row]) -> str:
    text = StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    columns = [[row.cells[n] for row in rows] for n in range(len(table.columns))]
    writer.writerow([_head(column.head, cells) for column, cells in zip(table.columns, columns, strict=True)])
    writer.writerows([cell_text(cell) for cell in row.cells] for row in rows)
    return text.getvalue()


def _head(head: tuple[Inline, ...], cells: Sequence[tuple[Inline, ...]]) -> str:
    """Return a column's head, with the unit in which all of its numbers are, if they are in one: they stand bare."""
    units = {number.unit for number in map(number_of, cells) if number}
    said = cell_text(head)
    return f"{said}({units.pop()})" if len(units) == 1 and units != {""} else said


def _placements(rows: Sequence[Row]) -> Iterator[Placement]:
    for n, row in enumerate(rows, 2):
        for column, cell in enumerate(row.cells, 1):
            for number in _numbers(cell):
                said = cell_text(cell) if number_of(cell) else number_text(number)
                yield Placement(number.fact, said, f"row {n} column {column}")


def _numbers(content: tuple[Inline, ...]) -> Iterator[Number]:
    for node in content:
        match node:
            case Number():
                yield node
            case Strong(inner) | Link(content=inner) | Reference(content=inner):
                yield from _numbers(inner)
            case _:
                pass
