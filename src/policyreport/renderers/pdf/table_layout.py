"""Lay out tables, and pairs of label and content."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate, groupby
from typing import NamedTuple

from policyreport.diagnostics import PolicyReportError
from policyreport.document.nodes import (
    Align,
    Column,
    Inline,
    Lamp,
    Link,
    Pairs,
    Reference,
    Row,
    Script,
    Strong,
    Table,
    Text,
)
from policyreport.document.theme import Theme
from policyreport.renderers.pdf.boxes import LayoutBox, baseline_of, notes_of, shift
from policyreport.renderers.pdf.canvas import Canvas, TextPosition
from policyreport.renderers.pdf.line_breaking import Line, MeasuredText, measured
from policyreport.renderers.pdf.runs import RenderContext, RunStyle, plain_style, strong_style
from policyreport.renderers.pdf.structure_tree import Element, table_attributes
from policyreport.renderers.wide_tables import too_wide

PAD_X, PAD_Y = 5.0, 4.2
_THICK, _THIN = 0.9, 0.4
_FEWEST_ROWS, _SHORT_TABLE = 2, 4
_LONG_ROWS = 8
_ROUNDING = 0.001
_LEAST_LABEL_SHARE = 0.17
_LEADING = 1.5
_WHOLE_LETTERS = 7
"""A cell no longer than so many letters is not broken if that can be helped."""

_MOST_CELLS = 0.8
"""The share of a column's cells that its usual width holds on one line."""

_IN_COLUMN = table_attributes(Scope="/Column")
_IN_ROW = table_attributes(Scope="/Row")


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

    def split(self, lines: int, leading: float) -> tuple[LaidRow, LaidRow]:
        """Return the row's first lines and its others."""
        first = [cell._replace(lines=cell.lines[:lines]) for cell in self.cells]
        rest = [cell._replace(lines=cell.lines[lines:]) for cell in self.cells]
        return row_of(first, leading, self.tint)._replace(name=self.name), row_of(rest, leading, self.tint)


def row_of(cells: Sequence[Cell], leading: float, tint: str = "", *, is_head: bool = False) -> LaidRow:
    """Return a row as high as the highest of the cells that are its alone."""
    most = max([len(cell.lines) for cell in cells if cell.deep == 1], default=1)
    return LaidRow(cells, most * leading + 2 * PAD_Y, tint, is_head)


