"""Whether a font can draw all that a document says: ReportLab itself draws a box for what it cannot, in silence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import assert_never

from policyreport.diagnostics import ErrorKind, Message, Problem
from policyreport.document.nodes import (
    Block,
    Box,
    Cards,
    Chart,
    Contents,
    Document,
    Footnote,
    Heading,
    Inline,
    Item,
    Items,
    Link,
    Note,
    Pairs,
    Paragraph,
    Reference,
    Strong,
    Table,
    Text,
)
from policyreport.document.number_format import plain_text
from policyreport.document.theme import Theme
from policyreport.renderers.pdf.fonts import lacking

_SHOWN = 40
_FRONT, _BEGINNING = "표제", "본문"


def missing_glyphs(document: Document, theme: Theme) -> list[Problem]:
    """Return a problem for each text with characters that no font draws, the theme's marks among them.

    The problem names the chapter where the text stands.
    """
    meta = document.meta
    texts = [meta.title, meta.subtitle, meta.running_title, meta.quarter, meta.organisation, meta.licence, meta.banner]
    pairs = [text for p in meta.particulars for text in (*_texts(p.label), *_texts(p.content))]
    return [
        *(problem for key, mark in _marks(theme) for problem in _problems([mark], f"theme.yaml › {key}")),
        *_problems([*texts, meta.mark, *pairs], _FRONT),
        *(problem for place, text in _placed(document.blocks) for problem in _problems([text], place)),
    ]


def _marks(theme: Theme) -> Iterator[tuple[str, str]]:
    """Yield the marks of the theme with the keys under which its file says them."""
    yield from (("item_marks", mark) for mark in theme.item_marks)
    yield "note_mark", theme.note_mark
    yield from ((f"lamps.{tone}.shape", lamp.shape) for tone, lamp in theme.lamps.items())


def unknown_glyph(character: str) -> Problem:
    """Return the problem of a character that no font draws, wherever it came from."""
    return _problem(character, character, "")


def _problems(texts: Iterable[str], place: str) -> list[Problem]:
    return [_problem(text, lacks, place) for text in texts if (lacks := lacking(text))]


def _problem(text: str, lacks: str, place: str) -> Problem:
    points = ", ".join(f"{c} (U+{ord(c):04X})" for c in lacks)
    start = max(0, text.index(lacks[0]) - _SHOWN // 2)
    said = text[start : start + _SHOWN].replace("\n", " ")
    what = Message(f"no font has a glyph for {points} in '{said}'", f"글꼴에 없는 글자입니다: {points} — '{said}'")
    hint = Message("write it with another character", "다른 글자로 바꾸어 쓰십시오")
    return Problem(ErrorKind.RENDER, "pdf.no-glyph", what, field=place, hint=hint)


def _placed(blocks: Iterable[Block]) -> Iterator[tuple[str, str]]:
    """Yield each text with the heading under which it stands."""
    place = _BEGINNING
    for block in blocks:
        if isinstance(block, Heading):
            place = plain_text(block.content)
        yield from ((place, text) for content in _contents(block) for text in _texts(content))


def _texts(content: Iterable[Inline]) -> Iterator[str]:
    """Yield what content says, and what the footnotes in it say."""
    said = tuple(content)
    yield plain_text(said)
    for footnote in _footnotes(said):
        yield from _texts(footnote.content)


def _footnotes(content: Iterable[Inline]) -> Iterator[Footnote]:
    for node in content:
        if isinstance(node, Footnote):
            yield node
        elif isinstance(node, Strong | Link | Reference):
            yield from _footnotes(node.content)


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
            yield from (content for column in columns for content in (column.group, column.head))
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
