"""Inline content as runs: stretches of text in one face, size and colour."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple, assert_never

from policyreport.document.nodes import Date, Footnote, Inline, Lamp, LineBreak, Link, Number, Reference, Strong, Text
from policyreport.document.number_format import date_text, number_text
from policyreport.document.theme import Theme
from policyreport.renderers.pdf.fonts import BOLD, REGULAR, Face, split_by_font, width

NUMERAL_ROOM = 1.5
"""In letters' widths."""

_NUMERALS = frozenset("ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ")


def with_numeral(content: Sequence[Inline]) -> tuple[str, Sequence[Inline]]:
    """Return the numeral with which a heading begins, if it does, and what the heading says besides."""
    match content:
        case [Text(text), *rest] if text[:1] in _NUMERALS and text[1:2] == " " and (text[2:] or rest):
            return text[0], (Text(text[2:]), *rest)
        case _:
            return "", content


Numbering = Callable[[Footnote], int]
"""Gives a footnote its number."""

_RAISED_SIZE, _RAISED_BY = 0.7, 0.33


class Run(NamedTuple):
    """Text in one look.

    ``fact`` is the id of the fact that it says, ``note`` the number of the footnote that it marks; it leads to a web
    ``address``, or to the ``row`` that bears a name. An ``unbroken`` run never parts at its spaces.
    ``raised`` is how far its baseline stands above the line's, in points.
    """

    text: str
    face: Face
    size: float
    colour: str
    fact: str = ""
    address: str = ""
    unbroken: bool = False
    note: int = 0
    raised: float = 0
    row: str = ""

    @property
    def width(self) -> float:
        """Its width in points."""
        return width(self.text, self.face, self.size)


class RunStyle(NamedTuple):
    """How plain content of a block looks."""

    size: float
    colour: str
    face: Face = REGULAR

    def run(self, text: str) -> Run:
        """Return a run of text in this look, which its face must be able to draw."""
        return Run(text, self.face, self.size, self.colour)

    def runs(self, text: str) -> list[Run]:
        """Return text in this look as runs, other faces drawing what its own lacks."""
        return [Run(part, face, self.size, self.colour) for part, face in split_by_font(text, self.face)]

    def unbroken(self, text: str) -> list[Run]:
        """Return runs of text that stays on one line, whatever stands in it."""
        return [run._replace(unbroken=True) for run in self.runs(text.replace("\n", " "))]


def runs(content: Iterable[Inline], look: RunStyle, theme: Theme, numbering: Numbering = lambda _: 0) -> list[Run]:
    """Return inline content as runs, in order; a line break is a run of a newline."""
    return [run for node in content for run in _runs(node, look, theme, numbering)]


def _runs(node: Inline, look: RunStyle, theme: Theme, numbering: Numbering) -> Iterable[Run]:
    match node:
        case Text(text):
            return look.runs(text)
        case Number(fact=fact):
            return [run._replace(fact=fact) for run in look.unbroken(number_text(node))]
        case Date():
            return look.unbroken(date_text(node))
        case Lamp(tone, word):
            lamp = theme.lamps[tone]
            return look._replace(colour=lamp.colour, face=BOLD).unbroken(f"{lamp.shape} {word}")
        case Strong(content):
            return runs(content, look._replace(face=BOLD), theme, numbering)
        case Link(address, content):
            shown = runs(content, look._replace(colour=theme.colours.accent), theme, numbering)
            return [run._replace(address=address) for run in shown]
        case Reference(row, content):
            shown = runs(content, look._replace(colour=theme.colours.accent), theme, numbering)
            return [run._replace(row=run.row or row) for run in shown]
        case LineBreak():
            return [look.run("\n")]
        case Footnote():
            return _mark(numbering(node), look, theme)
        case _:
            assert_never(node)


def _mark(number: int, look: RunStyle, theme: Theme) -> Iterator[Run]:
    size = max(look.size * _RAISED_SIZE, theme.sizes.furniture)
    small = look._replace(size=min(size, look.size), colour=theme.colours.accent)
    yield small.run(f"{number})")._replace(unbroken=True, note=number, raised=look.size * _RAISED_BY)
