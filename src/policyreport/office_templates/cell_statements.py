"""Statements about the cells of a filled table: their colours, their widths in columns, and which are merged."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from decimal import Decimal
from typing import Protocol

from lxml import etree

from policyreport.diagnostics import Problem
from policyreport.document.nodes import Inline, Number
from policyreport.document.number_format import MISSING, plain_text
from policyreport.office_templates import errors
from policyreport.office_templates.runs import Vocabulary
from policyreport.office_templates.tags import Tag
from policyreport.office_templates.xml import CELL, Element

MOST_COLUMNS = 63
"""How many columns a table of Word can have; as many are enough in 한글."""
_COLOUR = re.compile(r"#?([0-9A-Fa-f]{6})")
_CELL_COUNT = re.compile(r"[0-9]{1,2}")
_LARGE = 100


class CellMerger(Protocol):
    """How a kind of file colours and merges the cells of its tables."""

    def colour(self, cell: Element, colour: str) -> None:
        """Give a cell a background: six digits."""
        ...

    def span(self, cell: Element, columns: int) -> None:
        """Let a cell go over so many columns of its table."""
        ...

    def content(self, cell: Element) -> bytes:
        """Return what a cell shows, and in which letters."""
        ...

    def above(self, cell: Element) -> Element | None:
        """Return the cell right above another that goes over the same columns; None where there is none."""
        ...

    def merge_down(self, first: Element, cell: Element) -> bool:
        """Merge a cell with the one above that ``first`` begins; return whether it could be done."""
        ...

    def merge_right(self, first: Element, cell: Element) -> bool:
        """Merge a cell with the one to its left; return whether it could be done."""
        ...


class CellStatements:
    """The statements about cells in the resolved parts of one template, whose tags are ``tags``."""

    def __init__(self, file: str, tags: Sequence[Tag], vocabulary: Vocabulary, merger: CellMerger) -> None:
        self._file, self._tags, self._vocabulary, self._merger = file, tags, vocabulary, merger

    def apply_values(self, root: Element, content: Callable[[int], tuple[Inline, ...]]) -> Iterator[Problem]:
        """Apply the statements that are given a value, before the values of a part are printed."""
        for mark in [mark for mark in root.iter(etree.PI) if mark.target == CELL]:
            tag = self._tag(mark)
            value = mark.getnext()
            if tag.keyword in ("cellbg", "colspan") and value is not None:
                inlines = content(int(value.text or 0))
                cell = next(mark.iterancestors(self._vocabulary.cell))
                problem = self._apply(tag.keyword, cell, inlines)
                if problem is not None:
                    yield errors.at(problem, self._file, tag)
                _drop_mark(value)
                _drop_mark(mark)

    def merge(self, root: Element) -> None:
        """Merge the cells of a part that say the same, once its values are printed."""
        marks = [(mark, self._tag(mark)) for mark in root.iter(etree.PI) if mark.target == CELL]
        cells = [
            (tag, mark.text.endswith("first"), next(mark.iterancestors(self._vocabulary.cell)))
            for mark, tag in marks
            if mark.text
        ]
        for mark, _ in marks:
            _drop_mark(mark)
        merger = self._merger
        for keyword, before, join in (
            ("hm", self._left_of, merger.merge_right),
            ("vm", merger.above, merger.merge_down),
        ):
            merged: dict[Element, tuple[Element, bytes]] = {}
            for tag, is_first, cell in cells:
                if tag.keyword == keyword and cell.getparent() is not None:
                    said, other = merger.content(cell), None if is_first else before(cell)
                    begun = None if other is None else merged.pop(other, None)
                    if begun is not None and begun[1] == said and join(begun[0], cell):
                        merged[cell if cell.getparent() is not None else begun[0]] = begun
                    else:
                        merged[cell] = (cell, said)

    def _tag(self, mark: Element) -> Tag:
        return self._tags[int((mark.text or "").split()[0])]

    def _apply(self, keyword: str, cell: Element, value: Collection[Inline]) -> Problem | None:
        text = plain_text(tuple(value)).strip()
        if keyword == "cellbg":
            colour = _COLOUR.fullmatch(text)
            if colour:
                self._merger.colour(cell, colour[1].upper())
            return None if colour or text in ("", MISSING) else errors.bad_colour(text)
        number = _number_of(value)
        text = text if number is None else number
        columns = int(text) if _CELL_COUNT.fullmatch(text) else 0
        if not 0 < columns <= MOST_COLUMNS:
            return errors.bad_cell_count(text, MOST_COLUMNS)
        self._merger.span(cell, columns)
        return None

    def _left_of(self, cell: Element) -> Element | None:
        return next(cell.itersiblings(self._vocabulary.cell, preceding=True), None)


def _number_of(value: Collection[Inline]) -> str | None:
    """Return the digits of a value that is a whole number with a source; None for any other."""
    match tuple(value):
        case (Number(value=Decimal() as number),) if number == number.to_integral_value() and abs(number) < _LARGE:
            return str(int(number))
        case _:
            return None


def _drop_mark(mark: Element) -> None:
    """Take a mark away; what follows it stays."""
    parent = mark.getparent()
    if parent is not None:
        parent.remove(mark)
