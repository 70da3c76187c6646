"""A sheet that is not read: what may be lost with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from policyreport.load.columns import columns_of, known_heads, normalised_head
from policyreport.load.excel.sheet import Row, Sheet
from policyreport.load.excel.sheet_reading import ROWS_BEFORE_HEAD, head_text, is_head
from policyreport.model.words import SHEETS


class _Likeness(NamedTuple):
    """How like a collection's head a row is: whether the sheet's name tells of it, and how many of its fields do."""

    is_named: bool
    fields: int
    share: float


def collections_within(sheet: Sheet, columns: Mapping[str, str]) -> Sequence[str] | None:
    """Return the collections of which a sheet may hold records; None for a sheet that holds nothing at all.

    It may where a row has the heads of a collection, more than half of those that its records need among them, and
    anything stands below. Of several collections those are returned that the row is most like. ``columns`` leads the
    office's own heads to fields, as in ``table_reading``.
    """
    rows = sheet.rows()
    first = [*islice(rows, ROWS_BEFORE_HEAD)]
    for number, row in enumerate(first, 1):
        likely = _likely(row, sheet.name, columns)
        if likely:
            return likely if number < len(first) or any(True for _ in rows) else None
    return [] if first else None


def _likely(row: Row, name: str, columns: Mapping[str, str]) -> list[str]:
    likeness = {collection: _likeness(row, collection, name, columns) for collection in SHEETS}
    most = max((found for found in likeness.values() if found), default=None)
    return [collection for collection, found in likeness.items() if found and found == most]


def _likeness(row: Row, collection: str, name: str, columns: Mapping[str, str]) -> _Likeness | None:
    heads = known_heads(collection, columns)
    if not is_head(row, heads):
        return None
    fields = {column for said in row.cells.values() if (column := heads.get(head_text(said)))}
    needed = [column for column in columns_of(collection).values() if column.required]
    share = len(fields.intersection(needed)) / len(needed)
    if 2 * share <= 1:
        return None
    words = normalised_head(name)
    return _Likeness(SHEETS[collection] in words or collection in words, len(fields), share)
