"""Leave parts of a document out, by their headings or captions as they are printed, and say so at its end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from policyreport.document.nodes import (
    Block,
    Box,
    Chart,
    Document,
    DocumentBlock,
    Heading,
    Landscape,
    Note,
    PageBreak,
    Picture,
    Rule,
    Table,
    Text,
)
from policyreport.document.number_format import plain_text

REST = "*"
"""What stands for the rest of a heading or caption at the end of its name."""


def without(document: Document, name: str) -> tuple[Document, tuple[str, ...]]:
    """Return a document without each part of a name, and what these are called; itself where it has none.

    A heading takes its section with it, a table or chart the notes that follow it. A ``*`` at the end of the name
    stands for the rest of it. What stays of a part in landscape stays in landscape.
    """
    kept: list[DocumentBlock] = []
    sieve = _Sieve(name)
    for block in document.blocks:
        if not isinstance(block, Landscape):
            kept += filter(sieve.keeps, (block,))
        elif within := tuple(filter(sieve.keeps, block.blocks)):
            kept.append(replace(block, blocks=within))
    return (replace(document, blocks=tuple(kept)), tuple(sieve.names)) if sieve.names else (document, ())


class _Sieve:
    """Says of each block of a document in turn whether it stays; ``names`` are the parts that were left out."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._level, self._after_table = 0, False
        self.names: list[str] = []

    def keeps(self, block: Block) -> bool:
        """Return whether the next block stays."""
        if self._level and not (isinstance(block, Heading) and block.level <= self._level):
            return False
        self._level, self._after_table = 0, self._after_table and isinstance(block, Note)
        if not has_name(block, self._name):
            return not self._after_table
        title = title_of(block)
        self.names.append(title)
        self._level = block.level if isinstance(block, Heading) else 0
        self._after_table = isinstance(block, Table | Chart | Picture)
        return False


def with_note(document: Document, left_out: Sequence[str]) -> Document:
    """Return a document that says at its end what was left out; no empty page comes before that."""
    note = Note((Text(f"지면에 맞추어 싣지 않음: {', '.join(left_out)}"),))
    blocks = _without_breaks_at_end(document.blocks)
    last = blocks[-1] if blocks else None
    if isinstance(last, Landscape):
        turned = replace(last, blocks=(*_without_breaks_at_end(last.blocks), note))
        return replace(document, blocks=(*blocks[:-1], turned))
    return replace(document, blocks=(*blocks, note))


_Any = TypeVar("_Any", bound=DocumentBlock)


def _without_breaks_at_end(blocks: tuple[_Any, ...]) -> tuple[_Any, ...]:
    while blocks and isinstance(blocks[-1], PageBreak | Rule):
        blocks = blocks[:-1]
    return blocks


def title_of(block: Block) -> str:
    """Return what a part is called: its heading, title or caption, as it is printed; nothing where it has none."""
    match block:
        case Heading():
            return plain_text(block.content).strip()
        case Box():
            return plain_text(block.title).strip()
        case Table():
            return plain_text(block.caption).strip()
        case Picture():
            return plain_text(block.caption).strip()
        case Chart():
            return plain_text(block.table.caption).strip()
        case _:
            return ""


def has_name(block: Block, name: str) -> bool:
    """Return whether a part bears a name, of which a ``*`` at the end stands for the rest."""
    title = title_of(block)
    if not title:
        return False
    return title.startswith(name.removesuffix(REST)) if name.endswith(REST) else title == name
