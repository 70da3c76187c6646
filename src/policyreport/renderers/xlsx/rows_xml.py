"""Write a planned sheet as the XML of its rows.

A sheet may hold hundreds of thousands of cells: what reads alike is written once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import cast

from policyreport.ooxml.cell_references import column_letters, coordinate
from policyreport.ooxml.xml_text import escape_text
from policyreport.renderers.xlsx.cells import Value, text_value
from policyreport.renderers.xlsx.formulas import formula_text
from policyreport.renderers.xlsx.plan import RowBand, Sheet, SheetRow, Slot
from policyreport.renderers.xlsx.styles import CellStyle, Kind, StyleRegistry, format_of, kind_of

Sums = Mapping[tuple[int, int], str]
"""What the totals row of a native table adds up, as a structured reference, by row and column (both from 1)."""

_EPOCH = date(1899, 12, 30).toordinal()
_MOST_DIGITS = 15
"""The significant digits that Excel keeps of what is typed in; a longer number is given as the double that it is."""

_FORMULA_LIKE = ("=", "+", "-", "@", "\t", "\r", "'")
_EMPTY = text_value("")
_ROWS_A_PIECE = 500
_NO_SUMS: Sums = {}
_ESCAPE_LIKE = re.compile(r"(?<=_)(?=x[0-9A-Fa-f]{4}_)")
"""Where ``_x0041_`` is divided into two runs of characters: whole, Excel would read it as ``A``."""

_is_verbatim = re.compile(r"[^\s&<>\"_=+\-@'](?:[^&<>\"_\r\n\t]*[^\s&<>\"_])?").fullmatch
"""Whether a text needs no escape in XML, and nobody could take it for a formula."""


class RowsXmlWriter:
    """Writes the rows of the sheets of one workbook."""

    def __init__(self, registry: StyleRegistry) -> None:
        self._registry = registry
        self._number_styles: dict[tuple[CellStyle, str, Kind], int] = {}

    def rows(self, sheet: Sheet, heights: Sequence[float], sums: Sums) -> Iterator[str]:
        """Yield the sheet's rows as XML, many at a time."""
        written, head = self._unnumbered(sheet), 0
        for first, part in sheet.placed():
            if isinstance(part, SheetRow):
                head = first if part.plan else head
                cells = list[str]()
                for slot in _with_background(part, sheet.columns):
                    content = written.get(id(slot)) or self._content(slot, first, head, sums)
                    cells.append(f'<c r="{coordinate(first, slot.first)}" {content}')
                    if slot.first < slot.last:
                        cells += self._covered(slot, first)
                yield _row(f"{first}", f"{heights[first - 1]:g}", 0, "".join(cells))
            else:
                yield from self._band(part, sheet.columns, first, heights[first - 1 : first - 1 + part.rows], written)

    def _unnumbered(self, sheet: Sheet) -> dict[int, str]:
        """Return all cells that hold no number, but for their places, by the identities of their slots."""
        written: dict[int, str] = {}
        for (_, _, style), slots in sheet.groups.items():
            texts = {id(slot): slot.value.text for slot in slots if slot.value.is_plain}
            start = f's="{self._registry.style_id(style)}" t="inlineStr"><is><t>' if texts else ""
            written |= {slot: f"{start}{text}</t></is></c>" for slot, text in texts.items() if _is_verbatim(text)}
            rest = [slot for slot in slots if slot.value.number is None and id(slot) not in written]
            written |= {id(slot): self._unnumbered_content(slot.value, style) for slot in rest}
        return written

    def _covered(self, slot: Slot, row: int) -> list[str]:
        """Return the cells that a merged one covers: their borders are drawn, so they need its style."""
        style_id = self._registry.style_id(replace(slot.style, left=None))
        return [f'<c r="{coordinate(row, column)}" s="{style_id}"/>' for column in range(slot.first + 1, slot.last + 1)]

    def _band(
        self, band: RowBand, columns: int, first: int, heights: Sequence[float], written: Mapping[int, str]
    ) -> Iterator[str]:
        """Yield the rows of a band: they differ only in their number, their height and in what their cells hold."""
        slots: list[Sequence[Slot]] = list(band.columns)
        if band.background is not None:
            empty = [Slot(_EMPTY, band.background, n, n) for n in range(len(slots) + 1, columns + 1)]
            slots += [(slot,) * band.rows for slot in empty]
        cells = "".join(f'<c r="{column_letters(n)}#" %s' for n in range(1, len(slots) + 1))
        pattern = _row("#", "%g", band.level, cells)
        for start in range(0, band.rows, _ROWS_A_PIECE):
            end, row = start + _ROWS_A_PIECE, first + start
            contents = [self._column(column[start:end], row, written) for column in slots]
            rows = enumerate(zip(heights[start:end], *contents, strict=True), row)
            yield "".join([pattern.replace("#", str(number)) % cells for number, cells in rows])

    def _column(self, slots: Sequence[Slot], first: int, written: Mapping[int, str]) -> list[str]:
        """Return the cells down a column, from a row on, but for their places."""
        contents = list(map(written.get, map(id, slots)))
        if None not in contents:
            return cast("list[str]", contents)
        rows = enumerate(zip(contents, slots, strict=True), first)
        return [content or self._content(slot, row, 0, _NO_SUMS) for row, (content, slot) in rows]

    def _content(self, slot: Slot, row: int, head: int, sums: Sums) -> str:
        """Return a cell but for its place; ``head`` is the row of its table's head, which sums need."""
        value, style, column, _, _, formula = slot
        number = value.number
        if number is None:
            return self._unnumbered_content(value, style)
        key = (style, value.mark, kind_of(number, formula))
        style_id = self._number_styles.get(key)
        if style_id is None:
            style_id = self._number_styles[key] = self._registry.style_id(style, format_of(value, formula))
        written = ""
        if formula:
            written = f"<f>{escape_text(formula_text(formula, row, column, head, sums.get((row, column), '')))}</f>"
        exact = str(number.value)
        if len(exact) > _MOST_DIGITS:
            exact = repr(float(exact))
        return f's="{style_id}">{written}<v>{exact}</v></c>'

    def _unnumbered_content(self, value: Value, style: CellStyle) -> str:
        """Return a cell that holds no number but for its place."""
        if value.day is not None:
            style_id = self._registry.style_id(style, format_of(value))
            return f's="{style_id}"><v>{value.day.toordinal() - _EPOCH}</v></c>'
        if not value.text:
            return f's="{self._registry.style_id(style)}"/>'
        style_id = self._registry.style_id(style, quoted=value.text.startswith(_FORMULA_LIKE))
        return f's="{style_id}" t="inlineStr"><is>{self._characters(value, style)}</is></c>'

    def _characters(self, value: Value, style: CellStyle) -> str:
        """Return the content of a cell's ``<is>`` element."""
        if len(value.runs) > 1:
            properties = self._registry.run_properties
            return "".join(
                f"<r>{properties(style, run)}{_text(part)}</r>" for run in value.runs for part in _parts(run.text)
            )
        parts = _parts(value.text)
        return _text(value.text) if len(parts) == 1 else "".join(f"<r>{_text(part)}</r>" for part in parts)


def _parts(text: str) -> list[str]:
    return _ESCAPE_LIKE.split(text) if "_x" in text else [text]


def _text(text: str) -> str:
    space = "" if text == text.strip() and "\n" not in text else ' xml:space="preserve"'
    return f"<t{space}>{escape_text(text)}</t>"


def _row(number: str, height: str, level: int, cells: str) -> str:
    outline = f' outlineLevel="{level}"' if level else ""
    return f'<row r="{number}" ht="{height}" customHeight="1"{outline}>{cells}</row>'


def _with_background(line: SheetRow, columns: int) -> Sequence[Slot]:
    """Return the line's cells and empty ones that show its background, from left to right."""
    if line.background is None:
        return line.slots
    taken = {column for slot in line.slots for column in range(slot.first, slot.last + 1)}
    empty = [Slot(_EMPTY, line.background, n, n) for n in range(1, columns + 1) if n not in taken]
    return sorted([*line.slots, *empty], key=lambda slot: slot.first)
