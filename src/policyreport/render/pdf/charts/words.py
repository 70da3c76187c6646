"""Text within charts: broken into lines, put at a place, and kept clear of other text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Self

from policyreport.document.tree import Align
from policyreport.render.pdf.charts.drawing import Fill, Shape, Words
from policyreport.render.pdf.lines import Line, broken
from policyreport.render.pdf.part import baseline_of
from policyreport.render.pdf.runs import Run


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
        return [
            Words(
                line,
                x + _shift(align, width - line.width),
                baseline_of(line, top - number * self.leading, self.leading),
            )
            for number, line in enumerate(self.lines)
        ]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a line, from left to right."""

    left: float
    right: float

    def clear_of(self, others: Iterable[Span]) -> bool:
        """Say whether it touches none of the others."""
        return all(self.right <= other.left or other.right <= self.left for other in others)


def on_ground(texts: Iterable[Shape], colour: str) -> list[Shape]:
    """Return texts, before each of them a ground as wide as it, which hides the lines that were drawn before."""
    return [
        shape for text in texts for shape in ((_ground(text, colour), text) if isinstance(text, Words) else (text,))
    ]


def _ground(text: Words, colour: str) -> Fill:
    size = max((run.size for run in text.line.runs), default=0)
    return Fill(text.x, text.baseline - size * 0.3, text.line.width, size * 1.3, colour)


def below(
    labels: Sequence[tuple[float, list[Run]]], width: float, gap: float, leading: float
) -> tuple[float, list[Shape]]:
    """Return labels in lines of their own below a bar, each centred on its place as far as ``width`` allows.

    The first value is the height that they take. A label that meets another goes a line lower.
    """
    shapes: list[Shape] = []
    taken: list[list[Span]] = []
    for place, runs in labels:
        block = Block.of(runs, width, leading)
        x = max(0.0, min(place - block.width / 2, width - block.width))
        span = Span(x - gap, x + block.width + gap)
        row = next((n for n in range(len(taken) + 1) if all(map(span.clear_of, taken[n : n + len(block.lines)]))), 0)
        taken.extend([] for _ in range(row + len(block.lines) - len(taken)))
        for line in taken[row : row + len(block.lines)]:
            line.append(span)
        shapes.extend(block.at(x, -row * leading))
    return len(taken) * leading, shapes


def _shift(align: Align, spare: float) -> float:
    return {"left": 0.0, "center": spare / 2, "right": spare}[align]
