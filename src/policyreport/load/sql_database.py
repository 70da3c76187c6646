"""A connection to a database that can only read."""

from __future__ import annotations

import sqlite3
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path as FilePath
from typing import NamedTuple

from sqlalchemy import Connection, Engine, create_engine
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.pool import NullPool

from policyreport.errors import PolicyReportError
from policyreport.load.input_declaration import Declared
from policyreport.load.input_paths import declared_file
from policyreport.load.sql_faults import field_of, locked, no_driver, unknown_database, unreachable, unreadable_address

_SECONDS = 2
_LOGGED_AT = 19
_BEGIN = {
    "sqlite": ("BEGIN", "SELECT count(*) FROM sqlite_master"),
    "postgresql": ("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY",),
    "mysql": ("START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY",),
    "mariadb": ("START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY",),
    "oracle": ("SET TRANSACTION READ ONLY",),
}
"""What begins a transaction in which all queries see the same, and none can write; SQLite's file is opened so."""


class Database(NamedTuple):
    """A database that is yet to be opened; ``shown`` names it to users, without its address."""

    engine: Engine
    shown: str
    begin: tuple[str, ...]


def database_at(declared: Declared, address: str) -> Database:
    """Return the database at an address; ``PolicyReportError`` for an address that leads to none.

    The file of a SQLite database must be there, inside the project.
    """
    try:
        url = make_url(address)
    except (ArgumentError, ValueError):
        raise PolicyReportError([unreadable_address(declared)]) from None
    backend = url.get_backend_name()
    if backend == "sqlite":
        path = declared_file(declared, url.database or "", declared.project.root, field_of(declared))
        return Database(_sqlite(path), declared.project.relative(path), _BEGIN[backend])
    shown = declared.said.sql_from or url.database or backend
    return Database(_engine(declared, url), shown, _BEGIN.get(backend, ()))


@contextmanager
def opened(declared: Declared, database: Database) -> Generator[Connection]:
    """Give a connection that can only read, where the database has such; ``PolicyReportError`` where there is none."""
    try:
        connection = database.engine.connect()
    except (SQLAlchemyError, OSError):
        raise PolicyReportError([unreachable(declared, database.shown)]) from None
    with connection:
        _begin(declared, database, connection)
        yield connection


def _begin(declared: Declared, database: Database, connection: Connection) -> None:
    try:
        for statement in database.begin:
            connection.exec_driver_sql(statement)
    except DBAPIError as fault:
        fails = locked if "locked" in str(fault.orig) else unreachable
        raise PolicyReportError([fails(declared, database.shown)]) from None


def _sqlite(path: FilePath) -> Engine:
    address = f"{path.as_uri()}?{_sqlite_mode(path)}"
    return create_engine(
        "sqlite://", creator=lambda: sqlite3.connect(address, uri=True, timeout=_SECONDS), poolclass=NullPool
    )


def _sqlite_mode(path: FilePath) -> str:
    """Return how a file is opened without leaving a trace.

    A reader of a database with a write-ahead log would make the log's files; where there are none, nobody writes.
    """
    with path.open("rb") as file:
        has_log = file.read(_LOGGED_AT + 1)[_LOGGED_AT:] == b"\x02"
    return "mode=ro&immutable=1" if has_log and not path.with_name(path.name + "-wal").exists() else "mode=ro"


def _engine(declared: Declared, url: URL) -> Engine:
    try:
        return create_engine(url, poolclass=NullPool)
    except NoSuchModuleError:
        raise PolicyReportError([unknown_database(declared)]) from None
    except ModuleNotFoundError as fault:
        raise PolicyReportError([no_driver(declared, fault.name or "")]) from None
