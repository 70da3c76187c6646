"""A plot as DrawingML: the chart part, with the numbers as they were when it was written, and its place in the text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from math import ceil

from docx.oxml.ns import nsmap

from policyreport.document.theme import Theme
from policyreport.renderers.docx.charts.plots import Fill, Plot, Point, Series, ThemeColour
from policyreport.renderers.docx.charts.workbook import category_range, decimal_text, name_cell, value_range
from policyreport.renderers.docx.units import twips
from policyreport.renderers.docx.xml import Element, element, root, text_element

_AXES = (111, 222)
_QUARTER = 91.3125
"""In days."""
_MOST_STEPS = 6
_MONTH_FORMAT = 'yyyy". "m"."'
_EMU_PER_TWIP = 635
_LABEL_PARTS = ("showLegendKey", "showVal", "showCatName", "showSerName", "showPercent", "showBubbleSize")
_UPRIGHT = 190.0
"""In points, how high a chart of columns or lines is."""
_AROUND_BARS = 44.0
"""In points, for the legend and the space around."""
_LEADING = 1.5
_SHARE = 0.85
"""Of the column's height, the most that a chart takes."""
_FAINT = element("a:ln", {"w": 6350}, element("a:solidFill", None, element("a:schemeClr", {"val": "bg2"})))
_NO_FILL = element("a:noFill")
_LINE, _EDGE = 28575, 9525
_IN_TEXT = {"dk1": "tx1", "lt1": "bg1", "dk2": "tx2"}
"""What a chart calls the colours of text and ground."""
_HUNDREDTHS = 100
_FONTS = (element("a:latin", {"typeface": "+mn-lt"}), element("a:ea", {"typeface": "+mn-ea"}))


def chart_height(plot: Plot, theme: Theme, column: int) -> int:
    """Return a height in twips: lying bars have room for their rows, others are as high as each other."""
    if plot.shape != "bar":
        return twips(_UPRIGHT)
    line = theme.sizes.note * _LEADING
    bars = 1 if plot.stacked else len(plot.series)
    rows = sum(max(bars + 0.6, category.text.count("\n") + 2) for category in plot.categories)
    return min(twips(rows * line + _AROUND_BARS), round(column * _SHARE))


def chart_drawing(relationship: str, number: int, alt: str, width: int, height: int) -> Element:
    """Return the run that shows a chart; lengths are in twips; ``alt`` says in words what it shows."""
    extent: dict[str, str | int] = {"cx": width * _EMU_PER_TWIP, "cy": height * _EMU_PER_TWIP}
    close: dict[str, str | int] = {f"dist{side}": 0 for side in "TBLR"}
    shown = element("c:chart", {"r:id": relationship})
    inline = element(
        "wp:inline",
        close,
        element("wp:extent", extent),
        element("wp:docPr", {"id": number, "name": f"Chart {number}", "descr": alt}),
        element("wp:cNvGraphicFramePr"),
        element("a:graphic", None, element("a:graphicData", {"uri": nsmap["c"]}, shown)),
    )
    return element("w:r", None, element("w:drawing", None, inline))


def chart_part(plot: Plot, points: float, workbook: str) -> Element:
    """Return the chart part; ``points`` is its type size, ``workbook`` the id of the relationship to its numbers."""
    area = element("c:plotArea", None, element("c:layout"), _series_of(plot), *_axes(plot))
    legend = () if plot.days else (element("c:legend", None, *_vals(legendPos="b", overlay=0)),)
    shown = _vals(plotVisOnly=1, dispBlanksAs="gap")
    chart = element("c:chart", None, _val("autoTitleDeleted", 1), area, *legend, *shown)
    behind = element("c:externalData", {"r:id": workbook}, _val("autoUpdate", 0))
    opening = _vals(date1904=0, lang="ko-KR", roundedCorners=0)
    return root("c:chartSpace", "car", *opening, chart, _shape_of(None), _letters(points), behind)


def _val(tag: str, value: str | float) -> Element:
    return element(f"c:{tag}", {"val": value if isinstance(value, int) else str(value)})


def _vals(**values: str | float) -> Iterator[Element]:
    return (_val(tag, value) for tag, value in values.items())


