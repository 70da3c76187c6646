"""A table as parts of a sheet: caption and unit, head, rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import NamedTuple, cast

from policyreport.document.nodes import Column, Date, Inline, Lamp, Number, Row, RowKind, Table, Text
from policyreport.renderers.xlsx.cells import Value, figure, words
from policyreport.renderers.xlsx.context import RenderContext
from policyreport.renderers.xlsx.formulas import Cells, formulas_of
from policyreport.renderers.xlsx.labels import unit_text
from policyreport.renderers.xlsx.plan import Part, Plan, RowBand, SheetRow, Slot, Traits
from policyreport.renderers.xlsx.styles import CellStyle, suited
from policyreport.renderers.xlsx.text_width import longest_lines, units

_LAMP = "lamp"
_RATE = "rate"


class Run(NamedTuple):
    """Rows of one kind that follow one another: the first of them (from 0), and their cells column by column."""

    kind: RowKind
    first: int
    columns: list[list[Slot]]


@dataclass(slots=True)
class CellBuilders:
    """Makes the cells of one table, and knows afterwards what its columns held."""

    columns: Sequence[Column]
    setting: RenderContext
    made: dict[RowKind, list[_Maker]] = field(default_factory=dict["RowKind", "list[_Maker]"])

    def runs(self, rows: Sequence[Row]) -> Iterator[Run]:
        """Yield the cells of the rows; what may bear footnotes is made in the order in which it is read."""
        first = 0
        for _, alike in groupby(rows, lambda row: row.kind):
            run = list(alike)
            yield Run(run[0].kind, first, self._columns(run[0].kind, run))
            first += len(run)

    def _columns(self, kind: RowKind, rows: Sequence[Row]) -> list[list[Slot]]:
        makers = self.made.get(kind) or self._makers(kind)
        contents = zip(*(row.cells for row in rows), strict=True)
        made = [maker.slots(cells) for maker, cells in zip(makers, contents, strict=True)]
        left = sorted((row, n) for n, column in enumerate(made) if None in column for row in _nones(column))
        for row, n in left:
            made[n][row] = makers[n].mixed(rows[row].cells[n])
        return cast("list[list[Slot]]", made)

    def _makers(self, kind: RowKind) -> list[_Maker]:
        self.made[kind] = [self._maker(column, n, kind) for n, column in enumerate(self.columns, 1)]
        return self.made[kind]

    def traits(self) -> Traits:
        """Return which columns hold statuses, and which nothing but rates of execution or achievement."""
        met = self._met()
        lamps = frozenset(column for column, kinds in met.items() if _LAMP in kinds)
        return Traits(lamps, frozenset(column for column, kinds in met.items() if kinds == {_RATE}))

    def numeric(self) -> list[int]:
        """Return which columns (from 1) hold numbers."""
        return [column for column, kinds in self._met().items() if kinds - {_LAMP}]

    def _met(self) -> dict[int, set[str]]:
        return {maker.column: maker.met for maker in self.made.get("body", [])}

    def _maker(self, column: Column, number: int, kind: RowKind) -> _Maker:
        look = self.setting.looks.body(column.align, kind)
        missing = suited(look, figure(Number("", None, "")), "")
        return _Maker(self.setting, number, look, missing)


def _nones(column: Sequence[Slot | None]) -> Iterator[int]:
    return (row for row, slot in enumerate(column) if slot is None)


@dataclass(slots=True)
class _Maker:
    """Makes the cells of one column in rows of one kind; what is no number and comes again is made once.

    ``met`` gathers the units of the numbers, and whether there are rates or statuses.
    """

    setting: RenderContext
    column: int
    look: CellStyle
    missing: CellStyle
    met: set[str] = field(default_factory=set[str])
    texts: dict[str, Slot] = field(default_factory=dict[str, Slot])
    others: dict[Lamp | Date, Slot] = field(default_factory=dict["Lamp | Date", Slot])

    def slots(self, contents: Sequence[tuple[Inline, ...]]) -> list[Slot | None]:
        """Return the cells with these contents, None for those that ``mixed`` is to make."""
        nodes = [content[0] if len(content) == 1 else None for content in contents]
        texts = self._texts([node.text for node in nodes if isinstance(node, Text)])
        self._meet([node for node in nodes if isinstance(node, Number)])
        return [texts[node.text] if isinstance(node, Text) else self._other(node) for node in nodes]

    def mixed(self, content: tuple[Inline, ...]) -> Slot:
        """Return the cell with this content, whatever it is."""
        value = self.setting.value(content)
        self._meet([value.number] if value.number else ())
        return self.setting.slot(value, self.look, self.column)

    def _texts(self, said: Iterable[str]) -> Mapping[str, Slot]:
        """Return a cell for each text; all are measured in one go."""
        texts, look, column = [text for text in dict.fromkeys(said) if text not in self.texts], self.look, self.column
        measured = zip(texts, longest_lines(texts), strict=True)
        self.texts |= {text: Slot(Value(text, units), look, column, column) for text, units in measured}
        return self.texts

    def _meet(self, numbers: Iterable[Number]) -> None:
        self.met |= {_RATE if n.fact.endswith(".rate") else n.unit for n in numbers if n.value is not None}

    def _other(self, node: Inline | None) -> Slot | None:
        if isinstance(node, Number):
            look = self.missing if node.value is None else self.look
            return Slot(figure(node), look, self.column, self.column)
        return self._shared(node) if isinstance(node, Lamp | Date) else None

    def _shared(self, node: Lamp | Date) -> Slot:
        if found := self.others.get(node):
            return found
        self.met |= {_LAMP} if isinstance(node, Lamp) else set()
        slot = self.others[node] = self.mixed((node,))
        return slot


_ROW_HEIGHT = 19.0
_HEAD_HEIGHT = 22.0
_SHARED_UNITS = 80
"""How much a caption and a unit may hold together (in digits' widths) to stand on one line."""


def table_parts(table: Table, setting: RenderContext, *, counts: bool = False) -> Iterator[Part]:
    """Yield a table's lines and bands. Its cells are never merged, so that a machine can read them.

    ``counts`` says that all of its columns but the first hold counts, to be tinted by how high they are.
    """
    yield from _caption_lines(setting.value(table.caption), unit_text(table.unit) if table.unit else "", table, setting)
    grouped = any(column.group for column in table.columns)
    if grouped:
        yield _groups_line(table.columns, setting)
    head = tuple(setting.value(column.head) for column in table.columns)
    makers = CellBuilders(table.columns, setting)
    parts = list(_row_parts(table, makers))
    kinds: tuple[RowKind, ...] = tuple(row.kind for row in table.rows)
    plan = Plan(head, kinds, replace(makers.traits(), counts=counts), grouped)
    yield _head_line(plan, setting)
    yield from parts


def _caption_lines(caption: Value, unit: str, table: Table, setting: RenderContext) -> Iterator[SheetRow]:
    above = setting.slot(caption, setting.looks.caption(), 1)
    beside = setting.slot(words(unit), setting.looks.unit(), len(table.columns))
    if unit and caption.text and _share_a_line(caption, unit, table):
        yield SheetRow((above, beside))
        return
    if caption.text:
        yield SheetRow((setting.across(caption, replace(setting.looks.caption(), wraps=True)),))
    if unit:
        yield SheetRow((beside,))


def _share_a_line(caption: Value, unit: str, table: Table) -> bool:
    return len(table.columns) > 1 and units(caption.text) + units(unit) <= _SHARED_UNITS and "\n" not in caption.text


def _groups_line(columns: Sequence[Column], setting: RenderContext) -> SheetRow:
    """Return the heads that stand above the heads of columns side by side."""
    look, first, slots = setting.looks.head(), 1, list[Slot]()
    for group, under in groupby(columns, lambda column: column.group):
        last = first + len(list(under)) - 1
        if group:
            slots.append(Slot(setting.value(group), look, first, last))
        else:
            slots += [Slot(words(""), replace(look, bottom=None), n, n) for n in range(first, last + 1)]
        first = last + 1
    return SheetRow(tuple(slots), "groups", _HEAD_HEIGHT)


def _head_line(plan: Plan, setting: RenderContext) -> SheetRow:
    look = setting.looks.head()
    look = replace(look, top=None) if plan.grouped else look
    slots = tuple(setting.slot(value, look, n) for n, value in enumerate(plan.heads, 1))
    return SheetRow(slots, "head", _HEAD_HEIGHT, plan=plan)


def _row_parts(table: Table, makers: CellBuilders) -> Iterator[Part]:
    """Yield the rows; those below a group's head, or above a subtotal, are a level deeper in the outline."""
    runs = list(makers.runs(table.rows))
    formulas = formulas_of(table, makers.numeric())
    level = int(any(run.kind in ("group", "subtotal") for run in runs))
    for run in runs:
        _put(formulas, run)
        names = tuple([row.name for row in table.rows[run.first : run.first + len(run.columns[0])]])
        if run.kind == "body":
            yield RowBand(tuple(run.columns), names, _ROW_HEIGHT, level)
        else:
            rows = zip(zip(*run.columns, strict=True), names, strict=True)
            yield from (SheetRow(slots, run.kind, _ROW_HEIGHT, name=name) for slots, name in rows)


def _put(formulas: Cells, run: Run) -> None:
    """Put the formulas into the cells of a run."""
    for row in range(len(run.columns[0])):
        for column, formula in formulas.get(run.first + row, {}).items():
            value, look, first, last, sheet, _ = run.columns[column - 1][row]
            run.columns[column - 1][row] = Slot(value, look, first, last, sheet, formula)
