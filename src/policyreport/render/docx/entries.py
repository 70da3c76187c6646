"""What the table of contents lists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from policyreport.document.text import plain_text
from policyreport.document.tree import Block, HeadingLevel
from policyreport.render.docx.bookmarks import Bookmarks, headings


@dataclass(frozen=True, slots=True)
class Entry:
    """A heading in the contents: its level, its words, its bookmark, and the page where it stands."""

    level: HeadingLevel
    words: str
    bookmark: str
    page: int


def entries(blocks: Sequence[Block], pages: Sequence[int]) -> tuple[Entry, ...]:
    """Return an entry for each heading among blocks; ``pages`` are theirs, in the order that they are read."""
    bookmarks = Bookmarks()
    found = zip(headings(blocks), pages, strict=True)
    return tuple(Entry(h.level, plain_text(h.content).replace("\n", " "), bookmarks.of_heading(h), p) for h, p in found)
