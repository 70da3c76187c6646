"""Inline content as both programs print it, and where each number in it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from policyreport.document.nodes import Footnote, Inline, Lamp, Link, Number, Reference, Strong, Text, Tone
from policyreport.document.number_format import number_text, plain_text
from policyreport.document.output import Placement
from policyreport.document.theme import Theme

_NO_BREAK_SPACE = "\u00a0"


def lamp_text(tone: Tone, word: str, theme: Theme) -> str:
    """Return a lamp's shape and word, held together by a space that no line breaks at."""
    return theme.lamps[tone].shape + _NO_BREAK_SPACE + word


def shown_text(content: Iterable[Inline], theme: Theme) -> str:
    """Return the characters that inline content prints in its line, lamps' shapes included."""
    return "".join([_shown(node, theme) for node in content])


def _shown(node: Inline, theme: Theme) -> str:
    match node:
        case Text(text):
            return text
        case Number():
            return number_text(node)
        case Lamp(tone, word):
            return lamp_text(tone, word, theme)
        case _:
            return plain_text((node,))


def without_notes(content: Iterable[Inline]) -> Iterator[Inline]:
    """Yield a footnote's content with the notes to it in brackets, for neither program has footnotes to footnotes."""
    for node in content:
        match node:
            case Footnote(inner):
                yield from (Text(" ["), *without_notes(inner), Text("]"))
            case Strong(inner):
                yield Strong(tuple(without_notes(inner)))
            case Link(address, inner):
                yield Link(address, tuple(without_notes(inner)))
            case Reference(row, inner):
                yield Reference(row, tuple(without_notes(inner)))
            case _:
                yield node


@dataclass(frozen=True, slots=True)
class Printed:
    """A number and where in its fragment it stands: a cell (counted from 1), or a place of its own such as a chart's.

    In a paragraph, ``row``, ``column`` and ``place`` are empty. ``text`` is what it reads as, where that is known.
    """

    number: Number
    row: int = 0
    column: int = 0
    place: str = ""
    text: str = ""

    def placement(self, paragraph: int, table: int) -> Placement:
        """Return where the number stands in the file; paragraphs and tables are counted from 1."""
        cell = f"table {table} row {self.row} column {self.column}" if self.row else f"paragraph {paragraph}"
        return Placement(self.number.fact, self.text or number_text(self.number), self.place or cell)


def numbers(content: Iterable[Inline], *, with_notes: bool = False) -> Iterator[Number]:
    """Yield the numbers of inline content as they are read, with those of its footnotes where these stand in it."""
    for node in content:
        if isinstance(node, Number):
            yield node
        elif isinstance(node, Strong | Link | Reference) or (with_notes and isinstance(node, Footnote)):
            yield from numbers(node.content, with_notes=with_notes)


Placed = tuple[int, int, tuple[Inline, ...]]
"""The row and the column of a cell, counted from 1, and its content."""


def printed_in_cells(cells: Iterable[Placed], *, with_notes: bool = False) -> Iterator[Printed]:
    """Yield the numbers of cells as they are read."""
    for row, column, content in cells:
        for number in numbers(content, with_notes=with_notes):
            yield Printed(number, row, column)
