"""Small charts side by side, each on a scale of its own under its name."""

from __future__ import annotations

from collections.abc import Sequence

from policyreport.document.nodes import Chart
from policyreport.document.panels import panels
from policyreport.renderers.pdf.charts.drawing import Block, ChartContext, Drawing, Inset, Shape
from policyreport.renderers.pdf.charts.line_column import column, line
from policyreport.renderers.pdf.charts.rows import Stack, Strip, stack

_MOST_BESIDE = 3
_NARROWEST = 13.0
"""In ems, how narrow a panel may be."""
_GAP = 1.4
"""In ems, between two panels."""
_PLOTS = {"line": line, "column": column}


def panel_grid(chart: Chart, context: ChartContext, width: float) -> Stack:
    """Return the panels of a chart in rows of as many as have room beside each other, all equally wide."""
    found = panels(chart)
    if not found:
        return stack([], context, width)
    gap = _GAP * context.em
    beside = max(1, min(_MOST_BESIDE, len(found), int((width + gap) / (_NARROWEST * context.em + gap))))
    if beside == _MOST_BESIDE and len(found) == _MOST_BESIDE + 1:
        beside -= 1  # two rows of two, rather than one alone in the second
    room = (width - gap * (beside - 1)) / beside
    rows = (found[i : i + beside] for i in range(0, len(found), beside))
    return stack([Strip(_beside(row, context, room)) for row in rows], context, width)


def _beside(row: Sequence[Chart], context: ChartContext, room: float) -> Drawing:
    """Return panels side by side: their names in one line, their charts below on one level."""
    pad = context.em * 0.5
    names = [Block.of(context.runs(one.table.caption, context.strong), room, context.leading) for one in row]
    plots = [_PLOTS[one.kind](one, context, room) for one in row]
    head = pad + max(name.height for name in names)
    shapes: list[Shape] = []
    for at, (name, plot) in enumerate(zip(names, plots, strict=True)):
        left = at * (room + _GAP * context.em)
        shapes += [*name.at(left, -pad, "center", room), Inset(plot, left, -head)]
    return Drawing(head + max(plot.height for plot in plots), tuple(shapes))
