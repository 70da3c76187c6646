"""What a block is set in: the look, the width there is, and what the whole document shares."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count

from policyreport.document.nodes import Block, HeadingLevel, Inline
from policyreport.document.number_format import plain_text
from policyreport.document.theme import Theme
from policyreport.renderers.docx.bookmarks import Bookmarks, headings
from policyreport.renderers.docx.numbering import ITEMS
from policyreport.renderers.docx.package import MAIN, PackageParts


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


@dataclass(frozen=True, slots=True)
class SharedContext:
    """What grows while a document is set: its parts, the names and numbers given out, and the footnotes so far."""

    parts: PackageParts
    bookmarks: Bookmarks = field(default_factory=Bookmarks)
    tables: Iterator[int] = field(default_factory=lambda: count(1))
    figures: Iterator[int] = field(default_factory=lambda: count(1))
    charts: Iterator[int] = field(default_factory=lambda: count(1))
    footnotes: list[tuple[Inline, ...]] = field(default_factory=list[tuple[Inline, ...]])


@dataclass(frozen=True, slots=True)
class RenderContext:
    """Where blocks are set. ``width`` and ``height`` are of the column there is, in twips.

    ``source`` is the part that is written; ``items_list`` the number of the list to which items are bound,
    ``entries`` what a table of contents lists.
    """

    theme: Theme
    width: int
    height: int
    shared: SharedContext
    source: str = MAIN
    items_list: int = ITEMS
    entries: tuple[Entry, ...] = ()

    def link_to(self, address: str) -> str:
        """Return the id of the relationship to a web address."""
        return self.shared.parts.link_to(address, self.source)
