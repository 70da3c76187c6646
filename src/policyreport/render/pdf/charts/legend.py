"""The head of a chart that says what its marks mean."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from policyreport.render.pdf.charts.drawing import Drawing, Inset, Shape
from policyreport.render.pdf.charts.style import Style
from policyreport.render.pdf.charts.words import Block
from policyreport.render.pdf.runs import Run


@dataclass(frozen=True, slots=True)
class Entry:
    """A mark, ``width`` points wide and centred on y = 0, and the words for it."""

    mark: tuple[Shape, ...]
    width: float
    words: list[Run]


def legend(entries: Iterable[Entry], style: Style, left: float, width: float) -> Drawing:
    """Return entries side by side from ``left`` on, in as many lines as they need within ``width`` points."""
    gap, pad, leading = style.em * 1.4, style.em * 0.4, style.leading
    shapes: list[Shape] = []
    x = y = 0.0
    deepest = leading
    for entry in entries:
        inset = entry.width + (style.em * 0.4 if entry.width else 0)
        words = Block.of(entry.words, width - inset, leading)
        if x and x + inset + words.width > width:
            x, y = 0.0, y + deepest
            deepest = leading
        shapes.append(Inset(Drawing(0, entry.mark), left + x, -pad - y - leading / 2))
        shapes.extend(words.at(left + x + inset, -pad - y))
        x += inset + words.width + gap
        deepest = max(deepest, words.height)
    return Drawing(y + deepest + pad, tuple(shapes))
