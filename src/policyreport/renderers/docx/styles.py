"""The styles part: every look of the document, from the theme and from nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Literal

from policyreport.document.nodes import Tone
from policyreport.document.theme import Theme
from policyreport.renderers.docx.units import bare, border_eighths, half_points, text_width, twips
from policyreport.renderers.docx.xml import Element, root, w
from policyreport.renderers.flow.blocks import OutlineItem

ITEMS, NOTES = 1, 2
"""The numbers of the lists: the outline with the item marks, and the notes."""
DEEPEST = 8
"""The deepest level of a list in Word, counted from 0."""
ITEM_STYLES = ("ListBullet", "ListBullet2", "ListBullet3", "ListBullet4", "ListBullet5")
"""The paragraph styles of the outermost levels; those below take the last."""
NUMBERED_STYLES = ("ListNumber", "ListNumber2", "ListNumber3", "ListNumber4", "ListNumber5")
"""The paragraph styles of the outermost levels for items of numbered lists; those below take the last."""
CELL_SIDE = 5.0
"""The space at a cell's left and right, in points; the same in every table, so that all stand on one grid."""
BOX_SIDE = 12.0
"""The space at a box's left and right, in points."""
CELL_TOP, BOX_TOP, CARD_TOP = 3.5, 7.0, 5.0
"""The space at the top and the bottom of a cell, of a box and of a card, in points."""
CARD_SIDE = 6.0
"""The space at a card's left and right, in points."""
_ITEM_SIZES = (0, 0, -0.5, -0.5, -0.5)
"""What the levels of an outline add to the body's size."""
_TIGHT = 1.3
_TABLE_LEADING = 1.4
_COVER_SCALE = 1.4
"""How much larger a cover's title and a notice's banner are than a title at the head of a page."""
_CONTENTS_INDENT = 12
_LEAD_STYLE = "ItemLead"
_CUSTOM: Mapping[str, int] = MappingProxyType({"customStyle": 1})
"""What says that a style is not Word's own, whose names Word shows in the user's language."""


def item_style(item: OutlineItem) -> str:
    """Return the id of an item's style; an outermost item with items below it has one of its own."""
    if item.is_lead:
        return _LEAD_STYLE
    names = NUMBERED_STYLES if item.numbers else ITEM_STYLES
    return names[min(item.level, len(names) - 1)]


def lamp_style(tone: Tone) -> str:
    """Return the id of the character style that colours a tone."""
    return f"Lamp{tone.capitalize()}"


