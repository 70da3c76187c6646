"""Native charts: they draw the cells of a table above them, and bear the values that were worked out."""

# pyright: reportAttributeAccessIssue=false
# pyright: reportOptionalMemberAccess=false
# pyright: reportUnknownArgumentType=false
# pyright: reportUnknownMemberType=false
# pyright: reportUnknownParameterType=false
# pyright: reportUnknownVariableType=false

from __future__ import annotations

from collections.abc import Iterable
from itertools import cycle
from typing import Any, Literal

from openpyxl.chart import BarChart, LineChart
from openpyxl.chart.axis import ChartLines
from openpyxl.chart.data_source import AxDataSource, NumData, NumDataSource, NumRef, NumVal, StrData, StrRef, StrVal
from openpyxl.chart.legend import Legend
from openpyxl.chart.marker import Marker
from openpyxl.chart.series import Series, SeriesLabel
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText, Text
from openpyxl.chart.title import Title
from openpyxl.drawing.colors import ColorChoice
from openpyxl.drawing.fill import PatternFillProperties
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, OneCellAnchor
from openpyxl.drawing.text import CharacterProperties, Font, Paragraph, ParagraphProperties, RegularTextRun
from openpyxl.drawing.xdr import XDRPositiveSize2D
from openpyxl.worksheet.worksheet import Worksheet

from policyreport.document.nodes import Chart, Lamp, Number, Tone
from policyreport.document.theme import Theme
from policyreport.ooxml.cell_references import absolute, area, coordinate
from policyreport.renderers.xlsx.cells import line_text
from policyreport.renderers.xlsx.chart_source import ChartSource, drawn_columns, drawn_rows
from policyreport.renderers.xlsx.plan import Region, Sheet
from policyreport.renderers.xlsx.sizing import page_millimetres

_EMU_PER_POINT = 12_700
_MARGIN = 2 * _EMU_PER_POINT
"""What keeps the edge of a picture off the row above, which may be on another page."""


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

_MINIMUM_HEIGHT = 210.0
_MAXIMUM_HEIGHT = 400.0
_BAR_HEIGHT = 26.0
_AROUND = 90.0
_POINTS_PER_MILLIMETRE = 72 / 25.4
_WIDTH = 0.8
"""How much of the page's width a picture takes."""


def is_drawn(chart: Chart) -> bool:
    """Return whether Excel can draw it: no schedule or tint, and no bars of several units on one scale."""
    rows = drawn_rows(chart)
    cells = [node for row in rows for cell in row.cells[1 : drawn_columns(chart)] for node in cell]
    units = {node.unit for node in cells if isinstance(node, Number)}
    one_scale = len(units) == 1 or (chart.kind not in ("bullet", "bar", "panels") and bool(units))
    return chart.kind not in ("timeline", "heat") and one_scale and all(row.kind == "body" for row in rows)


def picture_height(chart: Chart) -> float:
    """Return the height in points of the row that holds the picture."""
    if chart.kind in ("line", "column"):
        return _MINIMUM_HEIGHT
    return min(max(_MINIMUM_HEIGHT, _AROUND + _BAR_HEIGHT * len(chart.table.rows)), _MAXIMUM_HEIGHT)


def add_charts(native: Worksheet, sheet: Sheet, theme: Theme) -> None:
    """Draw the sheet's charts, each at its line, in the width of a page."""
    regions = sheet.regions()
    width = page_millimetres(theme) * _WIDTH * _POINTS_PER_MILLIMETRE
    for row, line in sheet.lines():
        if line.chart and line.source:
            drawn = _native_chart(line.chart, line.source, regions[line.source.table], sheet, theme)
            drawn.anchor = DescribedAnchor(row, width, picture_height(line.chart), line.chart.alt)  # pyright: ignore[reportAttributeAccessIssue]
            native.add_chart(drawn)


def _native_chart(
    chart: Chart, source: ChartSource, region: Region, sheet: Sheet, theme: Theme
) -> BarChart | LineChart:
    native = LineChart() if chart.kind == "line" else BarChart()
    first = region.first + source.first
    rows = range(first, first + len(drawn_rows(chart)))
    native.series = [_series(column, region, rows, sheet) for column in source.columns[1:]]
    if isinstance(native, LineChart):
        _style_lines(native.series, theme)
    else:
        native.type = "col" if chart.kind == "column" else "bar"
        native.grouping = "stacked" if chart.kind == "status" else "clustered"
        native.overlap = 100 if chart.kind in ("status", "bar") else None
        native.gapWidth = 60
        if chart.kind == "status":
            lamps = [node for column in chart.table.columns[1:] for node in column.head if isinstance(node, Lamp)]
            _style_statuses(native.series, [lamp.tone for lamp in lamps], theme)
        else:
            _style_bars(native.series, theme)
    _style_axes(native, theme)
    native.title = _title(line_text(chart.table.caption), theme)
    native.legend = Legend("b")
    return native


