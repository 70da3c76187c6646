"""How a kind of office file calls what tags stand in and for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from policyreport.drawn.tag import Level


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The names of a file's elements.

    ``look`` is a run's element that says how it looks, empty where its attributes do. ``characters`` are elements that
    stand for a character; ``shown`` are those by which something is seen other than text; ``preserved`` are attributes
    of text that is to be kept to the letter. ``unread`` are elements whose text or attributes may hold braces.
    ``levels`` are what tags can stand for; ``sections`` are elements on which the layout of pages hangs.
    """

    paragraph: str
    run: str
    text: str
    row: str
    cell: str
    look: str
    characters: Mapping[str, str]
    shown: tuple[str, ...]
    preserved: Mapping[str, str]
    unread: tuple[str, ...]
    levels: frozenset[Level] = frozenset(("text", "paragraph", "row", "cell"))
    sections: tuple[str, ...] = ()

    def home(self, level: Level) -> str:
        """Return the name of what a tag of a level takes away."""
        return {"paragraph": self.paragraph, "row": self.row, "cell": self.cell, "text": ""}[level]
