"""Notes at cells (메모), moved and repeated with them, in nobody's name; threads of comments (댓글) are left out."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import NamedTuple, cast

from lxml import etree
from openpyxl.comments import Comment
from openpyxl.comments.shape_writer import ShapeWriter

from policyreport.office_templates.excel.namespaces import NAMESPACES, x
from policyreport.office_templates.excel.references import area_at
from policyreport.office_templates.excel.row_map import RowMap
from policyreport.office_templates.xml import Element

_OF_A_THREAD = "tc="
"""How Excel calls the author of the note that older versions show in the place of a thread."""


_LETTERS_A_LINE, _WIDTH, _LINE, _PADDING = 15, 220, 18, 16


class Noted(NamedTuple):
    """A part with notes, and the part that draws them; each None where there are none."""

    notes: Element | None
    shapes: bytes | None


def moved_notes(comments: Element, grid: RowMap) -> Noted:
    """Return a sheet's notes where their cells now are."""
    found = sorted(_moved(comments, grid), key=lambda one: one[0])
    if not found:
        return Noted(None, None)
    made = etree.Element(x("comments"), nsmap={None: NAMESPACES["x"]})
    etree.SubElement(etree.SubElement(made, x("authors")), x("author"))
    listed = etree.SubElement(made, x("commentList"))
    for _, note in found:
        listed.append(note)
    drawn = [(note.get("ref", ""), Comment("", "", *_size(_text(note)))) for _, note in found]
    return Noted(made, cast("bytes", ShapeWriter(drawn).write(None)))


def _moved(comments: Element, grid: RowMap) -> Iterator[tuple[tuple[int, int], Element]]:
    authors = [author.text or "" for author in comments.iter(x("author"))]
    for note in comments.iter(x("comment")):
        number = int(note.get("authorId", "0"))
        author = authors[number] if number < len(authors) else ""
        area = area_at(note.get("ref", ""))
        if author.startswith(_OF_A_THREAD) or area is None:
            continue
        for copy, line, _ in grid.copies(area):
            if line.blank:
                continue
            made = etree.Element(x("comment"), {"ref": str(copy), "authorId": "0"})
            said = note.find(x("text"))
            made.append(etree.Element(x("text")) if said is None else deepcopy(said))
            _leave_out(author, made)
            yield (copy.top, copy.left), made


def _leave_out(author: str, note: Element) -> None:
    """Take the name away with which Excel begins a note."""
    named = f"{author}:"
    for text in note.iter(x("t")):
        if author and (text.text or "").strip().startswith(named):
            text.text = (text.text or "").lstrip().removeprefix(named).lstrip("\n")
        if (text.text or "").strip():
            return


def _text(note: Element) -> str:
    return "".join(text.text or "" for text in note.iter(x("t"))).strip("\n")


def _size(text: str) -> tuple[int, int]:
    """Return how high and how wide a note is that shows its text, in pixels."""
    lines = sum(1 + len(line) // _LETTERS_A_LINE for line in text.split("\n"))
    return _PADDING + lines * _LINE, _WIDTH
