"""Leave parts of a document out, by their headings or captions as they are printed, and say so at its end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from policyreport.document.nodes import Block, Box, Chart, Document, Heading, Note, Picture, Table, Text
from policyreport.document.number_format import plain_text

REST = "*"
"""What stands for the rest of a heading or caption at the end of its name."""


def without(document: Document, name: str) -> tuple[Document, tuple[str, ...]]:
    """Return a document without each part of a name, and what these are called; itself where it has none.

    A heading takes its section with it, a table or chart the notes that follow it. A ``*`` at the end of the name
    stands for the rest of it.
    """
    kept: list[Block] = []
    names: list[str] = []
    level, after_table = 0, False
    for block in document.blocks:
        if level and not (isinstance(block, Heading) and block.level <= level):
            continue
        level, after_table = 0, after_table and isinstance(block, Note)
        title = _title(block)
        if title and _is_named(title, name):
            names.append(title)
            level = block.level if isinstance(block, Heading) else 0
            after_table = isinstance(block, Table | Chart | Picture)
        elif not after_table:
            kept.append(block)
    return (replace(document, blocks=tuple(kept)), tuple(names)) if names else (document, ())


def with_note(document: Document, left_out: Sequence[str]) -> Document:
    """Return a document that says at its end what was left out."""
    note = Note((Text(f"지면에 맞추어 싣지 않음: {', '.join(left_out)}"),))
    return replace(document, blocks=(*document.blocks, note))


def _title(block: Block) -> str:
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


def _is_named(title: str, name: str) -> bool:
    return title.startswith(name.removesuffix(REST)) if name.endswith(REST) else title == name
