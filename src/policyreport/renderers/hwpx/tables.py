"""Tables of figures, and charts as the tables from which they are drawn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from itertools import groupby

from policyreport.diagnostics import ErrorKind, Message, PolicyReportError, Problem
from policyreport.document.nodes import Align, Chart, Column, Inline, Row, RowKind, Table
from policyreport.document.number_format import plain_text
from policyreport.document.theme import Theme
from policyreport.ooxml.text_width import need_of, share_out
from policyreport.renderers.hwpx.context import RenderContext
from policyreport.renderers.hwpx.fragments import Fragment, printed_in
from policyreport.renderers.hwpx.grid import Cell, Grid, Margins, grid_fragment
from policyreport.renderers.hwpx.inlines import inlines, run, shown_text
from policyreport.renderers.hwpx.paragraph import Own, height_of, paragraph_shell
from policyreport.renderers.hwpx.paragraphs import FIGURE, TABLE, caption, worded
from policyreport.renderers.hwpx.styles import Frame, Line, Type
from policyreport.renderers.hwpx.units import hwp_units
from policyreport.renderers.hwpx.xml import Shell, Xml


@dataclass(frozen=True, slots=True)
class Placed:
    """Content and the cells of the grid that it takes, counted from 0; ``kind`` is None in the head."""

    content: tuple[Inline, ...]
    row: int
    column: int
    columns: int = 1
    rows: int = 1
    kind: RowKind | None = None
    align: Align = "center"


def head_depth(table: Table) -> int:
    """Return how many head rows there are: two where columns stand under a common head."""
    return 2 if any(column.group for column in table.columns) else 1


def placed_parts(table: Table) -> Iterator[Placed]:
    """Yield everything that a table says, row by row from the left."""
    depth = head_depth(table)
    yield from _first_heads(table.columns, depth)
    if depth > 1:
        grouped = ((at, column) for at, column in enumerate(table.columns) if column.group)
        yield from (Placed(column.head, 1, at) for at, column in grouped)
    aligns: list[Align] = [column.align for column in table.columns]
    for at_row, row in enumerate(table.rows, start=depth):
        yield from _row(row, at_row, aligns)


def _first_heads(columns: Sequence[Column], depth: int) -> Iterator[Placed]:
    at = 0
    for group, found in groupby(columns, key=lambda column: column.group):
        members = list(found)
        if group:
            yield Placed(group, 0, at, columns=len(members))
        else:
            yield from (Placed(column.head, 0, i, rows=depth) for i, column in enumerate(members, start=at))
        at += len(members)


def _row(row: Row, at_row: int, aligns: Sequence[Align]) -> Iterator[Placed]:
    if row.kind == "group" and not any(row.cells[1:]):
        yield Placed(row.cells[0], at_row, 0, columns=len(aligns), kind="group", align="left")
        return
    for at, (content, align) in enumerate(zip(row.cells, aligns, strict=True)):
        yield Placed(content, at_row, at, kind=row.kind, align=align)


MARGINS = Margins(ends=hwp_units(3.5), sides=hwp_units(5))
_ROOM_FOR_A_NUMBER = 6
"""In letters; a column with less than this, and less than it needs, would print its figures one below the other."""


@dataclass(frozen=True, slots=True)
class _Sizes:
    """In HWPUNIT, how wide the columns and how high the rows are."""

    widths: Sequence[int]
    heights: Sequence[int]


@dataclass(frozen=True, slots=True)
class _Dress:
    """How cells of a kind look."""

    letters: Type
    paragraph: Shell
    empty: Xml
    frame: Frame


def table_fragments(table: Table, setting: RenderContext) -> Iterator[Fragment]:
    """Yield the table with its caption; a table too wide for the page raises ``hwpx.table-too-wide``."""
    yield _table(table, caption(TABLE, table, setting), setting)


def chart_fragments(chart: Chart, setting: RenderContext) -> Iterator[Fragment]:
    """Yield the figures of a chart as a table with the chart's caption, and below it what it shows in words."""
    yield _table(chart.table, caption(FIGURE, chart.table, setting), setting, chart.alt)
    if chart.alt:
        yield worded("Chart Text", chart.alt, setting)


