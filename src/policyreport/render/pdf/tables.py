"""Tables of the tree, and pairs of label and content, set in type."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from policyreport.document.text import plain_text
from policyreport.document.theme import Theme
from policyreport.document.tree import (
    Align,
    Column,
    Inline,
    Lamp,
    Link,
    Pairs,
    Reference,
    Row,
    RowKind,
    Strong,
    Table,
    Text,
)
from policyreport.errors import Kind, PolicyReportError, Problem, Words
from policyreport.render.pdf.columns import Wish, column_widths
from policyreport.render.pdf.faces import BOLD
from policyreport.render.pdf.lines import Measured, measured
from policyreport.render.pdf.runs import Look, Numbering, runs
from policyreport.render.pdf.structure import Element, table_entry
from policyreport.render.pdf.table import PAD_X, Cell, LaidRow, TableBox, TableLook, row_of, with_room

_LEAST_LABEL_SHARE = 0.17
_LEADING = 1.5
_WHOLE_LETTERS = 7
"""A cell no longer than so many letters is not broken if that can be helped."""

_MOST_CELLS = 0.8
"""The share of a column's cells that its usual width holds on one line."""

_IN_COLUMN = table_entry(Scope="/Column")
_IN_ROW = table_entry(Scope="/Row")


class TableSetter:
    """Sets one table in the type of a theme; its parts in the structure are made as they are set.

    The first cell of a row is its head where that leaves more cells than heads: a listener is told no more than is new.
    """

    def __init__(self, table: Table, theme: Theme, numbering: Numbering, element: Element) -> None:
        self._table, self._theme, self._element = table, theme, element
        size, colours = theme.sizes.table, theme.colours
        self._looks = Look(size, colours.ink), Look(size, colours.ink, BOLD), Look(size, colours.title, BOLD)
        self._numbering = numbering
        self._heads = [self._measured(column.head, self._looks[2]) for column in table.columns]
        self._groups = list(_groups(table.columns))
        self._rows = [self._measured_row(row) for row in table.rows]
        rows, columns = len(table.rows), len(table.columns)
        self._names_rows = rows * (columns - 1) > rows + columns

    def box(self, width: float, wide: float) -> tuple[TableBox, bool]:
        """Return the table across a column ``width`` points wide, or where it needs more, across one that is ``wide``.

        Says too whether it needs the wide one. Raises ``PolicyReportError`` where not even that will do (exit code 5).
        """
        wishes = self._wishes()
        widths = column_widths(wishes, width) or column_widths(wishes, wide)
        if widths is None:
            raise PolicyReportError([_too_wide(self._table)])
        look = _look(self._theme, widths, [column.align for column in self._table.columns])
        head = self._laid_head(self._element.add("THead"), look)
        rows = list(self._laid_rows(look))
        return TableBox(head, rows, look, before=3), sum(widths) > width + 1

    def _measured_row(self, row: Row) -> list[Measured]:
        look = self._looks[row.kind != "body"]
        return [self._measured(cell, look) for cell in row.cells]

    def _measured(self, content: Sequence[Inline], look: Look) -> Measured:
        return measured(runs(content, look, self._theme, self._numbering))

    def _wishes(self) -> list[Wish]:
        """Return what each column asks for; what stands across several of them asks for nothing."""
        whole = _WHOLE_LETTERS * self._theme.sizes.table
        body = [cells for row, cells in zip(self._table.rows, self._rows, strict=True) if row.kind != "group"]
        return [_wish(column, whole) for column in zip(self._heads, *body, strict=True)]

    def _laid_head(self, head: Element, look: TableLook) -> list[LaidRow]:
        rows = [head.add("TR") for _ in range(2 if any(said for said, _, _ in self._groups) else 1)]
        cells: list[list[Cell]] = [[] for _ in rows]
        for said, first, span in self._groups:
            if said:
                across = self._measured(said, self._looks[2])
                element = rows[0].add("TH", _spanning(span))
                cells[0].append(_cell(across, element, look, first, span))
            for column in range(first, first + span):
                deep = 1 if said else len(rows)
                element = rows[-deep].add("TH", table_entry(Scope="/Column", RowSpan=deep) if deep > 1 else _IN_COLUMN)
                cells[-deep].append(_cell(self._heads[column], element, look, column)._replace(deep=deep))
        laid = [row_of(row, look.leading, is_head=True) for row in cells]
        return with_room([cell for row in cells for cell in row if cell.deep > 1], laid, look.leading)

    def _laid_rows(self, look: TableLook) -> Iterator[LaidRow]:
        body = self._element.add("TBody")
        for row, cells in zip(self._table.rows, self._rows, strict=True):
            yield self._laid(row, cells, body, look)

    def _laid(self, row: Row, measured: Sequence[Measured], body: Element, look: TableLook) -> LaidRow:
        element = body.add("TR")
        tint = _tint(row.kind, self._theme)
        if row.kind == "group":
            span = len(measured)
            across = element.add("TD", table_entry(ColSpan=span) if span > 1 else "")
            laid = row_of([_cell(measured[0], across, look, 0, span)], look.leading, tint)
            return laid._replace(leads=True, name=row.name)
        names = self._names_rows and _is_name(row.cells[0])
        cells = [
            _cell(one, element.add("TH", _IN_ROW) if names and not i else element.add("TD"), look, i)
            for i, one in enumerate(measured)
        ]
        return row_of(cells, look.leading, tint)._replace(name=row.name)


