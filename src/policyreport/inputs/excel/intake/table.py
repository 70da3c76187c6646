"""A collection's sheet: its heads, its records, and rows to fill in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from openpyxl.comments import Comment
from openpyxl.formatting.rule import Rule
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.dimensions import ColumnDimension
from openpyxl.worksheet.worksheet import Worksheet

from policyreport.inputs.excel.intake import sheet_writer
from policyreport.inputs.excel.intake.codes import code_rows
from policyreport.inputs.excel.intake.entries import CellValue, Entry, Form, cell_value, entries_of
from policyreport.inputs.excel.intake.sheet_writer import (
    HEAD_HEIGHT,
    cell_at,
    column_format,
    column_width,
    format_of,
    put,
    row_height,
    set_page,
    units,
)
from policyreport.model import Dataset
from policyreport.model.dataset import COLLECTIONS, records_of
from policyreport.model.labels import GUIDE_SHEETS, SHEETS
from policyreport.ooxml.cell_references import column_letters

LAST_ROW = 100_000
"""How far down Excel checks what is entered."""

_LONGEST_PROMPT = 255
_MOST = 10**15
_Type = Literal["none", "list", "custom", "whole", "decimal", "date", "textLength"]


@dataclass(frozen=True, slots=True)
class _Check:
    """A kind of validation of Excel's, its bounds, and what it says to whoever breaks it; of no error, it offers."""

    type: _Type
    first: str
    error: str = ""
    second: str | None = None


_ANYTHING = _Check("none", "")
_QUARTER = _Check("textLength", "6", "2025Q2처럼 연도와 분기를 적으십시오.", "6")
_BY_FORM: Mapping[Form, _Check] = {
    "day": _Check("date", "DATE(1900,3,1)", "2025-06-30처럼 날짜를 적으십시오.", "DATE(9999,12,31)"),
    "number": _Check("decimal", str(-_MOST), "숫자만 적으십시오. 단위는 적지 않습니다.", str(_MOST)),
    "month": _Check("textLength", "7", "2025-06처럼 연도와 달을 적으십시오.", "7"),
    "as_of": _Check("textLength", "4", "2025-06-30, 2025-06, 2025 가운데 한 꼴로 적으십시오.", "10"),
}


def validation(entry: Entry, collection: str, letters: str, dataset: Dataset) -> DataValidation | None:
    """Return what Excel checks and offers in a column below its head; None where any one text will do."""
    check = _check(entry, collection, letters, dataset)
    if check is _ANYTHING and entry.column.many is None:
        return None
    return DataValidation(
        type=check.type,
        formula1=check.first or None,
        formula2=check.second,
        allow_blank=True,
        showErrorMessage=bool(check.error),
        errorTitle="다시 적어 주십시오",
        error=check.error or None,
        showInputMessage=True,
        promptTitle=entry.column.title,
        prompt=("\n".join(f"{entry.words[code]}  {code}" for code in entry.codes if code in entry.words) or entry.note)[
            :_LONGEST_PROMPT
        ],
        sqref=f"{letters}2:{letters}{LAST_ROW}",
    )


def _check(entry: Entry, collection: str, letters: str, dataset: Dataset) -> _Check:
    if entry.codes:
        return _Check("list", _offer(entry, collection, dataset), "목록에 있는 말 가운데 하나를 고르십시오.")
    if entry.of:
        return _from_sheet(entry.of, "" if entry.column.many else f"{SHEETS[entry.of]} 시트의 식별자를 고르십시오.")
    match entry.form:
        case "id":
            first = f"COUNTIF(${letters}$2:${letters}${LAST_ROW},{letters}2)=1"
            return _Check("custom", first, "이미 있는 식별자입니다.")
        case "quarter":
            return _QUARTER if collection == "quarters" else _from_sheet("quarters", "")
        case "whole":
            least, most = map(str, entry.bounds)
            return _Check("whole", least, f"{least}부터 {most} 사이의 정수를 적으십시오.", most)
        case _:
            return _BY_FORM.get(entry.form, _ANYTHING)


def _offer(entry: Entry, collection: str, dataset: Dataset) -> str:
    """Return what a column offers: its words, or the cells of the sheet of codes where they do not fit a formula."""
    written = f'"{",".join(entry.offered)}"'
    if len(written) <= _LONGEST_PROMPT and not any(set(text) & set(',"') for text in entry.offered):
        return written
    first, last = code_rows(dataset.lists, dataset.money, dataset.dimensions)[collection, entry.column.name]
    return f"'{GUIDE_SHEETS[1]}'!$D${first}:$D${last}"


