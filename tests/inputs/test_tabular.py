from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from policyreport.diagnostics import SourceLocation
from policyreport.inputs.raw_data import RawData
from policyreport.inputs.tables import Cell, columns_of, is_apart, table_reading, unknown_head
from policyreport.inputs.validate import validate
from policyreport.model.dataset import COLLECTIONS

FILE = "data/sources.csv"
SOURCES = ("식별자", "이름", "매체", "종류")
PRESS = ("s1", "보도자료", "부처", "press")
RECORD = {"id": "s1", "title": "보도자료", "publisher": "부처", "kind": "press"}


def cells(line: int, texts: Sequence[str | None]) -> list[Cell]:
    return [Cell(text, SourceLocation(FILE, line, i)) for i, text in enumerate(texts, 1)]


def read(
    *rows: Sequence[str | None],
    head: Sequence[str | None] = SOURCES,
    collection: str = "sources",
    columns: Mapping[str, str] | None = None,
) -> RawData:
    body = [cells(line, row) for line, row in enumerate(rows, 2)]
    return table_reading(collection, cells(1, head), body, columns or {})


def told(reading: RawData) -> list[str]:
    return [f"{problem.code} {problem.where}" for problem in reading.problems]


def warned(reading: RawData) -> list[str]:
    return [f"{warning.code} {warning.where}" for warning in reading.warnings.values()]


def test_a_row_is_a_record():
    reading = read(PRESS, ("s2", *PRESS[1:]))
    assert reading.content == {"sources": [RECORD, {**RECORD, "id": "s2"}]}
    assert (reading.problems, dict(reading.warnings), reading.whole) == ((), {}, True)


def test_every_value_and_every_record_has_its_place():
    places = read(PRESS).places
    assert places["sources",] == SourceLocation(FILE, 1, 1)
    assert places["sources", 0] == SourceLocation(FILE, 2, 1)
    assert places["sources", 0, "kind"] == SourceLocation(FILE, 2, 4)


@pytest.mark.parametrize("head", [("id", "title", "publisher", "kind"), ("식별자", "title", " 매체 ", "종\u200b류")])
def test_a_head_is_a_korean_title_or_the_name_of_a_field(head: Sequence[str]):
    assert read(PRESS, head=head).content == {"sources": [RECORD]}


def test_an_office_may_use_its_own_heads_and_leave_columns_out():
    reading = read(("1", *PRESS), head=("연번", "코드", *SOURCES[1:]), columns={"코드": "id", "연번": ""})
    assert reading.content == {"sources": [RECORD]}


def test_an_own_head_that_leads_to_no_field_of_this_table_is_not_used():
    assert read(PRESS, columns={"이름": "definition"}).content == {"sources": [RECORD]}


def test_a_record_within_a_record_has_columns_of_its_own():
    row = ("share", "비중", "%", "output", "비율", "share", "a, b")
    head = ("id", "이름", "단위", "구분", "정의", "산식", "formula.of")
    content = read(row, head=head, collection="indicators").content
    assert content["indicators"][0]["formula"] == {"kind": "share", "of": ["a", "b"]}


def test_an_empty_cell_leaves_the_field_out():
    assert read((*PRESS, " "), head=(*SOURCES, "비고")).content == {"sources": [RECORD]}


def test_an_empty_cell_is_none_where_the_record_must_say_so():
    head = ("지표", "분기", "값", "기준 시점", "출처")
    content = read(("a", "2025Q2", None, "2025", "s1"), head=head, collection="observations").content
    assert content["observations"][0]["value"] is None


def test_a_missing_value_is_found_in_its_cell():
    (problem,) = [p for p in validate(read(("s1", None, *PRESS[2:]))).problems if p.code == "data.missing-field"]
    assert problem.where == SourceLocation(FILE, 2, 2)


def test_blanks_around_a_text_are_kept_and_around_all_else_are_not():
    assert read((" s1 ", " 보도 ", *PRESS[2:])).content == {"sources": [{**RECORD, "title": " 보도 "}]}


