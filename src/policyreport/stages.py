"""Tell how long each stage of a command takes, where somebody listens; nothing is measured elsewhere.

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

READ_DATA = Message("read the data", "자료 읽기")
DERIVE_FACTS = Message("derive the facts", "수치 계산")

_listener: ContextVar[Listener | None] = ContextVar("listener", default=None)


@contextmanager
def listening(listener: Listener) -> Generator[None]:
    """Let a listener be told of the stages that end in the body."""
    before = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(before)


@contextmanager
def stage(name: Message) -> Generator[None]:
    """Time the body as one stage; one that fails is told of as well."""
    listener = _listener.get()
    if listener is None:
        yield
        return
    began = perf_counter()
    try:
        yield
    finally:
        listener(name, perf_counter() - began)
