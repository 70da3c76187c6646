"""How much data the names of a template hold, by which the work is measured that it may ask for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

from policyreport.templating.view import View

_COURSE = "history"
"""What a record's view calls the list of what was told of it, quarter by quarter."""


def values_in(names: Mapping[str, object]) -> int:
    """Return about how many values the lists of records hold that a template can name at its top.

    The records of a list are of one kind, so that the first of them tells how many values each has.
    """
    lists = (cast("Sequence[object]", found) for found in names.values() if isinstance(found, list | tuple))
    return sum(len(records) * _values_of(records[0]) for records in lists if records)


def _values_of(record: object) -> int:
    if not isinstance(record, View):
        return 1
    names = record.names()
    course = record.get(_COURSE) if _COURSE in names else ()
    reported = sum(map(_values_of, cast("Sequence[object]", course))) if isinstance(course, list | tuple) else 0
    return len(names) + reported
