"""The places of numbers in files, taken apart: ``table 3 row 2 column 4`` is a table, a row and a column."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Protocol, runtime_checkable

_STEP = re.compile(r"([a-z]+) (\d+)")
_BLANK = re.compile(r"\s+")


UNKNOWN = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands where a program works the text out only when it opens the file."""


class Places(Protocol):
    """A file that was opened to be read by place."""

    def read(self, where: str) -> str | None:
        """Return the text at a place (``Placement.where``); None where the file has no such place."""
        ...

    def texts(self) -> Iterable[str]:
        """Return all texts that have one place each, such as paragraphs, cells and lines; none of drawn pages."""
        ...

    def placed_texts(self) -> Iterable[tuple[str, str]]:
        """Return all texts with their places; those of drawn pages page by page (``page 3``)."""
        ...


@runtime_checkable
class QuickPlaces(Protocol):
    """A file in which it is quicker to find a text at a place than to read the place."""

    def surely_says(self, where: str, text: str) -> bool:
        """Return whether a text stands at a place; False where that is not known."""
        ...


def steps_of(where: str) -> dict[str, int]:
    """Return the numbers of a place by what they count: ``{"table": 3, "row": 2, "column": 4}``."""
    return {word: int(number) for word, number in _STEP.findall(where)}


def folded(text: str) -> str:
    """Return a text as it is compared: without blanks, which programs break and join, in composed letters."""
    return _BLANK.sub("", unicodedata.normalize("NFC", text))
