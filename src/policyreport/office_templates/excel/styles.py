"""The styles of a workbook, to which those of filled cells are added."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from copy import deepcopy
from dataclasses import replace
from decimal import Decimal
from functools import cache
from itertools import takewhile

from lxml import etree
from openpyxl.styles.numbers import BUILTIN_FORMATS, BUILTIN_FORMATS_MAX_SIZE, is_date_format

from policyreport.document.nodes import Number
from policyreport.document.number_format import is_kept_short, rounded_value, short_format
from policyreport.office_templates.excel.package import NAMESPACES, x
from policyreport.office_templates.xml import Element, serialize

_USUAL_SIZE = 11.0
GENERAL, TEXT = "General", "@"
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')


class Styles:
    """The formats of cells of one workbook; those that are added are there once each."""

    def __init__(self, root: Element) -> None:
        self._root = root
        self._cells = _formats(root)
        self._codes = {int(f.get("numFmtId")): f.get("formatCode", "") for f in root.iter(x("numFmt"))}
        self._codes_of_styles: dict[int, str] = {}
        self._added: dict[tuple[int, str, str], int] = {}

    def written(self) -> bytes:
        """Return the part."""
        return serialize(self._root)

    def code(self, style: int) -> str:
        """Return the number format of a style."""
        if style not in self._codes_of_styles:
            number = int(self._cells[style].get("numFmtId") or 0)
            self._codes_of_styles[style] = self._codes.get(number) or BUILTIN_FORMATS.get(number, GENERAL)
        return self._codes_of_styles[style]

    def shows_percent(self, style: int) -> bool:
        """Return whether a style's number format multiplies by a hundred."""
        return "%" in _LITERAL.sub("", self.code(style))

    def shows_day(self, style: int) -> bool:
        """Return whether a style's number format is for days."""
        return _is_of_days(self.code(style))

    def with_code(self, style: int, code: str) -> int:
        """Return a style that differs from another in its number format alone."""

        def change(xf: Element) -> None:
            _set(xf, numFmtId=str(self._number(code)), applyNumberFormat="1")

        return self._changed(style, "code", code, change)

    def quoted(self, style: int) -> int:
        """Return a style that says besides that what is in the cell is text, whatever it begins with."""
        return self._changed(style, "quote", "", lambda xf: _set(xf, quotePrefix="1"))

    def wrapped(self, style: int) -> int:
        """Return a style that breaks lines besides."""
        return self._changed(style, "wrap", "", _wrap)

    def letters(self, style: int) -> Element:
        """Return how the letters of a style look, as a run of a cell's text says it."""
        result = etree.Element(x("rPr"))
        number = int(self._cells[style].get("fontId") or 0)
        fonts = self._root.findall(f"{x('fonts')}/{x('font')}")
        for element in fonts[number] if number < len(fonts) else ():
            added = deepcopy(element)
            added.tag = x("rFont") if element.tag == x("name") else element.tag
            result.append(added)
        return result

    def size(self, style: int) -> float:
        """Return the size of a style's letters in points."""
        element = self.letters(style).find(x("sz"))
        return float(element.get("val") or _USUAL_SIZE) if element is not None else _USUAL_SIZE

    def _number(self, code: str) -> int:
        known = next((number for number, element in self._codes.items() if element == code), None)
        if known is not None:
            return known
        number = max([BUILTIN_FORMATS_MAX_SIZE, *self._codes]) + 1
        self._codes[number] = code
        formats = self._root.find(x("numFmts"))
        if formats is None:
            formats = etree.Element(x("numFmts"))
            self._root.insert(0, formats)
        etree.SubElement(formats, x("numFmt"), {"numFmtId": str(number), "formatCode": code})
        formats.set("count", str(len(formats)))
        return number

    def _changed(self, style: int, what: str, value: str, change: Callable[[Element], None]) -> int:
        key = (style, what, value)
        if key not in self._added:
            result = deepcopy(self._cells[style])
            change(result)
            self._cells.append(result)
            self._cells.set("count", str(len(self._cells)))
            self._added[key] = len(self._cells) - 1
        return self._added[key]


@cache
def _is_of_days(code: str) -> bool:
    return is_date_format(code)


def plain_styles() -> Element:
    """Return the styles of a workbook that has none of its own."""
    root = etree.Element(x("styleSheet"), nsmap={None: NAMESPACES["x"]})
    plain: Sequence[tuple[str, Sequence[str]]] = (
        ("fonts", ("font",)),
        ("fills", ("fill", "fill")),
        ("borders", ("border",)),
        ("cellStyleXfs", ("xf",)),
        ("cellXfs", ("xf",)),
        ("cellStyles", ("cellStyle",)),
    )
    for group, members in plain:
        parent = etree.SubElement(root, x(group), {"count": str(len(members))})
        for member in members:
            etree.SubElement(parent, x(member))
    for fill, pattern in zip(root.iter(x("fill")), ("none", "gray125"), strict=True):
        etree.SubElement(fill, x("patternFill"), {"patternType": pattern})
    for style in root.iter(x("cellStyle")):
        style.attrib.update({"name": "Normal", "xfId": "0", "builtinId": "0"})
    return root


def _formats(root: Element) -> Element:
    cells = root.find(x("cellXfs"))
    if cells is None:
        cells = etree.SubElement(root, x("cellXfs"))
    if not len(cells):
        etree.SubElement(cells, x("xf"), {"numFmtId": "0", "fontId": "0", "fillId": "0", "borderId": "0"})
    return cells


def _set(xf: Element, **attributes: str) -> None:
    for attribute, value in attributes.items():
        xf.set(attribute, value)


def _wrap(xf: Element) -> None:
    alignment = xf.find(x("alignment"))
    if alignment is None:
        alignment = etree.Element(x("alignment"))
        xf.insert(0, alignment)
    alignment.set("wrapText", "1")
    xf.set("applyAlignment", "1")


_PART = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]|[#0?](?:[#0?,]*[#0?])?(?:\.[#0?]+)?|.', re.DOTALL)
_DIGITS = ("#", "0", "?")
_NOT_PLAIN = ("E", "e", "/", ",", ".", "[<", "[>", "[=")
"""How a part begins that makes more of a number than its digits: a power, a fraction, thousands, a condition."""


def short_number_format(code: str, number: Number, *, per: Decimal) -> str:
    """Return a number format that shows a positive number as another one does, but not as what it is short of.

    ``per`` is by how much the cell's value is less than the number: 100 where a rate is a share of one there. The
    format itself comes back where it keeps the number short anyway, or makes more of it than digits.
    """
    parts: list[str] = list(takewhile(lambda part: part != ";", _PART.findall(code)))
    digits = [part for part in parts if part.startswith(_DIGITS)]
    if len(digits) != 1 or any(part.startswith(_NOT_PLAIN) for part in parts):
        return code
    shown = replace(number, decimals=len(digits[0].partition(".")[2]))
    nearly = rounded_value(shown)
    if not is_kept_short(shown) or nearly < 0:
        return code
    element = f"{nearly:,f}" if "," in digits[0] else f"{nearly:f}"
    colours = list(takewhile(lambda part: part.startswith("["), parts))
    body = parts[len(colours) :]
    shown_text = "".join({digits[0]: re.sub("(.)", r"\\\1", element), "%": r"\%"}.get(part, part) for part in body)
    return short_format(shown.short_of / per, nearly / per, shown_text, "".join(body), "".join(colours))
