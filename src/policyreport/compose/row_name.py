"""The names of the rows that tell of records, by which references lead there."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from jinja2 import Undefined

from policyreport.compose.misuse import NotARecordError
from policyreport.compose.view import View


def row_name(record: object) -> str:
    """Return the name of a record's row, of a list the first record's; nothing where there is no record.

    Raises ``NotARecordError`` for anything else; a wrong name is noted as such, and names nothing.
    """
    if record is None:
        return ""
    if isinstance(record, Undefined):
        return str(record)
    if isinstance(record, View) and record.name:
        return record.name
    if isinstance(record, Iterable) and not isinstance(record, str):
        return row_name(next(iter(cast("Iterable[object]", record)), None))
    raise NotARecordError("record" if isinstance(record, View) else type(record).__name__)
