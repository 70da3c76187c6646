"""Databases as records: a row that a query gives is a record, its place the query and the row's key."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path as FilePath
from typing import NamedTuple, cast
from uuid import UUID

from sqlalchemy import Connection, CursorResult, Engine, create_engine
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.pool import NullPool

from policyreport.diagnostics import PolicyReportError, Problem, SourceLocation, raise_any
from policyreport.inputs.declared_input import DeclaredInput, declared_file
from policyreport.inputs.raw_data import RawData
from policyreport.inputs.sql_errors import (
    field_of,
    locked,
    no_driver,
    not_a_text,
    refused_query,
    secret_in_file,
    shown_fault,
    too_many_values,
    unknown_database,
    unordered,
    unreachable,
    unreadable_address,
    writing,
)
from policyreport.inputs.tables import Cell, table_reading
from policyreport.inputs.yaml_errors import MOST_VALUES
from policyreport.model import Path
from policyreport.model.labels import HEADS

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


def database_at(declared: DeclaredInput, address: str) -> Database:
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
def opened(declared: DeclaredInput, database: Database) -> Generator[Connection]:
    """Give a connection that can only read, where the database has such; ``PolicyReportError`` where there is none."""
    try:
        connection = database.engine.connect()
    except (SQLAlchemyError, OSError):
        raise PolicyReportError([unreachable(declared, database.shown)]) from None
    with connection:
        _begin(declared, database, connection)
        yield connection


def _begin(declared: DeclaredInput, database: Database, connection: Connection) -> None:
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


def _engine(declared: DeclaredInput, url: URL) -> Engine:
    try:
        return create_engine(url, poolclass=NullPool)
    except NoSuchModuleError:
        raise PolicyReportError([unknown_database(declared)]) from None
    except ModuleNotFoundError as fault:
        raise PolicyReportError([no_driver(declared, fault.name or "")]) from None


_PART = re.compile(
    r"""
    (?P<strange>
        \[[^\]]*['"`]        # a quote within brackets, which are a name in one dialect and an index in another
      | /\*!                 # MySQL runs such comments
      | \$\w*\$              # PostgreSQL's other quotes
      | \#                   # MySQL's other comments
      | --(?![ \t\n]|\Z)     # a comment in one dialect, two signs in another
      | \\                   # an escape in one dialect, a letter in another
    )
  | (?P<literal>
        '(?:[^'\\]|'')*'
      | "(?:[^"\\]|"")*"
      | `[^`\\]*`
      | --[^\n]*
      | /\*(?:[^*/]|\*(?!/)|/(?!\*))*\*/
    )
  | (?P<unclosed>['"`]|/\*)
    """,
    re.VERBOSE,
)
_READS = re.compile(r"\s*(?:select|with)\b", re.IGNORECASE)
_WRITES = re.compile(
    r"\b(?:insert|update|delete|merge|into|create|alter|drop|truncate|grant|revoke|call|exec|execute|copy|attach|pragma"
    r"|lock|set|load|vacuum)\b",
    re.IGNORECASE,
)
_INNER = re.compile(r"\([^()]*\)")
_ORDERED = re.compile(r"\border\s+by\b", re.IGNORECASE)


def is_only_reading(statement: str) -> bool:
    """Return whether a text is one SELECT, or WITH and a SELECT, in whatever dialect.

    What one dialect reads as text and another as a statement is not taken for reading: such signs can be left out.
    """
    parts = list(_PART.finditer(statement))
    if any(part["literal"] is None for part in parts):
        return False
    said = _bare(statement).rstrip().removesuffix(";")
    return ";" not in said and bool(_READS.match(said)) and not _WRITES.search(said)


def is_ordered(statement: str) -> bool:
    """Return whether a statement says in which order its rows come; an order within brackets does not count."""
    said, before = _bare(statement), ""
    while said != before:
        said, before = _INNER.sub(" ", said), said
    return bool(_ORDERED.search(said))


def _bare(statement: str) -> str:
    """Return the statement with a blank for each literal, quoted name and comment."""
    return _PART.sub(" ", statement)


def value_text(value: object) -> str | None:
    """Return a value as text, None for NULL; ``TypeError`` for one that no text stands for, such as bytes.

    A float is the shortest number that means it. Zeros at the end of a fraction are left out, for they come from the
    column's type. A time of midnight is only its day. A list has an item a line.
    """
    match value:
        case None | str():
            return value
        case bool():
            return str(value).lower()
        case int() | date() | UUID():
            return _day_or_number(value)
        case float() | Decimal():
            return _number(Decimal(str(value)))
        case list() | tuple():
            return _lines(cast("Iterable[object]", value))
        case _:
            raise TypeError(type(value).__name__)


def _day_or_number(value: int | date | UUID) -> str:
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    return str(value)


def _number(number: Decimal) -> str:
    if not number.is_finite() or number == number.to_integral_value():
        return format(number, ".0f")
    return format(number, "f").rstrip("0")


def _lines(items: Iterable[object]) -> str:
    return "\n".join(value_text(item) or "" for item in items)


_KEYS = ("id", HEADS["id"].title)
_AS_WRITTEN = {"no_parameters": True, "stream_results": True}


def read_queries(declared: DeclaredInput, address: str) -> list[RawData]:
    """Return what each declared query says, as ``table_reading`` does; all of them see the database at one moment.

    ``PolicyReportError`` for statements that may write, before the database is opened at all; and where the database
    cannot be opened or refuses a query.
    """
    queries = declared.said.queries
    raise_any([writing(declared, name) for name, said in queries.items() if not is_only_reading(said)])
    database = database_at(declared, address)
    with opened(declared, database) as connection:
        return [_Query(declared, database, name).reading(connection, said) for name, said in queries.items()]


class _Query:
    """One query of one collection; values that no text stands for are noted as problems."""

    def __init__(self, declared: DeclaredInput, database: Database, collection: str) -> None:
        self._declared = declared
        self._database = database
        self._collection = collection
        self._problems: list[Problem] = []

    def reading(self, connection: Connection, statement: str) -> RawData:
        """Return the records that a statement gives."""
        try:
            result = connection.execution_options(**_AS_WRITTEN).exec_driver_sql(statement)
            reading = self._records(result)
        except DBAPIError as fault:
            said = shown_fault(str(fault.orig), str(self._database.engine.url.password or ""))
            raise PolicyReportError([refused_query(self._declared, self._collection, said)]) from None
        warnings = {**reading.warnings, **self._warnings(statement)}
        return replace(reading, problems=(*reading.problems, *self._problems), warnings=warnings)

    def _records(self, result: CursorResult[tuple[object, ...]]) -> RawData:
        names = list(result.keys())
        head = [Cell(name, self._place("")) for name in names]
        return table_reading(self._collection, head, self._rows(names, result), {})

    def _rows(self, names: Sequence[str], result: CursorResult[tuple[object, ...]]) -> Iterator[list[Cell]]:
        key = next((i for i, name in enumerate(names) if name in _KEYS), None)
        for number, row in enumerate(result, 1):
            if number * len(names) > MOST_VALUES:
                raise PolicyReportError([too_many_values(self._declared, self._collection)])
            within = f"row {number}" if key is None else f"id={row[key]}"
            yield [self._cell(value, f"({within}).{name}") for name, value in zip(names, row, strict=True)]

    def _cell(self, value: object, at: str) -> Cell:
        place = self._place(at)
        try:
            return Cell(value_text(value), place)
        except TypeError as fault:
            self._problems.append(not_a_text(str(fault), place))
            return Cell(None, place)

    def _place(self, at: str) -> SourceLocation:
        return SourceLocation(self._database.shown, cell=self._collection + at)

    def _warnings(self, statement: str) -> dict[Path, Problem]:
        found = [] if is_ordered(statement) else [unordered(self._declared, self._collection)]
        if self._declared.said.sql is not None and self._database.engine.url.password:
            found.append(secret_in_file(self._declared))
        return {(self._collection, warning.code): warning for warning in found}
