"""Plan a table as parts of a sheet: caption and unit, head, rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple, cast

from policyreport.document.nodes import Column, Date, Inline, Lamp, Number, Row, RowKind, Table, Text
from policyreport.renderers.xlsx.cells import Value, longest_lines, number_value, text_value, units
from policyreport.renderers.xlsx.context import RenderContext
from policyreport.renderers.xlsx.formulas import formulas_of
from policyreport.renderers.xlsx.plan import Part, Plan, RowBand, SheetRow, Slot, Traits
from policyreport.renderers.xlsx.styles import CellStyle, adapted

_LAMP, _RATE = "lamp", "rate"
_NO_NUMBER = Number("", None, "")
_ROW_HEIGHT = 19.0
_HEAD_HEIGHT = 22.0
_SHARED_UNITS = 80
"""How much a caption and a unit may hold together (in digits' widths) to stand on one line."""


def table_parts(table: Table, context: RenderContext, *, counts: bool = False) -> Iterator[Part]:
    """Yield a table's lines and bands. Its cells are never merged, so that a machine can read them.

    ``counts`` says that all of its columns but the first hold counts, to be tinted by how high they are.
    """
    context.tables.append(table)
    yield from _caption_lines(table, context)
    grouped = any(column.group for column in table.columns)
    if grouped:
        yield _groups_line(table.columns, context)
    heads = tuple(context.value(column.head) for column in table.columns)
    cells = CellBuilder(table.columns, context)
    parts = list(_row_parts(table, cells))
    kinds: tuple[RowKind, ...] = tuple(row.kind for row in table.rows)
    style = context.styles.head()
    style = replace(style, top=None) if grouped else style
    slots = tuple(context.slot(value, style, n) for n, value in enumerate(heads, 1))
    plan = Plan(heads, kinds, replace(cells.traits(), counts=counts), grouped)
    yield SheetRow(slots, "head", _HEAD_HEIGHT, plan=plan)
    yield from parts


def _caption_lines(table: Table, context: RenderContext) -> Iterator[SheetRow]:
    caption, last = context.value(table.caption), len(table.columns)
    unit = f"(단위: {table.unit})" if table.unit else ""
    left = context.slot(caption, context.styles.caption(), 1)
    right = context.slot(text_value(unit), context.styles.unit(), last)
    is_short = "\n" not in caption.text and units(caption.text) + units(unit) <= _SHARED_UNITS
    if unit and caption.text and is_short and last > 1:
        yield SheetRow((left, right))
        return
    if caption.text:
        yield context.line(caption, replace(context.styles.caption(), wraps=True))
    if unit:
        yield SheetRow((right,))


def _groups_line(columns: Sequence[Column], context: RenderContext) -> SheetRow:
    """Return the heads that stand above the heads of columns side by side."""
    style, first, slots = context.styles.head(), 1, list[Slot]()
    for group, members in groupby(columns, lambda column: column.group):
        last = first + len(list(members)) - 1
        if group:
            slots.append(Slot(context.value(group), style, first, last))
        else:
            slots += [Slot(text_value(""), replace(style, bottom=None), n, n) for n in range(first, last + 1)]
        first = last + 1
    return SheetRow(tuple(slots), "groups", _HEAD_HEIGHT)


def _row_parts(table: Table, cells: CellBuilder) -> Iterator[Part]:
    """Yield the rows; those below a group's head, or above a subtotal, are a level deeper in the outline."""
    runs = list(cells.runs(table.rows))
    formulas = formulas_of(table, cells.numeric())
    level = int(any(run.kind in ("group", "subtotal") for run in runs))
    for kind, first, columns in runs:
        rows = table.rows[first : first + len(columns[0])]
        for i in range(len(rows)):
            for column, formula in formulas.get(first + i, {}).items():
                columns[column - 1][i] = columns[column - 1][i]._replace(formula=formula)
        names = tuple([row.name for row in rows])
        if kind == "body":
            yield RowBand(tuple(columns), names, _ROW_HEIGHT, level)
        else:
            for slots, name in zip(zip(*columns, strict=True), names, strict=True):
                yield SheetRow(slots, kind, _ROW_HEIGHT, name=name)


class RowRun(NamedTuple):
    """Rows of one kind that follow one another: the first of them (from 0), and their cells column by column."""

    kind: RowKind
    first: int
    columns: list[list[Slot]]


class CellBuilder:
    """Builds the cells of one table, and knows afterwards what its columns held."""

    def __init__(self, columns: Sequence[Column], context: RenderContext) -> None:
        self._columns, self._context = columns, context
        self._builders: dict[RowKind, list[_ColumnBuilder]] = {}

    def runs(self, rows: Sequence[Row]) -> Iterator[RowRun]:
        """Yield the cells of the rows; what may bear footnotes is built in the order in which it is read."""
        first = 0
        for _, group in groupby(rows, lambda row: row.kind):
            run = list(group)
            yield RowRun(run[0].kind, first, self._build(run[0].kind, run))
            first += len(run)

    def _build(self, kind: RowKind, rows: Sequence[Row]) -> list[list[Slot]]:
        if kind not in self._builders:
            styles = [self._context.styles.body(column.align, kind) for column in self._columns]
            self._builders[kind] = [_ColumnBuilder(self._context, n, style) for n, style in enumerate(styles, 1)]
        builders = self._builders[kind]
        contents = zip(*(row.cells for row in rows), strict=True)
        columns = [builder.slots(cells) for builder, cells in zip(builders, contents, strict=True)]
        gaps = ((i, n) for n, column in enumerate(columns) if None in column for i, x in enumerate(column) if x is None)
        for i, n in sorted(gaps):
            columns[n][i] = builders[n].mixed(rows[i].cells[n])
        return cast("list[list[Slot]]", columns)

    def traits(self) -> Traits:
        """Return which columns hold statuses, and which nothing but rates of execution or achievement."""
        contents = self._contents()
        lamps = frozenset(column for column, kinds in contents.items() if _LAMP in kinds)
        return Traits(lamps, frozenset(column for column, kinds in contents.items() if kinds == {_RATE}))

    def numeric(self) -> list[int]:
        """Return which columns (from 1) hold numbers."""
        return [column for column, kinds in self._contents().items() if kinds - {_LAMP}]

    def _contents(self) -> dict[int, set[str]]:
        return {builder.column: builder.contents for builder in self._builders.get("body", [])}


class _ColumnBuilder:
    """Builds the cells of one column in rows of one kind; what is no number and comes again is built once.

    ``contents`` gathers the units of the numbers, and whether there are rates or statuses.
    """

    def __init__(self, context: RenderContext, column: int, style: CellStyle) -> None:
        self._context, self.column, self._style = context, column, style
        self._missing = adapted(style, number_value(_NO_NUMBER, (_NO_NUMBER,)), "")
        self.contents = set[str]()
        self._texts: dict[str, Slot] = {}
        self._others: dict[Lamp | Date, Slot] = {}

    def slots(self, contents: Sequence[tuple[Inline, ...]]) -> list[Slot | None]:
        """Return the cells with these contents, None for those that ``mixed`` is to build."""
        nodes = [content[0] if len(content) == 1 else None for content in contents]
        self._add_texts(node.text for node in nodes if isinstance(node, Text))
        self._note_numbers(node for node in nodes if isinstance(node, Number))
        return [
            self._texts[node.text] if isinstance(node, Text) else self._other(node, content)
            for node, content in zip(nodes, contents, strict=True)
        ]

    def mixed(self, content: tuple[Inline, ...]) -> Slot:
        """Return the cell with this content, whatever it is."""
        value = self._context.value(content)
        self._note_numbers([value.number] if value.number else ())
        return self._context.slot(value, self._style, self.column)

    def _add_texts(self, texts: Iterable[str]) -> None:
        """Build a cell for each new text; all are measured in one go."""
        new = [text for text in dict.fromkeys(texts) if text not in self._texts]
        for text, width in zip(new, longest_lines(new), strict=True):
            self._texts[text] = Slot(Value(text, width), self._style, self.column, self.column)

    def _note_numbers(self, numbers: Iterable[Number]) -> None:
        self.contents |= {
            _RATE if n.fact.endswith((".rate", ".progress")) else n.unit for n in numbers if n.value is not None
        }

    def _other(self, node: Inline | None, content: tuple[Inline, ...]) -> Slot | None:
        if isinstance(node, Number):
            style = self._missing if node.value is None else self._style
            value = number_value(node, cast("tuple[Number]", content))  # the tree's own tuple: there are very many
            return Slot(value, style, self.column, self.column)
        if not isinstance(node, Lamp | Date):
            return None
        if node not in self._others:
            self.contents |= {_LAMP} if isinstance(node, Lamp) else set()
            self._others[node] = self.mixed((node,))
        return self._others[node]
