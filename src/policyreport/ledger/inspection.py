"""Reading all that a ledger keeps: what it holds, and what of it is damaged."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from policyreport.ledger import Ledger
from policyreport.ledger.issues import Issue
from policyreport.ledger.outbox import State


@dataclass(frozen=True, slots=True)
class SetSummary:
    """The issues of a set: how many, how many of them are pruned, and when the first and the newest were issued."""

    set_name: str
    issues: int
    pruned: int
    first: str
    newest: str


@dataclass(frozen=True, slots=True)
class LedgerSummary:
    """What a ledger keeps: its file's size, the issues by their sets, and numbers of all else.

    ``files`` and ``inputs`` are those of all issues, ``contents`` the different ones that are kept of them.
    """

    size: int
    sets: tuple[SetSummary, ...]
    files: int
    inputs: int
    contents: int
    deliveries: Mapping[State, int]
    runs: int


@dataclass(frozen=True, slots=True)
class DamagedContent:
    """A content that cannot be read any more, or is not there: of which file of an issue it was."""

    sha256: str
    issue: Issue
    name: str


def summary(ledger: Ledger, size: int) -> LedgerSummary:
    """Return what a ledger keeps, whose file has this size."""
    issues = list(ledger.issues.all())
    sets = tuple(_summary_of(name, list(group)) for name, group in groupby(issues, lambda issue: issue.set_name))
    return LedgerSummary(
        size,
        sets,
        sum(len(issue.files) for issue in issues),
        sum(len(issue.inputs) for issue in issues),
        len(ledger.blobs.every_key()),
        ledger.outbox.counts(),
        ledger.runs.count(),
    )


def _summary_of(name: str, issues: list[Issue]) -> SetSummary:
    pruned = sum(bool(issue.pruned_at) for issue in issues)
    return SetSummary(name, len(issues), pruned, issues[0].issued_at, issues[-1].issued_at)


def damaged_contents(ledger: Ledger) -> list[DamagedContent]:
    """Read every content, and return what issues that are to be kept have lost of theirs.

    Raises ``PolicyReportError`` OUTPUT where the file itself is damaged.
    """
    ledger.require_sound()
    sound = {key for key in ledger.blobs.every_key() if _can_be_read(ledger, key)}
    issues = (issue for issue in ledger.issues.all() if not issue.pruned_at)
    return [lost for issue in issues for lost in _lost(issue, sound)]


def _can_be_read(ledger: Ledger, key: str) -> bool:
    try:
        ledger.blobs.load(key)
    except sqlite3.DatabaseError:
        return False
    return True


def _lost(issue: Issue, sound: set[str]) -> Iterator[DamagedContent]:
    """Yield what an issue has lost; the inputs of an adopted one were perhaps never there."""
    kept = [(name, file.sha256) for name, file in issue.files.items()]
    kept += [] if issue.adopted_at else issue.inputs.items()
    yield from (DamagedContent(key, issue, name) for name, key in kept if key not in sound)
