"""Inline content as runs, and the footnotes that it marks."""

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
    Script,
    Strong,
    Text,
)
from policyreport.document.number_format import date_text, number_text
from policyreport.document.output import Placement
from policyreport.renderers.docx.content_controls import number_control
from policyreport.renderers.docx.context import RenderContext, bookmark_of_row
from policyreport.renderers.docx.styles import lamp_style
from policyreport.renderers.docx.xml import Element, escaped, linked, root, text_element, w
from policyreport.renderers.flow.inlines import lamp_text, numbers, without_notes

_BREAKS = re.compile(r"([\n\t])")


@dataclass(frozen=True, slots=True)
class RunFormat:
    """How runs differ from their paragraph: by a character style, in weight (None: not), in size and in height."""

    style: str = ""
    bold: bool | None = None
    half_points: int = 0
    script: str = ""

    def properties(self) -> Iterator[Element]:
        """Yield run properties in the order of the schema."""
        if self.style:
            yield w("rStyle", val=self.style)
        if self.bold is not None:
            yield w("b", val=int(self.bold))
        if self.half_points:
            yield w("sz", val=self.half_points)
            yield w("szCs", val=self.half_points)
        if self.script:
            yield w("vertAlign", val=self.script)


PLAIN = RunFormat()


def inlines(content: Iterable[Inline], context: RenderContext, look: RunFormat = PLAIN) -> list[Element]:
    """Return runs and links that print the content in order."""
    return [element for node in content for element in inline(node, context, look)]


def inline(node: Inline, context: RenderContext, look: RunFormat = PLAIN) -> list[Element]:
    """Return the runs, or the link, that one node becomes."""
    match node:
        case Text(text):
            return [run(text, look)]
        case Number():
            return [number_control(node.fact, run(number_text(node), look), context)]
        case Date():
            return [run(date_text(node), look)]
        case Lamp(tone, word):
            return [run(lamp_text(tone, word, context.theme), replace(look, style=lamp_style(tone), bold=True))]
        case Strong(content):
            return inlines(content, context, replace(look, bold=True))
        case Link(address, content):
            runs = inlines(content, context, replace(look, style="Hyperlink"))
            return [linked("hyperlink", context.parts.link_to(address, context.source), *runs, history=1)]
        case Reference(row, content):
            runs = inlines(content, context, replace(look, style="Hyperlink"))
            return [w("hyperlink", *runs, anchor=bookmark_of_row(row), history=1)]
        case LineBreak():
            return [run("\n", look)]
        case Script(text, place):
            return [run(text, replace(look, script=f"{place}script"))]
        case Footnote(content):
            context.footnotes.append(tuple(without_notes(content)))
            mark = w("footnoteReference", id=len(context.footnotes))
            return [w("r", _NOTE_MARK, mark)]
        case _:
            assert_never(node)


def run(text: str, look: RunFormat = PLAIN) -> Element:
    """Return a run that prints the text exactly: spaces are kept, new lines and tabs become Word's own."""
    pieces = _BREAKS.split(text) if "\n" in text or "\t" in text else (text,)
    return Element(f"<w:r>{_run_properties(look)}{''.join(map(_text, pieces))}</w:r>")


@cache
def _run_properties(look: RunFormat) -> str:
    properties = "".join(look.properties())
    return f"<w:rPr>{properties}</w:rPr>" if properties else ""


def _text(piece: str) -> str:
    if piece == "\n":
        return "<w:br/>"
    if piece == "\t":
        return "<w:tab/>"
    if piece == piece.strip():
        return f"<w:t>{escaped(piece)}</w:t>" if piece else ""
    return f'<w:t xml:space="preserve">{escaped(piece)}</w:t>'


def field(instruction: str, shown: str) -> Iterator[Element]:
    """Yield the runs of a field, such as ``PAGE``, with the text it shows until Word computes it anew."""
    yield from field_start(instruction)
    yield run(shown)
    yield field_end()


def field_start(instruction: str) -> Iterator[Element]:
    """Yield the runs that open a field, up to what it shows."""
    yield w("r", w("fldChar", fldCharType="begin"))
    yield w("r", text_element("w:instrText", f" {instruction} ", {"xml:space": "preserve"}))
    yield w("r", w("fldChar", fldCharType="separate"))


def field_end() -> Element:
    """Return the run that closes a field."""
    return w("r", w("fldChar", fldCharType="end"))


FOOTNOTES_PART = "footnotes.xml"
FOOTNOTE_SEPARATORS = ((-1, "separator"), (0, "continuationSeparator"))
"""The ids and kinds of the two lines that every part of footnotes must hold; the settings name them again."""
_NOTE_MARK = w("rPr", w("rStyle", val="FootnoteReference"))


def footnotes_part(context: RenderContext) -> Element:
    """Return the part of the footnotes that were marked so far; the relationships of links in it are the part's."""
    within = replace(context, source=f"word/{FOOTNOTES_PART}")
    notes = (_footnote(number, content, within) for number, content in enumerate(context.footnotes, start=1))
    return root(
        "w:footnotes",
        ("w", "r", "mc", "w15"),
        *(_separator(number, kind) for number, kind in FOOTNOTE_SEPARATORS),
        *notes,
    )


def _separator(number: int, kind: str) -> Element:
    close = w("pPr", w("spacing", before=0, after=0, line=240, lineRule="auto"))
    return w("footnote", w("p", close, w("r", w(kind))), type=kind, id=number)


def _footnote(number: int, content: tuple[Inline, ...], context: RenderContext) -> Element:
    runs = (w("r", _NOTE_MARK, w("footnoteRef")), run(" "), *inlines(content, context))
    return w("footnote", w("p", w("pPr", w("pStyle", val="FootnoteText")), *runs), id=number)


def footnote_placements(context: RenderContext) -> Iterator[Placement]:
    """Yield where each number stands among the footnotes, counted from 1."""
    for at, content in enumerate(context.footnotes, start=1):
        yield from (Placement(number.fact, number_text(number), f"footnote {at}") for number in numbers(content))
