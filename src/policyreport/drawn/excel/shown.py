"""Cells that charts and sparklines draw as numbers: what is missing there is left blank, for a text is drawn as 0."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from policyreport.drawn.carrying_out import Roots
from policyreport.drawn.excel import faults
from policyreport.drawn.excel.coordinates import Area, cell_at
from policyreport.drawn.excel.drawings import areas_shown, number_formulas
from policyreport.drawn.excel.filled import FilledSheet
from policyreport.drawn.excel.names import name, x
from policyreport.drawn.excel.operations import DataText, Form
from policyreport.drawn.excel.places import at, chart_of
from policyreport.drawn.xml import drop
from policyreport.errors import Problem, Words


class Shown(NamedTuple):
    """An area of cells of a sheet (case folded) that is drawn, and the place of what draws it."""

    sheet: str
    area: Area
    place: Words


def shown_as_numbers(sheets: Sequence[FilledSheet], drawn: Roots) -> list[Shown]:
    """Return what the charts and sparklines of a workbook draw as numbers."""
    formulas = (each for sheet in sheets for each in (*_of_charts(sheet, drawn), *_of_sparklines(sheet)))
    return [Shown(*found, place) for text, place in formulas for found in areas_shown(text)]


def leave_blank(sheets: Sequence[FilledSheet], shown: Sequence[Shown]) -> None:
    """Leave the cells of missing values blank that are drawn as numbers."""
    for sheet in sheets:
        lacking = {cell: text for cell, text, _ in _texts(sheet, shown) if text.form is Form.MISSING}
        for element in sheet.root.iter(x("c")) if lacking else ():
            cell = cell_at(element.get("r"))
            if cell in lacking:
                element.attrib.pop("t", None)
                for inner in list(element):
                    drop(inner)
                sheet.values[cell] = DataText("", Form.BLANK, lacking[cell].cell)


def texts_shown(sheets: Sequence[FilledSheet], shown: Sequence[Shown], file: str) -> Iterator[Problem]:
    """Yield the values of data, and what follows from them, that are text and would be drawn as 0."""
    for sheet in sheets:
        for _, text, place in _texts(sheet, shown):
            if text.form is not Form.BLANK:
                yield faults.shown_as_nothing(file, place, text.cell)


def _of_charts(sheet: FilledSheet, drawn: Roots) -> Iterator[tuple[str, Words]]:
    for part in sheet.page.charts:
        for formula in number_formulas(drawn[part]):
            yield formula, chart_of(sheet.page.sheet.name)


def _of_sparklines(sheet: FilledSheet) -> Iterator[tuple[str, Words]]:
    for line in sheet.root.iter(name("x14", "sparkline")):
        cell = line.findtext(name("xm", "sqref"), "")
        yield line.findtext(name("xm", "f"), ""), at(sheet.page.sheet.name, cell)


def _texts(sheet: FilledSheet, shown: Sequence[Shown]) -> list[tuple[tuple[int, int], DataText, Words]]:
    """Return the cells of a sheet that are drawn as numbers and hold a value of data that is none."""
    areas = [one for one in shown if one.sheet == sheet.key]
    texts = [(cell, value) for cell, value in sheet.values.items() if isinstance(value, DataText)] if areas else []
    return [(cell, text, one.place) for cell, text in texts for one in areas if one.area.holds(*cell)]
