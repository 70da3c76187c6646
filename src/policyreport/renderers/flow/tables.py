"""Tables of figures: how they share out their width, and how their rows are tinted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from policyreport.diagnostics import PolicyReportError
from policyreport.document.nodes import RowKind, Table
from policyreport.document.number_format import plain_text
from policyreport.document.theme import Theme
from policyreport.ooxml.text_width import need_of, share_out
from policyreport.renderers.flow.inlines import shown_text
from policyreport.renderers.wide_tables import too_wide


class Room(NamedTuple):
    """The width that a table has, a letter's width and what a cell adds, in the unit in which the program measures."""

    width: int
    letter: float
    padding: int


_SHORTEST_WORD = 6
"""In letters; a column with less than this, and less than it needs, would print its words one below the other."""

_KEPT_WORD = 8
"""In letters; a table in which words are broken into less is turned."""

_MOST_NARROW = 3
"""A table of no more columns than this has room on any page."""


MOST_KEPT_WHOLE = 4
"""A table of no more rows than this is not parted where a page has room for it."""


def head_depth(table: Table) -> int:
    """Return how many head rows there are: two where columns stand under a common head."""
    return 2 if any(column.group for column in table.columns) else 1


def column_widths(table: Table, texts: Iterable[Sequence[str]], room: Room, code: str) -> list[int]:
    """Return the widths of the columns, which together fill the width there is, by the texts in each.

    Words may be broken, but no number is. A table without room for these raises ``PolicyReportError`` with the code.
    """
    needs = [need_of(column) for column in texts]
    if sum(need.tight(_SHORTEST_WORD) * room.letter + room.padding for need in needs) > room.width:
        raise PolicyReportError([too_wide(table, code)])
    return share_out(needs, *room)


def is_wide(table: Table, theme: Theme, room: Room) -> bool:
    """Say whether a table needs more width than there is to print its numbers, and most of its words, unbroken."""
    if len(table.columns) <= _MOST_NARROW:
        return False
    needs = map(need_of, _texts(table, theme))
    return sum(need.floor(_KEPT_WORD) * room.letter + room.padding for need in needs) > room.width


def _texts(table: Table, theme: Theme) -> Iterator[Sequence[str]]:
    """Yield what each column prints; the head of a group of rows runs across all."""
    rows = [row for row in table.rows if row.kind != "group"]
    for n, column in enumerate(table.columns):
        yield [plain_text(column.head), *(shown_text(row.cells[n], theme) for row in rows)]


def row_tint(kind: RowKind | None, theme: Theme) -> str:
    """Return the colour of a row's ground, empty for none; a kind of None is the head."""
    match kind:
        case None | "total":
            return theme.colours.head_tint
        case "group" | "subtotal":
            return theme.colours.box_tint
        case "body":
            return ""
