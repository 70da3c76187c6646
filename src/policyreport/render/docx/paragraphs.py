"""Headings, running text, notes and outlines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from policyreport.document.tree import Heading, Inline, Item
from policyreport.render.docx.inlines import inlines
from policyreport.render.docx.numbering import DEEPEST, ITEM_STYLES, LEAD_STYLE
from policyreport.render.docx.piece import Piece, paragraph_piece
from policyreport.render.docx.runs import run
from policyreport.render.docx.setting import Setting
from policyreport.render.docx.xml import Element, w


def styled(style: str, *content: Element) -> Element:
    """Return a paragraph of a style."""
    return w("p", w("pPr", w("pStyle", val=style)), *content)


def gap() -> Piece:
    """Return the narrow empty paragraph that parts a table from what follows it, and that must end a cell."""
    return paragraph_piece(styled("Gap"))


def headed(heading: Heading, setting: Setting) -> Piece:
    """Return a heading as a paragraph of Word's style for its level, with the bookmark that the contents lead to."""
    name = setting.shared.bookmarks.of_heading(heading)
    marked = setting.shared.bookmarks.around(name, inlines(heading.content, setting))
    return paragraph_piece(styled(f"Heading{heading.level}", marked), heading.content)


def spoken(style: str, content: tuple[Inline, ...], setting: Setting) -> Piece:
    """Return inline content as one paragraph of a style, within a bookmark."""
    return paragraph_piece(styled(style, marked(inlines(content, setting), setting)), content)


def marked(content: Iterable[Element], setting: Setting) -> Element:
    """Return the content of the next paragraph under the last heading, within its bookmark."""
    bookmarks = setting.shared.bookmarks
    return bookmarks.around(bookmarks.of_paragraph(), content)


def worded(style: str, text: str) -> Piece:
    """Return plain words, such as the title, as one paragraph of a style."""
    return paragraph_piece(styled(style, run(text)))


def outline(items: Iterable[Item], setting: Setting, level: int = 0) -> Iterator[Piece]:
    """Yield a paragraph an item, each followed by the items below it; ``level`` counts from 0."""
    for item in items:
        yield paragraph_piece(_item(item, setting, level), item.content)
        yield from outline(item.items, setting, level + 1)


def _item(item: Item, setting: Setting, level: int) -> Element:
    numbered = w("numPr", w("ilvl", val=min(level, DEEPEST)), w("numId", val=setting.items_list))
    style = LEAD_STYLE if item.items and not level else ITEM_STYLES[min(level, len(ITEM_STYLES) - 1)]
    words = marked(inlines(item.content, setting), setting)
    return w("p", w("pPr", w("pStyle", val=style), numbered), words)