@dataclass(frozen=True)
class TableBox(LayoutBox):
    """A table's rows under its head, from one page to the next; ``head`` is empty for a table of labels and contents.

    Once the head was drawn with the first rows, it is repeated as an artifact (``continued``), so that it is read once.
    """

    head: Sequence[LaidRow]
    rows: Sequence[LaidRow]
    style: TableStyle
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
    def min_height(self) -> float:
        """The height of the head and the first rows: all of a short table, else two; less where they are long."""
        few = len(self.rows) if len(self.rows) <= _SHORT_TABLE else _FEWEST_ROWS
        first = self._ends[few - 1] if few else 0
        return self._head_height + min(first, _LONG_ROWS * self.style.leading)

    def notes(self) -> list[int]:
        """Return the numbers of the footnotes that its cells mark."""
        rows = self.rows if self.continued else [*self.head, *self.rows]
        return [number for row in rows for cell in row.cells for number in notes_of(cell.lines)]

    def split(self, room: float) -> tuple[LayoutBox, LayoutBox] | None:
        """Split between rows, or within a row where even the first does not fit; both parts have the head."""
        left = room - self._head_height
        count = bisect_right(self._ends, left)
        if count == len(self.rows) - 1 and count > _FEWEST_ROWS:
            count -= 1
        while count > 1 and self.rows[count - 1].leads:
            count -= 1
        if count:
            return replace(self, rows=self.rows[:count]), self._rest(self.rows[count:])
        lines = int((left - 2 * PAD_Y) / self.style.leading + _ROUNDING)
        if lines < 1 or not self.rows:
            return None
        first, rest = self.rows[0].split(lines, self.style.leading)
        return replace(self, rows=[first]), self._rest([rest, *self.rows[1:]])

    def _rest(self, rows: Sequence[LaidRow]) -> TableBox:
        return replace(self, rows=rows, before=0, continued=True, stays_with_last=False)

    def draw(self, canvas: Canvas, left: float, top: float) -> None:
        """Draw tints and rules, then the texts of the cells."""
        for row, end in zip(self.rows, self._ends, strict=True):
            if row.name:
                canvas.name_row(row.name, top - self._head_height - end + row.height)
        with canvas.artifact():
            self._draw_tints_and_rules(canvas, left, top)
        if self.continued and self.head:
            with canvas.artifact():
                for _, positions in self._texts(self.head, left, top):
                    for line, x, baseline, _ in positions:
                        canvas.line(line, x, baseline)
            canvas.texts(self._texts(self.rows, left, top - self._head_height))
        else:
            canvas.texts(self._texts([*self.head, *self.rows], left, top))

    def _draw_tints_and_rules(self, canvas: Canvas, left: float, top: float) -> None:
        style, width, body = self.style, sum(self.style.widths), top - self._head_height
        if self.head:
            canvas.fill(left, body, width, self._head_height, style.head_tint)
        if style.first_column_tint:
            canvas.fill(left, top - self.height, style.widths[0], self.height, style.first_column_tint)
        for row, end in zip(self.rows, self._ends, strict=True):
            if row.tint:
                canvas.fill(left, body - end, width, row.height, row.tint)
        canvas.rules(left, left + width, [body - end for end in self._ends[:-1]], style.rule, _THIN)
        for cell in self.head[0].cells if len(self.head) > 1 else ():
            if cell.deep == 1:
                # a rule under each common head of columns
                start = left + sum(style.widths[: cell.first])
                end = start + sum(style.widths[cell.first : cell.first + cell.span])
                canvas.rule(start + PAD_X, end - PAD_X, top - self.head[0].height, style.edge, _THIN)
        canvas.rules(left, left + width, [top, top - self.height], style.edge, _THICK)

    def _texts(self, rows: Sequence[LaidRow], left: float, top: float) -> Iterator[tuple[Element, list[TextPosition]]]:
        edges = list(accumulate(self.style.widths, initial=left))
        for row in rows:
            for cell in row.cells:
                yield cell.element, self._positions(cell, row, edges, top)
            top -= row.height

    def _positions(self, cell: Cell, row: LaidRow, edges: Sequence[float], top: float) -> list[TextPosition]:
        leading, lines = self.style.leading, cell.lines
        left, right = edges[cell.first] + PAD_X, edges[cell.first + cell.span] - PAD_X
        y = top - PAD_Y
        if row.is_head:
            height = self._head_height if cell.deep > 1 else row.height
            y -= (height - 2 * PAD_Y - len(lines) * leading) / 2
        align = "center" if row.is_head else self.style.aligns[cell.first]
        return [
            TextPosition(
                line, left + shift(align, right - left - line.width), baseline_of(line, y - i * leading, leading)
            )
            for i, line in enumerate(lines)
            if line.runs
        ]


class TableLayout:
    """Lays out one table; its parts of the structure are added on the way.

    The first cell of a row is its head where that leaves more cells than heads: a listener hears no more than is new.
    """

    def __init__(self, table: Table, context: RenderContext, element: Element) -> None:
        self._table, self._context, self._element = table, context, element
        theme, size, colours = context.theme, context.theme.sizes.table, context.theme.colours
        body, strong = plain_style(theme, size, colours.ink), strong_style(theme, size, colours.ink)
        self._head_style = strong_style(theme, size, colours.title)
        self._heads = [self._measured(column.head, self._head_style) for column in table.columns]
        self._groups = list(_groups(table.columns))
        self._rows = [
            [self._measured(cell, body if row.kind == "body" else strong) for cell in row.cells] for row in table.rows
        ]
        rows, columns = len(table.rows), len(table.columns)
        self._names_rows = rows * (columns - 1) > rows + columns

    def box(self, width: float, wide: float) -> tuple[TableBox, bool]:
        """Return the table across a column ``width`` points wide, or where it needs more, across one that is ``wide``.

        The other value is whether it needs the wide one. Raises ``PolicyReportError`` (exit code 5) where not even that
        will do.
        """
        whole = _WHOLE_LETTERS * self._context.theme.sizes.table
        # a group's head runs across all columns and asks for nothing
        body = [cells for row, cells in zip(self._table.rows, self._rows, strict=True) if row.kind != "group"]
        wishes = [_wish(column, whole) for column in zip(self._heads, *body, strict=True)]
        widths = column_widths(wishes, width) or column_widths(wishes, wide)
        if widths is None:
            raise PolicyReportError([too_wide(self._table, "pdf.table-too-wide")])
        style = _table_style(self._context.theme, widths, [column.align for column in self._table.columns])
        head = self._laid_head(self._element.add("THead"), style)
        body_element = self._element.add("TBody")
        cells = zip(self._table.rows, self._rows, strict=True)
        rows = [self._laid(row, measured, body_element, style) for row, measured in cells]
        return TableBox(head, rows, style, before=3), sum(widths) > width + 1

    def _measured(self, content: Sequence[Inline], style: RunStyle) -> MeasuredText:
        return measured(self._context.runs(content, style))

    def _laid_head(self, head: Element, style: TableStyle) -> list[LaidRow]:
        rows = [head.add("TR") for _ in range(2 if any(content for content, _, _ in self._groups) else 1)]
        cells: list[list[Cell]] = [[] for _ in rows]
        for content, first, span in self._groups:
            if content:
                across = self._measured(content, self._head_style)
                element = rows[0].add(
                    "TH", attributes=table_attributes(Scope="/Column", ColSpan=span) if span > 1 else _IN_COLUMN
                )
                cells[0].append(_cell(across, element, style, first, span))
            for column in range(first, first + span):
                deep = 1 if content else len(rows)
                element = rows[-deep].add(
                    "TH", attributes=table_attributes(Scope="/Column", RowSpan=deep) if deep > 1 else _IN_COLUMN
                )
                cells[-deep].append(_cell(self._heads[column], element, style, column)._replace(deep=deep))
        *first, last = [row_of(row, style.leading, is_head=True) for row in cells]
        # the last row is high enough that cells as deep as all rows have room
        deepest = max([len(cell.lines) for row in cells for cell in row if cell.deep > 1], default=0)
        needed = deepest * style.leading + 2 * PAD_Y - sum(row.height for row in first)
        return [*first, last._replace(height=max(last.height, needed))]

    def _laid(self, row: Row, measured: Sequence[MeasuredText], body: Element, style: TableStyle) -> LaidRow:
        element = body.add("TR")
        tint = "" if row.kind == "body" else self._context.theme.colours.box_tint
        if row.kind == "group":
            span = len(measured)
            across = element.add("TH", attributes=table_attributes(Scope="/Row", ColSpan=span) if span > 1 else _IN_ROW)
            laid = row_of([_cell(measured[0], across, style, 0, span)], style.leading, tint)
            return laid._replace(leads=True, name=row.name)
        names = self._names_rows and _is_name(row.cells[0])
        cells = [
            _cell(one, element.add("TH", attributes=_IN_ROW) if names and not i else element.add("TD"), style, i)
            for i, one in enumerate(measured)
        ]
        return row_of(cells, style.leading, tint)._replace(name=row.name)


