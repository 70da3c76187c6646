"""Whether the font can draw all that a document says: ReportLab itself draws a box for what it cannot, in silence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import assert_never

from policyreport.document.text import plain_text
from policyreport.document.theme import Theme
from policyreport.document.tree import (
    Block,
    Box,
    Cards,
    Chart,
    Contents,
    Document,
    Heading,
    Inline,
    Item,
    Items,
    Note,
    Pairs,
    Paragraph,
    Table,
    Text,
)
from policyreport.errors import Kind, Problem, Words
from policyreport.render.pdf.faces import lacking

_SHOWN = 40


def missing_glyphs(document: Document, theme: Theme) -> list[Problem]:
    """Return a problem for each text with characters that the font cannot draw, the theme's marks among them."""
    meta = document.meta
    marks = [*theme.item_marks, theme.note_mark, *(lamp.shape for lamp in theme.lamps.values())]
    texts = [meta.title, meta.subtitle, meta.running_title, meta.licence, meta.mark, *marks]
    pairs = (content for p in meta.particulars for content in (p.label, p.content))
    contents = [*pairs, *(content for block in document.blocks for content in _contents(block))]
    return [_problem(text, lacks) for text in [*texts, *map(plain_text, contents)] if (lacks := lacking(text))]


def _problem(text: str, lacks: str) -> Problem:
    points = ", ".join(f"{c} (U+{ord(c):04X})" for c in lacks)
    start = max(0, text.index(lacks[0]) - _SHOWN // 2)
    said = text[start : start + _SHOWN].replace("\n", " ")
    what = Words(f"the font has no glyph for {points} in '{said}'", f"글꼴에 없는 글자입니다: {points} — '{said}'")
    hint = Words("write it with another character", "다른 글자로 바꾸어 쓰십시오")
    return Problem(Kind.RENDER, "pdf.no-glyph", what, hint=hint)


def _contents(block: Block) -> Iterator[tuple[Inline, ...]]:
    match block:
        case Heading(content=content) | Paragraph(content) | Note(content):
            yield content
        case Items(items):
            yield from _item_contents(items)
        case Box(title, blocks):
            yield title
            yield from (content for inner in blocks for content in _contents(inner))
        case Cards(cards):
            yield from (content for c in cards for content in (c.label, c.figure, c.remark))
        case Pairs(pairs):
            yield from (content for p in pairs for content in (p.label, p.content))
        case Table(columns, rows, caption, unit):
            yield caption
            yield (Text(unit),)
            yield from (column.head for column in columns)
            yield from (cell for row in rows for cell in row.cells)
        case Chart(table=table):
            yield from _contents(table)
        case Contents():
            pass
        case _:
            assert_never(block)


def _item_contents(items: Iterable[Item]) -> Iterator[tuple[Inline, ...]]:
    for item in items:
        yield item.content
        yield from _item_contents(item.items)
