"""A planted internal value is found in each layer of an Excel file."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from io import BytesIO

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from .planted import GROUPED, HALF, NUMBER, REST, TEXT, TITLE, VALUE, Plant, changed, extended, found, public_file

MATRIX = partial(public_file, "matrix", "xlsx")
S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def workbook(change: Callable[[openpyxl.Workbook], object]) -> Plant:
    def plant() -> bytes:
        book = openpyxl.load_workbook(BytesIO(MATRIX()))
        change(book)
        content = BytesIO()
        book.save(content)
        return content.getvalue()

    return plant


def cell(value: object) -> Plant:
    return workbook(lambda book: book.worksheets[0].append([value]))


def hide(state: str) -> Callable[[openpyxl.Workbook], object]:
    def change(book: openpyxl.Workbook) -> None:
        sheet = book.create_sheet("보조")
        sheet.append(["가", int(NUMBER)])
        sheet.sheet_state = state

    return change


def note(book: openpyxl.Workbook) -> None:
    book.worksheets[0]["Z1"].comment = Comment(TEXT, "가")


def prompt(book: openpyxl.Workbook) -> None:
    asked = DataValidation("whole", prompt=f"{GROUPED} 이하")
    book.worksheets[0].add_data_validation(asked)
    asked.add("Z2")


def said_in_properties(book: openpyxl.Workbook) -> None:
    book.properties.description = TEXT


def page_head(book: openpyxl.Workbook) -> None:
    book.worksheets[0].oddHeader.center.text = TEXT


def number_format(book: openpyxl.Workbook) -> None:
    book.worksheets[0].append([1])
    book.worksheets[0].cell(book.worksheets[0].max_row, 1).number_format = f'"{TEXT}"'


def in_sheet(xml: str) -> Plant:
    return changed(
        MATRIX,
        "xl/worksheets/sheet1.xml",
        lambda part: part.replace("</sheetData>", f'<row r="9999">{xml}</row></sheetData>'),
    )


LAYERS: dict[str, Plant] = {
    "text": cell(TEXT),
    "number": cell(int(NUMBER)),
    "number as a text": cell(f"{GROUPED}원"),
    "hidden sheet": workbook(hide("hidden")),
    "very hidden sheet": workbook(hide("veryHidden")),
    "name of a sheet": workbook(lambda book: book.create_sheet(TEXT)),
    "note": workbook(note),
    "prompt": workbook(prompt),
    "defined name": workbook(lambda book: book.defined_names.add(DefinedName("a", attr_text=f'"{TEXT}"'))),
    "properties": workbook(said_in_properties),
    "head of a page": workbook(page_head),
    "number format": workbook(number_format),
    "cached value": in_sheet(f'<c r="A9999"><f>1+1</f><v>{NUMBER}</v></c>'),
    "cached text": in_sheet(f'<c r="A9999" t="str"><f>A1</f><v>{TEXT}</v></c>'),
    "inline text": in_sheet(f'<c r="A9999" t="inlineStr"><is><r><t>{HALF}</t></r><r><t>{REST}</t></r></is></c>'),
    "number with an exponent": in_sheet('<c r="A9999"><v>1.23456789E9</v></c>'),
    "formula": in_sheet(f'<c r="A9999"><f>{NUMBER}/2</f><v>1</v></c>'),
    "cache of a chart": extended(MATRIX, "xl/charts/chart99.xml", f"<c:v xmlns:c='c'>{NUMBER}</c:v>".encode()),
    "cache of a pivot table": extended(
        MATRIX,
        "xl/pivotCache/a.xml",
        f'<pivotCacheRecords {S}><s v="{TEXT}"/></pivotCacheRecords>'.encode(),
    ),
}


def test_a_file_in_which_nothing_was_planted_is_clean() -> None:
    assert found("a.xlsx", MATRIX()) == []


@pytest.mark.parametrize("layer", LAYERS)
def test_a_value_is_found_in(layer: str) -> None:
    assert {field for _, field in found("a.xlsx", LAYERS[layer]())} & {TITLE, VALUE}


def test_the_index_of_a_shared_text_is_no_number() -> None:
    assert found("a.xlsx", in_sheet(f'<c r="A9999" t="s"><v>{NUMBER}</v></c>')()) == []
