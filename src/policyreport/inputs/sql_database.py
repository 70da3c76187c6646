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

from policyreport.diagnostics import ErrorKind, Message, PolicyReportError, Problem, SourceLocation, raise_any
from policyreport.inputs.declared_input import DeclaredInput, declared_file
from policyreport.inputs.raw_data import RawData
from policyreport.inputs.tables import Cell, table_reading
from policyreport.inputs.yaml_syntax import MOST_WRITTEN as MOST_VALUES
from policyreport.model import MOST_DIGITS, Path
from policyreport.model.labels import HEADS

_LONGEST_SHOWN = 120
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
        raise PolicyReportError([_unreadable_address(declared)]) from None
    backend = url.get_backend_name()
    if backend == "sqlite":
        path = declared_file(declared, url.database or "", declared.project.root, _field_of(declared))
        return Database(_sqlite(declared.project.database(path)), declared.project.relative(path), _BEGIN[backend])
    shown = declared.declaration.sql_from or url.database or backend
    return Database(_engine(declared, url), shown, _BEGIN.get(backend, ()))


@contextmanager
def opened(declared: DeclaredInput, database: Database) -> Generator[Connection]:
    """Give a connection that can only read, where the database has such; ``PolicyReportError`` where there is none."""
    try:
        connection = database.engine.connect()
    except (SQLAlchemyError, OSError):
        raise PolicyReportError([_unreachable(declared, database.shown)]) from None
    with connection:
        _begin(declared, database, connection)
        yield connection


def _begin(declared: DeclaredInput, database: Database, connection: Connection) -> None:
    try:
        for statement in database.begin:
            connection.exec_driver_sql(statement)
    except DBAPIError as fault:
        fails = _locked if "locked" in str(fault.orig) else _unreachable
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
        raise PolicyReportError([_unknown_database(declared)]) from None
    except ModuleNotFoundError as fault:
        raise PolicyReportError([_no_driver(declared, fault.name or "")]) from None


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
    text = _bare(statement).rstrip().removesuffix(";")
    return ";" not in text and bool(_READS.match(text)) and not _WRITES.search(text)


def is_ordered(statement: str) -> bool:
    """Return whether a statement says in which order its rows come; an order within brackets does not count."""
    text, before = _bare(statement), ""
    while text != before:
        text, before = _INNER.sub(" ", text), text
    return bool(_ORDERED.search(text))


def _bare(statement: str) -> str:
    """Return the statement with a blank for each literal, quoted name and comment."""
    return _PART.sub(" ", statement)


def value_text(value: object) -> str | None:
    """Return a value as text, None for NULL; ``TypeError`` for one that no text stands for, such as bytes.

    A float that is no whole number is rounded to as many digits as Excel keeps: 0.1 + 0.2 is 0.3. Zeros at the end of
    a fraction are left out, for they come from the column's type. A time of midnight is only its day. A list has an
    item a line.
    """
    match value:
        case None | str():
            return value
        case bool():
            return str(value).lower()
        case int() | date() | UUID():
            return _day_or_number(value)
        case float() if not value.is_integer():
            return _number(Decimal(f"{value:.{MOST_DIGITS - 1}e}"))
        case float() | Decimal():
            return _number(Decimal(str(value)))
        case list() | tuple():
            return "\n".join(value_text(item) or "" for item in cast("Iterable[object]", value))
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


_KEYS = ("id", HEADS["id"].title)
_AS_WRITTEN = {"no_parameters": True, "stream_results": True}


def read_queries(declared: DeclaredInput, address: str) -> list[RawData]:
    """Return what each declared query says, as ``table_reading`` does; all of them see the database at one moment.

    ``PolicyReportError`` for statements that may write, before the database is opened at all; and where the database
    cannot be opened or refuses a query.
    """
    queries = declared.declaration.queries
    raise_any([_writing(declared, name) for name, text in queries.items() if not is_only_reading(text)])
    database = database_at(declared, address)
    with opened(declared, database) as connection:
        return [_Query(declared, database, name).reading(connection, text) for name, text in queries.items()]


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
            names = list(result.keys())
            head = [Cell(name, self._place()) for name in names]
            reading = table_reading(self._collection, head, self._rows(names, result), self._declared.dimension_heads)
        except DBAPIError as fault:
            text = _shown_fault(str(fault.orig), str(self._database.engine.url.password or ""))
            raise PolicyReportError([_refused_query(self._declared, self._collection, text)]) from None
        warnings = {**reading.warnings, **self._warnings(statement)}
        return replace(reading, problems=(*reading.problems, *self._problems), warnings=warnings)

    def _rows(self, names: Sequence[str], result: CursorResult[tuple[object, ...]]) -> Iterator[list[Cell]]:
        key = next((i for i, name in enumerate(names) if name in _KEYS), None)
        for number, row in enumerate(result, 1):
            if number * len(names) > MOST_VALUES:
                raise PolicyReportError([_too_many_values(self._declared, self._collection)])
            ko, en = (f"{number}행", f"row {number}") if key is None else (f"id={row[key]}",) * 2
            yield [
                self._cell(value, self._place(f"({ko}).{name}", f"({en}).{name}"))
                for name, value in zip(names, row, strict=True)
            ]

    def _cell(self, value: object, place: SourceLocation) -> Cell:
        try:
            return Cell(value_text(value), place, is_number=isinstance(value, float | Decimal))
        except TypeError as fault:
            self._problems.append(_not_a_text(str(fault), place))
            return Cell(None, place)

    def _place(self, at: str = "", english: str = "") -> SourceLocation:
        return SourceLocation(self._database.shown, cell=self._collection + at, english=self._collection + english)

    def _warnings(self, statement: str) -> dict[Path, Problem]:
        found = [] if is_ordered(statement) else [_unordered(self._declared, self._collection)]
        if self._declared.declaration.sql is not None and self._database.engine.url.password:
            found.append(_secret_in_file(self._declared))
        return {(self._collection, warning.code): warning for warning in found}


