"""The labels of a series: each number as the document says it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from policyreport.render.docx.charts.fills import solid
from policyreport.render.docx.charts.letters import words
from policyreport.render.docx.charts.plot import Plot, Point, Series
from policyreport.render.docx.xml import Element, element

_HIDDEN = ("showLegendKey", "showVal", "showCatName", "showSerName", "showPercent", "showBubbleSize")


def labels(plot: Plot, series: Series) -> Element:
    """Return the labels; a series of days has none, for its days stand in the categories."""
    if plot.days:
        return element("c:dLbls", None, *_shown(is_shown=False))
    usual = Counter(point.format for point in series.points if point.value is not None)
    form = usual.most_common(1)[0][0] if usual else "General"
    special = (_special(plot, at, point, form) for at, point in enumerate(series.points))
    return element("c:dLbls", None, *(one for labels in special for one in labels), *_look(plot, form))


def _special(plot: Plot, at: int, point: Point, form: str) -> Iterator[Element]:
    index = element("c:idx", {"val": at})
    if plot.stacked and not point.value:
        yield element("c:dLbl", None, index, element("c:delete", {"val": 1}))
    elif point.text:
        yield element("c:dLbl", None, index, words(point.text), *_look(plot, form))
    elif point.value is not None and point.format != form:
        yield element("c:dLbl", None, index, *_look(plot, point.format))


def _look(plot: Plot, form: str) -> Iterator[Element]:
    yield element("c:numFmt", {"formatCode": form, "sourceLinked": 0})
    if plot.stacked:
        yield element("c:spPr", None, solid("lt1"))
    position = "ctr" if plot.stacked else "t" if plot.shape == "line" else "outEnd"
    yield element("c:dLblPos", {"val": position})
    yield from _shown(is_shown=True)


def _shown(*, is_shown: bool) -> Iterator[Element]:
    for name in _HIDDEN:
        yield element(f"c:{name}", {"val": int(is_shown and name == "showVal")})
