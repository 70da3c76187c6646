"""What a chart of Word's plots: its categories and series, whatever the kind it was made from."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from policyreport.document.tree import Number, Tone

Shape = Literal["bar", "column", "line"]
ThemeColour = Literal["dk1", "lt1", "dk2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6"]
Pattern = Literal["", "ltUpDiag", "wdUpDiag", "dkVert", "pct30", "dotGrid"]


@dataclass(frozen=True, slots=True)
class Fill:
    """A colour of the theme, and the pattern by which it is told from others in grey; ``hollow`` is only an outline."""

    colour: ThemeColour
    pattern: Pattern = ""
    hollow: bool = False


@dataclass(frozen=True, slots=True)
class Point:
    """One value of a series: how it is shown (``format``, or ``text`` where no format can), and what it was made of.

    A value of None is missing.
    """

    value: Decimal | int | None
    format: str = "General"
    text: str = ""
    number: Number | None = None
    fill: Fill | None = None


@dataclass(frozen=True, slots=True)
class Category:
    """What stands beside the values of a row, and the numbers in it."""

    text: str
    numbers: tuple[Number, ...] = ()


@dataclass(frozen=True, slots=True)
class Series:
    """Values under a common name. ``fill`` of None is not seen: it only holds up the series after it."""

    name: str
    points: tuple[Point, ...]
    fill: Fill | None


@dataclass(frozen=True, slots=True)
class Plot:
    """Series over common categories. ``days`` bounds an axis of days, counted as Excel does."""

    shape: Shape
    categories: tuple[Category, ...]
    series: tuple[Series, ...]
    stacked: bool = False
    days: tuple[int, int] | None = None


TONES: dict[Tone, Fill] = {
    "good": Fill("accent3"),
    "watch": Fill("accent4", "wdUpDiag"),
    "bad": Fill("accent5", "dkVert"),
    "done": Fill("accent1", "pct30"),
    "none": Fill("accent6", "dotGrid"),
}
"""How each tone is filled; the theme part gives its colours to these names."""
