"""Drawings as values: shapes at their places, measured in points from a drawing's upper left corner, y upwards."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol, Self, TypeVar

from policyreport.document.nodes import Align, Date, Inline, Lamp, Number, Row, leaves
from policyreport.document.number_format import NO_VALUE
from policyreport.renderers.pdf.boxes import baseline_of, shift
from policyreport.renderers.pdf.canvas import Canvas, Point
from policyreport.renderers.pdf.line_breaking import Line, broken
from policyreport.renderers.pdf.runs import RenderContext, Run, RunStyle, plain_style, strong_style

_Node = TypeVar("_Node", Number, Date, Lamp)


def cell(row: Row, index: int) -> tuple[Inline, ...]:
    """Return a row's cell; an empty one where the row has no such cell."""
    return row.cells[index] if index < len(row.cells) else ()


def first(content: Iterable[Inline], kind: type[_Node]) -> _Node | None:
    """Return the first node of a kind in a cell's content, emphasised and linked content included."""
    return next((node for node in leaves(content) if isinstance(node, kind)), None)


def number(row: Row, index: int) -> Number | None:
    """Return the number in a cell; None where the cell has none, or where its value is missing."""
    found = first(cell(row, index), Number)
    return found if found is not None and found.value is not None else None


def value(row: Row, index: int) -> Decimal | None:
    """Return the value of the number in a cell; None where it is missing."""
    found = number(row, index)
    return found.value if found is not None else None


class Shape(Protocol):
    """One thing to draw."""

    def draw(self, canvas: Canvas, left: float, top: float) -> None:
        """Draw it in a drawing whose upper left corner is there."""
        ...


@dataclass(frozen=True, slots=True)
class Fill:
    """A filled rectangle."""

    left: float
    bottom: float
    width: float
    height: float
    colour: str

    def draw(self, canvas: Canvas, left: float, top: float) -> None:
        """Draw it."""
        canvas.fill(left + self.left, top + self.bottom, self.width, self.height, self.colour)


@dataclass(frozen=True, slots=True)
class Frame(Fill):
    """A rectangle's outline."""

    def draw(self, canvas: Canvas, left: float, top: float) -> None:
        """Draw it."""
        canvas.frame(left + self.left, top + self.bottom, self.width, self.height, self.colour)


@dataclass(frozen=True, slots=True)
class Polygon:
    """A filled shape with corners."""

    points: tuple[Point, ...]
    colour: str

    def draw(self, canvas: Canvas, left: float, top: float) -> None:
        """Draw it."""
        canvas.polygon([(left + x, top + y) for x, y in self.points], self.colour)


@dataclass(frozen=True, slots=True)
class Polyline:
    """Straight lines from point to point."""

    points: tuple[Point, ...]
    colour: str
    thickness: float
    dash: tuple[float, ...] = ()

    def draw(self, canvas: Canvas, left: float, top: float) -> None:
        """Draw it."""
        canvas.polyline([(left + x, top + y) for x, y in self.points], self.colour, self.thickness, self.dash)


@dataclass(frozen=True, slots=True)
class TextShape:
    """One line of text."""

    line: Line
    x: float
    baseline: float

    def draw(self, canvas: Canvas, left: float, top: float) -> None:
        """Draw it."""
        canvas.line(self.line, left + self.x, top + self.baseline)


@dataclass(frozen=True, slots=True)
class TurnedTextShape(TextShape):
    """One line of text that is read upwards; ``baseline`` is where it begins, and ``x`` where its baseline stands."""

    def draw(self, canvas: Canvas, left: float, top: float) -> None:
        """Draw it."""
        canvas.turned_line(self.line, left + self.x, top + self.baseline)


@dataclass(frozen=True, slots=True)
class Drawing:
    """Shapes, and the height that they take."""

    height: float
    shapes: tuple[Shape, ...] = ()

    def notes(self) -> Iterator[int]:
        """Yield the numbers of the footnotes that its texts mark."""
        for shape in self.shapes:
            if isinstance(shape, TextShape):
                yield from (run.note for run in shape.line.runs if run.note)
            elif isinstance(shape, Inset):
                yield from shape.drawing.notes()

    def draw(self, canvas: Canvas, left: float, top: float) -> None:
        """Draw all shapes, the first lowest."""
        for shape in self.shapes:
            shape.draw(canvas, left, top)


