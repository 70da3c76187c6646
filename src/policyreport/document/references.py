"""References and the rows to which they lead."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, is_dataclass, replace
from functools import cache
from itertools import count
from operator import is_
from typing import Any, cast

from policyreport.document.nodes import (
    Block,
    Box,
    Chart,
    Contents,
    Date,
    Document,
    Heading,
    Lamp,
    LineBreak,
    Number,
    Reference,
    Row,
    Table,
    Text,
)

_HEADING = "그림 자료"


def with_data_annex(document: Document) -> Document:
    """Return a document with a last chapter that holds each chart's table, in order; itself where it has no chart.

    A document without contents is too short to have an annex: what its charts show is said in their words (``alt``).
    """
    if not any(isinstance(block, Contents) for block in document.blocks):
        return document
    numbers = count(1)
    tables = [_told(table, next(numbers)) if table.caption else table for table in _drawn(document.blocks)]
    if not tables:
        return document
    return replace(document, blocks=(*document.blocks, Heading(1, (Text(_HEADING),)), *tables))


def _drawn(blocks: Iterable[Block]) -> Iterator[Table]:
    for block in blocks:
        match block:
            case Chart(table=table):
                yield table
            case Box(blocks=inner):
                yield from _drawn(inner)
            case _:
                pass


def _told(table: Table, number: int) -> Table:
    return replace(table, caption=(Text(f"그림 {number}의 자료: "), *table.caption))


_LEAVES = (Text, Number, Date, Lamp, LineBreak, str)
"""What holds no content; most of what a document is made of."""


def bound(document: Document) -> Document:
    """Return a document each of whose references leads to a row; of one that leads nowhere the content stays."""
    return _bound(document, row_names(document.blocks))


def row_names(blocks: Iterable[Block]) -> frozenset[str]:
    """Return the names that rows of tables bear, those within boxes included."""
    return frozenset(row.name for row in _rows(blocks) if row.name)


def _rows(blocks: Iterable[Block]) -> Iterator[Row]:
    for block in blocks:
        match block:
            case Table(rows=rows):
                yield from rows
            case Box(blocks=inner):
                yield from _rows(inner)
            case _:
                pass


def _bound(node: Any, names: frozenset[str]) -> Any:  # noqa: ANN401 - a node of any kind, or what stands in its fields
    if isinstance(node, _LEAVES):
        return node
    if isinstance(node, tuple):
        return _bound_members(cast("tuple[object, ...]", node), names)
    within = _fields(cast("type[object]", type(node)))
    given = [getattr(node, name) for name in within]
    made = [_bound(value, names) for value in given]
    return node if _are_same(made, given) else replace(node, **dict(zip(within, made, strict=True)))


def _bound_members(members: tuple[object, ...], names: frozenset[str]) -> tuple[object, ...]:
    made: list[object] = []
    for member in members:
        if isinstance(member, Reference) and member.row not in names:
            made.extend(_bound(member.content, names))
        else:
            made.append(_bound(member, names))
    return members if _are_same(made, members) else tuple(made)


def _are_same(made: Sequence[object], given: Sequence[object]) -> bool:
    return len(made) == len(given) and all(map(is_, made, given))


@cache
def _fields(kind: type) -> Sequence[str]:
    """Return the names of the fields of a kind of node; what is no node has none."""
    return [field.name for field in fields(kind)] if is_dataclass(kind) else []
