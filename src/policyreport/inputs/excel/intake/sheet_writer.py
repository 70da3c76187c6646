"""Values in cells as they are, never as formulas, and pages that can be printed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from math import ceil
from typing import Literal, NamedTuple, cast
from unicodedata import combining, east_asian_width

from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from policyreport.diagnostics import ErrorKind, Message, PolicyReportError, Problem, SourceLocation
from policyreport.document.theme import Theme
from policyreport.inputs.excel.intake.entries import CellValue, Entry, Form
from policyreport.inputs.excel.sheet import number_text

_COLOURS = Theme().colours
_FONT = Theme().fonts.korean
_SIZE = 10


def _font(colour: str, size: float = _SIZE, *, bold: bool = False, underline: bool = False) -> Font:
    return Font(name=_FONT, size=size, bold=bold, color=colour[1:], underline="single" if underline else None)


def _fill(colour: str) -> PatternFill:
    return PatternFill("solid", start_color=colour[1:], end_color=colour[1:])


_HAIR = Side(style="thin", color=_COLOURS.rule[1:])

PLAIN = _font(_COLOURS.ink)
STRONG = _font(_COLOURS.ink, bold=True)
QUIET = _font(_COLOURS.quiet)
TITLE = _font(_COLOURS.title, 16, bold=True)
LINK = _font(_COLOURS.accent, underline=True)
NEEDED_HEAD = _font("#FFFFFF", bold=True)
OTHER_HEAD = _font(_COLOURS.title, bold=True)

NEEDED_GROUND = _fill(_COLOURS.accent)
OTHER_GROUND = _fill(_COLOURS.head_tint)
LOCKED_GROUND = _fill(_COLOURS.box_tint)
LACKING_GROUND = PatternFill("solid", start_color="FBE3E0", end_color="FBE3E0")

GRID = Border(left=_HAIR, right=_HAIR, top=_HAIR, bottom=_HAIR)
UNLOCKED = Protection(locked=False)

HEAD_PLACING = Alignment(horizontal="center", vertical="center", wrap_text=True)
TEXT_PLACING = Alignment(horizontal="left", vertical="center", wrap_text=True, indent=1)
NUMBER_PLACING = Alignment(horizontal="right", vertical="center", indent=1)
SHORT_PLACING = Alignment(horizontal="center", vertical="center")
LINE_PLACING = Alignment(horizontal="left", vertical="center", indent=1)
OPEN_PLACING = Alignment(vertical="center")


class ColumnFormat(NamedTuple):
    """A number format, a placing, and the least and the greatest width of a column, in digits."""

    number_format: str
    placing: Alignment
    narrowest: int
    widest: int


_BY_FORM: Mapping[Form, ColumnFormat] = {
    "text": ColumnFormat("@", TEXT_PLACING, 14, 54),
    "id": ColumnFormat("@", TEXT_PLACING, 16, 34),
    "day": ColumnFormat("yyyy-mm-dd", SHORT_PLACING, 13, 13),
    "number": ColumnFormat("General", NUMBER_PLACING, 13, 22),
    "whole": ColumnFormat("0", NUMBER_PLACING, 10, 14),
}
_SHORT = ColumnFormat("@", SHORT_PLACING, 12, 20)


def column_format(entry: Entry) -> ColumnFormat:
    """Return how the values of a column look."""
    if entry.of or entry.column.many:
        return _BY_FORM["text" if entry.column.many == "texts" else "id"]
    return _BY_FORM.get(entry.form, _SHORT)


def format_of(value: CellValue, style: ColumnFormat) -> str:
    """Return the number format of a value: a number with as many decimals as it has, a day that is a text as text."""
    if isinstance(value, Decimal):
        decimals = len(number_text(str(value)).partition(".")[2])
        return "#,##0" + (f".{decimals * '0'}" if decimals else "")
    return "@" if isinstance(value, str) else style.number_format


HEAD_HEIGHT = 30.0
"""The height of a row of heads, in points."""

_WIDE = frozenset("WF")
_WRAPPED_HANGUL = 1.75
"""In 맑은 고딕 a Hangul is 1.67 digits wide: over several lines, the 2 by which columns are fitted would waste rows."""

_MARGIN = 4
_PADDING = 3
_ROW_PADDING = 6.0
_LINE_HEIGHT = 15.0
_MOST_HEIGHT = 409.0


def units(text: str, hangul: float = 2) -> float:
    """Return how wide the longest line of a text is, in digits."""
    return max(sum(_width(character, hangul) for character in line) for line in text.split("\n"))


def column_width(entry: Entry, values: Sequence[CellValue]) -> float:
    """Return a column's width in digits: that of its longest line, within what its form allows, and of its head."""
    style = column_format(entry)
    longest = max((units(_shown(value)) for value in values), default=0)
    fitting = min(max(style.narrowest, longest + _MARGIN), style.widest)
    return max(fitting, units(entry.column.title) + _MARGIN)


def row_height(row: Sequence[CellValue], widths: Sequence[float]) -> float:
    """Return the height in points that the values of a row need in columns of these widths, as far as Excel goes."""
    lines = max(map(_lines, row, widths))
    return min(_MOST_HEIGHT, _ROW_PADDING + lines * _LINE_HEIGHT)


def _lines(value: CellValue, width: float) -> int:
    return sum(max(1, ceil(units(line, _WRAPPED_HANGUL) / (width - _PADDING))) for line in _shown(value).split("\n"))


def _shown(value: CellValue) -> str:
    if isinstance(value, Decimal):
        return f"{value:,f}"
    return value.isoformat() if isinstance(value, date) else str(value or "")


def _width(character: str, hangul: float) -> float:
    if combining(character):
        return 0
    return hangul if east_asian_width(character) in _WIDE else 1


_MOST_UNITS = 32_767
_ESCAPE_LIKE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


def cell_at(sheet: Worksheet, row: int, column: int) -> Cell:
    """Return a cell of a sheet in which none are merged."""
    return cast("Cell", sheet.cell(row, column))


def put(cell: Cell, value: CellValue, font: Font, placing: Alignment) -> None:
    """Put a value into a cell; ``PolicyReportError`` for a text longer than a cell can hold.

    A text stays that text: ``=1+1`` is no formula, and ``_x0041_`` no ``A``.
    """
    if isinstance(value, str):
        _require_room(value, cell)
        cell.value = _ESCAPE_LIKE.sub("_x005F_", value)
        cell.data_type = "s"
    else:
        cell.value = value
    cell.font = font
    cell.alignment = placing


def set_page(sheet: Worksheet, orientation: Literal["portrait", "landscape"] = "landscape") -> None:
    """Print a sheet on A4, all its columns on one page, its first row on each."""
    sheet.page_setup.orientation = orientation
    sheet.page_setup.paperSize = int(sheet.PAPERSIZE_A4)
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:1"


def _require_room(text: str, cell: Cell) -> None:
    if len(text.encode("utf-16-le")) // 2 > _MOST_UNITS:
        what = Message(
            f"a text is longer than the {_MOST_UNITS:,} characters of a cell",
            f"글이 한 칸의 {_MOST_UNITS:,}자를 넘습니다",
        )
        where = SourceLocation("workbook", cell=f"{cell.parent.title}!{cell.coordinate}")
        hint = Message("shorten it", "내용을 줄이십시오")
        raise PolicyReportError([Problem(ErrorKind.LIMIT, "excel.cell-length", what, where, hint=hint)])
