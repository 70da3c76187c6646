"""The ledger's file: opened, made where there is none, and refused where it is damaged.

SQLite writes it whole or not at all: what a killed run had begun is rolled back when the file is next opened.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Generator, Iterable
from contextlib import closing, contextmanager
from pathlib import Path

from policyreport.diagnostics import ErrorKind, Message, PolicyReportError, Problem, SourceLocation

LEDGER = "ledger.sqlite"
"""The name of the file in the output folder."""

_APPLICATION, _VERSION = 0x706F6C72, 1
"""SQLite's application id, ``polr``, and the version of the tables."""
_WAIT = 5.0
"""Seconds to wait for another process that is writing."""
_RESTORE = Message(
    "bring it back from a backup, or move it away to begin a new one (what was issued and sent is then forgotten)",
    "백업에서 되돌리거나, 다른 곳으로 옮기고 새로 시작하십시오(발행·발송 기록은 사라집니다)",
)


@contextmanager
def opened(path: Path, tables: Iterable[str]) -> Generator[sqlite3.Connection]:
    """Open the ledger for the body, making its tables where it is new; statements are committed one by one.

    Raises ``PolicyReportError``: LOCKED where another process keeps it busy, OUTPUT for one that is damaged, of a newer
    policyreport, or that the disk refuses, also for what the body asks of it.
    """
    # An empty file beside what was issued was emptied; elsewhere a first build was about to write it.
    if path.is_file() and path.stat().st_size == 0 and any(path.parent.glob("*/manifest.json")):
        raise PolicyReportError([_damaged(path)])
    with _as_problems(path), closing(sqlite3.connect(path, timeout=_WAIT, isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        _bring_up_to_date(connection, path, tables)
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


def require_sound(connection: sqlite3.Connection, path: Path) -> None:
    """Read the whole ledger; raise ``PolicyReportError`` OUTPUT for a damaged one."""
    with _as_problems(path):
        found = [row[0] for row in connection.execute("PRAGMA quick_check(1)")]
        if found != ["ok"]:
            raise PolicyReportError([_damaged(path)])


def clear_journal(connection: sqlite3.Connection, path: Path) -> None:
    """Let SQLite remove the journal of a process that died before it had written anything to the ledger.

    There is nothing to undo by it, so that only a next change of the ledger would take it away.
    """
    if path.with_name(f"{path.name}-journal").exists():
        with transaction(connection):
            connection.execute(f"PRAGMA user_version = {_VERSION}")


def _bring_up_to_date(connection: sqlite3.Connection, path: Path, tables: Iterable[str]) -> None:
    version = _number(connection, "user_version")
    if version and _number(connection, "application_id") != _APPLICATION:
        raise PolicyReportError([_damaged(path)])
    if version > _VERSION:
        raise PolicyReportError([_newer(path)])
    if version < _VERSION:
        with transaction(connection):  # another process may have been quicker
            _make(connection, tables)


def _make(connection: sqlite3.Connection, tables: Iterable[str]) -> None:
    """Make the tables that are not there yet."""
    for table in tables:
        for statement in filter(None, map(str.strip, table.split(";"))):
            connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {_APPLICATION}")
    connection.execute(f"PRAGMA user_version = {_VERSION}")


def _number(connection: sqlite3.Connection, pragma: str) -> int:
    (number,) = connection.execute(f"PRAGMA {pragma}").fetchone()
    return int(number)


@contextmanager
def _as_problems(path: Path) -> Generator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise PolicyReportError([_problem(path, error)]) from error


def _problem(path: Path, error: sqlite3.Error) -> Problem:
    name = getattr(error, "sqlite_errorname", "")
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return _busy(path)
    if name.startswith(("SQLITE_FULL", "SQLITE_IOERR", "SQLITE_CANTOPEN", "SQLITE_READONLY", "SQLITE_PERM")):
        return _refused(path, str(error))
    return _damaged(path)


def _place(path: Path) -> SourceLocation:
    return SourceLocation(f"{path.parent.name}/{path.name}")


def _busy(path: Path) -> Problem:
    what = Message("another process is writing to the ledger", "다른 프로세스가 발행 대장에 쓰고 있습니다")
    hint = Message("wait until it has ended, then try again", "끝난 다음 다시 실행하십시오")
    return Problem(ErrorKind.LOCKED, "ledger.busy", what, _place(path), hint=hint)


def _refused(path: Path, why: str) -> Problem:
    what = Message(f"the ledger cannot be read or written: {why}", f"발행 대장을 읽거나 쓸 수 없습니다: {why}")
    hint = Message("see whether the disk is full, and who may write there", "디스크 공간과 쓰기 권한을 확인하십시오")
    return Problem(ErrorKind.OUTPUT, "ledger.refused", what, _place(path), hint=hint)


def _damaged(path: Path) -> Problem:
    what = Message("the ledger is damaged, or is no ledger", "발행 대장이 손상되었거나 발행 대장이 아닙니다")
    return Problem(ErrorKind.OUTPUT, "ledger.damaged", what, _place(path), hint=_RESTORE)


def _newer(path: Path) -> Problem:
    what = Message("the ledger was written by a newer policyreport", "더 새로운 policyreport가 쓴 발행 대장입니다")
    hint = Message("install that version or a newer one", "그 판이나 더 새로운 판을 설치하십시오")
    return Problem(ErrorKind.OUTPUT, "ledger.newer", what, _place(path), hint=hint)
