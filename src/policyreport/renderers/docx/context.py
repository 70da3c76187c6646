"""What blocks are rendered in: the theme, the width there is, and what the whole document shares."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from itertools import count
from zlib import crc32

from policyreport.document.nodes import DocumentBlock, Heading, HeadingLevel, Inline
from policyreport.document.number_format import plain_text
from policyreport.document.theme import Theme
from policyreport.renderers.docx.numbered_lists import NumberedLists
from policyreport.renderers.docx.package import MAIN, PackageParts
from policyreport.renderers.docx.style_parts import Page
from policyreport.renderers.docx.styles import CELL_SIDE, ITEMS
from policyreport.renderers.docx.units import letter_width, twips
from policyreport.renderers.docx.xml import Element, together, w
from policyreport.renderers.flow.blocks import CaptionNumbers, headings
from policyreport.renderers.flow.tables import Room


class Bookmarks:
    """Names for rows, and for every paragraph, that stay the same when other sections change.

    A heading's name is made of its text and that of those above it, a paragraph's of its heading and place:
    ``_h1f2e3d4c`` is a heading, ``_h1f2e3d4c_3`` the third paragraph under it. Word hides names that begin so.
    """

    def __init__(self) -> None:
        self._path: tuple[str, ...] = ()
        self._section = "_h0"
        self._paragraphs = 0
        self._headings: Counter[str] = Counter()
        self._ids = count(1)
        self._rows: set[str] = set()

    def of_heading(self, heading: Heading) -> str:
        """Return the name of the next heading; what follows stands under it."""
        self._path = (*self._path[: heading.level - 1], plain_text(heading.content))
        name = f"_h{crc32(repr(self._path).encode()):08x}"
        self._headings[name] += 1
        self._section = name if self._headings[name] == 1 else f"{name}x{self._headings[name]}"
        self._paragraphs = 0
        return self._section

    def around_paragraph(self, content: Iterable[Element]) -> Element:
        """Return the content of the next paragraph under the last heading, within its bookmark."""
        self._paragraphs += 1
        return self.around(f"{self._section}_{self._paragraphs}", content)

    def around_row(self, row: str, content: Iterable[Element]) -> Element:
        """Return the content of a row's first cell so that references lead there, unless a row before has its name."""
        if not row or row in self._rows:
            return together(content)
        self._rows.add(row)
        return self.around(bookmark_of_row(row), content)

    def around(self, name: str, content: Iterable[Element]) -> Element:
        """Return a paragraph's content within the marks of a bookmark."""
        number = next(self._ids)
        return together((w("bookmarkStart", id=number, name=name), *content, w("bookmarkEnd", id=number)))


def bookmark_of_row(row: str) -> str:
    """Return the bookmark of the row that has a name; Word takes at most 40 letters, digits and low lines."""
    return f"_r{blake2b(row.encode(), digest_size=8).hexdigest()}"


@dataclass(frozen=True, slots=True)
class Entry:
    """A heading in the contents: its level, its text, its bookmark, and the page where it stands."""

    level: HeadingLevel
    text: str
    bookmark: str
    page: int


def entries(blocks: Iterable[DocumentBlock], pages: Sequence[int]) -> tuple[Entry, ...]:
    """Return an entry for each heading among blocks; ``pages`` are theirs, in the order that they are read."""
    bookmarks = Bookmarks()
    return tuple(
        Entry(heading.level, plain_text(heading.content).replace("\n", " "), bookmarks.of_heading(heading), page)
        for heading, page in zip(headings(blocks), pages, strict=True)
    )


@dataclass(frozen=True, slots=True)
class RenderContext:
    """Where blocks are rendered. ``width`` and ``height`` are of the column there is, in twips.

    ``source`` is the part that is written; ``items_list`` the number of the list to which items are bound, at the level
    ``item_level`` and below it,
    ``entries`` what a table of contents lists, ``titles`` what numbers are called by their facts. The rest grows while
    the document is rendered.
    """

    theme: Theme
    width: int
    height: int
    source: str = MAIN
    items_list: int = ITEMS
    item_level: int = 0
    entries: tuple[Entry, ...] = ()
    titles: Mapping[str, str] = field(default_factory=dict[str, str])
    parts: PackageParts = field(default_factory=PackageParts)
    bookmarks: Bookmarks = field(default_factory=Bookmarks)
    captions: CaptionNumbers = field(default_factory=CaptionNumbers)
    charts: Iterator[int] = field(default_factory=lambda: count(1))
    images: Iterator[int] = field(default_factory=count)
    lists: NumberedLists = field(default_factory=NumberedLists)
    footnotes: list[tuple[Inline, ...]] = field(default_factory=list[tuple[Inline, ...]])

    def turned(self, page: Page) -> RenderContext:
        """Return the context of blocks on pages in landscape, which shares what the whole document shares."""
        return replace(self, width=page.column_width, height=page.column_height)

    @property
    def table_room(self) -> Room:
        """The width of a table, and what its letters and cells take of it."""
        return Room(self.width, letter_width(self.theme.sizes.table), 2 * twips(CELL_SIDE))
