"""A collection's sheet: its heads, its records, and rows to fill in."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl.comments import Comment
from openpyxl.formatting.rule import Rule
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.worksheet.dimensions import ColumnDimension
from openpyxl.worksheet.worksheet import Worksheet

from policyreport.load.excel.intake import looks
from policyreport.load.excel.intake.checks import LAST_ROW, validation
from policyreport.load.excel.intake.code_words import CODES
from policyreport.load.excel.intake.entries import CellValue, Entry, cell_value, entries_of, records_of
from policyreport.load.excel.intake.manners import format_of, manner_of
from policyreport.load.excel.intake.sizes import HEAD_HEIGHT, column_width, row_height, units
from policyreport.load.excel.intake.writing import cell_at, put, set_page
from policyreport.load.excel.sheet import column_letters
from policyreport.load.shape import SINGLE
from policyreport.model import Dataset

_NOTE_LINE = 20
_NOTE_DIGIT = 8


def write_table(sheet: Worksheet, dataset: Dataset, collection: str) -> None:
    """Write what a data set has of a collection. The rows below may be filled in; of what there is but one, one row."""
    entries = entries_of(collection)
    rows = [[cell_value(record, entry.column) for entry in entries] for record in records_of(dataset, collection)]
    widths: list[float] = []
    for i, entry in enumerate(entries, 1):
        values = [row[i - 1] for row in rows]
        widths.append(column_width(entry, values))
        _write_head(sheet, i, entry)
        _write_values(sheet, i, entry, values or [None])
        _dress_column(sheet.column_dimensions[column_letters(i)], entry, widths[-1], is_open=collection not in SINGLE)
        _add_checks(sheet, collection, entry, column_letters(i), column_letters(len(entries)))
    _set_heights(sheet, rows, widths)
    sheet.freeze_panes = "B2"
    _protect(sheet)
    set_page(sheet)


def _write_head(sheet: Worksheet, column: int, entry: Entry) -> None:
    cell = cell_at(sheet, 1, column)
    put(cell, entry.column.title, looks.NEEDED_HEAD if entry.is_needed else looks.OTHER_HEAD, looks.HEAD_PLACING)
    cell.fill = looks.NEEDED_GROUND if entry.is_needed else looks.OTHER_GROUND
    cell.border = looks.GRID
    cell.comment = _comment(entry)


def _comment(entry: Entry) -> Comment:
    meanings = [f"{code}: {CODES[code]}" for code in entry.codes if code in CODES]
    lines = [entry.note, "반드시 적음" if entry.is_needed else "없으면 비움", *meanings]
    width = int(_NOTE_DIGIT * (4 + max(map(units, lines))))
    return Comment("\n".join(lines), "policyreport", height=_NOTE_LINE * (1 + len(lines)), width=width)


def _dress_column(column: ColumnDimension, entry: Entry, width: float, *, is_open: bool) -> None:
    """Give a column its width and, where it ``is_open``, all of its cells the look of cells to be filled in."""
    manner = manner_of(entry)
    column.width = width
    if is_open:
        column.font, column.border = looks.PLAIN, looks.GRID
        column.alignment, column.protection = manner.placing, looks.UNLOCKED
        column.number_format = manner.number_format


def _write_values(sheet: Worksheet, column: int, entry: Entry, values: Sequence[CellValue]) -> None:
    manner = manner_of(entry)
    for row, value in enumerate(values, 2):
        cell = cell_at(sheet, row, column)
        put(cell, value, looks.PLAIN, manner.placing)
        cell.number_format = format_of(value, manner)
        cell.border = looks.GRID
        if entry.form == "id" and value is not None:
            cell.fill = looks.LOCKED_GROUND
        else:
            cell.protection = looks.UNLOCKED


def _set_heights(sheet: Worksheet, rows: Sequence[Sequence[CellValue]], widths: Sequence[float]) -> None:
    sheet.row_dimensions[1].height = HEAD_HEIGHT
    for number, row in enumerate(rows, 2):
        sheet.row_dimensions[number].height = row_height(row, widths)


def _add_checks(sheet: Worksheet, collection: str, entry: Entry, letters: str, last: str) -> None:
    """Add what Excel checks as values are entered, and a tint where a row that has been begun lacks one."""
    if check := validation(entry, collection, letters):
        sheet.add_data_validation(check)
    if entry.is_needed:
        lacking = f"AND(COUNTA($A2:${last}2)>0,ISBLANK({letters}2))"
        rule = Rule(type="expression", formula=[lacking], dxf=DifferentialStyle(fill=looks.LACKING_GROUND))
        sheet.conditional_formatting.add(f"{letters}2:{letters}{LAST_ROW}", rule)  # pyright: ignore[reportUnknownMemberType]


def _protect(sheet: Worksheet) -> None:
    """Protect the heads and the ids, without a password; what shapes a sheet for its reader stays allowed."""
    sheet.protection.enable()
    sheet.protection.formatColumns = False
    sheet.protection.formatRows = False
    sheet.protection.sort = False
    sheet.protection.autoFilter = False
    sheet.protection.insertRows = False
