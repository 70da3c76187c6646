"""Tables of the tree, and pairs of label and content, set in type."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate, groupby
from typing import NamedTuple

from policyreport.diagnostics import ErrorKind, Message, PolicyReportError, Problem
from policyreport.document.nodes import (
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
from policyreport.document.number_format import plain_text
from policyreport.document.theme import Theme
from policyreport.renderers.pdf.boxes import LayoutBox, baseline_of, notes_of
from policyreport.renderers.pdf.canvas import Canvas, TextPosition
from policyreport.renderers.pdf.fonts import BOLD
from policyreport.renderers.pdf.line_breaking import Line, Measured, measured
from policyreport.renderers.pdf.runs import Numbering, RunStyle, runs
from policyreport.renderers.pdf.structure_tree import Element, table_entry


class Wish(NamedTuple):
    """What a column asks for, in points: the width of its widest word, of most contents on one line, and of all."""

    least: float
    usual: float
    natural: float


def column_widths(wishes: Sequence[Wish], room: float) -> tuple[float, ...] | None:
    """Return the columns' widths, which add up to ``room``; None when even the widest words do not fit.

    With room to spare each column gets its natural width and a share of the rest by that width. Else what is left past
    the usual widths, or where even these do not fit past the least ones, goes to the columns by what they ask beyond.
    """
    least, usual, natural = (sum(each) for each in zip(*wishes, strict=True))
    if natural <= room:
        return tuple(w.natural * room / natural if natural else room / len(wishes) for w in wishes)
    if least > room:
        return None
    if usual <= room:
        return _shared([(w.usual, w.natural) for w in wishes], room)
    return _shared([(w.least, w.usual) for w in wishes], room)


def _shared(asked: Sequence[tuple[float, float]], room: float) -> tuple[float, ...]:
    """Return widths between what each column must have and what it would like, which add up to ``room``."""
    least, most = (sum(each) for each in zip(*asked, strict=True))
    share = (room - least) / (most - least)
    return tuple(must + (like - must) * share for must, like in asked)


PAD_X, PAD_Y = 5.0, 4.2
_THICK, _THIN = 0.9, 0.4
_FEWEST_ROWS, _SHORT_TABLE = 2, 4
_LONG_ROWS = 8
_ROUNDING = 0.001


class TableStyle(NamedTuple):
    """Measures and colours of a table: column widths and leading in points; empty tints fill nothing."""

    widths: Sequence[float]
    aligns: Sequence[Align]
    leading: float
    edge: str
    rule: str
    head_tint: str
    first_column_tint: str = ""


class Cell(NamedTuple):
    """Lines of one cell, from column ``first`` on over ``span`` columns, and ``deep`` rows of the head."""

    lines: Sequence[Line]
    element: Element
    first: int
    span: int = 1
    deep: int = 1


class LaidRow(NamedTuple):
    """A row whose cells are broken into lines; ``tint`` is empty where nothing is filled.

    One that ``leads`` is the head of the rows below it, and may not be the last on a page. References lead to its
    ``name``.
    """

    cells: Sequence[Cell]
    height: float
    tint: str = ""
    is_head: bool = False
    leads: bool = False
    name: str = ""

    def parted(self, lines: int, leading: float) -> tuple[LaidRow, LaidRow]:
        """Return the row's first lines and its others."""
        first = [cell._replace(lines=cell.lines[:lines]) for cell in self.cells]
        rest = [cell._replace(lines=cell.lines[lines:]) for cell in self.cells]
        return row_of(first, leading, self.tint)._replace(name=self.name), row_of(rest, leading, self.tint)


def row_of(cells: Sequence[Cell], leading: float, tint: str = "", *, is_head: bool = False) -> LaidRow:
    """Return a row as high as the highest of the cells that are its alone."""
    most = max([len(cell.lines) for cell in cells if cell.deep == 1], default=1)
    return LaidRow(cells, most * leading + 2 * PAD_Y, tint, is_head)


def with_room(deep: Sequence[Cell], rows: Sequence[LaidRow], leading: float) -> list[LaidRow]:
    """Return rows of which the last is high enough that cells as deep as all of them have room."""
    needed = max([len(cell.lines) for cell in deep], default=0) * leading + 2 * PAD_Y
    *first, last = rows
    return [*first, last._replace(height=max(last.height, needed - sum(row.height for row in first)))]


