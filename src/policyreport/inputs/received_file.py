"""A table that came from elsewhere, cell by cell as it stands, before anything is known of its columns."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from pathlib import PurePath
from typing import NamedTuple

from policyreport.diagnostics import ErrorKind, Message, PolicyReportError, Problem, SourceLocation
from policyreport.inputs.csv_file import csv_rows
from policyreport.inputs.excel.package import open_package, open_workbook
from policyreport.inputs.excel.sheet import CellContent, NumberText, Row, Sheet, UnreadableCell
from policyreport.inputs.files import MOST_BYTES, clean_text
from policyreport.ooxml.cell_references import column_letters, column_number

_WORKBOOKS = frozenset((".xlsx", ".xlsm"))
_CORNERS = re.compile("([A-Z]+)([0-9]+):[A-Z]+([0-9]+)")

_NOT_CALCULATED = Message("a formula that was never calculated", "계산한 적이 없는 수식")
_ERROR = Message("an error of a formula", "수식 오류")
_SCALED = Message("shown in thousands of what it holds", "든 값을 천 단위로 줄여 보이는 칸")


class ReceivedCell(NamedTuple):
    """What a cell says; ``shown`` is what people see of a number. ``fault`` is why it cannot be read.

    ``merged_from_above`` is a cell that is one with that above, and says what that says.
    """

    text: str
    shown: str
    where: SourceLocation
    fault: Message | None = None
    merged_from_above: bool = False


ReceivedRow = Mapping[int, ReceivedCell]
"""The cells of a row that are not empty, by their columns, from 1."""


class ReceivedSheet(NamedTuple):
    """The rows of a sheet, or of a CSV file, by their numbers; ``name`` is empty for a file without sheets."""

    name: str
    where: SourceLocation
    rows: Mapping[int, ReceivedRow]


def read_received(content: bytes, file: str, encoding: str | None = None) -> Sequence[ReceivedSheet]:
    """Return the visible sheets of a workbook, or the table of a CSV file.

    ``PolicyReportError`` for a file of another kind, one that is too large, and one that cannot be read.
    """
    if len(content) > MOST_BYTES:
        what = Message("the file is too large to be read", "파일이 너무 커서 읽지 않습니다")
        raise PolicyReportError([Problem(ErrorKind.LIMIT, "file.too-large", what, SourceLocation(file))])
    ending = PurePath(file).suffix.lower()
    if ending in _WORKBOOKS:
        workbook = open_workbook(open_package(content, file))
        return [_of_sheet(Sheet(workbook, one), file) for one in workbook.sheets if one.state == "visible"]
    if ending == ".csv":
        return [_of_csv(content, file, encoding)]
    what = Message("this kind of file is not compared", "이런 파일은 비교하지 못합니다")
    hint = Message("save the table as .xlsx or .csv", "표를 .xlsx나 .csv로 저장하십시오")
    raise PolicyReportError([Problem(ErrorKind.USAGE, "reconcile.file", what, SourceLocation(file), hint=hint)])


def _of_csv(content: bytes, file: str, encoding: str | None) -> ReceivedSheet:
    rows = {
        line: {
            i: ReceivedCell(text, text, SourceLocation(file, line, i))
            for i, field in enumerate(fields, 1)
            if (text := clean_text(field).text.strip())
        }
        for line, fields in csv_rows(content, file, encoding)
    }
    return ReceivedSheet("", SourceLocation(file), rows)


def _of_sheet(sheet: Sheet, file: str) -> ReceivedSheet:
    rows = {row.number: _cells(row, sheet, file) for row in sheet.rows()}
    numbers = sorted(rows)
    for merged in sheet.merged:
        corners = _CORNERS.fullmatch(merged.reference)
        column = column_number(corners[1]) if corners else 0
        first = rows.get(merged.first_row, {}).get(column)
        if first is None:
            continue
        for number in numbers[bisect_right(numbers, merged.first_row) : bisect_right(numbers, merged.last_row)]:
            place = _place(file, sheet.name, column, number)
            rows[number][column] = first._replace(where=place, merged_from_above=True)
    return ReceivedSheet(sheet.name, SourceLocation(file, cell=sheet.name), rows)


def _cells(row: Row, sheet: Sheet, file: str) -> dict[int, ReceivedCell]:
    found: dict[int, ReceivedCell] = {}
    for column, content in row.cells.items():
        cell = _cell(content, _place(file, sheet.name, column, row.number))
        if cell.text or cell.fault:
            found[column] = cell
    return found


def _cell(content: CellContent, where: SourceLocation) -> ReceivedCell:
    if isinstance(content, UnreadableCell):
        fault = _NOT_CALCULATED if content is UnreadableCell.NOT_CALCULATED else _ERROR
        return ReceivedCell("", "", where, fault)
    text = clean_text(content).text.strip()
    shown = content.shown if isinstance(content, NumberText) else None
    fault = _SCALED if shown and shown.is_scaled else None
    return ReceivedCell(text, shown.text if shown else text, where, fault)


def _place(file: str, sheet: str, column: int, row: int) -> SourceLocation:
    return SourceLocation(file, cell=f"{sheet}!{column_letters(column)}{row}")
