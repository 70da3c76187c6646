"""How a set is made."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

Progress = Callable[[int, int, str], None]
"""Told before each step: its number from 1, how many there are, and what it makes."""


def silent(_number: int, _total: int, _name: str) -> None:
    """Show no progress."""


def available_cores() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def now() -> datetime:
    """Return the moment, as the host's clock tells it."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Manner:
    """With each printed file once more in ``large_print``, or as a ``draft``; by ``force`` where nothing changed too.

    ``progress`` is told how far it has come; ``clock`` tells when a set is issued, which stands in the ledger alone.
    Editions are made by so many processes (``jobs``; 1 makes them in this one), or by the workers of the Dask scheduler
    at the address ``cluster``; what comes of it is the same. By ``restate`` figures may be others than those issued.
    What was issued is made again, for a comparison, without its data being ``judged``: they are what they were.
    """

    large_print: bool = False
    draft: bool = False
    force: bool = False
    progress: Progress = silent
    clock: Callable[[], datetime] = now
    jobs: int = 1
    cluster: str = ""
    restate: bool = False
    judged: bool = True


USUAL = Manner()


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for: a quarter (the newest for none), reports and formats (all for none), and how."""

    quarter: str = ""
    reports: Sequence[str] = ()
    formats: Sequence[str] = ()
    manner: Manner = USUAL

    @property
    def key(self) -> str:
        """The same text for all that leads to the same set."""
        manner = self.manner
        return json.dumps([self.quarter, list(self.reports), list(self.formats), manner.large_print, manner.draft])
