"""The frame of every table: a paragraph that holds it, its rows and its cells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from policyreport.renderers.hwpx.context import RenderContext
from policyreport.renderers.hwpx.fragments import Fragment, Printed
from policyreport.renderers.hwpx.inlines import controlled
from policyreport.renderers.hwpx.paragraph import height_of, paragraph, paragraphs
from policyreport.renderers.hwpx.styles import BARE, Frame
from policyreport.renderers.hwpx.units import PAGE_HEIGHT, hwp_units
from policyreport.renderers.hwpx.xml import NOTHING, Shell, Xml, element, escaped, hp, shell

HOLDER = "Table Holder"
"""The style of the paragraph that holds a table: a narrow line below it."""
_CAPTION_GAP = hwp_units(3)
_KEPT_WHOLE = 0.2
"""Of a page's height, how high a table may be that is never parted."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its paragraphs, where it stands (both counted from 0), how large it is, and how it is dressed."""

    held: Sequence[Xml]
    row: int
    column: int
    width: int
    height: int
    frame: Frame = BARE
    columns: int = 1
    rows: int = 1
    is_head: bool = False


@dataclass(frozen=True, slots=True)
class Margins:
    """The space inside a table's cells, in HWPUNIT."""

    ends: int
    sides: int


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its rows of cells, with the widths of all columns and the heights of all rows, in HWPUNIT.

    ``alt`` says in words what it shows; ``caption`` is a paragraph above it; ``parts_rows`` lets a page break part a
    row, where the table is not so short that it is kept whole.
    """

    rows: Sequence[Sequence[Cell]]
    widths: Sequence[int]
    heights: Sequence[int]
    margins: Margins
    alt: str = ""
    caption: Xml = NOTHING
    parts_rows: bool = False


def grid_fragment(
    grid: Grid, setting: RenderContext, printed: Iterable[Printed] = (), before: Iterable[Xml] = ()
) -> Fragment:
    """Return the paragraph that holds a table, after the runs ``before`` it, and the numbers in the table."""
    run = controlled(_table(grid, setting), setting.letters(HOLDER), setting)
    height = sum(grid.heights) + height_of("", HOLDER, setting.width, setting)
    return Fragment(paragraph(HOLDER, [*before, run], setting), height, holds_table=True, printed=tuple(printed))


def _table(grid: Grid, setting: RenderContext) -> Xml:
    return hp(
        "tbl",
        _size(grid),
        _position(),
        _space("outMargin", Margins(0, 0)),
        _caption(grid),
        hp("shapeComment", escaped(grid.alt)) if grid.alt else NOTHING,
        _space("inMargin", grid.margins),
        *(hp("tr", *(_cell(cell, grid.margins, setting) for cell in row)) for row in grid.rows),
        id=next(setting.counts.ids),
        zOrder=0,
        numberingType="TABLE",
        textWrap="TOP_AND_BOTTOM",
        textFlow="BOTH_SIDES",
        lock=0,
        dropcapstyle="None",
        pageBreak=_parting(grid),
        repeatHeader=int(any(cell.is_head for cell in grid.rows[0])),
        rowCnt=len(grid.heights),
        colCnt=len(grid.widths),
        cellSpacing=0,
        borderFillIDRef=setting.catalogue.frames.number(BARE),
        noAdjust=0,
    )


def _size(grid: Grid) -> Xml:
    width, height = sum(grid.widths), sum(grid.heights)
    return hp("sz", width=width, widthRelTo="ABSOLUTE", height=height, heightRelTo="ABSOLUTE", protect=0)


def _parting(grid: Grid) -> str:
    """Return where a page break may part a table: nowhere, between its rows, or in them too."""
    if sum(grid.heights) <= PAGE_HEIGHT * _KEPT_WHOLE:
        return "NONE"
    return "CELL" if grid.parts_rows else "TABLE"


def _caption(grid: Grid) -> Xml:
    width = sum(grid.widths)
    shape = {"side": "TOP", "fullSz": 0, "width": width, "gap": _CAPTION_GAP, "lastWidth": width}
    return element("hp:caption", (paragraphs([grid.caption]),), shape) if grid.caption else NOTHING


def _position() -> Xml:
    return hp(
        "pos",
        treatAsChar=0,
        affectLSpacing=0,
        flowWithText=1,
        allowOverlap=0,
        holdAnchorAndSO=0,
        vertRelTo="PARA",
        horzRelTo="COLUMN",
        vertAlign="TOP",
        horzAlign="LEFT",
        vertOffset=0,
        horzOffset=0,
    )


def _cell(cell: Cell, margins: Margins, setting: RenderContext) -> Xml:
    return _cell_shell(int(cell.is_head), setting.catalogue.frames.number(cell.frame)).around(
        paragraphs(cell.held, stand="CENTER"),
        _address(cell.row, cell.column),
        _extent(cell.columns, cell.rows, cell.width, cell.height),
        _space("cellMargin", margins),
    )


@lru_cache(maxsize=256)
def _cell_shell(is_head: int, frame: int) -> Shell:
    usual = {"hasMargin": 0, "protect": 0, "editable": 0, "dirty": 0}
    return shell("tc", name="", header=is_head, **usual, borderFillIDRef=frame)


def _address(row: int, column: int) -> Xml:
    return Xml(f'<hp:cellAddr colAddr="{column}" rowAddr="{row}"/>')


@lru_cache(maxsize=1024)
def _extent(columns: int, rows: int, width: int, height: int) -> Xml:
    return Xml(hp("cellSpan", colSpan=columns, rowSpan=rows) + hp("cellSz", width=width, height=height))


@lru_cache(maxsize=64)
def _space(tag: str, margins: Margins) -> Xml:
    return hp(tag, left=margins.sides, right=margins.sides, top=margins.ends, bottom=margins.ends)