@dataclass(frozen=True, slots=True)
class Inset:
    """A drawing within another, its upper left corner at ``x`` and ``y``."""

    drawing: Drawing
    x: float
    y: float

    def draw(self, canvas: Canvas, left: float, top: float) -> None:
        """Draw it."""
        self.drawing.draw(canvas, left + self.x, top + self.y)


@dataclass(frozen=True, slots=True)
class Scale:
    """Values from ``lowest`` to ``highest``, laid out evenly over so many points from ``start`` on.

    The sums are done in decimals, which, unlike floats, hold any value that a fact can have.
    """

    lowest: Decimal
    highest: Decimal
    start: float
    length: float

    @classmethod
    def with_zero(cls, values: Iterable[Decimal], start: float, length: float) -> Self:
        """Return a scale over the values and zero, as bars need it."""
        reach = [Decimal(0), *values]
        return cls(min(reach), max(reach), start, length)

    def at(self, value: Decimal) -> float:
        """Return a value's place in points; the start where all values are the same."""
        if self.highest == self.lowest:
            return self.start
        return self.start + float((value - self.lowest) / (self.highest - self.lowest)) * self.length

    @property
    def zero(self) -> float:
        """Where zero stands."""
        return self.at(Decimal(0))


WHITE = "#FFFFFF"
_LEADING = 1.4
_HEAT_SHARES = (0.12, 0.26, 0.42, 0.58, 1.0)
_SECOND_SHARE, _FAINT_SHARE = 0.7, 0.48


@dataclass(frozen=True)
class ChartContext(RenderContext):
    """What a chart takes from the theme. ``em`` is the size of its labels in points: all measures grow with it."""

    @property
    def em(self) -> float:
        """The size of labels, in points."""
        return self.theme.sizes.table

    @property
    def leading(self) -> float:
        """The height of a line of labels, and of a row's bar."""
        return self.em * _LEADING

    @property
    def label(self) -> RunStyle:
        """Names of rows."""
        return plain_style(self.theme, self.em, self.theme.colours.ink)

    @property
    def strong(self) -> RunStyle:
        """Names of groups, and figures that matter most."""
        return strong_style(self.theme, self.em, self.theme.colours.ink)

    @property
    def value(self) -> RunStyle:
        """Values beside their marks."""
        return plain_style(self.theme, self.theme.sizes.note, self.theme.colours.ink)

    @property
    def quiet(self) -> RunStyle:
        """Remarks, words for what is missing, and ticks."""
        return plain_style(self.theme, self.theme.sizes.note, self.theme.colours.quiet)

    @property
    def second(self) -> str:
        """A lighter tone of the accent: plans, second series."""
        return mixed(self.theme.colours.accent, _SECOND_SHARE)

    @property
    def faint(self) -> str:
        """A tone lighter still, which shows beside and behind the accent: baselines."""
        return mixed(self.theme.colours.accent, _FAINT_SHARE)

    def no_value(self) -> list[Run]:
        """Return the words in place of a missing value."""
        return self.quiet.runs(NO_VALUE)


def mixed(colour: str, share: float) -> str:
    """Return a colour of which only a share is left, the rest being white; both as ``#RRGGBB``."""
    parts = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return "#" + "".join(f"{round(255 - (255 - part) * share):02X}" for part in parts)


def heat_tints(context: ChartContext) -> tuple[str, ...]:
    """Return the tints of a heat table from the lightest to the accent itself."""
    return tuple(mixed(context.theme.colours.accent, share) for share in _HEAT_SHARES)


def series_bar(context: ChartContext, series: int, area: Fill) -> list[Shape]:
    """Return a bar in the tone of its series; ``area`` is its place. Four tones, then the same ones hatched."""
    colours = context.theme.colours
    tones = (colours.accent, context.second, colours.title, colours.head_tint)
    tone = tones[series % len(tones)]
    shapes: list[Shape] = [Fill(area.left, area.bottom, area.width, area.height, tone)]
    if tone == colours.head_tint:
        shapes.append(Frame(area.left, area.bottom, area.width, area.height, colours.title))
    if series // len(tones) % 2:
        shapes.extend(hatching(area, colours.title if tone == colours.head_tint else WHITE, context.em * 0.4))
    return shapes


