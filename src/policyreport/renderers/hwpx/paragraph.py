"""One paragraph of a named style, and the list of paragraphs that cells, notes and headers hold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from math import ceil

from policyreport.ooxml.text_width import text_width
from policyreport.renderers.hwpx.context import RenderContext
from policyreport.renderers.hwpx.styles import Layout
from policyreport.renderers.hwpx.units import hwp_units
from policyreport.renderers.hwpx.xml import Shell, Xml, hp, shell


@dataclass(frozen=True, slots=True)
class Own:
    """What a paragraph has of its own: a layout other than its style's, the id to which links lead, a new page."""

    layout: Layout | None = None
    number: int = 0
    new_page: bool = False


def paragraph(style: str, runs: Iterable[Xml], setting: RenderContext, own: Own = Own()) -> Xml:
    """Return a paragraph of a style."""
    empty = hp("run", charPrIDRef=setting.catalogue.letters.number(setting.letters(style)))
    return paragraph_shell(style, setting, own).around(*(list(runs) or [empty]))


def paragraph_shell(style: str, setting: RenderContext, own: Own = Own()) -> Shell:
    """Return the tags around the runs of a paragraph of a style, of which there must be one."""
    catalogue = setting.catalogue
    layout = catalogue.layout(own.layout or catalogue.styles[style].layout)
    return _paragraph(own.number, layout, catalogue.style_numbers[style], int(own.new_page))


@lru_cache(maxsize=1024)
def _paragraph(number: int, layout: int, style: int, new_page: int) -> Shell:
    looks = {"paraPrIDRef": layout, "styleIDRef": style}
    return shell("p", id=number, **looks, pageBreak=new_page, columnBreak=0, merged=0)


def paragraphs(held: Iterable[Xml], *, stand: str = "TOP", width: int = 0, height: int = 0) -> Xml:
    """Return a list of paragraphs; ``stand`` says where they stand in the room there is."""
    return _list(stand, width, height).around(*held)


@lru_cache(maxsize=64)
def _list(stand: str, width: int, height: int) -> Shell:
    return shell(
        "subList",
        id="",
        textDirection="HORIZONTAL",
        lineWrap="BREAK",
        vertAlign=stand,
        linkListIDRef=0,
        linkListNextIDRef=0,
        textWidth=width,
        textHeight=height,
        hasTextRef=0,
        hasNumRef=0,
    )


def height_of(text: str, style: str, width: int, setting: RenderContext) -> int:
    """Return how high a paragraph is, with the space around it, reckoned by the count of its letters."""
    look = setting.catalogue.styles[style]
    room = max(width - hwp_units(look.layout.left), 1)
    letter = hwp_units(look.letters.size) / 2
    lines = sum(max(1, ceil(text_width(line) * letter / room)) for line in text.split("\n"))
    around = look.layout.before + look.layout.after + 2 * look.layout.pad
    return round(lines * hwp_units(look.letters.size) * look.layout.leading) + hwp_units(around)


def room_between(left: str, right: str, size: float, setting: RenderContext) -> int:
    """Return what is left of the width between words at the left and words at the right, of a size in points."""
    return setting.width - round((text_width(left) + text_width(right)) * hwp_units(size) / 2)