def styles(theme: Theme, language: str = "ko-KR") -> Element:
    """Return the styles part."""
    languages = w("lang", val=language, eastAsia=language, bidi="ar-SA")
    letters = w("rPr", _fonts(theme, "minor"), *Type(theme.sizes.body).differences(), languages)
    no_style = (w("name", val="Default Paragraph Font"), w("semiHidden"))
    return root(
        "w:styles",
        "w",
        w("docDefaults", w("rPrDefault", letters), w("pPrDefault")),
        *(_paragraph_style(style, theme) for style in _paragraph_styles(theme)),
        w("style", *no_style, type="character", default=1, styleId="DefaultParagraphFont"),
        *_run_styles(theme),
        *_table_styles(theme),
    )


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
        own = (_fonts(theme, "major"),) if self.in_heading_font else ()
        return w("rPr", *own, *self.differences())

    def differences(self) -> Iterator[Element]:
        """Yield run properties without fonts, in the order of the schema."""
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
    """How a style's paragraphs are laid out. Lengths are in points; ``height`` is the least height of a line.

    ``right_tab`` is in twips, and ``dotted`` leads the eye to it; ``close_set`` puts no space between Hangul and
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

    def properties(self) -> Iterator[Element]:
        """Yield paragraph properties in the order of the schema."""
        if self.keep_next:
            yield w("keepNext")
            yield w("keepLines")
        if self.in_list is not None:
            number, level = self.in_list
            yield w("numPr", w("ilvl", val=level), w("numId", val=number))
        if self.lines:
            yield w("pBdr", *(line.element() for line in self.lines))
        if self.right_tab:
            dots = {"leader": "dot"} if self.dotted else {}
            yield w("tabs", w("tab", val="right", **dots, pos=self.right_tab))
        yield from self._spacing()

    def _spacing(self) -> Iterator[Element]:
        if self.stretched:
            yield w("wordWrap", val=0)
        if self.close_set:
            yield w("autoSpaceDE", val=0)
            yield w("autoSpaceDN", val=0)
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


def _paragraph_style(style: ParagraphStyle, theme: Theme) -> Element:
    """Return a paragraph style as it is written; the one called Normal is the default and based on none."""
    is_default = style.id == "Normal"
    based = () if is_default else (w("basedOn", val=style.based_on),)
    followed = (w("next", val=style.followed_by),) if style.followed_by else ()
    origin: Mapping[str, int] = {"default": 1} if is_default else {} if style.built_in else _CUSTOM
    parts = (w("qFormat"), w("pPr", *style.layout.properties()), style.type.properties(theme))
    return w(
        "style", w("name", val=style.name), *based, *followed, *parts, type="paragraph", styleId=style.id, **origin
    )


def _fonts(theme: Theme, use: Literal["major", "minor"]) -> Element:
    """Return the fonts of headings (``major``) or text: by the theme part's names, which Word takes first, and by ours.

    Whoever changes the theme's fonts in Word changes all; a program that does not know theme fonts reads the others.
    """
    latin, korean = theme.fonts.latin, theme.fonts.korean
    named = {"ascii": latin, "hAnsi": latin, "eastAsia": korean, "cs": latin}
    by_theme = {"asciiTheme": "HAnsi", "hAnsiTheme": "HAnsi", "eastAsiaTheme": "EastAsia", "cstheme": "Bidi"}
    return w("rFonts", **named, **{name: use + script for name, script in by_theme.items()})


def _paragraph_styles(theme: Theme) -> Iterator[ParagraphStyle]:
    """Yield every paragraph style, the default first."""
    ink, sizes, stretched = theme.colours, theme.sizes, theme.breaking == "letters"
    body = Layout(2, 4, sizes.body * theme.leading, close_set=True, stretched=stretched)
    yield ParagraphStyle("Normal", "Normal", Type(sizes.body, ink.ink), body)
    title = Layout(before=6, after=3, height=sizes.title * _TIGHT, keep_next=True)
    letters = Type(sizes.title, ink.title, bold=True, in_heading_font=True)
    yield ParagraphStyle("Title", "Title", letters, title, followed_by="Subtitle")
    subtitle = Layout(before=5, after=12, height=sizes.subtitle * _TIGHT, keep_next=True)
    yield ParagraphStyle("Subtitle", "Subtitle", Type(sizes.subtitle, ink.quiet), subtitle, followed_by="Normal")
    lines = (Line("top", 1.5, ink.title, 7), Line("bottom", 0.5, ink.rule, 7))
    particulars = Layout(before=4, after=16, height=sizes.table * _TABLE_LEADING, lines=lines)
    yield _own("Particulars", Type(sizes.table), particulars)
    yield from _heading_styles(theme)
    yield from _item_styles(theme)
    yield ParagraphStyle("Quote", "Quote", Type(), Layout(2, 2, sizes.body * theme.leading, stretched=stretched))
    yield _own("Rule", Type(2), Layout(2, 8, lines=(Line("bottom", 0.75, ink.rule),)))
    yield from _table_text_styles(theme)
    yield from _front_styles(theme)
    yield from _contents_styles(theme)
    yield from _page_styles(theme)


def _own(name: str, letters: Type, layout: Layout) -> ParagraphStyle:
    """Return a style that is not Word's own."""
    return ParagraphStyle(name.replace(" ", ""), name, letters, layout, built_in=False)


def _heading_styles(theme: Theme) -> Iterator[ParagraphStyle]:
    ink, sizes = theme.colours, theme.sizes
    bar = (Line("left", 3, ink.accent, 7),)
    looks = (
        (sizes.heading1, ink.title, Layout(20, 7, sizes.heading1 * _TIGHT, 10, lines=bar)),
        (sizes.heading2, ink.accent, Layout(14, 5, sizes.heading2 * _TIGHT)),
        (sizes.heading3, ink.ink, Layout(12, 5, sizes.heading3 * _TIGHT)),
    )
    for level, (size, colour, layout) in enumerate(looks, start=1):
        letters = Type(size, colour, bold=True, in_heading_font=True)
        whole = replace(layout, outline_level=level - 1, keep_next=True)
        yield ParagraphStyle(f"Heading{level}", f"heading {level}", letters, whole, followed_by="Normal")


