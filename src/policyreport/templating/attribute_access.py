"""What a template may reach of a value by a name, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Sized
from datetime import date

from jinja2 import Undefined
from jinja2.environment import TemplateModule
from jinja2.runtime import LoopContext

from policyreport.templating.errors import PrintedLengthError, UnknownAttributeError
from policyreport.templating.view import Figure, View


class Length(int):
    """A list's length. It can be compared and added to, as for a chapter's number, but not printed as it is."""

    __slots__ = ()

    def __str__(self) -> str:
        raise PrintedLengthError(repr(self))


def length(counted: Sized) -> object:
    """Return the length of a list or text: the filter ``length``; a wrong name stays one, to be noted when used."""
    return counted if isinstance(counted, Undefined) else Length(len(counted))


def in_figures(number: object) -> str:
    """Return what a problem calls a number that a filter was given."""
    return repr(number) if isinstance(number, Length) else str(number)


_LOOP = frozenset({"index", "index0", "first", "last", "length", "previtem", "nextitem", "depth"})
_DATE = frozenset({"year", "month", "day"})
_FIGURE = frozenset({"missing", "unit"})


def get_attribute(value: object, name: str) -> object:
    """Return what a value gives under a name; ``KeyError`` where it gives nothing."""
    if isinstance(value, View):
        return value.get(name)
    if isinstance(value, Figure) and name in _FIGURE:
        return not value if name == "missing" else value.fact.unit
    if isinstance(value, LoopContext) and name == "length":
        return length(value)
    if name in attribute_names(value):
        return getattr(value, name)
    raise KeyError(name)


def follow_path(record: object, path: Iterable[str]) -> object:
    """Return the value to which a path of names leads from a record, None where there is nothing on the way.

    Raises ``UnknownWordError`` for a name that is not known there.
    """
    value: object = record
    for name in path:
        value = None if value is None else _known(value, name)
    return value


def _known(value: object, name: str) -> object:
    try:
        return get_attribute(value, name)
    except KeyError:
        raise UnknownAttributeError(name, attribute_names(value)) from None


def attribute_names(value: object) -> Iterable[str]:
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
