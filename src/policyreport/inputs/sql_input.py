"""A declared database: its address, and the library that is needed to ask it."""

from __future__ import annotations

import os
from importlib.util import find_spec

from policyreport.diagnostics import Message
from policyreport.inputs.declared_input import DeclaredInput
from policyreport.inputs.raw_data import RawData


def read_database(declared: DeclaredInput) -> list[RawData]:
    """Return what each of the declared queries says, a reading a query.

    ``PolicyReportError`` where one cannot be asked. No message tells the address, which may hold a password.
    """
    if find_spec("sqlalchemy") is None:
        what = Message("reading a database needs SQLAlchemy", "데이터베이스를 읽으려면 SQLAlchemy가 있어야 합니다")
        install = 'pip install "policyreport[sql]"'
        raise declared.refusal("sql.not-installed", what, Message(f"run: {install}", f"실행하십시오: {install}"))
    from policyreport.inputs.sql_database import read_queries  # noqa: PLC0415 - what it imports is an optional part

    return read_queries(declared, _address(declared))


def _address(declared: DeclaredInput) -> str:
    declaration = declared.declaration
    if declaration.sql is not None:
        return declaration.sql
    name = declaration.sql_from or ""
    address = os.environ.get(name, "").strip()
    if not address:
        what = Message(f"the environment variable '{name}' is not set", f"환경 변수 '{name}'에 값이 없습니다")
        hint = Message("set it to the database's address", "데이터베이스 주소를 넣으십시오")
        raise declared.refusal("sql.no-variable", what, hint, "sql_from")
    return address
