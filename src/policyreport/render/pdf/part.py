"""Laid-out boxes: what has a height, can be drawn at a place, and can be parted where a page ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from policyreport.render.pdf.lines import Line
from policyreport.render.pdf.pen import Pen
from policyreport.render.pdf.runs import Run

_FEWEST_LINES = 2


class Part(Protocol):
    """A part of the page's column. All measures are in points."""

    @property
    def height(self) -> float:
        """How much of the column it takes."""
        ...

    @property
    def least(self) -> float:
        """The least room in which a first part of it can stand."""
        ...

    @property
    def before(self) -> float:
        """The space above it, but for the top of a page."""
        ...

    @property
    def stays_with_next(self) -> bool:
        """Whether it may not be the last on a page."""
        ...

    def parted(self, room: float) -> tuple[Part, Part] | None:
        """Return a first part no higher than ``room`` and the rest; None where it cannot be parted so."""
        ...

    def draw(self, pen: Pen, left: float, top: float) -> None:
        """Draw it with its upper left corner there."""
        ...


@dataclass(frozen=True, slots=True)
class TextBox:
    """Lines of text, ``indent`` from the left.

    ``mark`` hangs before the first line; ``tail`` ends at ``width`` on the last line, as a table's unit does; ``entry``
    is the level and text by which the outline names a heading.
    """

    lines: Sequence[Line]
    leading: float
    before: float = 0
    indent: float = 0
    mark: Run | None = None
    mark_indent: float = 0
    stays_with_next: bool = False
    entry: tuple[int, str] | None = None
    tail: Run | None = None
    width: float = 0

    @property
    def height(self) -> float:
        """The height of all its lines."""
        return self.leading * len(self.lines)

    @property
    def least(self) -> float:
        """The height of its first lines: two, so that none stands alone."""
        few = len(self.lines) if len(self.lines) <= _FEWEST_LINES + 1 else _FEWEST_LINES
        return self.leading * few

    def parted(self, room: float) -> tuple[Part, Part] | None:
        """Part between lines, with at least two on either side."""
        fit = min(int(room / self.leading + 0.001), len(self.lines) - _FEWEST_LINES)
        if fit < _FEWEST_LINES:
            return None
        rest = replace(self, lines=self.lines[fit:], mark=None, before=0, entry=None)
        return replace(self, lines=self.lines[:fit], tail=None), rest

    def draw(self, pen: Pen, left: float, top: float) -> None:
        """Draw the lines, each centred in its leading."""
        if self.entry is not None:
            pen.bookmark(self.entry[1], self.entry[0], top)
        for number, line in enumerate(self.lines):
            baseline = baseline_of(line, top - number * self.leading, self.leading)
            if number == 0 and self.mark is not None:
                pen.run(self.mark, left + self.mark_indent, baseline)
            pen.line(line, left + self.indent, baseline)
            if self.tail is not None and number == len(self.lines) - 1:
                pen.run(self.tail, left + self.width - self.tail.width, baseline)


def baseline_of(line: Line, top: float, leading: float) -> float:
    """Return the baseline of a line that is centred in its leading below ``top``."""
    size = max((run.size for run in line.runs), default=0)
    return top - leading / 2 - size * 0.36
