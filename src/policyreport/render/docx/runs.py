"""Runs: text that is kept to the letter, tabs and fields."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policyreport.render.docx.xml import Element, escaped, said, w

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
