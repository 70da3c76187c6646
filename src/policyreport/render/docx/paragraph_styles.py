"""The paragraph styles: Word's own where it has one for the purpose, else ours."""

from __future__ import annotations

from collections.abc import Iterator

from policyreport.document.theme import Theme
from policyreport.render.docx.numbering import ITEM_STYLES, ITEMS, LEAD_STYLE, NOTE_STYLE, NOTES
from policyreport.render.docx.style import Layout, Line, ParagraphStyle, Type
from policyreport.render.docx.units import text_width

_ITEM_SIZES = (0, 0, -0.5, -0.5, -0.5)
"""What the levels of an outline add to the body's size."""
_TIGHT = 1.3
_TABLE_LEADING = 1.4


def paragraph_styles(theme: Theme) -> Iterator[ParagraphStyle]:
    """Yield every paragraph style, the default first."""
    body = Layout(before=2, after=4, height=theme.sizes.body * theme.leading, close_set=True)
    yield ParagraphStyle("Normal", "Normal", Type(theme.sizes.body, theme.colours.ink), body)
    yield from _opening(theme)
    yield from _headings(theme)
    yield from _items(theme)
    yield from _frames(theme)
    yield from _tables(theme)
    yield from _furniture(theme)


def _opening(theme: Theme) -> Iterator[ParagraphStyle]:
    ink, sizes = theme.colours, theme.sizes
    title = Layout(before=6, after=3, height=sizes.title * _TIGHT, keep_next=True)
    yield ParagraphStyle("Title", "Title", Type(sizes.title, ink.title, bold=True), title, followed_by="Subtitle")
    subtitle = Layout(before=5, after=12, height=sizes.subtitle * _TIGHT, keep_next=True)
    yield ParagraphStyle("Subtitle", "Subtitle", Type(sizes.subtitle, ink.quiet), subtitle, followed_by="Normal")
    lines = (Line("top", 1.5, ink.title, 7), Line("bottom", 0.5, ink.rule, 7))
    particulars = Layout(before=4, after=16, height=sizes.table * _TABLE_LEADING, lines=lines)
    yield ParagraphStyle("Particulars", "Particulars", Type(sizes.table), particulars, built_in=False)


def _headings(theme: Theme) -> Iterator[ParagraphStyle]:
    ink, sizes = theme.colours, theme.sizes
    bar = (Line("left", 3, ink.accent, 7),)
    chapter = Layout(20, 7, sizes.heading1 * _TIGHT, 10, outline_level=0, keep_next=True, lines=bar)
    yield _heading(1, Type(sizes.heading1, ink.title, bold=True), chapter)
    section = Layout(14, 5, sizes.heading2 * _TIGHT, outline_level=1, keep_next=True)
    yield _heading(2, Type(sizes.heading2, ink.accent, bold=True), section)
    part = Layout(12, 5, sizes.heading3 * _TIGHT, outline_level=2, keep_next=True)
    yield _heading(3, Type(sizes.heading3, ink.ink, bold=True), part)


def _heading(level: int, letters: Type, layout: Layout) -> ParagraphStyle:
    return ParagraphStyle(f"Heading{level}", f"heading {level}", letters, layout, followed_by="Normal")


def _items(theme: Theme) -> Iterator[ParagraphStyle]:
    size = theme.sizes.body
    for level, (style, added) in enumerate(zip(ITEM_STYLES, _ITEM_SIZES, strict=True)):
        name = f"List Bullet {level + 1}" if level else "List Bullet"
        layout = Layout(max(3 - level, 1), 1, size * theme.leading, in_list=(ITEMS, level))
        yield ParagraphStyle(style, name, Type(size + added), layout)
    lead = Layout(7, 1, size * theme.leading, keep_next=True, in_list=(ITEMS, 0))
    look = Type(size + 0.5, theme.colours.ink, bold=True)
    yield ParagraphStyle(LEAD_STYLE, "Item Lead", look, lead, ITEM_STYLES[0], ITEM_STYLES[1], built_in=False)
    note = Layout(4, 4, theme.sizes.note * theme.leading, in_list=(NOTES, 0))
    yield ParagraphStyle(NOTE_STYLE, "Note", Type(theme.sizes.note, theme.colours.quiet), note, built_in=False)


def _frames(theme: Theme) -> Iterator[ParagraphStyle]:
    ink, sizes = theme.colours, theme.sizes
    yield _ours("BoxTitle", "Box Title", Type(sizes.heading2, ink.accent, bold=True), Layout(2, 3))
    yield _ours("CardLabel", "Card Label", Type(sizes.table, ink.quiet), Layout())
    figure = Layout(height=sizes.card * _TIGHT)
    yield _ours("CardFigure", "Card Figure", Type(sizes.card, ink.title, bold=True), figure)
    yield _ours("CardRemark", "Card Remark", Type(sizes.note, ink.quiet), Layout(after=2))
    yield _ours("Gap", "Gap", Type(4), Layout(height=10))


def _tables(theme: Theme) -> Iterator[ParagraphStyle]:
    ink, sizes = theme.colours, theme.sizes
    caption = Layout(12, 4, sizes.caption * _TABLE_LEADING, right_tab=text_width(theme), keep_next=True)
    yield ParagraphStyle("Caption", "caption", Type(sizes.caption, ink.ink, bold=True), caption)
    line = sizes.table * _TABLE_LEADING
    yield _ours("TableText", "Table Text", Type(sizes.table), Layout(height=line))
    head = Layout(height=line, align="center", keep_next=True)
    yield _ours("TableHead", "Table Head", Type(sizes.table, ink.title, bold=True), head)
    yield _ours("TableTotal", "Table Total", Type(sizes.table, bold=True), Layout(height=line))


def _furniture(theme: Theme) -> Iterator[ParagraphStyle]:
    ink, edge = theme.colours, text_width(theme)
    letters = Type(theme.sizes.furniture, ink.quiet)
    header = Layout(right_tab=edge, lines=(Line("bottom", 0.5, ink.rule, 7),))
    footer = Layout(right_tab=edge, lines=(Line("top", 0.5, ink.rule, 7),))
    yield ParagraphStyle("Header", "header", letters, header)
    yield ParagraphStyle("Footer", "footer", letters, footer)


def _ours(style_id: str, name: str, letters: Type, layout: Layout) -> ParagraphStyle:
    return ParagraphStyle(style_id, name, letters, layout, built_in=False)
