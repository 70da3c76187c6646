"""From a column of boxes to pages: no heading last on a page, nothing cut, nothing lost."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from typing import NamedTuple

from policyreport.diagnostics import ErrorKind, Message, Problem
from policyreport.document.nodes import Footnote
from policyreport.document.theme import Theme
from policyreport.renderers.pdf.boxes import Label, LayoutBox, PageBreakBox, TextBox
from policyreport.renderers.pdf.line_breaking import Line, broken
from policyreport.renderers.pdf.runs import RenderContext, plain_style
from policyreport.renderers.pdf.structure_tree import Element

_GAP = 4.0
_LEADING = 1.45


class Footnotes:
    """The boxes and elements of footnotes by their numbers, from 1, and the context that numbers them."""

    def __init__(self, theme: Theme, width: float) -> None:
        self.context = RenderContext(theme, self.number)
        self._width = width
        self._numbers = count(1)
        self.boxes: dict[int, TextBox] = {}
        self.elements: dict[int, Element] = {}

    def number(self, footnote: Footnote) -> int:
        """Return the next number, and lay the footnote out under it; those that it marks itself come after it."""
        number = next(self._numbers)
        theme = self.context.theme
        style = plain_style(theme, theme.sizes.note, theme.colours.quiet)
        mark = style.run(f"{number})")
        lines = broken(self.context.runs(footnote.content, style), self._width - mark.width - _GAP)
        element = self.elements[number] = Element("Note", name=f"note{number}")
        label = Label(Line.of([mark], spaced=True), 0, element.add("Lbl"))
        self.boxes[number] = TextBox(
            lines, style.size * _LEADING, element, before=1.5, indent=mark.width + _GAP, label=label
        )
        return number

    def marked(self, numbers: Iterable[int]) -> Iterator[TextBox]:
        """Yield footnotes, each followed by those that it marks itself."""
        for number in numbers:
            yield self.boxes[number]
            yield from self.marked(self.boxes[number].notes())


_ROUNDING = 0.01
NOTES_ABOVE = 8.0
"""The space between a page's column and its footnotes, with the rule in it, in points."""


class Placed(NamedTuple):
    """A box with the distance of its top from the top of the column, in points."""

    box: LayoutBox
    offset: float


class Page(NamedTuple):
    """What stands on a page: the boxes of its column, and the footnotes at its end."""

    column: Sequence[Placed]
    notes: Sequence[TextBox] = ()

    @property
    def notes_height(self) -> float:
        """How much the footnotes take, in points."""
        return height_of(self.notes)

    @property
    def end(self) -> float:
        """How far down the page goes, in points."""
        ends = max((each.offset + each.box.height for each in self.column), default=0)
        return ends + self.notes_height


def pages(boxes: Iterable[LayoutBox], height: float, footnotes: Footnotes | None = None) -> list[Page]:
    """Return the boxes page by page, in order, each page ``height`` points high, with the footnotes that it marks.

    A box that does not fit is split or goes to the next page with the headings that belong to it; one that is higher
    than a page and cannot be split begins a page, and goes past its end: see ``too_high``. No page is left empty by the
    page breaks before it and after it.
    """
    filler = _PageFiller(deque(boxes), height, footnotes)
    done = [filler.page()]
    while filler.waiting:
        done.append(filler.page())
    return done if done[0].column else done[1:]


def filled(waiting: deque[LayoutBox], height: float) -> list[Placed]:
    """Return the boxes of a column ``height`` points high, taken from ``waiting``; the rest of a split box stays."""
    return list(_PageFiller(waiting, height, None).page().column)


def min_height_of(boxes: Iterable[LayoutBox]) -> float:
    """Return the room in which the first of the boxes can begin, with what may not be separated from it, in points."""
    needed = 0.0
    for number, box in enumerate(boxes):
        needed += box.before if number else 0
        if not box.stays_with_next:
            return needed + box.min_height
        needed += box.height
    return needed


