"""What formulas, names, rules and sparklines of a template name: exactly the cells that they mean, or a fault."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from openpyxl.formatting.rule import CellIsRule, ColorScaleRule, DataBarRule, FormulaRule
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from policyreport.diagnostics import ErrorKind

from .drawing_in_excel import FILE, Draw, Rows, changed, drawn, filled_with, part, refused_with, reopened, sheet_of
from .recalculating import differences, recalculated

FOR, ALL, END = ["{%tr for r in records %}"], ["{%tr for g in groups %}"], ["{%tr endfor %}"]
PAIRS: Rows = [["구분", "값"], FOR, ["{{ r.title }}", "{{ r.plan }}"], ["", "{{ r.result }}"], END]
"""Two lines a record: what was planned in row 3, what was done in row 4."""
GROUPS: Rows = [
    ["구분", "값"],
    ALL,
    ["{{ g.title }}", "=SUM(B5:B5)"],
    ["{%tr for r in g.records %}"],
    ["{{ r.title }}", "{{ r.plan }}"],
    END,
    END,
]
"""A head with its sum (row 3) before each group's lines (row 5)."""
RECORDS = [{"title": f"사업 {n}", "plan": n * 10, "result": n} for n in (1, 2, 3)]
KNOWN = {
    "records": RECORDS,
    "groups": [{"title": "가", "records": RECORDS[:2]}, {"title": "나", "records": RECORDS[2:]}],
}


def page(rows: Rows, *draw: Draw, **names: object) -> Worksheet:
    return sheet_of(filled_with(drawn(rows, *draw), **(names or KNOWN)))


def worked_out(rows: Rows, **names: object) -> list[object]:
    """Return the values in the last row of what a template becomes."""
    values = sheet_of(filled_with(drawn(rows), **(names or KNOWN)), values=True)
    return [cell.value for cell in values[values.max_row]]


def told(rows: Rows, *draw: Draw, **names: object) -> dict[str, str]:
    """Return what the problems of a template name, by their places."""
    problems = refused_with(drawn(rows, *draw), **(names or KNOWN))
    assert {(p.kind, p.code) for p in problems} <= {(ErrorKind.TEMPLATE, "template.formula")}
    assert all(p.hint for p in problems)
    return {str(p.where).removeprefix(f"{FILE} › "): p.field for p in problems}


def hint(rows: Rows, **names: object) -> str:
    (problem,) = refused_with(drawn(rows), **(names or KNOWN))
    assert problem.hint
    return problem.hint.ko


LISTS = {
    "SUM(B3:B3)": 60,
    "SUM(B4)": 6,
    "SUM(B3:B4)": 66,
    "COUNT(B3:B3)": 3,
    "COUNTA(A3:A3)": 3,
    "AVERAGE(B3:B3)": 20,
    "MAX(B4:B4)": 3,
    "MIN(B3:B3,B4:B4)": 1,
    "SUBTOTAL(9,B4:B4)": 6,
    "ROUND(SUM($B$3:$B$3)/7,1)": 8.6,
}


@pytest.mark.parametrize(("formula", "value"), LISTS.items())
def test_totals_over_one_of_two_lines_a_record_are_of_those_lines_alone(formula: str, value: float):
    assert worked_out([*PAIRS, [f"={formula}"]])[0] == value


def test_areas_that_lie_apart_are_listed():
    rows = page([*PAIRS, ["=SUM(B3:B3)", "=SUM($B4:$B$4)", "=SUM(3:3)", "=COUNT(A3:B3,B4)"]])
    assert [cell.value for cell in rows[8]] == [
        "=SUM(B2,B4,B6)",
        "=SUM($B3,$B5,$B7)",
        "=SUM(2:2,4:4,6:6)",
        "=COUNT(A2:B2,A4:B4,A6:B6,B3,B5,B7)",
    ]