_NAMING = (Text, Strong, Link, Lamp, Script)


def _is_name(content: Sequence[Inline]) -> bool:
    """Return whether a row's first cell names the row: it is more than a number or a day."""
    return any(_is_name(node.content) if isinstance(node, Reference) else isinstance(node, _NAMING) for node in content)


def pairs_table(block: Pairs, context: RenderContext, width: float, element: Element) -> TableBox:
    """Return labels with their contents as rows of two columns, the labels on a tint."""
    theme, sizes, colours = context.theme, context.theme.sizes, context.theme.colours
    label_style = strong_style(theme, sizes.table, colours.title)
    plain = plain_style(theme, sizes.table + 0.5, colours.ink)
    pairs = [
        (measured(context.runs(p.label, label_style)), measured(context.runs(p.content, plain))) for p in block.pairs
    ]
    widest = max(label.natural for label, _ in pairs) + 2 * PAD_X + 6
    first = max(width * _LEAST_LABEL_SHARE, min(widest, width / 2))
    style = _table_style(context.theme, (first, width - first), ("center", "left"), label_tint=colours.head_tint)
    body = element.add("TBody")
    rows: list[LaidRow] = []
    for label, content in pairs:
        row = body.add("TR")
        cells = [_cell(label, row.add("TH", attributes=_IN_ROW), style, 0), _cell(content, row.add("TD"), style, 1)]
        rows.append(row_of(cells, style.leading))
    return TableBox([], rows, style, before=6)


def _cell(measured: MeasuredText, element: Element, style: TableStyle, first: int, span: int = 1) -> Cell:
    width = style.widths[first] if span == 1 else sum(style.widths[first : first + span])
    return Cell(measured.broken(width - 2 * PAD_X), element, first, span)


def _groups(columns: Sequence[Column]) -> Iterator[tuple[Sequence[Inline], int, int]]:
    """Yield the common heads of columns, each with its first column and how many it stands over; () for none."""
    first = 0
    for group, members in groupby(columns, lambda column: column.group):
        span = len(list(members))
        yield group, first, span
        first += span


def _wish(cells: Sequence[MeasuredText], whole: float) -> Wish:
    padding = 2 * PAD_X + 0.1
    natural = sorted(cell.natural for cell in cells)
    usual = natural[int((len(natural) - 1) * _MOST_CELLS)]
    kept_whole = [width for width in natural if width <= whole]
    least = max([*[cell.min_width for cell in cells], *kept_whole, 0])
    return Wish(least + padding, max(usual, least) + padding, natural[-1] + padding)


def _table_style(theme: Theme, widths: Sequence[float], aligns: Sequence[Align], label_tint: str = "") -> TableStyle:
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