def _is_name(content: Sequence[Inline]) -> bool:
    """Say whether a row's first cell names the row: it says more than a number or a day."""
    return any(
        _is_name(node.content) if isinstance(node, Reference) else isinstance(node, Text | Strong | Link | Lamp)
        for node in content
    )


def pairs_table(block: Pairs, theme: Theme, width: float, numbering: Numbering, element: Element) -> TableBox:
    """Return labels with their contents as rows of two columns, the labels on a tint."""
    label_look = Look(theme.sizes.table, theme.colours.title, BOLD)
    plain = Look(theme.sizes.table + 0.5, theme.colours.ink)
    rows = [
        (measured(runs(p.label, label_look, theme, numbering)), measured(runs(p.content, plain, theme, numbering)))
        for p in block.pairs
    ]
    widest = max(label.natural for label, _ in rows) + 2 * PAD_X + 6
    first = max(width * _LEAST_LABEL_SHARE, min(widest, width / 2))
    look = _look(theme, (first, width - first), ("center", "left"), label_tint=theme.colours.head_tint)
    body = element.add("TBody")
    return TableBox([], [_laid_pair(label, content, body.add("TR"), look) for label, content in rows], look, before=6)


def _laid_pair(label: Measured, content: Measured, element: Element, look: TableLook) -> LaidRow:
    cells = [_cell(label, element.add("TH", _IN_ROW), look, 0), _cell(content, element.add("TD"), look, 1)]
    return row_of(cells, look.leading)


def _cell(measured: Measured, element: Element, look: TableLook, first: int, span: int = 1) -> Cell:
    width = look.widths[first] if span == 1 else sum(look.widths[first : first + span])
    return Cell(measured.broken(width - 2 * PAD_X), element, first, span)


def _groups(columns: Sequence[Column]) -> Iterator[tuple[Sequence[Inline], int, int]]:
    """Yield the common heads of columns, each with its first column and how many it stands over; () for none."""
    first = 0
    for group, members in groupby(columns, lambda column: column.group):
        span = len(list(members))
        yield group, first, span
        first += span


def _spanning(span: int) -> str:
    return table_entry(Scope="/Column", ColSpan=span) if span > 1 else _IN_COLUMN


def _tint(kind: RowKind, theme: Theme) -> str:
    return "" if kind == "body" else theme.colours.box_tint


def _wish(cells: Sequence[Measured], whole: float) -> Wish:
    padding = 2 * PAD_X + 0.1
    natural = sorted(cell.natural for cell in cells)
    usual = natural[int((len(natural) - 1) * _MOST_CELLS)]
    kept_whole = [width for width in natural if width <= whole]
    least = max([*[cell.least for cell in cells], *kept_whole, 0])
    return Wish(least + padding, max(usual, least) + padding, natural[-1] + padding)


def _look(theme: Theme, widths: Sequence[float], aligns: Sequence[Align], label_tint: str = "") -> TableLook:
    colours = theme.colours
    return TableLook(
        widths=widths,
        aligns=aligns,
        leading=theme.sizes.table * _LEADING,
        edge=colours.title,
        rule=colours.rule,
        head_tint=colours.head_tint,
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
