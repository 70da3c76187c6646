"""Tables of figures: the caption with its number and unit, and the rows under one head."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from policyreport.document.text import plain_text
from policyreport.document.theme import Theme
from policyreport.document.tree import Align, Inline, Lamp, Row, RowKind, Table
from policyreport.errors import Kind, PolicyReportError, Problem, Words
from policyreport.render.docx.grid import cell, grid, row
from policyreport.render.docx.inlines import Look, inlines, lamp_text, looking
from policyreport.render.docx.piece import Piece, Printed, Setting, paragraph_piece, printed_in_cell, table_piece
from policyreport.render.docx.runs import field, run
from policyreport.render.docx.table_styles import CELL_SIDE, shade
from policyreport.render.docx.units import twips
from policyreport.render.docx.widths import letter_width, need_of, share_out
from policyreport.render.docx.xml import Element, w

_PADDING = 2 * twips(CELL_SIDE)
_ROOM_FOR_A_NUMBER = 6
"""In letters; a column with less than this, and less than it needs, would print its figures one below the other."""


def table_pieces(table: Table, setting: Setting, *, noted: bool = False) -> Iterator[Piece]:
    """Yield the caption, where there is one or a unit, and the table; a table too wide raises ``table-too-wide``.

    No page break parts a sum from the row above it, nor the last row from the note to a table that is ``noted``.
    """
    if table.caption or table.unit:
        yield _caption(table, setting)
    widths = column_widths(table, setting)
    rows = (_head(table, widths, setting), *_rows(table, widths, setting, noted=noted))
    yield table_piece(grid("PolicyTable", widths, rows, headed=True), _printed(table))


def column_widths(table: Table, setting: Setting) -> list[int]:
    """Return widths in twips, by what the columns hold, that together fill the width there is."""
    columns = zip(*(_row_texts(cells, setting.theme) for cells in _all_cells(table)), strict=True)
    letter = letter_width(setting.theme.sizes.table)
    needs = [need_of(texts) for texts in columns]
    if sum(min(need.least, _ROOM_FOR_A_NUMBER) * letter + _PADDING for need in needs) > setting.width:
        raise PolicyReportError([_too_wide(table)])
    return share_out(needs, setting.width, letter, _PADDING)


def _all_cells(table: Table) -> Iterator[Sequence[tuple[Inline, ...]]]:
    yield [column.head for column in table.columns]
    yield from (said.cells for said in table.rows)


def _row_texts(cells: Sequence[tuple[Inline, ...]], theme: Theme) -> list[str]:
    return ["".join(_shown(node, theme) for node in content) for content in cells]


def _shown(node: Inline, theme: Theme) -> str:
    return lamp_text(node.tone, node.word, theme) if isinstance(node, Lamp) else plain_text((node,))


def _too_wide(table: Table) -> Problem:
    title, count = plain_text(table.caption), len(table.columns)
    return Problem(
        Kind.RENDER,
        "docx.table-too-wide",
        Words(
            f"a table of {count} columns has no room on the page: {title}",
            f"표의 열 {count}개를 쪽 너비에 담을 수 없습니다: {title}",
        ),
        hint=Words("divide it into several tables", "표를 여러 개로 나누십시오"),
    )


def _caption(table: Table, setting: Setting) -> Piece:
    tabs = w("tabs", w("tab", val="right", pos=setting.width))
    runs = [*_numbered(table, setting), *_unit(table)]
    return paragraph_piece(w("p", w("pPr", w("pStyle", val="Caption"), tabs), *runs), table.caption)


def _numbered(table: Table, setting: Setting) -> Iterator[Element]:
    if table.caption:
        yield run("표 ")
        yield from field(r"SEQ 표 \* ARABIC", str(next(setting.table_numbers)))
        yield run(". ")
        yield from inlines(table.caption, setting)


def _unit(table: Table) -> Iterator[Element]:
    if table.unit:
        yield run("\t")
        yield looking(f"(단위: {table.unit})", Look("Unit", bold=False))


def _head(table: Table, widths: Sequence[int], setting: Setting) -> Element:
    heads = zip(table.columns, widths, strict=True)
    return row((_cell(c.head, w("pPr", w("pStyle", val="TableHead")), width, setting) for c, width in heads), head=True)


def _rows(table: Table, widths: Sequence[int], setting: Setting, *, noted: bool) -> Iterator[Element]:
    aligns: list[Align] = [column.align for column in table.columns]
    stays = [*(below.kind != "body" for below in table.rows[1:]), noted]
    for said, stays_with_next in zip(table.rows, stays, strict=False):
        shapes = [_shape(said.kind, align, stays_with_next=stays_with_next) for align in aligns]
        yield _row(said, shapes, widths, setting)


def _row(said: Row, shapes: Sequence[Element], widths: Sequence[int], setting: Setting) -> Element:
    tint = _tint(said.kind, setting.theme)
    columns = zip(said.cells, shapes, widths, strict=True)
    return row(_cell(content, shape, width, setting, tint) for content, shape, width in columns)


def _shape(kind: RowKind, align: Align, *, stays_with_next: bool) -> Element:
    """Return paragraph properties; what is aligned left is as its style has it."""
    kept = (w("keepNext"),) if stays_with_next else ()
    aligned = (w("jc", val=align),) if align != "left" else ()
    return w("pPr", w("pStyle", val="TableText" if kind == "body" else "TableTotal"), *kept, *aligned)


def _tint(kind: RowKind, theme: Theme) -> str:
    tints = {
        "body": "",
        "group": theme.colours.box_tint,
        "subtotal": theme.colours.box_tint,
        "total": theme.colours.head_tint,
    }
    return tints[kind]


def _cell(content: tuple[Inline, ...], shape: Element, width: int, setting: Setting, tint: str = "") -> Element:
    text = w("p", shape, *inlines(content, setting))
    return cell(width, (text,), *((shade(tint),) if tint else ()))


def _printed(table: Table) -> Iterator[Printed]:
    for at_row, cells in enumerate(_all_cells(table), start=1):
        for at_column, content in enumerate(cells, start=1):
            yield from printed_in_cell(content, at_row, at_column)