def _unreadable_address(declared: DeclaredInput) -> Problem:
    """Return the problem of an address that is none."""
    what = Message("this is not the address of a database", "데이터베이스 주소가 아닙니다")
    hint = Message(
        "write it as sqlite:///data/policy.db or postgresql+psycopg://user:password@host/name",
        "sqlite:///data/policy.db나 postgresql+psycopg://사용자:암호@서버/이름처럼 적으십시오",
    )
    return declared.problem("sql.address", what, hint, _field_of(declared))


def _unknown_database(declared: DeclaredInput) -> Problem:
    """Return the problem of an address of a kind of database that SQLAlchemy does not know here."""
    what = Message("this kind of database is not known", "알 수 없는 종류의 데이터베이스입니다")
    hint = Message("see SQLAlchemy's list of dialects", "SQLAlchemy가 아는 데이터베이스인지 확인하십시오")
    return declared.problem("sql.address", what, hint, _field_of(declared))


def _no_driver(declared: DeclaredInput, module: str) -> Problem:
    """Return the problem of a database whose driver is not installed."""
    what = Message(f"the driver '{module}' is not installed", f"드라이버 '{module}'이(가) 설치되어 있지 않습니다")
    hint = Message(f"run: pip install {module}", f"실행하십시오: pip install {module}")
    return declared.problem("sql.not-installed", what, hint, _field_of(declared))


def _unreachable(declared: DeclaredInput, shown: str) -> Problem:
    """Return the problem of a database that cannot be opened."""
    what = Message(f"the database '{shown}' cannot be opened", f"데이터베이스 '{shown}'을(를) 열 수 없습니다")
    hint = Message(
        "check its address, that it runs, and that you may read it",
        "주소가 맞는지, 데이터베이스가 켜져 있는지, 읽을 권한이 있는지 확인하십시오",
    )
    return declared.problem("sql.unreachable", what, hint, _field_of(declared))


def _locked(declared: DeclaredInput, shown: str) -> Problem:
    """Return the problem of a database that another program is writing to."""
    what = Message(
        f"another program is writing to the database '{shown}'",
        f"다른 프로그램이 데이터베이스 '{shown}'에 쓰고 있습니다",
    )
    hint = Message("close that program, then try again", "그 프로그램을 닫고 다시 실행하십시오")
    return declared.problem("sql.locked", what, hint, _field_of(declared))


def _secret_in_file(declared: DeclaredInput) -> Problem:
    """Return the warning of a password that stands in the project's settings."""
    what = Message("a password stands in this file", "이 파일에 암호가 적혀 있습니다")
    hint = Message(
        "put the address into an environment variable and name that with 'sql_from:'",
        "주소를 환경 변수에 넣고 'sql_from:'에 그 이름을 적으십시오",
    )
    return declared.problem("sql.secret", what, hint, "sql")


def _writing(declared: DeclaredInput, collection: str) -> Problem:
    """Return the problem of a statement that may do more than read."""
    what = Message("this is not one statement that only reads", "읽기만 하는 한 문장이 아닙니다")
    hint = Message(
        "write one SELECT, without ';' between, backslashes, '#' or '$$'",
        "SELECT 문 하나만, 중간의 ';'와 역슬래시, '#', '$$' 없이 적으십시오",
    )
    return declared.problem("sql.write", what, hint, "queries", collection, kind=ErrorKind.SECURITY)


def _unordered(declared: DeclaredInput, collection: str) -> Problem:
    """Return the warning of a statement whose rows may come in another order each time."""
    what = Message("the query says no order, so records may change places", "정렬이 없어 순서가 바뀔 수 있습니다")
    hint = Message("add ORDER BY", "ORDER BY를 적으십시오")
    return declared.problem("sql.unordered", what, hint, "queries", collection)


def _refused_query(declared: DeclaredInput, collection: str, text: str) -> Problem:
    """Return the problem of a statement that the database does not take; ``said`` are its own words."""
    what = Message(f"the database refuses the query: {text}", f"데이터베이스가 질의를 받지 않습니다: {text}")
    hint = Message("check the names of its tables and columns", "표와 열의 이름을 확인하십시오")
    return declared.problem("sql.query", what, hint, "queries", collection)


def _shown_fault(message: str, password: str) -> str:
    """Return the first line of a database's message, short and without the password."""
    line = next(iter(message.strip().splitlines()), "")
    line = line.replace(password, "…") if password else line
    return line if len(line) <= _LONGEST_SHOWN else line[:_LONGEST_SHOWN] + "…"


def _too_many_values(declared: DeclaredInput, collection: str) -> Problem:
    """Return the problem of a query that gives more than can be taken in."""
    what = Message("the query gives too many rows", "질의 결과가 너무 많습니다")
    hint = Message("narrow it with WHERE", "WHERE로 줄이십시오")
    return declared.problem("sql.too-many-values", what, hint, "queries", collection, kind=ErrorKind.LIMIT)


def _not_a_text(type_name: str, place: SourceLocation) -> Problem:
    """Return the problem of a value that no text stands for."""
    what = Message(f"a value of the type '{type_name}' is no text", f"'{type_name}' 값은 텍스트가 아닙니다")
    hint = Message("leave the column out, or cast it to text", "그 열을 빼거나 글로 바꾸어 조회하십시오")
    return Problem(ErrorKind.DATA, "sql.value", what, place, hint=hint)


def _field_of(declared: DeclaredInput) -> str:
    """Return which field tells of the database."""
    return "sql" if declared.declaration.sql is not None else "sql_from"
