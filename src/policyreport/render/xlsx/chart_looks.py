"""How charts look: inks that differ in darkness as well as in hue, so that they read on grey paper."""

# pyright: reportUnknownArgumentType=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# (what the stubs of openpyxl leave open)

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from openpyxl.chart import BarChart, LineChart
from openpyxl.chart.axis import ChartLines
from openpyxl.chart.marker import Marker
from openpyxl.chart.series import Series
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText, Text
from openpyxl.chart.title import Title
from openpyxl.drawing.colors import ColorChoice
from openpyxl.drawing.fill import PatternFillProperties
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import CharacterProperties, Font, Paragraph, ParagraphProperties, RegularTextRun

from policyreport.document.theme import Theme
from policyreport.document.tree import Tone

_EMU_PER_POINT = 12_700
_LINE_WIDTH = 2 * _EMU_PER_POINT
_DASHES = ("solid", "dash", "sysDot", "lgDashDot")
_MARKERS = ("circle", "square", "triangle", "diamond")
_PATTERNS: dict[Tone, Literal["wdUpDiag", "smGrid", "dkHorz", "pct10"]] = {
    "watch": "wdUpDiag",
    "bad": "smGrid",
    "done": "dkHorz",
    "none": "pct10",
}
"""The patterns of the statuses: the colours of two may be alike on grey paper. What goes well is plain."""


def dress_bars(series: Iterable[Series], theme: Theme) -> None:
    """Fill each series with an ink, from light to dark: what is aimed at stands before what is done."""
    for one, colour in zip(series, _inks(theme), strict=False):
        one.graphicalProperties = GraphicalProperties(solidFill=_hex(colour), ln=_line(theme.colours.title, 1))


def dress_statuses(series: Iterable[Series], tones: Iterable[Tone], theme: Theme) -> None:
    """Fill each series with the colour and the pattern of its status."""
    for one, tone in zip(series, tones, strict=True):
        colour = theme.lamps[tone].colour
        if tone in _PATTERNS:
            ink, paper = ColorChoice(srgbClr=_hex(colour)), ColorChoice(srgbClr="FFFFFF")  # pyright: ignore[reportArgumentType]
            pattern = PatternFillProperties(prst=_PATTERNS[tone], fgClr=ink, bgClr=paper)
            one.graphicalProperties = GraphicalProperties(pattFill=pattern, ln=_line(colour, 1))
        else:
            one.graphicalProperties = GraphicalProperties(solidFill=_hex(colour), ln=_line(colour, 1))


def dress_lines(series: Iterable[Series], theme: Theme) -> None:
    """Draw each series with an ink, a dash and a marker of its own."""
    colours = (theme.colours.title, theme.colours.accent, theme.colours.quiet, theme.colours.ink)
    for n, one in enumerate(series):
        colour, dash, mark = colours[n % 4], _DASHES[n % 4], _MARKERS[n % 4]
        line = LineProperties(solidFill=_hex(colour), w=_LINE_WIDTH, prstDash=dash)
        one.graphicalProperties = GraphicalProperties(ln=line)
        filled = GraphicalProperties(solidFill=_hex(colour), ln=_line(colour, 1))
        one.marker = Marker(symbol=mark, size=7, spPr=filled)
        one.smooth = False


def dress_axes(chart: BarChart | LineChart, theme: Theme) -> None:
    """Set the axes in the theme's type; rows that are bars from left to right run from the top down."""
    for axis in (chart.x_axis, chart.y_axis):
        axis.delete = False
        axis.txPr = RichText(p=[Paragraph(pPr=ParagraphProperties(defRPr=_type(theme, theme.sizes.furniture)))])
        axis.title = None
    chart.y_axis.number_format = "#,##0"
    chart.y_axis.majorGridlines = ChartLines(GraphicalProperties(ln=_line(theme.colours.rule, 1)))
    if isinstance(chart, BarChart) and chart.barDir == "bar":
        chart.x_axis.scaling.orientation = "maxMin"
        chart.y_axis.crosses = "max"


def title(words: str, theme: Theme) -> Title | None:
    """Return a chart's title; without one Excel would show the name of a lone series."""
    kind = _type(theme, theme.sizes.caption, bold=True)
    run = RegularTextRun(rPr=kind, t=words)
    paragraph = Paragraph(pPr=ParagraphProperties(defRPr=kind), r=[run])
    return Title(tx=Text(rich=RichText(p=[paragraph])), overlay=False) if words else None


def _inks(theme: Theme) -> Iterable[str]:
    colours = theme.colours
    while True:
        yield from (colours.rule, colours.accent, colours.title, colours.head_tint, colours.quiet)


def _type(theme: Theme, size: float, *, bold: bool = False) -> CharacterProperties:
    font = Font(typeface=theme.fonts.korean)
    latin = Font(typeface=theme.fonts.latin)
    return CharacterProperties(sz=round(size * 100), b=bold, solidFill=_hex(theme.colours.ink), latin=latin, ea=font)


def _line(colour: str, points: float) -> LineProperties:
    return LineProperties(solidFill=_hex(colour), w=round(points * _EMU_PER_POINT / 2))


def _hex(colour: str) -> str:
    return colour.removeprefix("#")
