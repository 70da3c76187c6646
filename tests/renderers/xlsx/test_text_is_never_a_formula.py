from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from openpyxl.cell import Cell

from policyreport.document.nodes import Heading, Pair, Pairs, Paragraph, Table, Text
from policyreport.document.output import Rendered

FORMULAS = [
    "1+1",
    "SUM(A1:A9)",
    "cmd|' /C calc'!A0",
    'HYPERLINK("http://example.org","여기")',
    'WEBSERVICE("http://example.org/"&A1)',
    "IMPORTXML(A1)",
    "DDE(A1)",
    "'",
    "",
    "한글",
]
PREFIXES = ["=", "+", "-", "@", "\t=", "\r="]
INJECTIONS = [prefix + formula for prefix in PREFIXES for formula in FORMULAS]
ERROR_WORDS = ["#N/A", "#REF!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#VALUE!", "TRUE", "1e5", "2025-06-30", "007"]


@pytest.fixture(scope="module")
def content(rendered: Callable[..., Rendered], chapter: Callable[[str], Heading], table_of: Callable[..., Table]):
    pairs = Pairs(tuple(Pair((Text(text),), (Text(text),)) for text in INJECTIONS))
    prose = tuple(Paragraph((Text(text),)) for text in INJECTIONS)
    table = table_of(*(((Text(text),),) for text in INJECTIONS))
    return rendered(
        chapter("표"), table, chapter("글"), *prose, chapter("짝"), pairs, Heading(2, (Text("=1+1"),))
    ).content


def test_there_are_sixty_of_them():
    assert len(set(INJECTIONS)) == 60


def test_no_sheet_holds_a_formula(content: bytes):
    archive = ZipFile(BytesIO(content))
    sheets = [archive.read(name) for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
    assert len(sheets) == 4
    assert not any(b"<f>" in sheet or b"<f " in sheet for sheet in sheets)


def test_each_of_them_reads_back_as_text(content: bytes):
    cells = [cell for (cell,) in load_workbook(BytesIO(content))["표"].iter_rows(max_col=1)]
    assert [(cell.value, cell.data_type) for cell in cells[-60:]] == [(text, "s") for text in INJECTIONS]


def test_each_of_them_is_marked_as_text_for_whoever_edits_the_cell(content: bytes):
    cells = [cell for (cell,) in load_workbook(BytesIO(content))["표"].iter_rows(max_col=1)]
    assert all(cell.quotePrefix for cell in cells[-60:])


def test_a_leading_apostrophe_is_a_letter_like_any_other(cells_of: Callable[..., list[Cell]]):
    (cell,) = cells_of((Text("'25년"),))
    assert (cell.value, cell.quotePrefix) == ("'25년", True)


def test_plain_text_bears_no_mark(cells_of: Callable[..., list[Cell]]):
    (cell,) = cells_of((Text("5=3+2"),))
    assert not cell.quotePrefix


@pytest.mark.parametrize("text", ERROR_WORDS)
def test_words_that_excel_knows_stay_text(cells_of: Callable[..., list[Cell]], text: str):
    (cell,) = cells_of((Text(text),))
    assert (cell.value, cell.data_type) == (text, "s")
