"""Laid-out boxes: what has a height, can be drawn at a place, and can be split where a page ends."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from policyreport.document.nodes import Align, Image
from policyreport.renderers.pdf.canvas import Canvas, TextPosition
from policyreport.renderers.pdf.line_breaking import Line
from policyreport.renderers.pdf.structure_tree import Element

_FEWEST_LINES = 2
_ROUNDING = 0.001


@dataclass(frozen=True, kw_only=True)
class LayoutBox(ABC):
    """A part of the page's column. All measures are in points.

    ``before`` is the space above it, but for the top of a page. One that ``stays_with_next`` may not be the last on a
    page; one that ``stays_with_last`` may not be the first, where what is before it can be split to join it.
    """

    before: float = 0
    stays_with_next: bool = False
    stays_with_last: bool = False

    @property
    @abstractmethod
    def height(self) -> float:
        """How much of the column it takes."""

    @property
    def min_height(self) -> float:
        """The room that a first part of it needs."""
        return self.height

    def notes(self) -> list[int]:
        """Return the numbers of the footnotes that it marks."""
        return []

    def split(self, room: float) -> tuple[LayoutBox, LayoutBox] | None:  # noqa: ARG002 - for boxes that stay whole
        """Return a first part no higher than ``room`` and the rest; None where it cannot be split so."""
        return None

    @abstractmethod
    def draw(self, canvas: Canvas, left: float, top: float) -> None:
        """Draw it with its upper left corner there."""


@dataclass(frozen=True)
class PageBreakBox(LayoutBox):
    """Where a page ends; nothing is drawn."""

    @property
    def height(self) -> float:
        """None at all."""
        return 0

    def draw(self, canvas: Canvas, left: float, top: float) -> None:
        """Draw nothing."""


@dataclass(frozen=True)
class ImageBox(LayoutBox):
    """A picture of a size in points in the middle of a column's ``width``."""

    image: Image
    size: tuple[float, float]
    width: float

    @property
    def height(self) -> float:
        """The height of the picture."""
        return self.size[1]

    def draw(self, canvas: Canvas, left: float, top: float) -> None:
        """Draw the picture."""
        canvas.image(self.image, left + (self.width - self.size[0]) / 2, top - self.height, self.size)


@dataclass(frozen=True)
class RuleBox(LayoutBox):
    """A line across a column, in the middle of its height."""

    width: float
    colour: str
    room: float

    @property
    def height(self) -> float:
        """The room for the line."""
        return self.room

    def draw(self, canvas: Canvas, left: float, top: float) -> None:
        """Draw the line."""
        canvas.rule(left, left + self.width, top - self.room / 2, self.colour, 0.75)


class TocEntry(NamedTuple):
    """How the outline names a heading: its level from 0, and its text."""

    level: int
    text: str


class Label(NamedTuple):
    """What hangs before the first line of a text, such as an item's mark: how far in, and as what it is read."""

    line: Line
    indent: float
    element: Element


@dataclass(frozen=True)
class TextBox(LayoutBox):
    """Lines of text, ``indent`` from the left, read as ``element``.

    ``tail`` ends at ``width`` on the last line, as a table's unit does. Lines are stretched to ``width`` where they are
    ``justified``. ``entry`` is how the outline names a heading.
    """

    lines: Sequence[Line]
    leading: float
    element: Element
    indent: float = 0
    label: Label | None = None
    entry: TocEntry | None = None
    tail: tuple[Line, Element] | None = None
    width: float = 0
    justified: bool = False
    centred: bool = False

    @property
    def height(self) -> float:
        """The height of all its lines."""
        return self.leading * len(self.lines)

    @property
    def min_height(self) -> float:
        """The height of its first lines: two, so that none stands alone."""
        few = len(self.lines) if len(self.lines) <= _FEWEST_LINES + 1 else _FEWEST_LINES
        return self.leading * few

    def notes(self) -> list[int]:
        """Return the numbers of the footnotes that its lines mark."""
        return list(notes_of(self.lines))

    def split(self, room: float) -> tuple[LayoutBox, LayoutBox] | None:
        """Split between lines, with at least two on either side."""
        fit = min(int(room / self.leading + _ROUNDING), len(self.lines) - _FEWEST_LINES)
        if fit < _FEWEST_LINES:
            return None
        rest = replace(self, lines=self.lines[fit:], label=None, before=0, entry=None, stays_with_last=False)
        return replace(self, lines=self.lines[:fit], tail=None), rest

    def draw(self, canvas: Canvas, left: float, top: float) -> None:
        """Draw the lines, each centred in its leading."""
        if self.entry is not None:
            canvas.bookmark(self.entry.text, self.entry.level, top)
        canvas.texts(self._texts(left, top))

    def _texts(self, left: float, top: float) -> Iterator[tuple[Element, list[TextPosition]]]:
        if self.label is not None:
            first = baseline_of(self.lines[0], top, self.leading)
            yield self.label.element, [TextPosition(self.label.line, left + self.label.indent, first)]
        yield self.element, list(self._positions(left, top))
        if self.tail is not None:
            line, element = self.tail
            last = baseline_of(line, top - (len(self.lines) - 1) * self.leading, self.leading)
            yield element, [TextPosition(line, left + self.width - line.width, last)]

    def _positions(self, left: float, top: float) -> Iterator[TextPosition]:
        room = self.width - self.indent
        for number, line in enumerate(self.lines):
            baseline = baseline_of(line, top - number * self.leading, self.leading)
            spread = _spread(line, room) if self.justified and line.full else 0
            shift = (room - line.width) / 2 if self.centred else 0
            yield TextPosition(line, left + self.indent + shift, baseline, spread)


def baseline_of(line: Line, top: float, leading: float) -> float:
    """Return the baseline of a line that is centred in its leading below ``top``."""
    size = max([run.size for run in line.runs], default=0)
    return top - leading / 2 - size * 0.36


def shift(align: Align, spare: float) -> float:
    """Return how far in from the left aligned content begins that leaves so much room to spare."""
    return 0.0 if align == "left" else spare if align == "right" else spare / 2


def notes_of(lines: Iterable[Line]) -> Iterator[int]:
    """Yield the numbers of the footnotes that lines mark."""
    return (run.note for line in lines for run in line.runs if run.note)


def _spread(line: Line, room: float) -> float:
    """Return what is added after each letter of a line that is to fill the room, in points."""
    letters = sum(len(run.text) for run in line.runs)
    return max(0, room - line.width) / (letters - 1) if letters > 1 else 0
