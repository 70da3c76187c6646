"""What can be wrong with a table, in words for whoever keeps the file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from policyreport.errors import Kind, Place, Problem, Words, did_you_mean
from policyreport.load.columns import Column
from policyreport.model.words import SHEETS


def unknown_head(name: str, place: Place, collection: str, known: Iterable[str]) -> Problem:
    """Return the problem of a column's head that stands for no field."""
    what = Words(f"'{name}' is no column of {collection}", f"'{name}'은(는) {SHEETS[collection]} 표에 없는 열입니다")
    return Problem(Kind.DATA, "table.unknown-head", what, place, collection, did_you_mean(name, known))


def duplicate_head(name: str, first: Place, place: Place) -> Problem:
    """Return the problem of a head that names a field for which there is a column already."""
    what = Words(f"the column '{name}' is there twice: before at {first}", f"'{name}' 열이 두 번 있습니다: {first}")
    hint = Words("keep one of the two", "둘 중 하나만 남기십시오")
    return Problem(Kind.DATA, "table.duplicate-head", what, place, name, hint)


def missing_column(column: Column, there: Sequence[str], place: Place, collection: str) -> Problem:
    """Return the problem of a table that lacks a column which every record needs."""
    what = Words(
        f"the column '{column.title}' ({column.name}) is missing", f"'{column.title}'({column.name}) 열이 없습니다"
    )
    listing = ", ".join(there)
    hint = Words(f"there is: {listing}", f"있는 열: {listing}") if there else None
    return Problem(Kind.DATA, "table.missing-column", what, place, f"{collection} › {column.name}", hint)


def without_head(place: Place, collection: str) -> Problem:
    """Return the problem of a value in a column that has no head."""
    what = Words("a value stands in a column without a head", "머리글이 없는 열에 값이 있습니다")
    hint = Words("write the column's head, or delete the value", "열의 머리글을 적거나 값을 지우십시오")
    return Problem(Kind.DATA, "table.no-head", what, place, collection, hint)


def second_record(collection: str, place: Place) -> Problem:
    """Return the problem of a second row in a table that holds one record."""
    what = Words(f"{collection} has one row only", f"{SHEETS[collection]} 표에는 한 줄만 적습니다")
    hint = Words("keep one of the rows", "한 줄만 남기십시오")
    return Problem(Kind.DATA, "data.twice", what, place, collection, hint)


def total_row(place: Place, collection: str) -> Problem:
    """Return the warning of a row that adds up others and was not read."""
    what = Words("a row of totals among the data was skipped", "자료 사이의 합계 줄을 건너뛰었습니다")
    hint = Words("delete it: totals are reckoned", "지우십시오. 합계는 셈해서 나옵니다")
    return Problem(Kind.DATA, "table.total-row", what, place, collection, hint)


def header_only(place: Place, collection: str) -> Problem:
    """Return the warning of a table that has a head and no row."""
    what = Words("the table has a head and no rows", "머리글만 있고 자료가 없습니다")
    hint = Words("fill it or remove it", "자료를 적거나 표를 지우십시오")
    return Problem(Kind.DATA, "table.header-only", what, place, collection, hint)
