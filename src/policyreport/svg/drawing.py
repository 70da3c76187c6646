"""A drawing as shapes on a canvas, in the order in which they are drawn: what is read of an SVG file."""

from __future__ import annotations

from dataclasses import dataclass

from policyreport.svg.outlines import Outline
from policyreport.svg.styles import Style
from policyreport.svg.values import Colour, Matrix


@dataclass(frozen=True, slots=True)
class Gradient:
    """Colours that pass into one another along a line (four numbers) or between two circles (six numbers).

    ``matrix`` takes them to where the shape's outline is; ``stops`` are shares of the way, from 0 to 1.
    """

    coordinates: tuple[float, ...]
    matrix: Matrix
    stops: tuple[tuple[float, Colour], ...]


@dataclass(frozen=True, slots=True)
class Clip:
    """What shapes are seen through, on the canvas."""

    outline: Outline
    rule: str


@dataclass(frozen=True, slots=True)
class Shape:
    """An outline with the transform that takes it to the canvas, and how it is filled and stroked."""

    outline: Outline
    matrix: Matrix
    style: Style
    fill: Colour | Gradient | None
    stroke: Colour | None
    clips: tuple[Clip, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Shapes that are drawn on their own and then let through what is below, all alike."""

    items: tuple[Shape | Group, ...]
    opacity: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """A canvas in pixels of the picture, what is on it, and how wide a screen would show it (0: as wide as it can)."""

    width: int
    height: int
    items: tuple[Shape | Group, ...]
    natural_width: float
