"""The styles part: every look of the document, made from the theme and from nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from policyreport.document.theme import Theme
from policyreport.renderers.docx.inlines import lamp_style
from policyreport.renderers.docx.numbering import ITEM_STYLES, ITEMS, LEAD_STYLE, NOTE_STYLE, NOTES
from policyreport.renderers.docx.units import bare, border_eighths, half_points, text_width, twips
from policyreport.renderers.docx.xml import Element, root, w


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


_ITEM_SIZES = (0, 0, -0.5, -0.5, -0.5)
"""What the levels of an outline add to the body's size."""
_TIGHT = 1.3
_TABLE_LEADING = 1.4
_COVER_SCALE = 1.4
"""How much larger a cover's title and a notice's banner are than a title at the head of a page."""
_CONTENTS_INDENT = 12


def paragraph_styles(theme: Theme) -> Iterator[ParagraphStyle]:
    """Yield every paragraph style, the default first."""
    stretched = theme.breaking == "letters"
    body = Layout(2, 4, theme.sizes.body * theme.leading, close_set=True, stretched=stretched)
    yield ParagraphStyle("Normal", "Normal", Type(theme.sizes.body, theme.colours.ink), body)
    yield from _opening(theme)
    yield from _headings(theme)
    yield from _items(theme)
    yield from _frames(theme)
    yield from _tables(theme)
    yield from _fronts(theme)
    yield from _contents(theme)
    yield from _furniture(theme)


def _opening(theme: Theme) -> Iterator[ParagraphStyle]:
    ink, sizes = theme.colours, theme.sizes
    title = Layout(before=6, after=3, height=sizes.title * _TIGHT, keep_next=True)
    yield ParagraphStyle(
        "Title", "Title", Type(sizes.title, ink.title, bold=True, in_heading_font=True), title, followed_by="Subtitle"
    )
    subtitle = Layout(before=5, after=12, height=sizes.subtitle * _TIGHT, keep_next=True)
    yield ParagraphStyle("Subtitle", "Subtitle", Type(sizes.subtitle, ink.quiet), subtitle, followed_by="Normal")
    lines = (Line("top", 1.5, ink.title, 7), Line("bottom", 0.5, ink.rule, 7))
    particulars = Layout(before=4, after=16, height=sizes.table * _TABLE_LEADING, lines=lines)
    yield ParagraphStyle("Particulars", "Particulars", Type(sizes.table), particulars, built_in=False)


def _headings(theme: Theme) -> Iterator[ParagraphStyle]:
    ink, sizes = theme.colours, theme.sizes
    bar = (Line("left", 3, ink.accent, 7),)
    chapter = Layout(20, 7, sizes.heading1 * _TIGHT, 10, outline_level=0, keep_next=True, lines=bar)
    yield _heading(1, Type(sizes.heading1, ink.title, bold=True, in_heading_font=True), chapter)
    section = Layout(14, 5, sizes.heading2 * _TIGHT, outline_level=1, keep_next=True)
    yield _heading(2, Type(sizes.heading2, ink.accent, bold=True, in_heading_font=True), section)
    part = Layout(12, 5, sizes.heading3 * _TIGHT, outline_level=2, keep_next=True)
    yield _heading(3, Type(sizes.heading3, ink.ink, bold=True, in_heading_font=True), part)


def _heading(level: int, letters: Type, layout: Layout) -> ParagraphStyle:
    return ParagraphStyle(f"Heading{level}", f"heading {level}", letters, layout, followed_by="Normal")


def _items(theme: Theme) -> Iterator[ParagraphStyle]:
    size, stretched = theme.sizes.body, theme.breaking == "letters"
    for level, (style, added) in enumerate(zip(ITEM_STYLES, _ITEM_SIZES, strict=True)):
        name = f"List Bullet {level + 1}" if level else "List Bullet"
        layout = Layout(max(3 - level, 1), 1, size * theme.leading, stretched=stretched, in_list=(ITEMS, level))
        yield ParagraphStyle(style, name, Type(size + added), layout)
    lead = Layout(7, 1, size * theme.leading, keep_next=True, in_list=(ITEMS, 0))
    look = Type(size + 0.5, theme.colours.ink, bold=True)
    yield ParagraphStyle(LEAD_STYLE, "Item Lead", look, lead, ITEM_STYLES[0], ITEM_STYLES[1], built_in=False)
    note = Layout(4, 4, theme.sizes.note * theme.leading, in_list=(NOTES, 0))
    yield ParagraphStyle(NOTE_STYLE, "Note", Type(theme.sizes.note, theme.colours.quiet), note, built_in=False)


