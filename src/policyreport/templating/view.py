"""What a template may see: records, figures, and the names by which their values can be reached."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sized
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple, cast

from jinja2 import Undefined
from jinja2.environment import TemplateModule
from jinja2.runtime import LoopContext

from policyreport.claims import Claim
from policyreport.document.nodes import Date, Number, ShortNumber
from policyreport.document.number_format import date_text
from policyreport.model import Fact, Record
from policyreport.templating.errors import JoinedToTextError, PrintedLengthError, UnknownPathError
from policyreport.templating.name_hints import name_hint
from policyreport.templating.pictures import DataPicture

Thunk = Callable[[], object]
Weight = tuple[Decimal | int, ...]
"""How much a record weighs beside others of its kind: of two, the greater comes first."""

_SHARED_SOURCES = 10_000
_NO_VALUES: dict[str, object] = {}
"""The values of views of which none was kept yet: nothing is ever put there."""


class View:
    """A record as a template sees it: ``view.name`` gives a value, and an unknown name is an error of the template.

    It has no methods and no attributes of Python's that a template could reach; records may refer to one another in
    circles, since each value is worked out only when it is asked for. ``name`` is that of the rows that tell of the
    record, such as ``program.p1``; it is empty for what has no id. ``record`` is what kind of record it is of, such as
    ``Program``, empty for what is made of several or of none. ``weigh`` tells of a view which records of a kind a list
    that is cut keeps, ``judge`` of an indicator whether words claim of it what is true.
    """

    __slots__ = ("_thunks", "_values", "judge", "name", "own", "record", "weigh")

    def __init__(
        self,
        thunks: Mapping[str, Thunk],
        name: str = "",
        own: Record | None = None,
        values: Mapping[str, object] | None = None,
    ) -> None:
        """``own`` is a record that gives its fields where no thunk has their names; ``values`` are there already.

        There are very many views, so that a field has no thunk of its own.
        """
        self.name = name
        self.record = type(own).__name__ if own else ""
        self.weigh: Callable[[View], Weight] | None = None
        self.judge: Callable[[str], Claim] | None = None
        self._thunks = thunks
        self.own = own
        self._values: dict[str, object] = dict(values) if values else _NO_VALUES

    def names(self) -> Collection[str]:
        """Return the names that the view knows."""
        fields = type(self.own).model_fields if self.own else ()
        return dict.fromkeys((*fields, *self._thunks, *self._values))

    def get(self, name: str) -> object:
        """Return the value of a name; ``KeyError`` where it is not known."""
        if name in self._values:
            return self._values[name]
        if name not in self._thunks and self.own and name in type(self.own).model_fields:
            return getattr(self.own, name)
        value = self._thunks[name]()
        self._keep(name, value)
        return value

    def weight(self) -> Weight:
        """Return how much the record weighs beside others of its kind; nothing where that is not known."""
        return self.weigh(self) if self.weigh else ()

    def _keep(self, name: str, value: object) -> None:
        if self._values is _NO_VALUES:
            self._values = {}
        self._values[name] = value


_NO_THUNKS: Mapping[str, Thunk] = {}

Table = Mapping[str, Callable[[Any], object]]
"""What views of one kind say by their names, each worked out of what the view is of."""


_KEPT: tuple[type, ...] = (list, View)


class TableView(View):
    """A view of a kind of which there are very many: what it says stands in a table that all of its kind share.

    Beside the fields of the record of which it is, if it is of one. Lists and views are kept once they were asked for,
    for they are looked through again and again; figures and texts are made anew, which takes less than keeping them.
    """

    __slots__ = ("_of", "_table")

    def __init__(self, table: Table, of: object) -> None:
        own = of if isinstance(of, Record) else None
        named = getattr(own, "id", "")
        super().__init__(_NO_THUNKS, f"{type(own).__name__.lower()}.{named}" if named else "", own)
        self._table = table
        self._of = of

    def names(self) -> Collection[str]:
        """Return the names that the view knows."""
        fields = type(self.own).model_fields if self.own else ()
        return dict.fromkeys((*fields, *self._table))

    def get(self, name: str) -> object:
        """Return the value of a name; ``KeyError`` where it is not known."""
        if name in self._values:
            return self._values[name]
        if name not in self._table:
            return super().get(name)
        value: object = self._table[name](self._of)
        if isinstance(value, _KEPT):
            self._keep(name, value)
        return value


def plain(values: Mapping[str, object]) -> View:
    """Return a view of values that are there already."""
    return View(_NO_THUNKS, values=values)


@dataclass(frozen=True, slots=True)
class Figure:
    """A fact as a template handles it.

    It can be printed, passed on and asked whether it is missing, never joined to text: a number in a document keeps
    where it comes from. It is false where its value is missing.
    """

    fact: Fact
    shows_unit: bool = True
    decimals: int | None = None

    def __bool__(self) -> bool:
        return self.fact.value is not None

    def __str__(self) -> str:
        raise JoinedToTextError(self.fact.id)

    def bare(self) -> Figure:
        """Return the same figure without its unit, for a table that says the unit above."""
        return replace(self, shows_unit=False)

    def to(self, decimals: int) -> Figure:
        """Return the same figure, shown with so many decimal places."""
        return replace(self, decimals=decimals)

    def node(self) -> Number:
        """Return the figure as a node of the tree."""
        decimals = self.fact.decimals if self.decimals is None else self.decimals
        fact = self.fact
        source = _source(fact) if self and fact.sources else ""
        fields = (fact.id, fact.value, fact.unit, decimals, fact.bound, fact.change, self.shows_unit, source)
        of_target = fact.less_is_better
        return Number(*fields, of_target) if fact.short_of is None else ShortNumber(*fields, of_target, fact.short_of)


def as_of(written: str) -> Date | None:
    """Return the day, month or year that is written as ``2025-06-30``, ``2025-06`` or ``2025``; None for nothing."""
    return Date(*map(int, written.split("-"))) if written else None


def _source(fact: Fact) -> str:
    """Return where a fact comes from, as the list of sources names it, and for when it holds."""
    return _source_text(fact.labels, fact.as_of)


@lru_cache(_SHARED_SOURCES)
def _source_text(labels: tuple[str, ...], written_day: str) -> str:
    day = as_of(written_day)
    return " · ".join([*labels, *([date_text(day)] if day else [])])


Named = Callable[[str, Iterable[str]], list[View]]
"""Returns the views of the records of a collection that some ids name."""


def record_view(record: Record, /, **instead: Thunk) -> View:
    """Return a view of a record's own fields, some of them said in another way."""
    named = getattr(record, "id", "")
    return View(instead, f"{type(record).__name__.lower()}.{named}" if named else "", record)