def _item_styles(theme: Theme) -> Iterator[ParagraphStyle]:
    size, stretched = theme.sizes.body, theme.breaking == "letters"
    for level, (style, added) in enumerate(zip(ITEM_STYLES, _ITEM_SIZES, strict=True)):
        layout = Layout(max(3 - level, 1), 1, size * theme.leading, stretched=stretched, in_list=(ITEMS, level))
        yield ParagraphStyle(style, _level_name("List Bullet", level), Type(size + added), layout)
        plain = replace(layout, in_list=None)
        yield ParagraphStyle(NUMBERED_STYLES[level], _level_name("List Number", level), Type(size + added), plain)
    lead = Layout(7, 1, size * theme.leading, keep_next=True, in_list=(ITEMS, 0))
    letters = Type(size + 0.5, theme.colours.ink, bold=True)
    yield ParagraphStyle(_LEAD_STYLE, "Item Lead", letters, lead, ITEM_STYLES[0], ITEM_STYLES[1], built_in=False)
    note = Layout(4, 4, theme.sizes.note * theme.leading, in_list=(NOTES, 0))
    yield _own("Note", Type(theme.sizes.note, theme.colours.quiet), note)


def _level_name(name: str, level: int) -> str:
    """Return the name that Word gives the style of a level, counted from 0."""
    return f"{name} {level + 1}" if level else name


def _table_text_styles(theme: Theme) -> Iterator[ParagraphStyle]:
    """Yield the styles of what stands in boxes, cards and tables, and of the line above them."""
    ink, sizes = theme.colours, theme.sizes
    line, head = sizes.table * _TABLE_LEADING, Type(sizes.table, ink.title, bold=True)
    yield _own("Box Title", Type(sizes.heading2, ink.accent, bold=True), Layout(2, 3, keep_next=True))
    yield _own("Card Label", Type(sizes.table, ink.quiet), Layout())
    yield _own("Card Figure", Type(sizes.card, ink.title, bold=True), Layout(height=sizes.card * _TIGHT))
    yield _own("Card Remark", Type(sizes.note, ink.quiet), Layout(after=2))
    yield _own("Gap", Type(4), Layout(height=10))
    caption = Layout(12, 4, sizes.caption * _TABLE_LEADING, right_tab=text_width(theme), keep_next=True)
    yield ParagraphStyle("Caption", "caption", Type(sizes.caption, ink.ink, bold=True), caption)
    yield _own("Figure", Type(sizes.table), Layout(after=8))
    yield _own("Figure Source", Type(sizes.note, ink.quiet), Layout(after=8, align="center"))
    yield _own("Table Text", Type(sizes.table), Layout(height=line))
    yield _own("Table Head", head, Layout(height=line, align="center", keep_next=True))
    yield _own("Table Group", head, Layout(height=line, keep_next=True))
    yield _own("Table Total", Type(sizes.table, bold=True), Layout(height=line))


def _front_styles(theme: Theme) -> Iterator[ParagraphStyle]:
    ink, sizes = theme.colours, theme.sizes
    large = Type(sizes.title * _COVER_SCALE, ink.title, bold=True, in_heading_font=True)
    bar = (Line("top", 3, ink.accent, 24),)
    title = Layout(before=150, after=6, height=large.size * _TIGHT, keep_next=True, lines=bar)
    yield _own("Cover Title", large, title)
    yield _own("Cover Subtitle", Type(sizes.heading1, ink.quiet), Layout(before=6, after=40))
    office = Layout(before=60, height=sizes.heading1 * theme.leading)
    yield _own("Cover Office", Type(sizes.heading1, ink.title, bold=True), office)
    yield _own("Notice Banner", large, Layout(height=large.size * _TIGHT, align="center"))
    heading = Layout(before=18, after=6, height=sizes.title * _TIGHT, align="center", keep_next=True)
    yield _own("Notice Title", replace(large, size=sizes.title), heading)
    below = Layout(before=2, after=16, height=sizes.subtitle * _TIGHT, align="center")
    yield _own("Notice Subtitle", Type(sizes.subtitle, ink.ink, bold=True), below)


def _contents_styles(theme: Theme) -> Iterator[ParagraphStyle]:
    sizes = theme.sizes
    letters = Type(sizes.heading1, theme.colours.title, bold=True, in_heading_font=True)
    head = Layout(14, 6, sizes.heading1 * _TIGHT, keep_next=True)
    yield ParagraphStyle("TOCHeading", "TOC Heading", letters, head, followed_by="Normal")
    for level in (1, 2, 3):
        height, indent = sizes.body * theme.leading, _CONTENTS_INDENT * (level - 1)
        layout = Layout(4 if level == 1 else 0, 1, height, indent, right_tab=text_width(theme), dotted=True)
        yield ParagraphStyle(f"TOC{level}", f"toc {level}", Type(bold=level == 1), layout, followed_by="Normal")


