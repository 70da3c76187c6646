"""A value that is missing counts as no number in a filled workbook: not in formulas, rules, charts or sparklines."""

from __future__ import annotations

import re
from datetime import date

import pytest
from openpyxl.chart import BarChart, Reference
from openpyxl.formatting.rule import CellIsRule, DataBarRule, FormulaRule
from openpyxl.styles import numbers
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.worksheet import Worksheet

from policyreport.document.nodes import Date

from .drawing_in_excel import FILE, Draw, Rows, changed, drawn, filled_with, part, refused_with, sheet_of

FOR, END = ["{%tr for r in records %}"], ["{%tr endfor %}"]
RECORDS = [{"title": f"사업 {n}", "value": value} for n, value in enumerate((10, None, 30))]
NONE = [{"title": "사업", "value": None}]


def rows(*formulas: str, below: tuple[str, ...] = ()) -> Rows:
    """Return a template with formulas beside each value (B3), and others below all of them."""
    written = ["", *(f"={formula}" for formula in below)]
    return [["사업", "값"], FOR, ["{{ r.title }}", "{{ r.value }}", *(f"={f}" for f in formulas)], END, written]


def told(content: bytes, records: object = RECORDS) -> dict[str, str]:
    """Return what the problems of a template name, by their places."""
    problems = refused_with(content, records=records)
    assert {(p.kind.name, p.code) for p in problems} <= {("TEMPLATE", "template.formula")}
    assert all(p.hint for p in problems)
    return {str(p.where).removeprefix(f"{FILE} › "): p.field for p in problems}


def values(template: Rows, records: object = RECORDS) -> Worksheet:
    return sheet_of(filled_with(drawn(template), records=records), values=True)


GUARDED = {
    "B3*2": [20, "-", 60],
    "-B3": [-10, "-", -30],
    "B3%": [0.1, "-", 0.3],
    "SUM(B3)-B3": [0, "-", 0],
    'IF(B3>20,"많음","적음")': ["적음", "-", "많음"],
    'IF(B3<=20,"적음","많음")': ["적음", "-", "많음"],
    "IF(B3=20,1,2)": [2, "-", 2],
    "ROUND(B3,1)": [10, "-", 30],
    "ABS(B3)": [..., "-", ...],
    "IF(B3,1,2)": [1, "-", 1],
    "RANK(B3,B$3:B$3)": [..., "-", ...],
    'IFERROR(IF(B3>20,1,2),"-")': [2, "-", 1],
    "IF(OFFSET(B3,0,0)>5,1,2)": [1, "-", 1],
    "SUM(B3)": [10, "-", 30],
    "SUM(B3,B3)/2": [10, "-", 30],
    "AVERAGE(B3:B3)+B3": [20, "-", 60],
    "IF(ISNUMBER(A3),1,B3*2)": [20, "-", 60],
}
"""Formulas that would take a missing value for a number, and their values; ``...`` for any."""


@pytest.mark.parametrize(("formula", "expected"), GUARDED.items())
def test_a_formula_that_would_take_a_missing_value_for_a_number_has_none(formula: str, expected: list[object]):
    found = [cell.value for cell in values(rows(formula))["C"][1:4]]
    assert [one if value is not ... else ... for one, value in zip(found, expected, strict=True)] == expected
    formulas = [cell.value for cell in sheet_of(filled_with(drawn(rows(formula)), records=RECORDS))["C"][1:4]]
    assert str(formulas[1]).startswith("=IF(")
    assert str(formulas[1]).endswith(f',"-",{formula.replace("B$3:B$3", "B$2:B$4").replace("3", "3")})')
    assert not any('"-",' in str(one) for one in formulas[::2] if '"-"' not in formula)


def test_a_guard_asks_for_all_values_that_are_missing():
    formulas = ["=B1*C1", "=B1+C1+D1", "=SUM(B1:C1)+D1", "=IF(ISNUMBER(B1),1,C1*2)"]
    made = sheet_of(filled_with(drawn([["", "{{ no }}", "{{ no }}", 5, *formulas]]), no=None))
    assert [cell.value for cell in made[1]][4:] == [
        '=IF(COUNT(B1,C1)<2,"-",B1*C1)',
        '=IF(COUNT(B1,C1)<2,"-",B1+C1+D1)',
        '=IF(COUNT(B1:C1)=0,"-",SUM(B1:C1)+D1)',
        '=IF(COUNT(C1)=0,"-",IF(ISNUMBER(B1),1,C1*2))',
    ]


TAKEN_FOR_NUMBERS = ["SUM(B$3:B$3*2)", "SUMPRODUCT((B$3:B$3>5)*1)", "VLOOKUP(A3,A$3:B$3,2,FALSE)>5"]


