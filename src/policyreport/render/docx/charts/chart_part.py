"""A plot as DrawingML: the chart part, with the numbers as they were when it was made."""

from __future__ import annotations

from collections.abc import Iterator

from policyreport.render.docx.charts.axes import axes
from policyreport.render.docx.charts.fills import shape_of
from policyreport.render.docx.charts.labels import labels
from policyreport.render.docx.charts.letters import letters
from policyreport.render.docx.charts.plot import Plot, Point, Series
from policyreport.render.docx.charts.workbook import category_range, name_cell, value_range
from policyreport.render.docx.xml import Element, element, root, said

_AXES = (111, 222)


def chart_part(plot: Plot, points: float, workbook: str) -> Element:
    """Return the chart part; ``points`` is its type size, ``workbook`` the id of the relationship to its numbers."""
    area = element("c:plotArea", None, element("c:layout"), _series_of(plot), *axes(plot, _AXES))
    legend = () if plot.days else (_legend(),)
    chart = element(
        "c:chart",
        None,
        _val("autoTitleDeleted", 1),
        area,
        *legend,
        _val("plotVisOnly", 1),
        _val("dispBlanksAs", "gap"),
    )
    behind = element("c:externalData", {"r:id": workbook}, _val("autoUpdate", 0))
    opening = (_val("date1904", 0), _val("lang", "ko-KR"), _val("roundedCorners", 0))
    return root("c:chartSpace", "car", *opening, chart, shape_of(None), letters(points), behind)


def _val(tag: str, value: str | int) -> Element:
    return element(f"c:{tag}", {"val": value})


def _legend() -> Element:
    return element("c:legend", None, _val("legendPos", "b"), _val("overlay", 0))


def _series_of(plot: Plot) -> Element:
    series = (_series(plot, at, one) for at, one in enumerate(plot.series))
    names = (_val("axId", axis) for axis in _AXES)
    if plot.shape == "line":
        return element(
            "c:lineChart", None, _val("grouping", "standard"), _val("varyColors", 0), *series, _val("marker", 1), *names
        )
    direction = _val("barDir", "bar" if plot.shape == "bar" else "col")
    grouping = _val("grouping", "stacked" if plot.stacked else "clustered")
    close = (_val("gapWidth", 60), _val("overlap", 100 if plot.stacked else 0))
    return element("c:barChart", None, direction, grouping, _val("varyColors", 0), *series, *close, *names)


def _series(plot: Plot, at: int, series: Series) -> Element:
    """Return one series, its parts in the order that the schema asks."""
    count = len(plot.categories)
    name = element("c:tx", None, element("c:strRef", None, said("c:f", name_cell(at)), _texts((series.name,))))
    bar = () if plot.shape == "line" else (_val("invertIfNegative", 0),)
    categories = element(
        "c:strRef",
        None,
        said("c:f", category_range(count)),
        _texts(tuple(category.text for category in plot.categories)),
    )
    values = element("c:numRef", None, said("c:f", value_range(at, count)), _numbers(series.points))
    return element(
        "c:ser",
        None,
        _val("idx", at),
        _val("order", at),
        name,
        shape_of(series.fill, is_line=plot.shape == "line"),
        *(_marker(plot, at)),
        *bar,
        *_special_points(series),
        labels(plot, series),
        element("c:cat", None, categories),
        element("c:val", None, values),
        *((_val("smooth", 0),) if plot.shape == "line" else ()),
    )


def _marker(plot: Plot, at: int) -> Iterator[Element]:
    """Yield the marks of a line's points, of another form for each series, so that grey lines are told apart."""
    if plot.shape == "line":
        forms = ("circle", "square", "triangle", "diamond", "x", "plus")
        look = shape_of(plot.series[at].fill, is_line=False)
        yield element("c:marker", None, _val("symbol", forms[at % len(forms)]), _val("size", 6), look)


def _special_points(series: Series) -> Iterator[Element]:
    for at, point in enumerate(series.points):
        if point.fill:
            yield element(
                "c:dPt", None, _val("idx", at), _val("invertIfNegative", 0), _val("bubble3D", 0), shape_of(point.fill)
            )


def _texts(texts: tuple[str, ...]) -> Element:
    points = (element("c:pt", {"idx": at}, said("c:v", text)) for at, text in enumerate(texts))
    return element("c:strCache", None, _val("ptCount", len(texts)), *points)


def _numbers(points: tuple[Point, ...]) -> Element:
    held = (_number(at, point) for at, point in enumerate(points) if point.value is not None)
    return element("c:numCache", None, said("c:formatCode", "General"), _val("ptCount", len(points)), *held)


def _number(at: int, point: Point) -> Element:
    return element(
        "c:pt", {"idx": at, "formatCode": point.format}, said("c:v", f"{point.value:f}" if point.value else "0")
    )
