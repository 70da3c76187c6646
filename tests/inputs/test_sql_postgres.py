"""The same promises as SQLite's, held by a real PostgreSQL that is started here on the loopback."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path

import pytest

from policyreport.diagnostics import Problem
from policyreport.inputs import load, sql_database
from policyreport.project import Project

psycopg = pytest.importorskip("psycopg")
if sys.platform == "win32":
    pytest.skip("starts PostgreSQL as on Unix", allow_module_level=True)

Faults = Callable[[Mapping[str, str | bytes]], list[Problem]]
Make = Callable[[Mapping[str, str | bytes]], Project]

TOP = "name: p\ntitle: 전략\norganisation: 부\nlicence: 공공누리\ninputs:\n  - sql_from: POLICY_DB\n    queries:\n"
TABLES = """
CREATE TABLE programs (id text, title text, measures text[], content text, lead text, call_opens date, sources text[]);
INSERT INTO programs VALUES
  ('lips', '립스', '{challenge}', '투자 연계', '중소벤처기업부', '2025-03-02', '{s1}'),
  ('tips', '팁스', '{challenge}', 'R&D <5%', '중소벤처기업부', NULL, '{s1}');
CREATE TABLE budgets (id text, program text, year int, unit text, current numeric(20, 2), source text);
INSERT INTO budgets VALUES ('lips-2025', 'lips', 2025, '억원', 1234567890.10, 's1');
"""


def _tool(name: str) -> str | None:
    found = shutil.which(name)
    return found or next((str(p) for p in sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))), None)


def _owner() -> str | None:
    """Return for whom the server runs: it refuses to run for root."""
    return "postgres" if os.getuid() == 0 else None


def _free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return listening.getsockname()[1]


def _run(*command: str | None) -> None:
    subprocess.run([c for c in command if c], check=True, user=_owner(), cwd="/", stdout=subprocess.DEVNULL, timeout=60)


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """Start a server with an empty database; give its address."""
    initdb, pg_ctl = _tool("initdb"), _tool("pg_ctl")
    if initdb is None or pg_ctl is None:
        pytest.skip("PostgreSQL is not installed")
    folder = tempfile.mkdtemp(prefix="pg")
    try:
        if _owner():
            shutil.chown(folder, _owner())
        port = _free_port()
        _run(initdb, "-D", f"{folder}/d", "-A", "trust", "-U", "office", "-E", "UTF8", "--no-sync", "--locale=C")
        listen = f"-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories={folder} -c fsync=off"
        _run(pg_ctl, "start", "-w", "-D", f"{folder}/d", "-l", f"{folder}/log", "-o", listen)
        try:
            yield f"postgresql+psycopg://office:unsaid@127.0.0.1:{port}/postgres"
        finally:
            _run(pg_ctl, "stop", "-m", "immediate", "-D", f"{folder}/d")
    finally:
        shutil.rmtree(folder)


@pytest.fixture
def address(server: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return the address of a database with fresh tables, which the project finds in its environment."""
    with psycopg.connect(server.replace("+psycopg", "")) as connection:
        connection.execute("DROP TABLE IF EXISTS programs, budgets")
        connection.execute(TABLES)
    monkeypatch.setenv("POLICY_DB", server)
    return server


def declared(*queries: str) -> dict[str, str | bytes]:
    return {"data/project.yaml": TOP + "".join(f"      {query}\n" for query in queries)}


def _count(address: str) -> int:
    with psycopg.connect(address.replace("+psycopg", "")) as connection:
        return connection.execute("SELECT count(*) FROM programs").fetchone()[0]


def test_rows_are_records_with_exact_numbers_days_and_lists(make: Make, address: str) -> None:
    programs, budgets = "programs: SELECT * FROM programs ORDER BY id", "budgets: SELECT * FROM budgets ORDER BY id"
    dataset = load(make(declared(programs, budgets))).dataset
    assert [(p.id, p.measures, str(p.call_opens)) for p in dataset.programs[1:]] == [
        ("lips", ("challenge",), "2025-03-02"),
        ("tips", ("challenge",), "None"),
    ]
    assert dataset.budgets[0].current == Decimal("1234567890.10")
    assert str(dataset.places.find(("budgets", 0, "year"))) == "POLICY_DB › budgets(id=lips-2025).year"


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM programs",
        "WITH gone AS (DELETE FROM programs RETURNING *) SELECT * FROM gone",
        "INSERT INTO programs SELECT * FROM programs",
    ],
)
def test_the_transaction_itself_can_only_read(
    faults: Faults, address: str, statement: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sql_database, "is_only_reading", lambda _: True)
    (problem,) = faults(declared(f"programs: {statement}"))
    assert problem.code == "sql.query"
    assert _count(address) == 2


def test_signs_that_mean_something_to_the_driver_are_left_alone(make: Make, address: str) -> None:
    query = "programs: \"SELECT *, ':a 100%s %(x)s' AS period FROM programs ORDER BY id\""
    assert load(make(declared(query))).dataset.programs[1].period == ":a 100%s %(x)s"


def test_a_refused_query_tells_no_password(faults: Faults, address: str) -> None:
    (problem,) = faults(declared("programs: SELECT * FROM unsaid_table ORDER BY id"))
    assert problem.code == "sql.query"
    assert "unsaid" not in problem.what.en


def test_all_queries_see_the_database_at_one_moment(make: Make, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    begin = sql_database._begin

    def begin_then_let_others_write(*given: object) -> None:
        begin(*given)
        given[2].exec_driver_sql("SELECT 1")
        with psycopg.connect(address.replace("+psycopg", "")) as other:
            other.execute("DELETE FROM programs WHERE id = 'tips'")

    monkeypatch.setattr(sql_database, "_begin", begin_then_let_others_write)
    dataset = load(make(declared("programs: SELECT * FROM programs ORDER BY id"))).dataset
    assert [p.id for p in dataset.programs] == ["global-tips", "lips", "tips"]
