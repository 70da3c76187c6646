"""What 한글 calls 글자 모양, 문단 모양 and 테두리/배경: the looks to which styles, paragraphs and cells point."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from policyreport.document.tree import Align

Bullet = int
"""The number of a bullet, counted from 1; 0 is none."""
Side = Literal["left", "right", "top", "bottom"]


@dataclass(frozen=True, slots=True)
class Type:
    """Letters: size in points, colour and weight."""

    size: float
    colour: str
    bold: bool = False
    underlined: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A line at one side; its thickness is in points."""

    side: Side
    thickness: float
    colour: str


@dataclass(frozen=True, slots=True)
class Frame:
    """The lines around a paragraph, a table or a cell, and what it is filled with."""

    lines: tuple[Line, ...] = ()
    fill: str = ""


BARE = Frame()


@dataclass(frozen=True, slots=True)
class Layout:
    """How a paragraph stands. Lengths are in points; ``leading`` is line height over type size.

    ``outline`` is the level of a heading, 0 for none; ``right_tab`` is in HWPUNIT, 0 for none; ``pad`` parts the text
    from the lines above and below it. What follows a ``bullet`` hangs from where its first letter stands.
    """

    before: float = 0
    after: float = 0
    leading: float = 1.4
    left: float = 0
    align: Align = "left"
    keep_next: bool = False
    outline: int = 0
    bullet: Bullet = 0
    right_tab: int = 0
    frame: Frame = BARE
    pad: float = 0


@dataclass(frozen=True, slots=True)
class Style:
    """A named style of paragraphs: its name in 한글, its English name, and how it looks."""

    name: str
    english: str
    letters: Type
    layout: Layout
    followed_by: str = ""
