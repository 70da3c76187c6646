"""What a chart's cells hold: the first number, date or lamp in each."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import TypeVar

from policyreport.document.tree import Date, Inline, Lamp, Link, Number, Reference, Row, Strong

_Node = TypeVar("_Node", Number, Date, Lamp)


def cell(row: Row, index: int) -> tuple[Inline, ...]:
    """Return a row's cell; an empty one where the row has no such cell."""
    return row.cells[index] if index < len(row.cells) else ()


def first(content: Iterable[Inline], kind: type[_Node]) -> _Node | None:
    """Return the first node of a kind in a cell's content, emphasised and linked content included."""
    for node in content:
        if isinstance(node, kind):
            return node
        if isinstance(node, Strong | Link | Reference) and (found := first(node.content, kind)) is not None:
            return found
    return None


def number(row: Row, index: int) -> Number | None:
    """Return the number in a cell; None where the cell has none, or where its value is missing."""
    found = first(cell(row, index), Number)
    return found if found is not None and found.value is not None else None


def value(row: Row, index: int) -> Decimal | None:
    """Return the value of the number in a cell; None where it is missing."""
    found = number(row, index)
    return found.value if found is not None else None
