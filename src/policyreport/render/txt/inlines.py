"""Inline content as words: a lamp by its word, a link with its address, a footnote by its number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import assert_never

from policyreport.document.text import date_text, number_text, plain_text
from policyreport.document.tree import Date, Footnote, Inline, Lamp, LineBreak, Link, Number, Reference, Strong, Text
from policyreport.render.txt.lines import Line, Span, in_lines, led_by


class Footnotes:
    """The footnotes of a document, numbered from 1 as they are met, which wait to be told at their chapter's end."""

    def __init__(self) -> None:
        self._met = 0
        self._waiting: list[tuple[str, Footnote]] = []

    def mark(self, note: Footnote) -> str:
        """Return the mark of a note that is met in the text."""
        self._met += 1
        mark = f"[주 {self._met}]"
        self._waiting.append((mark, note))
        return mark

    def told(self) -> Iterator[Line]:
        """Yield the notes met since they were last told, with those that they themselves lead to."""
        while self._waiting:
            mark, note = self._waiting.pop(0)
            yield from led_by(mark, in_lines(spans(note.content, self)))


def spans(content: Iterable[Inline], notes: Footnotes) -> Iterator[Span]:
    """Yield the words of content in order. Emphasis is not told, for a voice would spell its signs."""
    for node in content:
        yield from _one(node, notes)


def _one(node: Inline, notes: Footnotes) -> Iterator[Span]:
    match node:
        case Text(text):
            yield Span(text)
        case Number():
            yield Span(number_text(node), node.fact)
        case Date():
            yield Span(date_text(node))
        case Lamp(word=word):
            yield Span(word)
        case Strong(content) | Reference(content=content):
            yield from spans(content, notes)
        case Link(address, content):
            yield from spans(content, notes)
            yield from () if plain_text(content) == address else (Span(f" ({address})"),)
        case LineBreak():
            yield Span("\n")
        case Footnote():
            yield Span(notes.mark(node))
        case _:
            assert_never(node)
