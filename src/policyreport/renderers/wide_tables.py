"""Tables too wide for a page that is upright: they are turned, or refused where not even that will do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from policyreport.diagnostics import ErrorKind, Message, Problem
from policyreport.document.nodes import (
    Block,
    Chart,
    Document,
    DocumentBlock,
    Heading,
    Landscape,
    Note,
    Paragraph,
    Table,
)
from policyreport.document.number_format import plain_text


def with_wide_tables_turned(document: Document, is_wide: Callable[[Table | Chart], bool]) -> Document:
    """Return the document with its wide tables on pages in landscape, each with its headings and its notes.

    A sentence between a heading and the table goes with them.
    A table within another block, such as a box, stays where it is.
    """
    blocks = document.blocks
    turned = [isinstance(block, Table | Chart) and is_wide(block) for block in blocks]
    if not any(turned):
        return document
    for i in range(1, len(blocks)):
        turned[i] = turned[i] or (turned[i - 1] and isinstance(blocks[i], Note))
    for i in reversed(range(len(blocks) - 1)):
        announces = isinstance(blocks[i], Heading) or (
            i > 0 and isinstance(blocks[i], Paragraph | Note) and isinstance(blocks[i - 1], Heading)
        )
        turned[i] = turned[i] or (turned[i + 1] and announces)
    return replace(document, blocks=tuple(_joined(blocks, turned)))


def _joined(blocks: Sequence[DocumentBlock], turned: Sequence[bool]) -> list[DocumentBlock]:
    """Return the blocks, those to be turned that follow one another in one part."""
    joined: list[DocumentBlock] = []
    part: list[Block] = []
    for block, is_turned in zip(blocks, turned, strict=True):
        if is_turned and not isinstance(block, Landscape):
            part.append(block)
            continue
        if part:
            joined.append(Landscape(tuple(part)))
            part = []
        joined.append(block)
    return [*joined, Landscape(tuple(part))] if part else joined


def too_wide(table: Table, code: str) -> Problem:
    """Return the problem of a table whose columns do not fit a page, not even one in landscape."""
    name = plain_text(table.caption) or plain_text(table.columns[0].head)
    what = Message(
        f"the table '{name}' has {len(table.columns)} columns, more than fit the page",
        f"표 '{name}'의 열 {len(table.columns)}개가 쪽 너비에 들어가지 않습니다",
    )
    hint = Message(
        "leave columns out, split the table, or print it in the workbook",
        "열을 줄이거나 표를 나누거나 엑셀로 내십시오",
    )
    return Problem(ErrorKind.RENDER, code, what, field=name, hint=hint)
