"""What a formula that is not worked out does with values of data that are no numbers in their cells.

A text is more than any number when it is compared, an error when it is added; a blank cell is 0. What a value of data
comes to is followed outwards from where the formula names it, until something takes it as what it is or as a number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from policyreport.diagnostics import Message, Problem
from policyreport.office_templates.engine import Roots
from policyreport.office_templates.excel import errors
from policyreport.office_templates.excel.drawings import areas_shown, number_formulas
from policyreport.office_templates.excel.formula_eval import DataText, Form
from policyreport.office_templates.excel.locations import at, chart_of
from policyreport.office_templates.excel.operands import Operand, operands, outwards
from policyreport.office_templates.excel.package import name, x
from policyreport.office_templates.excel.references import Area, cell_at
from policyreport.office_templates.excel.sheet import FilledSheet
from policyreport.office_templates.xml import drop_all

_LEAVING_OUT = frozenset(
    (
        *("SUM", "AVERAGE", "COUNT", "MIN", "MAX", "SUBTOTAL", "MEDIAN", "PRODUCT", "STDEV", "STDEVP", "STDEV.S"),
        *("STDEV.P", "VAR", "VARP", "VAR.S", "VAR.P", "SUMIF", "SUMIFS", "COUNTIF", "COUNTIFS", "AVERAGEIF"),
        *("AVERAGEIFS", "SUMPRODUCT", "LARGE", "SMALL", "PERCENTILE", "QUARTILE", "AGGREGATE"),
    )
)
"""Functions that leave texts and blank cells out of what they are given."""
_RANKING = frozenset(("RANK", "RANK.EQ", "RANK.AVG"))
"""Functions that do so with what they are given after the first."""
_ASKING = frozenset(
    (
        *("ISNUMBER", "ISTEXT", "ISNONTEXT", "ISBLANK", "ISERROR", "ISERR", "ISNA", "TYPE", "N", "T"),
        *("ROW", "ROWS", "COLUMN", "COLUMNS", "COUNTBLANK", "MATCH", "XMATCH"),
    )
)
"""Functions to which it is all the same what a cell holds, or that tell a text from a number."""
_OF_TEXT = frozenset(
    (
        *("TEXT", "CONCAT", "CONCATENATE", "TEXTJOIN", "LEFT", "RIGHT", "MID", "TRIM", "SUBSTITUTE", "REPLACE"),
        *("EXACT", "UPPER", "LOWER", "LEN", "FIND", "SEARCH", "HYPERLINK"),
    )
)
"""Functions that take a text for a text."""
_HANDING_ON = frozenset(
    ("IF", "IFS", "IFERROR", "IFNA", "CHOOSE", "SWITCH", "INDEX", "VLOOKUP", "HLOOKUP", "LOOKUP", "XLOOKUP", "OFFSET")
)
"""Functions that give back one of what they are given."""
_CONDITIONS = frozenset(("IF", "IFS"))
_EQUAL = ("=", "<>")
_ARITHMETIC = ("+", "-", "*", "/", "^", "%")


def misread(formula: str, texts_in: Callable[[str], Iterable[DataText]]) -> str:
    """Return the cell of a value that a formula would take for a number, empty for none.

    ``texts_in`` gives the values that are no numbers in what a formula names.
    """
    nodes = [node for node in operands(formula) if any(True for _ in texts_in(node.word))]
    checked = {node.word for node in nodes if asks(node)}
    for node in nodes:
        if node.word not in checked:
            for text in texts_in(node.word):
                if _takes_as_number(node, text):
                    return text.cell
    return ""


def asks(node: Operand) -> bool:
    """Return whether a formula asks of what it names whether it is a number, so that it can do without."""
    if node.outer is not None and (node.outer.word in _ASKING or node.outer.word == "COUNT") and not node.beside:
        return True
    return any(sign in _EQUAL and other is not None and other.startswith('"') for sign, other in node.beside)


def _takes_as_number(node: Operand, text: DataText) -> bool:
    is_caught = text.form is Form.MISSING and any(_catches(inner) for inner in outwards(node))
    for inner in outwards(node):
        if inner.beside:
            return any(sign != "&" or text.form is Form.BLANK for sign, _ in inner.beside) and not (
                is_caught and all(sign in _ARITHMETIC for sign, _ in inner.beside)
            )
        function = inner.outer.word if inner.outer else ""
        if function in _ASKING:
            return False
        if function in _LEAVING_OUT or (function in _RANKING and inner.place > 0):
            return text.form is Form.TEXT
        if function in _OF_TEXT:
            return text.form is Form.BLANK
        hands_on = function in _HANDING_ON and not (function in _CONDITIONS and inner.place == 0)
        if function and not hands_on:
            return not is_caught
    return text.form is Form.BLANK


def _catches(node: Operand) -> bool:
    return node.outer is not None and node.outer.word == "IFERROR" and node.place == 0


class DrawnCells(NamedTuple):
    """An area of cells of a sheet (case folded) that is drawn, and the place of what draws it."""

    sheet: str
    area: Area
    place: Message


def shown_as_numbers(sheets: Sequence[FilledSheet], drawn: Roots) -> list[DrawnCells]:
    """Return what the charts and sparklines of a workbook draw as numbers."""
    formulas = (each for sheet in sheets for each in (*_of_charts(sheet, drawn), *_of_sparklines(sheet)))
    return [DrawnCells(*found, place) for text, place in formulas for found in areas_shown(text)]


def leave_blank(sheets: Sequence[FilledSheet], shown: Sequence[DrawnCells]) -> None:
    """Leave the cells of missing values blank that are drawn as numbers."""
    for sheet in sheets:
        missing = {cell: text for cell, text, _ in _texts(sheet, shown) if text.form is Form.MISSING}
        for element in sheet.root.iter(x("c")) if missing else ():
            cell = cell_at(element.get("r"))
            if cell in missing:
                element.attrib.pop("t", None)
                drop_all(element)
                sheet.values[cell] = DataText("", Form.BLANK, missing[cell].cell)


def texts_shown(sheets: Sequence[FilledSheet], shown: Sequence[DrawnCells], file: str) -> Iterator[Problem]:
    """Yield the values of data, and what follows from them, that are text and would be drawn as 0."""
    for sheet in sheets:
        for _, text, place in _texts(sheet, shown):
            if text.form is not Form.BLANK:
                yield errors.shown_as_nothing(file, place, text.cell)


def _of_charts(sheet: FilledSheet, drawn: Roots) -> Iterator[tuple[str, Message]]:
    for part in sheet.page.charts:
        for formula in number_formulas(drawn[part]):
            yield formula, chart_of(sheet.page.sheet.name)


def _of_sparklines(sheet: FilledSheet) -> Iterator[tuple[str, Message]]:
    for line in sheet.root.iter(name("x14", "sparkline")):
        cell = line.findtext(name("xm", "sqref"), "")
        yield line.findtext(name("xm", "f"), ""), at(sheet.page.sheet.name, cell)


def _texts(sheet: FilledSheet, shown: Sequence[DrawnCells]) -> list[tuple[tuple[int, int], DataText, Message]]:
    """Return the cells of a sheet that are drawn as numbers and hold a value of data that is none."""
    areas = [one for one in shown if one.sheet == sheet.key]
    texts = [(cell, value) for cell, value in sheet.values.items() if isinstance(value, DataText)] if areas else []
    return [(cell, text, one.place) for cell, text in texts for one in areas if one.area.holds(*cell)]
