"""What a block becomes: elements that stand directly in a body or a cell, and the numbers printed in each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from policyreport.document.rendered import Placement
from policyreport.document.text import number_text
from policyreport.document.theme import Theme
from policyreport.document.tree import Inline, Link, Number, Strong
from policyreport.render.docx.xml import Element


@dataclass(frozen=True, slots=True)
class Setting:
    """What a block is set in: the look, the width there is (in twips), and two things that the whole document shares.

    ``link_to`` returns the relationship id of an address; ``table_numbers`` yields the number of the next caption.
    """

    theme: Theme
    width: int
    link_to: Callable[[str], str]
    table_numbers: Iterator[int]


@dataclass(frozen=True, slots=True)
class Printed:
    """A number and the cell it is printed in, both counted from 1; 0 where it stands in a paragraph."""

    number: Number
    row: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph or a table, and the numbers in it as they are read."""

    element: Element
    is_table: bool
    printed: tuple[Printed, ...] = ()


def paragraph_piece(element: Element, content: Iterable[Inline] = ()) -> Piece:
    """Return a paragraph's piece; ``content`` is what it prints."""
    return Piece(element, is_table=False, printed=tuple(map(Printed, numbers(content))))


def table_piece(element: Element, printed: Iterable[Printed] = ()) -> Piece:
    """Return a table's piece."""
    return Piece(element, is_table=True, printed=tuple(printed))


def numbers(content: Iterable[Inline]) -> Iterator[Number]:
    """Yield the numbers of inline content as they are read."""
    for node in content:
        if isinstance(node, Number):
            yield node
        elif isinstance(node, Strong | Link):
            yield from numbers(node.content)


def printed_in_cell(content: Iterable[Inline], row: int, column: int) -> Iterator[Printed]:
    """Yield the numbers of a cell's content with the cell's row and column."""
    return (Printed(number, row, column) for number in numbers(content))


def placements(pieces: Iterable[Piece]) -> Iterator[Placement]:
    """Yield where each number stands among the pieces of a body; paragraphs and tables are counted apart, from 1."""
    counts = {False: 0, True: 0}
    for piece in pieces:
        counts[piece.is_table] += 1
        yield from (_placement(printed, counts[piece.is_table]) for printed in piece.printed)


def _placement(printed: Printed, count: int) -> Placement:
    cell = f"table {count} row {printed.row} column {printed.column}"
    return Placement(printed.number.fact, number_text(printed.number), cell if printed.row else f"paragraph {count}")
