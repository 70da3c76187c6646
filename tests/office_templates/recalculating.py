"""What LibreOffice works out from filled workbooks, without the values that stand beside their formulas."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from io import BytesIO
from math import isclose
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from .drawing_in_excel import changed

Values = dict[tuple[str, str], object]
"""What cells hold, by their sheet and name."""


def without_values(content: bytes) -> bytes:
    with ZipFile(BytesIO(content)) as package:
        sheets = [name for name in package.namelist() if name.startswith("xl/worksheets/sheet")]
    return changed(content, {name: lambda p: re.sub(rb"</f><v>[^<]*</v>", b"</f>", p) for name in sheets})


def values_of(content: bytes) -> Values:
    book = load_workbook(BytesIO(content), data_only=True)
    cells = [(page.title, cell) for page in book.worksheets for row in page.iter_rows() for cell in row]
    return {(sheet, cell.coordinate): cell.value for sheet, cell in cells if cell.value is not None}


def recalculated(books: Sequence[bytes], folder: Path) -> list[Values]:
    """Return what LibreOffice works out from each workbook."""
    if not shutil.which("soffice"):
        pytest.skip("LibreOffice is not installed")
    paths = [folder / f"{number}.xlsx" for number in range(len(books))]
    for path, content in zip(paths, books, strict=True):
        path.write_bytes(without_values(content))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    target = ["--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(folder / "out")]
    command = ["soffice", profile, "--headless", *target, *map(str, paths)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return [values_of((folder / "out" / path.name).read_bytes()) for path in paths]


def differences(content: bytes, worked_out: Mapping[tuple[str, str], object]) -> dict[tuple[str, str], object]:
    """Return the values in a workbook that are others than those which were worked out from it, with both."""
    held = values_of(content)
    return {
        cell: (value, worked_out.get(cell)) for cell, value in held.items() if not _same(value, worked_out.get(cell))
    }


def _same(one: object, other: object) -> bool:
    if isinstance(one, int | float) and isinstance(other, int | float):
        return isclose(one, other, rel_tol=1e-13)
    return one == other