def test_a_grand_total_does_not_count_the_sums_of_the_groups():
    assert worked_out([*GROUPS, ["=SUM(B5:B5)", "=SUM(B3:B3)", "=SUM(B3)", "=AVERAGE(B5:B5)"]]) == [60, 60, 60, 20]


def test_subtotals_may_be_named_together_with_what_they_sum():
    rows = [*GROUPS[:2], ["", "=SUBTOTAL(9,B5:B5)"], *GROUPS[3:], ["=SUBTOTAL(9,B3:B5)"]]
    assert page(rows)["A7"].value == "=SUBTOTAL(9,B2:B6)"
    assert worked_out(rows)[0] == 60


def test_rows_that_are_first_made_in_a_later_turn_belong_to_a_total():
    rows = [FOR, ["{%tr if r.result == 2 %}"], ["", "{{ r.plan }}"], ["{%tr endif %}"], ["", 1], END, ["=SUM(B3:B5)"]]
    chosen = [{**one, "result": str(one["result"])} for one in RECORDS]
    rows[1] = ["{%tr if r.result == '2' %}"]
    assert worked_out(rows, records=chosen)[0] == 23


APART = {
    'COUNTIF(B3:B3,">5")': 'SUM(COUNTIF(B2,">5"),COUNTIF(B4,">5"),COUNTIF(B6,">5"))',
    'SUMIF(B3:B3,">"&B4,B4:B4)': "",
    'SUMIF(B3:B3,">5",B4:B4)': 'SUM(SUMIF(B2,">5",B3),SUMIF(B4,">5",B5),SUMIF(B6,">5",B7))',
    'SUMIF(B3:B3,">5")/2': 'SUM(SUMIF(B2,">5"),SUMIF(B4,">5"),SUMIF(B6,">5"))/2',
    'SUMIFS(B4:B4,A3:A3,"사업*",B3:B3,"<25")': 'SUM(SUMIFS(B3,A2,"사업*",B2,"<25"),SUMIFS(B5,A4,"사업*",B4,"<25"),'
    'SUMIFS(B7,A6,"사업*",B6,"<25"))',
    "SUMPRODUCT(B3:B3,B4:B4)": "SUM(SUMPRODUCT(B2,B3),SUMPRODUCT(B4,B5),SUMPRODUCT(B6,B7))",
    "COUNTBLANK(A3:B4)": "COUNTBLANK(A2:B7)",
    "LARGE(B3:B3,1)": "LARGE((B2,B4,B6),1)",
    "RANK(20,B3:B3)": "RANK(20,(B2,B4,B6))",
    'IF(COUNTIF(B3:B3,">5")>2,SMALL(B3:B3,2),0)': 'IF(SUM(COUNTIF(B2,">5"),COUNTIF(B4,">5"),COUNTIF(B6,">5"))>2,'
    "SMALL((B2,B4,B6),2),0)",
}
"""Functions of one area, and what they become where it lies apart; empty where that is a fault."""


@pytest.mark.parametrize(("formula", "expected"), APART.items())
def test_functions_of_one_area_take_areas_that_lie_apart_one_by_one(formula: str, expected: str):
    if not expected:
        assert told([*PAIRS, [f"={formula}"]]) == {"총괄!A6": "B4"}
        return
    assert page([*PAIRS, [f"={formula}"]])["A8"].value == f"={expected}"


def test_libreoffice_works_out_areas_that_lie_apart(tmp_path: Path):
    formulas = [f"={formula}" for formula, expected in APART.items() if expected]
    book = filled_with(drawn([*PAIRS, formulas]), **KNOWN).content
    worked_out = recalculated([book], tmp_path)[0]
    assert [worked_out["총괄", f"{column}8"] for column in "ABCDEFGHI"] == [3, 6, 30, 3, 140, 3, 30, 2, 20]
    assert differences(book, worked_out) == {}