def _series(column: int, region: Region, rows: range, sheet: Sheet) -> Series:
    def cells(column: int) -> str:
        return absolute(sheet.name, area(rows[0], column, rows[-1], column))

    drawn = [sheet.row(row) for row in rows]
    names = [StrVal(i, row[0].value.text) for i, row in enumerate(drawn)]
    numbers = [(i, row[column - 1].value.number) for i, row in enumerate(drawn)]
    values = [NumVal(idx=i, v=str(number.value)) for i, number in numbers if number is not None]
    head = StrData(ptCount=1, pt=[StrVal(0, region.plan.heads[column - 1].text)])
    return Series(
        tx=SeriesLabel(strRef=StrRef(absolute(sheet.name, coordinate(region.head, column)), head)),
        cat=AxDataSource(strRef=StrRef(cells(1), StrData(ptCount=len(drawn), pt=names))),
        val=NumDataSource(
            numRef=NumRef(cells(column), NumData(formatCode="General", ptCount=len(drawn), pt=values)),
        ),
    )


class DescribedAnchor(OneCellAnchor):
    """The first column of a row, a size, and the words that a screen reader says; openpyxl knows none for a chart."""

    tagname = OneCellAnchor.tagname
    __elements__ = OneCellAnchor.__elements__

    def __init__(self, row: int, width: float, height: float, words: str) -> None:
        """Take a row (from 1) and a size in points."""
        size = XDRPositiveSize2D(round(width * _EMU_PER_POINT), round(height * _EMU_PER_POINT) - 2 * _MARGIN)
        super().__init__(AnchorMarker(row=row - 1, rowOff=_MARGIN), size)
        self.words = words

    def to_tree(self, tagname: str | None = None, idx: Any = None, namespace: str | None = None) -> Any:  # noqa: ANN401
        """Return the element of the drawing; the frame within has been made just before."""
        self.graphicFrame.nvGraphicFramePr.cNvPr.descr = self.words
        return super().to_tree(tagname, idx, namespace)


def _style_bars(series: Iterable[Series], theme: Theme) -> None:
    """Fill each series with a colour, from light to dark: what is aimed at stands before what is done."""
    colours = theme.colours
    fills = cycle((colours.rule, colours.accent, colours.title, colours.head_tint, colours.quiet))
    for one, colour in zip(series, fills, strict=False):
        one.graphicalProperties = _filled(colour, colours.title)


def _style_statuses(series: Iterable[Series], tones: Iterable[Tone], theme: Theme) -> None:
    """Fill each series with the colour and the pattern of its status."""
    for one, tone in zip(series, tones, strict=True):
        colour = theme.lamps[tone].colour
        if tone in _PATTERNS:
            ink, paper = ColorChoice(srgbClr=_hex(colour)), ColorChoice(srgbClr="FFFFFF")  # pyright: ignore[reportArgumentType]
            pattern = PatternFillProperties(prst=_PATTERNS[tone], fgClr=ink, bgClr=paper)
            one.graphicalProperties = GraphicalProperties(pattFill=pattern, ln=_thin(colour))
        else:
            one.graphicalProperties = _filled(colour, colour)


def _style_lines(series: Iterable[Series], theme: Theme) -> None:
    """Draw each series with a colour, a dash and a marker of its own."""
    colours = (theme.colours.title, theme.colours.accent, theme.colours.quiet, theme.colours.ink)
    for n, one in enumerate(series):
        colour = colours[n % 4]
        line = LineProperties(solidFill=_hex(colour), w=_LINE_WIDTH, prstDash=_DASHES[n % 4])
        one.graphicalProperties = GraphicalProperties(ln=line)
        one.marker = Marker(symbol=_MARKERS[n % 4], size=7, spPr=_filled(colour, colour))
        one.smooth = False


def _style_axes(chart: BarChart | LineChart, theme: Theme) -> None:
    """Set the axes in the theme's type; rows that are bars from left to right run from the top down."""
    for axis in (chart.x_axis, chart.y_axis):
        axis.delete = False
        axis.txPr = RichText(p=[Paragraph(pPr=ParagraphProperties(defRPr=_font(theme, theme.sizes.furniture)))])
        axis.title = None
    chart.x_axis.tickLblSkip = 1  # else Excel leaves out names where they are many
    chart.y_axis.number_format = "#,##0"
    chart.y_axis.majorGridlines = ChartLines(GraphicalProperties(ln=_thin(theme.colours.rule)))
    if isinstance(chart, BarChart) and chart.barDir == "bar":
        chart.x_axis.scaling.orientation = "maxMin"
        chart.y_axis.crosses = "max"


def _title(words: str, theme: Theme) -> Title | None:
    """Return a chart's title; without one Excel would show the name of a lone series."""
    font = _font(theme, theme.sizes.caption, bold=True)
    paragraph = Paragraph(pPr=ParagraphProperties(defRPr=font), r=[RegularTextRun(rPr=font, t=words)])
    return Title(tx=Text(rich=RichText(p=[paragraph])), overlay=False) if words else None


def _font(theme: Theme, size: float, *, bold: bool = False) -> CharacterProperties:
    korean, latin = Font(typeface=theme.fonts.korean), Font(typeface=theme.fonts.latin)
    return CharacterProperties(sz=round(size * 100), b=bold, solidFill=_hex(theme.colours.ink), latin=latin, ea=korean)


def _filled(colour: str, edge: str) -> GraphicalProperties:
    return GraphicalProperties(solidFill=_hex(colour), ln=_thin(edge))


def _thin(colour: str) -> LineProperties:
    return LineProperties(solidFill=_hex(colour), w=_EMU_PER_POINT // 2)


def _hex(colour: str) -> str:
    return colour.removeprefix("#")
