"""Rows of a chart: the name at the left and the picture beside it, or below it where the column is narrow."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from policyreport.document.nodes import Chart, Row
from policyreport.renderers.pdf.boxes import LayoutBox
from policyreport.renderers.pdf.canvas import Canvas
from policyreport.renderers.pdf.charts.drawing import Block, ChartContext, Drawing, Fill, Inset, cell
from policyreport.renderers.pdf.line_breaking import natural_width
from policyreport.renderers.pdf.runs import Run

_EDGE = 0.9
_FEWEST_ROWS, _SHORT_CHART = 2, 3


@dataclass(frozen=True, slots=True)
class Strip:
    """One row of a chart; ``head`` is drawn above the first of those rows that have it, on every page anew.

    A strip that ``stays_with_next`` is never the last on a page.
    """

    drawing: Drawing
    head: Drawing | None = None
    stays_with_next: bool = False


@dataclass(frozen=True)
class Stack(LayoutBox):
    """Strips below one another, between two rules of the colour ``edge``."""

    strips: tuple[Strip, ...]
    width: float
    edge: str

    @property
    def height(self) -> float:
        """The height of all strips and heads."""
        return sum(drawing.height for drawing in _drawings(self.strips))

    @property
    def min_height(self) -> float:
        """The height of the first rows with their head: all of a short chart, else two."""
        few = len(self.strips) if len(self.strips) <= _SHORT_CHART else _FEWEST_ROWS
        while few < len(self.strips) and self.strips[few - 1].stays_with_next:
            few += 1
        return sum(drawing.height for drawing in _drawings(self.strips[:few]))

    def notes(self) -> list[int]:
        """Return the numbers of the footnotes that its texts mark, each once: panels repeat the names of points."""
        return list(dict.fromkeys(note for drawing in _drawings(self.strips) for note in drawing.notes()))

    def split(self, room: float) -> tuple[LayoutBox, LayoutBox] | None:
        """Part between rows, so that neither part is empty nor the first ends with the head of a group."""
        count = self._fitting(room)
        if count == len(self.strips) - 1 and count > _FEWEST_ROWS:
            count -= 1
        while count and self.strips[count - 1].stays_with_next:
            count -= 1
        if not 0 < count < len(self.strips):
            return None
        return replace(self, strips=self.strips[:count]), replace(self, strips=self.strips[count:], before=0)

    def _fitting(self, room: float) -> int:
        used, head = 0.0, None
        for count, strip in enumerate(self.strips):
            used += strip.drawing.height + (strip.head.height if strip.head and strip.head is not head else 0)
            head = strip.head
            if used > room:
                return count
        return len(self.strips)

    def draw(self, canvas: Canvas, left: float, top: float) -> None:
        """Draw rows, heads and the rules above and below."""
        y = top
        for drawing in _drawings(self.strips):
            drawing.draw(canvas, left, y)
            y -= drawing.height
        for edge in (top, y):
            canvas.rule(left, left + self.width, edge, self.edge, _EDGE)


def _drawings(strips: tuple[Strip, ...]) -> Iterator[Drawing]:
    """Yield strips from the top down, each head before the first of its strips."""
    head = None
    for strip in strips:
        if strip.head is not None and strip.head is not head:
            yield strip.head
        head = strip.head
        yield strip.drawing


_NARROW = 28
"""A column of fewer ems has names above the pictures."""
_LABEL_SHARE = 0.3
_PAD = 0.5


class RowLayout:
    """How the rows of a chart share its width: names at the left, pictures beside them or, where it is narrow, below.

    Names have ``label`` points, pictures ``plot`` from ``left`` on; ``stacked`` is whether pictures are below.
    """

    def __init__(self, chart: Chart, context: ChartContext, width: float) -> None:
        self.chart, self.context, self.width = chart, context, width
        self.pad = context.em * _PAD
        self.stacked = width < _NARROW * context.em
        if self.stacked:
            self.label, self.left = width - 2 * self.pad, self.pad
        else:
            names = (label_runs(row, context) for row in chart.table.rows if row.kind != "group")
            self.label = min(max(map(natural_width, names), default=0) + 0.1, width * _LABEL_SHARE)
            self.left = self.pad + self.label + context.em
        self.plot = width - self.left - self.pad

    def rows(self, head: Drawing | None, picture: Callable[[Row], Drawing]) -> Stack:
        """Return the rows under a head as a chart; ``picture`` draws all but those that are heads of groups."""
        strips = list(self.strips(head, lambda row: self.labelled(row, picture(row))))
        return stack(strips, self.context, self.width)

    def strips(self, head: Drawing | None, drawn: Callable[[Row], Drawing]) -> Iterator[Strip]:
        """Yield the rows; the head of a group runs across the chart and stays with the next row."""
        for row in self.chart.table.rows:
            if row.kind == "group":
                yield Strip(self._group(row), head, stays_with_next=True)
            else:
                yield Strip(drawn(row), head)

    def labelled(self, row: Row, picture: Drawing) -> Drawing:
        """Return a row's name with its picture beside or below it, their first lines at one height."""
        name = Block.of(label_runs(row, self.context), self.label, self.context.leading)
        drop = name.height if self.stacked else 0
        shapes = [*name.at(self.pad, -self.pad), Inset(picture, self.left, -self.pad - drop)]
        height = drop + picture.height if self.stacked else max(name.height, picture.height)
        return Drawing(height + 2 * self.pad, tuple(shapes))

    def _group(self, row: Row) -> Drawing:
        """Return the head of a group of rows: its name on a tint."""
        context, pad = self.context, self.pad
        name = Block.of(label_runs(row, context), self.width - 2 * pad, context.leading)
        height = name.height + pad / 2
        background = Fill(0, -height, self.width, height, context.theme.colours.box_tint)
        return Drawing(height, (background, *name.at(pad, -pad / 4)))


def label_runs(row: Row, context: ChartContext) -> list[Run]:
    """Return a row's name as runs: bold but for a row of the body."""
    return context.runs(cell(row, 0), context.label if row.kind == "body" else context.strong)


def stack(strips: Sequence[Strip], context: ChartContext, width: float) -> Stack:
    """Return strips as a chart; one with the words for a missing value where there are no strips."""
    if not strips:
        pad = context.em
        words = Block.of(context.no_value(), width - 2 * pad, context.leading)
        shapes = words.at(pad, -pad, "center", width - 2 * pad)
        strips = [Strip(Drawing(words.height + 2 * pad, tuple(shapes)))]
    return Stack(tuple(strips), width, context.theme.colours.title, before=3)
