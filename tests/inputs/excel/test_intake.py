"""The workbook that staff fill in: what it offers, what it checks, and what it protects."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from policyreport.diagnostics import ErrorKind, PolicyReportError
from policyreport.inputs import load
from policyreport.inputs.excel.intake import intake_workbook
from policyreport.inputs.excel.intake.entries import entries_of
from policyreport.inputs.tables import columns_of
from policyreport.model import Dataset
from policyreport.model.dataset import COLLECTIONS
from policyreport.model.labels import SHEETS
from policyreport.project import Project

from .workbooks import read, saved

EXAMPLE = Path(__file__).parents[3] / "src/policyreport/builtin/example"


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return load(Project(EXAMPLE)).dataset


@pytest.fixture(scope="module")
def book(dataset: Dataset) -> Workbook:
    return load_workbook(BytesIO(intake_workbook(dataset)))


def column(sheet: Worksheet, title: str) -> str:
    return next(cell.column_letter for cell in sheet[1] if cell.value == title)


def check(sheet: Worksheet, title: str) -> DataValidation:
    letters = column(sheet, title)
    return next(v for v in sheet.data_validations.dataValidation if f"{letters}2" in v)


def test_there_is_a_sheet_for_each_collection_between_the_guide_and_the_codes(book: Workbook):
    assert book.sheetnames == ["안내", *SHEETS.values(), "코드"]


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_each_column_has_its_korean_head_with_a_note(book: Workbook, collection: str):
    head = book[SHEETS[collection]][1]
    assert {cell.value for cell in head} == {column.title for column in columns_of(collection).values()}
    assert all(cell.comment and cell.comment.text for cell in head)


def test_what_names_a_record_comes_first_and_who_may_read_it_last(book: Workbook):
    titles = [cell.value for cell in book["지원사업"][1]]
    assert (titles[0], titles[-1]) == ("식별자", "공개 범위")


def test_the_head_and_the_names_stay_in_sight(book: Workbook):
    assert book["지원사업"].freeze_panes == "B2"


def test_a_needed_head_looks_unlike_others_and_says_so(book: Workbook):
    sheet = book["지원사업"]
    needed, other = sheet[f"{column(sheet, '내용')}1"], sheet[f"{column(sheet, '기간')}1"]
    assert needed.fill.start_color.rgb != other.fill.start_color.rgb
    assert "반드시 적음" in needed.comment.text
    assert "없으면 비움" in other.comment.text


def test_the_guide_counts_what_there_is_and_leads_to_it(book: Workbook, dataset: Dataset):
    row = next(row for row in book["안내"].iter_rows(min_col=2) if row[0].value == "지원사업")
    assert row[2].value == len(dataset.programs)
    assert row[0].hyperlink.location == "'지원사업'!A1"


def test_values_stand_in_their_cells_as_what_they_are(book: Workbook, dataset: Dataset):
    events = book["추진실적"]
    day = events[f"{column(events, '날짜')}2"].value
    assert day == datetime.combine(dataset.events[0].date, datetime.min.time())
    values = book["관측값"]
    assert values[f"{column(values, '값')}2"].value == float(dataset.observations[0].value or 0)
    assert values[f"{column(values, '사용')}2"].value == "true"


def test_a_code_is_chosen_from_its_list(book: Workbook):
    offer = check(book["지원시책"], "지원 수단")
    assert offer.type == "list"
    assert offer.formula1.startswith('"자금,연구개발,')
    assert offer.showErrorMessage
    assert offer.error == "목록에 있는 말 가운데 하나를 고르십시오."
    assert "자금  funding" in offer.prompt


def test_an_id_is_chosen_from_the_sheet_that_has_it(book: Workbook):
    offer = check(book["예산"], "지원사업")
    assert offer.type == "list"
    assert "'지원사업'!$A$2" in offer.formula1
    assert offer.error == "지원사업 시트의 식별자를 고르십시오."


def test_several_ids_may_be_written_where_one_is_offered(book: Workbook):
    offer = check(book["지원사업"], "지원시책")
    assert "'지원시책'!$A$2" in offer.formula1
    assert not offer.showErrorMessage


@pytest.mark.parametrize(
    ("sheet", "title", "kind", "error"),
    [
        ("정책", "발표일", "date", "2025-06-30처럼 날짜를 적으십시오."),
        ("관측값", "값", "decimal", "숫자만 적으십시오. 단위는 적지 않습니다."),
        ("예산", "연도", "whole", "1948부터 2999 사이의 정수를 적으십시오."),
        ("지표", "소수 자리", "whole", "0부터 6 사이의 정수를 적으십시오."),
        ("예산", "집행 기준월", "textLength", "2025-06처럼 연도와 달을 적으십시오."),
        ("지원사업", "식별자", "custom", "이미 있는 식별자입니다."),
        ("분기보고", "분기", "textLength", "2025Q2처럼 연도와 분기를 적으십시오."),
    ],
)
def test_what_is_entered_is_checked_with_a_korean_word(book: Workbook, sheet: str, title: str, kind: str, error: str):
    checked = check(book[sheet], title)
    assert (checked.type, checked.error) == (kind, error)


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_what_excel_says_keeps_within_its_limits(book: Workbook, collection: str):
    for offer in book[SHEETS[collection]].data_validations.dataValidation:
        assert len(offer.formula1 or "") <= 255
        assert len(offer.prompt or "") <= 255
        assert len(offer.promptTitle or "") <= 32
        assert len(offer.error or "") <= 225
        assert len(offer.errorTitle or "") <= 32


def test_only_heads_and_ids_that_exist_are_locked(book: Workbook, dataset: Dataset):
    sheet = book["지원사업"]
    beyond = len(dataset.programs) + 2
    assert sheet.protection.sheet
    assert not sheet.protection.password
    assert sheet["A1"].protection.locked
    assert sheet["A2"].protection.locked
    assert not sheet["B2"].protection.locked
    assert not sheet.column_dimensions["A"].protection.locked
    assert sheet[f"A{beyond}"].value is None


def test_the_one_row_of_a_single_record_can_be_filled_in(dataset: Dataset):
    without = dataset.model_copy(update={"council": None})
    sheet = load_workbook(BytesIO(intake_workbook(without)))["협의회"]
    assert not sheet["A2"].protection.locked


def test_a_new_row_is_read_with_the_others(book: Workbook, dataset: Dataset):
    sheet = load_workbook(BytesIO(intake_workbook(dataset)))["지원사업"]
    row = len(dataset.programs) + 2
    new = {"식별자": "new-one", "이름": "새 사업", "지원시책": "m", "내용": "지원", "소관": "부처", "출처": "s"}
    for title, text in new.items():
        sheet[f"{column(sheet, title)}{row}"] = text
    records = read(saved(sheet.parent)).content["programs"]
    assert records[-1] == {
        "id": "new-one",
        "title": "새 사업",
        "measures": ["m"],
        "content": "지원",
        "lead": "부처",
        "sources": ["s"],
    }


FORMULAS = ["=1+1", "=HYPERLINK(1)", "+1", "-1", "@x", "{=1}", "#REF!"]


@pytest.fixture(scope="module")
def formulas(dataset: Dataset) -> Worksheet:
    """The sheet of measures, each with a text that Excel could take for a formula."""
    first = dataset.measures[0]
    measures = tuple(first.model_copy(update={"id": f"m{n}", "content": text}) for n, text in enumerate(FORMULAS))
    return load_workbook(BytesIO(intake_workbook(dataset.model_copy(update={"measures": measures}))))["지원시책"]


@pytest.mark.parametrize("text", FORMULAS)
def test_a_text_is_never_a_formula(formulas: Worksheet, text: str):
    cell = formulas[f"{column(formulas, '내용')}{FORMULAS.index(text) + 2}"]
    assert (cell.value, cell.data_type) == (text, "s")


def test_a_text_too_long_for_a_cell_is_a_limit(dataset: Dataset):
    measure = dataset.measures[0].model_copy(update={"content": "가" * 32_768})
    with pytest.raises(PolicyReportError) as caught:
        intake_workbook(dataset.model_copy(update={"measures": (measure,)}))
    (problem,) = caught.value.problems
    assert (problem.kind, problem.code) == (ErrorKind.LIMIT, "excel.cell-length")
    assert problem.where is not None
    assert problem.where.cell == "지원시책!E2"


def test_the_same_data_set_gives_the_same_bytes_whatever_the_hash_seed(dataset: Dataset):
    code = (
        "import hashlib, sys; from pathlib import Path; from policyreport.inputs import load;"
        "from policyreport.inputs.excel.intake import intake_workbook; from policyreport.project import Project;"
        "print(hashlib.sha256(intake_workbook(load(Project(Path(sys.argv[1]))).dataset)).hexdigest())"
    )
    seeds = ({**os.environ, "PYTHONHASHSEED": seed} for seed in ("1", "2"))
    made = {subprocess.check_output([sys.executable, "-c", code, EXAMPLE], env=env) for env in seeds}
    assert len(made) == 1


def test_nothing_in_the_package_bears_the_hour_or_the_machine(dataset: Dataset):
    with ZipFile(BytesIO(intake_workbook(dataset))) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = archive.read("docProps/core.xml").decode()
    assert core.count(f"{max(q.as_of for q in dataset.quarters)}T00:00:00Z") == 2


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_every_code_has_a_korean_meaning_and_every_sheet_a_word(collection: str):
    entries = entries_of(collection)
    assert [code for entry in entries for code in entry.codes if code.isascii() and code not in entry.words] == []
    assert COLLECTIONS[collection].contents
