"""What staff hide, strike out, empty or take from elsewhere in a workbook of data is read, and told."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from policyreport.inputs.raw_data import RawData

from .test_unread_sheet import MONEY, SPENT, book
from .workbooks import FILE, PRESS, SHEET, SOURCE, read, with_parts, workbook


def _told(reading: RawData) -> dict[str, str]:
    """Return the warnings' codes with their places."""
    assert reading.problems == ()
    return {warning.code: str(warning.where) for warning in reading.warnings.values()}


def _hide(sheet: Worksheet) -> None:
    sheet.column_dimensions["C"].hidden = True


def _hide_what_is_empty(sheet: Worksheet) -> None:
    sheet.column_dimensions["H"].hidden = True


def _strike(sheet: Worksheet) -> None:
    sheet["B2"].font = Font(strike=True)


def _strike_in_part(sheet: Worksheet) -> None:
    sheet["B2"] = CellRichText("보도", TextBlock(InlineFont(strike=True), "자료"))


def _strike_the_head(sheet: Worksheet) -> None:
    sheet["B1"].font = Font(strike=True)


LOOKS: dict[str, tuple[Callable[[Worksheet], None], dict[str, str]]] = {
    "a hidden column": (_hide, {"excel.hidden-columns": f"{FILE} › 출처"}),
    "a hidden column without a field": (_hide_what_is_empty, {}),
    "a struck-out cell": (_strike, {"excel.struck-out": f"{FILE} › 출처!B2"}),
    "a cell struck out in part": (_strike_in_part, {"excel.struck-out": f"{FILE} › 출처!B2"}),
    "a struck-out head": (_strike_the_head, {}),
}


@pytest.mark.parametrize("name", LOOKS)
def test_what_nobody_sees_is_read_and_told(name: str):
    touch, expected = LOOKS[name]
    reading = read(workbook(PRESS, touch=touch))
    assert _told(reading) == expected
    assert reading.content["sources"]


def test_the_hidden_columns_are_named_by_letter_and_head():
    (warning,) = read(workbook(PRESS, touch=_hide)).warnings.values()
    assert "C(매체)" in warning.what.ko


def test_struck_out_cells_are_one_warning():
    def strike_all(sheet: Worksheet) -> None:
        for row in sheet.iter_rows(min_row=2):
            for cell in row:
                cell.font = Font(strike=True)

    rows = [(f"s{i}", *PRESS[1:]) for i in range(20)]
    (warning,) = read(workbook(*rows, touch=strike_all)).warnings.values()
    assert "A2, B2" in warning.what.en
    assert "(80)" in warning.what.en


def _with_formula(part: bytes, formula: str) -> bytes:
    """Return a sheet whose cell B2 has a formula, with the value that it had when it was saved."""
    text = part.decode()
    start = text.index('<c r="B2"')
    cell = f'<c r="B2" t="str"><f>{formula}</f><v>보도자료</v></c>'
    return (text[:start] + cell + text[text.index("</c>", start) + 4 :]).encode()


@pytest.mark.parametrize("formula", ["[1]Sheet1!$A$1", "'[예산.xlsx]요약'!A1", "SUM([2]가!A1:A3)"])
def test_a_value_of_another_workbook_is_told(formula: str):
    def linked(part: bytes) -> bytes:
        return _with_formula(part, formula)

    assert _told(read(with_parts(workbook(PRESS), {SHEET: linked}))) == {"excel.linked": f"{FILE} › 출처!B2"}


def test_a_formula_of_the_workbook_itself_is_no_link():
    def own(part: bytes) -> bytes:
        return _with_formula(part, "표1[[#This Row],[이름]]&amp;다른!A1")

    assert _told(read(with_parts(workbook(PRESS), {SHEET: own}))) == {}


def test_an_emptied_sheet_is_told_where_others_hold_something():
    assert _told(read(book({"예산": [MONEY]}))) == {"excel.empty-sheet": f"{FILE} › 예산"}
    assert _told(read(book({"예산": []}))) == {"excel.empty-sheet": f"{FILE} › 예산"}
    assert _told(read(book({"예산": [MONEY, SPENT]}))) == {}


def test_the_sheets_of_an_intake_workbook_may_be_empty_but_for_those_that_are_declared():
    content = book({"안내": [["설명"]], "예산": [MONEY]})
    assert "excel.empty-sheet" not in _told(read(content))
    assert _told(read(content, {"예산": "budgets", "출처": "sources"}))["excel.empty-sheet"] == f"{FILE} › 예산"


def test_a_workbook_without_any_row_is_told_once():
    assert _told(read(workbook(head=SOURCE))).keys() == {"table.header-only"}
