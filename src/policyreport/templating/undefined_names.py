"""Names that a template asks for and nothing has: each is noted with its line, and the rendering goes on."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from jinja2 import (
    Undefined,
)

from policyreport.diagnostics import ErrorKind, Message, Problem, did_you_mean
from policyreport.templating.name_hints import LoopNames, name_hint, top_name_hint
from policyreport.templating.placeholders import current_place
from policyreport.templating.view import View, owners

_NO_ITEM = Message("the list has no such item; it may be empty", "목록에 그 항목이 없습니다. 빈 목록일 수 있습니다")
_POSITION = re.compile(r"\[-?[0-9]+\]")
"""How an item of a list is named that is not there: ``[99]``."""

_ASK_FIRST = Message("ask for it first, with {% if %}", "{% if %}로 먼저 있는지 확인하십시오")


@dataclass(frozen=True, slots=True)
class UndefinedCollector:
    """Where wrong names are noted, and the names that a template can use at its top.

    ``names`` are what they stand for, where they are those of a quarter, and ``loops`` what templates name themselves.
    """

    note: Callable[[Problem], None]
    known: tuple[str, ...]
    names: Mapping[str, object] | None = None
    loops: LoopNames = field(default_factory=LoopNames)

    def hint(self, name: str) -> Message:
        """Return what a wrong name at the top was meant to be."""
        if self.names is None:
            return did_you_mean(name, self.known)
        return top_name_hint(name, self.known, self.loops, owners(self.names))


class UnknownName(Undefined):
    """Stands for a wrong name until the rendering ends; whatever is done with it is noted as a problem.

    Each rendering has a subclass of its own, made by ``collecting_undefined``.
    """

    __slots__ = ()
    collector: ClassVar[UndefinedCollector]

    def _used(self) -> UnknownName:
        self.collector.note(self._problem())
        return self

    def _problem(self) -> Problem:
        name = self._undefined_name
        if name is None or _POSITION.fullmatch(str(name)):
            return Problem(ErrorKind.TEMPLATE, "template.no-item", _NO_ITEM, current_place(), hint=_ASK_FIRST)
        what = Message(f"'{name}' is not known here", f"'{name}'(이)라는 이름은 여기에 없습니다")
        return Problem(
            ErrorKind.TEMPLATE, "template.unknown-name", what, current_place(), str(name), self._offer(str(name))
        )

    def _offer(self, name: str) -> Message:
        """Return the hint: ours lists the names that there are, a line each; Jinja's own is a sentence."""
        hint = self._undefined_hint
        if hint is None:
            return self.collector.hint(name)
        if " " in hint:
            return Message(hint, "이 이름을 만들거나 넘기는 곳을 확인하십시오")
        owner = self._undefined_obj
        return name_hint(name, hint.split(), owner.record if isinstance(owner, View) else "")

    def __str__(self) -> str:
        self._used()
        return ""

    def __iter__(self) -> Iterator[object]:
        self._used()
        return iter(())

    def __len__(self) -> int:
        self._used()
        return 0

    def __bool__(self) -> bool:
        self._used()
        return False

    def __eq__(self, other: object) -> bool:
        return self._used() is other

    def __ne__(self, other: object) -> bool:
        return self._used() is not other

    def __hash__(self) -> int:
        return id(self)

    def __getattr__(self, name: str) -> UnknownName:
        if name.startswith("__"):
            raise AttributeError(name)
        return self._used()

    def __getitem__(self, _key: object) -> UnknownName:
        return self._used()

    def __call__(self, *_values: object, **_named: object) -> UnknownName:  # noqa: D102
        return self._used()

    def _worked_with(self, _other: object = None) -> UnknownName:
        return self._used()

    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = _worked_with
    __truediv__ = __rtruediv__ = __floordiv__ = __rfloordiv__ = _worked_with
    __neg__ = __pos__ = __lt__ = __le__ = __gt__ = __ge__ = _worked_with


def collecting_undefined(collector: UndefinedCollector) -> type[UnknownName]:
    """Return a kind of undefined value that notes its problems in ``collector``."""
    return type("NotedName", (UnknownName,), {"__slots__": (), "collector": collector})
