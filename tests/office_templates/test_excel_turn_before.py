"""The row above in a repeated row is that of the turn before; the first turn begins with nothing, or has no value."""

from __future__ import annotations

import pytest
from openpyxl.styles import numbers
from openpyxl.worksheet.worksheet import Worksheet

from .drawing_in_excel import FILE, Rows, drawn, filled_with, part, refused_with, sheet_of

FOR, END = ["{%tr for r in records %}"], ["{%tr endfor %}"]
HEAD = ["구분", "값", "누계"]
RECORDS = [{"title": f"사업 {n}", "plan": n * 10, "result": n} for n in (1, 2, 3)]


def column(rows: Rows, letter: str = "C", **names: object) -> tuple[list[object], list[object]]:
    """Return the formulas of a column below its head, and their values."""
    made = filled_with(drawn(rows), **(names or {"records": RECORDS}))
    found = ([cell.value for cell in sheet_of(made, values=values)[letter]][1:] for values in (False, True))
    return next(found), next(found)


def repeated(*formulas: str) -> Rows:
    return [HEAD, FOR, ["{{ r.title }}", "{{ r.plan }}", *(f"={formula}" for formula in formulas)], END]


CARRIED_ON = {
    "C2+B3": (["=0+B2", "=C2+B3", "=C3+B4"], [10, 30, 60]),
    "C2+1": (["=0+1", "=C2+1", "=C3+1"], [1, 2, 3]),
    "B3-C2": (["=B2-0", "=B3-C2", "=B4-C3"], [10, 10, 20]),
    "SUM(C2)+B3": (["=SUM(0)+B2", "=SUM(C2)+B3", "=SUM(C3)+B4"], None),
    "MAX(C2,B3)": (["=MAX(B2)", "=MAX(C2,B3)", "=MAX(C3,B4)"], [10, 20, 30]),
    "MIN(B3, C2)": (["=MIN(B2)", "=MIN(B3, C2)", "=MIN(B4, C3)"], [10, 10, 10]),
    "총괄!C2+B3": (["=0+B2", "=총괄!C2+B3", "=총괄!C3+B4"], [10, 30, 60]),
    'C2&A3&", "': (['=""&A2&", "', '=C2&A3&", "', '=C3&A4&", "'], None),
}


@pytest.mark.parametrize(("formula", "expected"), CARRIED_ON.items())
def test_a_column_that_carries_itself_on_begins_with_nothing(
    formula: str, expected: tuple[list[str], list[object] | None]
):
    formulas, values = column(repeated(formula))
    assert formulas == expected[0]
    if expected[1] is not None:
        assert values == expected[1]


COMPARED = {
    "B3-B2": ["-", 10, 10],
    "B3/B2-1": ["-", 1, 0.5],
    "C2*2": ["-", "-", "-"],
    'IFERROR(B3-B2,"신규")': ["신규", 10, 10],
    "IF(ISNUMBER(B2),B3-B2,0)": [0, 10, 10],
    'IF(B2="",0,B3-B2)': [0, 10, 10],
    'IF(B2="-",0,B3-B2)': [0, 10, 10],
    "SUM(B2,B3)": [10, 30, 50],
    "IF(A3=A2,C2+B3,B3)": [10, 20, 30],
    "B2": ["-", 10, 20],
}


@pytest.mark.parametrize(("formula", "expected"), COMPARED.items())
def test_of_another_column_the_first_turn_has_no_value_before_it(formula: str, expected: list[object]):
    assert column(repeated(formula))[1] == expected


def test_a_change_that_has_no_value_is_no_formula_and_counts_as_none():
    rows = [*repeated("B3-B2"), ["", "=SUM(C3:C3)", "=COUNT(C3:C3)"]]
    assert column(rows)[0] == ["-", "=B3-B2", "=B4-B3", "=COUNT(C2:C4)"]
    assert column(rows)[1][-1] == 2
    assert column(rows, "B")[1][-1] == 20


def test_no_row_is_named_that_is_none_of_the_loop():
    rows = [[100, 200, 300], *repeated("C2+B3", "B3-B2")[1:]]
    written = part(filled_with(drawn(rows), records=RECORDS[:1]), "xl/worksheets/sheet1.xml")
    assert "#REF!" not in written
    assert "<f>0+B2</f>" in written
    assert written.count("<f>") == 1