ONE_AREA = [
    "INDEX(B3:B3,1)",
    "MATCH(20,B3:B3,0)",
    "IFERROR(VLOOKUP(1,A3:B3,2,FALSE),0)",
    "SUM(B3:B3*2)",
    "SUMPRODUCT(B3:B3*2)",
    'COUNTIFS(B3:B3,">5",B3:B4,">5")',
    'AVERAGEIF(B3:B3,">5")',
    "SUM((B3:B3,B4:B4))",
    "ROWS(B3:B3)",
]


@pytest.mark.parametrize("formula", ONE_AREA)
def test_areas_that_lie_apart_are_a_fault_where_one_is_taken(formula: str):
    assert told([*PAIRS, [f"={formula}"]])["총괄!A6"] in formula
    assert told([*PAIRS, [f"={formula}"]], records=RECORDS[:1]) == {}


def test_the_way_out_names_the_rows_between_too():
    (problem,) = refused_with(drawn([*PAIRS, ["=INDEX(B3:B3,2)"]]), **KNOWN)
    assert problem.hint
    assert "B3:B4" in problem.hint.ko
    assert refused_with(drawn([*PAIRS, ['=COUNTIF(B3:B4,">5")']]), **KNOWN) == []


MANY = [{"title": "가", "plan": n % 7 - 9, "result": 2} for n in range(300)]


def test_more_areas_than_a_function_takes_are_one_union():
    plans = [int(str(one["plan"])) for one in MANY]
    expected = {
        "SUM": sum(plans),
        "COUNT": 300,
        "COUNTA": 300,
        "AVERAGE": sum(plans) / 300,
        "MAX": max(plans),
        "MIN": min(plans),
    }
    assert worked_out([*PAIRS, [f"={word}(B3:B3)" for word in expected]], records=MANY) == [*expected.values()]


def test_more_areas_than_excel_takes_are_a_fault():
    assert list(told([*PAIRS, ["=SUBTOTAL(9,B3:B3)"]], records=MANY[:256])) == ["총괄!A6"]
    name = "이름이 아주 긴 시트 하나에 있는 값"

    def called(sheet: Worksheet) -> None:
        sheet.title = name

    content = drawn([*PAIRS, [f"=SUM('{name}'!B3:B3)"]], called)
    (problem,) = refused_with(content, records=MANY * 2)
    assert str(problem.where) == f"{FILE} › {name}!A6"
    assert refused_with(content, records=MANY[:256]) == []


def test_a_cell_grows_only_where_a_function_takes_an_area():
    rows = [FOR, ["", "{{ r.plan }}"], END]
    assert worked_out([*rows, ["=SUM(B2)"]])[0] == 60
    for formula in ("RANK(B2,B2:B2)", "COUNTIF(B2:B2,B2)", "SUMIF(B2,B2,B2)", "LARGE(B2,B2)"):
        assert told([*rows, [f"={formula}"]]) == {"총괄!A4": "B2"}


ABOVE = {
    "B4": ("B4", "OFFSET(B3,1,0)"),
    "SUM(B2:B3)": ("B2:B3", "SUM(B$3:B3)"),
    "D2+B3": ("D2", "SUM(B$3:B3)"),
    "B3-E2": ("E2", "OFFSET(E3,-1,0)"),
}


@pytest.mark.parametrize(("formula", "expected"), ABOVE.items())
def test_a_row_of_tags_that_is_no_turn_before_is_no_row(formula: str, expected: tuple[str, str]):
    rows = [["", "값"], FOR, ["", "{{ r.plan }}", f"={formula}"], END]
    assert told(rows) == told(rows, records=[]) == {"총괄!C3": expected[0]}
    assert expected[1] in hint(rows)


