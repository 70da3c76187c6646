"""The rate of a total of which some parts are missing: of those rows alone that have both numbers."""

from __future__ import annotations

import re
import shutil
import subprocess
from io import BytesIO
from math import isclose
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from tests.renderers.xlsx.specimens import chapter, columns, document, number, rate, row, text

from policyreport.document.nodes import Number, Table
from policyreport.document.theme import Theme
from policyreport.renderers.xlsx import render
from policyreport.renderers.xlsx.formulas import KnownRate, Rate, Sum, formulas_of

MISSING = (Number("none", None, "백만원"),)
NO_RATE = (Number("none", None, "%"),)
ROWS = (
    row(text("가"), number("1000"), number("250"), rate("250", "1000")),
    row(text("나"), number("500"), MISSING, NO_RATE),
    row(text("다"), number("3000"), number("1750"), rate("1750", "3000")),
)
TOTAL = row(text("합계"), number("4500"), number("2000"), rate("2000", "4000"), kind="total")
TABLE = Table(columns("사업", "예산현액", "집행액", "집행률"), (*ROWS, TOTAL))


def test_the_rate_of_a_total_counts_the_rows_that_have_both_numbers() -> None:
    assert formulas_of(TABLE, [2, 3, 4]) == {
        0: {4: Rate(3, 2)},
        2: {4: Rate(3, 2)},
        3: {2: Sum(0, 2), 3: Sum(0, 2), 4: KnownRate(3, 2, 0, 2)},
    }


def test_where_all_are_known_the_total_is_a_rate_like_the_others() -> None:
    total = row(text("합계"), number("4000"), number("2000"), rate("2000", "4000"), kind="total")
    found = formulas_of(Table(TABLE.columns, (ROWS[0], ROWS[2], total)), [2, 3, 4])
    assert found[2][4] == Rate(3, 2)


def test_a_rate_of_other_rows_than_those_is_no_formula() -> None:
    total = row(text("합계"), number("4500"), number("2000"), rate("1900", "4000"), kind="total")
    found = formulas_of(Table(TABLE.columns, (*ROWS, total)), [2, 3, 4])
    assert 4 not in found.get(3, {})


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_libreoffice_reckons_such_a_rate_as_it_is_printed(tmp_path: Path) -> None:
    content, stripped = render(document(*chapter("표", TABLE)), Theme()).content, BytesIO()
    with ZipFile(BytesIO(content)) as package, ZipFile(stripped, "w") as archive:
        for name in package.namelist():
            archive.writestr(name, re.sub(rb"</f><v>[^<]*</v>", b"</f>", package.read(name)))
    (tmp_path / "표.xlsx").write_bytes(stripped.getvalue())
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    target = ["--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(tmp_path / "out")]
    subprocess.run(
        ["soffice", profile, "--headless", *target, str(tmp_path / "표.xlsx")], check=True, capture_output=True
    )
    with pytest.warns(UserWarning, match="extension is not supported"):
        sheet = load_workbook(tmp_path / "out" / "표.xlsx", data_only=True)["표"]
    assert [cell.value for cell in sheet[8][1:3]] == [4500, 2000]
    assert isclose(float(str(sheet.cell(8, 4).value)), 50)