def height_of(notes: Sequence[TextBox]) -> float:
    """Return the room that footnotes take at the end of a page, in points."""
    return sum(note.height + note.before for note in notes) + NOTES_ABOVE if notes else 0


def too_high(page: Page, number: int, height: float) -> list[Problem]:
    """Return a problem where something on the page with this number goes past ``height``, where it would be cut off."""
    if page.end <= height + _ROUNDING:
        return []
    what = Message(
        f"what stands on page {number} is higher than a page and cannot be parted",
        f"{number}쪽의 내용이 한 쪽보다 길고 나눌 수 없습니다",
    )
    hint = Message(
        "shorten the text of the cards, of a table's head, of the particulars or of the footnotes",
        "카드, 표 머리, 제목 아래 사항, 각주의 내용을 줄이십시오",
    )
    return [Problem(ErrorKind.RENDER, "pdf.too-high", what, hint=hint)]


class _PageFiller:
    """Fills pages from the boxes that wait."""

    def __init__(self, waiting: deque[LayoutBox], height: float, footnotes: Footnotes | None) -> None:
        self.waiting = waiting
        self._height = height
        self._footnotes = footnotes

    def page(self) -> Page:
        """Return the next page."""
        column: list[Placed] = []
        offset = notes_height = 0.0
        while self.waiting:
            if isinstance(self.waiting[0], PageBreakBox):
                self.waiting.popleft()
                if column:
                    break
                continue
            start = offset + (self.waiting[0].before if column else 0)
            room = self._height - start
            if column and self._needs_next_page(room - notes_height):
                break
            first, rest = self._fit(self.waiting.popleft(), room, notes_height)
            if (
                column
                and first.height + notes_height + self._added_notes_height(first, notes_height) > room + _ROUNDING
            ):
                self.waiting.appendleft(first)
                break
            column.append(Placed(first, start))
            offset = start + first.height
            notes_height += self._added_notes_height(first, notes_height)
            if rest is not None:
                self.waiting.appendleft(rest)
                break
        self._split_last_for_next(column)
        return Page(column, self._marked(placed.box for placed in column))

    def _needs_next_page(self, room: float) -> bool:
        """Return whether the next box goes to the next page, with what belongs to it if a page can hold it."""
        needed = min_height_of(self.waiting)
        return min(needed, self.waiting[0].min_height if needed > self._height else needed) > room

    def _fit(self, box: LayoutBox, room: float, notes_height: float) -> tuple[LayoutBox, LayoutBox | None]:
        """Return what of a box fits a room with the footnotes that it marks, and its rest; all of it if none does."""
        if box.height + notes_height + self._added_notes_height(box, notes_height) <= room:
            return box, None
        limit = room - notes_height
        while limit > 0 and (parts := box.split(limit)):
            over = parts[0].height + notes_height + self._added_notes_height(parts[0], notes_height) - room
            if over <= _ROUNDING:
                return parts
            limit = min(limit, parts[0].height) - max(over / 2, 1)
        return box, None

    def _marked(self, boxes: Iterable[LayoutBox]) -> list[TextBox]:
        if self._footnotes is None or not self._footnotes.boxes:
            return []
        return list(self._footnotes.marked(number for box in boxes for number in box.notes()))

    def _added_notes_height(self, box: LayoutBox, notes_height: float) -> float:
        """Return how much higher a page's footnotes, ``notes_height`` high, are with those of a box."""
        marked = self._marked([box])
        return height_of(marked) - (NOTES_ABOVE if notes_height and marked else 0)

    def _split_last_for_next(self, column: list[Placed]) -> None:
        """Let a box that may not begin a page take the end of what is before it along."""
        if not self.waiting or not self.waiting[0].stays_with_last or not column:
            return
        last, offset = column[-1]
        parts = last.split(last.height - _ROUNDING)
        if parts is not None:
            column[-1] = Placed(parts[0], offset)
            self.waiting.appendleft(parts[1])
