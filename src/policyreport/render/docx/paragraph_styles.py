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
