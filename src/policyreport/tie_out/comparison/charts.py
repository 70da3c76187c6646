"""What charts of Office files keep: names, categories and values, and from where a workbook feeds them."""

from __future__ import annotations

from collections.abc import Iterator

from policyreport.tie_out.comparison.units import TEXT, Unit, stored
from policyreport.tie_out.xml_parts import Element, children, named


def chart_units(chart: Element, where: str) -> Iterator[Unit]:
    """Yield a chart's title and axes, its series with their points, and its categories; ``where`` the chart is."""
    plotted = next(named(chart, "plotArea"), None)
    kinds = () if plotted is None else (str(each.tag).rpartition("}")[2] for each in plotted)
    aspects = {
        TEXT: _said(next(iter(children(next(named(chart, "chart"), chart), "title")), None)),
        "chart kind": " ".join(kind for kind in kinds if kind.endswith("Chart")),
        "axis": " ".join(f"{limit.tag.rpartition('}')[2]} {stored(limit.get('val', ''))}" for limit in _limits(chart)),
    }
    yield Unit(where, {name: text for name, text in aspects.items() if text})
    for number, series in enumerate(named(chart, "ser"), start=1):
        yield from _series(series, f"{where} series {number}")
    categories = next(named(chart, "cat"), None)
    for index, text in _points(categories):
        yield Unit(f"{where} category {index + 1}", {"category": text})


def _limits(chart: Element) -> Iterator[Element]:
    return (limit for scaling in named(chart, "scaling") for limit in children(scaling, "min", "max"))


def _series(series: Element, where: str) -> Iterator[Unit]:
    named_by = next(iter(children(series, "tx")), None)
    name = "".join(text for _, text in _points(named_by)) or _said(named_by)
    references = (formula.text or "" for formula in named(series, "f"))
    reference = ", ".join(text.replace("'", "") for text in references if "!" in text)
    aspects = {"series name": name, "reference": reference}
    yield Unit(where, {aspect: text for aspect, text in aspects.items() if text})
    values = next(iter(children(series, "val", "yVal")), None)
    for index, text in _points(values):
        yield Unit(f"{where} point {index + 1}", {"chart value": stored(text)})
    for label in named(series, "dLbl"):
        index = next((one.get("val", "") for one in children(label, "idx")), "")
        if index.isdigit() and (said := _said(next(iter(children(label, "tx")), None))):
            yield Unit(f"{where} point {int(index) + 1} label", {"label": said})


def _points(around: Element | None) -> Iterator[tuple[int, str]]:
    for point in named(around, "pt") if around is not None else ():
        text = next((value.text or "" for value in named(point, "v")), "")
        if (index := point.get("idx", "")).isdigit():
            yield int(index), text


def _said(element: Element | None) -> str:
    return "" if element is None else "".join(text.text or "" for text in named(element, "t"))
