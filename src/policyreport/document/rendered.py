"""What a renderer gives back: a file's bytes, and where in the file each number stands."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a file prints a fact, in the words of its format, and the text that stands there.

    ``where`` reads ``page 2 at 71.0,512.3 to 96.4,524.0`` (points from the page's lower left) in a PDF, ``paragraph
    12`` or ``table 3 row 2 column 4`` in a Word file (all counted from 1), ``성과지표!D7`` in a workbook.
    """

    fact: str
    text: str
    where: str


@dataclass(frozen=True, slots=True)
class Rendered:
    """One file. ``extent`` counts its pages or sheets, None where the format has no fixed number of them."""

    content: bytes
    placements: tuple[Placement, ...]
    extent: int | None = None
