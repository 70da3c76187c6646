"""The axes of a plot."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil

from policyreport.render.docx.charts.fills import line
from policyreport.render.docx.charts.plot import Plot
from policyreport.render.docx.xml import Element, element

_QUARTER = 91.3125
_MOST_STEPS = 6
_MONTH_FORMAT = 'yyyy". "m"."'


def axes(plot: Plot, names: tuple[int, int]) -> Iterator[Element]:
    """Yield the axis of categories and that of values; of lying bars the first category is at the top."""
    lies = plot.shape == "bar"
    yield _categories(names, lies=lies)
    yield _values(plot, names, lies=lies)


def _val(tag: str, value: str | float) -> Element:
    return element(f"c:{tag}", {"val": value if isinstance(value, int) else str(value)})


def _categories(names: tuple[int, int], *, lies: bool) -> Element:
    return element(
        "c:catAx",
        None,
        _val("axId", names[0]),
        element("c:scaling", None, _val("orientation", "maxMin" if lies else "minMax")),
        _val("delete", 0),
        _val("axPos", "l" if lies else "b"),
        element("c:numFmt", {"formatCode": "General", "sourceLinked": 0}),
        _val("majorTickMark", "none"),
        _val("minorTickMark", "none"),
        _val("tickLblPos", "low"),
        element("c:spPr", None, line("accent6")),
        _val("crossAx", names[1]),
        _val("crosses", "autoZero"),
        _val("auto", 0),
        _val("lblAlgn", "ctr"),
        _val("lblOffset", 100),
        _val("noMultiLvlLbl", 1),
    )


def _values(plot: Plot, names: tuple[int, int], *, lies: bool) -> Element:
    """Return the axis of values: shown only where days are counted on it, for elsewhere every number has its label."""
    step = () if plot.days is None else (_val("majorUnit", _step(plot.days)),)
    grid = () if plot.days is None else (element("c:majorGridlines", None, element("c:spPr", None, _faint())),)
    return element(
        "c:valAx",
        None,
        _val("axId", names[1]),
        element("c:scaling", None, _val("orientation", "minMax"), *_bounds(plot)),
        _val("delete", int(plot.days is None)),
        _val("axPos", "b" if lies else "l"),
        *grid,
        element("c:numFmt", {"formatCode": _MONTH_FORMAT if plot.days else "General", "sourceLinked": 0}),
        _val("majorTickMark", "none"),
        _val("minorTickMark", "none"),
        _val("tickLblPos", "nextTo"),
        _val("crossAx", names[0]),
        _val("crosses", "max" if lies else "autoZero"),
        _val("crossBetween", "between"),
        *step,
    )


def _bounds(plot: Plot) -> Iterator[Element]:
    """Yield where the axis ends; bars begin at nought, that their lengths may be compared."""
    if plot.days:
        yield _val("max", plot.days[1])
        yield _val("min", plot.days[0])
    elif plot.shape != "line" and _all_positive(plot):
        yield _val("min", 0)


def _all_positive(plot: Plot) -> bool:
    return all(point.value is None or point.value >= 0 for series in plot.series for point in series.points)


def _step(days: tuple[int, int]) -> float:
    """Return so many quarters that the days between the axis's marks can be read."""
    return max(1, ceil((days[1] - days[0]) / (_MOST_STEPS * _QUARTER))) * _QUARTER


def _faint() -> Element:
    return element("a:ln", {"w": 6350}, element("a:solidFill", None, element("a:schemeClr", {"val": "bg2"})))
