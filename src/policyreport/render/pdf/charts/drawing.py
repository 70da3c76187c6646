"""Drawings as values: shapes at their places, measured in points from a drawing's upper left corner, y upwards."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from policyreport.render.pdf.lines import Line
from policyreport.render.pdf.pen import Pen, Point


class Shape(Protocol):
    """One thing to draw."""

    def draw(self, pen: Pen, left: float, top: float) -> None:
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

    def draw(self, pen: Pen, left: float, top: float) -> None:
        """Draw it."""
        pen.fill(left + self.left, top + self.bottom, self.width, self.height, self.colour)


@dataclass(frozen=True, slots=True)
class Frame:
    """A rectangle's outline."""

    left: float
    bottom: float
    width: float
    height: float
    colour: str

    def draw(self, pen: Pen, left: float, top: float) -> None:
        """Draw it."""
        pen.frame(left + self.left, top + self.bottom, self.width, self.height, self.colour)


@dataclass(frozen=True, slots=True)
class Polygon:
    """A filled shape with corners."""

    points: tuple[Point, ...]
    colour: str

    def draw(self, pen: Pen, left: float, top: float) -> None:
        """Draw it."""
        pen.polygon([(left + x, top + y) for x, y in self.points], self.colour)


@dataclass(frozen=True, slots=True)
class Polyline:
    """Straight lines from point to point."""

    points: tuple[Point, ...]
    colour: str
    thickness: float
    dash: tuple[float, ...] = ()

    def draw(self, pen: Pen, left: float, top: float) -> None:
        """Draw it."""
        pen.polyline([(left + x, top + y) for x, y in self.points], self.colour, self.thickness, self.dash)


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text."""

    line: Line
    x: float
    baseline: float

    def draw(self, pen: Pen, left: float, top: float) -> None:
        """Draw it."""
        pen.line(self.line, left + self.x, top + self.baseline)


@dataclass(frozen=True, slots=True)
class Drawing:
    """Shapes, and the height that they take."""

    height: float
    shapes: tuple[Shape, ...] = ()

    def notes(self) -> Iterator[int]:
        """Yield the numbers of the footnotes that its texts mark."""
        for shape in self.shapes:
            if isinstance(shape, Words):
                yield from (run.note for run in shape.line.runs if run.note)
            elif isinstance(shape, Inset):
                yield from shape.drawing.notes()

    def draw(self, pen: Pen, left: float, top: float) -> None:
        """Draw all shapes, the first lowest."""
        for shape in self.shapes:
            shape.draw(pen, left, top)


@dataclass(frozen=True, slots=True)
class Inset:
    """A drawing within another, its upper left corner at ``x`` and ``y``."""

    drawing: Drawing
    x: float
    y: float

    def draw(self, pen: Pen, left: float, top: float) -> None:
        """Draw it."""
        self.drawing.draw(pen, left + self.x, top + self.y)
