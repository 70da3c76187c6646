"""A planned sheet as the XML of its rows.

A sheet may hold hundreds of thousands of cells: what reads alike is written once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple, cast

from policyreport.document.nodes import Number
from policyreport.ooxml.cell_references import column_letters, coordinate
from policyreport.ooxml.xml_text import escape_text
from policyreport.renderers.xlsx.cells import Value, words
from policyreport.renderers.xlsx.formulas import Formula, formula_text
from policyreport.renderers.xlsx.plan import RowBand, Sheet, SheetRow, Slot
from policyreport.renderers.xlsx.style_table import Kind, StyleRegistry, format_of, kind_of
from policyreport.renderers.xlsx.styles import CellStyle

_ESCAPE_LIKE = re.compile(r"(?<=_)(?=x[0-9A-Fa-f]{4}_)")
"""Where ``_x0041_`` is divided into two runs of characters: whole, Excel would read it as ``A``."""

is_plain = re.compile(r"[^\s&<>\"_=+\-@'](?:[^&<>\"_\r\n\t]*[^\s&<>\"_])?").fullmatch
"""Whether XML says a text as it is, and nobody could take it for a formula."""


def characters(value: Value, look: CellStyle, wardrobe: StyleRegistry) -> str:
    """Return the content of a cell's ``<is>`` element."""
    if len(value.runs) > 1:
        runs = ((wardrobe.run_properties(look, run), part) for run in value.runs for part in _parts(run.text))
        return "".join(f"<r>{properties}{_text(part)}</r>" for properties, part in runs)
    parts = _parts(value.text)
    return _text(value.text) if len(parts) == 1 else "".join(f"<r>{_text(part)}</r>" for part in parts)


def _parts(text: str) -> list[str]:
    return _ESCAPE_LIKE.split(text) if "_x" in text else [text]


def _text(text: str) -> str:
    keeps = "" if text == text.strip() and "\n" not in text else ' xml:space="preserve"'
    return f"<t{keeps}>{escape_text(text)}</t>"


Totals = Mapping[tuple[int, int], str]
"""What the totals row of a native table adds up, as a structured reference, by row and column (both from 1)."""

_EPOCH = date(1899, 12, 30).toordinal()
_MOST_DIGITS = 15
"""The significant digits that Excel keeps of what is typed in; a longer number is given as the double that it is."""

_FORMULA_LIKE = ("=", "+", "-", "@", "\t", "\r", "'")
_NOTHING = words("")
_ROWS_A_PIECE = 500


