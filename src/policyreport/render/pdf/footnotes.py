"""Footnotes: numbered as they are met, and set at the foot of the page that marks them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count

from policyreport.document.theme import Theme
from policyreport.document.tree import Footnote
from policyreport.render.pdf.lines import Line, broken
from policyreport.render.pdf.part import Label, TextBox
from policyreport.render.pdf.runs import Look, runs
from policyreport.render.pdf.structure import Element

_GAP = 4.0
_LEADING = 1.45


class Footnotes:
    """The footnotes of a document, by their numbers from 1: how they are set, and their elements."""

    def __init__(self, theme: Theme, width: float) -> None:
        self._theme, self._width = theme, width
        self._numbers = count(1)
        self.boxes: dict[int, TextBox] = {}
        self.elements: dict[int, Element] = {}

    def number(self, footnote: Footnote) -> int:
        """Return the number of a footnote that is met here, and keep it; those that it marks itself come after it."""
        number = next(self._numbers)
        look = Look(self._theme.sizes.note, self._theme.colours.quiet)
        mark = look.run(f"{number})")
        said = runs(footnote.content, look, self._theme, self.number)
        lines = broken(said, self._width - mark.width - _GAP)
        element = self.elements[number] = Element("Note", name=f"note{number}")
        label = Label(Line.of([mark], spaced=True), 0, element.add("Lbl"))
        self.boxes[number] = TextBox(
            lines, look.size * _LEADING, element, before=1.5, indent=mark.width + _GAP, label=label
        )
        return number

    def marked(self, numbers: Iterable[int]) -> Iterator[TextBox]:
        """Yield footnotes, each followed by those that it marks itself."""
        for number in numbers:
            yield self.boxes[number]
            yield from self.marked(self.boxes[number].notes())
