"""Tables of figures and of pairs, charts as the tables of their figures, and the frame of every table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache, partial
from itertools import groupby
from typing import NamedTuple

from policyreport.document.nodes import Align, Chart, Column, Inline, Pair, Row, RowKind, Table
from policyreport.renderers.flow.blocks import CaptionKind, cells_of_pairs, label_width
from policyreport.renderers.flow.inlines import Placed, Printed, numbers, printed_in_cells, shown_text
from policyreport.renderers.flow.tables import MOST_KEPT_WHOLE, Room, column_widths, head_depth, row_tint
from policyreport.renderers.hwpx.context import Own, RenderContext
from policyreport.renderers.hwpx.inlines import inlines
from policyreport.renderers.hwpx.packed_rows import LongXml, PackedRows
from policyreport.renderers.hwpx.paragraphs import HOLDER, Fragment, caption_paragraph, line_fragment
from policyreport.renderers.hwpx.styles import BARE, Frame, Line, Type
from policyreport.renderers.hwpx.units import PAGE_HEIGHT, hwp_units
from policyreport.renderers.hwpx.xml import NOTHING, Shell, Xml, element, escaped, hp, paragraph_list, shell

_LONG = 100
"""How many rows a table has at most that is held as text."""
_CAPTION_GAP = hwp_units(3)
_KEPT_WHOLE, _FEW_KEPT_WHOLE = 0.2, 0.5
"""Of a page's height, how high a table may be that is never split, and one of few rows."""


class Margins(NamedTuple):
    """The space inside a table's cells, in HWPUNIT: above and below (``ends``), or below another (``below``)."""

    ends: int
    sides: int
    below: int | None = None

    @property
    def bottom(self) -> int:
        """The space below."""
        return self.ends if self.below is None else self.below


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its paragraphs, where it stands (both counted from 0), how large it is, and how it is framed.

    ``margins`` are its own, None where they are the table's.
    """

    paragraphs: Sequence[Xml]
    row: int
    column: int
    width: int
    height: int
    frame: Frame = BARE
    columns: int = 1
    rows: int = 1
    is_head: bool = False
    margins: Margins | None = None


MARGINS = Margins(ends=hwp_units(3.5), sides=hwp_units(5))
"""Of tables of figures and of pairs."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its rows of cells, with the widths of all columns and the heights of all rows, in HWPUNIT.

    The rows are gone through once; so many of them are ``heads``. ``alt`` says in words what it shows; ``caption`` is a
    paragraph above it; ``splits_rows`` lets a page break split a row, where the table is not so short that it is kept
    whole.
    """

    rows: Iterable[Sequence[Cell]]
    widths: Sequence[int]
    heights: Sequence[int]
    margins: Margins
    alt: str = ""
    caption: Xml = NOTHING
    splits_rows: bool = False
    heads: int = 0


def table_fragment(table: Table, context: RenderContext) -> Fragment:
    """Return the table with its caption; a table too wide for the page raises ``hwpx.table-too-wide``."""
    return _figures("표", table, context)


def chart_fragments(chart: Chart, context: RenderContext) -> Iterator[Fragment]:
    """Yield the figures of a chart as a table with the chart's caption, and below it what it shows in words."""
    yield _figures("그림", chart.table, context, chart.alt)
    if chart.alt:
        yield line_fragment("Chart Text", chart.alt, context)


class _Part(NamedTuple):
    """Content of a table and the cells that it takes, counted from 0; ``kind`` is None in the head."""

    content: tuple[Inline, ...]
    row: int
    column: int
    columns: int = 1
    rows: int = 1
    kind: RowKind | None = None
    align: Align = "center"