def test_a_total_and_the_row_above_can_be_written_as_the_hint_says():
    formulas = ["=SUM(B$3:B3)", "=SUM(OFFSET(D3,-1,0),B3)", '=IFERROR(B3-OFFSET(B3,-1,0),"-")', "=SUM(B$2:B3)"]
    rows = [["", "값", "누계", "", ""], FOR, ["", "{{ r.plan }}", *formulas], END]
    values = sheet_of(filled_with(drawn(rows), **KNOWN), values=True)
    assert [[cell.value for cell in row[2:]] for row in values.iter_rows(min_row=2)] == [
        [10, 10, "-", 10],
        [30, 30, 10, 30],
        [60, 60, 10, 60],
    ]


def test_running_totals_over_one_of_two_lines_are_of_those_lines_alone():
    rows = [*PAIRS[:2], ["", "{{ r.plan }}", "=SUM(B$3:B3)"], ["", "{{ r.result }}", "=SUM(B$4:B4)"], END]
    values = sheet_of(filled_with(drawn(rows), **KNOWN), values=True)
    assert [cell.value for cell in values["C"]][1:] == [10, 1, 30, 3, 60, 6]


def test_an_area_from_outside_a_loop_to_the_own_row_is_of_one_turn_or_of_all():
    rows = [["", 5], FOR, ["", "{{ r.plan }}", "=SUM(B1:B3)"], END]
    assert told(rows) == {"총괄!C3": "B1:B3"}
    assert "B$1:B$3, 자기까지면 B$1:B3" in hint(rows)
    rows[2] = ["", "{{ r.plan }}", "=SUM(B$1:B3)", "=SUM(B$1:B$3)", "=SUM(B1:B$3)"]
    values = sheet_of(filled_with(drawn(rows), **KNOWN), values=True)
    assert [[cell.value for cell in values[column]][1:] for column in "CDE"] == [[15, 35, 65], [65] * 3, [65] * 3]


def test_rows_of_tags_alone_are_no_rows():
    assert told([FOR, ["", 1], END, ["=SUM(B1:B1)", "=B3", "=SUM(B1:B3)"]]) == {"총괄!A4": "B1:B1", "총괄!B4": "B3"}


def test_no_formula_loses_its_cells_where_a_block_gives_no_row():
    rows = [
        *GROUPS,
        ["{%tr if shown %}"],
        ["", 7],
        ["{%tr else %}"],
        ["없음", 8],
        ["{%tr endif %}"],
        ["=SUM(B5:B5)", "=B9+B11", "=SUM(B3:B3)"],
    ]
    empty = [{"title": "가", "records": []}, {"title": "나", "records": []}]
    for shown, expected in (("예", [0, 7, 0]), ("", [0, 8, 0])):
        for groups in ([], empty):
            assert worked_out(rows, groups=groups, shown=shown) == expected


def test_a_blank_row_stands_in_the_turn_that_lacks_one():
    rows = [FOR, ["{%tr if r.shown %}"], ["", 5], ["{%tr endif %}"], ["=B3+1"], END]
    values = sheet_of(filled_with(drawn(rows), records=[{"shown": "예"}, {"shown": ""}]), values=True)
    assert [[cell.value for cell in row] for row in values.iter_rows()] == [
        [None, 5],
        [6, None],
        [None, None],
        [1, None],
    ]


def test_what_stands_in_the_other_branch_is_never_there():
    rows = [["{%tr if shown %}"], ["=B4"], ["{%tr else %}"], ["", 5], ["{%tr endif %}"]]
    assert told(rows, shown="예") == {"총괄!A2": "B4"}


def test_cells_of_repeated_cells_are_named_as_rows_are():
    cells = ["{%tc for r in records %}", "{{ r.plan }}", "{{ r.result }}", "{%tc endfor %}"]
    assert worked_out([[*cells, "=SUM(B1:B1)", "=MAX(C1)", "=SUM(B1:C1)"]])[6:] == [60, 3, 66]
    assert told([[*cells, "=ROWS(B1:B1)"]]) == {"총괄!G1": "B1:B1"}
    cells[2] = "=SUM($B1:B1)"
    assert worked_out([cells]) == [10, 10, 20, 30, 30, 60]
    cells[2] = "=A1+B1"
    assert told([cells]) == {"총괄!C1": "A1"}


