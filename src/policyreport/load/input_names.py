"""Whether the names in a declared input are those of collections and fields."""

from __future__ import annotations

from collections.abc import Iterator

from policyreport.errors import Problem, Words, did_you_mean
from policyreport.load.columns import columns_of
from policyreport.load.input_declaration import Declared
from policyreport.load.shape import COLLECTIONS


def name_problems(declared: Declared) -> Iterator[Problem]:
    """Yield a problem for each collection and each field that does not exist."""
    named = list(_named_collections(declared))
    for at, name in named:
        if name not in COLLECTIONS:
            what = Words(f"there is no collection '{name}'", f"'{name}'은(는) 없는 모음입니다")
            yield declared.problem("data.unknown-field", what, did_you_mean(name, COLLECTIONS), *at)
    filled = {name for _, name in named if name in COLLECTIONS} or set(COLLECTIONS)
    yield from _unknown_fields(declared, {field for name in filled for field in columns_of(name)})


def _named_collections(declared: Declared) -> Iterator[tuple[tuple[str, ...], str]]:
    said = declared.said
    if said.collection is not None:
        yield ("collection",), said.collection
    yield from ((("sheets", sheet), collection) for sheet, collection in said.sheets.items() if collection)
    yield from ((("queries", collection), collection) for collection in said.queries)


def _unknown_fields(declared: Declared, fields: set[str]) -> Iterator[Problem]:
    for head, field in declared.said.columns.items():
        if field and field not in fields:
            what = Words(f"there is no field '{field}'", f"'{field}'은(는) 없는 항목입니다")
            yield declared.problem("data.unknown-field", what, did_you_mean(field, fields), "columns", head)