def _figures(kind: CaptionKind, table: Table, context: RenderContext, alt: str = "") -> Fragment:
    caption = caption_paragraph(kind, table, context)
    texts = [shown_text(part.content, context.theme) for part in _parts(table)]
    widths = _column_widths(table, texts, context)
    heights = _row_heights(table, texts, widths, context)
    rows = _rows_of_cells(table, widths, heights, context)
    cells = ((part.row + 1, part.column + 1, part.content) for part in _parts(table))
    grid = Grid(rows, widths, heights, MARGINS, alt, caption, heads=head_depth(table))
    holder = grid_fragment(grid, context, cells)
    return replace(holder, printed=(*map(Printed, numbers(table.caption, with_notes=True)), *holder.printed))


def _rows_of_cells(
    table: Table, widths: Sequence[int], heights: Sequence[int], context: RenderContext
) -> Iterator[list[Cell]]:
    """Yield the rows one by one, for all cells of a long table together would take much memory."""
    cell_format = cache(partial(_cell_format, context=context))
    for _, parts in groupby(_parts(table), key=lambda part: part.row):
        row: list[Cell] = []
        for part in parts:
            reaches_end = part.row + part.rows == len(heights)
            look = cell_format(part.kind, part.align, is_first=part.row == 0, is_last=reaches_end)
            runs = inlines(part.content, look.letters, context) or (look.empty,)
            row.append(
                Cell(
                    (look.paragraph.around(*runs),),
                    part.row,
                    part.column,
                    sum(widths[part.column : part.column + part.columns]),
                    sum(heights[part.row : part.row + part.rows]),
                    look.frame,
                    part.columns,
                    part.rows,
                    is_head=part.kind is None,
                )
            )
        yield row


def _parts(table: Table) -> Iterator[_Part]:
    """Yield everything that a table says, row by row from the left."""
    depth = head_depth(table)
    yield from _first_heads(table.columns, depth)
    if depth > 1:
        yield from (_Part(column.head, 1, at) for at, column in enumerate(table.columns) if column.group)
    aligns: list[Align] = [column.align for column in table.columns]
    for at_row, row in enumerate(table.rows, start=depth):
        yield from _row_parts(row, at_row, aligns)


def _first_heads(columns: Sequence[Column], depth: int) -> Iterator[_Part]:
    at = 0
    for group, found in groupby(columns, key=lambda column: column.group):
        members = list(found)
        if group:
            yield _Part(group, 0, at, columns=len(members))
        else:
            yield from (_Part(column.head, 0, i, rows=depth) for i, column in enumerate(members, start=at))
        at += len(members)


def _row_parts(row: Row, at_row: int, aligns: Sequence[Align]) -> Iterator[_Part]:
    if row.kind == "group" and not any(row.cells[1:]):
        yield _Part(row.cells[0], at_row, 0, columns=len(aligns), kind="group", align="left")
        return
    for at, (content, align) in enumerate(zip(row.cells, aligns, strict=True)):
        yield _Part(content, at_row, at, kind=row.kind, align=align)


def _column_widths(table: Table, texts: Iterable[str], context: RenderContext) -> Sequence[int]:
    columns: list[list[str]] = [[""] for _ in table.columns]
    for part, text in zip(_parts(table), texts, strict=True):
        if part.columns == 1:
            columns[part.column].append(text)
    return column_widths(table, columns, table_room(context), "hwpx.table-too-wide")


