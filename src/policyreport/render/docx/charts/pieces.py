"""A chart's pieces: its caption, and what shows it."""

from __future__ import annotations

from collections.abc import Iterator

from policyreport.document.tree import Chart
from policyreport.render.docx.captions import FIGURE, caption_piece
from policyreport.render.docx.charts.chart_part import chart_part
from policyreport.render.docx.charts.drawing import chart_drawing
from policyreport.render.docx.charts.heat import heat_piece
from policyreport.render.docx.charts.plot import Plot
from policyreport.render.docx.charts.plots import plots
from policyreport.render.docx.charts.size import chart_height
from policyreport.render.docx.charts.workbook import workbook
from policyreport.render.docx.piece import Piece, Printed
from policyreport.render.docx.setting import Setting
from policyreport.render.docx.xml import Element, part, w


def chart_pieces(chart: Chart, setting: Setting, *, noted: bool = False) -> Iterator[Piece]:
    """Yield the caption and a paragraph for each plot, the last kept with the note to it; or a table for a heat map."""
    yield from caption_piece(FIGURE, chart.table, setting)
    if chart.kind == "heat":
        yield heat_piece(chart.table, setting)
    drawn = plots(chart)
    for at, plot in enumerate(drawn, start=1):
        yield _drawn(plot, chart, setting, stays_with_next=at < len(drawn) or noted)


def _drawn(plot: Plot, chart: Chart, setting: Setting, *, stays_with_next: bool) -> Piece:
    number = next(setting.shared.charts)
    height = chart_height(plot, setting.theme, setting.height)
    drawing = chart_drawing(_added(plot, number, setting), number, chart.alt, setting.width, height)
    shape = w("pPr", w("pStyle", val="Figure"), *((w("keepNext"),) if stays_with_next else ()))
    return Piece(w("p", shape, drawing), "paragraph", tuple(_printed(plot, number)))


def _added(plot: Plot, number: int, setting: Setting) -> str:
    name, parts = f"charts/chart{number}.xml", setting.shared.parts
    behind = parts.embed(name, f"chart{number}.xlsx", workbook(plot))
    content: Element = chart_part(plot, setting.theme.sizes.note, behind)
    return parts.add("chart", name, part(content))


def _printed(plot: Plot, number: int) -> Iterator[Printed]:
    """Yield the numbers of a plot, row by row: those beside the values, then the values."""
    for at, category in enumerate(plot.categories):
        yield from (Printed(found, place=f"chart {number} category {at + 1}") for found in category.numbers)
        for series, held in enumerate(plot.series, start=1):
            if found := held.points[at].number:
                yield Printed(found, place=f"chart {number} series {series} point {at + 1}")
