"""What a style of paragraphs or of runs consists of, and how it is written down."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from policyreport.document.theme import Theme
from policyreport.render.docx.units import bare, border_eighths, half_points, twips
from policyreport.render.docx.xml import Element, w


@dataclass(frozen=True, slots=True)
class Type:
    """Size in points, colour and weight of a style's letters; what is left out is inherited."""

    size: float = 0
    colour: str = ""
    bold: bool = False
    underlined: bool = False
    raised: bool = False
    in_heading_font: bool = False

    def properties(self, theme: Theme) -> Element:
        """Return a paragraph style's letters; in the font of headings where they are such, else in the text's."""
        own = (fonts(theme, "major"),) if self.in_heading_font else ()
        return w("rPr", *own, *self.differences())

    def differences(self) -> Iterator[Element]:
        """Yield run properties without fonts, in the order that the schema asks."""
        if self.bold:
            yield w("b")
            yield w("bCs")
        if self.colour:
            yield w("color", val=bare(self.colour))
        if self.size:
            yield w("sz", val=half_points(self.size))
            yield w("szCs", val=half_points(self.size))
        if self.underlined:
            yield w("u", val="single")
        if self.raised:
            yield w("vertAlign", val="superscript")


@dataclass(frozen=True, slots=True)
class Line:
    """A line at one side of a paragraph, a table or a cell; thickness and distance from the text are in points."""

    side: str
    thickness: float
    colour: str
    distance: int = 0

    def element(self) -> Element:
        """Return the border."""
        size = border_eighths(self.thickness)
        return w(self.side, val="single", sz=size, space=self.distance, color=bare(self.colour))


@dataclass(frozen=True, slots=True)
class Layout:
    """How a style's paragraphs stand. Lengths are in points; ``height`` is the least height of a line.

    ``right_tab`` is in twips, and ``dotted`` leads the eye to it; ``close_set`` slips no space in between Hangul and
    digits, as in 15개; ``stretched`` breaks lines between letters and stretches them to the right edge; ``in_list`` is
    the number of a list and a level in it.
    """

    before: float = 0
    after: float = 0
    height: float = 0
    indent: float = 0
    align: str = ""
    right_tab: int = 0
    dotted: bool = False
    outline_level: int | None = None
    keep_next: bool = False
    close_set: bool = False
    stretched: bool = False
    in_list: tuple[int, int] | None = None
    lines: tuple[Line, ...] = ()

    def properties(self) -> Element:
        """Return paragraph properties in the order that the schema asks."""
        return w("pPr", *self._ties(), *self._lines(), *self._spacing())

    def _ties(self) -> Iterator[Element]:
        if self.keep_next:
            yield w("keepNext")
            yield w("keepLines")
        if self.in_list is not None:
            number, level = self.in_list
            yield w("numPr", w("ilvl", val=level), w("numId", val=number))

    def _lines(self) -> Iterator[Element]:
        if self.lines:
            yield w("pBdr", *(line.element() for line in self.lines))
        if self.right_tab:
            dots = {"leader": "dot"} if self.dotted else {}
            yield w("tabs", w("tab", val="right", **dots, pos=self.right_tab))
        if self.stretched:
            yield w("wordWrap", val=0)
        if self.close_set:
            yield w("autoSpaceDE", val=0)
            yield w("autoSpaceDN", val=0)

    def _spacing(self) -> Iterator[Element]:
        height = {"line": twips(self.height), "lineRule": "atLeast"} if self.height else {}
        yield w("spacing", before=twips(self.before), after=twips(self.after), **height)
        if self.indent:
            yield w("ind", left=twips(self.indent))
        if self.align or self.stretched:
            yield w("jc", val=self.align or "both")
        if self.outline_level is not None:
            yield w("outlineLvl", val=self.outline_level)


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """A paragraph style. ``built_in`` styles are Word's own by name, so that Word shows them in the user's language."""

    id: str
    name: str
    type: Type
    layout: Layout
    based_on: str = "Normal"
    followed_by: str = ""
    built_in: bool = True


@dataclass(frozen=True, slots=True)
class RunStyle:
    """A character style; its letters keep the font of the paragraph they stand in."""

    id: str
    name: str
    type: Type
    built_in: bool = False


def paragraph_element(style: ParagraphStyle, theme: Theme) -> Element:
    """Return a paragraph style as it is written; the one called Normal is the default and based on none."""
    ties = _ties(style) if style.id != "Normal" else ()
    parts = (w("name", val=style.name), *ties, w("qFormat"), style.layout.properties(), style.type.properties(theme))
    return w("style", *parts, type="paragraph", styleId=style.id, **_origin(style))


def run_element(style: RunStyle) -> Element:
    """Return a character style as it is written."""
    letters = w("rPr", *style.type.differences())
    parts = (w("name", val=style.name), w("basedOn", val="DefaultParagraphFont"), letters)
    return w("style", *parts, type="character", styleId=style.id, **_origin(style))


def _ties(style: ParagraphStyle) -> Iterator[Element]:
    yield w("basedOn", val=style.based_on)
    if style.followed_by:
        yield w("next", val=style.followed_by)


def _origin(style: ParagraphStyle | RunStyle) -> dict[str, str | int]:
    if style.id == "Normal":
        return {"default": 1}
    return {} if style.built_in else {"customStyle": 1}


def fonts(theme: Theme, use: Literal["major", "minor"]) -> Element:
    """Return the fonts of headings (``major``) or text: by the theme part's names, which Word takes first, and by ours.

    Whoever changes the theme's fonts in Word changes all; a program that does not know theme fonts reads the others.
    """
    latin, korean = theme.fonts.latin, theme.fonts.korean
    named = {"ascii": latin, "hAnsi": latin, "eastAsia": korean, "cs": latin}
    by_theme = {"asciiTheme": "HAnsi", "hAnsiTheme": "HAnsi", "eastAsiaTheme": "EastAsia", "cstheme": "Bidi"}
    return w("rFonts", **named, **{name: use + script for name, script in by_theme.items()})
