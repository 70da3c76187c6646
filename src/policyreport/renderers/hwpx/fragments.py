"""What a block becomes: paragraphs, some of which hold a table, and the numbers printed in each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from policyreport.document.nodes import Footnote, Inline, Link, Number, Reference, Strong
from policyreport.document.number_format import number_text
from policyreport.document.output import Placement
from policyreport.renderers.hwpx.xml import Xml


@dataclass(frozen=True, slots=True)
class Printed:
    """A number and the cell it is printed in, both counted from 1; 0 where it stands in a paragraph."""

    number: Number
    row: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True)
class Fragment:
    """A paragraph, how high it is reckoned to be (in HWPUNIT), and the numbers in it as they are read."""

    paragraph: Xml
    height: int
    holds_table: bool = False
    printed: tuple[Printed, ...] = ()


def printed_in(content: Iterable[Inline], row: int = 0, column: int = 0) -> Iterator[Printed]:
    """Yield the numbers of inline content as they are read, with the cell where they stand."""
    for node in content:
        if isinstance(node, Number):
            yield Printed(node, row, column)
        elif isinstance(node, Strong | Link | Reference | Footnote):
            yield from printed_in(node.content, row, column)


def placements(pieces: Iterable[Fragment]) -> Iterator[Placement]:
    """Yield where each number stands among the paragraphs of the body.

    Paragraphs are counted from 1, and so are the tables that stand in one of them.
    """
    tables = 0
    for paragraph, piece in enumerate(pieces, start=1):
        tables += piece.holds_table
        yield from (_placement(printed, paragraph, tables) for printed in piece.printed)


def _placement(printed: Printed, paragraph: int, table: int) -> Placement:
    cell = f"table {table} row {printed.row} column {printed.column}"
    return Placement(
        printed.number.fact, number_text(printed.number), cell if printed.row else f"paragraph {paragraph}"
    )