def _table(table: Table, above: Xml, setting: RenderContext, alt: str = "") -> Fragment:
    parts = list(placed_parts(table))
    texts = [shown_text(part.content, setting.theme) for part in parts]
    widths = _column_widths(table, parts, texts, setting)
    row_count = head_depth(table) + len(table.rows)
    sizes = _Sizes(widths, _row_heights(zip(parts, texts, strict=True), row_count, widths, setting))
    rows: list[list[Cell]] = [[] for _ in range(row_count)]
    dress = cache(partial(_dress, setting=setting))
    for part in parts:
        reaches = part.row + part.rows == row_count
        rows[part.row].append(_cell(part, sizes, dress(part.kind, part.align, part.row == 0, reaches), setting))
    within = (said for part in parts for said in printed_in(part.content, part.row + 1, part.column + 1))
    grid = Grid(rows, sizes.widths, sizes.heights, MARGINS, alt, above)
    return grid_fragment(grid, setting, (*printed_in(table.caption), *within))


def _column_widths(table: Table, parts: Iterable[Placed], texts: Iterable[str], setting: RenderContext) -> list[int]:
    held: list[list[str]] = [[""] for _ in table.columns]
    for part, text in zip(parts, texts, strict=True):
        if part.columns == 1:
            held[part.column].append(text)
    needs = [need_of(column) for column in held]
    letter, padding = hwp_units(setting.theme.sizes.table) // 2, 2 * MARGINS.sides
    if sum(min(need.least, _ROOM_FOR_A_NUMBER) * letter + padding for need in needs) > setting.width:
        raise PolicyReportError([_too_wide(table)])
    return share_out(needs, setting.width, letter, padding)


def _too_wide(table: Table) -> Problem:
    title, count = plain_text(table.caption), len(table.columns)
    return Problem(
        ErrorKind.RENDER,
        "hwpx.table-too-wide",
        Message(
            f"a table of {count} columns has no room on the page: {title}",
            f"표의 열 {count}개를 쪽 너비에 담을 수 없습니다: {title}",
        ),
        hint=Message("divide it into several tables", "표를 여러 개로 나누십시오"),
    )


def _row_heights(
    parts: Iterable[tuple[Placed, str]], count: int, widths: Sequence[int], setting: RenderContext
) -> list[int]:
    """Return how high each row must be for what stands in it; a cell over two rows asks nothing of them."""
    heights = [height_of("", "Table Text", widths[0], setting) + 2 * MARGINS.ends] * count
    for part, text in parts:
        if part.rows == 1:
            room = sum(widths[part.column : part.column + part.columns]) - 2 * MARGINS.sides
            needed = height_of(text, _style(part.kind), room, setting) + 2 * MARGINS.ends
            heights[part.row] = max(heights[part.row], needed)
    return heights


def _cell(part: Placed, sizes: _Sizes, dress: _Dress, setting: RenderContext) -> Cell:
    runs = inlines(part.content, dress.letters, setting) or (dress.empty,)
    return Cell(
        (dress.paragraph.around(*runs),),
        part.row,
        part.column,
        sum(sizes.widths[part.column : part.column + part.columns]),
        sum(sizes.heights[part.row : part.row + part.rows]),
        dress.frame,
        part.columns,
        part.rows,
        is_head=part.kind is None,
    )


def _dress(kind: RowKind | None, align: Align, is_first: bool, is_last: bool, setting: RenderContext) -> _Dress:  # noqa: FBT001 - a key
    style = _style(kind)
    layout = replace(setting.catalogue.styles[style].layout, align=align)
    frame = _frame(kind, is_first=is_first, is_last=is_last, theme=setting.theme)
    letters = setting.letters(style)
    return _Dress(letters, paragraph_shell(style, setting, Own(layout)), run("", letters, setting), frame)


def _style(kind: RowKind | None) -> str:
    if kind is None:
        return "Table Head"
    return "Table Text" if kind == "body" else "Table Total"


def _frame(kind: RowKind | None, *, is_first: bool, is_last: bool, theme: Theme) -> Frame:
    ink = theme.colours
    below = Line("bottom", 0.75, ink.title) if is_last else Line("bottom", 0.35, ink.rule)
    above = (Line("top", 1.1, ink.title),) if is_first else ()
    return Frame((*above, below), _tint(kind, theme))


def _tint(kind: RowKind | None, theme: Theme) -> str:
    match kind:
        case None | "total":
            return theme.colours.head_tint
        case "group" | "subtotal":
            return theme.colours.box_tint
        case "body":
            return ""
