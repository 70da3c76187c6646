"""Blocks as paragraphs, some of which hold a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
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
from policyreport.render.hwpx.cards import card_pieces
from policyreport.render.hwpx.grid import Cell, Grid, Margins, grid_piece
from policyreport.render.hwpx.looks import Frame, Line
from policyreport.render.hwpx.pairs import pairs_piece
from policyreport.render.hwpx.paragraphs import contents, heading, outline, spoken, worded
from policyreport.render.hwpx.piece import Piece, Printed
from policyreport.render.hwpx.setting import Setting
from policyreport.render.hwpx.tables import chart_pieces, table_pieces
from policyreport.render.hwpx.units import hwp_units

_BOX_MARGINS = Margins(ends=hwp_units(8), sides=hwp_units(12))


def blocks(said: Iterable[Block], setting: Setting) -> Iterator[Piece]:
    """Yield the pieces of blocks that follow each other."""
    for this in said:
        yield from block(this, setting)


def block(said: Block, setting: Setting) -> Iterator[Piece]:
    """Yield the paragraphs that one block becomes."""
    match said:
        case Heading():
            yield heading(said, setting)
        case Paragraph(content):
            yield spoken("Body", content, setting)
        case Note(content):
            yield spoken("Note", content, setting)
        case Items(items):
            yield from outline(items, setting)
        case Box():
            yield _box(said, setting)
        case Cards(cards):
            yield from card_pieces(cards, setting)
        case Pairs(pairs):
            yield from (pairs_piece(pairs, setting),) if pairs else ()
        case Table():
            yield from table_pieces(said, setting)
        case Chart():
            yield from chart_pieces(said, setting)
        case Contents():
            yield from contents(said, setting)
        case _:
            assert_never(said)


def _box(box: Box, setting: Setting) -> Piece:
    """Return a table of one cell; a page break may part it."""
    within = replace(setting, width=setting.width - 2 * _BOX_MARGINS.sides)
    title = (spoken("Box Title", box.title, within),) if box.title else ()
    pieces = [*title, *blocks(box.blocks, within)] or [worded("Body", "", within)]
    height = sum(piece.height for piece in pieces) + 2 * _BOX_MARGINS.ends
    cell = Cell([piece.paragraph for piece in pieces], 0, 0, setting.width, height, _frame(box, setting))
    printed = (Printed(stands.number, 1, 1) for piece in pieces for stands in piece.printed)
    grid = Grid(((cell,),), (setting.width,), (height,), _BOX_MARGINS, parts_rows=True)
    return grid_piece(grid, setting, printed)


def _frame(box: Box, setting: Setting) -> Frame:
    theme = setting.theme
    colour = theme.lamps[box.tone].colour if box.tone else theme.colours.accent
    return Frame((Line("left", 3, colour),), theme.colours.box_tint)
