"""Bookmarks: a name for every paragraph of the tree that stays the same when other sections change, and for rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from zlib import crc32

from policyreport.document.nodes import Block, Box, Heading
from policyreport.document.number_format import plain_text
from policyreport.renderers.docx.xml import Element, together, w


class Bookmarks:
    """Gives out names: a heading's is made of its words and those above it, a paragraph's of its heading and place.

    ``_h1f2e3d4c`` is a heading, ``_h1f2e3d4c_3`` the third paragraph under it. Word hides names that begin so.
    """

    def __init__(self) -> None:
        self._path: tuple[str, ...] = ()
        self._section = "_h0"
        self._place = 0
        self._headings: Counter[str] = Counter()
        self._given = 0
        self._rows: set[str] = set()

    def of_heading(self, heading: Heading) -> str:
        """Return the name of the next heading; what follows stands under it."""
        self._path = (*self._path[: heading.level - 1], plain_text(heading.content))
        name = f"_h{crc32(repr(self._path).encode()):08x}"
        self._headings[name] += 1
        self._section = name if self._headings[name] == 1 else f"{name}x{self._headings[name]}"
        self._place = 0
        return self._section

    def of_paragraph(self) -> str:
        """Return the name of the next paragraph under the last heading."""
        self._place += 1
        return f"{self._section}_{self._place}"

    def around_row(self, row: str, content: Iterable[Element]) -> Element:
        """Return the content of a row's first cell so that references lead there, unless a row before has its name."""
        if not row or row in self._rows:
            return together(content)
        self._rows.add(row)
        return self.around(bookmark_of_row(row), content)

    def around(self, name: str, content: Iterable[Element]) -> Element:
        """Return a paragraph's content within the marks of a bookmark."""
        self._given += 1
        start, end = w("bookmarkStart", id=self._given, name=name), w("bookmarkEnd", id=self._given)
        return together((start, *content, end))


def bookmark_of_row(row: str) -> str:
    """Return the bookmark of the row that bears a name; Word takes at most 40 letters, digits and low lines."""
    return f"_r{blake2b(row.encode(), digest_size=8).hexdigest()}"


def headings(blocks: Iterable[Block]) -> Iterator[Heading]:
    """Yield the headings among blocks as they are read."""
    for block in blocks:
        if isinstance(block, Heading):
            yield block
        elif isinstance(block, Box):
            yield from headings(block.blocks)