@dataclass(frozen=True)
class TableBox:
    """A table's rows under its head, from one page to the next; ``head`` is empty for a table of labels and contents.

    Once the head was drawn with the first rows, it is repeated as an artifact (``continued``): what is said is said
    once.
    """

    head: Sequence[LaidRow]
    rows: Sequence[LaidRow]
    look: TableStyle
    before: float = 0
    stays_with_next: bool = False
    stays_with_last: bool = False
    continued: bool = False

    @cached_property
    def _ends(self) -> list[float]:
        """How far down each row goes below the head, in points."""
        return list(accumulate(row.height for row in self.rows))

    @cached_property
    def _head_height(self) -> float:
        return sum(row.height for row in self.head)

    @property
    def height(self) -> float:
        """The height of head and rows."""
        return self._head_height + (self._ends[-1] if self.rows else 0)

    @property
    def least(self) -> float:
        """The height of the head and the first rows: all of a short table, else two; less where they are long."""
        few = len(self.rows) if len(self.rows) <= _SHORT_TABLE else _FEWEST_ROWS
        first = self._ends[few - 1] if few else 0
        return self._head_height + min(first, _LONG_ROWS * self.look.leading)

    def notes(self) -> list[int]:
        """Return the numbers of the footnotes that its cells mark."""
        rows = self.rows if self.continued else [*self.head, *self.rows]
        return [number for row in rows for cell in row.cells for number in notes_of(cell.lines)]

    def parted(self, room: float) -> tuple[LayoutBox, LayoutBox] | None:
        """Part between rows, or within a row where even the first does not fit; the head stands on both parts."""
        left = room - self._head_height
        count = bisect_right(self._ends, left)
        if count == len(self.rows) - 1 and count > _FEWEST_ROWS:
            count -= 1
        while count > 1 and self.rows[count - 1].leads:
            count -= 1
        if count:
            return replace(self, rows=self.rows[:count]), self._rest(self.rows[count:])
        return self._within_first_row(left)

    def _rest(self, rows: Sequence[LaidRow]) -> TableBox:
        return replace(self, rows=rows, before=0, continued=True, stays_with_last=False)

    def _within_first_row(self, room: float) -> tuple[LayoutBox, LayoutBox] | None:
        lines = int((room - 2 * PAD_Y) / self.look.leading + _ROUNDING)
        if lines < 1 or not self.rows:
            return None
        first, rest = self.rows[0].parted(lines, self.look.leading)
        return replace(self, rows=[first]), self._rest([rest, *self.rows[1:]])

    def draw(self, pen: Canvas, left: float, top: float) -> None:
        """Draw grounds and rules, then what the cells say."""
        for row, end in zip(self.rows, self._ends, strict=True):
            if row.name:
                pen.name_row(row.name, top - self._head_height - end + row.height)
        with pen.artifact():
            self._draw_grounds(pen, left, top)
        if self.continued and self.head:
            with pen.artifact():
                self._draw_repeated_head(pen, left, top)
            pen.texts(self._said(self.rows, left, top - self._head_height))
        else:
            pen.texts(self._said([*self.head, *self.rows], left, top))

    def _draw_grounds(self, pen: Canvas, left: float, top: float) -> None:
        look, width, body = self.look, sum(self.look.widths), top - self._head_height
        if self.head:
            pen.fill(left, body, width, self._head_height, look.head_tint)
        if look.first_column_tint:
            pen.fill(left, top - self.height, look.widths[0], self.height, look.first_column_tint)
        for row, end in zip(self.rows, self._ends, strict=True):
            if row.tint:
                pen.fill(left, body - end, width, row.height, row.tint)
        pen.rules(left, left + width, [body - end for end in self._ends[:-1]], look.rule, _THIN)
        self._draw_spanners(pen, left, top)
        pen.rules(left, left + width, [top, top - self.height], look.edge, _THICK)

    def _draw_spanners(self, pen: Canvas, left: float, top: float) -> None:
        """Draw a rule under each common head of columns."""
        for cell in self.head[0].cells if len(self.head) > 1 else ():
            if cell.deep == 1:
                start = left + sum(self.look.widths[: cell.first])
                end = start + sum(self.look.widths[cell.first : cell.first + cell.span])
                pen.rule(start + PAD_X, end - PAD_X, top - self.head[0].height, self.look.edge, _THIN)

    def _draw_repeated_head(self, pen: Canvas, left: float, top: float) -> None:
        for _, stands in self._said(self.head, left, top):
            for stand in stands:
                pen.line(stand.line, stand.x, stand.baseline)

    def _said(self, rows: Sequence[LaidRow], left: float, top: float) -> Iterator[tuple[Element, list[TextPosition]]]:
        edges = list(accumulate(self.look.widths, initial=left))
        for row in rows:
            for cell in row.cells:
                yield cell.element, self._stands(cell, row, edges, top)
            top -= row.height

    def _stands(self, cell: Cell, row: LaidRow, edges: Sequence[float], top: float) -> list[TextPosition]:
        leading, lines = self.look.leading, cell.lines
        left, right = edges[cell.first] + PAD_X, edges[cell.first + cell.span] - PAD_X
        y = top - PAD_Y
        if row.is_head:
            height = self._head_height if cell.deep > 1 else row.height
            y -= (height - 2 * PAD_Y - len(lines) * leading) / 2
        align = "center" if row.is_head else self.look.aligns[cell.first]
        return [
            TextPosition(
                line, left + _shift(align, right - left - line.width), baseline_of(line, y - i * leading, leading)
            )
            for i, line in enumerate(lines)
            if line.runs
        ]


