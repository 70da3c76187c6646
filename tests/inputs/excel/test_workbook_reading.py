"""Sheets as they are kept in offices, each with the problem or the warning that it must give."""

from __future__ import annotations

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment

from policyreport.diagnostics import SourceLocation
from policyreport.inputs.checks import check
from policyreport.inputs.raw_data import RawData
from policyreport.inputs.validate import validate

from .workbooks import FILE, PRESS, SOURCE, Touch, read, saved, told, with_cells, workbook

RECORD = dict(zip(("id", "title", "publisher", "kind"), PRESS, strict=True))


def problems(reading: RawData) -> list[str]:
    return [told(problem) for problem in reading.problems]


def warnings(reading: RawData) -> list[str]:
    return [told(warning) for warning in reading.warnings.values()]


def test_a_sheet_is_a_collection_and_each_value_knows_its_cell():
    reading = read(workbook(PRESS))
    assert reading.content == {"sources": [RECORD]}
    assert reading.places["sources", 0, "kind"] == SourceLocation(FILE, cell="출처!D2")
    assert (reading.problems, dict(reading.warnings), reading.whole) == ((), {}, True)


@pytest.mark.parametrize("name", ["출처", "sources", " 출처 "])
def test_a_sheet_is_known_by_its_korean_or_its_own_name(name: str):
    assert read(workbook(PRESS, name=name)).content == {"sources": [RECORD]}


def test_the_office_may_name_its_sheets_and_columns_otherwise():
    book = workbook((1, *PRESS), head=("연번", "코드", *SOURCE[1:]), name="자료 목록")
    reading = read(book, {"자료 목록": "sources"}, {"코드": "id", "연번": ""})
    assert reading.content == {"sources": [RECORD]}
    assert not reading.problems


def test_two_sheets_of_one_collection_are_read_one_after_the_other():
    book = Workbook()
    for name, key in (("2025", "s1"), ("2026", "s2")):
        sheet = book.create_sheet(name)
        sheet.append(list(SOURCE))
        sheet.append([key, *PRESS[1:]])
    reading = read(saved(book), {"2025": "sources", "2026": "sources"})
    assert reading.content == {"sources": [RECORD, {**RECORD, "id": "s2"}]}
    assert reading.places["sources", 1, "id"] == SourceLocation(FILE, cell="2026!A2")


def test_titles_above_the_head_and_comments_on_it_are_left_alone():
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "출처"
    for row in (["자료 출처 목록"], [], ["", "(2025. 6. 30. 기준)"], SOURCE, PRESS, ["※ 자료: 부처별 보도자료"]):
        sheet.append(list(row))
    sheet["A4"].comment = Comment("영문 소문자", "policyreport")
    reading = read(saved(book))
    assert reading.content == {"sources": [RECORD]}
    assert reading.places["sources", 0, "id"] == SourceLocation(FILE, cell="출처!A5")


def test_sheets_of_other_names_are_left_alone():
    book = Workbook()
    book.worksheets[0].title = "안내"
    book.create_sheet("코드").append(["영문", "국문"])
    for row in (SOURCE, PRESS):
        (book["출처"] if "출처" in book else book.create_sheet("출처")).append(list(row))
    reading = read(saved(book))
    assert (reading.content, dict(reading.warnings)) == ({"sources": [RECORD]}, {})


def test_a_sheet_whose_name_is_nearly_known_is_told():
    book = Workbook()
    for name, row in (("출처", SOURCE), ("출처", PRESS), ("지원사업들", ["팁스"])):
        (book[name] if name in book else book.create_sheet(name)).append(list(row))
    (warning,) = read(saved(book)).warnings.values()
    assert told(warning) == f"3 excel.ignored-sheet {FILE} › 지원사업들"
    assert warning.hint is not None
    assert warning.hint.ko.startswith("'지원사업'을(를) 뜻했습니까? 읽지 않을 시트면 ")


def test_a_sheet_that_the_project_names_must_be_there():
    reading = read(workbook(PRESS), {"출처 목록": "sources"})
    (problem,) = reading.problems
    assert told(problem) == f"3 excel.missing-sheet {FILE}"
    assert problem.hint is not None
    assert "출처" in problem.hint.ko
    assert not reading.whole


def test_a_sheet_can_only_hold_a_collection():
    assert problems(read(workbook(PRESS), {"출처": "source"})) == [f"3 data.unknown-field {FILE}"]


def test_a_workbook_without_any_known_sheet_lists_what_is_there():
    (problem,) = read(workbook(("2025", 3), head=("연도", "건수"), name="Sheet1")).problems
    assert told(problem) == f"3 excel.missing-sheet {FILE}"
    assert problem.hint is not None
    assert problem.hint.ko.startswith("있는 시트: Sheet1. 쓸 이름: 정책, 추진전략, ")


def test_a_missing_column_lists_what_is_there():
    reading = read(workbook(PRESS[:3], head=SOURCE[:3]))
    (problem,) = reading.problems
    assert told(problem) == f"3 table.missing-column {FILE} › 출처!A1"
    assert problem.hint is not None
    assert problem.hint.ko == "있는 열: 식별자, 이름, 매체"
    assert not reading.whole


def test_a_sheet_without_heads_lists_what_is_there():
    (problem,) = read(workbook(PRESS, head=("가", "나", "다", "라"))).problems
    assert told(problem) == f"3 excel.no-head {FILE} › 출처!A1"
    assert problem.hint is not None
    assert problem.hint.ko.startswith("있는 것: 가, 나, 다, 라. 쓸 머리글: 공개 범위, 식별자, 표시, 이름, ")


