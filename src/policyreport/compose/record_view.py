"""A record's own fields as a view, some of them said in another way."""

from __future__ import annotations

from policyreport.compose.view import Thunk, View
from policyreport.document.tree import Date
from policyreport.model import Record


def record_view(record: Record, **instead: Thunk) -> View:
    """Return a view of a record's own fields, some of them said in another way."""
    own = {name: _field_of(record, name) for name in type(record).model_fields}
    return View({**own, **instead})


def _field_of(record: Record, name: str) -> Thunk:
    return lambda: getattr(record, name)


def given(value: object) -> Thunk:
    """Return a value as a view gives it."""
    return lambda: value


def as_of(written: str) -> Date | None:
    """Return the day, month or year that is written as ``2025-06-30``, ``2025-06`` or ``2025``; None for nothing."""
    return Date(*map(int, written.split("-"))) if written else None
