"""How high a chart stands."""

from __future__ import annotations

from policyreport.document.theme import Theme
from policyreport.render.docx.charts.plot import Plot
from policyreport.render.docx.units import twips

_UPRIGHT = 190.0
_FURNITURE = 44.0
"""In points, for the legend and the space around."""
_LEADING = 1.5
_SHARE = 0.85
"""Of the column's height, the most that a chart takes."""


def chart_height(plot: Plot, theme: Theme, column: int) -> int:
    """Return a height in twips: lying bars have room for their rows, others stand as high as each other."""
    if plot.shape != "bar":
        return twips(_UPRIGHT)
    line = theme.sizes.note * _LEADING
    bars = 1 if plot.stacked else len(plot.series)
    rows = sum(max(bars + 0.6, category.text.count("\n") + 2) for category in plot.categories)
    return min(twips(rows * line + _FURNITURE), round(column * _SHARE))
