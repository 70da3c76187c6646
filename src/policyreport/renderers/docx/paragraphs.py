"""Headings, running text, outlines, captions and the table of contents, as the fragments that blocks become."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from policyreport.document.nodes import Contents, Heading, Inline, Item, Table
from policyreport.document.output import Placement
from policyreport.renderers.docx.context import Entry, RenderContext
from policyreport.renderers.docx.inlines import PLAIN, RunFormat, field, field_end, field_start, inlines, run
from policyreport.renderers.docx.styles import DEEPEST, item_style
from policyreport.renderers.docx.units import text_width
from policyreport.renderers.docx.xml import Element, element, together, w
from policyreport.renderers.flow.blocks import CaptionKind, NumberedList, OutlineItem, has_caption, outline, unit_text
from policyreport.renderers.flow.inlines import Placed, Printed, numbers, printed_in_cells

_CONTENTS_TITLE = "목 차"


@dataclass(frozen=True, slots=True)
class Fragment:
    """What stands directly in a body or a cell, and the numbers in it as they are read.

    A field has paragraphs of its own; a table must not touch another.
    """

    element: Element
    kind: Literal["paragraph", "table", "field"]
    printed: tuple[Printed, ...] = ()


def paragraph_fragment(element: Element, content: Iterable[Inline] = ()) -> Fragment:
    """Return a paragraph's fragment; ``content`` is what it prints."""
    return Fragment(element, "paragraph", tuple(map(Printed, numbers(content))))


def table_fragment(element: Element, cells: Iterable[Placed] = ()) -> Fragment:
    """Return a table's fragment; ``cells`` are what it prints."""
    return Fragment(element, "table", tuple(printed_in_cells(cells)))


def placements(fragments: Iterable[Fragment]) -> Iterator[Placement]:
    """Yield where each number stands among the fragments of a body; paragraphs and tables are counted apart."""
    counts: Counter[str] = Counter()
    for fragment in fragments:
        counts[fragment.kind] += 1
        count = counts[fragment.kind]
        yield from (printed.placement(count, count) for printed in fragment.printed)


def styled(style: str, *content: Element) -> Element:
    """Return a paragraph of a style."""
    return w("p", w("pPr", w("pStyle", val=style)), *content)


def gap() -> Fragment:
    """Return the narrow empty paragraph between a table and what follows it, and that must end a cell."""
    return paragraph_fragment(styled("Gap"))


def page_break() -> Fragment:
    """Return the paragraph with which a page ends."""
    return paragraph_fragment(styled("Gap", w("r", w("br", type="page"))))


def heading_fragment(heading: Heading, context: RenderContext) -> Fragment:
    """Return a heading as a paragraph of Word's style for its level, with the bookmark that the contents lead to."""
    name = context.bookmarks.of_heading(heading)
    content = context.bookmarks.around(name, inlines(heading.content, context))
    return paragraph_fragment(styled(f"Heading{heading.level}", content), heading.content)


def text_fragment(style: str, content: tuple[Inline, ...], context: RenderContext, look: RunFormat = PLAIN) -> Fragment:
    """Return inline content as one paragraph of a style, within a bookmark."""
    runs = context.bookmarks.around_paragraph(inlines(content, context, look))
    return paragraph_fragment(styled(style, runs), content)


def introducing_fragment(content: tuple[Inline, ...], context: RenderContext) -> Fragment:
    """Return running text that stays on the page of what it introduces."""
    runs = context.bookmarks.around_paragraph(inlines(content, context))
    return paragraph_fragment(w("p", w("pPr", w("pStyle", val="Normal"), w("keepNext")), runs), content)


def outline_fragments(items: Iterable[Item], context: RenderContext) -> Iterator[Fragment]:
    """Yield a paragraph an item, each followed by the items below it."""
    lists: dict[NumberedList, int] = {}
    for item in outline(items, context.item_level):
        level, bound = min(item.level, DEEPEST), context.items_list
        if item.numbers:
            level, bound = 0, lists[item.numbers] if item.numbers in lists else context.lists.add(item.numbers)
            lists[item.numbers] = bound
        numbered = w("numPr", w("ilvl", val=level), w("numId", val=bound))
        yield paragraph_fragment(_item(item, numbered, context), item.content)


def _item(item: OutlineItem, numbered: Element, context: RenderContext) -> Element:
    runs = context.bookmarks.around_paragraph(inlines(item.content, context))
    return w("p", w("pPr", w("pStyle", val=item_style(item)), numbered), runs)


def caption_fragments(kind: CaptionKind, table: Table, context: RenderContext) -> Iterator[Fragment]:
    """Yield the caption of a table or a figure; none where there is neither a caption nor a unit."""
    if has_caption(table):
        upright = text_width(context.theme)
        # in landscape the tab of the style would come first
        cleared = (w("tab", val="clear", pos=upright),) if context.width > upright else ()
        tabs = w("tabs", *cleared, w("tab", val="right", pos=context.width))
        shape = w("pPr", w("pStyle", val="Caption"), tabs)
        runs = context.bookmarks.around_paragraph(_caption(kind, table, context))
        yield paragraph_fragment(w("p", shape, runs), table.caption)


def _caption(kind: CaptionKind, table: Table, context: RenderContext) -> Iterator[Element]:
    if table.caption:
        yield run(f"{kind} ")
        yield from field(rf"SEQ {kind} \* ARABIC", str(context.captions.next(kind)))
        yield run(". ")
        yield from inlines(table.caption, context)
    if table.unit:
        yield run("\t")
        yield run(unit_text(table), RunFormat("Unit", bold=False))


def contents_fragment(contents: Contents, context: RenderContext) -> Fragment:
    """Return the contents as one field under its title, which Word offers to renew as a whole.

    Its result is written out, with links and page numbers, so that Word need not ask; the pages are estimated, for
    Word itself knows them only once it has laid the document out.
    """
    gallery = w("docPartObj", w("docPartGallery", val="Table of Contents"), w("docPartUnique"))
    paragraphs = (styled("TOCHeading", run(_CONTENTS_TITLE)), *_contents_field(contents, context))
    return Fragment(w("sdt", w("sdtPr", gallery), w("sdtContent", *paragraphs)), "field")


def _contents_field(contents: Contents, context: RenderContext) -> Iterator[Element]:
    shown = [entry for entry in context.entries if entry.level <= contents.depth]
    opening = together(field_start(rf'TOC \o "1-{contents.depth}" \h \z'))
    if not shown:
        yield styled("TOC1", opening, field_end())
    for at, entry in enumerate(shown, start=1):
        before, after = opening if at == 1 else "", field_end() if at == len(shown) else ""
        yield styled(f"TOC{entry.level}", Element(before), _contents_link(entry), Element(after))


def _contents_link(entry: Entry) -> Element:
    page = field(rf"PAGEREF {entry.bookmark} \h", str(entry.page))
    return element("w:hyperlink", {"w:anchor": entry.bookmark, "w:history": 1}, run(entry.text), run("\t"), *page)