class _Printable:
    """Gives a value that is there already; a closure would take thrice the memory, and there are very many."""

    __slots__ = ("_value",)

    def __init__(self, value: object) -> None:
        self._value = value

    def __call__(self) -> object:
        return self._value


def printable(value: object) -> Thunk:
    """Return a value as a view gives it."""
    return _Printable(value)


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


class Group(NamedTuple):
    """What has a value in common; ``grouper`` is the value, None for those without one, which come last."""

    grouper: object
    list: list[object]


_LOOP = frozenset({"index", "index0", "first", "last", "length", "previtem", "nextitem", "depth"})
_DATE = frozenset({"year", "month", "day"})
_FIGURE = frozenset({"missing", "unit"})
_PICTURE = ("path", "alt")


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

    Raises ``UnknownPathError`` for a name that is not known there.
    """
    value: object = record
    for name in path:
        value = None if value is None else _known(value, name)
    return value


def _known(value: object, name: str) -> object:
    try:
        return get_attribute(value, name)
    except KeyError:
        hint = name_hint(name, attribute_names(value), value.record if isinstance(value, View) else "")
        raise UnknownPathError(name, hint) from None


def owners(names: Mapping[str, object]) -> Iterator[tuple[str, Iterable[str]]]:
    """Yield what has names of its own at the top, as a template writes it, alone or in a loop over its list."""
    for name, value in names.items():
        if isinstance(value, list) and value:
            yield f"{{% for {name[0]} in {name} %}} … {name[0]}", attribute_names(cast("list[object]", value)[0])
        else:
            yield name, attribute_names(cast("object", value))


def attribute_names(value: object) -> Iterable[str]:
    """Return the names under which a value gives something."""
    match value:
        case View():
            return value.names()
        case Figure():
            return _FIGURE
        case DataPicture():
            return _PICTURE
        case date():
            return _DATE
        case LoopContext():
            return _LOOP
        case Group():
            return Group._fields
        case TemplateModule():
            return [name for name in vars(value) if not name.startswith("_")]
        case _:
            return ()