@pytest.mark.parametrize("formula", TAKEN_FOR_NUMBERS)
def test_a_formula_that_takes_a_missing_value_for_a_number_is_a_fault(formula: str):
    assert told(drawn(rows(formula))) == {"총괄!C3": "총괄!B3"}
    assert told(drawn(rows(formula)), records=[RECORDS[0]]) == {}


LOOKED_AFTER = {
    'IF(ISNUMBER(B3),B3*2,"-")': [20, "-", 60],
    'IFERROR(B3*2,"-")': [20, "-", 60],
    'IF(B3="-","없음",IF(B3>20,"많음","적음"))': ["적음", "없음", "많음"],
    'IF(COUNT(B3)=0,"-",B3)': [10, "-", 30],
    "B3": [10, "-", 30],
    'IF(AND(ISNUMBER(B3),B3>20),"많음","-")': ["-", "-", "많음"],
    'IF(OR(ISTEXT(B3),B3<20),"-",B3)': ["-", "-", 30],
    "SUM(B$3:B3)": [10, 10, 40],
    'B3&"건"': ["10건", "-건", "30건"],
    'TEXT(B3,"0")': ["10", "-", "30"],
    'IFERROR(RANK(B3,B$3:B$3),"-")': [2, "-", 1],
    'IF(ISNUMBER(B3),RANK(B3,B$3:B$3),"-")': [2, "-", 1],
    "VLOOKUP(A3,A$3:B$3,2,FALSE)": [10, "-", 30],
}


@pytest.mark.parametrize(("formula", "expected"), LOOKED_AFTER.items())
def test_a_formula_that_says_what_there_is_without_a_value_is_filled(formula: str, expected: list[object]):
    assert [cell.value for cell in values(rows(formula))["C"][1:4]] == expected


def test_totals_are_of_the_values_that_there_are():
    sums = ("SUM(B3:B3)", "COUNT(B3:B3)", "AVERAGE(B3:B3)", "MAX(B3:B3)", "MIN(B3:B3)", "SUBTOTAL(9,B3:B3)")
    assert [cell.value for cell in values(rows(below=sums))[5]][1:] == [40, 2, 20, 30, 10, 40]


@pytest.mark.parametrize("function", ["SUM", "MAX", "MIN", "AVERAGE"])
def test_a_total_of_nothing_but_missing_values_is_none(function: str):
    template = rows(below=(f"{function}(B3:B3)",))
    assert values(template, NONE)["B3"].value == "-"
    written = sheet_of(filled_with(drawn(template), records=NONE))["B3"].value
    assert written == f'=IF(COUNT(B2:B2)=0,"-",{function}(B2:B2))'
    guarded = rows(below=(f'IF(COUNT(B3:B3)=0,"-",{function}(B3:B3))',))
    assert values(guarded, NONE)["B3"].value == "-"


def test_a_missing_value_is_not_counted_as_one():
    assert told(drawn(rows(below=("COUNTA(B3:B3)", "COUNTA(A3:A3)", "SUBTOTAL(3,B3:B3)")))) == {
        "총괄!B5": "총괄!B3",
        "총괄!D5": "총괄!B3",
    }


def test_what_follows_from_a_missing_value_is_none_either():
    template = rows('IFERROR(B3*2,"-")', "C3*2", 'IF(D3>5,"위","아래")', below=("", "SUM(C3:C3)", "SUM(D3:D3)"))
    assert [[cell.value for cell in row[2:]] for row in values(template).iter_rows(min_row=2)] == [
        [20, 40, "위"],
        ["-", "-", "-"],
        [60, 120, "위"],
        [80, 160, None],
    ]


def test_names_and_columns_of_tables_lead_to_missing_values_too():
    def named(sheet: Worksheet) -> None:
        assert sheet.parent is not None
        sheet.parent.defined_names["값"] = DefinedName("값", attr_text="총괄!$B$1")

    template = [["", "{{ missing }}", "=값*2", '=IFERROR(값*2,"-")']]
    assert sheet_of(filled_with(drawn(template, named), missing=None))["C1"].value == '=IF(COUNT(값)=0,"-",값*2)'
    made = filled_with(drawn([["", 5, "=값*2"]], named))
    assert sheet_of(made, values=True)["C1"].value == 10


def test_part_of_a_date_and_a_number_in_a_cell_for_text_are_no_numbers():
    def for_text(sheet: Worksheet) -> None:
        sheet["B1"].number_format = numbers.FORMAT_TEXT

    cells = ["{{ month }}", "{{ count }}"]
    for formula in ("A1<TODAY()", "MAX(A1:A1)", "B1*2", "SUM(B1:B1)", 'IFERROR(B1*2,"-")'):
        content = drawn([[*cells, f"={formula}"]], for_text)
        (problem,) = refused_with(content, month=Date(2025, 6), count=7)
        assert problem.field == f"총괄!{'A' if 'A1' in formula else 'B'}1"
    whole = drawn([["{{ day }}", "", "=A1<DATE(2025,7,1)"]])
    assert refused_with(whole, day=date(2025, 6, 30)) == []


