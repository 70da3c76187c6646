"""Tables as offices hand them in: their dates, their further columns, their notes, and files that nobody named."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from datetime import datetime
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook

from policyreport.diagnostics import PolicyReportError, Problem
from policyreport.inputs import Loaded, load
from policyreport.project import Project

Make = Callable[[Mapping[str, str | bytes]], Project]
Faults = Callable[[Mapping[str, str | bytes]], list[Problem]]

TOP = "name: p\ntitle: 전략\norganisation: 부\nlicence: 공공누리\ninputs:\n"
INDICATOR = "indicators:\n  - {id: rate, title: 비율, unit: '%', role: output, definition: 정의}\n"
HEAD = ("지표", "분기", "값", "기준 시점", "출처")
DISTRICTS = (
    ("행정동코드", "시도명", "시군구명", "읍면동명", "생성일자", "말소일자"),
    ("1111051500", "서울특별시", "종로구", "청운효자동", "20081101", None),
    ("1111053000", "서울특별시", "종로구", "사직동", "19880423", None),
)


def inputs(*lines: str) -> str:
    return TOP + "".join(f"  - {line}\n" for line in lines)


def book(name: str, *rows: tuple[object, ...]) -> bytes:
    """Return a workbook of one sheet."""
    made = Workbook()
    sheet = made.worksheets[0]
    sheet.title = name
    for row in rows:
        sheet.append(row)
    packed = BytesIO()
    made.save(packed)
    return packed.getvalue()


def observed(make: Make, *row: object) -> Loaded:
    """Return the data set with one more observation, from a workbook."""
    files = {
        "data/project.yaml": inputs("{file: 관측.xlsx}"),
        "data/관측.xlsx": book("관측값", HEAD, row),
        "data/rate.yaml": INDICATOR,
    }
    return load(make(files))


@pytest.mark.parametrize("written", ["2025. 5. 28.", "2025.5.28", "2025년 5월 28일", "20250528", 20250528, "2025/5/28"])
def test_a_day_in_a_workbook_is_read_as_people_write_it(make: Make, written: object) -> None:
    seen = next(
        o for o in observed(make, "rate", "2025Q2", 5, written, "s1").dataset.observations if o.indicator == "rate"
    )
    assert seen.as_of == "2025-05-28"


def test_a_time_of_day_is_left_out_and_told(make: Make) -> None:
    loaded = observed(make, "rate", "2025Q2", 5, datetime(2025, 5, 28, 14, 30), "s1")  # noqa: DTZ001
    assert loaded.dataset.observations[-1].as_of == "2025-05-28"
    (warning,) = loaded.warnings
    assert (warning.code, str(warning.where)) == ("table.time", "data/관측.xlsx › 관측값!D2")
    assert "14:30" in warning.what.ko


def test_midnight_is_no_time_of_day(make: Make) -> None:
    loaded = observed(make, "rate", "2025Q2", 5, datetime(2025, 5, 28), "s1")  # noqa: DTZ001
    assert (loaded.dataset.observations[-1].as_of, loaded.warnings) == ("2025-05-28", ())


def test_a_month_that_excel_made_a_number_of_is_read_unless_it_may_be_another(make: Make) -> None:
    assert observed(make, "rate", "2025Q2", 5, 2025.4, "s1").dataset.observations[-1].as_of == "2025-04"
    with pytest.raises(PolicyReportError) as refused:
        observed(make, "rate", "2025Q2", 5, 2025.1, "s1")
    (problem,) = refused.value.problems
    assert problem.hint is not None
    assert problem.hint.en == "write 2025-01 or 2025-10"


def test_a_percentage_says_both_ways_out(make: Make) -> None:
    with pytest.raises(PolicyReportError) as refused:
        observed(make, "applied", "2025Q2", "45.2%", "2025-05", "s1")
    (problem,) = refused.value.problems
    assert str(problem.where) == "data/관측.xlsx › 관측값!C2"
    assert problem.hint is not None
    assert problem.hint.ko.startswith("지표의 단위를 %로 고치거나, 그 단위의 수를 % 없이 적으십시오")


def test_a_quarter_in_words_is_the_same_quarter(faults: Faults) -> None:
    text = (
        "observations:\n"
        "  - {indicator: applied, quarter: 2025년 2분기, value: 5, as_of: 2025-05, source: s1}\n"
        "  - {indicator: applied, quarter: 2025Q2, value: 6, as_of: 2025-05, source: s1}\n"
    )
    assert [p.code for p in faults({"data/a.yaml": text})] == ["data.conflicting-observations"]


def test_a_year_in_words_is_the_same_year(faults: Faults) -> None:
    text = (
        "budgets:\n"
        "  - {id: a, program: global-tips, year: 2026년, unit: 억원, source: s1}\n"
        "  - {id: b, program: global-tips, year: 2026, unit: 억원, source: s1}\n"
    )
    assert [p.code for p in faults({"data/a.yaml": text})] == ["data.duplicate-budget"]


def test_a_quarters_file_may_write_its_quarter_in_words(make: Make) -> None:
    text = "quarter: 2025년 3/4분기\nreport: {as_of: 2025. 9. 30., headline: 가}\n"
    (report,) = [
        r for r in load(make({"data/quarters/2025Q3.yaml": text})).dataset.quarters if str(r.quarter) == "2025Q3"
    ]
    assert str(report.as_of) == "2025-09-30"


WANTED = "행정동코드: id, 읍면동명: title"


@pytest.mark.parametrize("nothing", ["''", "null", "~"])
def test_the_columns_of_a_ministrys_file_are_left_out_by_name(make: Make, nothing: str) -> None:
    left = ", ".join(f"{head}: {nothing}" for head in ("시도명", "시군구명", "생성일자", "말소일자"))
    declared = inputs(f"{{file: 동.xlsx, sheets: {{동: organisations}}, columns: {{{WANTED}, {left}}}}}")
    loaded = load(make({"data/project.yaml": declared, "data/동.xlsx": book("동", *DISTRICTS)}))
    assert [one.title for one in loaded.dataset.organisations] == ["청운효자동", "사직동"]


def test_columns_that_are_not_wanted_are_named_each_with_how_to_leave_it_out(faults: Faults) -> None:
    declared = inputs(f"{{file: 동.xlsx, sheets: {{동: organisations}}, columns: {{{WANTED}}}}}")
    found = faults({"data/project.yaml": declared, "data/동.xlsx": book("동", ("행정동 목록",), *DISTRICTS)})
    assert [(p.code, str(p.where)) for p in found] == [
        ("table.unknown-head", f"data/동.xlsx › 동!{column}2") for column in "BCEF"
    ]
    assert all(p.hint and "'columns:'" in p.hint.ko for p in found)


def test_notes_and_totals_below_a_table_are_told_and_no_broken_rows(make: Make) -> None:
    text = "id,title,publisher,kind\ns8,자료,부,press\n합계,1\n※ 9월 말 기준,,,(단위: 개)\n주: 잠정치\n"
    declared = inputs("{file: 출처.csv, collection: sources}")
    loaded = load(make({"data/project.yaml": declared, "data/출처.csv": text}))
    assert "s8" in [source.id for source in loaded.dataset.sources]
    assert [(w.code, str(w.where)) for w in loaded.warnings] == [
        ("table.total-row", "data/출처.csv:3:1"),
        ("table.note-row", "data/출처.csv:4:1"),
    ]


def test_a_table_that_no_input_names_is_told_with_what_to_write(make: Make) -> None:
    text = "식별자,지원사업,연도,단위,본예산,출처\nb1,global-tips,2026,억원,5,s1\n"
    files = {
        "data/예산.csv": text,
        "data/현황.xlsx": book("현황", ("가",)),
        "data/~$현황.xlsx": b"x",
        "data/메모.txt": "가",
    }
    warnings = load(make(files)).warnings
    assert [(w.code, w.field) for w in warnings] == [("file.unread", "예산.csv"), ("file.unread", "현황.xlsx")]
    assert warnings[0].hint is not None
    assert "- {file: 예산.csv, collection: budgets}" in warnings[0].hint.ko
    assert "'예산' 자료의 머리글이 있습니다" in warnings[0].hint.ko


def test_a_table_in_cp949_is_told_with_its_encoding(make: Make) -> None:
    text = "식별자,지원사업,연도,단위,본예산,출처\nb1,global-tips,2026,억원,5,s1\n"
    (warning,) = load(make({"data/예산.csv": text.encode("cp949")})).warnings
    assert warning.hint is not None
    assert "- {file: 예산.csv, collection: budgets, encoding: cp949}" in warning.hint.ko


def test_a_late_value_in_a_table_is_told_by_its_column(faults: Faults) -> None:
    declared = inputs("{file: 관측.csv, collection: observations}")
    text = "indicator,quarter,value,as_of,source\nrate,2025Q2,5,2026년,s1\n"
    files = {"data/project.yaml": declared, "data/관측.csv": text, "data/rate.yaml": INDICATOR}
    (problem,) = faults(files)
    assert problem.hint is not None
    assert problem.hint.ko == "뒤 분기로 옮기거나 '기준 시점(as_of)' 열을 고치십시오"


def test_a_table_that_an_input_names_is_not_told_of(make: Make) -> None:
    declared = inputs("{file: 출처.csv, collection: sources}")
    text = "id,title,publisher,kind\ns8,자료,부,press\n"
    assert load(make({"data/project.yaml": declared, "data/출처.csv": text})).warnings == ()


def test_what_is_missing_in_a_table_is_told_by_its_column(faults: Faults) -> None:
    declared = inputs("{file: 출처.csv, collection: sources}")
    text = "id,title,publisher,kind\ns8,,부,press\n"
    (problem,) = faults({"data/project.yaml": declared, "data/출처.csv": text})
    assert problem.hint is not None
    assert problem.hint.ko == "'이름(title)' 열의 이 칸을 채우십시오"


def test_a_value_that_is_no_number_yet_leaves_its_cell_empty_not_its_row(faults: Faults) -> None:
    declared = inputs("{file: 관측.csv, collection: observations}")
    text = "indicator,quarter,value,as_of,source\napplied,2025Q2,미정,2025-05,s1\n"
    (problem,) = faults({"data/project.yaml": declared, "data/관측.csv": text})
    assert problem.hint is not None
    assert problem.hint.ko.endswith("값이 없으면 칸을 비우십시오")


@pytest.mark.parametrize(("number", "read"), [(1000 / 3, "333.333333333333"), (0.1 + 0.2, "0.3"), (1.5, "1.5")])
def test_a_real_number_of_a_database_has_as_many_digits_as_excel_keeps(
    make: Make, tmp_path: Path, number: float, read: str
) -> None:
    path = tmp_path / "made.db"
    base = sqlite3.connect(path)
    base.execute("CREATE TABLE o (indicator TEXT, quarter TEXT, value REAL, as_of TEXT, source TEXT)")
    base.execute("INSERT INTO o VALUES ('rate', '2025Q2', ?, '2025-05', 's1')", [number])
    base.commit()
    base.close()
    declared = (
        f"{TOP}  - sql: 'sqlite:///data/p.db'\n    queries: {{observations: SELECT * FROM o ORDER BY indicator}}\n"
    )
    files = {"data/project.yaml": declared, "data/p.db": path.read_bytes(), "data/rate.yaml": INDICATOR}
    dataset = load(make(files)).dataset
    assert str(dataset.observations[-1].value) == read


@pytest.mark.parametrize("text", ["대구", "우선", "우리", "대구광역시 우선 지원", "우리나라", "특화", "가나다"])
def test_a_file_in_cp949_is_never_taken_for_utf8(make: Make, faults: Faults, text: str) -> None:
    content = f"id,title,publisher,kind\ns8,{text},{text},press\n".encode("cp949")
    files: dict[str, str | bytes] = {"data/출처.csv": content}
    found = faults({**files, "data/project.yaml": inputs("{file: 출처.csv, collection: sources}")})
    assert [p.code for p in found] == ["file.encoding"]
    declared = inputs("{file: 출처.csv, collection: sources, encoding: cp949}")
    assert load(make({**files, "data/project.yaml": declared})).dataset.sources[-1].title == text


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("policy:\n  id: a\n  lead:가람도\n  title: x\n", 3, 3),
        ("policy:\n  lead:가람도\n  title: x\n", 2, 3),
        ("programs:\n  - id: z\n    title: 가나\n      lead:가람도\n", 4, 7),
        ("programs:\n  - id: a\n    lead:가람도\n", 3, 5),
    ],
)
def test_a_name_without_a_blank_behind_its_colon_is_told_on_its_line(
    faults: Faults, text: str, line: int, column: int
) -> None:
    (problem,) = [p for p in faults({"data/z.yaml": text}) if p.code == "yaml.no-blank"]
    assert str(problem.where) == f"data/z.yaml:{line}:{column}"
    assert problem.hint is not None
    assert problem.hint.ko.startswith("'lead: 가람도'처럼")


def test_a_text_with_a_colon_in_it_is_left_alone(make: Make) -> None:
    text = (
        "programs:\n  - {id: z, title: '가:나', measures: [challenge], content: 10:30 시작, lead: 부, sources: [s1]}\n"
    )
    assert load(make({"data/z.yaml": text})).dataset.programs[-1].content == "10:30 시작"


def test_a_misspelt_field_that_is_needed_is_one_problem(faults: Faults) -> None:
    text = "events:\n  - {id: e1, date: 2025-05-28, titel: 가, sources: [s1]}\n"
    (problem,) = faults({"data/a.yaml": text})
    assert (problem.code, problem.field) == ("data.unknown-field", "events › e1 › titel")
    assert problem.hint is not None
    assert problem.hint.en == "did you mean 'title'?"