def _series_of(plot: Plot) -> Element:
    series = (_series(plot, at, one) for at, one in enumerate(plot.series))
    axes = (_val("axId", axis) for axis in _AXES)
    if plot.shape == "line":
        return element(
            "c:lineChart", None, *_vals(grouping="standard", varyColors=0), *series, _val("marker", 1), *axes
        )
    grouping = "stacked" if plot.stacked else "clustered"
    shape = _vals(barDir="bar" if plot.shape == "bar" else "col", grouping=grouping, varyColors=0)
    close = _vals(gapWidth=60, overlap=100 if plot.stacked else 0)
    return element("c:barChart", None, *shape, *series, *close, *axes)


def _series(plot: Plot, at: int, series: Series) -> Element:
    """Return one series, its parts in the order of the schema."""
    count = len(plot.categories)
    name = element("c:tx", None, element("c:strRef", None, text_element("c:f", name_cell(at)), _texts((series.name,))))
    bar = () if plot.shape == "line" else (_val("invertIfNegative", 0),)
    categories = element(
        "c:strRef",
        None,
        text_element("c:f", category_range(count)),
        _texts(tuple(category.text for category in plot.categories)),
    )
    values = element("c:numRef", None, text_element("c:f", value_range(at, count)), _numbers(series.points))
    return element(
        "c:ser",
        None,
        *_vals(idx=at, order=at),
        name,
        _shape_of(series.fill, is_line=plot.shape == "line"),
        *_marker(plot, at),
        *bar,
        *_special_points(series),
        _labels(plot, series),
        element("c:cat", None, categories),
        element("c:val", None, values),
        *((_val("smooth", 0),) if plot.shape == "line" else ()),
    )


def _texts(texts: tuple[str, ...]) -> Element:
    points = (element("c:pt", {"idx": at}, text_element("c:v", text)) for at, text in enumerate(texts))
    return element("c:strCache", None, _val("ptCount", len(texts)), *points)


def _numbers(points: tuple[Point, ...]) -> Element:
    cached = (
        element("c:pt", {"idx": at, "formatCode": point.format}, text_element("c:v", decimal_text(point.value)))
        for at, point in enumerate(points)
        if point.value is not None
    )
    return element("c:numCache", None, text_element("c:formatCode", "General"), _val("ptCount", len(points)), *cached)


def _marker(plot: Plot, at: int) -> Iterator[Element]:
    """Yield the marks of a line's points, of another form for each series, so that grey lines are told apart."""
    if plot.shape == "line":
        forms = ("circle", "square", "triangle", "diamond", "x", "plus")
        look = _shape_of(plot.series[at].fill, is_line=False)
        yield element("c:marker", None, _val("symbol", forms[at % len(forms)]), _val("size", 6), look)


def _special_points(series: Series) -> Iterator[Element]:
    for at, point in enumerate(series.points):
        if point.fill:
            yield element(
                "c:dPt", None, _val("idx", at), _val("invertIfNegative", 0), _val("bubble3D", 0), _shape_of(point.fill)
            )


def _labels(plot: Plot, series: Series) -> Element:
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
        yield element("c:dLbl", None, index, _words(point.text), *_look(plot, form))
    elif point.value is not None and point.format != form:
        yield element("c:dLbl", None, index, *_look(plot, point.format))


def _look(plot: Plot, form: str) -> Iterator[Element]:
    yield element("c:numFmt", {"formatCode": form, "sourceLinked": 0})
    if plot.stacked:
        yield element("c:spPr", None, _solid("lt1"))
    position = "ctr" if plot.stacked else "t" if plot.shape == "line" else "outEnd"
    yield element("c:dLblPos", {"val": position})
    yield from _shown(is_shown=True)


def _shown(*, is_shown: bool) -> Iterator[Element]:
    for name in _LABEL_PARTS:
        yield element(f"c:{name}", {"val": int(is_shown and name == "showVal")})


def _axes(plot: Plot) -> Iterator[Element]:
    """Yield the axis of categories and that of values; of lying bars the first category is at the top."""
    lies = plot.shape == "bar"
    yield _categories(_AXES, lies=lies)
    yield _values(plot, _AXES, lies=lies)


