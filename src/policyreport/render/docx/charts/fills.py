"""How series are drawn, in colours of the theme."""

from __future__ import annotations

from policyreport.render.docx.charts.plot import Fill, ThemeColour
from policyreport.render.docx.xml import Element, element

_NONE = element("a:noFill")
_LINE, _EDGE = 28575, 9525


def colour(name: ThemeColour) -> Element:
    """Return a colour of the theme."""
    return element("a:schemeClr", {"val": _IN_TEXT.get(name, name)})


_IN_TEXT = {"dk1": "tx1", "lt1": "bg1", "dk2": "tx2"}
"""What a chart calls the colours of text and ground."""


def solid(name: ThemeColour) -> Element:
    """Return an even fill."""
    return element("a:solidFill", None, colour(name))


def line(name: ThemeColour, width: int = _EDGE) -> Element:
    """Return a line; its width is in EMU."""
    return element("a:ln", {"w": width}, solid(name))


def shape_of(fill: Fill | None, *, is_line: bool = False) -> Element:
    """Return the look of a series or a point; of none, one that is not seen."""
    if fill is None:
        return element("c:spPr", None, _NONE, element("a:ln", None, _NONE))
    if is_line:
        return element("c:spPr", None, line(fill.colour, _LINE))
    return element("c:spPr", None, _inside(fill), line(fill.colour))


def _inside(fill: Fill) -> Element:
    if fill.hollow:
        return solid("lt1")
    if fill.pattern:
        colours = (element("a:fgClr", None, colour(fill.colour)), element("a:bgClr", None, colour("lt1")))
        return element("a:pattFill", {"prst": fill.pattern}, *colours)
    return solid(fill.colour)