def test_cells_of_loops_within_loops_are_those_of_their_own_turn():
    inner = ["{%tc for r in g.records %}", "{{ r.plan }}", "=D1&B1", "{%tc endfor %}"]
    rows = [["{%tc for g in groups %}", "{{ g.title }}", *inner, "=SUM(D1:D1)", "{%tc endfor %}", "=SUM(G1:G1)"]]
    assert [cell.value for cell in page(rows)[1]] == [
        *("가", 10, "=B1&A1", 20, "=D1&A1", "=SUM(B1,D1)"),
        *("나", 30, "=H1&G1", "=SUM(H1:H1)"),
        "=SUM(F1,J1)",
    ]


def test_cells_that_are_not_there_are_a_fault():
    rows = [["{%tc for r in records %}", "{{ r.plan }}", "{%tc endfor %}", "=SUM(B1:B1)"]]
    assert told(rows, records=[]) == {"총괄!A1": "B1:B1"}


def named(text: str) -> Draw:
    def put(sheet: Worksheet) -> None:
        assert sheet.parent is not None
        sheet.parent.defined_names["계획"] = DefinedName("계획", attr_text=text)

    return put


def test_a_name_is_of_one_area():
    assert told(PAIRS, named("총괄!$B$3:$B$3")) == {"이름 계획": "총괄!$B$3:$B$3"}
    made = reopened(filled_with(drawn(PAIRS, named("총괄!$B$3:$B$4")), **KNOWN))
    assert made.defined_names["계획"].attr_text == "총괄!$B$2:$B$7"


def test_a_name_that_is_another_cell_in_each_cell_does_not_follow():
    assert told(PAIRS, named("총괄!B3:B4")) == {"이름 계획": "총괄!B3:B4"}
    assert told([["가"]], named("총괄!A1")) == {}


def test_what_is_printed_is_the_area_around_all():
    def printed(sheet: Worksheet) -> None:
        sheet.print_area = "A3:B3"

    assert page(PAIRS, printed).print_area == "'총괄'!$A$2:$B$6"


def listed(*cells: str, source: str) -> Draw:
    def put(sheet: Worksheet) -> None:
        made = DataValidation(type="list", formula1=source)
        for cell in cells:
            made.add(cell)
        sheet.add_data_validation(made)

    return put


def test_a_list_to_choose_from_is_of_one_area():
    assert told(PAIRS, listed("D1", source="$A$3:$A$3")) == {"총괄!D1": "$A$3:$A$3"}
    rows = [*GROUPS, ["끝"]]
    made = page(rows, listed("C3", source="A5:A5")).data_validations.dataValidation
    assert [(str(one.sqref), one.formula1) for one in made] == [("C2", "A3:A4"), ("C5", "A6:A6")]


SPARKLINE = (
    '<extLst><ext uri="{05C60535-1F16-4fd2-B633-F4F36F0B64E0}" '
    'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main">'
    '<x14:sparklineGroups xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"><x14:sparklineGroup>'
    "%s<x14:sparklines><x14:sparkline><xm:f>%s</xm:f><xm:sqref>D1</xm:sqref></x14:sparkline></x14:sparklines>"
    "</x14:sparklineGroup></x14:sparklineGroups></ext></extLst></worksheet>"
)


def with_sparkline(rows: Rows, cells: str, days: str = "") -> bytes:
    line = (SPARKLINE % (days, cells)).encode()
    return changed(drawn(rows), {"xl/worksheets/sheet1.xml": lambda p: p.replace(b"</worksheet>", line)})