def _from_sheet(collection: str, error: str) -> _Check:
    """Return the offer of what is written in the first column of a sheet, so that new ids are offered too."""
    column = f"'{SHEETS[collection]}'!$A$2"
    return _Check("list", f"OFFSET({column},0,0,MAX(1,COUNTA({column}:$A${LAST_ROW})),1)", error)


_NOTE_LINE = 20
_NOTE_DIGIT = 8


def write_table(sheet: Worksheet, dataset: Dataset, collection: str) -> None:
    """Write what a data set has of a collection. The rows below may be filled in; of what there is but one, one row."""
    entries = entries_of(collection, dataset.lists, dataset.money, dataset.dimensions)
    records = records_of(dataset, collection)
    rows = [
        [entry.shown(cell_value(record, entry.column, dataset.money, dataset.dimensions)) for entry in entries]
        for record in records
    ]
    widths: list[float] = []
    for i, entry in enumerate(entries, 1):
        values = [row[i - 1] for row in rows]
        widths.append(column_width(entry, values))
        _write_head(sheet, i, entry)
        _write_values(sheet, i, entry, values or [None])
        _dress_column(
            sheet.column_dimensions[column_letters(i)], entry, widths[-1], is_open=COLLECTIONS[collection].is_list
        )
        check = validation(entry, collection, column_letters(i), dataset)
        _add_checks(sheet, entry, check, column_letters(i), column_letters(len(entries)))
    sheet.row_dimensions[1].height = HEAD_HEIGHT
    for number, row in enumerate(rows, 2):
        sheet.row_dimensions[number].height = row_height(row, widths)
    sheet.freeze_panes = "B2"
    _protect(sheet)
    set_page(sheet)


def _write_head(sheet: Worksheet, column: int, entry: Entry) -> None:
    cell = cell_at(sheet, 1, column)
    put(
        cell,
        entry.column.title,
        sheet_writer.NEEDED_HEAD if entry.is_needed else sheet_writer.OTHER_HEAD,
        sheet_writer.HEAD_PLACING,
    )
    cell.fill = sheet_writer.NEEDED_GROUND if entry.is_needed else sheet_writer.OTHER_GROUND
    cell.border = sheet_writer.GRID
    cell.comment = _comment(entry)


def _comment(entry: Entry) -> Comment:
    meanings = [f"{entry.words[code]}: {code}" for code in entry.codes if code in entry.words]
    lines = [entry.note, "반드시 적음" if entry.is_needed else "없으면 비움", *meanings]
    width = int(_NOTE_DIGIT * (4 + max(map(units, lines))))
    return Comment("\n".join(lines), "policyreport", height=_NOTE_LINE * (1 + len(lines)), width=width)


def _dress_column(column: ColumnDimension, entry: Entry, width: float, *, is_open: bool) -> None:
    """Give a column its width and, where it ``is_open``, all of its cells the look of cells to be filled in."""
    style = column_format(entry)
    column.width = width
    if is_open:
        column.font, column.border = sheet_writer.PLAIN, sheet_writer.GRID
        column.alignment, column.protection = style.placing, sheet_writer.UNLOCKED
        column.number_format = style.number_format


def _write_values(sheet: Worksheet, column: int, entry: Entry, values: Sequence[CellValue]) -> None:
    style = column_format(entry)
    for row, value in enumerate(values, 2):
        cell = cell_at(sheet, row, column)
        put(cell, value, sheet_writer.PLAIN, style.placing)
        cell.number_format = format_of(value, style)
        cell.border = sheet_writer.GRID
        if entry.form == "id" and value is not None:
            cell.fill = sheet_writer.LOCKED_GROUND
        else:
            cell.protection = sheet_writer.UNLOCKED


def _add_checks(sheet: Worksheet, entry: Entry, check: DataValidation | None, letters: str, last: str) -> None:
    """Add what Excel checks as values are entered, and a tint where a row that has been begun lacks one."""
    if check:
        sheet.add_data_validation(check)
    if entry.is_needed:
        lacking = f"AND(COUNTA($A2:${last}2)>0,ISBLANK({letters}2))"
        rule = Rule(type="expression", formula=[lacking], dxf=DifferentialStyle(fill=sheet_writer.LACKING_GROUND))
        sheet.conditional_formatting.add(f"{letters}2:{letters}{LAST_ROW}", rule)  # pyright: ignore[reportUnknownMemberType]


def _protect(sheet: Worksheet) -> None:
    """Protect the heads and the ids, without a password; what shapes a sheet for its reader stays allowed."""
    sheet.protection.enable()
    sheet.protection.formatColumns = False
    sheet.protection.formatRows = False
    sheet.protection.sort = False
    sheet.protection.autoFilter = False
    sheet.protection.insertRows = False
