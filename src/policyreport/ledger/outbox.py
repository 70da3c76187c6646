"""What was sent to whom: one row for each set and recipient, written before anything leaves and after it has left.

``pending`` is approved and not tried, ``sending`` has begun, ``sent`` was taken, ``failed`` was not, and ``unknown``
broke off when it may have been taken. Only ``pending`` is ever sent; what is unknown becomes that on a person's word
alone. No address stands here, only a hash by which a changed one is seen.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from policyreport.ledger.identity import count_change

TABLES = """
CREATE TABLE IF NOT EXISTS delivery (
    manifest TEXT NOT NULL,
    recipient TEXT NOT NULL,
    set_name TEXT NOT NULL,
    way TEXT NOT NULL,
    goal TEXT NOT NULL,
    message_id TEXT NOT NULL UNIQUE,
    state TEXT NOT NULL CHECK (state IN ('pending', 'sending', 'sent', 'failed', 'unknown')),
    passing INTEGER NOT NULL,
    reason TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    PRIMARY KEY (manifest, recipient)
);
"""

State = Literal["pending", "sending", "sent", "failed", "unknown"]
REPEATABLE = "folder"
"""The way that may be gone again after it broke off: a folder is filled whole or not at all."""

_COLUMNS = "recipient, way, goal, message_id, state, passing, reason, changed_at"
_DELIVERIES = f"SELECT {_COLUMNS} FROM delivery WHERE manifest = ? ORDER BY rowid"  # noqa: S608 - our own columns
_SETTLE = "UPDATE delivery SET state = ?, passing = ?, reason = ?, changed_at = ? WHERE manifest = ? AND recipient = ?"


@dataclass(frozen=True, slots=True)
class Due:
    """A delivery to be made: to whom, in which way, and the id that its message bears.

    ``goal`` is the hash of where it goes and of all that is sent.
    """

    recipient: str
    way: str
    goal: str
    message_id: str


@dataclass(frozen=True, slots=True)
class Delivery(Due):
    """A delivery as it stands.

    ``passing`` is whether it failed for a while only, ``reason`` a reply's codes or a word of ours, ``changed_at`` a
    moment in UTC (ISO 8601).
    """

    state: State
    passing: bool
    reason: str
    changed_at: str


def goal_hash(message_id: str, goal: str) -> str:
    """Return by what a changed address, folder, file or wording is seen, without its being told."""
    return hashlib.sha256(f"{message_id}\n{goal}".encode()).hexdigest()


class Outbox:
    """The deliveries of every set."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def deliveries(self, manifest: str) -> Mapping[str, Delivery]:
        """Return the deliveries of a set, which its manifest's SHA-256 names, by their recipients."""
        rows = self._connection.execute(_DELIVERIES, (manifest,))
        return {
            recipient: Delivery(recipient, way, goal, message_id, state, bool(passing), reason, changed_at)
            for recipient, way, goal, message_id, state, passing, reason, changed_at in rows.fetchall()
        }

    def counts(self) -> Mapping[State, int]:
        """Return how many deliveries are in each state."""
        return dict(self._connection.execute("SELECT state, COUNT(*) FROM delivery GROUP BY state").fetchall())

    def recipients_of(self, manifest: str) -> int:
        """Return how many recipients may have got a set."""
        (count,) = self._connection.execute(
            "SELECT COUNT(*) FROM delivery WHERE manifest = ? AND state IN ('sending', 'sent', 'unknown')", (manifest,)
        ).fetchone()
        return count

    def was_approved_before(self, set_name: str, manifest: str) -> bool:
        """Tell whether a set of this name was approved under another manifest."""
        others = "SELECT 1 FROM delivery WHERE set_name = ? AND manifest <> ? LIMIT 1"
        return self._connection.execute(others, (set_name, manifest)).fetchone() is not None

    def sent_before(self, set_name: str, manifest: str) -> int:
        """Return how many recipients may have got a set of this name under other manifests, each counted once."""
        (count,) = self._connection.execute(
            "SELECT COUNT(DISTINCT recipient) FROM delivery"
            " WHERE set_name = ? AND manifest <> ? AND state IN ('sending', 'sent', 'unknown')",
            (set_name, manifest),
        ).fetchone()
        return count

    def approve(self, set_name: str, manifest: str, due: Iterable[Due], at: str) -> None:
        """Write down deliveries as pending; of one that is there already, only its way and goal, if it was not sent.

        One that failed for good is pending again where these are others. What is unknown stays so.
        """
        for one in due:
            row = (manifest, one.recipient, set_name, one.way, one.goal, one.message_id, at)
            self._connection.execute(
                "INSERT OR IGNORE INTO delivery VALUES (?, ?, ?, ?, ?, ?, 'pending', 0, '', ?)", row
            )
            self._connection.execute(
                "UPDATE delivery SET way = ?, goal = ?, changed_at = ?, "
                "state = CASE state WHEN 'unknown' THEN 'unknown' ELSE 'pending' END "
                "WHERE manifest = ? AND recipient = ? AND state IN ('pending', 'failed', 'unknown') "
                "AND (way <> ? OR goal <> ?)",
                (one.way, one.goal, at, manifest, one.recipient, one.way, one.goal),
            )

    def recover(self, manifest: str, at: str) -> None:
        """Settle what a run that died left as ``sending``; whoever calls makes sure that no other run is alive."""
        self._connection.execute(
            "UPDATE delivery SET state = CASE way WHEN ? THEN 'pending' ELSE 'unknown' END, "
            "reason = 'run-died', changed_at = ? WHERE manifest = ? AND state = 'sending'",
            (REPEATABLE, at, manifest),
        )

    def retry_passing(self, manifest: str, at: str) -> None:
        """Make pending again what failed for a while only."""
        self._connection.execute(
            "UPDATE delivery SET state = 'pending', changed_at = ? WHERE manifest = ? AND state = 'failed' AND passing",
            (at, manifest),
        )

    def retry(self, manifest: str, recipient: str, at: str) -> None:
        """Make pending again, on a person's word, what failed or is unknown."""
        self._connection.execute(
            "UPDATE delivery SET state = 'pending', changed_at = ? "
            "WHERE manifest = ? AND recipient = ? AND state IN ('failed', 'unknown')",
            (at, manifest, recipient),
        )

    def begin(self, manifest: str, recipient: str, at: str) -> None:
        """Write down that a pending delivery begins; ``sqlite3.IntegrityError`` for one that is not pending."""
        count_change(self._connection)
        begun = self._connection.execute(
            "UPDATE delivery SET state = 'sending', changed_at = ? "
            "WHERE manifest = ? AND recipient = ? AND state = 'pending'",
            (at, manifest, recipient),
        )
        if begun.rowcount != 1:
            raise sqlite3.IntegrityError(recipient)

    def settle(  # noqa: PLR0913 - a row's key and what is said of it
        self, manifest: str, recipient: str, *, state: State, reason: str, passing: bool, at: str
    ) -> None:
        """Write down how a delivery ended."""
        self._connection.execute(_SETTLE, (state, passing, reason, at, manifest, recipient))
