"""References and the rows to which they lead."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields, is_dataclass, replace
from functools import cache
from operator import is_
from typing import Any, cast

from policyreport.document.nodes import (
    Chart,
    Contents,
    Date,
    Document,
    DocumentBlock,
    Heading,
    Lamp,
    LineBreak,
    Number,
    Picture,
    Reference,
    Script,
    Table,
    Text,
    walk,
)
from policyreport.document.pages import all_blocks

_HEADING = "그림 자료"


def with_data_annex(document: Document) -> Document:
    """Return a document with a last chapter that holds each chart's table, in order; itself where it has no chart.

    For printed reports that ask for it: their charts bear their values, and are described in words (``alt``). One
    without contents is too short to have an annex. Pictures with a caption are figures too, and counted as such.
    """
    if not any(isinstance(block, Contents) for block in all_blocks(document)):
        return document
    figures = 0
    tables: list[Table] = []
    for block in walk(document.blocks):
        if isinstance(block, Picture):
            figures += bool(block.caption)
        if isinstance(block, Chart):
            table = block.table
            if table.caption:
                figures += 1
                table = replace(table, caption=(Text(f"그림 {figures}의 자료: "), *table.caption))
            tables.append(table)
    if not tables:
        return document
    return replace(document, blocks=(*document.blocks, Heading(1, (Text(_HEADING),)), *tables))


_LEAVES = (Text, Number, Date, Lamp, LineBreak, Script, str)
"""Nodes without content, of which most of a document consists."""


def bound(document: Document) -> Document:
    """Return a document each of whose references leads to a row; of one that leads nowhere the content stays."""
    return _bound(document, row_names(document.blocks))


def row_names(blocks: Iterable[DocumentBlock]) -> frozenset[str]:
    """Return the names that rows of tables bear, those within boxes included."""
    tables = (block for block in walk(blocks) if isinstance(block, Table))
    return frozenset(row.name for table in tables for row in table.rows if row.name)


def _bound(node: Any, names: frozenset[str]) -> Any:  # noqa: ANN401 - a node of any kind, or the value of a field
    """Return a node with its references bound: itself where nothing changes, for most of a document does not."""
    if isinstance(node, _LEAVES):
        return node
    if isinstance(node, tuple):
        members, new = cast("tuple[object, ...]", node), list[object]()
        for member in members:
            if isinstance(member, Reference) and member.row not in names:
                new.extend(_bound(member.content, names))
            else:
                new.append(_bound(member, names))
        return members if len(new) == len(members) and all(map(is_, new, members)) else tuple(new)
    values = {name: getattr(node, name) for name in _fields(cast("type[object]", type(node)))}
    changed = {name: new for name, value in values.items() if (new := _bound(value, names)) is not value}
    return replace(node, **changed) if changed else node


@cache
def _fields(kind: type) -> Sequence[str]:
    """Return the names of the fields of a kind of node; what is no node has none."""
    return [field.name for field in fields(kind)] if is_dataclass(kind) else []
