"""Looks as a workbook's styles, each of them made once and known by its index."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from operator import attrgetter
from typing import cast

from openpyxl.cell.text import InlineFont
from openpyxl.styles import Alignment, Border, Color, Font, PatternFill, Side
from openpyxl.styles.styleable import StyleableObject
from openpyxl.utils.indexed_list import IndexedList
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.xml.functions import tostring

from policyreport.document.nodes import Number
from policyreport.document.number_format import (
    excel_format,
    excel_rate_format,
    is_kept_short,
    rounded_value,
    shown_decimals,
    unit_suffix,
)
from policyreport.renderers.xlsx.cells import Run, Value
from policyreport.renderers.xlsx.formulas import Formula, Rate
from policyreport.renderers.xlsx.styles import BorderRule, CellStyle

_FIELDS = attrgetter(*(field.name for field in fields(CellStyle)))
"""All that a look says: looks themselves are told apart by identity."""

_GENERAL = "General"
"""The format of what is no number and no day."""


class _Font(Font):
    """A font that is written in the order that Microsoft's schema asks (CT_Font); openpyxl has another."""

    __nested__ = Font.__nested__
    __elements__ = (
        *("b", "i", "strike", "condense", "extend", "outline", "shadow", "u", "vertAlign"),
        *("sz", "color", "name", "family", "charset", "scheme"),
    )


@dataclass(frozen=True, slots=True)
class StyleRegistry:
    """The styles of one workbook, in one font; ``sheet`` is any sheet that it made."""

    sheet: Worksheet
    font: str
    _styles: dict[tuple[object, str, bool], int] = field(default_factory=dict[tuple[object, str, bool], int])
    _runs: dict[tuple[object, bool, str], str] = field(default_factory=dict[tuple[object, bool, str], str])

    def style(self, look: CellStyle, number_format: str = _GENERAL, *, quoted: bool = False) -> int:
        """Return the index of a look, with a number format, or ``quoted`` as text that is never a formula."""
        key = (_FIELDS(look), number_format, quoted)
        if key not in self._styles:
            self._styles[key] = self._style(look, number_format, quoted=quoted)
        return self._styles[key]

    def run_properties(self, look: CellStyle, run: Run) -> str:
        """Return the XML that says how characters within a cell of this look are set."""
        key = (_FIELDS(look), run.strong, run.colour)
        if key not in self._runs:
            font = InlineFont(
                rFont=self.font,
                b=look.bold or run.strong or None,
                color=Color(argb(run.colour or look.colour)),
                sz=look.size,
                u="single" if look.underlined else None,
            )
            self._runs[key] = cast("bytes", tostring(font.to_tree("rPr"))).decode()
        return self._runs[key]

    def _style(self, look: CellStyle, number_format: str, *, quoted: bool) -> int:
        dressed = StyleableObject(self.sheet)
        underline = "single" if look.underlined else None
        dressed.font = _Font(self.font, look.size, b=look.bold, color=argb(look.colour), u=underline)
        if look.fill:
            dressed.fill = PatternFill("solid", argb(look.fill))
        dressed.border = Border(left=_side(look.left), top=_side(look.top), bottom=_side(look.bottom))
        wraps = look.wraps and number_format == _GENERAL
        dressed.alignment = Alignment(look.align, "center", wrap_text=wraps, indent=look.indent)
        dressed.number_format = number_format
        dressed.quotePrefix = quoted
        return dressed.style_id


def set_normal_font(book: Workbook, font: str, size: float) -> None:
    """Give cells without a style this font, in whose digits Excel counts the widths of columns.

    openpyxl offers no other way: to change its style ``Normal`` would leave its own font as the workbook's first.
    """
    book._fonts = IndexedList([_Font(font, size)])  # pyright: ignore[reportAttributeAccessIssue]  # noqa: SLF001


def argb(colour: str) -> str:
    """Return a theme's colour as Excel writes it, with nothing of the ground seen through it."""
    return "FF" + colour.removeprefix("#")


def _side(rule: BorderRule | None) -> Side:
    return Side(rule.weight, argb(rule.colour)) if rule else Side()


_DATE = 'yyyy". "m". "d"."'
Kind = tuple[int, str, str | None, bool, bool, bool, bool, str]
"""What decides a number's format, and little else."""


def format_of(value: Value, formula: Formula | None = None) -> str:
    """Return the format of a number, given or worked out, or of a day; the mark of a footnote to it follows."""
    number = value.number
    if number is None:
        return f'{_DATE}"{value.mark}"' if value.mark else _DATE
    marked = _marked(number, value.mark) if value.mark else number
    return excel_rate_format(marked) if isinstance(formula, Rate) else excel_format(marked)


def kind_of(number: Number, formula: Formula | None = None) -> Kind:
    """Return what numbers of one format have in common: to compare it is quicker than to make the format."""
    decimals = shown_decimals(number) if number.decimals is None else number.decimals
    looks = decimals, number.unit, number.bound, number.change, number.shows_unit, _vanishes(number)
    is_rate = isinstance(formula, Rate) and number.value is not None and number.value >= 0
    return *looks, is_rate, excel_format(number) if is_kept_short(number) else ""


def _marked(number: Number, mark: str) -> Number:
    """Return the number with the mark after its unit."""
    unit = f"{unit_suffix(number)} {mark}"
    return replace(number, unit=unit, decimals=shown_decimals(number), bound=None, shows_unit=True)


def _vanishes(number: Number) -> bool:
    """Return whether a number is so small that it is shown as nothing, which changes its format."""
    return number.value is not None and -1 < number.value < 1 and bool(number.value) and not rounded_value(number)
