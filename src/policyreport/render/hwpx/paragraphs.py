"""Headings, running text, notes, outlines and the contents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from policyreport.document.text import plain_text
from policyreport.document.tree import Contents, Heading, Inline, Item
from policyreport.render.hwpx.inlines import inlines, shown_text
from policyreport.render.hwpx.paragraph import Own, height_of, paragraph
from policyreport.render.hwpx.piece import Piece, printed_in
from policyreport.render.hwpx.runs import linked_within, run
from policyreport.render.hwpx.setting import Setting
from policyreport.render.hwpx.styles import item_style


def spoken(style: str, content: tuple[Inline, ...], setting: Setting, *, number: int = 0) -> Piece:
    """Return inline content as one paragraph of a style; ``number`` is its id where something leads to it."""
    runs = inlines(content, setting.letters(style), setting)
    height = height_of(shown_text(content, setting.theme), style, setting.width, setting)
    return Piece(paragraph(style, runs, setting, Own(number=number)), height, printed=tuple(printed_in(content)))


def worded(style: str, text: str, setting: Setting) -> Piece:
    """Return plain words, such as the title, as one paragraph of a style."""
    line = paragraph(style, [run(text, setting.letters(style), setting)], setting)
    return Piece(line, height_of(text, style, setting.width, setting))


def heading(said: Heading, setting: Setting) -> Piece:
    """Return a heading, with the id by which the contents lead to it."""
    return spoken(f"Outline {said.level}", said.content, setting, number=next(setting.counts.headings))


def outline(items: Iterable[Item], setting: Setting, level: int = 0) -> Iterator[Piece]:
    """Yield a paragraph an item, each followed by the items below it; ``level`` counts from 0."""
    for item in items:
        style = "Item Lead" if item.items and not level else item_style(level)
        yield spoken(style, item.content, setting)
        yield from outline(item.items, setting, level + 1)


def contents(said: Contents, setting: Setting) -> Iterator[Piece]:
    """Yield the headings, each a link to where it stands; 한글 alone knows the pages, so none are named."""
    for number, found in setting.headings:
        if found.level <= said.depth:
            style, text = f"TOC {found.level}", plain_text(found.content)
            letters = setting.letters(style)
            runs = linked_within(number, [run(text, letters, setting)], letters, setting)
            yield Piece(paragraph(style, runs, setting), height_of(text, style, setting.width, setting))
