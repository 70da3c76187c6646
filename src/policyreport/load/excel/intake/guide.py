"""The first sheet, which explains the others, and the last, which explains the codes."""

from __future__ import annotations

from collections.abc import Iterator

from openpyxl.styles import Font
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from policyreport.load.excel.intake import looks
from policyreport.load.excel.intake.code_words import CODES, CONTENTS
from policyreport.load.excel.intake.entries import CellValue, Entry, entries_of, records_of
from policyreport.load.excel.intake.writing import cell_at, put, set_page
from policyreport.load.shape import COLLECTIONS
from policyreport.model import Dataset
from policyreport.model.words import SHEETS

_ADVICE = (
    "시트마다 한 가지 자료를 한 줄에 하나씩 적습니다. 머리글이 짙은 열은 반드시 적습니다.",
    "머리글에 마우스를 올리면 적는 법이 나옵니다. 화살표가 나오는 칸은 목록에서 고릅니다.",
    "모르는 값은 비워 둡니다. 0이나 '미정'을 적지 않습니다.",
    "식별자가 여럿인 칸은 쉼표로 나누고, 글이 여럿인 칸은 Alt+Enter로 줄을 바꿉니다.",
    "이미 있는 식별자는 잠겨 있습니다. 새 줄에는 겹치지 않는 식별자를 적습니다.",
    "다 적은 파일은 data/project.yaml의 inputs에 적고 policyreport check로 확인합니다.",
    "같은 자료를 두 파일에 두지 않습니다. 이 파일을 쓰면 같은 내용의 YAML 파일은 치웁니다.",
)
_FIRST_ADVICE = 3
_HEAD = ("시트", "적는 것", "지금 줄 수")
_EVERY_SHEET = "모든 시트"
_SHARED = "audience"
_CODE_HEAD = ("시트", "열", "코드", "뜻")


def write_guide(sheet: Worksheet, dataset: Dataset) -> None:
    """Write how the workbook is filled in, and what is in it so far, each sheet with a link."""
    sheet.sheet_view.showGridLines = False
    _set_widths(sheet, 3, 16, 44, 14)
    put(cell_at(sheet, 1, 2), f"{dataset.policy.title} 자료 적기", looks.TITLE, looks.OPEN_PLACING)
    sheet.row_dimensions[1].height = 32
    for row, advice in enumerate(_ADVICE, _FIRST_ADVICE):
        put(cell_at(sheet, row, 2), f"{row - _FIRST_ADVICE + 1}. {advice}", looks.PLAIN, looks.OPEN_PLACING)
        sheet.row_dimensions[row].height = 20
    first = _FIRST_ADVICE + len(_ADVICE) + 1
    _write_row(sheet, first, 2, _HEAD, looks.OTHER_HEAD)
    for row, (collection, title) in enumerate(_in_order(), first + 1):
        counted = len(records_of(dataset, collection))
        _write_row(sheet, row, 2, (title, CONTENTS[collection], counted), looks.PLAIN)
        _link(sheet, row, title)
    sheet.protection.enable()
    set_page(sheet, "portrait")


def write_codes(sheet: Worksheet) -> None:
    """Write every code that a column's list offers, with its meaning."""
    _set_widths(sheet, 14, 18, 18, 24)
    _write_row(sheet, 1, 1, _CODE_HEAD, looks.OTHER_HEAD)
    for row, words in enumerate(_codes(), 2):
        _write_row(sheet, row, 1, words, looks.PLAIN)
    sheet.freeze_panes = "A2"
    sheet.protection.enable()
    set_page(sheet, "portrait")


def _in_order() -> Iterator[tuple[str, str]]:
    return ((collection, SHEETS[collection]) for collection in COLLECTIONS)


def _codes() -> Iterator[tuple[str, str, str, str]]:
    """Yield sheet, column, code and meaning; what every sheet has comes first, and once."""
    for title, entries in ((_EVERY_SHEET, _shared_entries()), *_own_entries()):
        for entry in entries:
            yield from ((title, entry.column.title, code, CODES.get(code, code)) for code in entry.codes)


def _shared_entries() -> list[Entry]:
    return [entry for entry in entries_of("policy") if entry.column.name == _SHARED]


def _own_entries() -> Iterator[tuple[str, list[Entry]]]:
    for collection, title in _in_order():
        yield title, [entry for entry in entries_of(collection) if entry.column.name != _SHARED]


def _write_row(sheet: Worksheet, row: int, first: int, values: tuple[CellValue, ...], font: Font) -> None:
    for column, value in enumerate(values, first):
        cell = cell_at(sheet, row, column)
        put(cell, value, font, looks.LINE_PLACING if isinstance(value, str) else looks.SHORT_PLACING)
        cell.border = looks.GRID
        if font is looks.OTHER_HEAD:
            cell.fill = looks.OTHER_GROUND
    sheet.row_dimensions[row].height = 20


def _link(sheet: Worksheet, row: int, title: str) -> None:
    cell = cell_at(sheet, row, 2)
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{title}'!A1", display=title)
    cell.font = looks.LINK


def _set_widths(sheet: Worksheet, *widths: int) -> None:
    for letters, width in zip("ABCD", widths, strict=True):
        sheet.column_dimensions[letters].width = width
