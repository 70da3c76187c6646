"""What becomes of a list in a template: the first by a value, and groups of what has a value in common."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from policyreport.diagnostics import Message
from policyreport.document.nodes import Date
from policyreport.templating.comparison import is_missing, sort_keys
from policyreport.templating.errors import ComparisonError
from policyreport.templating.view import Figure, Group, View

_BY_FIGURES = (
    Message("figures do not make groups", "수치로는 묶지 않습니다"),
    Message('name another field, as in groupby("lead")', 'groupby("lead")처럼 다른 항목을 쓰십시오'),
)
_BY_LISTS = (
    Message("a list of values does not make groups", "값이 여럿인 항목으로는 묶지 않습니다"),
    Message("name a field with one value", "값이 하나인 항목을 쓰십시오"),
)


def groups(records: Sequence[object], values: Sequence[object]) -> list[Group]:
    """Return groups of records that have the same value, in the order in which the values first occur.

    Raises ``ComparisonError`` for figures, which rounding may make alike, and for lists.
    """
    found: dict[Hashable, Group] = {}
    for record, value in zip(records, values, strict=True):
        if isinstance(value, Figure):
            raise ComparisonError(*_BY_FIGURES)
        if isinstance(value, list | tuple):
            raise ComparisonError(*_BY_LISTS)
        grouper = None if is_missing(value) or value == "" else value
        found.setdefault(_key(grouper), Group(grouper, [])).list.append(record)
    without = found.pop(_key(None), None)
    return [*found.values(), *([without] if without else [])]


def _key(value: object) -> Hashable:
    return (id(value) if isinstance(value, View) else value, type(value) is Date)


def top(records: Sequence[object], values: Sequence[object], most: int, *, lowest: bool = False) -> Sequence[object]:
    """Return the ``most`` records with the greatest values, or the least, that first; those without one are left out.

    Of equal values those come first that stand first. Raises ``ComparisonError`` for values of several kinds.
    """
    present = [(record, value) for record, value in zip(records, values, strict=True) if not is_missing(value)]
    keys = sort_keys([value for _, value in present], descending=not lowest, case_sensitive=False)
    order = sorted(range(len(present)), key=lambda position: keys[position], reverse=not lowest)
    return [present[position][0] for position in order[:most]]
