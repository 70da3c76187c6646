"""Tables of figures, and charts as the tables from which they are drawn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial

from policyreport.document.text import plain_text
from policyreport.document.theme import Theme
from policyreport.document.tree import Align, Chart, RowKind, Table
from policyreport.errors import Kind, PolicyReportError, Problem, Words
from policyreport.render.hwpx.captions import FIGURE, TABLE, caption
from policyreport.render.hwpx.grid import Cell, Grid, Margins, grid_piece
from policyreport.render.hwpx.inlines import inlines, shown_text
from policyreport.render.hwpx.looks import Frame, Line, Type
from policyreport.render.hwpx.paragraph import Own, height_of, paragraph_shell
from policyreport.render.hwpx.paragraphs import worded
from policyreport.render.hwpx.piece import Piece, printed_in
from policyreport.render.hwpx.runs import run
from policyreport.render.hwpx.setting import Setting
from policyreport.render.hwpx.table_parts import Placed, head_depth, placed_parts
from policyreport.render.hwpx.units import hwp_units
from policyreport.render.hwpx.xml import Shell, Xml
from policyreport.render.letters import need_of, share_out

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


def table_pieces(table: Table, setting: Setting) -> Iterator[Piece]:
    """Yield the table with its caption; a table too wide for the page raises ``hwpx.table-too-wide``."""
    yield _table(table, caption(TABLE, table, setting), setting)


def chart_pieces(chart: Chart, setting: Setting) -> Iterator[Piece]:
    """Yield the figures of a chart as a table with the chart's caption, and below it what it shows in words."""
    yield _table(chart.table, caption(FIGURE, chart.table, setting), setting, chart.alt)
    if chart.alt:
        yield worded("Chart Text", chart.alt, setting)


def _table(table: Table, above: Xml, setting: Setting, alt: str = "") -> Piece:
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
    return grid_piece(grid, setting, (*printed_in(table.caption), *within))


def _column_widths(table: Table, parts: Iterable[Placed], texts: Iterable[str], setting: Setting) -> list[int]:
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
        Kind.RENDER,
        "hwpx.table-too-wide",
        Words(
            f"a table of {count} columns has no room on the page: {title}",
            f"표의 열 {count}개를 쪽 너비에 담을 수 없습니다: {title}",
        ),
        hint=Words("divide it into several tables", "표를 여러 개로 나누십시오"),
    )


def _row_heights(parts: Iterable[tuple[Placed, str]], count: int, widths: Sequence[int], setting: Setting) -> list[int]:
    """Return how high each row must be for what stands in it; a cell over two rows asks nothing of them."""
    heights = [height_of("", "Table Text", widths[0], setting) + 2 * MARGINS.ends] * count
    for part, text in parts:
        if part.rows == 1:
            room = sum(widths[part.column : part.column + part.columns]) - 2 * MARGINS.sides
            needed = height_of(text, _style(part.kind), room, setting) + 2 * MARGINS.ends
            heights[part.row] = max(heights[part.row], needed)
    return heights


def _cell(part: Placed, sizes: _Sizes, dress: _Dress, setting: Setting) -> Cell:
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


def _dress(kind: RowKind | None, align: Align, is_first: bool, is_last: bool, setting: Setting) -> _Dress:  # noqa: FBT001 - a key
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
