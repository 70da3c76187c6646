"""What the documents of the made-up office say of its targets, and of a budget that is nearly executed."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from tests.young_farmers import young_farmers

from policyreport.leak_check.layers import Layer, layers
from policyreport.pipeline.build import build

KINDS = ("briefing", "handout", "matrix", "press")
RATES = {
    "third": {"settled": "65.3%", "leave-rate": "70.3%", "loan-amount": "57.0%", "house-units": "33.8%"},
    "fourth": {"settled": "101.2%", "leave-rate": "77.6%", "loan-amount": "92.8%", "house-units": "40.0%"},
}
TITLES = {
    "settled": "신규 정착 청년농업인",
    "leave-rate": "영농 중단율",
    "loan-amount": "육성자금 융자 실행액",
    "house-units": "청년농촌보금자리 입주",
}
Files = Mapping[str, Path]


def built(root: Path, end_of: str) -> Files:
    folder = build(young_farmers(root, "third" if end_of == "third" else "fourth"), reports=KINDS).folder
    return {path.name: path for path in folder.iterdir()}


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Files]:
    return {end_of: built(tmp_path_factory.mktemp(end_of).resolve(), end_of) for end_of in RATES}


def words(file: Path) -> str:
    """Return what a file says, without blanks and line ends."""
    said = (layer.words for layer in layers(file.name, file.read_bytes()) if isinstance(layer, Layer))
    return "".join("".join(said).split())


@pytest.mark.parametrize("end_of", RATES)
@pytest.mark.parametrize("name", ["briefing.pdf", "briefing.txt", "handout.docx", "handout.hwpx", "handout.txt"])
def test_every_format_says_the_rates_of_the_office(files: Mapping[str, Files], end_of: str, name: str):
    said = words(files[end_of][name])
    assert [rate for rate in RATES[end_of].values() if rate not in said] == []
    assert re.findall(r"142\.2%|128\.9%|100\.0%", said) == []


@pytest.mark.parametrize("name", ["briefing.pdf", "briefing.txt"])
def test_21390_of_21400_does_not_read_as_all(files: Mapping[str, Files], name: str):
    assert "99.9%" in words(files["fourth"][name])


def column(file: Path, sheet: str, head: str, *, values: bool = False) -> dict[object, object]:
    """Return a column of the first table of a sheet that has it, by what stands first in the row."""
    lines = [
        [cell.value for cell in line] for line in load_workbook(BytesIO(file.read_bytes()), data_only=values)[sheet]
    ]
    top = next(n for n, line in enumerate(lines) if head in line)
    return {line[0]: line[lines[top].index(head)] for line in lines[top + 1 :]}


@pytest.mark.parametrize("end_of", RATES)
def test_a_workbook_works_the_rates_out_the_same_way(files: Mapping[str, Files], end_of: str):
    matrix = files[end_of]["matrix.xlsx"]
    formulas = column(matrix, "성과지표", "달성률")
    ways = {name: re.sub(r"\d+", "", str(formulas[title]), count=2) for name, title in TITLES.items()}
    assert ways == {name: "=F/H*100" if name == "leave-rate" else "=H/F*100" for name in TITLES}
    worked_out = column(matrix, "성과지표", "달성률", values=True)
    printed = {name: float(rate.removesuffix("%")) for name, rate in RATES[end_of].items()}
    assert {name: worked_out[title] for name, title in TITLES.items()} == pytest.approx(printed, abs=0.05)


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_libreoffice_shows_the_rates_as_all_other_documents_do(files: Mapping[str, Files], tmp_path: Path):
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "html", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(files["fourth"]["matrix.xlsx"])], check=True, capture_output=True)
    shown = re.findall(r">([\d,.]+%)<", (tmp_path / "matrix.html").read_text("utf-8"))
    assert {*RATES["fourth"].values(), "99.9%"} <= set(shown)
    assert "100.0%" not in shown


@pytest.fixture(scope="module")
def by_way(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workbook of the office, in which the rate of those who give up is told as the way covered."""
    root = tmp_path_factory.mktemp("way").resolve()
    project = young_farmers(root, "fourth")
    collected = root / "data" / "수합.xlsx"
    book = load_workbook(collected)
    sheet = book["지표"]
    head, last = [cell.value for cell in sheet[1]], sheet.max_column + 1
    sheet.cell(1, last, "달성률 방식")
    for row in sheet.iter_rows(min_row=2):
        ways = {"leave-rate": "progress", "house-units": "met"}
        sheet.cell(row[0].row, last, ways.get(str(row[head.index("식별자")].value)))
    book.save(collected)
    return build(project, reports=["matrix"]).folder / "matrix.xlsx"


def test_a_workbook_works_out_the_way_covered(by_way: Path):
    formulas = column(by_way, "성과지표", "달성률")
    assert re.sub(r"\d+", "", str(formulas[TITLES["leave-rate"]]), count=4) == "=(H-D)/(F-D)*100"
    assert re.sub(r"\d+", "", str(formulas[TITLES["settled"]]), count=2) == "=H/F*100"
    assert formulas[TITLES["house-units"]] == "-"
    assert column(by_way, "성과지표", "달성률", values=True)[TITLES["leave-rate"]] == pytest.approx(50)
    words = {"settled": "● 달성", "leave-rate": "○ 진행 중", "loan-amount": "■ 미달", "house-units": "○ 진행 중"}
    assert {name: column(by_way, "성과지표", "달성 여부")[title] for name, title in TITLES.items()} == words


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_libreoffice_works_the_way_covered_out_to_the_same(by_way: Path, tmp_path: Path):
    load_workbook(by_way).save(tmp_path / "bare.xlsx")  # openpyxl leaves out the values that were worked out
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "html", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(tmp_path / "bare.xlsx")], check=True, capture_output=True)
    shown = re.findall(r">([\d,.]+%)<", (tmp_path / "bare.html").read_text("utf-8"))
    assert {"50.0%", "101.2%", "92.8%"} <= set(shown)
    assert "77.6%" not in shown
