"""Headings, running text, notes and outlines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from policyreport.document.nodes import Heading, Inline, Item, Table
from policyreport.renderers.docx.context import RenderContext
from policyreport.renderers.docx.fragments import Fragment, paragraph_fragment
from policyreport.renderers.docx.inlines import RunFormat, field, inlines, looking, run
from policyreport.renderers.docx.numbering import DEEPEST, ITEM_STYLES, LEAD_STYLE
from policyreport.renderers.docx.xml import Element, w


def styled(style: str, *content: Element) -> Element:
    """Return a paragraph of a style."""
    return w("p", w("pPr", w("pStyle", val=style)), *content)


def gap() -> Fragment:
    """Return the narrow empty paragraph that parts a table from what follows it, and that must end a cell."""
    return paragraph_fragment(styled("Gap"))


def headed(heading: Heading, setting: RenderContext) -> Fragment:
    """Return a heading as a paragraph of Word's style for its level, with the bookmark that the contents lead to."""
    name = setting.shared.bookmarks.of_heading(heading)
    marked = setting.shared.bookmarks.around(name, inlines(heading.content, setting))
    return paragraph_fragment(styled(f"Heading{heading.level}", marked), heading.content)


def spoken(style: str, content: tuple[Inline, ...], setting: RenderContext) -> Fragment:
    """Return inline content as one paragraph of a style, within a bookmark."""
    return paragraph_fragment(styled(style, marked(inlines(content, setting), setting)), content)


def marked(content: Iterable[Element], setting: RenderContext) -> Element:
    """Return the content of the next paragraph under the last heading, within its bookmark."""
    bookmarks = setting.shared.bookmarks
    return bookmarks.around(bookmarks.of_paragraph(), content)


def worded(style: str, text: str) -> Fragment:
    """Return plain words, such as the title, as one paragraph of a style."""
    return paragraph_fragment(styled(style, run(text)))


def outline(items: Iterable[Item], setting: RenderContext, level: int = 0) -> Iterator[Fragment]:
    """Yield a paragraph an item, each followed by the items below it; ``level`` counts from 0."""
    for item in items:
        yield paragraph_fragment(_item(item, setting, level), item.content)
        yield from outline(item.items, setting, level + 1)


def _item(item: Item, setting: RenderContext, level: int) -> Element:
    numbered = w("numPr", w("ilvl", val=min(level, DEEPEST)), w("numId", val=setting.items_list))
    style = LEAD_STYLE if item.items and not level else ITEM_STYLES[min(level, len(ITEM_STYLES) - 1)]
    words = marked(inlines(item.content, setting), setting)
    return w("p", w("pPr", w("pStyle", val=style), numbered), words)


Sort = Literal["표", "그림"]
TABLE: Sort = "표"
FIGURE: Sort = "그림"


def caption_fragment(sort: Sort, table: Table, setting: RenderContext) -> Iterator[Fragment]:
    """Yield the caption of a table or a figure; none where there is neither a caption nor a unit."""
    if table.caption or table.unit:
        shape = w("pPr", w("pStyle", val="Caption"), w("tabs", w("tab", val="right", pos=setting.width)))
        runs = (*_numbered(sort, table, setting), *_unit(table))
        yield paragraph_fragment(w("p", shape, marked(runs, setting)), table.caption)


def _numbered(sort: Sort, table: Table, setting: RenderContext) -> Iterator[Element]:
    if table.caption:
        numbers = setting.shared.tables if sort == TABLE else setting.shared.figures
        yield run(f"{sort} ")
        yield from field(rf"SEQ {sort} \* ARABIC", str(next(numbers)))
        yield run(". ")
        yield from inlines(table.caption, setting)


def _unit(table: Table) -> Iterator[Element]:
    if table.unit:
        yield run("\t")
        yield looking(f"(단위: {table.unit})", RunFormat("Unit", bold=False))
