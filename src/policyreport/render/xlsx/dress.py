"""Looks as openpyxl's styles, each of them made once a workbook."""

from __future__ import annotations

from dataclasses import dataclass, field

from openpyxl.cell import Cell
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.colors import Color

from policyreport.render.xlsx.cells import Run
from policyreport.render.xlsx.looks import Look, Rule


@dataclass(frozen=True, slots=True)
class _Attire:
    font: Font
    border: Border
    alignment: Alignment
    fill: PatternFill


@dataclass(frozen=True, slots=True)
class Wardrobe:
    """Dresses the cells of one workbook in one font. What a look once needed is kept, for making it is slow."""

    font: str
    _made: dict[Look, _Attire] = field(default_factory=dict[Look, _Attire])

    def put_on(self, cell: Cell, look: Look) -> None:
        """Give the cell the look's font, rules, alignment and fill."""
        if look not in self._made:
            self._made[look] = _attire(self.font, look)
        attire = self._made[look]
        cell.font, cell.border, cell.alignment = attire.font, attire.border, attire.alignment
        if look.fill:
            cell.fill = attire.fill

    def inline_font(self, look: Look, run: Run) -> InlineFont:
        """Return the font of characters within a cell of this look."""
        return InlineFont(
            rFont=self.font,
            sz=look.size,
            b=look.bold or run.strong,
            u="single" if look.underlined else None,
            color=_colour(run.colour or look.colour),
        )


def normal_font(name: str, size: float) -> Font:
    """Return the font in whose digits the widths of columns are counted."""
    return Font(name=name, sz=size)


def _attire(font: str, look: Look) -> _Attire:
    return _Attire(
        _font(font, look),
        Border(left=_side(look.left), top=_side(look.top), bottom=_side(look.bottom)),
        Alignment(look.align, "center", wrap_text=look.wraps, indent=look.indent),
        PatternFill("solid", fgColor=_colour(look.fill)) if look.fill else PatternFill(),
    )


def _font(name: str, look: Look) -> Font:
    underline = "single" if look.underlined else None
    return Font(name=name, sz=look.size, b=look.bold, u=underline, color=_colour(look.colour))


def _side(rule: Rule | None) -> Side:
    return Side(rule.weight, _colour(rule.colour)) if rule else Side()


def _colour(colour: str) -> Color:
    return Color("FF" + colour.removeprefix("#"))
