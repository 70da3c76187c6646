"""Rows and cells that are repeated or chosen in a template drawn in Excel, and the formulas that follow them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet
from tests.at_night import tries
from tests.knowledge import dataset, indicator, measure, program, seen
from tests.templating.writing import facts

from policyreport.model import Facts

from .drawing_in_excel import Rows, changed, drawn, filled, filled_of, part, problems, reopened, said, sheet_of


def many(*programs: int) -> Facts:
    """Return facts with a measure for each number, which has so many programmes."""
    measures = [measure(f"m{n}") for n in range(1, len(programs) + 1)]
    counted = [program(f"p{n}{i}", f"m{n}") for n, count in enumerate(programs, 1) for i in range(count)]
    return facts(dataset("2024Q3", measures=measures, programs=counted))


def column(rows: Rows, letter: str, *programs: int) -> list[object]:
    """Return what stands in a column of a filled template."""
    return [cell.value for cell in sheet_of(filled(rows, known=many(*programs)))[letter]]


LOOP: Rows = [["시책"], ["{%tr for m in measures %}"], ["{{ m.title }}"], ["{%tr endfor %}"], ["끝"]]


def test_rows_are_repeated_between_row_tags():
    assert said(LOOP) == [["시책"], ["시책 m1"], ["시책 m2"], ["끝"]]


def test_rows_without_content_between_tags_are_repeated_too():
    rows = [["{%tr for m in measures %}"], ["{{ m.title }}"], [], ["{%tr endfor %}"], ["끝"]]
    assert [row[0] for row in said(rows)] == ["시책 m1", None, "시책 m2", None, "끝"]


def test_loops_nest():
    rows = [
        ["{%tr for m in measures %}"],
        ["{{ m.title }}"],
        ["{%tr for p in m.programs %}"],
        ["- {{ p.title }}"],
        ["{%tr endfor %}"],
        ["{%tr endfor %}"],
    ]
    assert said(rows) == [["시책 m1"], ["- 사업 p1"], ["시책 m2"]]


def test_rows_are_chosen():
    rows = [["{%tr if council %}"], ["가"], ["{%tr else %}"], ["나"], ["{%tr endif %}"], ["다"]]
    assert said(rows) == [["나"], ["다"]]


def test_the_row_of_a_comment_is_gone_and_a_sum_below_follows():
    rows = [["가", 1], ["{#tr 내기 전에 지움 #}", 123], ["다", 3], ["합", "=SUM(B1:B3)"]]
    assert said(rows) == [["가", 1], ["다", 3], ["합", "=SUM(B1:B2)"]]
    assert sheet_of(filled(rows), values=True)["B3"].value == 4


def test_the_cell_of_a_comment_is_gone_and_other_comments_leave_their_cell():
    assert said([["가", "{#tc 지움 #}", "다"], ["라", "{# 지움 #}", "바"]]) == [["가", "다", None], ["라", None, "바"]]


def test_a_row_that_a_comment_takes_away_cannot_be_named():
    (problem,) = problems([["{#tr 지움 #}", 5], ["=B1"]])
    assert (problem.code, problem.field) == ("template.formula", "B1")


def test_a_loop_without_members_leaves_no_row_and_may_say_so():
    rows = [
        ["가"],
        ["{%tr for r in risks %}"],
        ["{{ r.title }}"],
        ["{%tr else %}"],
        ["없음"],
        ["{%tr endfor %}"],
        ["끝"],
    ]
    assert said(rows) == [["가"], ["없음"], ["끝"]]


def test_cells_are_repeated_and_what_stands_after_them_moves():
    rows = [["시책", "{%tc for m in measures %}", "{{ m.title }}", "{%tc endfor %}", "끝"]]
    assert said(rows) == [["시책", "시책 m1", "시책 m2", "끝"]]


def test_cells_are_repeated_within_repeated_rows():
    rows = [
        ["{%tr for m in measures %}"],
        ["{{ m.title }}", "{%tc for p in m.programs %}", "{{ p.title }}", "{%tc endfor %}", "끝"],
        ["{%tr endfor %}"],
    ]
    assert said(rows, known=many(2, 0)) == [["시책 m1", "사업 p10", "사업 p11", "끝"], ["시책 m2", "끝", None, None]]


def test_an_area_that_ends_where_a_function_says_follows_too():
    rows = [[1], *LOOP[1:4], [2], ["=SUM(A1:INDEX(A1:A5,3))", "=SUM(INDEX(A1:A5,1):A5)"]]
    assert said(rows, known=many(0, 0, 0, 0))[-1] == ["=SUM(A1:INDEX(A1:A6,3))", "=SUM(INDEX(A1:A6,1):A6)"]


def test_an_area_over_several_sheets_cannot_follow_repeated_rows():
    (problem,) = problems([*LOOP, ["=SUM(총괄:끝!A3)"]])
    assert (problem.code, problem.field) == ("template.formula", "총괄:끝!A3")


SUMS = ["SUM(A3:A3)", "SUM(A3)", "SUM(A1:A5)", "SUM($A$3:$A$3)", "COUNTA(A2:A4)", "SUMIF(A3:A3,1,B3:B3)", "A7*2"]
GROWN = ["SUM(A2:A4)", "SUM(A2:A4)", "SUM(A1:A5)", "SUM($A$2:$A$4)", "COUNTA(A2:A4)", "SUMIF(A2:A4,1,B2:B4)", "A7*2"]


@pytest.mark.parametrize(("formula", "grown"), list(zip(SUMS, GROWN, strict=True)))
def test_areas_over_repeated_rows_grow_with_them(formula: str, grown: str):
    rows = [
        ["머리"],
        ["{%tr for m in measures %}"],
        ["{{ m.title }}"],
        ["{%tr endfor %}"],
        [None, "=" + formula],
        [],
        [5],
    ]
    assert column(rows, "B", 0, 0, 0)[4] == f"={grown}"


def test_areas_that_begin_above_and_end_below_repeated_rows_grow():
    rows = [
        ["머리"],
        ["{%tr for m in measures %}"],
        ["{{ m.title }}"],
        ["{%tr endfor %}"],
        ["사이"],
        ["=COUNTA(A1:A5)"],
    ]
    assert column(rows, "A", *[0] * 20)[-1] == "=COUNTA(A1:A22)"


def test_a_formula_in_a_repeated_row_is_of_its_own_row_and_with_a_dollar_of_all():
    rows = [
        ["{%tr for m in measures %}"],
        [3, "=A2/SUM($A$2:$A$2)", "=SUM(A$2:A2)", "=A$4+A4"],
        ["{%tr endfor %}"],
        [4],
    ]
    assert [column(rows, letter, 0, 0)[:2] for letter in "BCD"] == [
        ["=A1/SUM($A$1:$A$2)", "=A2/SUM($A$1:$A$2)"],
        ["=SUM(A$1:A1)", "=SUM(A$1:A2)"],
        ["=A$3+A3", "=A$3+A3"],
    ]


def test_sums_of_groups_are_of_their_own_rows():
    rows = [
        ["{%tr for m in measures %}"],
        ["=COUNTA(A4:A4)"],
        ["{%tr for p in m.programs %}"],
        ["{{ p.title }}"],
        ["{%tr endfor %}"],
        ["{%tr endfor %}"],
        ["=COUNTA(A4:A4)"],
    ]
    assert column(rows, "A", 2, 1) == [
        "=COUNTA(A2:A3)",
        "사업 p10",
        "사업 p11",
        "=COUNTA(A5:A5)",
        "사업 p20",
        "=COUNTA(A2:A3,A5)",
    ]


def test_a_sum_over_no_rows_is_over_a_blank_one():
    rows = [["머리"], ["{%tr for r in risks %}"], ["{{ r.title }}"], ["{%tr endfor %}"], ["=SUM(A3:A3)"]]
    assert said(rows) == [["머리"], [None], ["=SUM(A2:A2)"]]
    assert sheet_of(filled(rows), values=True)["A3"].value == 0


def test_one_cell_that_becomes_several_is_no_number_to_reckon_with():
    rows = [["{%tr for m in measures %}"], [3], ["{%tr endfor %}"], ["=A2*2"]]
    (problem,) = problems(rows)
    assert (problem.code, str(problem.where), problem.field) == (
        "template.formula",
        "templates/matrix2/body.xlsx › 총괄!A4",
        "A2",
    )


def test_areas_over_repeated_cells_grow_with_them():
    rows = [["{%tc for m in measures %}", "{{ loop.index }}", "{%tc endfor %}", "=SUM(B1:B1)", "=D1"]]
    assert said(rows)[0][2:] == ["=SUM(A1:B1)", "=C1"]


def test_formulas_of_other_sheets_follow():
    def another(sheet: Worksheet) -> None:
        assert sheet.parent is not None
        other = sheet.parent.create_sheet("참고 '1'")
        other["A1"], other["A2"] = "=SUM(총괄!A3:A3)", "='총괄'!$A$5"

    other = reopened(filled(LOOP, another))["참고 '1'"]
    assert [other["A1"].value, other["A2"].value] == ["=SUM(총괄!A2:A3)", "='총괄'!$A$4"]


def test_formulas_that_share_their_words_are_written_out():
    shared = b'<c r="B%d"><f t="shared" ref="B1:B3" si="0">%s</f></c>'
    rows = "".join(
        f'<row r="{n}"><c r="A{n}"><v>{n}</v></c>{(shared % (n, b"A1*2" if n == 1 else b"")).decode()}</row>'
        for n in (1, 2, 3)
    )
    content = changed(
        drawn([["가"]]),
        {
            "xl/worksheets/sheet1.xml": lambda p: re.sub(
                rb"<sheetData>.*</sheetData>", f"<sheetData>{rows}</sheetData>".encode(), p, flags=re.DOTALL
            )
        },
    )
    assert [cell.value for cell in sheet_of(filled_of(content))["B"]] == ["=A1*2", "=A2*2", "=A3*2"]


def reckoned(*formulas: str, rows: Rows = ((6, "글", True, None), (2.5, "다"))) -> list[object]:
    """Return the values that are written beside formulas in a row under some others."""
    made = filled([*map(list, rows), ["=" + formula for formula in formulas]])
    return [cell.value for cell in sheet_of(made, values=True)[len(rows) + 1]][: len(formulas)]


def test_sums_bear_their_values():
    sums = ["SUM(A1:C2)", "AVERAGE(A1:A2)", "COUNT(A1:D2)", "COUNTA(A1:D2)", "MAX(A1:A2)", "SUBTOTAL(109,A1:A2)"]
    assert reckoned(*sums, rows=((6, "글"), (2.5, "다"))) == [8.5, 4.25, 2, 4, 6, 8.5]


def test_what_is_reckoned_from_cells_bears_its_value():
    formulas = [
        "A1*2-A2",
        "-A1/(A2+1)*100%",
        "ROUND(A1/7,2)",
        'IF(A1>=A2,"이상","미만")',
        "IFERROR(A1/D1,0)",
        "ROW()-1",
    ]
    assert reckoned(*formulas) == [9.5, pytest.approx(-6 / 3.5), 0.86, "이상", 0, 2]


UNKNOWN = ["A1/D1", "B1*2", "C1&A1", "NOW()", "SUM(A:A)", "0^0", "VLOOKUP(1,A1:B2,2)", "1=TRUE", "SUM(A1:C2)"]


@pytest.mark.parametrize("formula", UNKNOWN)
def test_what_is_an_error_or_may_read_otherwise_elsewhere_bears_no_value(formula: str):
    assert reckoned(formula) == [None]


def test_the_workbook_is_reckoned_when_it_is_opened():
    assert 'fullCalcOnLoad="1"' in part(filled([["=1+1"]]), "xl/workbook.xml")


def test_long_chains_of_formulas_are_reckoned():
    rows = [[1], *[[f"=A{n}+1"] for n in range(1, 3000)]]
    assert sheet_of(filled(rows), values=True)["A3000"].value == 3000
    upwards = [*[[f"=A{n}+1"] for n in range(2, 3001)], [1]]
    assert sheet_of(filled(upwards), values=True)["A1"].value == 3000


def test_a_formula_that_comes_back_to_itself_has_no_value():
    assert sheet_of(filled([["=SUM(A1:A2)"], [1]]), values=True)["A1"].value is None
    around = [*[[f"=A{n}+1"] for n in range(2, 101)], ["=A1+1"]]
    assert sheet_of(filled(around), values=True)["A1"].value is None


def test_subtotals_are_not_added_up_twice():
    rows = [[1], ["=SUBTOTAL(9,A1:A1)"], [2], ["=SUBTOTAL(9,A1:A3)"]]
    assert sheet_of(filled(rows), values=True)["A4"].value == 3


TEXTS = st.text(st.characters(categories=["L", "N", "P", "S"]), min_size=1, max_size=20)
NUMBERS = st.decimals(-(10**9), 10**9, places=3)


@settings(max_examples=tries(10, 25), deadline=None)
@given(st.lists(st.tuples(TEXTS, NUMBERS), max_size=12))
def test_rows_in_are_rows_out_with_their_text_and_numbers(given_rows: list[tuple[str, object]]):
    known = facts(
        dataset(
            "2024Q3",
            indicators=[indicator(f"i{n}", title=title, role="outcome") for n, (title, _) in enumerate(given_rows)],
            observations=[seen(f"i{n}", "2024Q3", str(value)) for n, (_, value) in enumerate(given_rows)],
        )
    )
    rows = [["머리"], ["{%tr for i in outcomes %}"], ["{{ i.title }}", "{{ i.actual }}"], ["{%tr endfor %}"], ["끝"]]
    expected = [(i.title, float(str(value))) for i, (_, value) in zip(known.known.indicators, given_rows, strict=True)]
    made = [(row[0].value, row[1].value) for row in sheet_of(filled(rows, known=known)).iter_rows(max_col=2)]
    assert made == [("머리", None), *expected, ("끝", None)]


LENGTHS = st.integers(min_value=1, max_value=4)


@settings(max_examples=tries(15, 40), deadline=None)
@given(above=LENGTHS, inside=LENGTHS, below=LENGTHS, turns=LENGTHS)
def test_what_stands_below_moves_and_what_stands_above_stays(above: int, inside: int, below: int, turns: int):
    loop = [["{%tr for m in measures %}"], *[[2]] * inside, ["{%tr endfor %}"]]
    rows = [*[[1]] * above, *loop, *[[3]] * below]
    made = column([*rows, [f"=A{len(rows)}+A{above}"]], "A", *[0] * turns)
    moved = above + inside * turns + below
    assert made == [*[1] * above, *[2] * inside * turns, *[3] * below, f"=A{moved}+A{above}"]
