"""The ledger's file: opened, made where there is none, and refused where it is damaged.

SQLite writes it whole or not at all: what a killed run had begun is rolled back when the file is next opened.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Generator
from contextlib import closing, contextmanager
from pathlib import Path

from policyreport.diagnostics import ErrorKind, Message, PolicyReportError, Problem, SourceLocation
from policyreport.ledger.file_locks import has_locks, no_locks

LEDGER = "ledger.sqlite"
"""The name of the file in the output folder."""

_APPLICATION = 0x706F6C72
"""SQLite's application id, ``polr``."""
_WAIT = 5.0
"""Seconds to wait for another process that is writing."""
RESTORE = Message(
    "bring it back from a backup, or move it away and take up what stands (what was issued before and sent is then "
    "forgotten): policyreport ledger adopt",
    "백업에서 되돌리십시오. 백업이 없으면 그 파일을 다른 곳으로 옮긴 다음 policyreport ledger adopt로 지금 있는 판을 "
    "등록하십시오(예전 판과 발송 기록은 사라집니다)",
)
Migration = Callable[[sqlite3.Connection, int], None]
"""Brings the tables of a version, which is 0 for a new file, to the newest."""


@contextmanager
def opened(path: Path, version: int, migrate: Migration) -> Generator[sqlite3.Connection]:
    """Open the ledger for the body, its tables in this version; statements are committed one by one.

    Raises ``PolicyReportError``: LOCKED where another process keeps it busy, OUTPUT for one that is damaged, of a newer
    policyreport, or that the disk refuses, also for what the body asks of it.
    """
    with _as_problems(path), closing(sqlite3.connect(path, timeout=_WAIT, isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        # also the end of a journal lasts: one that came back after the power failed would undo what was committed
        connection.execute("PRAGMA synchronous = EXTRA")
        _bring_up_to_date(connection, path, version, migrate)
        yield connection


@contextmanager
def transaction(connection: sqlite3.Connection) -> Generator[None]:
    """Let the statements of the body count all together, on the disk, or not at all."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


@contextmanager
def trial(connection: sqlite3.Connection) -> Generator[None]:
    """Let the statements of the body count for it alone, and undo them after it."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def require_sound(connection: sqlite3.Connection, path: Path) -> None:
    """Read the whole ledger; raise ``PolicyReportError`` OUTPUT for a damaged one."""
    with _as_problems(path):
        found = [row[0] for row in connection.execute("PRAGMA quick_check(1)")]
        if found != ["ok"]:
            raise PolicyReportError([damaged(path)])


def clear_journal(connection: sqlite3.Connection, path: Path) -> None:
    """Let SQLite remove the journal of a process that died before it had written anything to the ledger.

    There is nothing to undo by it, so that only a next change of the ledger would take it away.
    """
    if path.with_name(f"{path.name}-journal").exists():
        with transaction(connection):
            connection.execute(f"PRAGMA user_version = {_number(connection, 'user_version')}")


def copy_to(connection: sqlite3.Connection, path: Path) -> None:
    """Write a copy of a database as it is at one moment, into a new file that nobody else opens meanwhile."""
    unlocked = f"{path.absolute().as_uri()}?nolock=1"  # so that it may stand where files cannot be locked
    with closing(sqlite3.connect(unlocked, uri=True, isolation_level=None)) as copy:
        connection.backup(copy)


def _bring_up_to_date(connection: sqlite3.Connection, path: Path, version: int, migrate: Migration) -> None:
    if _own_version(connection, path) > version:
        raise PolicyReportError([_newer(path)])
    if _number(connection, "user_version") < version:
        with transaction(connection):
            found = _own_version(connection, path)  # another process may have been quicker
            if found < version:
                migrate(connection, found)
                connection.execute(f"PRAGMA application_id = {_APPLICATION}")
                connection.execute(f"PRAGMA user_version = {version}")


def _own_version(connection: sqlite3.Connection, path: Path) -> int:
    """Return the version of a ledger's tables, 0 where it has none yet; refuse what is another program's."""
    is_empty = _is_empty(connection)  # asked first: another process may make its tables, and its version with them
    version = _number(connection, "user_version")
    is_ours = _number(connection, "application_id") == _APPLICATION if version else is_empty
    if not is_ours:
        raise PolicyReportError([damaged(path)])
    return version


def _is_empty(connection: sqlite3.Connection) -> bool:
    return connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone() is None


def _number(connection: sqlite3.Connection, pragma: str) -> int:
    (number,) = connection.execute(f"PRAGMA {pragma}").fetchone()
    return int(number)


@contextmanager
def _as_problems(path: Path) -> Generator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise PolicyReportError([_problem(path, error)]) from error


_REFUSALS = {
    "SQLITE_FULL": "디스크 여유 공간이 부족합니다",
    "SQLITE_IOERR": "디스크를 읽거나 쓰다가 잘못되었습니다",
    "SQLITE_CANTOPEN": "파일을 열 수 없습니다",
    "SQLITE_READONLY": "읽기 전용입니다",
    "SQLITE_PERM": "권한이 없습니다",
}
"""What SQLite says of the disk, by how the names of its codes begin, in Korean."""


def _problem(path: Path, error: sqlite3.Error) -> Problem:
    name = getattr(error, "sqlite_errorname", "")
    if name.startswith(("SQLITE_BUSY", "SQLITE_IOERR_LOCK", "SQLITE_IOERR_RDLOCK")) and not has_locks(path.parent):
        return no_locks(path.parent)  # SQLite calls it busy, though nobody keeps it so
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return _busy(path)
    if refused := next((code for code in _REFUSALS if name.startswith(code)), ""):
        return _refused(path, Message(str(error), _REFUSALS[refused]))
    return damaged(path)


def ledger_place(path: Path) -> SourceLocation:
    """Return how a ledger is named to users: from the output folder's parent."""
    return SourceLocation(f"{path.parent.name}/{path.name}")


def _busy(path: Path) -> Problem:
    what = Message("another process is writing to the ledger", "다른 프로세스가 발행 대장에 쓰고 있습니다")
    hint = Message("wait until it has ended, then try again", "끝난 다음 다시 실행하십시오")
    return Problem(ErrorKind.LOCKED, "ledger.busy", what, ledger_place(path), hint=hint)


def _refused(path: Path, why: Message) -> Problem:
    what = Message(f"the ledger cannot be read or written: {why.en}", f"발행 대장을 읽거나 쓸 수 없습니다: {why.ko}")
    hint = Message("see whether the disk is full, and who may write there", "디스크 공간과 쓰기 권한을 확인하십시오")
    return Problem(ErrorKind.OUTPUT, "ledger.refused", what, ledger_place(path), hint=hint)


def damaged(path: Path) -> Problem:
    """Return the problem of a ledger that is damaged."""
    what = Message("the ledger is damaged, or is no ledger", "발행 대장이 손상되었거나 발행 대장이 아닙니다")
    return Problem(ErrorKind.OUTPUT, "ledger.damaged", what, ledger_place(path), hint=RESTORE)


def _newer(path: Path) -> Problem:
    what = Message("the ledger was written by a newer policyreport", "더 새로운 policyreport가 쓴 발행 대장입니다")
    hint = Message("install that version or a newer one", "그 판이나 더 새로운 판을 설치하십시오")
    return Problem(ErrorKind.OUTPUT, "ledger.newer", what, ledger_place(path), hint=hint)
