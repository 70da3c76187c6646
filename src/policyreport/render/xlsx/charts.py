"""Native charts: they draw the cells of the table above them, and bear the values that were worked out."""

# pyright: reportUnknownArgumentType=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# (what the stubs of openpyxl leave open)

from __future__ import annotations

from openpyxl.chart import BarChart, LineChart
from openpyxl.chart.data_source import AxDataSource, NumData, NumDataSource, NumRef, NumVal, StrData, StrRef, StrVal
from openpyxl.chart.legend import Legend
from openpyxl.chart.series import Series, SeriesLabel
from openpyxl.worksheet.worksheet import Worksheet

from policyreport.document.theme import Theme
from policyreport.document.tree import Chart, Lamp
from policyreport.render.xlsx.anchors import DescribedAnchor
from policyreport.render.xlsx.cells import Value
from policyreport.render.xlsx.chart_looks import dress_axes, dress_bars, dress_lines, dress_statuses, title
from policyreport.render.xlsx.drawable import drawn_columns, drawn_rows, picture_height
from policyreport.render.xlsx.lines import Region, Sheet
from policyreport.render.xlsx.margins import page_millimetres
from policyreport.render.xlsx.places import absolute, area, coordinate
from policyreport.render.xlsx.wording import line_text

Native = BarChart | LineChart

_POINTS_PER_MILLIMETRE = 72 / 25.4
_WIDTH = 0.8
"""How much of the page's width a picture takes."""


def set_charts(native: Worksheet, sheet: Sheet, theme: Theme) -> None:
    """Draw the sheet's charts, each at its line, in the width of a page."""
    regions = sheet.regions()
    width = page_millimetres(theme) * _WIDTH * _POINTS_PER_MILLIMETRE
    for row, line in sheet.lines():
        if line.chart:
            region = max((r for r in regions if r.head < row), key=lambda region: region.head)
            drawn = _native(line.chart, region, sheet, theme)
            drawn.anchor = DescribedAnchor(row, width, picture_height(line.chart), line.chart.alt)  # pyright: ignore[reportAttributeAccessIssue]
            native.add_chart(drawn)


def _native(chart: Chart, region: Region, sheet: Sheet, theme: Theme) -> Native:
    native = _kind(chart)
    last = region.head + len(drawn_rows(chart))
    native.series = [_series(column, region, last, sheet) for column in range(2, drawn_columns(chart) + 1)]
    _dress(native, chart, theme)
    dress_axes(native, theme)
    native.title = title(line_text(chart.table.caption), theme)
    native.legend = Legend("b")
    return native


def _kind(chart: Chart) -> Native:
    if chart.kind == "line":
        return LineChart()
    native = BarChart()
    native.type = "col" if chart.kind == "column" else "bar"
    native.grouping = "stacked" if chart.kind == "status" else "clustered"
    native.overlap = 100 if chart.kind in ("status", "bar") else None
    native.gapWidth = 60
    return native


def _dress(native: Native, chart: Chart, theme: Theme) -> None:
    if isinstance(native, LineChart):
        dress_lines(native.series, theme)
    elif chart.kind == "status":
        lamps = [node for column in chart.table.columns[1:] for node in column.head if isinstance(node, Lamp)]
        dress_statuses(native.series, [lamp.tone for lamp in lamps], theme)
    else:
        dress_bars(native.series, theme)


def _series(column: int, region: Region, last: int, sheet: Sheet) -> Series:
    rows = range(region.first, last + 1)
    names = [_value(sheet, row, 1) for row in rows]
    numbers = [_value(sheet, row, column) for row in rows]
    head = absolute(sheet.name, coordinate(region.head, column))
    return Series(
        tx=SeriesLabel(strRef=StrRef(head, StrData(ptCount=1, pt=[StrVal(0, region.plan.heads[column - 1].text)]))),
        cat=AxDataSource(strRef=StrRef(_cells(sheet, region, last, 1), _strings(names))),
        val=NumDataSource(numRef=NumRef(_cells(sheet, region, last, column), _numbers(numbers))),
    )


def _value(sheet: Sheet, row: int, column: int) -> Value:
    return sheet.row(row)[column - 1].value


def _cells(sheet: Sheet, region: Region, last: int, column: int) -> str:
    return absolute(sheet.name, area(region.first, column, last, column))


def _strings(values: list[Value]) -> StrData:
    return StrData(ptCount=len(values), pt=[StrVal(i, value.text) for i, value in enumerate(values)])


def _numbers(values: list[Value]) -> NumData:
    present = [NumVal(idx=i, v=str(v.number.value)) for i, v in enumerate(values) if v.number is not None]
    return NumData(formatCode="General", ptCount=len(values), pt=present)
