"""What a block becomes: elements that stand directly in a body or a cell, and the numbers printed in each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from policyreport.document.nodes import Inline, Link, Number, Reference, Strong
from policyreport.document.number_format import number_text
from policyreport.document.output import Placement
from policyreport.renderers.docx.xml import Element

Stands = Literal["paragraph", "table", "field"]


@dataclass(frozen=True, slots=True)
class Printed:
    """A number and where in its piece it stands: a cell (counted from 1), or in words of its own such as a chart's.

    In a paragraph, ``row``, ``column`` and ``place`` are empty. ``text`` is what it reads as, where that is known.
    """

    number: Number
    row: int = 0
    column: int = 0
    place: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Fragment:
    """A paragraph, a table, or a field with paragraphs of its own; and the numbers in it as they are read."""

    element: Element
    stands: Stands
    printed: tuple[Printed, ...] = ()

    @property
    def is_table(self) -> bool:
        """Whether it is a table, which must not touch another."""
        return self.stands == "table"


def paragraph_fragment(element: Element, content: Iterable[Inline] = ()) -> Fragment:
    """Return a paragraph's piece; ``content`` is what it prints."""
    return Fragment(element, "paragraph", tuple(map(Printed, numbers(content))))


def table_fragment(element: Element, printed: Iterable[Printed] = ()) -> Fragment:
    """Return a table's piece."""
    return Fragment(element, "table", tuple(printed))


def numbers(content: Iterable[Inline]) -> Iterator[Number]:
    """Yield the numbers of inline content as they are read; those of footnotes stand elsewhere."""
    for node in content:
        if isinstance(node, Number):
            yield node
        elif isinstance(node, Strong | Link | Reference):
            yield from numbers(node.content)


def printed_in_cell(content: Iterable[Inline], row: int, column: int) -> Iterator[Printed]:
    """Yield the numbers of a cell's content with the cell's row and column."""
    return (Printed(number, row, column) for number in numbers(content))


def placements(pieces: Iterable[Fragment]) -> Iterator[Placement]:
    """Yield where each number stands among the pieces of a body; paragraphs and tables are counted apart, from 1."""
    counts = {"paragraph": 0, "table": 0, "field": 0}
    for piece in pieces:
        counts[piece.stands] += 1
        yield from (_placement(printed, counts[piece.stands]) for printed in piece.printed)


def _placement(printed: Printed, count: int) -> Placement:
    cell = f"table {count} row {printed.row} column {printed.column}" if printed.row else f"paragraph {count}"
    text = printed.text or number_text(printed.number)
    return Placement(printed.number.fact, text, printed.place or cell)
