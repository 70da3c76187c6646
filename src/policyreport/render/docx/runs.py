"""Runs: text that is kept to the letter, tabs and fields."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policyreport.render.docx.xml import Element, said, w

_BREAKS = re.compile(r"([\n\t])")


def run(text: str, *properties: Element) -> Element:
    """Return a run that prints the text exactly: spaces are kept, new lines and tabs become Word's own."""
    look = (w("rPr", *properties),) if properties else ()
    return w("r", *look, *_written(text))


def field(instruction: str, shown: str) -> Iterator[Element]:
    """Yield the runs of a field, such as ``PAGE``, with the text it shows until Word reckons it anew."""
    yield _field_mark("begin")
    yield w("r", _kept("w:instrText", f" {instruction} "))
    yield _field_mark("separate")
    yield run(shown)
    yield _field_mark("end")


def _field_mark(kind: str) -> Element:
    return w("r", w("fldChar", fldCharType=kind))


def _written(text: str) -> Iterator[Element]:
    for piece in _BREAKS.split(text):
        if piece == "\n":
            yield w("br")
        elif piece == "\t":
            yield w("tab")
        elif piece:
            yield _kept("w:t", piece)


def _kept(tag: str, text: str) -> Element:
    return said(tag, text, {"xml:space": "preserve"})
