"""Footnotes: their marks in the text, and the part that holds them with the lines that part them from it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from policyreport.document.nodes import Footnote, Inline, Link, Number, Reference, Strong
from policyreport.document.number_format import number_text
from policyreport.document.output import Placement
from policyreport.renderers.docx.context import RenderContext
from policyreport.renderers.docx.fragments import numbers
from policyreport.renderers.docx.inlines import inlines, run
from policyreport.renderers.docx.xml import Element, root, w

PART = "footnotes.xml"
SEPARATORS = ((-1, "separator"), (0, "continuationSeparator"))
"""The ids and kinds of the two lines that every part of footnotes must hold; the settings name them again."""


def footnotes(setting: RenderContext) -> Element:
    """Return the part of the footnotes that were marked so far; links in it lean on the part itself."""
    within = replace(setting, source=f"word/{PART}")
    notes = (_note(number, content, within) for number, content in enumerate(setting.shared.footnotes, start=1))
    return root("w:footnotes", "wr", *(_separator(number, kind) for number, kind in SEPARATORS), *notes)


def footnote_placements(setting: RenderContext) -> Iterator[Placement]:
    """Yield where each number stands among the footnotes, counted from 1."""
    for at, content in enumerate(setting.shared.footnotes, start=1):
        yield from (Placement(found.fact, number_text(found), f"footnote {at}") for found in _numbers(content))


def _numbers(content: Iterable[Inline]) -> Iterator[Number]:
    """Yield the numbers of a note, those of notes to it included, for they stand in it."""
    for node in content:
        match node:
            case Footnote(inner) | Strong(inner) | Link(content=inner) | Reference(content=inner):
                yield from _numbers(inner)
            case _:
                yield from numbers((node,))


def _separator(number: int, kind: str) -> Element:
    close = w("pPr", w("spacing", before=0, after=0, line=240, lineRule="auto"))
    return w("footnote", w("p", close, w("r", w(kind))), type=kind, id=number)


def _note(number: int, content: tuple[Inline, ...], setting: RenderContext) -> Element:
    mark = w("r", w("rPr", w("rStyle", val="FootnoteReference")), w("footnoteRef"))
    words = (mark, run(" "), *inlines(content, setting))
    return w("footnote", w("p", w("pPr", w("pStyle", val="FootnoteText")), *words), id=number)