def _shift(align: Align, spare: float) -> float:
    return 0.0 if align == "left" else spare if align == "right" else spare / 2


_LEAST_LABEL_SHARE = 0.17
_LEADING = 1.5
_WHOLE_LETTERS = 7
"""A cell no longer than so many letters is not broken if that can be helped."""

_MOST_CELLS = 0.8
"""The share of a column's cells that its usual width holds on one line."""

_IN_COLUMN = table_entry(Scope="/Column")
_IN_ROW = table_entry(Scope="/Row")


class TableLayout:
    """Sets one table in the type of a theme; its parts in the structure are made as they are set.

    The first cell of a row is its head where that leaves more cells than heads: a listener is told no more than is new.
    """

    def __init__(self, table: Table, theme: Theme, numbering: Numbering, element: Element) -> None:
        self._table, self._theme, self._element = table, theme, element
        size, colours = theme.sizes.table, theme.colours
        self._looks = (
            RunStyle(size, colours.ink),
            RunStyle(size, colours.ink, BOLD),
            RunStyle(size, colours.title, BOLD),
        )
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

    def _measured(self, content: Sequence[Inline], look: RunStyle) -> Measured:
        return measured(runs(content, look, self._theme, self._numbering))

    def _wishes(self) -> list[Wish]:
        """Return what each column asks for; what stands across several of them asks for nothing."""
        whole = _WHOLE_LETTERS * self._theme.sizes.table
        body = [cells for row, cells in zip(self._table.rows, self._rows, strict=True) if row.kind != "group"]
        return [_wish(column, whole) for column in zip(self._heads, *body, strict=True)]

    def _laid_head(self, head: Element, look: TableStyle) -> list[LaidRow]:
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

    def _laid_rows(self, look: TableStyle) -> Iterator[LaidRow]:
        body = self._element.add("TBody")
        for row, cells in zip(self._table.rows, self._rows, strict=True):
            yield self._laid(row, cells, body, look)

    def _laid(self, row: Row, measured: Sequence[Measured], body: Element, look: TableStyle) -> LaidRow:
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
    label_look = RunStyle(theme.sizes.table, theme.colours.title, BOLD)
    plain = RunStyle(theme.sizes.table + 0.5, theme.colours.ink)
    rows = [
        (measured(runs(p.label, label_look, theme, numbering)), measured(runs(p.content, plain, theme, numbering)))
        for p in block.pairs
    ]
    widest = max(label.natural for label, _ in rows) + 2 * PAD_X + 6
    first = max(width * _LEAST_LABEL_SHARE, min(widest, width / 2))
    look = _look(theme, (first, width - first), ("center", "left"), label_tint=theme.colours.head_tint)
    body = element.add("TBody")
    return TableBox([], [_laid_pair(label, content, body.add("TR"), look) for label, content in rows], look, before=6)


def _laid_pair(label: Measured, content: Measured, element: Element, look: TableStyle) -> LaidRow:
    cells = [_cell(label, element.add("TH", _IN_ROW), look, 0), _cell(content, element.add("TD"), look, 1)]
    return row_of(cells, look.leading)


def _cell(measured: Measured, element: Element, look: TableStyle, first: int, span: int = 1) -> Cell:
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


def _look(theme: Theme, widths: Sequence[float], aligns: Sequence[Align], label_tint: str = "") -> TableStyle:
    colours = theme.colours
    return TableStyle(
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
    what = Message(
        f"the table '{name}' has {len(table.columns)} columns, more than fit the page",
        f"표 '{name}'의 열 {len(table.columns)}개가 쪽 너비에 들어가지 않습니다",
    )
    hint = Message(
        "leave columns out, split the table, or print it in the workbook", "열을 줄이거나 표를 나누거나 엑셀로 내십시오"
    )
    return Problem(ErrorKind.RENDER, "pdf.table-too-wide", what, field=name, hint=hint)
