"""What a received copy of a file is: as it was issued, or changed since, or none of ours."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from enum import Enum

from policyreport.ledger import issues
from policyreport.ledger.content import sha256
from policyreport.ledger.issues import Issue
from policyreport.publish.identity import identity_in


class Standing(Enum):
    """What can be said of a copy."""

    GENUINE = "genuine"
    SUPERSEDED = "superseded"
    EDITED = "edited"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a copy is, the issue and the file of it that it is a copy of, and the issue that stands now.

    ``latest`` says the same as ``issue`` where no later one has another content for that file.
    """

    standing: Standing
    name: str = ""
    issue: Issue | None = None
    latest: Issue | None = None


def verdict(ledger: sqlite3.Connection, name: str, content: bytes) -> Verdict:
    """Return what a copy of a file is, by its bytes, and where those are not known by the identity that it bears."""
    issued = issues.bearing(ledger, sha256=sha256(content))
    if issued:
        return _issued(ledger, *issued[0])
    identity = identity_in(name, content)
    known = issues.bearing(ledger, identity=identity) if identity else []
    if known:
        issue, file = known[0]
        return Verdict(Standing.EDITED, file, issue, issues.newest(ledger, issue.set_name))
    return Verdict(Standing.UNKNOWN)


def _issued(ledger: sqlite3.Connection, issue: Issue, file: str) -> Verdict:
    latest = issues.newest(ledger, issue.set_name)
    still = latest is not None and latest.files.get(file) == issue.files[file]
    return Verdict(Standing.GENUINE if still else Standing.SUPERSEDED, file, issue, latest)
