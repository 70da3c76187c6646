"""The parts that decide a document's look, and its page: built in, or of a Word file that someone restyled."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from policyreport.document.nodes import Image
from policyreport.document.theme import Theme
from policyreport.renderers.docx.styles import DEEPEST, ITEM_STYLES, ITEMS, NOTES, styles
from policyreport.renderers.docx.units import PAGE_HEIGHT, PAGE_WIDTH, bare, twips, twips_of_mm
from policyreport.renderers.docx.xml import Element, element, part, root, w
from policyreport.renderers.flow.front_matter import FOOTER_SHARE, HEADER_SHARE

HANGING_EMS = 1.5
"""How far the text of an item hangs from its mark, in widths of a letter of the body."""


@dataclass(frozen=True, slots=True)
class Page:
    """Lengths in twips; ``header`` and ``footer`` are how far these stand from the paper's edges."""

    width: int
    height: int
    top: int
    right: int
    bottom: int
    left: int
    header: int
    footer: int
    gutter: int = 0

    @property
    def column_width(self) -> int:
        """The width between the margins."""
        return self.width - self.left - self.right - self.gutter

    @property
    def column_height(self) -> int:
        """The height between the margins."""
        return self.height - self.top - self.bottom

    def margins(self) -> dict[str, int]:
        """Return the margins by the names that Word gives them."""
        names = ("top", "right", "bottom", "left", "header", "footer", "gutter")
        return {name: getattr(self, name) for name in names}


class FramePicture(NamedTuple):
    """A picture of a header or a footer: its words, its size in points, and whether it stands at the right."""

    image: Image
    alt: str
    size: tuple[float, float]
    at_right: bool


class FramePictures(NamedTuple):
    """The pictures of a header and of a footer."""

    header: tuple[FramePicture, ...] = ()
    footer: tuple[FramePicture, ...] = ()


NO_PICTURES = FramePictures()


@dataclass(frozen=True, slots=True)
class StyleParts:
    """The parts that decide a document's look, its page, and the number of the list to which items are bound.

    A number of 0 says that items are bound to no list. ``pictures`` stand in headers and footers.
    """

    styles: bytes
    numbering: bytes
    theme: bytes
    page: Page
    items_list: int = ITEMS
    pictures: FramePictures = NO_PICTURES


def built_in_styles(theme: Theme, language: str) -> StyleParts:
    """Return the built-in look in the theme's colours, type and spacing, on an A4 page with its margins."""
    top, bottom, side = (twips_of_mm(length) for length in (theme.page.top, theme.page.bottom, theme.page.side))
    header, footer = round(top * HEADER_SHARE), round(bottom * FOOTER_SHARE)
    page = Page(PAGE_WIDTH, PAGE_HEIGHT, top, side, bottom, side, header, footer)
    return StyleParts(part(styles(theme, language)), part(_numbering(theme)), part(_theme_part(theme)), page)


def _numbering(theme: Theme) -> Element:
    """Return the lists to which items and notes are bound: a level a mark, and past the marks the last of them."""
    items, notes = w("multiLevelType", val="multilevel"), w("multiLevelType", val="singleLevel")
    return root(
        "w:numbering",
        "w",
        w("abstractNum", items, *_item_levels(theme), abstractNumId=ITEMS),
        w("abstractNum", notes, _note_level(theme), abstractNumId=NOTES),
        *(w("num", w("abstractNumId", val=number), numId=number) for number in (ITEMS, NOTES)),
    )


def _item_levels(theme: Theme) -> Iterator[Element]:
    step = twips(HANGING_EMS * theme.sizes.body)
    for level in range(DEEPEST + 1):
        style = ITEM_STYLES[level] if level < len(ITEM_STYLES) else ""
        mark = theme.item_marks[min(level, len(theme.item_marks) - 1)]
        yield _level(level, style, step, w("lvlText", val=mark), mark_look(theme, theme.colours.accent))


def _note_level(theme: Theme) -> Element:
    mark, look = w("lvlText", val=theme.note_mark), mark_look(theme, theme.colours.quiet)
    return _level(0, "Note", twips(HANGING_EMS * theme.sizes.note), mark, look)


def _level(level: int, style: str, step: int, mark: Element, mark_look: Element) -> Element:
    indent = w("ind", left=step * (level + 1), hanging=step)
    bound = (w("pStyle", val=style),) if style else ()
    shape = (w("start", val=1), w("numFmt", val="bullet"), *bound, mark, w("lvlJc", val="left"))
    return w("lvl", *shape, w("pPr", indent), mark_look, ilvl=level)


def mark_look(theme: Theme, colour: str) -> Element:
    """Return how the marks of a list look."""
    font = theme.fonts.korean
    fonts = w("rFonts", ascii=font, hAnsi=font, eastAsia=font, cs=font, hint="eastAsia")
    return w("rPr", fonts, w("b", val=0), w("color", val=bare(colour)))


def _theme_part(theme: Theme) -> Element:
    """Return the colours and fonts that Word offers by name, and that charts and styles use."""
    schemes = element("a:themeElements", None, _colour_scheme(theme), _font_scheme(theme), _format_scheme())
    return Element(root("a:theme", "a", schemes).replace("<a:theme ", '<a:theme name="Policy" ', 1))


def _colour_scheme(theme: Theme) -> Element:
    """Return the colours by the names that Office gives them; the accents are the theme's own, then its lamps'."""
    ink, lamps = theme.colours, theme.lamps
    colours = {
        "dk1": ink.ink,
        "lt1": "#FFFFFF",
        "dk2": ink.title,
        "lt2": ink.box_tint,
        "accent1": ink.accent,
        "accent2": ink.title,
        "accent3": lamps["good"].colour,
        "accent4": lamps["watch"].colour,
        "accent5": lamps["bad"].colour,
        "accent6": ink.quiet,
        "hlink": ink.accent,
        "folHlink": ink.quiet,
    }
    named = (
        element(f"a:{name}", None, element("a:srgbClr", {"val": bare(colour)})) for name, colour in colours.items()
    )
    return element("a:clrScheme", {"name": "Policy"}, *named)


def _font_scheme(theme: Theme) -> Element:
    fonts = (
        element("a:latin", {"typeface": theme.fonts.latin}),
        element("a:ea", {"typeface": theme.fonts.korean}),
        element("a:cs", {"typeface": ""}),
        element("a:font", {"script": "Hang", "typeface": theme.fonts.korean}),
    )
    return element(
        "a:fontScheme", {"name": "Policy"}, element("a:majorFont", None, *fonts), element("a:minorFont", None, *fonts)
    )


def _format_scheme() -> Element:
    """Return the least that a theme must say of fills, lines and effects: three of each."""
    filled = element("a:solidFill", None, element("a:schemeClr", {"val": "phClr"}))
    lines = (element("a:ln", {"w": width}, filled) for width in (6350, 12700, 19050))
    effects = (element("a:effectStyle", None, element("a:effectLst")) for _ in range(3))
    return element(
        "a:fmtScheme",
        {"name": "Policy"},
        element("a:fillStyleLst", None, filled, filled, filled),
        element("a:lnStyleLst", None, *lines),
        element("a:effectStyleLst", None, *effects),
        element("a:bgFillStyleLst", None, filled, filled, filled),
    )
