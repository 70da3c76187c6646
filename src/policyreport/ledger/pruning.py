"""Dropping the contents of old issues: their records and the SHA-256 of all that they had stay for good."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from policyreport.diagnostics import ErrorKind, Message, PolicyReportError, Problem, SourceLocation
from policyreport.ledger import Ledger
from policyreport.ledger.issues import Issue


@dataclass(frozen=True, slots=True)
class PruneRule:
    """Which issues keep their contents: the ``keep`` newest of each set, and those since ``before``.

    Where both are said, what either keeps is kept. The newest issue of a set is kept always.
    """

    keep: int | None = None
    before: datetime | None = None

    def drops(self, issue: Issue, newer: int) -> bool:
        """Tell whether the contents of an issue go, of which so many newer ones are there."""
        is_old = self.before is None or datetime.fromisoformat(issue.issued_at) < self.before
        return newer >= max(self.keep or 1, 1) and is_old and not issue.pruned_at


def prunable(ledger: Ledger, rule: PruneRule) -> list[Issue]:
    """Return the issues whose contents a rule drops, set by set, the oldest first."""
    found = list[Issue]()
    for _, group in groupby(ledger.issues.all(), lambda issue: issue.set_name):
        issues = list(group)
        found += (
            each for newer, each in zip(range(len(issues) - 1, -1, -1), issues, strict=True) if rule.drops(each, newer)
        )
    return found


def prune(ledger: Ledger, issues: Iterable[Issue], at: str) -> int:
    """Drop the contents of issues that no other one has, and return how many bytes they took."""
    with ledger.transaction():
        return _drop(ledger, issues, at)


def prunable_bytes(ledger: Ledger, issues: Iterable[Issue]) -> int:
    """Return how many bytes ``prune`` would drop; it is tried out and undone."""
    with ledger.trial():
        return _drop(ledger, issues, "-")


def _drop(ledger: Ledger, issues: Iterable[Issue], at: str) -> int:
    for issue in issues:
        ledger.issues.prune(issue.set_name, issue.number, at)
    return ledger.blobs.delete_unreferenced()


def require_files(issue: Issue) -> None:
    """Raise ``PolicyReportError`` (exit code 2) for an issue whose contents were pruned."""
    if issue.pruned_at:
        day = issue.pruned_at[:10]
        what = Message(
            f"the contents of issue {issue.number} of {issue.set_name} were pruned on {day}; only the SHA-256 of its "
            "files is kept",
            f"{issue.set_name} 제{issue.number}판의 내용은 {day}에 비웠습니다. 파일의 SHA-256만 남아 있습니다",
        )
        raise PolicyReportError([Problem(ErrorKind.USAGE, "ledger.pruned", what, _place(issue), hint=_FROM_BACKUP)])


def require_inputs(ledger: Ledger, issue: Issue) -> None:
    """Raise ``PolicyReportError`` (exit code 2) for an issue that was taken up without all of its inputs."""
    missing = missing_inputs(ledger, issue)
    if missing:
        what = Message(
            f"issue {issue.number} of {issue.set_name} was taken up from out/ when some of its inputs had been "
            f"changed: {', '.join(missing)}",
            f"{issue.set_name} 제{issue.number}판은 out/에 있던 것을 등록한 판이고, "
            f"그때 바뀌어 있던 자료가 있습니다: {', '.join(missing)}",
        )
        raise PolicyReportError([Problem(ErrorKind.USAGE, "ledger.no-inputs", what, _place(issue), hint=_FROM_BACKUP)])


def missing_inputs(ledger: Ledger, issue: Issue) -> list[str]:
    """Return which inputs of an adopted issue the ledger never had; none for all others."""
    return [path for path, key in issue.inputs.items() if issue.adopted_at and not ledger.blobs.has(key)]


_FROM_BACKUP = Message(
    "a backup of the ledger from before may have them", "그 전에 만든 대장의 백업에는 있을 수 있습니다"
)


def _place(issue: Issue) -> SourceLocation:
    return SourceLocation(f"{issue.set_name}/{issue.number}")
