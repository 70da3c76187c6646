from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from math import isclose
from pathlib import Path
from zipfile import ZipFile

import pandas as pd
import pytest
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook
from tests.renderers.xlsx.specimens import TYPED, chapter, columns, document, everything, number, rate, row, text

from policyreport.document.nodes import ShortNumber, Table
from policyreport.document.theme import Theme
from policyreport.renderers.xlsx import render

Values = Mapping[tuple[str, str], object]


@pytest.fixture(scope="module")
def content() -> bytes:
    return render(everything(), Theme()).content


def values_of(content: bytes) -> Values:
    workbook = load_workbook(BytesIO(content), data_only=True)
    cells = ((s.title, cell) for s in workbook for line in s.iter_rows() for cell in line)
    return {(sheet, cell.coordinate): cell.value for sheet, cell in cells if cell.value is not None}


def formula_places(content: bytes) -> list[tuple[str, str]]:
    workbook = load_workbook(BytesIO(content))
    cells = ((s.title, cell) for s in workbook for line in s.iter_rows() for cell in line)
    return [(sheet, cell.coordinate) for sheet, cell in cells if cell.data_type == "f"]


def without_values(content: bytes) -> bytes:
    """The workbook whose formulas bear no values, so that a reader has to reckon them."""
    stripped = BytesIO()
    with ZipFile(BytesIO(content)) as package, ZipFile(stripped, "w") as archive:
        for name in package.namelist():
            archive.writestr(name, re.sub(rb"</f><v>[^<]*</v>", b"</f>", package.read(name)))
    return stripped.getvalue()


def same(one: object, other: object) -> bool:
    if isinstance(one, int | float) and isinstance(other, int | float):
        return isclose(one, other, rel_tol=1e-14)
    return one == other


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_libreoffice_reckons_every_formula_to_the_value_that_it_bears(content: bytes, tmp_path: Path):
    (tmp_path / "matrix.xlsx").write_bytes(without_values(content))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    target = ["--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(tmp_path / "out")]
    subprocess.run(
        ["soffice", profile, "--headless", *target, str(tmp_path / "matrix.xlsx")], check=True, capture_output=True
    )
    with pytest.warns(UserWarning, match="extension is not supported"):  # LibreOffice's own, about bars of data
        reckoned = values_of((tmp_path / "out" / "matrix.xlsx").read_bytes())
    said, places = values_of(content), formula_places(content)
    assert len(places) > 20
    assert {place: reckoned.get(place) for place in places if not same(said[place], reckoned.get(place))} == {}
    assert {place for place in said if not same(said[place], reckoned.get(place))} == set()


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_libreoffice_shows_rates_near_a_hundred_as_they_read(tmp_path: Path):
    amounts = [("21400", "21390"), ("2000", "1999"), ("10.732865", "10.732865"), ("743.547", "743.547"), ("800", "801")]
    amounts += [("999999999999999", "999999999999998"), ("999999999999998", "999999999999999"), ("3000", "2997")]
    rows = [row(text("가"), number(whole), number(part), rate(part, whole)) for whole, part in amounts]
    rows += [row(text("나"), (), (), (ShortNumber("f", Decimal("9.04"), "%", 1, short_of=Decimal(9)),))]
    table = Table(columns("사업", "예산", "집행", "집행률"), tuple(rows))
    made = without_values(render(document(*chapter("가", table)), Theme()).content)
    (tmp_path / "rates.xlsx").write_bytes(made)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "html", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(tmp_path / "rates.xlsx")], check=True, capture_output=True)
    shown = re.findall(r">(\d[\d.]*%)<", (tmp_path / "rates.html").read_text("utf-8"))
    assert shown == ["99.9%", "99.9%", "100.0%", "100.0%", "100.1%", "99.9%", "100.0%", "99.9%", "9.1%"]


def test_every_formula_bears_a_value(content: bytes):
    assert set(formula_places(content)) <= values_of(content).keys()


def test_calamine_reads_the_same_values_and_types():
    content = render(document(*chapter("값", TYPED)), Theme()).content
    rows = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_name("값").to_python()
    assert rows[-2:] == [
        ["=1+1", 1234.5678, date(2025, 6, 3), "2025. 6."],
        ["줄 & <글>", "-", date(2024, 12, 31), "2024년"],
    ]


@pytest.mark.parametrize("engine", ["openpyxl", "calamine"])
def test_pandas_reads_the_same_values_and_types(content: bytes, engine: str):
    frame = pd.read_excel(BytesIO(content), sheet_name="값", header=3, engine=engine)
    assert list(frame.columns) == ["글", "수", "날", "달"]
    assert frame.loc[0].tolist() == ["=1+1", 1234.5678, datetime.fromisoformat("2025-06-03"), "2025. 6."]


@pytest.mark.parametrize("engine", ["openpyxl", "calamine"])
def test_pandas_sees_the_values_of_formulas(content: bytes, engine: str):
    frame = pd.read_excel(BytesIO(content), sheet_name="묶음", header=4, engine=engine)
    assert frame["본예산"].iloc[-1] == 35.3
