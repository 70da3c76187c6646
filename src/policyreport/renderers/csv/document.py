"""From a document to the bytes of a CSV file (RFC 4180)."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from io import StringIO

from policyreport.diagnostics import ErrorKind, Message, Problem, raise_any
from policyreport.document.nodes import (
    Block,
    Box,
    Chart,
    Date,
    Document,
    Inline,
    Lamp,
    Link,
    Number,
    Reference,
    Row,
    Strong,
    Table,
)
from policyreport.document.number_format import MISSING, number_text, plain_text
from policyreport.document.output import Placement, Rendered
from policyreport.document.theme import Theme

_FORMULA_LIKE = ("=", "+", "-", "@", "\t", "\r")
"""What makes a formula of a cell's text where a spreadsheet opens the file."""


def cell_text(content: tuple[Inline, ...]) -> str:
    """Return a cell's text: an unrounded number; nothing where it is missing; a day as 2025-06-30; a status its word.

    Other text is as it reads, on one line. An apostrophe goes before what a spreadsheet would take for a formula.
    """
    match content:
        case (Number(value=value),):
            return "" if value is None else f"{value:f}"
        case (Date(year, month, day),) if day:
            return f"{year:04}-{month:02}-{day:02}"
        case (Lamp(word=word),):
            return _guarded(word)
        case (Strong(inner),) | (Reference(content=inner),):
            return cell_text(inner)
        case _:
            text = " ".join(plain_text(content).splitlines())
            return "" if text == MISSING else _guarded(text)


def number_of(content: tuple[Inline, ...]) -> Number | None:
    """Return the number that a cell holds and nothing else."""
    match content:
        case (Number() as number,):
            return number
        case (Strong(inner),) | (Reference(content=inner),):
            return number_of(inner)
        case _:
            return None


def _guarded(text: str) -> str:
    return f"'{text}" if len(text) > 1 and text.startswith(_FORMULA_LIKE) else text


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
    what = Message(
        f"'{document.meta.title}' has no table to write as CSV", f"'{document.meta.title}'에 CSV로 쓸 표가 없음"
    )
    hint = Message("take csv out of 'formats' in report.yaml", "report.yaml의 formats에서 csv를 빼십시오")
    return Problem(ErrorKind.TEMPLATE, "csv.no-table", what, field="formats", hint=hint)


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
