"""Inline content as runs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import assert_never

from policyreport.document.nodes import (
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
from policyreport.document.number_format import date_text, number_text
from policyreport.document.theme import Theme
from policyreport.renderers.docx.bookmarks import bookmark_of_row
from policyreport.renderers.docx.context import RenderContext
from policyreport.renderers.docx.package import MAIN
from policyreport.renderers.docx.xml import Element, escaped, linked, said, w

_BREAKS = re.compile(r"([\n\t])")


def run(text: str, *properties: Element) -> Element:
    """Return a run that prints the text exactly: spaces are kept, new lines and tabs become Word's own."""
    look = f"<w:rPr>{''.join(properties)}</w:rPr>" if properties else ""
    return Element(f"<w:r>{look}{_written(text)}</w:r>")


def field(instruction: str, shown: str, *properties: Element) -> Iterator[Element]:
    """Yield the runs of a field, such as ``PAGE``, with the text it shows until Word reckons it anew."""
    yield from field_start(instruction)
    yield run(shown, *properties)
    yield field_end()


def field_start(instruction: str) -> Iterator[Element]:
    """Yield the runs that open a field, up to what it shows."""
    yield _field_mark("begin")
    yield w("r", said("w:instrText", f" {instruction} ", {"xml:space": "preserve"}))
    yield _field_mark("separate")


def field_end() -> Element:
    """Return the run that closes a field."""
    return _field_mark("end")


def _field_mark(kind: str) -> Element:
    return w("r", w("fldChar", fldCharType=kind))


def _written(text: str) -> str:
    if "\n" in text or "\t" in text:
        return "".join(map(_piece, _BREAKS.split(text)))
    return _piece(text)


def _piece(piece: str) -> str:
    if piece == "\n":
        return "<w:br/>"
    if piece == "\t":
        return "<w:tab/>"
    if piece == piece.strip():
        return f"<w:t>{escaped(piece)}</w:t>" if piece else ""
    return f'<w:t xml:space="preserve">{escaped(piece)}</w:t>'


_NO_BREAK_SPACE = "\u00a0"


@dataclass(frozen=True, slots=True)
class RunFormat:
    """How runs differ from their paragraph: by a character style, in weight (None: not) and in size."""

    style: str = ""
    bold: bool | None = None
    half_points: int = 0

    def properties(self) -> Iterator[Element]:
        """Yield run properties in the order that the schema asks."""
        if self.style:
            yield w("rStyle", val=self.style)
        if self.bold is not None:
            yield w("b", val=int(self.bold))
        if self.half_points:
            yield w("sz", val=self.half_points)
            yield w("szCs", val=self.half_points)


PLAIN = RunFormat()


def inlines(content: Iterable[Inline], setting: RenderContext, look: RunFormat = PLAIN) -> list[Element]:
    """Return runs and links that print the content in order."""
    return [element for node in content for element in inline(node, setting, look)]


def inline(node: Inline, setting: RenderContext, look: RunFormat = PLAIN) -> list[Element]:
    """Return the runs, or the link, that one node becomes."""
    match node:
        case Text(text):
            return [looking(text, look)]
        case Number():
            return [looking(number_text(node), look)]
        case Date():
            return [looking(date_text(node), look)]
        case Lamp(tone, word):
            return [looking(lamp_text(tone, word, setting.theme), replace(look, style=lamp_style(tone), bold=True))]
        case Strong(content):
            return inlines(content, setting, replace(look, bold=True))
        case Link(address, content):
            runs = inlines(content, setting, replace(look, style="Hyperlink"))
            return [linked("hyperlink", setting.link_to(address), *runs, history=1)]
        case Reference(row, content):
            runs = inlines(content, setting, replace(look, style="Hyperlink"))
            return [w("hyperlink", *runs, anchor=bookmark_of_row(row), history=1)]
        case LineBreak():
            return [looking("\n", look)]
        case Footnote(content):
            return [_footnote(content, setting)] if setting.source == MAIN else _bracketed(content, setting, look)
        case _:
            assert_never(node)


def _footnote(content: tuple[Inline, ...], setting: RenderContext) -> Element:
    setting.shared.footnotes.append(content)
    number = len(setting.shared.footnotes)
    return w("r", w("rPr", w("rStyle", val="FootnoteReference")), w("footnoteReference", id=number))


def _bracketed(content: tuple[Inline, ...], setting: RenderContext, look: RunFormat) -> list[Element]:
    """Return what stands in place of a footnote to a footnote, which Word does not have."""
    return inlines((Text(" ["), *content, Text("]")), setting, look)


def looking(text: str, look: RunFormat) -> Element:
    """Return a run of text in a look."""
    return run(text, *_properties(look))


@cache
def _properties(look: RunFormat) -> tuple[Element, ...]:
    return tuple(look.properties())


def lamp_text(tone: Tone, word: str, theme: Theme) -> str:
    """Return a lamp's shape and word, held together by a space that no line breaks at."""
    return theme.lamps[tone].shape + _NO_BREAK_SPACE + word


def lamp_style(tone: Tone) -> str:
    """Return the id of the character style that colours a tone."""
    return f"Lamp{tone.capitalize()}"
