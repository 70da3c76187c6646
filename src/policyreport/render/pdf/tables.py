"""Tables of the tree, and pairs of label and content, set in type."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from policyreport.document.text import plain_text
from policyreport.document.theme import Theme
from policyreport.document.tree import Align, Pairs, Table, Text
from policyreport.errors import Kind, PolicyReportError, Problem, Words
from policyreport.render.pdf.columns import Wish, column_widths
from policyreport.render.pdf.faces import BOLD
from policyreport.render.pdf.lines import broken, least_width, natural_width
from policyreport.render.pdf.part import TextBox
from policyreport.render.pdf.runs import Look, Run, runs
from policyreport.render.pdf.table import PAD_X, LaidRow, TableBox, TableLook

_LEAST_LABEL_SHARE = 0.17
_LEADING = 1.5
_WHOLE_LETTERS = 7
"""A cell no longer than so many letters is not broken if that can be helped."""


def caption(table: Table, number: int, theme: Theme, width: float) -> Iterator[TextBox]:
    """Yield the line above a table: its number and caption at the left, its unit at the right."""
    if not table.caption and not table.unit:
        return
    look = Look(theme.sizes.caption, theme.colours.ink, BOLD)
    label = (Text(f"표 {number}. "),) if table.caption else ()
    left = runs((*label, *table.caption), look, theme)
    unit = Look(theme.sizes.caption, theme.colours.quiet).run(f"(단위: {table.unit})" if table.unit else "")
    lines = broken(left, width - unit.width - PAD_X)
    yield TextBox(lines, look.size * 1.6, 11, stays_with_next=True, tail=unit, width=width)


def table_box(table: Table, theme: Theme, width: float) -> TableBox:
    """Return a table across a column; raises ``PolicyReportError`` where its columns cannot fit (exit code 5)."""
    plain = Look(theme.sizes.table, theme.colours.ink)
    bold = Look(theme.sizes.table, theme.colours.ink, BOLD)
    head = [runs(c.head, Look(theme.sizes.table, theme.colours.title, BOLD), theme) for c in table.columns]
    rows = [[runs(cell, plain if row.kind == "body" else bold, theme) for cell in row.cells] for row in table.rows]
    widths = column_widths([_wish(column) for column in zip(head, *rows, strict=True)], width)
    if widths is None:
        raise PolicyReportError([_too_wide(table)])
    laid = [_laid(cells, widths, tinted=row.kind != "body") for cells, row in zip(rows, table.rows, strict=True)]
    look = _look(theme, widths, tuple(column.align for column in table.columns))
    return TableBox(_laid(head, widths), tuple(laid), look, before=3)


def pairs_table(block: Pairs, theme: Theme, width: float) -> TableBox:
    """Return labels with their contents as rows of two columns, the labels on a tint."""
    label_look = Look(theme.sizes.table, theme.colours.title, BOLD)
    plain = Look(theme.sizes.table + 0.5, theme.colours.ink)
    rows = [[runs(p.label, label_look, theme), runs(p.content, plain, theme)] for p in block.pairs]
    widest = max(natural_width(label) for label, _ in rows) + 2 * PAD_X + 6
    first = max(width * _LEAST_LABEL_SHARE, min(widest, width / 2))
    widths = first, width - first
    look = _look(theme, widths, ("center", "left"), label_tint=theme.colours.head_tint)
    return TableBox(None, tuple(_laid(cells, widths) for cells in rows), look, before=6)


def _wish(cells: Sequence[Sequence[Run]]) -> Wish:
    padding = 2 * PAD_X + 0.1
    natural = [natural_width(cell) for cell in cells]
    kept_whole = [width for width, cell in zip(natural, cells, strict=True) if width <= _WHOLE_LETTERS * _size(cell)]
    least = max(*map(least_width, cells), *kept_whole, 0)
    return Wish(least + padding, max(natural) + padding)


def _size(cell: Sequence[Run]) -> float:
    return cell[0].size if cell else 0


def _laid(cells: Sequence[Sequence[Run]], widths: Sequence[float], *, tinted: bool = False) -> LaidRow:
    broken_cells = (broken(cell, width - 2 * PAD_X) for cell, width in zip(cells, widths, strict=True))
    return LaidRow(tuple(broken_cells), tinted)


def _look(theme: Theme, widths: tuple[float, ...], aligns: tuple[Align, ...], label_tint: str = "") -> TableLook:
    colours = theme.colours
    return TableLook(
        widths=widths,
        aligns=aligns,
        leading=theme.sizes.table * _LEADING,
        edge=colours.title,
        rule=colours.rule,
        head_tint=colours.head_tint,
        total_tint=colours.box_tint,
        first_column_tint=label_tint,
    )


def _too_wide(table: Table) -> Problem:
    name = plain_text(table.caption) or plain_text(table.columns[0].head)
    what = Words(
        f"the table '{name}' has {len(table.columns)} columns, more than fit the page",
        f"표 '{name}'의 열 {len(table.columns)}개가 쪽 너비에 들어가지 않습니다",
    )
    hint = Words(
        "leave columns out, split the table, or print it in the workbook", "열을 줄이거나 표를 나누거나 엑셀로 내십시오"
    )
    return Problem(Kind.RENDER, "pdf.table-too-wide", what, field=name, hint=hint)
