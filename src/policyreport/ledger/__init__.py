"""The ledger of a project: what was issued, from what, and what was done with it; one SQLite file in ``out/``."""

from __future__ import annotations

import sqlite3
from collections.abc import Generator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from policyreport.diagnostics import PolicyReportError
from policyreport.ledger import blobs, build_cache, issues, outbox, runs, schema, sqlite, unissued
from policyreport.ledger.identity import LedgerIdentity, mark_adopted, read_identity
from policyreport.ledger.issues import Issue
from policyreport.ledger.sqlite import LEDGER
from policyreport.ledger.unissued import UnissuedSet
from policyreport.ledger.witness import (
    WITNESS,
    issued_sets,
    read_witness,
    require_no_link,
    require_nothing_issued,
    require_own,
    write_witness,
)

__all__ = ["LEDGER", "WITNESS", "Ledger", "has_ledger", "is_new_ledger", "open_ledger"]


class Ledger:
    """An open ledger, by what it keeps. Statements are committed one by one, or together in a ``transaction``."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path
        self.blobs = blobs.BlobStore(connection)
        self.issues = issues.IssueStore(connection)
        self.unissued = unissued.UnissuedStore(connection)
        self.cache = build_cache.BuildCache(connection)
        self.outbox = outbox.Outbox(connection)
        self.runs = runs.RunRecords(connection)

    @property
    def identity(self) -> LedgerIdentity:
        """Which ledger it is, and how far it has come."""
        return read_identity(self._connection)

    def standing(self, set_name: str) -> UnissuedSet | Issue | None:
        """Return what stands under a name: a set without a number, or the newest issue; None where nothing does."""
        return self.unissued.find(set_name) or self.issues.newest(set_name)

    def transaction(self) -> AbstractContextManager[None]:
        """Let the statements of the body count all together, on the disk, or not at all."""
        return sqlite.transaction(self._connection)

    def trial(self) -> AbstractContextManager[None]:
        """Let the statements of the body count for it alone, and undo them after it."""
        return sqlite.trial(self._connection)

    def write_witness(self) -> None:
        """Write down beside the sets that this is their ledger, as far as it has come; outside of transactions."""
        write_witness(self._path.parent, self.identity, self.issues, self.unissued)

    def mark_adopted(self, at: str, least: int) -> None:
        """Write down that the ledger was made that of what stands, and that it is further than ``least``."""
        mark_adopted(self._connection, at, least)

    def require_sound(self) -> None:
        """Read the whole ledger; raise ``PolicyReportError`` OUTPUT for a damaged one."""
        sqlite.require_sound(self._connection, self._path)

    def clear_journal(self) -> None:
        """Let SQLite remove the journal of a process that died before it had written anything to the ledger."""
        sqlite.clear_journal(self._connection, self._path)

    def copy_to(self, path: Path) -> None:
        """Write a copy of the ledger as it is at one moment, whoever writes to it meanwhile."""
        sqlite.copy_to(self._connection, path)

    def give_room_back(self) -> None:
        """Make the ledger's file as small as what it keeps."""
        self._connection.execute("VACUUM")


def is_new_ledger(out: Path) -> bool:
    """Tell whether an output folder has no ledger, or one into which nothing was written yet."""
    return not (out / LEDGER).exists() or _is_empty(out / LEDGER)


def _is_empty(path: Path) -> bool:
    return path.is_file() and not path.stat().st_size


def has_ledger(out: Path) -> bool:
    """Tell whether an output folder has a ledger.

    Raises ``PolicyReportError``: SECURITY for one that is a link, OUTPUT where sets stand that one should know.
    """
    path = out / LEDGER
    require_no_link(path)
    if path.exists():
        return True
    require_nothing_issued(path)
    return False


@contextmanager
def open_ledger(out: Path, *, adopting: bool = False) -> Generator[Ledger]:
    """Open the ledger of an output folder for the body, making it where there is none and nothing was issued.

    ``adopting`` opens or makes one that does not know what stands there. Raises ``PolicyReportError``: LOCKED while
    another process keeps it busy, SECURITY for a link, OUTPUT for one that is damaged, of a newer policyreport, not
    that of the sets that stand there, an older copy, or that the disk refuses, also for what the body asks of it.
    """
    path = out / LEDGER
    require_no_link(path)
    if not (adopting or path.exists()):
        require_nothing_issued(path)
    # An empty file beside what was issued was emptied; elsewhere a first build was about to write it, or an adoption.
    if not adopting and _is_empty(path) and issued_sets(out, read_witness(out)):
        raise PolicyReportError([sqlite.damaged(path)])
    with sqlite.opened(path, schema.VERSION, schema.migrate) as connection:
        ledger = Ledger(connection, path)
        if not adopting:
            witness = read_witness(out)
            identity = ledger.identity
            require_own(path, witness, identity, ledger.issues, ledger.unissued)
            if witness is None or witness.ledger != identity.ledger:
                ledger.write_witness()
        yield ledger
