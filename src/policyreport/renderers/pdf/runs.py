"""Inline content as runs: stretches of text in one font, size and colour."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, assert_never

from policyreport.document.nodes import (
    Date,
    Footnote,
    Inline,
    Lamp,
    LineBreak,
    Link,
    Number,
    Reference,
    Script,
    Strong,
    Text,
)
from policyreport.document.number_format import date_text, number_text, script_text
from policyreport.document.theme import Theme
from policyreport.renderers.pdf.fonts import Face, faces_of, split_by_font, width

NUMERAL_ROOM = 1.5
"""In letters' widths."""

_NUMERALS = frozenset("ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ")
_RAISED_SIZE, _RAISED_BY = 0.7, 0.33
_LOWERED_BY = 0.14

Numbering = Callable[[Footnote], int]
"""Gives a footnote its number."""


class Run(NamedTuple):
    """Text in one style.

    ``fact`` is the id of the fact that it shows, ``note`` the number of the footnote that it marks; it leads to a web
    ``address``, or to the ``row`` of a name. An ``unbroken`` run is never broken at its spaces.
    ``raised`` is how far its baseline is above the line's, in points; ``spoken`` is what it is read as, where that is
    other than its text.
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
    spoken: str = ""

    @property
    def width(self) -> float:
        """Its width in points."""
        return width(self.text, self.face, self.size)


class RunStyle(NamedTuple):
    """The size, colour and font of a block's plain content."""

    size: float
    colour: str
    face: Face

    def run(self, text: str) -> Run:
        """Return a run of text in this style, which its font must be able to draw."""
        return Run(text, self.face, self.size, self.colour)

    def runs(self, text: str) -> list[Run]:
        """Return text in this style as runs, with other fonts for what its own lacks."""
        return [Run(part, face, self.size, self.colour) for part, face in split_by_font(text, self.face)]

    def unbroken(self, text: str) -> list[Run]:
        """Return runs of text that stays on one line, whatever is in it."""
        return [run._replace(unbroken=True) for run in self.runs(text.replace("\n", " "))]


def plain_style(theme: Theme, size: float, colour: str) -> RunStyle:
    """Return the style of plain content of a size in points."""
    return RunStyle(size, colour, faces_of(theme).regular)


def strong_style(theme: Theme, size: float, colour: str) -> RunStyle:
    """Return the style of content of a size in points that stands out."""
    return RunStyle(size, colour, faces_of(theme).bold)


@dataclass(frozen=True)
class RenderContext:
    """The theme in which content is set, and how its footnotes are numbered."""

    theme: Theme
    number: Numbering = lambda _: 0

    def runs(self, content: Iterable[Inline], style: RunStyle) -> list[Run]:
        """Return inline content as runs, in order; a line break is a run of a newline."""
        return [run for node in content for run in self._runs(node, style)]

    def _runs(self, node: Inline, style: RunStyle) -> list[Run]:
        theme = self.theme
        match node:
            case Text(text):
                return style.runs(text)
            case Number(fact=fact):
                return [run._replace(fact=fact) for run in style.unbroken(number_text(node))]
            case Date():
                return style.unbroken(date_text(node))
            case Lamp(tone, word):
                lamp = theme.lamps[tone]
                return style._replace(colour=lamp.colour, face=faces_of(theme).bold).unbroken(f"{lamp.shape} {word}")
            case Strong(content):
                return self.runs(content, style._replace(face=faces_of(theme).bold))
            case Link(address, content):
                runs = self.runs(content, style._replace(colour=theme.colours.accent))
                return [run._replace(address=address) for run in runs] if _has_words(runs) else runs
            case Reference(row, content):
                runs = self.runs(content, style._replace(colour=theme.colours.accent))
                return [run._replace(row=run.row or row) for run in runs] if _has_words(runs) else runs
            case LineBreak():
                return [style.run("\n")]
            case Script(text, place):
                small = style._replace(size=style.size * _RAISED_SIZE).unbroken(text)
                by = style.size * (_RAISED_BY if place == "super" else -_LOWERED_BY)
                return [run._replace(raised=by, spoken=script_text(Script(run.text, place))) for run in small]
            case Footnote():
                number = self.number(node)
                size = min(max(style.size * _RAISED_SIZE, theme.sizes.furniture), style.size)
                mark = style._replace(size=size, colour=theme.colours.accent).run(f"{number})")
                return [mark._replace(unbroken=True, note=number, raised=style.size * _RAISED_BY)]
            case _:
                assert_never(node)


def _has_words(runs: Iterable[Run]) -> bool:
    """Say whether runs show anything: nobody sees where blanks lead, and a link without words describes nothing."""
    return any(run.text.strip() for run in runs)


def with_numeral(content: Sequence[Inline]) -> tuple[str, Sequence[Inline]]:
    """Return the numeral with which a heading begins, if it does, and the rest of the heading."""
    match content:
        case [Text(text), *rest] if text[:1] in _NUMERALS and text[1:2] == " " and (text[2:] or rest):
            return text[0], (Text(text[2:]), *rest)
        case _:
            return "", content
