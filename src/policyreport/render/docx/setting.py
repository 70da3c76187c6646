"""What a block is set in: the look, the width there is, and what the whole document shares."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count

from policyreport.document.theme import Theme
from policyreport.document.tree import Inline
from policyreport.render.docx.bookmarks import Bookmarks
from policyreport.render.docx.entries import Entry
from policyreport.render.docx.numbering import ITEMS
from policyreport.render.docx.parts import MAIN, Parts


@dataclass(frozen=True, slots=True)
class Shared:
    """What grows while a document is set: its parts, the names and numbers given out, and the footnotes so far."""

    parts: Parts
    bookmarks: Bookmarks = field(default_factory=Bookmarks)
    tables: Iterator[int] = field(default_factory=lambda: count(1))
    figures: Iterator[int] = field(default_factory=lambda: count(1))
    charts: Iterator[int] = field(default_factory=lambda: count(1))
    footnotes: list[tuple[Inline, ...]] = field(default_factory=list[tuple[Inline, ...]])


@dataclass(frozen=True, slots=True)
class Setting:
    """Where blocks are set. ``width`` and ``height`` are of the column there is, in twips.

    ``source`` is the part that is written; ``items_list`` the number of the list to which items are bound,
    ``entries`` what a table of contents lists.
    """

    theme: Theme
    width: int
    height: int
    shared: Shared
    source: str = MAIN
    items_list: int = ITEMS
    entries: tuple[Entry, ...] = ()

    def link_to(self, address: str) -> str:
        """Return the id of the relationship to a web address."""
        return self.shared.parts.link_to(address, self.source)
