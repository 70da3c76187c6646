"""September's money, made again after December's was entered: in every format, with what is not known beside it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pypdfium2
import pytest
from openpyxl import load_workbook
from tests.young_farmers import young_farmers
from tests.young_farmers.money import append, keep_by_quarter

from policyreport.pipeline.build import build

MISSING = "집행액 1개 사업 자료 없음"


@dataclass(frozen=True)
class Issued:
    """The files of September's set, and the numbers of its manifest by their facts."""

    folder: Path
    numbers: Mapping[str, Mapping[str, object]]

    def text(self, name: str) -> str:
        """The characters of a file, blanks made one."""
        content = (self.folder / name).read_bytes()
        if name.endswith(".pdf"):
            pages = pypdfium2.PdfDocument(content)
            said = " ".join(page.get_textpage().get_text_range() for page in pages)
        elif name.endswith(".txt"):
            said = content.decode("utf-8-sig")
        else:
            package = ZipFile(BytesIO(content))
            parts = (package.read(part).decode("utf-8", "ignore") for part in package.namelist() if ".xml" in part)
            said = " ".join(re.sub(r"<[^>]+>", "", part) for part in parts)
        return " ".join(said.split())


@pytest.fixture(scope="module")
def september(tmp_path_factory: pytest.TempPathFactory) -> Issued:
    project = young_farmers(tmp_path_factory.mktemp("farmers"), "fourth")
    keep_by_quarter(project, planned=True)
    append(project.data / "project.yaml", "display_unit: 억원\n")
    folder = build(project, "2026Q3", ["briefing", "handout", "matrix"]).folder
    numbers = json.loads((folder / "manifest.json").read_text("utf-8"))["numbers"]
    return Issued(folder, {number["fact"]: number for number in numbers})


FILES = ["briefing.pdf", "briefing.txt", "handout.docx", "handout.hwpx", "handout.txt", "matrix.xlsx"]


@pytest.mark.parametrize("name", FILES)
def test_every_format_says_of_how_many_programmes_the_amount_is_not_known(september: Issued, name: str) -> None:
    assert MISSING in september.text(name)
    assert "1,652.1억원 기준" in september.text(name)


def test_the_count_is_traced_to_the_budgets_without_an_amount(september: Issued) -> None:
    count = september.numbers["budget.total.executed-missing"]
    assert (count["value"], count["rule"]) == ("1", "count")


def test_the_amounts_are_those_of_september_in_the_projects_unit(september: Issued) -> None:
    text = september.text("briefing.txt")
    assert "예산현액 1,653.3억원 중 938.9억원 집행(56.8%, 당분기 352.6억원, 1개 사업 자료 없음)" in text
    assert "지원사업: 임대형 스마트팜 1단지; 예산현액: 214; 전 분기 집행액: 154; 집행액: 210.2; 증감: 56.2" in text


def test_no_source_of_december_is_named_for_the_money_of_september(september: Issued) -> None:
    money = [number for name, number in september.numbers.items() if name.startswith("budget.")]
    assert money
    assert not [number for number in money if "rep4" in json.dumps(number)]


def test_the_workbook_reckons_the_rate_of_all_over_what_is_known(september: Issued) -> None:
    formulas, values = (
        load_workbook(september.folder / "matrix.xlsx", data_only=of)["예산집행"] for of in (False, True)
    )
    total = next(row[0].row for row in values.iter_rows() if row[0].value == "합계")
    rate = next(cell.column for row in values.iter_rows() for cell in row if cell.value == "집행률")
    assert str(formulas.cell(total, rate).value).startswith("=SUMPRODUCT(")
    assert round(float(str(values.cell(total, rate).value)), 1) == 56.8


def test_the_matrix_tells_the_course_of_the_year_and_the_money_of_each_programme(september: Issued) -> None:
    book = load_workbook(september.folder / "matrix.xlsx", data_only=True)
    course = [[cell.value for cell in row] for row in book["예산집행"].iter_rows() if row[0].value]
    assert [row[1:3] for row in course if str(row[0]).startswith("’26.")] == [[1653.3, 586.2525], [1653.3, 938.895]]
    changes = [[cell.value for cell in row] for row in book["변경이력"].iter_rows()]
    assert ["집행액", "후계농 육성자금 2026년"] in [row[:2] for row in changes]


def test_the_matrix_of_programmes_has_the_money_of_each_and_its_live_total(september: Issued) -> None:
    sheet = load_workbook(september.folder / "matrix.xlsx")["지원사업현황"]
    heads = {cell.value: cell.column for row in sheet.iter_rows() for cell in row if cell.value}
    assert "사업비" not in heads
    total = next(row[0].row for row in sheet.iter_rows() if row[0].value == "합계")
    assert str(sheet.cell(total, heads["예산현액"]).value).startswith("=SUBTOTAL(109,")


def test_money_stands_on_one_sheet_whose_chart_draws_the_table_above_it(september: Issued) -> None:
    book = load_workbook(september.folder / "matrix.xlsx")
    assert not {"예산집행률", "분기별집행"} & set(book.sheetnames)
    assert [row[0].value for row in book["예산집행"].iter_rows()].count("지원사업") == 1
    (chart,) = book["예산집행"]._charts
    head = next(row[0].row for row in book["예산집행"].iter_rows() if row[0].value == "지원사업")
    assert chart.series[0].cat.strRef.f.startswith(f"'예산집행'!$A${head + 1}:")
