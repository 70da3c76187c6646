"""The cells of a table's rows, made quickly: a sheet may hold hundreds of thousands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import cast

from policyreport.document.tree import Column, Date, Inline, Lamp, Number, Row, RowKind, Text
from policyreport.render.xlsx.cells import figure, words
from policyreport.render.xlsx.lines import Slot, Traits
from policyreport.render.xlsx.looks import Look, suited
from policyreport.render.xlsx.setting import Setting

_LAMP = "lamp"
_RATE = "rate"


@dataclass(slots=True)
class Makers:
    """Makes the cells of one table, and knows afterwards what its columns held."""

    columns: Sequence[Column]
    setting: Setting
    made: dict[RowKind, list[_Maker]] = field(default_factory=dict["RowKind", "list[_Maker]"])

    def rows(self, rows: Sequence[Row]) -> list[tuple[Slot, ...]]:
        """Return the cells of each row; what may bear footnotes is made in the order in which it is read."""
        kinds: dict[RowKind, list[Row]] = {}
        for row in rows:
            kinds.setdefault(row.kind, []).append(row)
        made = {kind: self._columns(kind, alike) for kind, alike in kinds.items()}
        return [self._whole(next(made[row.kind]), row) for row in rows]

    def _columns(self, kind: RowKind, rows: Sequence[Row]) -> Iterator[tuple[Slot | None, ...]]:
        makers = self.made[kind] = [self._maker(column, n, kind) for n, column in enumerate(self.columns, 1)]
        columns = zip(*(row.cells for row in rows), strict=True)
        return zip(*[maker.slots(cells) for maker, cells in zip(makers, columns, strict=True)], strict=True)

    def _whole(self, slots: tuple[Slot | None, ...], row: Row) -> tuple[Slot, ...]:
        if all(slots):
            return cast("tuple[Slot, ...]", slots)
        cells = zip(slots, row.cells, self.made[row.kind], strict=True)
        return tuple([slot or maker.mixed(content) for slot, content, maker in cells])

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
        texts, slots = self.texts, list[Slot | None]()
        for content in contents:
            node = content[0] if len(content) == 1 else None
            if isinstance(node, Text):
                slots.append(texts.get(node.text) or self._text(node.text))
            else:
                slots.append(self._number(node) if isinstance(node, Number) else self._shared(node))
        return slots

    def mixed(self, content: tuple[Inline, ...]) -> Slot:
        """Return the cell with this content, whatever it is."""
        return self.setting.slot(self.setting.value(content), self.look, self.column)

    def _text(self, text: str) -> Slot:
        slot = self.texts[text] = Slot(words(text), self.look, self.column, self.column)
        return slot

    def _number(self, number: Number) -> Slot:
        if number.value is None:
            return Slot(figure(number), self.missing, self.column, self.column)
        self.met.add(_RATE if number.fact.endswith(".rate") else number.unit)
        return Slot(figure(number), self.look, self.column, self.column)

    def _shared(self, node: Inline | None) -> Slot | None:
        if not isinstance(node, Lamp | Date):
            return None
        if node not in self.others:
            self.others[node] = self.mixed((node,))
            self.met |= {_LAMP} if isinstance(node, Lamp) else set()
        return self.others[node]
