"""A planned sheet as the XML of its rows, and where each number came to stand.

A sheet may hold hundreds of thousands of cells: what reads alike is written once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple

from policyreport.document.rendered import Placement
from policyreport.document.tree import Number
from policyreport.render.xlsx.cells import Value, words
from policyreport.render.xlsx.characters import characters
from policyreport.render.xlsx.dress import Wardrobe
from policyreport.render.xlsx.formats import Kind, format_of, kind_of
from policyreport.render.xlsx.formulas import Formula, formula_text
from policyreport.render.xlsx.lines import Line, Role, Sheet, Slot
from policyreport.render.xlsx.looks import Look
from policyreport.render.xlsx.places import column_letters
from policyreport.render.xlsx.wording import workbook_text
from policyreport.render.xlsx.xml import escaped

Totals = Mapping[tuple[int, int], str]
"""What the totals row of a native table adds up, as a structured reference, by row and column (both from 1)."""

_EPOCH = date(1899, 12, 30).toordinal()
_MOST_DIGITS = 15
"""The significant digits that Excel keeps of what is typed in; a longer number is given as the double that it is."""

_FORMULA_LIKE = ("=", "+", "-", "@", "\t", "\r", "'")
_NOTHING = words("")
_SPANNING: frozenset[Role] = frozenset(("prose", "groups"))
"""What has cells that may run over several columns."""


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes the sheets of one workbook.

    ``placements`` are the numbers that it has written. ``indicators`` gives each fact of an indicator the first
    cell that holds it as a number: the name of its sheet, its row and its column.
    """

    wardrobe: Wardrobe
    placements: list[Placement] = field(default_factory=list[Placement])
    indicators: dict[str, tuple[str, int, int]] = field(default_factory=dict[str, tuple[str, int, int]])
    _styles: dict[tuple[Look, str, Kind], int] = field(default_factory=dict["tuple[Look, str, Kind]", int])
    _written: dict[int, str] = field(default_factory=dict[int, str])

    def rows(self, sheet: Sheet, heights: Sequence[float], totals: Totals) -> Iterator[str]:
        """Yield the sheet's rows as XML."""
        letters = [column_letters(column) for column in range(sheet.columns + 1)]
        head, of_table = 0, _Pattern(letters)
        for number, (line, height) in enumerate(zip(sheet.lines, heights, strict=True), 1):
            head = number if line.plan else head
            row = _Row(sheet.name, number, head, letters, totals)
            slots = line.slots if line.ground is None else _on_ground(line, sheet.columns)
            said = [self._written.get(id(slot)) or self._content(slot, row) for slot in slots]
            plain = line.role not in _SPANNING
            cells = of_table.filled(number, said) if plain else self._spanning(slots, said, row)
            level = f' outlineLevel="{line.level}"' if line.level else ""
            yield f'<row r="{number}" ht="{height:g}" customHeight="1"{level}>{cells}</row>'

    def _spanning(self, slots: Sequence[Slot], said: Sequence[str], row: _Row) -> str:
        """Return cells of which some run over several columns; those that they cover are drawn with their look."""
        cells = list[str]()
        for slot, content in zip(slots, said, strict=True):
            cells.append(f'<c r="{row.letters[slot.first]}{row.number}" {content}')
            if slot.first < slot.last:
                cells.append(self._covered(slot, row.number, row.letters))
        return "".join(cells)

    def _content(self, slot: Slot, row: _Row) -> str:
        """Return a cell but for its place; kept where it says no number, for those that read alike are one slot."""
        value, look, _, _, _, _ = slot
        if value.number is not None:
            return self._number(slot, value.number, row)
        if value.day is None and not value.text:
            content = f's="{self.wardrobe.style(look)}"/>'
        else:
            content = self._characters(value, look) if value.day is None else self._day(value, value.day, look)
            if not value.numbers:
                self._written[id(slot)] = content
        where = f"{row.sheet}!{row.letters[slot.first]}{row.number}" if value.numbers else ""
        self.placements.extend([Placement(n.fact, workbook_text(n), where) for n in value.numbers])
        return content

    def _number(self, slot: Slot, number: Number, row: _Row) -> str:
        value, look, first, _, _, formula = slot
        fact, said = number.fact, value.text if not value.mark else workbook_text(number)
        self.placements.append(Placement(fact, said, f"{row.sheet}!{row.letters[first]}{row.number}"))
        if fact.startswith("indicator."):
            self.indicators.setdefault(fact, (row.sheet, row.number, first))
        key = (look, value.mark, kind_of(number))
        style = self._styles.get(key)
        if style is None:
            style = self._styles[key] = self.wardrobe.style(look, format_of(value))
        reckoned = _formula(formula, row, first) if formula else ""
        return f's="{style}">{reckoned}<v>{_exact(number)}</v></c>'

    def _day(self, value: Value, day: date, look: Look) -> str:
        style = self.wardrobe.style(look, format_of(value))
        return f's="{style}"><v>{day.toordinal() - _EPOCH}</v></c>'

    def _characters(self, value: Value, look: Look) -> str:
        style = self.wardrobe.style(look, quoted=value.text.startswith(_FORMULA_LIKE))
        return f's="{style}" t="inlineStr"><is>{characters(value, look, self.wardrobe)}</is></c>'

    def _covered(self, slot: Slot, row: int, letters: Sequence[str]) -> str:
        """Return the cells that a merged one covers: their rules are drawn, so they wear its look."""
        style = self.wardrobe.style(replace(slot.look, left=None))
        return "".join(
            f'<c r="{letters[column]}{row}" s="{style}"/>' for column in range(slot.first + 1, slot.last + 1)
        )


class _Row(NamedTuple):
    """A row of a sheet (from 1), where the head of its table stands, and what the formulas in it need."""

    sheet: str
    number: int
    head: int
    letters: Sequence[str]
    totals: Totals


class _Pattern:
    """The rows of tables, in which each column is one cell: they differ only in their number and in what is said."""

    def __init__(self, letters: Sequence[str]) -> None:
        self._letters = letters
        self._of_width = dict[int, str]()

    def filled(self, row: int, said: Sequence[str]) -> str:
        """Return the cells of a row from the first column on, each with what it says."""
        pattern = self._of_width.get(len(said)) or self._made(len(said))
        return pattern.replace("#", str(row)) % tuple(said)

    def _made(self, columns: int) -> str:
        pattern = "".join(f'<c r="{letter}#" %s' for letter in self._letters[1 : columns + 1])
        self._of_width[columns] = pattern
        return pattern


def _on_ground(line: Line, columns: int) -> list[Slot]:
    """Return the line's cells and those that show its ground, from left to right."""
    taken = {column for slot in line.slots for column in range(slot.first, slot.last + 1)}
    ground = [Slot(_NOTHING, line.ground, n, n) for n in range(1, columns + 1) if line.ground and n not in taken]
    return sorted([*line.slots, *ground], key=lambda slot: slot.first)


def _formula(formula: Formula, row: _Row, column: int) -> str:
    named = row.totals.get((row.number, column), "")
    return f"<f>{escaped(formula_text(formula, row.number, column, row.head, named))}</f>"


def _exact(number: Number) -> str:
    """Return a number as Excel stores it."""
    written = str(number.value)
    return written if len(written) <= _MOST_DIGITS else repr(float(written))
