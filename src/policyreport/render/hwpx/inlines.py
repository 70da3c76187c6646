"""Inline content as runs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import assert_never

from policyreport.document.text import date_text, number_text, plain_text
from policyreport.document.theme import Theme
from policyreport.document.tree import (
    Date,
    Footnote,
    Inline,
    Lamp,
    LineBreak,
    Link,
    Number,
    Reference,
    Strong,
    Text,
    Tone,
)
from policyreport.render.hwpx.looks import Type
from policyreport.render.hwpx.paragraph import paragraph, paragraphs
from policyreport.render.hwpx.runs import automatic_number, controlled, linked, run
from policyreport.render.hwpx.setting import Setting
from policyreport.render.hwpx.xml import Xml, hp

_NO_BREAK_SPACE = "\u00a0"
_AFTER_NUMBER = ")"


def inlines(content: Iterable[Inline], letters: Type, setting: Setting) -> list[Xml]:
    """Return runs that print the content in order."""
    return [part for node in content for part in inline(node, letters, setting)]


def inline(node: Inline, letters: Type, setting: Setting) -> Iterable[Xml]:
    """Return the runs that one node becomes."""
    match node:
        case Text(text):
            return (run(text, letters, setting),) if text else ()
        case Number():
            return (run(number_text(node), letters, setting),)
        case Date():
            return (run(date_text(node), letters, setting),)
        case Lamp(tone, word):
            look = replace(letters, colour=setting.theme.lamps[tone].colour, bold=True)
            return (run(lamp_text(tone, word, setting.theme), look, setting),)
        case Strong(content):
            return inlines(content, replace(letters, bold=True), setting)
        case Link(address, content):
            look = replace(letters, colour=setting.theme.colours.accent, underlined=True)
            return linked(address, inlines(content, look, setting), letters, setting)
        case Reference(content=content):
            return inlines(content, letters, setting)
        case LineBreak():
            return (run("\n", letters, setting),)
        case Footnote(content):
            return _footnote(content, letters, setting)
        case _:
            assert_never(node)


def lamp_text(tone: Tone, word: str, theme: Theme) -> str:
    """Return a lamp's shape and word, held together by a space that no line breaks at."""
    return theme.lamps[tone].shape + _NO_BREAK_SPACE + word


def shown_text(content: Iterable[Inline], theme: Theme) -> str:
    """Return the characters that inline content prints in its line, lamps' shapes included."""
    return "".join(
        [lamp_text(node.tone, node.word, theme) if isinstance(node, Lamp) else plain_text((node,)) for node in content]
    )


def _footnote(content: Iterable[Inline], letters: Type, setting: Setting) -> Iterator[Xml]:
    """Yield the run of the mark, which holds the note; a note within a note is said in it, for 한글 allows none."""
    number = next(setting.counts.footnotes)
    below = setting.letters("Footnote")
    mark = controlled(hp("ctrl", automatic_number("FOOTNOTE", number, _AFTER_NUMBER)), below, setting)
    said = inlines(_without_notes(content), below, setting)
    note = paragraph("Footnote", [mark, run(" ", below, setting), *said], setting)
    held = hp(
        "footNote", paragraphs([note]), number=number, suffixChar=ord(_AFTER_NUMBER), instId=next(setting.counts.ids)
    )
    yield controlled(hp("ctrl", held), letters, setting)


def _without_notes(content: Iterable[Inline]) -> Iterator[Inline]:
    for node in content:
        match node:
            case Footnote(inner):
                yield from (Text(" ["), *_without_notes(inner), Text("]"))
            case Strong(inner):
                yield Strong(tuple(_without_notes(inner)))
            case Link(address, inner):
                yield Link(address, tuple(_without_notes(inner)))
            case Reference(content=inner):
                yield from _without_notes(inner)
            case _:
                yield node