def table_room(context: RenderContext) -> Room:
    """Return the width of a table, and what its letters and cells take of it."""
    return Room(context.width, hwp_units(context.theme.sizes.table) // 2, 2 * MARGINS.sides)


def _row_heights(table: Table, texts: Iterable[str], widths: Sequence[int], context: RenderContext) -> Sequence[int]:
    """Return how high each row must be for what stands in it; a cell over two rows does not count."""
    least = context.height_of("", "Table Text", widths[0]) + 2 * MARGINS.ends
    heights = [least] * (head_depth(table) + len(table.rows))
    for part, text in zip(_parts(table), texts, strict=True):
        if part.rows == 1:
            room = sum(widths[part.column : part.column + part.columns]) - 2 * MARGINS.sides
            needed = context.height_of(text, _cell_style(part.kind), room) + 2 * MARGINS.ends
            heights[part.row] = max(heights[part.row], needed)
    return heights


class _CellFormat(NamedTuple):
    """How cells of a kind look."""

    letters: Type
    paragraph: Shell
    empty: Xml
    frame: Frame


def _cell_format(
    kind: RowKind | None, align: Align, *, is_first: bool, is_last: bool, context: RenderContext
) -> _CellFormat:
    style, ink = _cell_style(kind), context.theme.colours
    letters, layout = context.letters(style), replace(context.registry.styles[style].layout, align=align)
    above = (Line("top", 1.1, ink.title),) if is_first else ()
    below = Line("bottom", 0.75, ink.title) if is_last else Line("bottom", 0.35, ink.rule)
    frame = Frame((*above, below), row_tint(kind, context.theme))
    return _CellFormat(letters, context.paragraph_shell(style, Own(layout)), context.run("", letters), frame)


def _cell_style(kind: RowKind | None) -> str:
    if kind is None:
        return "Table Head"
    return "Table Text" if kind == "body" else "Table Total"


def pairs_fragment(pairs: Sequence[Pair], context: RenderContext) -> Fragment:
    """Return pairs as a table of two columns."""
    return grid_fragment(pairs_grid(pairs, context), context, cells_of_pairs(pairs))


def pairs_grid(pairs: Sequence[Pair], context: RenderContext) -> Grid:
    """Return the table of pairs, the column of the labels as wide as they are."""
    labels = label_width(pairs, pairs_room(context))
    widths = (labels, context.width - labels)
    heights = [_pair_height(pair, widths, context) for pair in pairs]
    rows = [list(_pair_cells(pair, at, widths, heights[at], context)) for at, pair in enumerate(pairs)]
    return Grid(rows, widths, heights, MARGINS)


def pairs_room(context: RenderContext) -> Room:
    """Return the width of a table of pairs, and what its letters and cells take of it."""
    return Room(context.width, hwp_units(context.theme.sizes.table) / 2, 2 * MARGINS.sides)


def _pair_height(pair: Pair, widths: Sequence[int], context: RenderContext) -> int:
    sides = zip((pair.label, pair.content), ("Table Head", "Table Text"), widths, strict=True)
    heights = (
        context.height_of(shown_text(content, context.theme), style, width - 2 * MARGINS.sides)
        for content, style, width in sides
    )
    return max(heights) + 2 * MARGINS.ends


def _pair_cells(pair: Pair, at: int, widths: Sequence[int], height: int, context: RenderContext) -> Iterator[Cell]:
    ink = context.theme.colours
    above = () if at else (Line("top", 1.1, ink.title),)
    parts = ((pair.label, "Table Head", ink.head_tint), (pair.content, "Table Text", ""))
    for column, (content, style, tint) in enumerate(parts):
        paragraph = context.paragraph(style, inlines(content, context.letters(style), context))
        frame = Frame((*above, Line("bottom", 0.35, ink.rule)), tint)
        yield Cell((paragraph,), at, column, widths[column], height, frame)


def grid_fragment(
    grid: Grid, context: RenderContext, cells: Iterable[Placed] = (), before: Iterable[Xml] = ()
) -> Fragment:
    """Return the paragraph that holds a table, after the runs ``before`` it; ``cells`` are what the table prints."""
    rows = (hp("tr", *(_cell(cell, grid.margins, context) for cell in row)) for row in grid.rows)
    made = PackedRows(rows) if len(grid.heights) > _LONG else Xml("".join(rows))
    table = context.run_shell(context.letters(HOLDER)).around_shell(_table(grid, context))  # its id after its cells'
    around = context.paragraph_shell(HOLDER).around_shell(table, before)
    paragraph = LongXml(around, made) if isinstance(made, PackedRows) else around.around(made)
    height = sum(grid.heights) + context.height_of("", HOLDER)
    printed = tuple(printed_in_cells(cells, with_notes=True))
    return Fragment(paragraph, height, holds_table=True, printed=printed)


def _table(grid: Grid, context: RenderContext) -> Shell:
    """Return what stands around the rows of a table."""
    width, height = sum(grid.widths), sum(grid.heights)
    caption = {"side": "TOP", "fullSz": 0, "width": width, "gap": _CAPTION_GAP, "lastWidth": width}
    placed = {"zOrder": 0, "numberingType": "TABLE", "textWrap": "TOP_AND_BOTTOM", "textFlow": "BOTH_SIDES", "lock": 0}
    broken = {"dropcapstyle": "None", "pageBreak": _page_break(grid), "repeatHeader": int(grid.heads > 0)}
    counts = {"rowCnt": len(grid.heights), "colCnt": len(grid.widths), "cellSpacing": 0}
    children = (
        hp("sz", width=width, widthRelTo="ABSOLUTE", height=height, heightRelTo="ABSOLUTE", protect=0),
        _POSITION,
        _space("outMargin", Margins(0, 0)),
        element("hp:caption", (paragraph_list([grid.caption]),), caption) if grid.caption else NOTHING,
        hp("shapeComment", escaped(grid.alt)) if grid.alt else NOTHING,
        _space("inMargin", grid.margins),
    )
    framed = {"borderFillIDRef": context.registry.frames.number(BARE), "noAdjust": 0}
    whole = element("hp:tbl", children, {"id": next(context.ids), **placed, **broken, **counts, **framed})
    end = "</hp:tbl>"
    return Shell(whole.removesuffix(end), end)


_POSITION = Xml(
    '<hp:pos treatAsChar="0" affectLSpacing="0" flowWithText="1" allowOverlap="0" holdAnchorAndSO="0"'
    ' vertRelTo="PARA" horzRelTo="COLUMN" vertAlign="TOP" horzAlign="LEFT" vertOffset="0" horzOffset="0"/>'
)


def _page_break(grid: Grid) -> str:
    """Return where a page break may part a table: nowhere, between its rows, or in them too.

    한글 lets nobody say which rows stay together, so that a table of few rows, of which one would be alone, is whole.
    """
    is_few = len(grid.heights) - grid.heads <= MOST_KEPT_WHOLE and not grid.splits_rows
    if sum(grid.heights) <= PAGE_HEIGHT * (_FEW_KEPT_WHOLE if is_few else _KEPT_WHOLE):
        return "NONE"
    return "CELL" if grid.splits_rows else "TABLE"


def _cell(cell: Cell, margins: Margins, context: RenderContext) -> Xml:
    own = int(cell.margins is not None)
    return _cell_shell(int(cell.is_head), own, context.registry.frames.number(cell.frame)).around(
        paragraph_list(cell.paragraphs, vert_align="CENTER"),
        Xml(f'<hp:cellAddr colAddr="{cell.column}" rowAddr="{cell.row}"/>'),
        _extent(cell.columns, cell.rows, cell.width, cell.height),
        _space("cellMargin", cell.margins or margins),
    )


@lru_cache(maxsize=256)
def _cell_shell(is_head: int, has_margins: int, frame: int) -> Shell:
    usual = {"hasMargin": has_margins, "protect": 0, "editable": 0, "dirty": 0}
    return shell("tc", name="", header=is_head, **usual, borderFillIDRef=frame)


@lru_cache(maxsize=1024)
def _extent(columns: int, rows: int, width: int, height: int) -> Xml:
    return Xml(hp("cellSpan", colSpan=columns, rowSpan=rows) + hp("cellSz", width=width, height=height))


@lru_cache(maxsize=64)
def _space(tag: str, margins: Margins) -> Xml:
    return hp(tag, left=margins.sides, right=margins.sides, top=margins.ends, bottom=margins.bottom)
