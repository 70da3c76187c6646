"""The cells of a table's rows, made quickly: a sheet may hold hundreds of thousands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple, cast

from policyreport.document.tree import Column, Date, Inline, Lamp, Number, Row, RowKind, Text
from policyreport.render.xlsx.cells import Value, figure
from policyreport.render.xlsx.lines import Slot, Traits
from policyreport.render.xlsx.looks import Look, suited
from policyreport.render.xlsx.setting import Setting
from policyreport.render.xlsx.units import longest_lines

_LAMP = "lamp"
_RATE = "rate"


class Run(NamedTuple):
    """Rows of one kind that follow one another: the first of them (from 0), and their cells column by column."""

    kind: RowKind
    first: int
    columns: list[list[Slot]]


@dataclass(slots=True)
class Makers:
    """Makes the cells of one table, and knows afterwards what its columns held."""

    columns: Sequence[Column]
    setting: Setting
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

    setting: Setting
    column: int
    look: Look
    missing: Look
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
