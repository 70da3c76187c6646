"""Formats that follow what a cell holds: the colour of a status, the bar of a rate, the tint of a count."""

from __future__ import annotations

from collections.abc import Iterator

from policyreport.document.theme import Theme
from policyreport.render.xlsx.dress import Wardrobe, argb
from policyreport.render.xlsx.lines import Region, Sheet
from policyreport.render.xlsx.places import area, coordinate
from policyreport.render.xlsx.xml import Attributes, element, escaped

_WHITE = "#FFFFFF"
_Rule = tuple[Attributes, str]
"""What a rule's tag says, and what is in it."""


def conditions(sheet: Sheet, theme: Theme, wardrobe: Wardrobe) -> Iterator[str]:
    """Yield the formats that follow what is typed into the columns of the sheet's tables.

    A status wears the colour of its shape; a rate has a bar from 0 to 100 behind it; a table of counts is tinted.
    """
    priority = 0
    for region in sheet.regions():
        for cells, rules in _of_table(region, theme, wardrobe) if region.plan.kinds else ():
            written = [
                element("cfRule", {**said, "priority": n}, within)
                for n, (said, within) in enumerate(rules, priority + 1)
            ]
            priority += len(written)
            yield element("conditionalFormatting", {"sqref": cells}, *written)


def _of_table(region: Region, theme: Theme, wardrobe: Wardrobe) -> Iterator[tuple[str, list[_Rule]]]:
    traits = region.plan.traits
    for column in sorted(traits.lamps):
        yield _cells(region, column), list(_lamps(region, column, theme, wardrobe))
    for column in sorted(traits.rates):
        ends = (_point("num", 0), _point("num", 100))
        yield _cells(region, column), [({"type": "dataBar"}, _scale("dataBar", *ends, _ink(theme.colours.rule)))]
    if traits.counts:
        inks = (_ink(_WHITE), _ink(theme.colours.rule))
        scale = _scale("colorScale", _point("num", 0), _point("max"), *inks)
        yield _cells(region, 2, len(region.plan.heads)), [({"type": "colorScale"}, scale)]


def _lamps(region: Region, column: int, theme: Theme, wardrobe: Wardrobe) -> Iterator[_Rule]:
    first = coordinate(region.first, column)
    for look in theme.lamps.values():
        shape = look.shape.replace('"', '""')
        formula = f'LEFT({first},{len(look.shape)})="{shape}"'
        yield {"type": "expression", "dxfId": wardrobe.ink(look.colour)}, element("formula", {}, escaped(formula))


def _scale(tag: str, *children: str) -> str:
    return element(tag, {}, *children)


def _point(kind: str, value: int | None = None) -> str:
    return element("cfvo", {"type": kind, "val": value})


def _ink(colour: str) -> str:
    return element("color", {"rgb": argb(colour)})


def _cells(region: Region, first: int, last: int | None = None) -> str:
    body = [region.first + i for i, kind in enumerate(region.plan.kinds) if kind == "body"]
    return area(min(body, default=region.first), first, max(body, default=region.first), last or first)
