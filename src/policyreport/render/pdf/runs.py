"""Inline content as runs: stretches of text in one face, size and colour."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import assert_never

from policyreport.document.text import date_text, number_text
from policyreport.document.theme import Theme
from policyreport.document.tree import Date, Footnote, Inline, Lamp, LineBreak, Link, Number, Strong, Text
from policyreport.render.pdf.faces import BOLD, REGULAR, Face, width


@dataclass(frozen=True, slots=True)
class Run:
    """Text in one look. ``fact`` is the id of the fact that it says; an ``unbroken`` run never parts at its spaces."""

    text: str
    face: Face
    size: float
    colour: str
    fact: str = ""
    address: str = ""
    unbroken: bool = False

    @property
    def width(self) -> float:
        """Its width in points."""
        return width(self.text, self.face, self.size)


@dataclass(frozen=True, slots=True)
class Look:
    """How plain content of a block looks."""

    size: float
    colour: str
    face: Face = REGULAR

    def run(self, text: str) -> Run:
        """Return a run of text in this look."""
        return Run(text, self.face, self.size, self.colour)

    def unbroken(self, text: str) -> Run:
        """Return a run of text that stays on one line, whatever stands in it."""
        return Run(text.replace("\n", " "), self.face, self.size, self.colour, unbroken=True)


def runs(content: Iterable[Inline], look: Look, theme: Theme) -> list[Run]:
    """Return inline content as runs, in order; a line break is a run of a newline."""
    return [run for node in content for run in _runs(node, look, theme)]


def _runs(node: Inline, look: Look, theme: Theme) -> Iterator[Run]:
    match node:
        case Text(text):
            yield look.run(text)
        case Number(fact=fact):
            yield replace(look.unbroken(number_text(node)), fact=fact)
        case Date():
            yield look.unbroken(date_text(node))
        case Lamp(tone, word):
            lamp = theme.lamps[tone]
            yield replace(look, colour=lamp.colour, face=BOLD).unbroken(f"{lamp.shape} {word}")
        case Strong(content):
            yield from runs(content, replace(look, face=BOLD), theme)
        case Link(address, content):
            for run in runs(content, replace(look, colour=theme.colours.accent), theme):
                yield replace(run, address=address)
        case LineBreak():
            yield look.run("\n")
        case Footnote(content):
            yield from runs((Text(" ["), *content, Text("]")), look, theme)
        case _:
            assert_never(node)
