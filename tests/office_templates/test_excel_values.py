"""Each value beside a formula in a filled workbook is the one that programs work out, or there is none."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from io import BytesIO
from math import isclose
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.utils.datetime import to_excel
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.worksheet import Worksheet

from policyreport.document.output import Rendered

from .drawing_in_excel import (
    FILE,
    SHEET,
    drawn,
    filled_of,
    filled_with,
    part,
    refused_with,
    saved,
    sheet_of,
)
from .formula_table import COLUMN, ERRORS, FORMULAS, LEFT_OUT, drawn_with
from .recalculating import recalculated

KNOWN = [formula for formulas in FORMULAS.values() for formula in formulas]


def values(rendered: Rendered, count: int) -> list[object]:
    """Return what stands beside so many formulas."""
    sheet = sheet_of(rendered, values=True)
    return [sheet.cell(row, COLUMN).value for row in range(1, count + 1)]


def _plain(value: object) -> object:
    """Return a value without its format: a day as its number, no text as nothing."""
    if value is None or isinstance(value, bool | int | float | str):
        return value or (None if value == "" else value)
    return to_excel(value)  # pyright: ignore[reportArgumentType, reportUnknownVariableType] - openpyxl gives days and times


def _is_same(one: object, other: object) -> bool:
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, int | float) and isinstance(other, int | float):
        return isclose(one, other, rel_tol=1e-13)
    return type(one) is type(other) and one == other


def test_values_are_those_that_libreoffice_works_out(tmp_path: Path):
    filled = filled_of(drawn_with(KNOWN))
    (worked_out,) = recalculated([filled.content], tmp_path)
    expected = [_plain(worked_out.get((SHEET, f"K{row}"))) for row in range(1, len(KNOWN) + 1)]
    found = [_plain(value) for value in values(filled, len(KNOWN))]
    pairs = zip(KNOWN, found, expected, strict=True)
    assert [pair for pair in pairs if not _is_same(*pair[1:])] == []


def test_every_formula_of_the_table_has_a_value_and_no_note():
    filled = filled_of(drawn_with(KNOWN))
    text = part(filled, "xl/worksheets/sheet1.xml")
    assert re.findall(r'<c [^>]*r="K[^>]*><f>([^<]*)</f></c>', text) == []
    assert filled.notes == ()


def test_what_programs_work_out_differently_has_no_value():
    filled = filled_of(drawn_with(LEFT_OUT))
    found = zip(LEFT_OUT, values(filled, len(LEFT_OUT)), strict=True)
    assert [formula for formula, value in found if value is not None] == []
    assert "K1:K" in filled.notes[0].what.ko


@pytest.mark.parametrize("formula", ["TODAY()", "YEAR(NOW())", "RAND()", 'TEXT(TODAY(),"yyyy")', 'INDIRECT("C2")'])
def test_what_changes_with_the_day_has_no_value(formula: str):
    assert values(filled_of(drawn_with([formula])), 1) == [None]


NEWER: Mapping[str, object] = {
    'XLOOKUP("AI 바우처",A2:A11,C2:C11)': 2400.75,
    'XLOOKUP(B4,B2:B11,A2:A11,"-",0,-1)': "  공백  있는  이름 ",
    'XLOOKUP("없음",A2:A11,C2:C11,"해당 없음")': "해당 없음",
    'XLOOKUP("수출*",A2:A11,C2:C11,0,2)': 430,
    'XLOOKUP("수출*",A2:A11,C2:C11,0)': 0,
    "XLOOKUP(MAX(C2:C11),C2:C11,A2:A11)": "AI 바우처",
    "XLOOKUP(\"산업부\",'기관 표'!A1:F1,'기관 표'!A3:F3)": 1200,
    'XMATCH("산업부",B2:B11)': 4,
    'IFERROR(XLOOKUP("없음",A2:A11,C2:C11),"-")': "-",
    'XLOOKUP("산업부",B2:B11,C2:D11)': None,
    'XLOOKUP(5.5,H2:H11,A2:A11,"-",-1)': None,
}
"""Formulas that LibreOffice knows only since 2024, with what they give."""


def test_the_newer_lookups_bear_their_values():
    assert values(filled_of(drawn_with(list(NEWER))), len(NEWER)) == list(NEWER.values())


ARRAYS: Mapping[str, object] = {
    'SUM((B2:B11="중기부")*C2:C11)': 2360,
    'MAX(IF(B2:B11="중기부",C2:C11))': 1200,
    'MIN(IF(B2:B11="중기부",C2:C11))': 310,
    'AVERAGE(IF(G2:G11="완료",C2:C11))': pytest.approx(3250 / 3),
    'INDEX(A2:A11,MATCH(1,(B2:B11="산업부")*(C2:C11=0),0))': "지역 혁신 (시범)",
    "SUM(IFERROR(D2:D11/C2:C11,0))": pytest.approx(4.085993670841941),
    "SUM(IF(ISNUMBER(D2:D11),1,0))": 9,
}


def test_array_formulas_of_one_cell_bear_their_values(tmp_path: Path):
    def arrays(sheet: Worksheet) -> None:
        for row, formula in enumerate(ARRAYS, 1):
            sheet[f"K{row}"] = ArrayFormula(f"K{row}", f"={formula}")
        sheet["M1"] = ArrayFormula("M1:M3", "=C2:C4*2")
        sheet["N1"] = "=M1+M2"

    content = _with(drawn_with([]), arrays)
    filled = filled_of(content)
    (worked_out,) = recalculated([filled.content], tmp_path)
    found = values(filled, len(ARRAYS))
    assert found == list(ARRAYS.values())
    assert all(_is_same(value, worked_out.get((SHEET, f"K{row}"))) for row, value in enumerate(found, 1))
    assert [sheet_of(filled, values=True)[cell].value for cell in ("M1", "M2", "N1")] == [None] * 3


def _with(content: bytes, *draw: Callable[[Worksheet], object]) -> bytes:
    book = load_workbook(BytesIO(content))
    for each in draw:
        each(book[SHEET])
    return saved(book)


@pytest.mark.parametrize("formula", ERRORS)
def test_a_formula_that_shows_an_error_is_warned_of(formula: str):
    filled = filled_of(drawn_with([formula, f'IFERROR({formula},"-")']))
    (problem,) = filled.warnings
    assert (problem.code, str(problem.where)) == ("template.formula-error", f"{FILE} › {SHEET}!K1")
    assert problem.field in problem.what.ko
    assert problem.hint
    assert "IFERROR" in problem.hint.ko
    assert values(filled, 2) == [None, "-"]
    assert filled.notes == ()


def test_an_error_is_told_of_where_it_arises():
    rows = [[0, 5], ["=B1/A1", "=A2*2", '=IFERROR(A2,"-")']]
    assert [str(p.where) for p in filled_of(drawn(rows)).warnings] == [f"{FILE} › {SHEET}!A2"]


def test_a_gap_in_a_chart_and_an_error_that_nobody_sees_are_none():
    def hidden(sheet: Worksheet) -> None:
        sheet["C1"] = "=B1/A1"
        sheet.column_dimensions["C"].hidden = True
        sheet["A3"] = "=B1/A1"
        sheet.row_dimensions[3].hidden = True

    filled = filled_of(drawn([[0, 5], ["=IF(A1=0,NA(),B1/A1)"]], hidden))
    assert filled.warnings == ()
    assert "template.formula-uncalculated" not in {note.code for note in filled.notes}


RECORDS = [{"g": group, "v": value} for group, value in (("가", 10), ("나", None), ("가", 30))]
BLOCK = (["{%tr for r in records %}"], ["{{ r.g }}", "{{ r.v }}"], ["{%tr endfor %}"])


def below(*formulas: str) -> Sequence[Sequence[object]]:
    return [["묶음", "값"], *BLOCK, ["합계", *(f"={formula}" for formula in formulas)]]


TAKEN_FOR_SOMETHING = {
    'COUNTIF(B3:B3,"<>0")': True,
    'COUNTIF(B3:B3,"<>")': True,
    'SUMIF(A3:A3,"나",B3:B3)': True,
    'SUMIF(A3:A3,"가",B3:B3)': False,
    'COUNTIF(B3:B3,">5")': False,
    'COUNTIF(B3:B3,"-")': False,
    "MEDIAN(B3:B3)": False,
    'SUMPRODUCT((A3:A3="가")*1)': False,
    'SUMPRODUCT((A3:A3="나")*B3:B3)': True,
    'IF(VLOOKUP("나",A3:B3,2,FALSE)>5,1,2)': True,
    'XLOOKUP("나",A3:A3,B3:B3)*2': True,
    'IFERROR(XLOOKUP("나",A3:A3,B3:B3)*2,"-")': False,
    'TEXT(INDEX(B3:B3,2),"0.0")&"건"': False,
    "ROUND(LARGE(B3:B3,1),0)": False,
}


@pytest.mark.parametrize(("formula", "is_fault"), TAKEN_FOR_SOMETHING.items())
def test_a_missing_value_is_taken_for_no_value_by_any_function(formula: str, is_fault: bool):  # noqa: FBT001 - a case
    problems = refused_with(drawn(below(formula)), records=RECORDS)
    assert [(p.code, p.field) for p in problems] == [("template.formula", f"{SHEET}!B3")] * is_fault


def test_formulas_without_values_are_noted_with_their_cells():
    rows = [
        ["", "", "=TODAY()", "=TODAY()"],
        ["{%tr for r in records %}"],
        ["{{ r.g }}", "=YEAR(TODAY())", '=CELL("row",A3)'],
        ["{%tr endfor %}"],
        ["", "=FIXED(2,1)"],
    ]
    (note,) = filled_with(drawn(rows), records=RECORDS).notes
    assert note.what.ko.endswith(f"{SHEET}!C1:D1, {SHEET}!B3:C3, {SHEET}!B5")
    assert note.hint
    assert "CELL, FIXED, TODAY" in note.hint.ko


def test_many_cells_without_values_are_counted():
    rows = [[value for _ in range(20) for value in ("=TODAY()", None)]]
    (note,) = filled_with(drawn(rows)).notes
    assert note.what.ko.endswith("외 8곳")


def test_five_thousand_rows_are_read_once_for_all_their_formulas():
    formulas = ["=B3/SUM(B$3:B$3)", "=SUMIF(A$3:A$3,A3,B$3:B$3)", "=SUM(B$3:B3)", "=COUNTIF(A$3:A3,A3)"]
    rows = [["", ""], BLOCK[0], [*BLOCK[1], *formulas, "=RANK(B3,B$3:B$3)"], BLOCK[2]]
    records = [{"g": f"묶음 {number}", "v": number} for number in range(1, 5001)]
    filled = filled_with(drawn(rows), records=records)
    assert filled.notes == ()
    last = [cell.value for cell in sheet_of(filled, values=True)[5001]]
    assert last[1:] == [5000, pytest.approx(5000 / 12_502_500), 5000, 12_502_500, 1, 1]


@pytest.mark.parametrize(
    "meant", [f"OFFSET({SHEET}!$A$1,0,0,COUNTA({SHEET}!$A:$A),1)", f"({SHEET}!$A$1,{SHEET}!$A$2)", f"SUM({SHEET}!$A$1)"]
)
def test_names_that_stand_for_formulas_and_lists_have_no_value_and_stay(meant: str):
    def name(sheet: Worksheet) -> None:
        assert sheet.parent
        sheet.parent.defined_names["범위"] = DefinedName("범위", attr_text=meant)

    filled = filled_of(drawn([[1], [2], ["=SUM(범위)"]], name))
    assert sheet_of(filled)["A3"].value == "=SUM(범위)"
    assert sheet_of(filled, values=True)["A3"].value is None
    (note,) = filled.notes
    assert f"{SHEET}!A3" in note.what.ko


def test_a_name_whose_cells_would_lie_apart_is_told_beside_a_formula_that_takes_it():
    def name(sheet: Worksheet) -> None:
        assert sheet.parent
        sheet.parent.defined_names["계획"] = DefinedName("계획", attr_text=f"{SHEET}!$B$2:$B$2")

    rows = [
        ["{%tr for r in records %}"],
        ["계획", "{{ r.v }}"],
        ["실적", "{{ r.v }}"],
        ["{%tr endfor %}"],
        ["=SUM(계획)"],
    ]
    (problem,) = refused_with(drawn(rows, name), records=[{"v": 1}, {"v": 2}])
    assert problem.code == "template.formula"
    assert "계획" in str(problem.where)
