"""The sheet of codes: every code that a column offers, with the word by which it is filled in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from policyreport.inputs.excel.intake.entries import Entry, entries_of
from policyreport.model.code_lists import CodeLists
from policyreport.model.dataset import COLLECTIONS
from policyreport.model.dimension import Dimensions
from policyreport.model.labels import SHEETS
from policyreport.model.money import MoneyStyle

_EVERY_SHEET = "모든 시트"
_SHARED = "audience"
_FIRST_ROW = 2


class CodeRow(NamedTuple):
    """A row of the sheet: the sheet and the column that offer a code, the code and its word."""

    sheet: str
    column: str
    code: str
    word: str


def code_table(lists: CodeLists, money: MoneyStyle, dimensions: Dimensions) -> list[CodeRow]:
    """Return the rows of the sheet of codes; what every sheet has comes first, and once."""
    return [
        CodeRow(sheet, entry.column.title, code, entry.words.get(code, code))
        for sheet, _, entry in _entries(lists, money, dimensions)
        for code in entry.codes
    ]


def code_rows(lists: CodeLists, money: MoneyStyle, dimensions: Dimensions) -> Mapping[tuple[str, str], tuple[int, int]]:
    """Return the first and the last row of the codes of each column, by its collection and name."""
    rows: dict[tuple[str, str], tuple[int, int]] = {}
    first = _FIRST_ROW
    for _, collections, entry in _entries(lists, money, dimensions):
        last = first + len(entry.codes) - 1
        rows |= {(collection, entry.column.name): (first, last) for collection in collections}
        first = last + 1
    return rows


def _entries(
    lists: CodeLists, money: MoneyStyle, dimensions: Dimensions
) -> Iterator[tuple[str, tuple[str, ...], Entry]]:
    """Yield each column that offers codes, with the sheet and the collections that it is of."""
    for entry in entries_of("policy", lists):
        if entry.column.name == _SHARED:
            yield _EVERY_SHEET, tuple(COLLECTIONS), entry
    for collection in COLLECTIONS:
        for entry in entries_of(collection, lists, money, dimensions):
            if entry.codes and entry.column.name != _SHARED:
                yield SHEETS[collection], (collection,), entry