@dataclass(frozen=True, slots=True)
class RowsXmlWriter:
    """Writes the sheets of one workbook."""

    wardrobe: StyleRegistry
    _styles: dict[tuple[CellStyle, str, Kind], int] = field(default_factory=dict["tuple[CellStyle, str, Kind]", int])

    def rows(self, sheet: Sheet, heights: Sequence[float], totals: Totals) -> Iterator[str]:
        """Yield the sheet's rows as XML, many at a time."""
        written, head = self._unnumbered(sheet), 0
        for first, part in sheet.placed():
            own = heights[first - 1 : first - 1 + part.rows]
            if isinstance(part, SheetRow):
                head = first if part.plan else head
                yield self._line(_on_ground(part, sheet.columns), first, own[0], written, _Table(head, totals))
            else:
                yield from self._band(_with_ground(part, sheet.columns), first, own, written)

    def _unnumbered(self, sheet: Sheet) -> dict[int, str]:
        """Return all cells that hold no number, but for their places, by the identities of their slots."""
        written: dict[int, str] = {}
        for (_, _, look), slots in sheet.groups.items():
            texts = {id(slot): slot.value.text for slot in slots if slot.value.is_plain}
            start = f's="{self.wardrobe.style(look)}" t="inlineStr"><is><t>' if texts else ""
            written |= {slot: f"{start}{text}</t></is></c>" for slot, text in texts.items() if is_plain(text)}
            left = [slot for slot in slots if slot.value.number is None and id(slot) not in written]
            written |= {id(slot): self._content(slot.value, look) for slot in left}
        return written

    def _line(self, slots: Sequence[Slot], row: int, height: float, written: Mapping[int, str], table: _Table) -> str:
        """Return a row in which cells run over several columns; those that they cover are drawn with their look."""
        cells = list[str]()
        for slot in slots:
            content = written.get(id(slot)) or self._said(slot, row, table)
            cells.append(f'<c r="{coordinate(row, slot.first)}" {content}')
            if slot.first < slot.last:
                cells.append(self._covered(slot, row))
        return _row(f"{row}", f"{height:g}", 0, "".join(cells))

    def _band(self, band: RowBand, first: int, heights: Sequence[float], written: Mapping[int, str]) -> Iterator[str]:
        """Yield the rows of a band: they differ only in their number, their height and in what their cells say."""
        cells = "".join(f'<c r="{column_letters(n)}#" %s' for n in range(1, len(band.columns) + 1))
        pattern = _row("#", "%g", band.level, cells)
        for start in range(0, band.rows, _ROWS_A_PIECE):
            end, row = start + _ROWS_A_PIECE, first + start
            said = [self._column(column[start:end], row, written) for column in band.columns]
            rows = enumerate(zip(heights[start:end], *said, strict=True), row)
            yield "".join([pattern.replace("#", str(number)) % cells for number, cells in rows])

    def _column(self, slots: Sequence[Slot], first: int, written: Mapping[int, str]) -> list[str]:
        """Return the cells down a column, from a row on, but for their places."""
        contents = list(map(written.get, map(id, slots)))
        if None not in contents:
            return cast("list[str]", contents)
        rows = enumerate(zip(contents, slots, strict=True), first)
        return [content or self._said(slot, row, _NO_TABLE) for row, (content, slot) in rows]

    def _said(self, slot: Slot, row: int, table: _Table) -> str:
        """Return a cell but for its place."""
        value, look, column, _, _, formula = slot
        if value.number is None:
            return self._content(value, look)
        key = (look, value.mark, kind_of(value.number, formula))
        style = self._styles.get(key)
        if style is None:
            style = self._styles[key] = self.wardrobe.style(look, format_of(value, formula))
        reckoned = _formula(formula, row, column, table) if formula else ""
        return f's="{style}">{reckoned}<v>{_exact(value.number)}</v></c>'

    def _content(self, value: Value, look: CellStyle) -> str:
        """Return a cell that holds no number but for its place."""
        if value.day is not None:
            style = self.wardrobe.style(look, format_of(value))
            return f's="{style}"><v>{value.day.toordinal() - _EPOCH}</v></c>'
        if not value.text:
            return f's="{self.wardrobe.style(look)}"/>'
        style = self.wardrobe.style(look, quoted=value.text.startswith(_FORMULA_LIKE))
        return f's="{style}" t="inlineStr"><is>{characters(value, look, self.wardrobe)}</is></c>'

    def _covered(self, slot: Slot, row: int) -> str:
        """Return the cells that a merged one covers: their rules are drawn, so they wear its look."""
        style = self.wardrobe.style(replace(slot.look, left=None))
        columns = range(slot.first + 1, slot.last + 1)
        return "".join(f'<c r="{coordinate(row, column)}" s="{style}"/>' for column in columns)


class _Table(NamedTuple):
    """What the sums of a table need: the row of its head (from 1), and what its totals row adds up."""

    head: int
    totals: Totals


_NO_TABLE = _Table(0, {})
"""What a body row needs, in which nothing is summed."""


def _row(number: str, height: str, level: int, cells: str) -> str:
    outline = f' outlineLevel="{level}"' if level else ""
    return f'<row r="{number}" ht="{height}" customHeight="1"{outline}>{cells}</row>'


def _on_ground(line: SheetRow, columns: int) -> Sequence[Slot]:
    """Return the line's cells and those that show its ground, from left to right."""
    if line.ground is None:
        return line.slots
    taken = {column for slot in line.slots for column in range(slot.first, slot.last + 1)}
    ground = [Slot(_NOTHING, line.ground, n, n) for n in range(1, columns + 1) if n not in taken]
    return sorted([*line.slots, *ground], key=lambda slot: slot.first)


def _with_ground(band: RowBand, columns: int) -> RowBand:
    """Return the band with columns beside it that show its ground."""
    if band.ground is None:
        return band
    beside = [Slot(_NOTHING, band.ground, n, n) for n in range(len(band.columns) + 1, columns + 1)]
    return replace(band, columns=(*band.columns, *((slot,) * band.rows for slot in beside)))


def _formula(formula: Formula, row: int, column: int, table: _Table) -> str:
    named = table.totals.get((row, column), "")
    return f"<f>{escape_text(formula_text(formula, row, column, table.head, named))}</f>"


def _exact(number: Number) -> str:
    """Return a number as Excel stores it."""
    written = str(number.value)
    return written if len(written) <= _MOST_DIGITS else repr(float(written))