def hatching(area: Fill, colour: str, step: float) -> list[Shape]:
    """Return oblique strokes over a rectangle, ``step`` points apart."""
    right, top = area.left + area.width, area.bottom + area.height
    strokes: list[Shape] = []
    offset = step
    while offset < area.width + area.height:
        x = min(area.left + offset, right)
        y = min(area.bottom + offset, top)
        start = (area.left + offset - (y - area.bottom), y)
        strokes.append(Polyline((start, (x, area.bottom + offset - (x - area.left))), colour, 0.6))
        offset += step
    return strokes


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of text, ``leading`` points from one to the next."""

    lines: tuple[Line, ...]
    leading: float

    @classmethod
    def of(cls, runs: Sequence[Run], room: float, leading: float) -> Self:
        """Return runs broken into lines no wider than ``room`` points."""
        return cls(tuple(broken(runs, room)), leading)

    @property
    def width(self) -> float:
        """The width of the widest line."""
        return max((line.width for line in self.lines), default=0)

    @property
    def height(self) -> float:
        """The height of all lines."""
        return self.leading * len(self.lines)

    def at(self, x: float, top: float, align: Align = "left", width: float = 0) -> list[Shape]:
        """Return the lines with their upper left corner there, aligned within ``width`` points."""
        leading = self.leading
        baselines = [baseline_of(line, top - number * leading, leading) for number, line in enumerate(self.lines)]
        return [
            TextShape(line, x + shift(align, width - line.width), baseline)
            for line, baseline in zip(self.lines, baselines, strict=True)
        ]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a line, from left to right."""

    left: float
    right: float

    def clear_of(self, others: Iterable[Span]) -> bool:
        """Return whether it touches none of the others."""
        return all(self.right <= other.left or other.right <= self.left for other in others)


def on_background(texts: Iterable[Shape], colour: str) -> list[Shape]:
    """Return texts, before each of them a background as wide as it, which hides the lines that were drawn before."""
    shapes: list[Shape] = []
    for text in texts:
        if isinstance(text, TextShape):
            size = max((run.size for run in text.line.runs), default=0)
            shapes.append(Fill(text.x, text.baseline - size * 0.3, text.line.width, size * 1.3, colour))
        shapes.append(text)
    return shapes


def below(
    labels: Sequence[tuple[float, list[Run]]], width: float, gap: float, leading: float
) -> tuple[float, list[Shape]]:
    """Return labels in lines of their own below a bar, each centred on its place as far as ``width`` allows.

    The first value is the height that they take. A label that meets another goes a line lower.
    """
    shapes: list[Shape] = []
    taken: list[list[Span]] = []
    for place, label in labels:
        block = Block.of(label, width, leading)
        x = max(0.0, min(place - block.width / 2, width - block.width))
        span = Span(x - gap, x + block.width + gap)
        row = next((n for n in range(len(taken) + 1) if all(map(span.clear_of, taken[n : n + len(block.lines)]))), 0)
        taken.extend([] for _ in range(row + len(block.lines) - len(taken)))
        for line in taken[row : row + len(block.lines)]:
            line.append(span)
        shapes.extend(block.at(x, -row * leading))
    return len(taken) * leading, shapes


@dataclass(frozen=True, slots=True)
class Entry:
    """A mark, ``width`` points wide and centred on y = 0, and the words for it."""

    mark: tuple[Shape, ...]
    width: float
    words: list[Run]


def legend(entries: Iterable[Entry], context: ChartContext, left: float, width: float) -> Drawing:
    """Return entries side by side from ``left`` on, in as many lines as they need within ``width`` points."""
    gap, pad, leading = context.em * 1.4, context.em * 0.4, context.leading
    shapes: list[Shape] = []
    x = y = 0.0
    deepest = leading
    for entry in entries:
        inset = entry.width + (context.em * 0.4 if entry.width else 0)
        words = Block.of(entry.words, width - inset, leading)
        if x and x + inset + words.width > width:
            x, y = 0.0, y + deepest
            deepest = leading
        shapes.append(Inset(Drawing(0, entry.mark), left + x, -pad - y - leading / 2))
        shapes.extend(words.at(left + x + inset, -pad - y))
        x += inset + words.width + gap
        deepest = max(deepest, words.height)
    return Drawing(y + deepest + pad, tuple(shapes))
