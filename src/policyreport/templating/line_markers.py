"""Marks by which a rendered text tells from which line of which template each of its parts comes.

A template is rendered with them only to find the places of faults that its text has as a whole; see ``Rendering``.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from policyreport.diagnostics import SourceLocation

_OPEN, _CLOSE = "\ue002", "\ue003"
_MARK = re.compile(f"{_OPEN}([^{_CLOSE}]*):([0-9]+){_CLOSE}")


def with_marks(text: str, template: str, line: int) -> str:
    """Return a template's own text, which begins at a line of it, with a mark before each of its lines."""
    parts = text.split("\n")
    return "\n".join(f"{_OPEN}{template}:{number}{_CLOSE}{part}" for number, part in enumerate(parts, line))


class Lines:
    """A rendered text without its marks, and the places that they named."""

    def __init__(self, marked: str) -> None:
        self._starts: list[int] = []
        self._places: list[SourceLocation] = []
        self.text, end = "", 0
        for mark in _MARK.finditer(marked):
            self.text += marked[end : mark.start()]
            end = mark.end()
            self._starts.append(len(self.text))
            self._places.append(SourceLocation(mark[1], int(mark[2])))
        self.text += marked[end:]

    def place(self, line: int, sample: str) -> SourceLocation | None:
        """Return from where a line of the text comes, at ``sample`` where it holds it; None where no mark told it."""
        lines = self.text.split("\n")
        start = sum(len(before) + 1 for before in lines[:line])
        found = bisect_right(self._starts, start + max(lines[line].find(sample), 0))
        return self._places[found - 1] if found else None
