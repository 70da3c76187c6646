"""What a filled cell holds: a number where all that it says is a number, a day as a day, anything else as text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from datetime import date
from decimal import Decimal
from itertools import groupby

from lxml import etree

from policyreport.document.nodes import Date, Inline, Number, Text
from policyreport.document.number_format import MISSING, excel_format, number_text, workbook_text
from policyreport.office_templates.engine import WholeNumber
from policyreport.office_templates.excel.formula_eval import Form
from policyreport.office_templates.excel.package import SPACE, x
from policyreport.office_templates.excel.styles import GENERAL, TEXT, Styles, short_number_format
from policyreport.office_templates.xml import Element, drop, drop_all

_DAY = 'yyyy". "m". "d"."'
_ESCAPE_LIKE = re.compile(r"(?<=_)(?=x[0-9A-Fa-f]{4}_)")
"""Where ``_x0041_`` is divided into two runs: whole, Excel would read it as ``A``."""
_FORMULA_LIKE = ("=", "+", "-", "@", "\t", "\r", "'")
_EPOCHS = {False: date(1899, 12, 30).toordinal(), True: date(1904, 1, 1).toordinal()}
_FIRST_DAY = date(1900, 3, 1)
"""Excel takes 1900 for a leap year, so that days before this one are others there."""
_RATES = ("%", "%p")
_MOST_DIGITS = 15


class ValueWriter:
    """Types the values of cells that hold one alone, as Excel stores them."""

    def __init__(self, styles: Styles, *, from_1904: bool) -> None:
        self.styles = styles
        self._from_1904 = from_1904

    def type(self, cell: Element, only: Inline | None) -> tuple[Number, str] | None:
        """Type the one value that a cell prints if it is a number or a day; return the number with what it reads as.

        A cell whose format is for text is left as it is.
        """
        style = int(cell.get("s") or 0)
        if self.styles.code(style) == TEXT:
            return None
        match only:
            case Number(value=Decimal()) as number:
                self._type_number(cell, number, style)
                return number, number_text(number) if self._has_own(style) else workbook_text(number)
            case Date(year, month, day) if day and date(year, month, day) >= _FIRST_DAY:
                if not self.styles.shows_day(style):
                    style = self.styles.with_code(style, _DAY)
                _put_value(cell, str(date(year, month, day).toordinal() - _EPOCHS[self._from_1904]), style)
            case WholeNumber(text) if len(text) <= _MOST_DIGITS:
                _put_value(cell, text, style)
            case _:
                pass
        return None

    def _has_own(self, style: int) -> bool:
        return self.styles.code(style) != GENERAL and not self.styles.shows_day(style)

    def _type_number(self, cell: Element, number: Number, style: int) -> None:
        value, per = number.value or Decimal(0), Decimal(1)
        if not self._has_own(style):
            style = self.styles.with_code(style, excel_format(number))
        else:
            if number.unit in _RATES and self.styles.shows_percent(style):
                per = Decimal(100)
            drawn = self.styles.code(style)
            code = short_number_format(drawn, number, per=per)
            style = style if code == drawn else self.styles.with_code(style, code)
        _put_value(cell, _exact(value / per), style)


def only_value(cell: Element, content: Callable[[int], tuple[Inline, ...]]) -> Inline | None:
    """Return the one thing that a cell prints, None where it says more or less than that."""
    marks = list(cell.iter(etree.PI))
    if len(marks) != 1 or any((text.text or "").strip() for text in cell.iter(x("t"))):
        return None
    printed = content(int(marks[0].text or 0))
    return printed[0] if len(printed) == 1 else None


def form_of_text(only: Inline | None) -> Form | None:
    """Return in what form the one value of a cell stands in it where it is left as text, if it could be a number."""
    match only:
        case Number(value=None):
            return Form.MISSING
        case Text(text) if text == MISSING:
            return Form.MISSING
        case Number() | Date() | WholeNumber():
            return Form.TEXT
        case _:
            return None


def written(cell: Element, styles: Styles, *, is_printed: bool) -> str:
    """Write a cell's runs as an inline string, those alike as one; return the text. An empty one is left blank."""
    inline = cell.find(x("is"))
    if inline is None:
        return ""
    runs = [(run.find(x("rPr")), "".join(t.text or "" for t in run.iter(x("t")))) for run in inline]
    text = "".join(part for _, part in runs)
    drop_all(inline)
    if not text:
        drop(inline)
        cell.attrib.pop("t", None)
        return ""
    parts = runs if len(runs) == 1 and not _ESCAPE_LIKE.search(text) else list(_alike(runs))
    if len(parts) == 1 and parts[0][0] is None:
        _put_text(inline, parts[0][1])
    else:
        _put_runs(inline, parts)
    if is_printed:
        _mark_as_text(cell, text, styles)
    return text


def _mark_as_text(cell: Element, text: str, styles: Styles) -> None:
    style = int(cell.get("s") or 0)
    if text.startswith(_FORMULA_LIKE):
        style = styles.quoted(style)
    if "\n" in text:
        style = styles.wrapped(style)
    if style:
        cell.set("s", str(style))


def _alike(runs: list[tuple[Element | None, str]]) -> Iterator[tuple[Element | None, str]]:
    """Yield runs that look alike as one, divided only where Excel would read a character of its own."""
    for _, group in groupby(runs, lambda run: b"" if run[0] is None else etree.tostring(run[0])):
        together = list(group)
        text = "".join(part for _, part in together)
        for part in filter(None, _ESCAPE_LIKE.split(text)):
            yield deepcopy(together[0][0]), part


def _put_runs(inline: Element, parts: list[tuple[Element | None, str]]) -> None:
    for look, part in parts:
        run = etree.SubElement(inline, x("r"))
        if look is not None:
            run.append(look)
        _put_text(run, part)


def _put_text(parent: Element, text: str) -> None:
    keeps = {} if text == text.strip() and "\n" not in text else {SPACE: "preserve"}
    etree.SubElement(parent, x("t"), keeps).text = text


def _put_value(cell: Element, value: str, style: int) -> None:
    drop_all(cell)
    cell.attrib.pop("t", None)
    if style:
        cell.set("s", str(style))
    etree.SubElement(cell, x("v")).text = value


def _exact(value: Decimal) -> str:
    written = format(value, "f")
    return written if len(written) <= _MOST_DIGITS else repr(float(value))
