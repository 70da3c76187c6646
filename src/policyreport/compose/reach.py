"""What a template may reach of a value by a name, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from jinja2.environment import TemplateModule
from jinja2.runtime import LoopContext

from policyreport.compose.length import length
from policyreport.compose.misuse import UnknownWordError
from policyreport.compose.view import Figure, View

_LOOP = frozenset({"index", "index0", "first", "last", "length", "previtem", "nextitem", "depth"})
_DATE = frozenset({"year", "month", "day"})
_FIGURE = frozenset({"missing", "unit"})


def reached(value: object, name: str) -> object:
    """Return what a value gives under a name; ``KeyError`` where it gives nothing."""
    if isinstance(value, View):
        return value.get(name)
    if isinstance(value, Figure) and name in _FIGURE:
        return not value if name == "missing" else value.fact.unit
    if isinstance(value, LoopContext) and name == "length":
        return length(value)
    if name in reachable(value):
        return getattr(value, name)
    raise KeyError(name)


def led(record: object, path: Iterable[str]) -> object:
    """Return the value to which a path of names leads from a record, None where there is nothing on the way.

    Raises ``UnknownWordError`` for a name that is not known there.
    """
    value: object = record
    for name in path:
        value = None if value is None else _known(value, name)
    return value


def _known(value: object, name: str) -> object:
    try:
        return reached(value, name)
    except KeyError:
        raise UnknownWordError(name, reachable(value)) from None


def reachable(value: object) -> Iterable[str]:
    """Return the names under which a value gives something."""
    match value:
        case View():
            return value.names()
        case Figure():
            return _FIGURE
        case date():
            return _DATE
        case LoopContext():
            return _LOOP
        case TemplateModule():
            return [name for name in vars(value) if not name.startswith("_")]
        case _:
            return ()