def test_a_loop_without_turns_leaves_nothing_behind():
    rows = [*repeated("C2+B3"), ["", "", "=SUM(C3:C3)"]]
    assert column(rows, records=[])[1] == [None, 0]


PAIR_OF = {
    ("C2+B3", ""): [10, None, 30, None, 60, None],
    ("", "C2+B4"): [None, 1, None, 3, None, 6],
    ("C2+B3", "C2+B4"): [10, 1, 30, 3, 60, 6],
    ("C2+B3", "C3-B4"): [10, 9, 29, 27, 57, 54],
}


@pytest.mark.parametrize(("formulas", "expected"), PAIR_OF.items())
def test_each_of_two_lines_a_record_carries_on_its_own_or_the_last_one(
    formulas: tuple[str, str], expected: list[object]
):
    plan, result = (f"={formula}" if formula else "" for formula in formulas)
    rows = [HEAD, FOR, ["{{ r.title }}", "{{ r.plan }}", plan], ["", "{{ r.result }}", result], END]
    assert column(rows)[1] == expected


def test_the_row_above_is_a_fault_where_it_could_be_one_of_several_lines():
    rows = [HEAD, FOR, ["{{ r.title }}", "{{ r.plan }}", "=B3-B2"], ["", "{{ r.result }}", "=C2+B4"], END]
    problems = refused_with(drawn(rows), records=RECORDS)
    assert {str(p.where).removeprefix(f"{FILE} › "): p.field for p in problems} == {"총괄!C3": "B2", "총괄!C4": "C2"}
    assert all(p.hint and "OFFSET" in p.hint.ko for p in problems)


def test_what_is_there_under_a_condition_is_carried_on_from_branch_to_branch():
    rows = [
        *[HEAD, FOR, ["{%tr if r.title != '사업 2' %}"], ["", "{{ r.plan }}", "=C3+B4"]],
        *[["{%tr else %}"], ["", "{{ r.result }}", "=C5+B6"], ["{%tr endif %}"], END],
    ]
    assert column(rows) == (["=0+B2", "=C2+B3", "=C3+B4"], [10, 12, 42])
    assert column([*rows[:4], *rows[6:]]) == (["=0+B2", "=C2+B3"], [10, 40])


def test_a_loop_within_a_loop_begins_anew_and_the_outer_one_goes_on():
    rows = [
        *[HEAD, ["{%tr for g in groups %}"], ["{{ g.title }}", "=SUM(B5:B5)", "=C2+B3"], ["{%tr for r in g.rs %}"]],
        *[["{{ r.title }}", "{{ r.plan }}", "", "=D4+B5"], END, END],
    ]
    groups = [{"title": "가", "rs": RECORDS[:2]}, {"title": "나", "rs": RECORDS}]
    assert column(rows, groups=groups)[1] == [30, None, None, 90, None, None, None]
    assert column(rows, "D", groups=groups)[1] == [None, 10, 30, None, 10, 30, 60]


def test_a_long_column_is_worked_out_from_its_top_to_its_bottom():
    rows = [["", "", "=SUM(C3:C3)"], *repeated("C2+B3")[1:]]
    many = [{"title": "가", "plan": 1}] * 300
    values = column(rows, records=many)[1]
    assert values[-1] == 300


def test_a_missing_value_ends_what_is_carried_on():
    some = [RECORDS[0], {**RECORDS[1], "plan": None}, RECORDS[2]]
    assert column(repeated("C2+B3"), records=some)[1] == [10, "-", "-"]
    assert column(repeated("SUM(C2,B3)"), records=some)[1] == [10, 10, 40]


def test_the_first_turn_prints_a_dash_in_the_format_of_its_cell():
    def formatted(sheet: Worksheet) -> None:
        sheet["C3"].number_format = numbers.FORMAT_PERCENTAGE_00

    made = sheet_of(filled_with(drawn(repeated("B3/B2-1"), formatted), records=RECORDS))
    assert [cell.number_format for cell in made["C"]][1:] == [numbers.FORMAT_PERCENTAGE_00] * 3
