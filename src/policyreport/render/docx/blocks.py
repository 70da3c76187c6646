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
    Items,
    Note,
    Pairs,
    Paragraph,
    Table,
)
from policyreport.render.docx.between import keeps_distance, needs_room_below
from policyreport.render.docx.boxes import box_looks, box_title
from policyreport.render.docx.cards import card_pieces
from policyreport.render.docx.contents import contents_piece
from policyreport.render.docx.grid import cell, grid, long_row
from policyreport.render.docx.numbering import NOTE_STYLE
from policyreport.render.docx.pairs import pairs_piece
from policyreport.render.docx.paragraphs import gap, headed, outline, spoken
from policyreport.render.docx.piece import Piece, table_piece
from policyreport.render.docx.setting import Setting
from policyreport.render.docx.table_styles import BOX_SIDE
from policyreport.render.docx.tables import table_pieces
from policyreport.render.docx.units import twips


def blocks(said: Iterable[Block], setting: Setting) -> Iterator[Piece]:
    """Yield the pieces of blocks that follow each other, parted where a table would else touch what is below it."""
    following = [*said, None]
    for this, below in pairwise(following):
        if this is not None:
            yield from block(this, setting, noted=isinstance(below, Note))
            if needs_room_below(this) and not keeps_distance(below):
                yield gap()


def block(said: Block, setting: Setting, *, noted: bool = False) -> Iterator[Piece]:
    """Yield the paragraphs and tables that one block becomes; ``noted`` says that a note to it follows."""
    match said:
        case Heading():
            yield headed(said, setting)
        case Paragraph(content):
            yield spoken("Normal", content, setting)
        case Note(content):
            yield spoken(NOTE_STYLE, content, setting)
        case Items(items):
            yield from outline(items, setting)
        case Box():
            yield _box(said, setting)
        case Cards(cards):
            yield from card_pieces(cards, setting)
        case Pairs(pairs):
            yield pairs_piece(pairs, setting)
        case Table():
            yield from table_pieces(said, setting, noted=noted)
        case Chart():
            yield from _chart(said, setting, noted=noted)
        case Contents():
            yield contents_piece(said, setting)
        case _:
            assert_never(said)


def _chart(said: Chart, setting: Setting, *, noted: bool) -> Iterator[Piece]:
    from policyreport.render.docx.charts import chart_pieces  # noqa: PLC0415 - most documents have none

    return chart_pieces(said, setting, noted=noted)


def _box(said: Box, setting: Setting) -> Piece:
    within = replace(setting, width=setting.width - 2 * twips(BOX_SIDE))
    pieces = [*box_title(said, within), *blocks(said.blocks, within)] or [gap()]
    only = cell(setting.width, (piece.element for piece in pieces))
    printed = (replace(stands, row=1, column=1) for piece in pieces for stands in piece.printed)
    return table_piece(grid("PolicyBox", (setting.width,), (long_row((only,)),), *box_looks(said, setting)), printed)
