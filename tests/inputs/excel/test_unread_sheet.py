"""Sheets that no name leads to a collection: told where rows may be lost with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest
from openpyxl import Workbook
from openpyxl.chart import BarChart

from policyreport.diagnostics import ErrorKind, Problem, SourceLocation
from policyreport.inputs.raw_data import RawData
from policyreport.inputs.tables import columns_of
from policyreport.model.labels import SHEETS

from .workbooks import FILE, PRESS, SHEET, SOURCE, read, saved, sheet_xml, with_parts, workbook

MONEY = ("식별자", "지원사업", "연도", "단위", "예산현액", "출처")
SPENT = ("b1", "tips", 2026, "억원", 30, "s1")

Rows = Sequence[Sequence[object]]


def book(sheets: Mapping[str, Rows], state: str = "visible") -> bytes:
    """Return a workbook with the sheet of sources, and others of a state."""
    made = Workbook()
    made.worksheets[0].title = "출처"
    for row in (SOURCE, PRESS):
        made.worksheets[0].append(list(row))
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        sheet.sheet_state = state
        for row in rows:
            sheet.append(list(row))
    return saved(made)


def problem_of(reading: RawData) -> Problem:
    (problem,) = reading.problems
    assert (problem.kind, problem.code) == (ErrorKind.DATA, "excel.unread-sheet")
    assert not reading.whole
    return problem


def warned(reading: RawData) -> list[tuple[str, SourceLocation | None]]:
    assert reading.problems == ()
    return [(warning.code, warning.where) for warning in reading.warnings.values()]


def ignored(name: str) -> list[tuple[str, SourceLocation | None]]:
    return [("excel.ignored-sheet", SourceLocation(FILE, cell=name))]


def test_a_sheet_with_the_heads_of_a_collection_under_another_name_is_a_problem() -> None:
    problem = problem_of(read(book({"예산(9월)": [MONEY, SPENT]})))
    assert (problem.where, problem.field) == (SourceLocation(FILE, cell="예산(9월)"), "budgets")
    assert "'예산'" in problem.what.en
    assert "'예산'" in problem.what.ko
    assert problem.hint is not None
    assert problem.hint.en.startswith("rename the sheet to '예산'")
    assert problem.hint.ko.startswith("시트 이름을 '예산'(으)로 바꾸거나")


def test_the_only_sheet_of_a_workbook_is_met_with_the_name_that_it_should_have() -> None:
    problem = problem_of(read(workbook(SPENT, head=MONEY, name="Sheet1")))
    assert problem.where == SourceLocation(FILE, cell="Sheet1")
    assert problem.hint is not None
    assert problem.hint.en.startswith("rename the sheet to '예산'")


@pytest.mark.parametrize("collection", SHEETS)
@pytest.mark.parametrize("named", ["title", "name"])
def test_each_collection_is_known_by_its_heads(collection: str, named: str) -> None:
    columns = columns_of(collection).values()
    heads = [getattr(column, named) for column in columns]
    problem = problem_of(read(book({"Sheet2": [heads, ["x" for _ in heads]]})))
    assert f"the heads of '{SHEETS[collection]}'" in problem.what.en


@pytest.mark.parametrize("collection", SHEETS)
def test_the_heads_that_each_record_needs_are_enough(collection: str) -> None:
    heads = [column.title for column in columns_of(collection).values() if column.required]
    problem = problem_of(read(book({f"{SHEETS[collection]} 추가": [heads, ["x" for _ in heads]]})))
    assert f"the heads of '{SHEETS[collection]}'" in problem.what.en


def test_heads_that_several_collections_share_name_them_all() -> None:
    problem = problem_of(read(book({"Sheet2": [("식별자", "이름", "출처", "까닭", "기한"), "abcde"]})))
    assert "the heads of '추진일정', '부진사유'" in problem.what.en


def test_a_head_that_lacks_a_needed_column_is_still_a_head() -> None:
    problem_of(read(book({"9월": [MONEY[:-1], SPENT[:-1]]})))


def test_an_offices_own_heads_are_heads() -> None:
    own = {"코드": "id", "사업": "program", "해": "year", "기준": "unit"}
    rows = [("코드", "사업", "해", "기준", "출처"), ("b1", "tips", 2026, "억원", "s1")]
    problem_of(read(book({"돈": rows}), columns=own))
    assert warned(read(book({"돈": rows}))) == ignored("돈")


def test_a_head_below_a_title_is_found() -> None:
    problem_of(read(book({"9월": [["9월 예산 현황"], [], ["", "(억원)"], MONEY, SPENT]})))


@pytest.mark.parametrize(
    "rows",
    [
        [("지원사업", "예산현액", "집행액", "집행률"), ("tips", 30, 12, 0.4)],
        [("이름", "연락처", "비고"), ("홍길동", "02-000-0000", "")],
        [["메모"]],
        [[1, 2, 3]],
        [[], [], ["=A1"]],
    ],
    ids=["a summary", "a list of people", "a note", "numbers", "a formula"],
)
def test_a_sheet_of_something_else_is_named_in_a_warning(rows: Rows) -> None:
    reading = read(book({"현황": rows}))
    assert warned(reading) == ignored("현황")
    (warning,) = reading.warnings.values()
    assert "'현황'" in warning.what.en
    assert "'현황'" in warning.what.ko
    assert warning.hint is not None
    assert "'현황': ''" in warning.hint.en
    assert "'현황': ''" in warning.hint.ko


@pytest.mark.parametrize(
    ("name", "rows", "state"),
    [
        ("Sheet2", [], "visible"),
        ("예산(양식)", [["예산 적기"], MONEY], "visible"),
        ("예산(9월)", [MONEY, SPENT], "hidden"),
        ("예산(9월)", [MONEY, SPENT], "veryHidden"),
        ("안내", [["적는 법"], ["시트", "적는 것"]], "visible"),
        ("코드", [["시트", "열", "코드", "뜻"]], "visible"),
    ],
    ids=["empty", "heads alone", "hidden", "very hidden", "guide", "codes"],
)
def test_a_sheet_that_loses_nothing_or_is_hidden_is_left_alone(name: str, rows: Rows, state: str) -> None:
    assert warned(read(book({name: rows}, state))) == []


def test_a_sheet_that_has_the_name_of_a_guide_may_still_lose_rows() -> None:
    problem_of(read(book({"안내": [MONEY, SPENT]})))


@pytest.mark.parametrize("rows", [[MONEY, SPENT], [["메모"]]])
def test_a_sheet_that_the_project_leaves_alone_is_no_case(rows: Rows) -> None:
    assert warned(read(book({"예산(9월)": rows}), {"예산(9월)": ""})) == []


def test_a_sheet_of_a_chart_alone_is_left_alone() -> None:
    made = Workbook()
    made.worksheets[0].title = "출처"
    for row in (SOURCE, PRESS):
        made.worksheets[0].append(list(row))
    made.create_chartsheet("그림").add_chart(BarChart())
    assert warned(read(saved(made))) == []


def test_all_sheets_are_told_in_one_run() -> None:
    reading = read(book({"예산(8월)": [MONEY, SPENT], "예산(9월)": [MONEY, SPENT], "메모": [["가"]]}))
    assert [str(problem.where) for problem in reading.problems] == [f"{FILE} › 예산(8월)", f"{FILE} › 예산(9월)"]
    assert [str(warning.where) for warning in reading.warnings.values()] == [f"{FILE} › 메모"]


def test_a_sheet_that_cannot_be_read_is_told() -> None:
    spoilt = with_parts(book({"메모": [["가"]]}), {SHEET.replace("1", "2"): sheet_xml("<c><v>1</v></c>")[:-20]})
    assert [problem.code for problem in read(spoilt).problems] == ["excel.damaged"]
