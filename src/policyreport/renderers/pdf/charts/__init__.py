"""Charts as vectors: each kind of chart is a function from a ``Chart`` to a part of the page."""

from __future__ import annotations

from policyreport.document.nodes import Chart, Footnote
from policyreport.document.theme import Theme
from policyreport.renderers.pdf.boxes import LayoutBox
from policyreport.renderers.pdf.charts.bar import bar, bullet
from policyreport.renderers.pdf.charts.drawing import ChartContext, value
from policyreport.renderers.pdf.charts.line_column import column, line
from policyreport.renderers.pdf.charts.panels import panel_grid
from policyreport.renderers.pdf.charts.rows import Strip, stack
from policyreport.renderers.pdf.charts.status_heat import heat, status
from policyreport.renderers.pdf.charts.timeline import timeline
from policyreport.renderers.pdf.runs import Numbering

_ROWS = {
    "bullet": bullet,
    "bar": bar,
    "status": status,
    "timeline": timeline,
    "heat": heat,
    "panels": panel_grid,
}
_PLOTS = {"line": line, "column": column}


def chart_part(chart: Chart, theme: Theme, width: float, numbering: Numbering = lambda _: 0) -> LayoutBox:
    """Return a chart's picture across a column ``width`` points wide, without its caption.

    Its texts are those of the chart's table, each number with its fact, and besides them only the names of quarters and
    years on a timeline and the words for what is missing. Charts of rows part between these; line and column charts
    never part. ``numbering`` gives the footnotes in names and remarks their numbers.
    """
    context = ChartContext(theme, _once(numbering))
    if chart.kind in _ROWS:
        return _ROWS[chart.kind](chart, context, width)
    points = [row for row in chart.table.rows if row.kind != "group"]
    has_value = any(value(row, at) is not None for row in points for at in range(1, len(row.cells)))
    return stack([Strip(_PLOTS[chart.kind](chart, context, width))] if has_value else [], context, width)


def _once(numbering: Numbering) -> Numbering:
    """Return a numbering that numbers a footnote once, however often its text is measured."""
    numbers: dict[int, int] = {}

    def number(footnote: Footnote) -> int:
        if id(footnote) not in numbers:
            numbers[id(footnote)] = numbering(footnote)
        return numbers[id(footnote)]

    return number
