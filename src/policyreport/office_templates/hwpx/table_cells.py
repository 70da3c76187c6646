"""The cells of a table of 한글 that was filled: where each stands, stood in the template, and what it holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from policyreport.document.nodes import Number
from policyreport.office_templates.hwpx.finish import address, cell_span
from policyreport.office_templates.hwpx.package import hp
from policyreport.office_templates.table_formulas import Loops, loops_of
from policyreport.office_templates.xml import Element, inner_text, whole_number
from policyreport.ooxml.cell_references import column_letters

_CELL = "policyreport-cell"
"""Where a cell stands in the template, and the loops of its row; it is there only while a file is filled."""
FORMULA = "policyreport-formula"
"""The number of a formula; it is there only while a file is filled."""


def note_addresses(table: Element) -> None:
    """Note where each cell of a table stands in the template, and in which loops."""
    if not any(_CELL in cell.attrib for cell in _cells_of(table)):
        address(table)
        rows = list(table.iterchildren(hp("tr")))
        texts = ("".join(map(inner_text, row.iter(hp("t")))) for row in rows)
        for row, loops in zip(rows, loops_of(texts), strict=True):
            for cell in row.iterchildren(hp("tc")):
                cell.set(_CELL, " ".join((*map(str, _address_of(cell)), *loops)))


def drop_addresses(root: Element) -> None:
    """Take away what was noted of cells."""
    for cell in [cell for cell in root.iter(hp("tc")) if _CELL in cell.attrib]:
        del cell.attrib[_CELL]


@dataclass(frozen=True, slots=True, eq=False)
class TableCell:
    """A cell of a filled table: its row and column, those in the template, what it spans, holds, and is repeated by."""

    row: int
    column: int
    row_in_template: int
    column_in_template: int
    rows: int
    columns: int
    text: str
    is_head: bool
    holds_table: bool
    facts: Sequence[Number]
    formulas: Sequence[Element]
    loops: Loops

    @property
    def name(self) -> str:
        """What 한글 calls the cell."""
        return f"{column_letters(self.column + 1)}{self.row + 1}"

    @property
    def is_merged(self) -> bool:
        """Whether it stands for several cells."""
        return self.rows > 1 or self.columns > 1

    def covers(self, row: int, column: int) -> bool:
        """Return whether a place of the table is in the cell."""
        return self.row <= row < self.row + self.rows and self.column <= column < self.column + self.columns


def cells_of(table: Element, numbers: Mapping[Element, Sequence[Number]]) -> list[TableCell]:
    """Return the cells of a finished table; ``numbers`` are the facts that were printed in each paragraph."""
    return [_cell(cell, numbers) for cell in _cells_of(table)]


def _cell(cell: Element, numbers: Mapping[Element, Sequence[Number]]) -> TableCell:
    row, column = _address_of(cell)
    columns, rows = cell_span(cell)
    row_in_template, column_in_template, *loops = cell.get(_CELL, f"{row} {column}").split()
    paragraphs = [p for sub_list in cell.iterchildren(hp("subList")) for p in sub_list.iterchildren(hp("p"))]
    formulas = [
        begin
        for begin in cell.iter(hp("fieldBegin"))
        if FORMULA in begin.attrib and next(begin.iterancestors(hp("tc"))) is cell
    ]
    return TableCell(
        *(row, column, int(row_in_template), int(column_in_template), rows, columns),
        text="\n".join(map(_text, paragraphs)).strip(),
        is_head=cell.get("header", "0") == "1",
        holds_table=next(cell.iter(hp("tbl")), None) is not None,
        facts=[number for p in paragraphs for number in numbers.get(p, ())],
        formulas=formulas,
        loops=tuple(loops),
    )


def areas(cells: Sequence[TableCell], own_row: bool, own_column: bool) -> str:  # noqa: FBT001
    """Return cells as a list of areas; ``?`` stands for the formula's own row or column."""
    columns_by_row: dict[int, list[int]] = {}
    for cell in cells:
        columns_by_row.setdefault(cell.row, []).append(cell.column)
    areas: list[list[int]] = []
    for row, columns in sorted(columns_by_row.items()):
        ends = min(columns), max(columns)
        if areas and areas[-1][1] == row - 1 and (areas[-1][2], areas[-1][3]) == ends:
            areas[-1][1] = row
        else:
            areas.append([row, row, *ends])
    written: list[str] = []
    for top, bottom, left, right in areas:
        first = ("?" if own_column else column_letters(left + 1)) + ("?" if own_row else str(top + 1))
        last = ("?" if own_column else column_letters(right + 1)) + ("?" if own_row else str(bottom + 1))
        written.append(first if first == last else f"{first}:{last}")
    return ",".join(written)


def _cells_of(table: Element) -> Iterator[Element]:
    for row in table.iterchildren(hp("tr")):
        yield from row.iterchildren(hp("tc"))


def _address_of(cell: Element) -> tuple[int, int]:
    found = cell.find(hp("cellAddr"))
    if found is None:
        return 0, 0
    return whole_number(found.get("rowAddr", "")), whole_number(found.get("colAddr", ""))


def _text(paragraph: Element) -> str:
    """Return what a paragraph shows, without notes and what is drawn in it."""
    texts = (text for run in paragraph.iterchildren(hp("run")) for text in run.iterchildren(hp("t")))
    return "".join(map(inner_text, texts))
