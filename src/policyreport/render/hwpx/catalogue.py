"""The looks that a document uses, each with the number by which paragraphs, runs and cells point to it."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import Generic, TypeVar

from policyreport.render.hwpx.looks import BARE, Frame, Layout, Style, Type

_Look = TypeVar("_Look", bound=Hashable)


class Numbered(Generic[_Look]):
    """Different looks in the order in which they were first asked for."""

    def __init__(self, first: int = 0) -> None:
        self._first = first
        self._numbers: dict[_Look, int] = {}

    def number(self, look: _Look) -> int:
        """Return a look's number, the next one for a look not met before."""
        return self._numbers.setdefault(look, self._first + len(self._numbers))

    def __contains__(self, look: _Look) -> bool:
        return look in self._numbers

    def items(self) -> list[tuple[int, _Look]]:
        """Return all looks with their numbers, in order."""
        return [(number, look) for look, number in self._numbers.items()]


class Catalogue:
    """The styles of a document, and the looks that they and single paragraphs, runs and cells have."""

    def __init__(self, styles: Iterable[Style], bullet: Type) -> None:
        self.bullet = bullet
        self.styles = {style.english: style for style in styles}
        self.style_numbers = {name: number for number, name in enumerate(self.styles)}
        self.letters: Numbered[Type] = Numbered()
        self.layouts: Numbered[Layout] = Numbered()
        self.tabs: Numbered[int] = Numbered()
        self.frames: Numbered[Frame] = Numbered(first=1)
        self.frames.number(BARE)
        for style in self.styles.values():
            self.letters.number(style.letters)
            self.layout(style.layout)
        self.letters.number(bullet)

    def layout(self, layout: Layout) -> int:
        """Return a layout's number; its frame and its tab have theirs from then on too."""
        if layout not in self.layouts:
            self.frames.number(layout.frame)
            self.tabs.number(layout.right_tab)
        return self.layouts.number(layout)