def _frames(theme: Theme) -> Iterator[ParagraphStyle]:
    ink, sizes = theme.colours, theme.sizes
    yield _ours("BoxTitle", "Box Title", Type(sizes.heading2, ink.accent, bold=True), Layout(2, 3, keep_next=True))
    yield _ours("CardLabel", "Card Label", Type(sizes.table, ink.quiet), Layout())
    figure = Layout(height=sizes.card * _TIGHT)
    yield _ours("CardFigure", "Card Figure", Type(sizes.card, ink.title, bold=True), figure)
    yield _ours("CardRemark", "Card Remark", Type(sizes.note, ink.quiet), Layout(after=2))
    yield _ours("Gap", "Gap", Type(4), Layout(height=10))


def _tables(theme: Theme) -> Iterator[ParagraphStyle]:
    ink, sizes = theme.colours, theme.sizes
    caption = Layout(12, 4, sizes.caption * _TABLE_LEADING, right_tab=text_width(theme), keep_next=True)
    yield ParagraphStyle("Caption", "caption", Type(sizes.caption, ink.ink, bold=True), caption)
    yield _ours("Figure", "Figure", Type(sizes.table), Layout(after=8))
    line = sizes.table * _TABLE_LEADING
    yield _ours("TableText", "Table Text", Type(sizes.table), Layout(height=line))
    head = Layout(height=line, align="center", keep_next=True)
    yield _ours("TableHead", "Table Head", Type(sizes.table, ink.title, bold=True), head)
    yield _ours(
        "TableGroup", "Table Group", Type(sizes.table, ink.title, bold=True), Layout(height=line, keep_next=True)
    )
    yield _ours("TableTotal", "Table Total", Type(sizes.table, bold=True), Layout(height=line))


def _fronts(theme: Theme) -> Iterator[ParagraphStyle]:
    ink, sizes = theme.colours, theme.sizes
    large = sizes.title * _COVER_SCALE
    bar = (Line("top", 3, ink.accent, 24),)
    title = Layout(before=150, after=6, height=large * _TIGHT, keep_next=True, lines=bar)
    yield _ours("CoverTitle", "Cover Title", Type(large, ink.title, bold=True, in_heading_font=True), title)
    yield _ours("CoverSubtitle", "Cover Subtitle", Type(sizes.heading1, ink.quiet), Layout(before=6, after=40))
    office = Layout(before=60, height=sizes.heading1 * theme.leading)
    yield _ours("CoverOffice", "Cover Office", Type(sizes.heading1, ink.title, bold=True), office)
    banner = Layout(height=large * _TIGHT, align="center")
    yield _ours("NoticeBanner", "Notice Banner", Type(large, ink.title, bold=True, in_heading_font=True), banner)
    heading = Layout(before=18, after=6, height=sizes.title * _TIGHT, align="center", keep_next=True)
    yield _ours("NoticeTitle", "Notice Title", Type(sizes.title, ink.title, bold=True, in_heading_font=True), heading)
    below = Layout(before=2, after=16, height=sizes.subtitle * _TIGHT, align="center")
    yield _ours("NoticeSubtitle", "Notice Subtitle", Type(sizes.subtitle, ink.quiet), below)


def _contents(theme: Theme) -> Iterator[ParagraphStyle]:
    ink, sizes, edge = theme.colours, theme.sizes, text_width(theme)
    head = Layout(14, 6, sizes.heading1 * _TIGHT, keep_next=True)
    letters = Type(sizes.heading1, ink.title, bold=True, in_heading_font=True)
    yield ParagraphStyle("TOCHeading", "TOC Heading", letters, head, followed_by="Normal")
    for level in (1, 2, 3):
        height, indent = sizes.body * theme.leading, _CONTENTS_INDENT * (level - 1)
        layout = Layout(4 if level == 1 else 0, 1, height, indent, right_tab=edge, dotted=True)
        yield ParagraphStyle(f"TOC{level}", f"toc {level}", Type(bold=level == 1), layout, followed_by="Normal")


def _furniture(theme: Theme) -> Iterator[ParagraphStyle]:
    ink, edge = theme.colours, text_width(theme)
    letters = Type(theme.sizes.furniture, ink.quiet)
    header = Layout(right_tab=edge, lines=(Line("bottom", 0.5, ink.rule, 7),))
    footer = Layout(right_tab=edge, lines=(Line("top", 0.5, ink.rule, 7),))
    note = Layout(height=theme.sizes.note * _TABLE_LEADING)
    yield ParagraphStyle("FootnoteText", "footnote text", Type(theme.sizes.note), note)
    yield ParagraphStyle("Header", "header", letters, header)
    yield ParagraphStyle("Footer", "footer", letters, footer)


def _ours(style_id: str, name: str, letters: Type, layout: Layout) -> ParagraphStyle:
    return ParagraphStyle(style_id, name, letters, layout, built_in=False)