def test_ids_are_listed_between_commas_and_texts_on_lines():
    head = ("id", "이름", "날짜", "안건", "출처")
    content = read(("m", "회의", "2025-05-28", "가, 나\n다", "s1, s2"), head=head, collection="meetings").content
    assert content["meetings"][0]["agenda"] == ["가, 나", "다"]
    assert content["meetings"][0]["sources"] == ["s1", "s2"]


@pytest.mark.parametrize("row", [(None, None, None, None), ("", " ", "\n", ""), ()])
def test_blank_rows_are_skipped(row: Sequence[str | None]):
    reading = read(row, PRESS)
    assert reading.content == {"sources": [RECORD]}
    assert dict(reading.warnings) == {}


@pytest.mark.parametrize(
    "note", ["※ 보도 기준", " * 보도 기준", "주: 보도 기준", "주1) 보도 기준", "(단위: 개)", "자료: 통계청"]
)
def test_a_row_of_a_note_is_told_as_a_note_and_makes_no_record(note: str):
    reading = read(PRESS, (note, None, None, None))
    assert (reading.content, reading.problems) == ({"sources": [RECORD]}, ())
    assert warned(reading) == [f"table.note-row {FILE}:3:1"]
    (warning,) = reading.warnings.values()
    assert note.strip() in warning.what.ko


def test_several_notes_are_told_at_once():
    reading = read(PRESS, *[(f"※ {i}", None, None, None) for i in range(1, 6)])
    (warning,) = reading.warnings.values()
    assert warning.what.ko.endswith("'※ 1', '※ 2', '※ 3' 외 2줄")


def test_a_sentence_alone_in_a_row_is_one_problem_and_no_broken_record():
    reading = read(PRESS, ("위 표는 9월 말 기준", None, None, None))
    assert reading.content == {"sources": [RECORD]}
    assert told(reading) == [f"table.lone-text {FILE}:3:1"]


@pytest.mark.parametrize(
    "total", ["합계", "소 계", "총계", "계", " 합  계 ", "누계", "총합계", "합계(A)", "소계 (국비)"]
)
def test_a_row_of_totals_is_skipped_with_a_warning(total: str):
    reading = read(PRESS, (None, total, "3", None))
    assert reading.content == {"sources": [RECORD]}
    assert warned(reading) == [f"table.total-row {FILE}:3:2"]


def test_each_row_of_totals_is_told():
    assert len(warned(read(("소계",), PRESS, ("소계",), ("합계",)))) == 3


def test_a_record_that_begins_like_a_total_is_none():
    assert not is_apart(cells(2, ("계약", "1")))


def test_a_head_alone_is_a_warning():
    reading = read()
    assert reading.content == {"sources": []}
    assert warned(reading) == [f"table.header-only {FILE}:1:1"]


def test_a_head_that_is_there_twice_is_told_with_both_places():
    reading = read((*PRESS, "다른 이름"), head=(*SOURCES, "title"))
    (problem,) = reading.problems
    assert told(reading) == [f"table.duplicate-head {FILE}:1:5"]
    assert f"{FILE}:1:2" in problem.what.ko
    assert reading.content == {"sources": [RECORD]}


def test_an_unknown_head_offers_the_nearest():
    reading = read((*PRESS, "x"), head=(*SOURCES, "비교"))
    (problem,) = reading.problems
    assert told(reading) == [f"table.unknown-head {FILE}:1:5"]
    assert problem.hint is not None
    assert problem.hint.ko.startswith("쓸 수 있는 이름: ")
    assert problem.hint.ko.endswith("'비교': ''")


def test_a_head_that_is_nearly_that_of_a_missing_column_is_one_problem():
    reading = read(PRESS, head=("식별차", "이름", "매체", "종류"))
    (problem,) = reading.problems
    assert told(reading) == [f"table.unknown-head {FILE}:1:1"]
    assert problem.hint is not None
    assert problem.hint.ko.startswith("'식별자'을(를) 뜻했습니까?")


