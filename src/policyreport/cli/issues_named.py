"""Issues as users name them, and the files that they name with them."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Generator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from policyreport.errors import Kind, Place, PolicyReportError, Problem, Words, did_you_mean
from policyreport.ledger import LEDGER, issues, open_ledger
from policyreport.ledger.issues import Issue
from policyreport.project import Project

_ISSUE = re.compile(r"(?P<set>[^/]+?)(?:/제?(?P<number>[1-9][0-9]{0,8})판?)?")


@contextmanager
def project_ledger(project: Project) -> Generator[sqlite3.Connection]:
    """Open a project's ledger for the body; ``PolicyReportError`` (exit code 2) where nothing was issued."""
    if not (project.out / LEDGER).exists():
        what = Words("nothing was issued here yet", "이곳에서 발행한 것이 아직 없습니다")
        hint = Words("build first: policyreport build", "먼저 빌드하십시오: policyreport build")
        raise PolicyReportError([Problem(Kind.USAGE, "ledger.none", what, Place(f"out/{LEDGER}"), hint=hint)])
    with open_ledger(project.out) as ledger:
        yield ledger


def asked_issue(ledger: sqlite3.Connection, word: str) -> Issue:
    """Return the issue that a user names as ``2025Q2/1``, or as ``2025Q2`` the newest of it.

    Raises ``PolicyReportError`` (exit code 2) where there is no such one.
    """
    named = _ISSUE.fullmatch(word)
    wanted, number = (named["set"], named["number"]) if named else (word, None)
    found = issues.issue(ledger, wanted, int(number)) if number else issues.newest(ledger, wanted)
    if found is None:
        what = Words(f"there is no issue '{word}'", f"'{word}'판은 없습니다")
        hint = did_you_mean(word, [f"{one.set_name}/{one.number}" for one in issues.issues(ledger)])
        raise PolicyReportError([Problem(Kind.USAGE, "usage.unknown-issue", what, hint=hint)])
    return found


def moment(issue: Issue, zone: ZoneInfo) -> str:
    """Return when an issue was issued, by the project's clock."""
    return f"{datetime.fromisoformat(issue.issued_at).astimezone(zone):%Y-%m-%d %H:%M}"


def read_file(path: Path) -> bytes:
    """Return what a file holds; ``PolicyReportError`` (exit code 2) for one that cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        what = Words(f"'{path}' cannot be read: {error.strerror}", f"'{path}'을(를) 읽을 수 없습니다: {error.strerror}")
        raise PolicyReportError([Problem(Kind.USAGE, "usage.unreadable", what)]) from error