def ruled(cells: str, *rules: object) -> Draw:
    def put(sheet: Worksheet) -> None:
        for rule in rules:
            sheet.conditional_formatting.add(cells, rule)

    return put


def test_a_rule_does_not_hold_where_it_would_take_a_missing_value_for_a_number():
    bars = DataBarRule("min", None, "max", None, "FF0000")
    draw = [
        ruled("B3", CellIsRule(operator="greaterThan", formula=["15"])),
        ruled("A3:C3", FormulaRule(formula=["$B3<15"])),
        ruled("B3:B4", CellIsRule(operator="equal", formula=['"-"']), bars),
        ruled("C3", FormulaRule(formula=["AND(ISNUMBER($B3),$B3<15)"])),
    ]
    made = sheet_of(filled_with(drawn(rows(), *draw), records=RECORDS)).conditional_formatting
    assert [str(one.sqref) for one in made] == ["B2 B4", "A2:C2 A4:C4", "B2:B4", "C2:C4"]


CACHED = b"<numCache><formatCode>0</formatCode><ptCount val='1'/><pt idx='0'><v>9</v></pt></numCache>"


def charted(template: Rows, column: int = 2) -> bytes:
    def chart(sheet: Worksheet) -> None:
        made = BarChart()
        made.add_data(Reference(sheet, min_col=column, min_row=3, max_row=3))
        made.set_categories(Reference(sheet, min_col=1, min_row=3, max_row=3))
        sheet.add_chart(made)

    cached = b"</f>" + CACHED + b"</numRef></val>"
    return changed(
        drawn(template, chart), {"xl/charts/chart1.xml": lambda p: p.replace(b"</f></numRef></val>", cached)}
    )


def test_a_chart_shows_nothing_where_a_value_is_missing():
    made = filled_with(charted(rows()), records=RECORDS)
    assert [cell.value for cell in sheet_of(made)["B"]][1:4] == [10, None, 30]
    written = part(made, "xl/charts/chart1.xml")
    assert re.findall('<pt idx="(.)"><v>(.*?)</v>', written) == [("0", "10"), ("2", "30")]


def test_a_blank_that_a_chart_asks_for_counts_as_no_number_either():
    for formula in ("B3*2", 'IFERROR(B3*2,"-")', 'IF(ISNUMBER(B3),B3*2,"-")'):
        made = sheet_of(filled_with(charted(rows(formula)), records=RECORDS), values=True)
        assert [cell.value for cell in made["C"]][1:4] == [20, "-", 60]


def test_text_that_a_formula_gives_instead_of_a_value_is_not_drawn_as_0():
    content = charted(rows('IFERROR(B3*2,"-")'), column=3)
    assert told(content) == {"총괄 차트": "총괄!C3"}
    assert told(charted(rows("IFERROR(B3*2,NA())"), column=3)) == {}


def test_a_formula_without_a_value_that_a_chart_shows_is_left_blank():
    made = filled_with(charted(rows("B3*2", "C3+1", 'IFERROR(C3/2,"-")'), column=3), records=RECORDS)
    shown = sheet_of(made, values=True)
    assert [[cell.value for cell in shown[column]][1:4] for column in "CDE"] == [
        [20, None, 60],
        [21, "-", 61],
        [10, "-", 30],
    ]
    assert re.findall('<pt idx="(.)"><v>(.*?)</v>', part(made, "xl/charts/chart1.xml")) == [("0", "20"), ("2", "60")]


def test_a_chart_without_a_value_that_is_known_keeps_none_that_is_old():
    made = filled_with(charted(rows("YEAR(NOW())"), column=3), records=RECORDS)
    assert "numCache" not in part(made, "xl/charts/chart1.xml")


@pytest.mark.filterwarnings("ignore:Sparkline Group")
def test_a_sparkline_shows_nothing_where_a_value_is_missing():
    line = (
        '<extLst><ext uri="{05C60535-1F16-4fd2-B633-F4F36F0B64E0}" '
        'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main">'
        '<x14:sparklineGroups xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"><x14:sparklineGroup>'
        "<x14:sparklines><x14:sparkline><xm:f>총괄!B3:B3</xm:f><xm:sqref>B5</xm:sqref></x14:sparkline></x14:sparklines>"
        "</x14:sparklineGroup></x14:sparklineGroups></ext></extLst></worksheet>"
    )
    content = changed(drawn(rows()), {"xl/worksheets/sheet1.xml": lambda p: p.replace(b"</worksheet>", line.encode())})
    assert [cell.value for cell in sheet_of(filled_with(content, records=RECORDS))["B"]][1:4] == [10, None, 30]


def test_a_missing_value_that_nothing_reads_prints_a_dash():
    assert [cell.value for cell in values(rows(below=("SUM(B3:B3)",)))["B"]] == ["값", 10, "-", 30, 40]
