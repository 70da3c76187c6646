"""A record's own fields as a view, some of them said in another way."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from policyreport.compose.view import Thunk, View
from policyreport.model import Record

Named = Callable[[str, Iterable[str]], list[View]]
"""Returns the views of the records of a collection that some ids name."""


def record_view(record: Record, **instead: Thunk) -> View:
    """Return a view of a record's own fields, some of them said in another way."""
    own = {name: _field_of(record, name) for name in type(record).model_fields}
    return View({**own, **instead}, _name_of(record))


def _name_of(record: Record) -> str:
    named = getattr(record, "id", "")
    return f"{type(record).__name__.lower()}.{named}" if named else ""


def _field_of(record: Record, name: str) -> Thunk:
    return lambda: getattr(record, name)


def given(value: object) -> Thunk:
    """Return a value as a view gives it."""
    return lambda: value