def _page_styles(theme: Theme) -> Iterator[ParagraphStyle]:
    letters, rule = Type(theme.sizes.furniture, theme.colours.quiet), theme.colours.rule
    note = Layout(height=theme.sizes.note * _TABLE_LEADING)
    yield ParagraphStyle("FootnoteText", "footnote text", Type(theme.sizes.note), note)
    for name, side in (("header", "bottom"), ("footer", "top")):
        layout = Layout(right_tab=text_width(theme), lines=(Line(side, 0.5, rule, 7),))
        yield ParagraphStyle(name.capitalize(), name, letters, layout)


def _run_styles(theme: Theme) -> Iterator[Element]:
    """Yield every character style but Word's default."""
    ink, sizes = theme.colours, theme.sizes
    yield _run_style("Hyperlink", "Hyperlink", Type(colour=ink.accent, underlined=True), {})
    yield _run_style("FootnoteReference", "footnote reference", Type(raised=True), {})
    yield _run_style("Label", "Label", Type(colour=ink.quiet))
    yield _run_style("Unit", "Unit", Type(sizes.caption, ink.quiet))
    yield _run_style("CardUnit", "Card Unit", Type(sizes.heading3, ink.title))
    yield _run_style("Mark", "Mark", Type(colour=ink.accent))
    for tone, look in theme.lamps.items():
        yield _run_style(lamp_style(tone), f"Lamp {tone.capitalize()}", Type(colour=look.colour))


def _run_style(style_id: str, name: str, letters: Type, origin: Mapping[str, int] = _CUSTOM) -> Element:
    """Return a character style; its letters keep the font of the paragraph they stand in."""
    parts = (w("name", val=name), w("basedOn", val="DefaultParagraphFont"), w("rPr", *letters.differences()))
    return w("style", *parts, type="character", styleId=style_id, **origin)


def shade(colour: str) -> Element:
    """Return the shading of a cell, a row or a table."""
    return w("shd", val="clear", color="auto", fill=bare(colour))


def borders(tag: str, *lines: Line) -> Element:
    """Return the borders of a table (``tblBorders``) or a cell (``tcBorders``)."""
    return w(tag, *(line.element() for line in lines))


def _table_styles(theme: Theme) -> Iterator[Element]:
    """Yield every table style, Word's default first."""
    ink, middle = theme.colours, w("vAlign", val="center")
    between, shaded = Line("insideH", 0.5, ink.rule), shade(ink.head_tint)
    plain = w("tblPr", _margins(0, CELL_SIDE))
    yield w("style", w("name", val="Normal Table"), plain, type="table", default=1, styleId="TableNormal")
    figures = (Line("top", 1.0, ink.title), Line("bottom", 0.75, ink.title), between)
    head = w("tblStylePr", w("tcPr", shaded, middle), type="firstRow")
    yield _table_style("Table", figures, (CELL_TOP, CELL_SIDE), w("tcPr", middle), head)
    yield _table_style("Box", (Line("left", 3, ink.accent),), (BOX_TOP, BOX_SIDE), w("tcPr", shade(ink.box_tint)))
    yield _table_style("Quote", (Line("left", 3, ink.rule),), (2, BOX_SIDE))
    yield _table_style("Cards", (), (CARD_TOP, CARD_SIDE))
    pairs = (Line("top", 1.0, ink.title), Line("bottom", 0.5, ink.rule), between)
    labels = w("tblStylePr", w("tcPr", shaded), type="firstCol")
    yield _table_style("Pairs", pairs, (CELL_TOP, CELL_SIDE), w("tcPr", middle), labels)
    banner = (Line("top", 1.5, ink.title), Line("bottom", 1.5, ink.title), between)
    yield _table_style("Banner", banner, (5, CELL_SIDE))


def _table_style(name: str, lines: tuple[Line, ...], margins: tuple[float, float], *parts: Element) -> Element:
    framed = (borders("tblBorders", *lines),) if lines else ()
    start = (w("name", val=f"Policy {name}"), w("basedOn", val="TableNormal"), w("tblPr", *framed, _margins(*margins)))
    return w("style", *start, *parts, type="table", customStyle=1, styleId=f"Policy{name}")


def _margins(vertical: float, side: float) -> Element:
    """Return the space inside a table's cells, in points."""
    sides = (("top", vertical), ("left", side), ("bottom", vertical), ("right", side))
    return w("tblCellMar", *(w(name, w=twips(space), type="dxa") for name, space in sides))
