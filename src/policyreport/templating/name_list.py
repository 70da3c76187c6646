"""The names that templates can use, found by following the views themselves, so that none has to be listed twice.

Views that have the same names are one group: all programmes, all rows of a year's course. A group is called by the way
to it, such as ``programs.money_history``, and says how a template reaches one of it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import cast

from policyreport.diagnostics import Message
from policyreport.document import nodes
from policyreport.document.number_format import MISSING, plain_text
from policyreport.model.dataset import COLLECTIONS
from policyreport.templating.errors import TemplateValueError
from policyreport.templating.markdown import inline_content
from policyreport.templating.name_meanings import meaning_of
from policyreport.templating.pictures import DataPicture
from policyreport.templating.placeholders import Placeholders
from policyreport.templating.view import Figure, View

TEXT, NUMBER, DATE = Message("text", "글"), Message("number", "수치"), Message("date", "날짜")
FLAG, WHOLE = Message("yes/no", "예/아니요"), Message("whole number", "정수")
PICTURE = Message("picture", "사진")
LIST, RECORD, FUNCTION = Message("list", "목록"), Message("record", "기록"), Message("function", "함수")
TEXTS, NUMBERS = Message("list of texts", "글 목록"), Message("list of numbers", "수치 목록")

_MOST_INSTANCES = 200
_LONGEST_EXAMPLE = 40


@dataclass(frozen=True, slots=True)
class NameEntry:
    """A name: its kind, what it means, and the group of what it leads to, empty for a value that is printed.

    ``written`` is the name as a template writes it, such as ``p.title``, and ``meaning`` is None where nobody has said
    it yet.
    """

    name: str
    written: str
    kind: Message
    meaning: Message | None
    leads_to: str = ""


@dataclass(frozen=True, slots=True)
class NameGroup:
    """The names that all of a group have; ``loops`` are the statements within which ``written`` is one of them.

    ``record`` is the kind of record that they are of, if any. ``parent`` and ``name`` tell of what they are reached.
    """

    key: str
    written: str
    loops: tuple[str, ...]
    record: str
    parent: str
    name: str
    entries: list[NameEntry] = field(default_factory=list[NameEntry])

    def written_in_loops(self, content: str) -> str:
        """Return a template of one of the group within the loops that lead to it."""
        return "".join(self.loops) + content + "{% endfor %}" * len(self.loops)


@dataclass(frozen=True, slots=True)
class _Found:
    """A value that is yet to be followed: the group and name by which it was reached, and how that is written."""

    value: object
    written: str
    loops: tuple[str, ...]
    parent: str
    name: str


def name_groups(names: Mapping[str, object], dimensions: Sequence[str]) -> Mapping[str, NameGroup]:
    """Return the groups of names that are reached from the names at the top, whose own group has the key ``""``.

    ``names`` hold a value under every name, as those of a specimen do. ``dimensions`` are what functions such as ``by``
    are asked for.
    """
    return _Walk(names, dimensions).groups()


class _Walk:
    """Follows views breadth first, so that each group is called by the shortest way to it."""

    def __init__(self, names: Mapping[str, object], dimensions: Sequence[str]) -> None:
        self._names, self._dimensions = names, dimensions
        self._groups: dict[str, NameGroup] = {"": NameGroup("", "", (), "", "", "")}
        self._keys: dict[object, str] = {}
        self._views: dict[str, list[View]] = {}
        self._queue: deque[_Found] = deque()

    def groups(self) -> Mapping[str, NameGroup]:
        for name, value in self._names.items():
            self._queue.append(_Found(value, name, (), "", name))
        followed: set[int] = set()
        while self._queue:
            found = self._queue.popleft()
            for view in _views(found.value, self._dimensions):
                group = self._group(view, found)
                if id(view) not in followed:
                    followed.add(id(view))
                    self._views[group.key].append(view)
                    self._queue.extend(
                        _Found(view.get(n), f"{group.written}.{n}", group.loops, group.key, n) for n in view.names()
                    )
        top = [(name, [value]) for name, value in self._names.items()]
        for key, group in self._groups.items():
            own = top if not key else [(n, [v.get(n) for v in self._views[key]]) for n in self._views[key][0].names()]
            group.entries.extend(self._entries(group, own))
        return self._groups

    def _group(self, view: View, found: _Found) -> NameGroup:
        shape = view.record or frozenset(view.names())
        if shape not in self._keys:
            key = f"{found.parent}.{found.name}" if found.parent else found.name
            called = f'{found.written}("{self._asked(found.value)}")' if callable(found.value) else found.written
            written, loops = called, found.loops
            if not isinstance(found.value, View):
                written = _variable(found.name, loops)
                loops = (*loops, f"{{% for {written} in {called} %}}")
            self._keys[shape] = key
            self._views[key] = []
            self._groups[key] = NameGroup(key, written, loops, view.record, found.parent, found.name)
        return self._groups[self._keys[shape]]

    def _asked(self, function: object) -> str:
        """Return the first dimension for which a function gives rows."""
        return next(dimension for dimension in self._dimensions if any(_views(function, [dimension])))

    def _entries(self, group: NameGroup, values: Iterable[tuple[str, list[object]]]) -> Iterator[NameEntry]:
        for name, each in values:
            kind = next(filter(None, map(kind_of, each)), None)
            if kind is None and not any(value is not None for value in each):
                kind = self._kind_elsewhere(name)
            if kind is not None:
                written = f"{group.written}.{name}" if group.key else name
                view = next((v for one in each for v in _views(one, self._dimensions)), None)
                leads_to = self._keys[view.record or frozenset(view.names())] if view else ""
                yield NameEntry(name, written, kind, meaning_of(group.key, group.record, name), leads_to)

    def _kind_elsewhere(self, name: str) -> Message | None:
        """Return the kind of a name that has no value in its group, as in a total that is never compared."""
        values = (view.get(name) for views in self._views.values() for view in views if name in view.names())
        return next(filter(None, map(kind_of, values)), None)


def _variable(name: str, loops: tuple[str, ...]) -> str:
    """Return a name for a loop over some list: its first letter, and the next where that is taken."""
    taken = {loop.split()[2] for loop in loops}
    return next((letter for letter in name if letter.isalpha() and letter not in taken), name)


def _views(value: object, dimensions: Iterable[str]) -> Iterator[View]:
    """Yield the views that a value is, holds, or returns for one of the dimensions."""
    if isinstance(value, View):
        yield value
    elif isinstance(value, list | tuple):
        members = cast("Iterable[object]", value)
        yield from (member for member in members if isinstance(member, View))
    elif callable(value):
        function = cast("Callable[[str], list[View]]", value)
        yield from (view for dimension in dimensions for view in function(dimension))


_KINDS: tuple[tuple[type | tuple[type, ...], Message], ...] = (
    (bool, FLAG),
    (int, WHOLE),
    (str, TEXT),
    (Figure, NUMBER),
    ((date, nodes.Date), DATE),
    (View, RECORD),
    (DataPicture, PICTURE),
)


def kind_of(value: object) -> Message | None:
    """Return what kind of value a template is given; None for a missing one, and for what it cannot use."""
    if isinstance(value, list | tuple):
        members = cast("list[object]", value)
        inner = next((kind_of(member) for member in members if member is not None), None)
        return {TEXT: TEXTS, NUMBER: NUMBERS, RECORD: LIST}.get(inner) if inner else None
    known = next((kind for types, kind in _KINDS if isinstance(value, types)), None)
    return known or (FUNCTION if callable(value) else None)


class Examples:
    """Finds an example of each name in the names of a project."""

    def __init__(self, groups: Mapping[str, NameGroup], names: Mapping[str, object], dimensions: Sequence[str]) -> None:
        self._groups, self._names, self._dimensions = groups, names, dimensions
        self._instances: dict[str, list[View]] = {}

    def of(self, group: NameGroup, entry: NameEntry) -> Message | None:
        """Return an example of a name as documents print it, empty for what has no text; None where it is missing."""
        if not group.key:
            return _example(self._names.get(entry.name))
        values = (view.get(entry.name) for view in self._of_group(group.key) if entry.name in view.names())
        return next((told for value in values if (told := _example(value)) is not None), None)

    def _of_group(self, key: str) -> list[View]:
        """Return some instances of a group, reached as the group itself was, or under another name of its kind."""
        if key not in self._instances:
            self._instances[key] = []
            group = self._groups[key]
            if group.parent:
                owners = [v for v in self._of_group(group.parent) if group.name in v.names()]
                values = [view.get(group.name) for view in owners]
            else:
                values = [self._names.get(group.name)]
            found = (view for value in values for view in _views(value, self._dimensions))
            self._instances[key] = [view for view, _ in zip(found, range(_MOST_INSTANCES), strict=False)]
        return self._instances[key]


def _example(value: object) -> Message | None:
    if callable(value):
        return Message("", "")
    if isinstance(value, View):
        said = _title(value)
        return Message(said, said)
    if isinstance(value, DataPicture):
        return Message(value.path, value.path)
    members = [view for view in cast("Iterable[object]", value) if isinstance(view, View)] if _is_list(value) else []
    if members:
        first = _title(members[0])
        more = f": {first}" if first else ""
        return Message(f"{len(members)}{more}", f"{len(members)}건{more}")
    try:
        said = _cut(plain_text(inline_content(value, Placeholders())))
    except TemplateValueError:
        return None
    return Message(said, said) if said != MISSING else None


def _is_list(value: object) -> bool:
    return isinstance(value, list | tuple)


def _title(view: View) -> str:
    titled = next((view.get(name) for name in ("title", "name", "label", "quarter") if name in view.names()), None)
    return _cut(titled) if isinstance(titled, str) else ""


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_EXAMPLE else line[: _LONGEST_EXAMPLE - 1] + "…"


def group_named(path: str, groups: Mapping[str, NameGroup]) -> NameGroup | None:
    """Return the group to which a path leads, such as ``programs.money`` or ``지원사업``; None for no such path."""
    first, *rest = path.replace("[]", "").split(".")
    group = groups[""]
    for name in (_collection_of(first) or first, *rest):
        entry = next((one for one in group.entries if one.name in (name, f"{name}s")), None)
        if entry is None or not entry.leads_to:
            return None
        group = groups[entry.leads_to]
    return group


def _collection_of(word: str) -> str | None:
    """Return the collection that a word names: by what one of its records is called, or by its Korean title."""
    return next((name for name, of in COLLECTIONS.items() if word in (of.singular, of.title) and of.singular), None)