def test_a_formula_that_was_never_reckoned_is_a_problem():
    reading = read(workbook(PRESS, ("s2", "=B2", "부처", "press")))
    assert problems(reading) == [f"3 excel.not-reckoned {FILE} › 출처!B3"]
    assert reading.content == {"sources": [RECORD]}
    assert not reading.whole


@pytest.mark.parametrize("error", ["#REF!", "#N/A", "#DIV/0!"])
def test_an_error_in_a_used_column_is_a_problem(error: str):
    reading = read(with_cells(f'<c t="e"><f>x</f><v>{error}</v></c>'))
    assert problems(reading) == [f"3 excel.error {FILE} › 출처!A2"]


def test_an_error_in_a_column_that_is_left_out_harms_nobody():
    reading = read(workbook((*PRESS, "#REF!"), head=(*SOURCE, "검산")), columns={"검산": ""})
    assert reading.content == {"sources": [RECORD]}
    assert not reading.problems


def test_the_text_of_an_error_is_a_text():
    cells = "".join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in (*PRESS, "#N/A"))
    assert read(with_cells(cells)).content == {"sources": [{**RECORD, "note": "#N/A"}]}


def hide_row(*numbers: int) -> Touch:
    def touch(sheet: object) -> None:
        for number in numbers:
            sheet.row_dimensions[number].hidden = True

    return touch


def filter_rows(sheet: object) -> None:
    sheet.auto_filter.ref = "A1:D3"
    sheet.auto_filter.add_filter_column(0, ["s1"])
    sheet.row_dimensions[3].hidden = True


def test_hidden_rows_are_read_and_counted():
    reading = read(workbook(PRESS, ("s2", *PRESS[1:]), ("s3", *PRESS[1:]), touch=hide_row(2, 4, 5)))
    (warning,) = reading.warnings.values()
    assert told(warning) == f"3 excel.hidden-rows {FILE} › 출처"
    assert warning.what.ko == "숨긴 행 2개도 읽었습니다"
    assert isinstance(reading.content["sources"], list)
    assert len(reading.content["sources"]) == 3


def test_rows_that_a_filter_hides_are_read_and_counted():
    (warning,) = read(workbook(PRESS, ("s2", *PRESS[1:]), touch=filter_rows)).warnings.values()
    assert warning.what.ko == "필터나 숨기기로 보이지 않는 행 1개도 읽었습니다"


@pytest.mark.parametrize(("state", "said"), [("veryHidden", "완전히 숨긴"), ("hidden", "숨긴")])
def test_a_hidden_sheet_is_read_with_a_warning(state: str, said: str):
    book = Workbook()
    sheet = book.create_sheet("출처")
    sheet.append(list(SOURCE))
    sheet.append(list(PRESS))
    sheet.sheet_state = state
    reading = read(saved(book))
    (warning,) = reading.warnings.values()
    assert told(warning) == f"3 excel.hidden-sheet {FILE} › 출처"
    assert warning.what.ko == f"{said} 시트도 읽었습니다"
    assert reading.content == {"sources": [RECORD]}


def test_cells_merged_over_rows_are_a_problem():
    book = workbook(PRESS, ("s2", *PRESS[1:]), touch=lambda sheet: sheet.merge_cells("C2:C3"))
    assert problems(read(book)) == [f"3 excel.merged {FILE} › 출처!C2:C3"]


def test_cells_merged_within_a_row_are_a_warning():
    book = workbook((*PRESS, None), head=(*SOURCE, "비고"), touch=lambda sheet: sheet.merge_cells("D2:E2"))
    assert warnings(read(book)) == [f"3 excel.merged {FILE} › 출처!D2:E2"]


def test_merged_titles_and_totals_harm_nobody():
    def touch(sheet: object) -> None:
        sheet.insert_rows(1)
        sheet["A1"] = "출처 목록"
        sheet.merge_cells("A1:D1")
        sheet.merge_cells("A4:D4")

    reading = read(workbook(PRESS, ("※ 보도 기준",), touch=touch))
    assert reading.problems == ()
    assert [warning.code for warning in reading.warnings.values()] == ["table.note-row"]


def test_a_row_of_totals_is_skipped_even_if_it_was_never_reckoned():
    reading = read(workbook(PRESS, ("합 계", "=COUNTA(A2:A2)")))
    assert reading.content == {"sources": [RECORD]}
    assert problems(reading) == []


def test_an_id_used_twice_names_both_cells():
    reading = read(workbook(PRESS, PRESS))
    (problem,) = [p for p in check(reading, validate(reading)) if p.code == "data.duplicate-id"]
    assert told(problem) == f"3 data.duplicate-id {FILE} › 출처!A3"
    assert f"{FILE} › 출처!A2" in problem.what.ko


def test_five_faults_give_five_problems():
    rows = (
        ("s1", "보도자료", "부처", "press", "ftp:x"),
        ("S 2", "보도자료", "부처", "press", None),
        ("s3", None, "부처", "press", None),
        ("s4", "보도자료", "부처", "prass", None),
        ("s5", "보도\x7f자료", "부처", "press", None),
    )
    reading = read(workbook(*rows, head=(*SOURCE, "주소")))
    found = [*problems(reading), *map(told, validate(reading).problems)]
    assert sorted(problem for problem in found if "missing-collection" not in problem) == [
        f"3 data.id {FILE} › 출처!A3",
        f"3 data.missing-field {FILE} › 출처!B4",
        f"3 data.not-allowed {FILE} › 출처!D5",
        f"3 text.character {FILE} › 출처!B6",
        f"7 security.address {FILE} › 출처!E2",
    ]


def test_a_workbook_with_heads_alone_is_told():
    reading = read(workbook())
    assert (reading.content, reading.problems) == ({}, ())
    assert warnings(reading) == [f"3 table.header-only {FILE}"]
