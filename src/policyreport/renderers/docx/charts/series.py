"""What a chart of Word's plots: its categories and series, whatever the kind it was made from."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from policyreport.document.nodes import Number, Tone
from policyreport.renderers.docx.xml import Element, element, said

Shape = Literal["bar", "column", "line"]
ThemeColour = Literal["dk1", "lt1", "dk2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6"]
Pattern = Literal["", "ltUpDiag", "wdUpDiag", "dkVert", "pct30", "dotGrid"]


@dataclass(frozen=True, slots=True)
class Fill:
    """A colour of the theme, and the pattern by which it is told from others in grey; ``hollow`` is only an outline."""

    colour: ThemeColour
    pattern: Pattern = ""
    hollow: bool = False


@dataclass(frozen=True, slots=True)
class Point:
    """One value of a series: how it is shown (``format``, or ``text`` where no format can), and what it was made of.

    A value of None is missing.
    """

    value: Decimal | int | None
    format: str = "General"
    text: str = ""
    number: Number | None = None
    fill: Fill | None = None


@dataclass(frozen=True, slots=True)
class Category:
    """What stands beside the values of a row, and the numbers in it."""

    text: str
    numbers: tuple[Number, ...] = ()


@dataclass(frozen=True, slots=True)
class Series:
    """Values under a common name. ``fill`` of None is not seen: it only holds up the series after it."""

    name: str
    points: tuple[Point, ...]
    fill: Fill | None


@dataclass(frozen=True, slots=True)
class Plot:
    """Series over common categories. ``days`` bounds an axis of days, counted as Excel does."""

    shape: Shape
    categories: tuple[Category, ...]
    series: tuple[Series, ...]
    stacked: bool = False
    days: tuple[int, int] | None = None


TONES: dict[Tone, Fill] = {
    "good": Fill("accent3"),
    "watch": Fill("accent4", "wdUpDiag"),
    "bad": Fill("accent5", "dkVert"),
    "done": Fill("accent1", "pct30"),
    "none": Fill("accent6", "dotGrid"),
}
"""How each tone is filled; the theme part gives its colours to these names."""


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


_HUNDREDTHS = 100
_FACES = (element("a:latin", {"typeface": "+mn-lt"}), element("a:ea", {"typeface": "+mn-ea"}))


def letters(points: float = 0) -> Element:
    """Return the type of a chart or of a part of it; a size of 0 is that of the chart."""
    size: dict[str, str | int] = {"sz": round(points * _HUNDREDTHS)} if points else {}
    look = element("a:defRPr", size, solid("dk1"), *_FACES)
    end = element("a:endParaRPr", {"lang": "ko-KR", "altLang": "en-US"})
    return element("c:txPr", None, element("a:bodyPr"), element("a:p", None, element("a:pPr", None, look), end))


def words(text: str) -> Element:
    """Return text that stands in a label as it is, whatever the number below it."""
    look = element("a:rPr", {"lang": "ko-KR", "altLang": "en-US"}, *_FACES)
    written = element("a:p", None, element("a:r", None, look, said("a:t", text)))
    return element("c:tx", None, element("c:rich", None, element("a:bodyPr"), written))
