"""A chart's pieces: its caption, and what shows it."""

from __future__ import annotations

from collections.abc import Iterator

from policyreport.document.nodes import Chart
from policyreport.renderers.docx.charts.chart_part import chart_drawing, chart_height, chart_part
from policyreport.renderers.docx.charts.heat import heat_fragment
from policyreport.renderers.docx.charts.plots import plots
from policyreport.renderers.docx.charts.series import Plot
from policyreport.renderers.docx.charts.workbook import workbook
from policyreport.renderers.docx.context import RenderContext
from policyreport.renderers.docx.fragments import Fragment, Printed
from policyreport.renderers.docx.paragraphs import FIGURE, caption_fragment
from policyreport.renderers.docx.xml import Element, part, w


def chart_fragments(chart: Chart, setting: RenderContext, *, noted: bool = False) -> Iterator[Fragment]:
    """Yield the caption and a paragraph for each plot, the last kept with the note to it; or a table for a heat map."""
    yield from caption_fragment(FIGURE, chart.table, setting)
    if chart.kind == "heat":
        yield heat_fragment(chart.table, setting)
    drawn = plots(chart)
    for at, plot in enumerate(drawn, start=1):
        yield _drawn(plot, chart, setting, stays_with_next=at < len(drawn) or noted)


def _drawn(plot: Plot, chart: Chart, setting: RenderContext, *, stays_with_next: bool) -> Fragment:
    number = next(setting.shared.charts)
    height = chart_height(plot, setting.theme, setting.height)
    drawing = chart_drawing(_added(plot, number, setting), number, chart.alt, setting.width, height)
    shape = w("pPr", w("pStyle", val="Figure"), *((w("keepNext"),) if stays_with_next else ()))
    return Fragment(w("p", shape, drawing), "paragraph", tuple(_printed(plot, number)))


def _added(plot: Plot, number: int, setting: RenderContext) -> str:
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
