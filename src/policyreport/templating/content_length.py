"""How long what a template prints is, by which it is paid for: a mark is short, whatever it stands for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from policyreport.document.nodes import Date, DocumentBlock, Inline, Number, Text

_OF_A_NODE = 8
"""What a number, a date or a line break counts for."""


def length_of(content: tuple[Inline, ...] | DocumentBlock) -> int:
    """Return about how many characters a content has, with those of all that is in it."""
    if type(content) is tuple and len(content) == 1:  # most contents are one value
        node = content[0]
        if type(node) is Text:
            return len(node.text)
        if isinstance(node, Number | Date):
            return _OF_A_NODE
    length, left = 0, list[object]([content])
    while left:
        match left.pop():
            case Text(text):
                length += len(text)
            case Number() | Date():
                length += _OF_A_NODE  # where a number comes from is no part of its text
            case str(text):
                length += len(text)
            case node if isinstance(node, tuple):
                left.extend(cast("Sequence[object]", node))
            case node:
                length += _OF_A_NODE
                left.extend(getattr(node, name) for name in _PARTS & set(getattr(type(node), "__slots__", ())))
    return length


_PARTS = frozenset(
    {
        "alt",
        "blocks",
        "caption",
        "cards",
        "cells",
        "columns",
        "content",
        "figure",
        "group",
        "head",
        "items",
        "label",
        "pairs",
        "remark",
        "rows",
        "source",
        "table",
        "title",
        "word",
    }
)
"""The fields of nodes that hold what is printed."""
