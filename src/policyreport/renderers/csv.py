"""Render the document's last table as comma-separated values (RFC 4180), for pivot tables and other programs."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from io import StringIO

from policyreport.diagnostics import ErrorKind, Message, PolicyReportError, Problem
from policyreport.document.nodes import (
    Chart,
    Date,
    Document,
    Inline,
    Lamp,
    Number,
    Reference,
    Row,
    Strong,
    Table,
    leaves,
    walk,
)
from policyreport.document.number_format import MISSING, number_text, plain_text
from policyreport.document.output import Placement, PlacementTable, Rendered
from policyreport.document.theme import Theme

_FORMULA_LIKE = ("=", "+", "-", "@", "\t", "\r")
"""What makes a formula of a cell's text where a spreadsheet opens the file."""


def render(document: Document, theme: Theme) -> Rendered:  # noqa: ARG001 - a CSV file has no style
    """Return the document's last table as CSV, and where each number stands: ``row 2 column 5``, both from 1.

    A template puts the table that other programs are to read at its end. The bytes are UTF-8 with a byte order mark, by
    which Excel in Korea knows the encoding. Group heads and sums are left out, for a reader makes its own. Raises
    ``PolicyReportError`` (``csv.no-table``) where the document has no table.
    """
    blocks = (block.table if isinstance(block, Chart) else block for block in walk(document.blocks))
    tables = [block for block in blocks if isinstance(block, Table)]
    if not tables:
        title = document.meta.title
        what = Message(f"'{title}' has no table to write as CSV", f"'{title}'에 CSV로 저장할 표가 없습니다")
        hint = Message("take csv out of 'formats' in report.yaml", "report.yaml의 formats에서 csv를 빼십시오")
        raise PolicyReportError([Problem(ErrorKind.TEMPLATE, "csv.no-table", what, field="formats", hint=hint)])
    table = tables[-1]
    rows = [row for row in table.rows if row.kind == "body"]
    text = StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([_head(column.head, [row.cells[n] for row in rows]) for n, column in enumerate(table.columns)])
    writer.writerows([cell_text(cell) for cell in row.cells] for row in rows)
    return Rendered(text.getvalue().encode("utf-8-sig"), PlacementTable(_placements(rows)))


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


def _guarded(text: str) -> str:
    return f"'{text}" if len(text) > 1 and text.startswith(_FORMULA_LIKE) else text


def number_of(content: tuple[Inline, ...]) -> Number | None:
    """Return the number that a cell holds and nothing else."""
    match content:
        case (Number() as number,):
            return number
        case (Strong(inner),) | (Reference(content=inner),):
            return number_of(inner)
        case _:
            return None


def _head(head: tuple[Inline, ...], cells: Sequence[tuple[Inline, ...]]) -> str:
    """Return a column's head, with the unit in which all of its numbers are, if they are in one: they have none."""
    units = {number.unit for number in map(number_of, cells) if number}
    text = cell_text(head)
    return f"{text}({units.pop()})" if len(units) == 1 and units != {""} else text


def _placements(rows: Sequence[Row]) -> Iterator[Placement]:
    for n, row in enumerate(rows, 2):
        for column, cell in enumerate(row.cells, 1):
            for node in leaves(cell):
                if isinstance(node, Number):
                    text = cell_text(cell) if number_of(cell) else number_text(node)
                    yield Placement(node.fact, text, f"row {n} column {column}")