def run_styles(theme: Theme) -> Iterator[RunStyle]:
    """Yield every character style but Word's default."""
    ink, sizes = theme.colours, theme.sizes
    yield RunStyle("Hyperlink", "Hyperlink", Type(colour=ink.accent, underlined=True), built_in=True)
    yield RunStyle("FootnoteReference", "footnote reference", Type(raised=True), built_in=True)
    yield RunStyle("Label", "Label", Type(colour=ink.quiet))
    yield RunStyle("Unit", "Unit", Type(sizes.caption, ink.quiet))
    yield RunStyle("CardUnit", "Card Unit", Type(sizes.heading3, ink.title))
    yield RunStyle("Mark", "Mark", Type(colour=ink.accent))
    for tone, look in theme.lamps.items():
        yield RunStyle(lamp_style(tone), f"Lamp {tone.capitalize()}", Type(colour=look.colour))


CELL_SIDE = 5.0
"""The space at a cell's left and right, in points; the same in every table, so that all stand on one grid."""
BOX_SIDE = 12.0
"""The space at a box's left and right, in points."""
CELL_TOP, BOX_TOP, CARD_TOP = 3.5, 7.0, 5.0
"""The space at the top and the bottom of a cell, of a box and of a card, in points."""
CARD_SIDE = 6.0
"""The space at a card's left and right, in points."""


def table_styles(theme: Theme) -> Iterator[Element]:
    """Yield every table style, Word's default first."""
    yield _default()
    yield _figures(theme)
    yield _box(theme)
    yield _cards()
    yield _pairs(theme)
    yield _banner(theme)


def shade(colour: str) -> Element:
    """Return the shading of a cell, a row or a table."""
    return w("shd", val="clear", color="auto", fill=bare(colour))


def margins(vertical: float, side: float) -> Element:
    """Return the space inside a table's cells, in points."""
    sides = (("top", vertical), ("left", side), ("bottom", vertical), ("right", side))
    return w("tblCellMar", *(w(name, w=twips(space), type="dxa") for name, space in sides))


def _default() -> Element:
    parts = (w("name", val="Normal Table"), w("tblPr", margins(0, CELL_SIDE)))
    return w("style", *parts, type="table", default=1, styleId="TableNormal")


def _style(style_id: str, name: str, properties: Element, *parts: Element) -> Element:
    start = (w("name", val=name), w("basedOn", val="TableNormal"), properties)
    return w("style", *start, *parts, type="table", customStyle=1, styleId=style_id)


def _borders(*lines: Line) -> Element:
    return w("tblBorders", *(line.element() for line in lines))


def _figures(theme: Theme) -> Element:
    ink = theme.colours
    borders = _borders(Line("top", 1.0, ink.title), Line("bottom", 0.75, ink.title), Line("insideH", 0.5, ink.rule))
    head = w("tblStylePr", w("tcPr", shade(ink.head_tint), w("vAlign", val="center")), type="firstRow")
    middle = w("tcPr", w("vAlign", val="center"))
    return _style("PolicyTable", "Policy Table", w("tblPr", borders, margins(CELL_TOP, CELL_SIDE)), middle, head)


def _box(theme: Theme) -> Element:
    ink = theme.colours
    look = w("tblPr", _borders(Line("left", 3, ink.accent)), margins(BOX_TOP, BOX_SIDE))
    return _style("PolicyBox", "Policy Box", look, w("tcPr", shade(ink.box_tint)))


def _cards() -> Element:
    return _style("PolicyCards", "Policy Cards", w("tblPr", margins(CARD_TOP, CARD_SIDE)))


def _pairs(theme: Theme) -> Element:
    ink = theme.colours
    borders = _borders(Line("top", 1.0, ink.title), Line("bottom", 0.5, ink.rule), Line("insideH", 0.5, ink.rule))
    labels = w("tblStylePr", w("tcPr", shade(ink.head_tint)), type="firstCol")
    middle = w("tcPr", w("vAlign", val="center"))
    return _style("PolicyPairs", "Policy Pairs", w("tblPr", borders, margins(CELL_TOP, CELL_SIDE)), middle, labels)


def _banner(theme: Theme) -> Element:
    ink = theme.colours
    borders = _borders(Line("top", 1.5, ink.title), Line("bottom", 1.5, ink.title), Line("insideH", 0.5, ink.rule))
    return _style("PolicyBanner", "Policy Banner", w("tblPr", borders, margins(5, CELL_SIDE)))


LANGUAGE = "ko-KR"


def styles(theme: Theme, language: str = LANGUAGE) -> Element:
    """Return the styles part."""
    paragraphs = [paragraph_element(style, theme) for style in paragraph_styles(theme)]
    runs = [run_element(style) for style in run_styles(theme)]
    return root(
        "w:styles", "w", _defaults(theme, language), *paragraphs, _default_letters(), *runs, *table_styles(theme)
    )


def _defaults(theme: Theme, language: str) -> Element:
    spoken = w("lang", val=language, eastAsia=language, bidi="ar-SA")
    letters = w("rPr", fonts(theme, "minor"), *Type(theme.sizes.body).differences(), spoken)
    return w("docDefaults", w("rPrDefault", letters), w("pPrDefault"))


def _default_letters() -> Element:
    name = w("name", val="Default Paragraph Font")
    return w("style", name, w("semiHidden"), type="character", default=1, styleId="DefaultParagraphFont")
