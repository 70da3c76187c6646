"""What can be wrong with a database or a query, in words that tell no address and no password."""

from __future__ import annotations

from policyreport.diagnostics import ErrorKind, Message, Problem, SourceLocation
from policyreport.inputs.declared_input import DeclaredInput

_LONGEST_SHOWN = 120


def unreadable_address(declared: DeclaredInput) -> Problem:
    """Return the problem of an address that is none."""
    what = Message("this is not the address of a database", "데이터베이스 주소가 아닙니다")
    hint = Message(
        "write it as sqlite:///data/policy.db or postgresql+psycopg://user:password@host/name",
        "sqlite:///data/policy.db나 postgresql+psycopg://사용자:암호@서버/이름처럼 적으십시오",
    )
    return declared.problem("sql.address", what, hint, field_of(declared))


def unknown_database(declared: DeclaredInput) -> Problem:
    """Return the problem of an address of a kind of database that SQLAlchemy does not know here."""
    what = Message("this kind of database is not known", "알 수 없는 종류의 데이터베이스입니다")
    hint = Message("see SQLAlchemy's list of dialects", "SQLAlchemy가 아는 데이터베이스인지 확인하십시오")
    return declared.problem("sql.address", what, hint, field_of(declared))


def no_driver(declared: DeclaredInput, module: str) -> Problem:
    """Return the problem of a database whose driver is not installed."""
    what = Message(f"the driver '{module}' is not installed", f"드라이버 '{module}'이(가) 설치되어 있지 않습니다")
    hint = Message(f"run: pip install {module}", f"실행하십시오: pip install {module}")
    return declared.problem("sql.not-installed", what, hint, field_of(declared))


def unreachable(declared: DeclaredInput, shown: str) -> Problem:
    """Return the problem of a database that cannot be opened."""
    what = Message(f"the database '{shown}' cannot be opened", f"데이터베이스 '{shown}'을(를) 열 수 없습니다")
    hint = Message(
        "check its address, that it runs, and that you may read it",
        "주소가 맞는지, 데이터베이스가 켜져 있는지, 읽을 권한이 있는지 확인하십시오",
    )
    return declared.problem("sql.unreachable", what, hint, field_of(declared))


def locked(declared: DeclaredInput, shown: str) -> Problem:
    """Return the problem of a database that another program is writing to."""
    what = Message(
        f"another program is writing to the database '{shown}'",
        f"다른 프로그램이 데이터베이스 '{shown}'에 쓰고 있습니다",
    )
    hint = Message("close that program, then try again", "그 프로그램을 닫고 다시 실행하십시오")
    return declared.problem("sql.locked", what, hint, field_of(declared))


def secret_in_file(declared: DeclaredInput) -> Problem:
    """Return the warning of a password that stands in the project's settings."""
    what = Message("a password stands in this file", "이 파일에 암호가 적혀 있습니다")
    hint = Message(
        "put the address into an environment variable and name that with 'sql_from:'",
        "주소를 환경 변수에 넣고 'sql_from:'에 그 이름을 적으십시오",
    )
    return declared.problem("sql.secret", what, hint, "sql")


def writing(declared: DeclaredInput, collection: str) -> Problem:
    """Return the problem of a statement that may do more than read."""
    what = Message("this is not one statement that only reads", "읽기만 하는 한 문장이 아닙니다")
    hint = Message(
        "write one SELECT, without ';' between, backslashes, '#' or '$$'",
        "SELECT 문 하나만, 중간의 ';'와 역슬래시, '#', '$$' 없이 적으십시오",
    )
    return declared.problem("sql.write", what, hint, "queries", collection, kind=ErrorKind.SECURITY)


def unordered(declared: DeclaredInput, collection: str) -> Problem:
    """Return the warning of a statement whose rows may come in another order each time."""
    what = Message("the query says no order, so records may change places", "정렬이 없어 순서가 바뀔 수 있습니다")
    hint = Message("add ORDER BY", "ORDER BY를 적으십시오")
    return declared.problem("sql.unordered", what, hint, "queries", collection)


def refused_query(declared: DeclaredInput, collection: str, said: str) -> Problem:
    """Return the problem of a statement that the database does not take; ``said`` are its own words."""
    what = Message(f"the database refuses the query: {said}", f"데이터베이스가 질의를 받지 않습니다: {said}")
    hint = Message("check the names of its tables and columns", "표와 열의 이름을 확인하십시오")
    return declared.problem("sql.query", what, hint, "queries", collection)


def shown_fault(message: str, password: str) -> str:
    """Return the first line of a database's message, short and without the password."""
    line = next(iter(message.strip().splitlines()), "")
    line = line.replace(password, "…") if password else line
    return line if len(line) <= _LONGEST_SHOWN else line[:_LONGEST_SHOWN] + "…"


def too_many_values(declared: DeclaredInput, collection: str) -> Problem:
    """Return the problem of a query that gives more than can be taken in."""
    what = Message("the query gives too many rows", "질의 결과가 너무 많습니다")
    hint = Message("narrow it with WHERE", "WHERE로 줄이십시오")
    return declared.problem("sql.too-many-values", what, hint, "queries", collection, kind=ErrorKind.LIMIT)


def not_a_text(type_name: str, place: SourceLocation) -> Problem:
    """Return the problem of a value that no text stands for."""
    what = Message(f"a value of the type '{type_name}' is no text", f"'{type_name}' 값은 글이 아닙니다")
    hint = Message("leave the column out, or cast it to text", "그 열을 빼거나 글로 바꾸어 조회하십시오")
    return Problem(ErrorKind.DATA, "sql.value", what, place, hint=hint)


def field_of(declared: DeclaredInput) -> str:
    """Return which field tells of the database."""
    return "sql" if declared.said.sql is not None else "sql_from"
