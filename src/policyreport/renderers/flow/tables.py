"""Tables of figures: how they share out their width, and how their rows are tinted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from policyreport.diagnostics import ErrorKind, Message, PolicyReportError, Problem
from policyreport.document.nodes import RowKind, Table
from policyreport.document.number_format import plain_text
from policyreport.document.theme import Theme
from policyreport.ooxml.text_width import need_of, share_out


class Room(NamedTuple):
    """The width that a table has, a letter's width and what a cell adds, in the unit in which the program measures."""

    width: int
    letter: float
    padding: int


_ROOM_FOR_A_NUMBER = 6
"""In letters; a column with less than this, and less than it needs, would print its figures one below the other."""


def head_depth(table: Table) -> int:
    """Return how many head rows there are: two where columns stand under a common head."""
    return 2 if any(column.group for column in table.columns) else 1


def column_widths(table: Table, texts: Iterable[Sequence[str]], room: Room, code: str) -> list[int]:
    """Return the widths of the columns, which together fill the width there is, by the texts in each.

    A table without room raises ``PolicyReportError`` with the code.
    """
    needs = [need_of(column) for column in texts]
    if sum(min(need.least, _ROOM_FOR_A_NUMBER) * room.letter + room.padding for need in needs) > room.width:
        raise PolicyReportError([_too_wide(table, code)])
    return share_out(needs, *room)


def _too_wide(table: Table, code: str) -> Problem:
    title, count = plain_text(table.caption), len(table.columns)
    return Problem(
        ErrorKind.RENDER,
        code,
        Message(
            f"a table of {count} columns has no room on the page: {title}",
            f"표의 열 {count}개를 쪽 너비에 담을 수 없습니다: {title}",
        ),
        hint=Message("divide it into several tables", "표를 여러 개로 나누십시오"),
    )


def row_tint(kind: RowKind | None, theme: Theme) -> str:
    """Return the colour of a row's ground, empty for none; a kind of None is the head."""
    match kind:
        case None | "total":
            return theme.colours.head_tint
        case "group" | "subtotal":
            return theme.colours.box_tint
        case "body":
            return ""
