"""Formats that follow what a cell holds: the colour of a status, the bar of a rate, the tint of a count."""

# pyright: reportUnknownVariableType=false
# (what the stubs of openpyxl leave open)

from __future__ import annotations

from collections.abc import Iterator

from openpyxl.formatting.rule import ColorScaleRule, DataBarRule, FormulaRule, Rule
from openpyxl.styles import Font

from policyreport.document.theme import Theme
from policyreport.ooxml.cell_references import area, coordinate
from policyreport.renderers.xlsx.plan import Region, Sheet
from policyreport.renderers.xlsx.style_table import argb

_WHITE = "#FFFFFF"


def conditions(sheet: Sheet, theme: Theme) -> Iterator[tuple[str, Rule]]:
    """Yield the formats that follow what is typed into the columns of the sheet's tables, with the cells they are for.

    A status wears the colour of its shape; a rate has a bar from 0 to 100 behind it; a table of counts is tinted.
    """
    for region in sheet.regions():
        if region.plan.kinds:
            yield from _of_table(region, theme)


def _of_table(region: Region, theme: Theme) -> Iterator[tuple[str, Rule]]:
    traits, ink = region.plan.traits, argb(theme.colours.rule)
    for column in sorted(traits.lamps):
        yield from ((_cells(region, column), rule) for rule in _lamps(region, column, theme))
    for column in sorted(traits.rates):
        yield _cells(region, column), DataBarRule("num", 0, "num", 100, ink)
    if traits.counts:
        scale = ColorScaleRule("num", 0, argb(_WHITE), end_type="max", end_color=ink)
        yield _cells(region, 2, len(region.plan.heads)), scale


def _lamps(region: Region, column: int, theme: Theme) -> Iterator[Rule]:
    first = coordinate(region.first, column)
    for look in theme.lamps.values():
        shape = look.shape.replace('"', '""')
        formula = f'LEFT({first},{len(look.shape)})="{shape}"'
        yield FormulaRule([formula], font=Font(color=argb(look.colour)))


def _cells(region: Region, first: int, last: int | None = None) -> str:
    body = [region.first + i for i, kind in enumerate(region.plan.kinds) if kind == "body"]
    return area(min(body, default=region.first), first, max(body, default=region.first), last or first)
