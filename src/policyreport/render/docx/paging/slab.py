"""What fills pages: slabs one below the other, and the pages that they fill."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_FEWEST = 2
"""Lines of a paragraph that stand alone on no page."""
_NOTE_LINE = 14.0
"""What parts the footnotes from the text, in points."""


@dataclass(frozen=True, slots=True)
class Slab:
    """A paragraph or a table's row. Lengths are in points; pages break only between its lines.

    ``stays`` keeps it on the page of the next; ``head`` is what stands again above it on a new page; ``notes`` the
    height of the footnotes that it marks; ``breaks`` ends the page after it.
    """

    lines: int
    line: float
    before: float = 0
    after: float = 0
    stays: bool = False
    is_heading: bool = False
    head: float = 0
    notes: float = 0
    breaks: bool = False

    @property
    def height(self) -> float:
        """The height of all its lines."""
        return self.lines * self.line

    @property
    def least(self) -> float:
        """What must stand on the page where it begins."""
        return self.height if self.lines < 2 * _FEWEST else _FEWEST * self.line


@dataclass(slots=True)
class _Filling:
    """Where filling pages has come: the page, how far down it, the space owed below that, and the footnotes' share."""

    column: float
    page: int = 1
    down: float = 0
    owed: float = 0
    notes: float = 0

    def turn(self, head: float = 0) -> None:
        """Go on to the next page, where a table's head stands again."""
        self.page, self.down, self.owed, self.notes = self.page + 1, head, 0, 0

    def has_room(self, needed: float, notes: float = 0) -> bool:
        """Whether so much more stands on this page, with the footnotes to it."""
        return self.down + needed + self._with(notes) <= self.column

    def put(self, slab: Slab) -> int:
        """Put a slab down and return the page where it begins; of two spaces that meet, Word keeps the larger."""
        space = max(self.owed, slab.before)
        if self.down and not self.has_room(space + slab.least, slab.notes):
            self.turn(slab.head)
        started = self.page
        self.down += space if self.down or self.page == 1 else 0
        self.notes = self._with(slab.notes)
        self._lay_lines(slab)
        self.owed = slab.after
        if slab.breaks:
            self.turn()
        return started

    def _with(self, notes: float) -> float:
        return self.notes + notes + (_NOTE_LINE if notes and not self.notes else 0)

    def _lay_lines(self, slab: Slab) -> None:
        for _ in range(slab.lines):
            if self.down and not self.has_room(slab.line):
                self.turn(slab.head)
            self.down += slab.line


def pages_of_headings(slabs: Sequence[Slab], column: float) -> Iterator[int]:
    """Yield the page of each heading among slabs that fill columns of a height in points."""
    filling = _Filling(column)
    for at, slab in enumerate(slabs):
        chain = _chain(slabs, at, filling.owed)
        if filling.down and chain <= column and not filling.has_room(chain, slab.notes):
            filling.turn(slab.head)
        page = filling.put(slab)
        if slab.is_heading:
            yield page


def _chain(slabs: Sequence[Slab], at: int, owed: float) -> float:
    """Return the height of what must stand on one page from a slab on: what stays, and the start of its end."""
    height = 0.0
    for slab in slabs[at:]:
        height += max(owed, slab.before)
        if not slab.stays:
            return height + slab.least
        height, owed = height + slab.height, slab.after
    return height
