"""A whole document as plain text."""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator

from policyreport.document.rendered import Placement, Rendered
from policyreport.document.text import date_text
from policyreport.document.theme import Theme
from policyreport.document.tree import Date, Document, Meta
from policyreport.render.txt.blocks import Telling, headings
from policyreport.render.txt.lines import EMPTY, Line, in_lines, plain, without_double_gaps

_LINE_END = "\r\n"


def render(document: Document, theme: Theme) -> Rendered:
    """Return a text file that says all that the document says, for people who cannot see or need larger type.

    It is what 장애인차별금지 및 권리구제 등에 관한 법률 시행령 제14조 calls a means of the same worth: nothing in it is
    told by place, colour or shape, and no line is wrapped. It is UTF-8 with a byte order mark, its lines end with CR
    and LF, so that every Notepad and note taker reads it. Numbers are placed by line, counted from 1.
    """
    lines = without_double_gaps(_lines(document, theme))
    text = "".join("".join(span.text for span in line) + _LINE_END for line in lines)
    return Rendered(codecs.BOM_UTF8 + text.encode(), tuple(_placements(lines)))


def _lines(document: Document, theme: Theme) -> Iterator[Line]:
    telling = Telling(theme, list(headings(document.blocks)))
    yield from _opening(document.meta)
    yield from telling.pairs(document.meta.particulars)
    yield from telling.chapters(document.blocks)
    yield EMPTY
    yield from _closing(document.meta)


def _opening(meta: Meta) -> Iterator[Line]:
    for text in (meta.mark, meta.banner, meta.title, meta.subtitle):
        yield from in_lines(plain(text))


def _closing(meta: Meta) -> Iterator[Line]:
    as_of = f"{meta.quarter} · {date_text(Date.of(meta.as_of))} 기준"
    for text in (meta.organisation, as_of, meta.licence):
        yield from in_lines(plain(text))


def _placements(lines: Iterable[Line]) -> Iterator[Placement]:
    for number, line in enumerate(lines, 1):
        yield from (Placement(span.fact, span.text, f"line {number}") for span in line if span.fact)
