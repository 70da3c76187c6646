"""Blocks as paragraphs and tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise
from typing import assert_never

from policyreport.document.tree import (
    Block,
    Box,
    Cards,
    Chart,
    Contents,
    Heading,
    Inline,
    Items,
    Note,
    Pairs,
    Paragraph,
    Table,
)
from policyreport.render.docx.cards import card_pieces
from policyreport.render.docx.grid import cell, grid, long_row
from policyreport.render.docx.numbering import NOTE_STYLE
from policyreport.render.docx.pairs import pairs_piece
from policyreport.render.docx.paragraphs import gap, outline, spoken
from policyreport.render.docx.piece import Piece, Printed, Setting, table_piece
from policyreport.render.docx.table_styles import BOX_SIDE
from policyreport.render.docx.tables import table_pieces
from policyreport.render.docx.units import twips


def blocks(said: Iterable[Block], setting: Setting) -> Iterator[Piece]:
    """Yield the pieces of blocks that follow each other, parted where a table would else touch what is below it."""
    following = [*said, None]
    for this, below in pairwise(following):
        if this is not None:
            yield from block(this, setting, noted=isinstance(below, Note))
            if _ends_in_table(this) and not _keeps_distance(below):
                yield gap()


def block(said: Block, setting: Setting, *, noted: bool = False) -> Iterator[Piece]:
    """Yield the paragraphs and tables that one block becomes; ``noted`` says that a note to it follows."""
    match said:
        case Heading(level, content):
            yield spoken(f"Heading{level}", content, setting)
        case Paragraph(content):
            yield spoken("Normal", content, setting)
        case Note(content):
            yield spoken(NOTE_STYLE, content, setting)
        case Items(items):
            yield from outline(items, setting)
        case Box(title, inner):
            yield _box(title, inner, setting)
        case Cards(cards):
            yield from card_pieces(cards, setting)
        case Pairs(pairs):
            yield pairs_piece(pairs, setting)
        case Table():
            yield from table_pieces(said, setting, noted=noted)
        case Chart(table=table):
            yield from table_pieces(table, setting, noted=noted)
        case Contents():
            pass
        case _:
            assert_never(said)


def _box(title: tuple[Inline, ...], inner: Iterable[Block], setting: Setting) -> Piece:
    within = replace(setting, width=setting.width - 2 * twips(BOX_SIDE))
    heading = (spoken("BoxTitle", title, within),) if title else ()
    pieces = [*heading, *blocks(inner, within)] or [gap()]
    only = cell(setting.width, (piece.element for piece in pieces))
    printed = (Printed(stands.number, 1, 1) for piece in pieces for stands in piece.printed)
    return table_piece(grid("PolicyBox", (setting.width,), (long_row((only,)),)), printed)


def _ends_in_table(said: Block) -> bool:
    return isinstance(said, Box | Cards | Pairs | Table)


def _keeps_distance(below: Block | None) -> bool:
    """Whether a block begins with a paragraph whose style leaves room above it."""
    return isinstance(below, Heading | Note) or (isinstance(below, Table) and bool(below.caption or below.unit))
