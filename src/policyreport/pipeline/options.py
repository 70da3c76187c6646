"""How a set is made."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from policyreport.diagnostics import ErrorKind, Message, PolicyReportError, Problem
from policyreport.model import Quarter


def parse_quarter(word: str) -> Quarter:
    """Return the quarter that a user names as ``2025Q2``; ``PolicyReportError`` (exit code 2) for anything else."""
    try:
        return Quarter.parse(word)
    except ValueError:
        what = Message(f"'{word}' is not a quarter", f"'{word}'은(는) 분기가 아닙니다")
        hint = Message("write it as 2025Q2", "2025Q2 처럼 쓰십시오")
        raise PolicyReportError(
            [Problem(ErrorKind.USAGE, "usage.quarter", what, field="--quarter", hint=hint)]
        ) from None


Progress = Callable[[int, int, str], None]
"""Told before each step: its number from 1, how many there are, and what it makes."""


def silent(_number: int, _total: int, _name: str) -> None:
    """Show no progress."""


def available_cores() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


Clock = Callable[[], datetime]
"""Returns the moment, with its zone."""


def now() -> datetime:
    """Return the moment, as the host's clock tells it."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """With each printed file once more in ``large_print``, or as a ``draft``; by ``force`` where nothing changed too.

    ``progress`` is told how far it has come with the files, and ``composing`` with the reports that they print;
    ``clock`` tells when a set is issued, which stands in the ledger alone.
    By ``issue`` the set is given a number, without which it stands as one that is not issued yet.
    Editions are made by so many processes (``jobs``; 1 makes them in this one), or by the workers of the Dask scheduler
    at the address ``cluster``; what comes of it is the same. By ``restate`` figures may be others than those issued.
    ``strict`` lets what ``check`` warns of stop the build as its errors do.
    What was issued is made again, for a comparison, without its data being ``judged``: they are what they were.
    By ``tie_out`` each file that is made is read back, and every number in it held against its fact.
    """

    large_print: bool = False
    draft: bool = False
    force: bool = False
    progress: Progress = silent
    clock: Clock = now
    jobs: int = 1
    cluster: str = ""
    restate: bool = False
    strict: bool = False
    judged: bool = True
    composing: Progress = silent
    issue: bool = False
    tie_out: bool = True


DEFAULT_OPTIONS = BuildOptions()


@dataclass(frozen=True, slots=True)
class BuildRequest:
    """What is asked for: a quarter (the newest for none), reports and formats (all for none), and how."""

    quarter: str = ""
    reports: Sequence[str] = ()
    formats: Sequence[str] = ()
    options: BuildOptions = DEFAULT_OPTIONS

    @property
    def key(self) -> str:
        """The same text for all that leads to the same set."""
        return json.dumps([*self._set, *([] if self.options.tie_out else ["no tie-out"])])

    @property
    def resumable(self) -> str:
        """What ``parse_resumable`` reads."""
        return json.dumps([*self._set, self.options.issue])

    @property
    def _set(self) -> list[object]:
        options = self.options
        return [self.quarter, list(self.reports), list(self.formats), options.large_print, options.draft]


def parse_resumable(text: str, options: BuildOptions) -> BuildRequest:
    """Return what was asked for, as a ledger remembers it; of ``options`` what is not about which files there are.

    Ledgers of earlier versions do not say whether the set was to be issued, which it always was.
    """
    quarter, reports, formats, large_print, draft, *more = json.loads(text)
    issue = options.issue or not more or bool(more[0])
    return BuildRequest(quarter, reports, formats, replace(options, large_print=large_print, draft=draft, issue=issue))
