"""The project that an issue was made of, as the ledger keeps it."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from policyreport.ledger import content
from policyreport.ledger.issues import Issue
from policyreport.project import Project, open_project


@contextmanager
def kept_project(ledger: sqlite3.Connection, issue: Issue) -> Generator[Project]:
    """Lay the data and templates of an issue out in a folder of their own, for the body."""
    with tempfile.TemporaryDirectory(prefix="policyreport-") as scratch:
        root = Path(scratch)
        for folder in ("data", "templates"):
            (root / folder).mkdir()
        for path, key in issue.inputs.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_bytes(content.kept(ledger, key))
        yield open_project(root)
