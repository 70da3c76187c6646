"""Headings, running text, outlines, captions and the contents, as the fragments that blocks become."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from policyreport.document.nodes import Contents, Heading, Inline, Item, Table
from policyreport.document.number_format import plain_text
from policyreport.document.output import Placement
from policyreport.renderers.flow.blocks import CaptionKind, NumberedList, has_caption, outline, unit_text
from policyreport.renderers.flow.inlines import Printed, numbers, shown_text
from policyreport.renderers.hwpx.context import AS_STYLED, Own, RenderContext
from policyreport.renderers.hwpx.inlines import automatic_number, inlines, linked_within
from policyreport.renderers.hwpx.packed_rows import LongXml
from policyreport.renderers.hwpx.styles import item_style
from policyreport.renderers.hwpx.units import hwp_units
from policyreport.renderers.hwpx.xml import NOTHING, Xml, element, hp

_COUNTERS: dict[CaptionKind, str] = {"표": "TABLE", "그림": "PICTURE"}
"""Under what name 한글 counts each kind of caption."""
HOLDER = "Table Holder"
"""The style of the paragraph that holds a table: a narrow line below it."""
_BASELINE = 0.85
_FIRST_AND_LAST = 0x60000
"""A line that begins and ends its paragraph."""


@dataclass(frozen=True, slots=True)
class Fragment:
    """A paragraph, which may hold a table, how high it is estimated to be (in HWPUNIT), and the numbers in it."""

    paragraph: Xml | LongXml
    height: int
    holds_table: bool = False
    printed: tuple[Printed, ...] = ()

    def as_text(self) -> Xml:
        """Return the paragraph as one text."""
        return self.paragraph.whole() if isinstance(self.paragraph, LongXml) else self.paragraph


def placements(fragments: Iterable[Fragment]) -> Iterator[Placement]:
    """Yield where each number stands in the body: paragraphs are counted, and so are the tables that stand in some."""
    tables = 0
    for paragraph, fragment in enumerate(fragments, start=1):
        tables += fragment.holds_table
        yield from (printed.placement(paragraph, tables) for printed in fragment.printed)


def heading_fragment(heading: Heading, context: RenderContext) -> Fragment:
    """Return a heading, with the id by which the contents lead to it."""
    own = Own(number=next(context.heading_ids))
    return text_fragment(f"Outline {heading.level}", heading.content, context, own)


def text_fragment(style: str, content: tuple[Inline, ...], context: RenderContext, own: Own = AS_STYLED) -> Fragment:
    """Return inline content as one paragraph of a style."""
    paragraph = context.paragraph(style, inlines(content, context.letters(style), context), own)
    height = context.height_of(shown_text(content, context.theme), style)
    return Fragment(paragraph, height, printed=tuple(map(Printed, numbers(content, with_notes=True))))


def line_fragment(style: str, text: str, context: RenderContext, before: Iterable[Xml] = ()) -> Fragment:
    """Return plain text, such as the title, as one paragraph of a style, after the runs ``before`` it."""
    paragraph = context.paragraph(style, [*before, context.run(text, context.letters(style))])
    return Fragment(paragraph, context.height_of(text, style))


def page_break(context: RenderContext) -> Fragment:
    """Return the paragraph with which a new page begins; it takes next to no room."""
    return Fragment(context.paragraph(HOLDER, (), Own(new_page=True)), context.height_of("", HOLDER))


def outline_fragments(items: Iterable[Item], context: RenderContext) -> Iterator[Fragment]:
    """Yield a paragraph an item, each followed by the items below it."""
    lists: dict[NumberedList, int] = {}
    for item in outline(items, context.item_level):
        style = "Item Lead" if item.is_lead else item_style(item.level)
        own = AS_STYLED
        if item.numbers:
            if item.numbers not in lists:
                lists[item.numbers] = context.registry.numbering(item.numbers)
            layout = context.registry.styles[style].layout
            own = Own(replace(layout, bullet=0, numbering=lists[item.numbers]))
        yield text_fragment(style, item.content, context, own)


def contents_fragments(contents: Contents, context: RenderContext) -> Iterator[Fragment]:
    """Yield the headings, each a link to where it stands; 한글 alone knows the pages, so none are named."""
    for number, heading in context.headings:
        if heading.level <= contents.depth:
            style, text = f"TOC {heading.level}", plain_text(heading.content)
            letters = context.letters(style)
            runs = linked_within(number, [context.run(text, letters)], letters, context)
            yield Fragment(context.paragraph(style, runs), context.height_of(text, style))


def caption_paragraph(kind: CaptionKind, table: Table, context: RenderContext) -> Xml:
    """Return the paragraph of the caption; nothing where there is none and no unit."""
    if not has_caption(table):
        return NOTHING
    left = f"표 00. {plain_text(table.caption)}" if table.caption else ""
    room = context.room_between(left, unit_text(table), context.letters("Caption").size)
    layout = replace(context.registry.styles["Caption"].layout, right_tab=context.width)
    lines = (_one_line(context),) if room > 0 else ()
    return context.paragraph("Caption", (*_caption_runs(kind, table, room, context), *lines), Own(layout))


def _caption_runs(kind: CaptionKind, table: Table, room: int, context: RenderContext) -> Iterator[Xml]:
    letters = context.letters("Caption")
    if table.caption:
        yield context.run(f"{kind} ", letters)
        yield automatic_number(_COUNTERS[kind], context.captions.next(kind), letters, context)
        yield context.run(". ", letters)
        yield from inlines(table.caption, letters, context)
    if table.unit:
        quiet = replace(letters, colour=context.theme.colours.quiet, bold=False)
        yield context.right_tab(unit_text(table), quiet, room)


def _one_line(context: RenderContext) -> Xml:
    """Return how the one line is laid out, for readers that take a caption's height from there."""
    size = hwp_units(context.letters("Caption").size)
    height = {"vertsize": size, "textheight": size, "baseline": round(size * _BASELINE)}
    after = round(size * (context.registry.styles["Caption"].layout.leading - 1))
    place = {"horzpos": 0, "horzsize": context.width, "flags": _FIRST_AND_LAST}
    line = element("hp:lineseg", (), {"textpos": 0, "vertpos": 0, **height, "spacing": after, **place})
    return hp("linesegarray", line)