def test_a_cell_in_the_table_of_a_database_is_left_out_by_its_query():
    problem = unknown_head("비교", SourceLocation("policy.db", cell="sources"), "sources", ())
    assert problem.hint is not None
    assert problem.hint.ko.endswith("질의에서 빼십시오")
    (near,) = read((*PRESS, "x"), head=(*SOURCES, "adress")).problems
    assert near.hint is not None
    assert near.hint.ko.startswith("'address'을(를) 뜻했습니까? ")


def test_a_missing_column_lists_what_is_there_and_nothing_is_read():
    reading = read(PRESS[:3], head=SOURCES[:3])
    (problem,) = reading.problems
    assert told(reading) == [f"table.missing-column {FILE}:1:1"]
    assert problem.what.ko == "'종류'(kind) 열이 없습니다"
    assert problem.hint is not None
    assert problem.hint.ko == "있는 열: 식별자, 이름, 매체"
    assert (reading.content, reading.whole) == ({}, False)


def test_values_under_no_head_are_told_at_once_with_their_places():
    reading = read((*PRESS, "x"), (*PRESS, "y", "z"), head=(*SOURCES, None))
    assert told(reading) == [f"table.no-head {FILE}:2:5"]
    assert reading.problems[0].what.ko.endswith("2:5, 3:5, 3:6")


def test_many_values_under_no_head_are_counted():
    (problem,) = read(*[(*PRESS, "x")] * 30).problems
    assert problem.what.ko.endswith("9:5 외 22개")
    assert problem.what.en.endswith("9:5 and 22 more")


def test_stray_cells_far_from_a_table_are_one_problem_and_no_record():
    far = [(None,) * 4] * 50
    reading = read(PRESS, *far, (*(None,) * 8, "메모"), (*(None,) * 20, "가", "나"))
    assert told(reading) == [f"table.no-head {FILE}:53:9"]
    assert reading.problems[0].what.ko.endswith("53:9, 54:21, 54:22")
    assert reading.content == {"sources": [RECORD]}


def test_rows_that_hold_too_little_for_a_record_are_one_problem():
    reading = read(PRESS, ("위 표의 설명", None, None, None), (None, None, "부처 메모", None))
    assert told(reading) == [f"table.lone-text {FILE}:3:1"]
    assert reading.problems[0].what.ko.endswith("3:1 '위 표의 설명', 4:3 '부처 메모'")
    assert reading.content == {"sources": [RECORD]}


def test_a_row_without_anything_that_a_record_needs_is_none():
    head = (*SOURCES, "날짜", "주소")
    reading = read((*PRESS, None, None), (None, None, None, None, "2025-06-30", "https://example.org"), head=head)
    assert told(reading) == [f"table.lone-text {FILE}:3:5"]
    assert reading.content == {"sources": [RECORD]}


def test_a_value_beyond_the_head_is_told():
    assert told(read((*PRESS, "x"))) == [f"table.no-head {FILE}:2:5"]


def test_of_what_there_is_but_one_there_is_one_row():
    head = ("이름", "목적", "출처")
    reading = read(("협의회", "협의", "s1"), ("다른", "협의", "s1"), head=head, collection="council")
    assert reading.content == {"council": {"title": "협의회", "purpose": "협의", "sources": ["s1"]}}
    assert reading.places["council", "title"] == SourceLocation(FILE, 2, 1)
    assert told(reading) == [f"data.twice {FILE}:3:1"]


def test_texts_are_brought_to_one_form_of_hangul():
    assert read(("s1", "\u1112\u1161\u11ab", *PRESS[2:])).content["sources"][0]["title"] == "한"


def test_invisible_characters_are_removed_with_a_warning():
    reading = read(("s1", "보도\u200b자료", *PRESS[2:]))
    assert reading.content == {"sources": [RECORD]}
    assert warned(reading) == [f"text.zero-width {FILE}:2:2"]


def test_a_character_that_no_text_may_hold_is_a_problem():
    assert told(read(("s1", "보도\x0b", *PRESS[2:]))) == [f"text.character {FILE}:2:2"]


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_no_two_columns_of_a_table_bear_one_head(collection: str):
    titles = [column.title for column in columns_of(collection).values()]
    assert len(set(titles)) == len(titles)
