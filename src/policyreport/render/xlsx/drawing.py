"""Where the pictures of a sheet stand, and what they show in words, which a screen reader says."""

from __future__ import annotations

from typing import NamedTuple

from policyreport.render.xlsx.xml import RELATIONS, element, part

_EMU_PER_POINT = 12_700
_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_NAMESPACES = {
    "xmlns:xdr": "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing",
    "xmlns:a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "xmlns:c": _CHART,
    "xmlns:r": RELATIONS,
}


class Picture(NamedTuple):
    """A chart in the first column of a ``row`` (from 1), its size in points, its part of the package, and its words."""

    row: int
    width: float
    height: float
    chart: bytes
    alt: str


def drawing(pictures: list[tuple[Picture, str]]) -> bytes:
    """Return the part of the package that places the pictures, each with the id under which its chart is found."""
    anchors = (_anchor(n, picture, chart) for n, (picture, chart) in enumerate(pictures, 1))
    return part(element("xdr:wsDr", _NAMESPACES, *anchors))


def _anchor(number: int, picture: Picture, chart: str) -> str:
    place = {"col": 0, "colOff": 0, "row": picture.row - 1, "rowOff": 0}
    start = element("xdr:from", {}, *(element(f"xdr:{name}", {}, str(value)) for name, value in place.items()))
    size = {"cx": round(picture.width * _EMU_PER_POINT), "cy": round(picture.height * _EMU_PER_POINT)}
    frame = _frame(number, picture.alt, chart)
    return element("xdr:oneCellAnchor", {}, start, element("xdr:ext", size), frame, element("xdr:clientData"))


def _frame(number: int, alt: str, chart: str) -> str:
    said = element("xdr:cNvPr", {"id": number, "name": f"Chart {number}", "descr": alt})
    known = element("xdr:nvGraphicFramePr", {}, said, element("xdr:cNvGraphicFramePr"))
    nowhere = element("a:off", {"x": 0, "y": 0}), element("a:ext", {"cx": 0, "cy": 0})
    shown = element("a:graphicData", {"uri": _CHART}, element("c:chart", {"r:id": chart}))
    place = element("xdr:xfrm", {}, *nowhere)
    return element("xdr:graphicFrame", {"macro": ""}, known, place, element("a:graphic", {}, shown))
