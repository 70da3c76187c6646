"""Tell which stage of a command begins and how long each takes, where somebody listens; nothing is measured elsewhere.

``logging`` would take longer to import than a build with nothing to do takes.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager
from contextvars import ContextVar
from time import perf_counter

from policyreport.diagnostics import Message

Listener = Callable[[Message, float], None]
"""Called at the end of each stage with its name and its seconds."""

BeginListener = Callable[[Message], None]
"""Called at the beginning of each stage with its name."""

READ_DATA = Message("read the data", "자료 읽기")
DERIVE_FACTS = Message("derive the facts", "수치 계산")
APPLY_RULES = Message("apply the rules", "규칙 적용")
PUBLISH = Message("put the set in place", "제자리에 두기")

_listener: ContextVar[Listener | None] = ContextVar("listener", default=None)
_begin_listener: ContextVar[BeginListener | None] = ContextVar("begin_listener", default=None)


@contextmanager
def listening(listener: Listener) -> Generator[None]:
    """Let a listener be told of the stages that end in the body."""
    before = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(before)


@contextmanager
def announcing(listener: BeginListener) -> Generator[None]:
    """Let a listener be told of the stages that begin in the body."""
    before = _begin_listener.set(listener)
    try:
        yield
    finally:
        _begin_listener.reset(before)


@contextmanager
def stage(name: Message) -> Generator[None]:
    """Time the body as one stage; one that fails is told of as well."""
    listener = _listener.get()
    if begin := _begin_listener.get():
        begin(name)
    if listener is None:
        yield
        return
    began = perf_counter()
    try:
        yield
    finally:
        listener(name, perf_counter() - began)