def test_a_sparkline_is_of_one_area():
    (problem,) = refused_with(with_sparkline(PAIRS, "총괄!B3:B3"), **KNOWN)
    assert (problem.code, problem.field) == ("template.formula", "총괄!B3:B3")
    made = filled_with(with_sparkline(PAIRS, "총괄!B3:B4", "<xm:f>총괄!A3:A4</xm:f>"), **KNOWN)
    assert re.findall("<xm:f>(.*?)</xm:f>", part(made, "xl/worksheets/sheet1.xml")) == ["총괄!A2:A7", "총괄!B2:B7"]


def ruled(cells: str, *rules: object) -> Draw:
    def put(sheet: Worksheet) -> None:
        for rule in rules:
            sheet.conditional_formatting.add(cells, rule)

    return put


def rules_of(rows: Rows, *draw: Draw, **names: object) -> dict[str, list[list[str]]]:
    return {
        str(one.sqref): [rule.formula for rule in one.rules]
        for one in page(rows, *draw, **names).conditional_formatting
    }


def test_a_conditional_format_means_its_own_turn_in_groups_of_any_length():
    rows = [*GROUPS[:6], ["계", "=SUM(B5:B5)"], END, ["총계"]]
    assert rules_of(rows, ruled("A3:B3", FormulaRule(formula=["$B7>30"]))) == {
        "A2:B2": [["$B5>30"]],
        "A6:B6": [["$B8>30"]],
    }
    assert rules_of(rows, ruled("B5", FormulaRule(formula=["B5=MAX(B$5:B$5)"]))) == {
        "B3:B4 B7": [["B3=MAX(B$3:B$4,B$7)"]]
    }
    alike = [{"title": "가", "records": RECORDS[:1]}] * 2
    assert rules_of(rows, ruled("A3", FormulaRule(formula=["$B7>30"])), groups=alike) == {"A2 A5": [["$B4>30"]]}


def test_a_conditional_format_over_tags_is_for_the_rows_between():
    assert rules_of(PAIRS, ruled("B2:B5", FormulaRule(formula=["B2>1"]))) == {"B2:B7": [["B2>1"]]}
    assert told(PAIRS, ruled("B3", FormulaRule(formula=["B3>B2"]))) == {"총괄!B3": "B2"}


def test_a_conditional_format_names_one_area_where_one_is_taken():
    assert told(PAIRS, ruled("B3", FormulaRule(formula=["MATCH(20,B$3:B$3,0)>1"]))) == {"총괄!B3": "B$3:B$3"}


def test_rules_for_the_same_cells_are_divided_one_by_one():
    rows = [*GROUPS[:6], ["계", "=SUM(B5:B5)"], END, ["총계"]]
    rules = (
        FormulaRule(formula=["$B3>1"]),
        CellIsRule(operator="equal", formula=["B7"]),
        ColorScaleRule("min", None, "FF0000", "max", None, "00FF00"),
    )
    assert rules_of(rows, ruled("B3", *rules)) == {"B2 B6": [["$B2>1"], []], "B2": [["B5"]], "B6": [["B8"]]}


def test_the_limits_of_data_bars_follow_their_cells():
    def limited(sheet: Worksheet) -> None:
        sheet.conditional_formatting.add("B3:B4", DataBarRule("min", None, "num", "$B$6", "FF0000"))

    written = part(filled_with(drawn([*PAIRS, ["", 99]], limited), **KNOWN), "xl/worksheets/sheet1.xml")
    assert '<cfvo type="num" val="$B$8"/>' in written


def test_the_row_below_is_told_by_its_offset_but_for_the_last_turn():
    following = '=IF(ROWS(B$2:B2)=ROWS(B$2:B$2),"-",OFFSET(B2,1,0)-B2)'
    rows = [["{%tr for r in records %}"], ["", "{{ r.v }}", following], ["{%tr endfor %}"], ["합계", "=SUM(B2:B2)"]]
    made = filled_with(drawn(rows), records=[{"v": value} for value in (10, 30, 5)])
    assert [cell.value for cell in reopened(made, values=True)["총괄"]["C"]][:3] == [20, -25, "-"]