def _categories(names: tuple[int, int], *, lies: bool) -> Element:
    return element(
        "c:catAx",
        None,
        _val("axId", names[0]),
        element("c:scaling", None, _val("orientation", "maxMin" if lies else "minMax")),
        *_vals(delete=0, axPos="l" if lies else "b"),
        element("c:numFmt", {"formatCode": "General", "sourceLinked": 0}),
        *_vals(majorTickMark="none", minorTickMark="none", tickLblPos="low"),
        element("c:spPr", None, _line("accent6")),
        *_vals(crossAx=names[1], crosses="autoZero", auto=0, lblAlgn="ctr", lblOffset=100),
        *_vals(tickLblSkip=1, noMultiLvlLbl=1),  # else Word leaves out names where they are many
    )


def _values(plot: Plot, names: tuple[int, int], *, lies: bool) -> Element:
    """Return the axis of values: shown only where days are counted on it, for elsewhere every number has its label."""
    step = () if plot.days is None else (_val("majorUnit", _step(plot.days)),)
    grid = () if plot.days is None else (element("c:majorGridlines", None, element("c:spPr", None, _FAINT)),)
    return element(
        "c:valAx",
        None,
        _val("axId", names[1]),
        element("c:scaling", None, _val("orientation", "minMax"), *_bounds(plot)),
        *_vals(delete=int(plot.days is None), axPos="b" if lies else "l"),
        *grid,
        element("c:numFmt", {"formatCode": _MONTH_FORMAT if plot.days else "General", "sourceLinked": 0}),
        *_vals(majorTickMark="none", minorTickMark="none", tickLblPos="nextTo", crossAx=names[0]),
        *_vals(crosses="max" if lies else "autoZero", crossBetween="between"),
        *step,
    )


def _bounds(plot: Plot) -> Iterator[Element]:
    """Yield where the axis ends; bars begin at 0, so that their lengths can be compared."""
    if plot.days:
        yield _val("max", plot.days[1])
        yield _val("min", plot.days[0])
    elif plot.shape != "line" and all(
        point.value is None or point.value >= 0 for series in plot.series for point in series.points
    ):
        yield _val("min", 0)


def _step(days: tuple[int, int]) -> float:
    """Return so many quarters that the days between the axis's marks can be read."""
    return max(1, ceil((days[1] - days[0]) / (_MOST_STEPS * _QUARTER))) * _QUARTER


def _shape_of(fill: Fill | None, *, is_line: bool = False) -> Element:
    """Return the look of a series or a point; of none, one that is not seen."""
    if fill is None:
        return element("c:spPr", None, _NO_FILL, element("a:ln", None, _NO_FILL))
    if is_line:
        return element("c:spPr", None, _line(fill.colour, _LINE))
    return element("c:spPr", None, _inside(fill), _line(fill.colour))


def _inside(fill: Fill) -> Element:
    if fill.hollow:
        return _solid("lt1")
    if fill.pattern:
        colours = (element("a:fgClr", None, _colour(fill.colour)), element("a:bgClr", None, _colour("lt1")))
        return element("a:pattFill", {"prst": fill.pattern}, *colours)
    return _solid(fill.colour)


def _line(name: ThemeColour, width: int = _EDGE) -> Element:
    """Return a line; its width is in EMU."""
    return element("a:ln", {"w": width}, _solid(name))


def _solid(name: ThemeColour) -> Element:
    """Return an even fill."""
    return element("a:solidFill", None, _colour(name))


def _colour(name: ThemeColour) -> Element:
    """Return a colour of the theme."""
    return element("a:schemeClr", {"val": _IN_TEXT.get(name, name)})


def _letters(points: float = 0) -> Element:
    """Return the type of a chart or of a part of it; a size of 0 is that of the chart."""
    size: dict[str, str | int] = {"sz": round(points * _HUNDREDTHS)} if points else {}
    look = element("a:defRPr", size, _solid("dk1"), *_FONTS)
    end = element("a:endParaRPr", {"lang": "ko-KR", "altLang": "en-US"})
    return element("c:txPr", None, element("a:bodyPr"), element("a:p", None, element("a:pPr", None, look), end))


def _words(text: str) -> Element:
    """Return text that stands in a label as it is, whatever the number below it."""
    look = element("a:rPr", {"lang": "ko-KR", "altLang": "en-US"}, *_FONTS)
    written = element("a:p", None, element("a:r", None, look, text_element("a:t", text)))
    return element("c:tx", None, element("c:rich", None, element("a:bodyPr"), written))
