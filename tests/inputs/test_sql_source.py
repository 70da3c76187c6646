from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from policyreport.diagnostics import ErrorKind, Problem, SourceLocation
from policyreport.inputs import load, sql_database, sql_input
from policyreport.project import Project

Faults = Callable[[Mapping[str, str | bytes]], list[Problem]]
Make = Callable[[Mapping[str, str | bytes]], Project]

TOP = "name: p\ntitle: 전략\norganisation: 부\nlicence: 공공누리\ninputs:\n"
PROGRAMS = "CREATE TABLE programs (id TEXT, title TEXT, measures TEXT, content TEXT, lead TEXT, sources TEXT)"
LIPS = "INSERT INTO programs VALUES ('lips', '립스', 'challenge', '투자 연계', '중소벤처기업부', 's1')"
ALL = "SELECT * FROM programs ORDER BY id"
SECRET = "p4ssw0rd"


def declared(*queries: str, address: str = "sql: 'sqlite:///data/policy.db'") -> dict[str, str | bytes]:
    said = "".join(f"      {query}\n" for query in queries)
    return {"data/project.yaml": f"{TOP}  - {address}\n    queries:\n{said}"}


def database(folder: Path, *statements: str) -> bytes:
    """Return the bytes of a SQLite database."""
    path = folder / "made.db"
    path.unlink(missing_ok=True)
    base = sqlite3.connect(path)
    for statement in statements:
        base.execute(statement)
    base.commit()
    base.close()
    return path.read_bytes()


@pytest.fixture
def programs(tmp_path: Path) -> dict[str, str | bytes]:
    return {"data/policy.db": database(tmp_path, PROGRAMS, LIPS)}


def one(problems: list[Problem]) -> Problem:
    (problem,) = problems
    return problem


def test_a_row_is_a_record_whose_place_is_its_query_and_key(make: Make, programs: dict[str, str | bytes]) -> None:
    dataset = load(make({**declared(f"programs: {ALL}"), **programs})).dataset
    assert [p.id for p in dataset.programs] == ["global-tips", "lips"]
    place = dataset.places.find(("programs", 1, "title"))
    assert str(place) == "data/policy.db › programs(id=lips).title"


def test_a_row_without_an_id_is_told_by_its_number(make: Make, tmp_path: Path) -> None:
    seen = "CREATE TABLE o (indicator, quarter, value, as_of, source)"
    rows = "INSERT INTO o VALUES ('applied', '2025Q2', 1.5, '2025-06', 's1')"
    files = {
        **declared("observations: SELECT * FROM o ORDER BY 1"),
        "data/policy.db": database(tmp_path, seen, rows),
        "data/quarters/2025Q2.yaml": "quarter: 2025Q2\nreport: {as_of: 2025-06-30, headline: 선정}\n",
    }
    place = load(make(files)).dataset.places.find(("observations", 0, "value"))
    assert place
    assert place.text(korean=True) == "data/policy.db › observations(1행).value"
    assert place.text(korean=False) == "data/policy.db › observations(row 1).value"


def test_null_in_a_needed_field_is_told_with_its_row(faults: Faults, tmp_path: Path) -> None:
    rows = LIPS.replace("'립스'", "NULL")
    problem = one(faults({**declared(f"programs: {ALL}"), "data/policy.db": database(tmp_path, PROGRAMS, rows)}))
    assert (problem.kind, problem.code) == (ErrorKind.DATA, "data.missing-field")
    assert str(problem.where) == "data/policy.db › programs(id=lips).title"


def test_null_in_any_other_field_leaves_it_out(make: Make, tmp_path: Path) -> None:
    query = "programs: SELECT *, NULL AS period FROM programs ORDER BY id"
    dataset = load(make({**declared(query), "data/policy.db": database(tmp_path, PROGRAMS, LIPS)})).dataset
    assert dataset.programs[1].period is None


def test_bytes_are_no_text(faults: Faults, tmp_path: Path) -> None:
    files = {
        **declared("programs: SELECT *, x'00' AS period FROM programs ORDER BY id"),
        "data/policy.db": database(tmp_path, PROGRAMS, LIPS),
    }
    problem = one(faults(files))
    assert (problem.code, str(problem.where)) == ("sql.value", "data/policy.db › programs(id=lips).period")


def test_a_column_that_is_no_field_is_told(faults: Faults, programs: dict[str, str | bytes]) -> None:
    query = "programs: SELECT *, 1 AS bugdet FROM programs ORDER BY id"
    problem = one(faults({**declared(query), **programs}))
    assert (problem.code, str(problem.where)) == ("table.unknown-head", "data/policy.db › programs")


@pytest.mark.parametrize("statement", ["DELETE FROM programs", "SELECT 1; DROP TABLE programs"])
def test_a_statement_that_may_write_is_refused_before_the_database_is_opened(faults: Faults, statement: str) -> None:
    problem = one(faults(declared(f"programs: {statement}")))
    assert (problem.kind, problem.code) == (ErrorKind.SECURITY, "sql.write")
    assert problem.where == SourceLocation("data/project.yaml", 8, 17)


def test_the_database_itself_is_opened_for_reading_only(
    faults: Faults, make: Make, programs: dict[str, str | bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sql_database, "is_only_reading", lambda _: True)
    problem = one(faults({**declared("programs: DELETE FROM programs"), **programs}))
    assert problem.code == "sql.query"
    assert "readonly" in problem.what.en
    assert (make({}).data / "policy.db").read_bytes() == programs["data/policy.db"]


def test_a_query_without_an_order_is_a_warning(make: Make, programs: dict[str, str | bytes]) -> None:
    (warning,) = load(make({**declared("programs: SELECT * FROM programs"), **programs})).warnings
    assert (warning.code, warning.where) == ("sql.unordered", SourceLocation("data/project.yaml", 8, 17))


def test_a_missing_database_is_told_and_not_made(faults: Faults, tmp_path: Path) -> None:
    problem = one(faults(declared(f"programs: {ALL}")))
    assert (problem.kind, problem.code) == (ErrorKind.DATA, "file.missing")
    assert not (tmp_path / "data" / "policy.db").exists()


def test_a_locked_database_is_told(make: Make, faults: Faults, programs: dict[str, str | bytes]) -> None:
    files = {**declared(f"programs: {ALL}"), **programs}
    other = sqlite3.connect(make(files).data / "policy.db")
    other.execute("BEGIN EXCLUSIVE")
    try:
        problem = one(faults(files | {"data/policy.db": programs["data/policy.db"]}))
    finally:
        other.close()
    assert (problem.kind, problem.code) == (ErrorKind.DATA, "sql.locked")


@pytest.mark.parametrize("content", [b"", b"not a database" * 100], ids=["empty", "text"])
def test_a_file_that_is_no_database_is_told(faults: Faults, content: bytes) -> None:
    problem = one(faults({**declared(f"programs: {ALL}"), "data/policy.db": content}))
    assert problem.code in ("sql.unreachable", "sql.query")


def test_a_database_with_a_write_ahead_log_is_read_without_a_trace(make: Make, tmp_path: Path) -> None:
    content = database(tmp_path, "PRAGMA journal_mode = WAL", PROGRAMS, LIPS)
    project = make({**declared(f"programs: {ALL}"), "data/policy.db": content})
    assert len(load(project).dataset.programs) == 2
    assert [p.name for p in project.data.glob("policy.db*")] == ["policy.db"]


def test_what_a_query_refuses_is_told_in_the_databases_words(faults: Faults, programs: dict[str, str | bytes]) -> None:
    problem = one(faults({**declared("programs: SELECT titel FROM programs"), **programs}))
    assert (problem.code, problem.where) == ("sql.query", SourceLocation("data/project.yaml", 8, 17))
    assert "no such column: titel" in problem.what.en


def test_signs_that_mean_something_to_other_libraries_are_left_alone(
    make: Make, programs: dict[str, str | bytes]
) -> None:
    query = "programs: \"SELECT *, ':a 100%s %(x)s' AS period FROM programs ORDER BY id\""
    assert load(make({**declared(query), **programs})).dataset.programs[1].period == ":a 100%s %(x)s"


def test_more_values_than_can_be_taken_in_are_a_limit(
    faults: Faults, programs: dict[str, str | bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sql_database, "MOST_VALUES", 3)
    problem = one(faults({**declared(f"programs: {ALL}"), **programs}))
    assert (problem.kind, problem.code) == (ErrorKind.LIMIT, "sql.too-many-values")


def test_a_database_outside_the_project_is_refused(faults: Faults) -> None:
    problem = one(faults(declared(f"programs: {ALL}", address="sql: 'sqlite:////etc/policy.db'")))
    assert (problem.kind, problem.code) == (ErrorKind.SECURITY, "file.outside")


def test_an_address_may_stand_in_the_environment(
    make: Make, programs: dict[str, str | bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POLICY_DB", "sqlite:///data/policy.db")
    files = {**declared(f"programs: {ALL}", address="sql_from: POLICY_DB"), **programs}
    assert len(load(make(files)).dataset.programs) == 2


def test_a_variable_that_is_not_set_is_told(faults: Faults, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("POLICY_DB", raising=False)
    problem = one(faults(declared(f"programs: {ALL}", address="sql_from: POLICY_DB")))
    assert (problem.code, problem.where) == ("sql.no-variable", SourceLocation("data/project.yaml", 6, 15))


@pytest.mark.parametrize(
    ("address", "code"),
    [
        (f"postgresql+psycopg://user:{SECRET}@127.0.0.1:1/{SECRET}x", "sql.unreachable"),
        (f"postgresql+psycopg://user:{SECRET}@127.0.0.1:port/x", "sql.address"),
        (f"nosuchbase://user:{SECRET}@host/x", "sql.address"),
        (f"{SECRET}", "sql.address"),
        (f"mssql+pymssql://user:{SECRET}@host/x", "sql.not-installed"),
    ],
)
def test_no_message_tells_an_address(faults: Faults, address: str, code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("psycopg")
    monkeypatch.setenv("POLICY_DB", address)
    problem = one(faults(declared(f"programs: {ALL}", address="sql_from: POLICY_DB")))
    assert (problem.kind, problem.code) == (ErrorKind.DATA, code)
    assert SECRET not in repr(problem)


def test_without_sqlalchemy_it_is_told_what_to_install(faults: Faults, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sql_input, "find_spec", lambda _: None)
    problem = one(faults(declared(f"programs: {ALL}")))
    assert problem.code == "sql.not-installed"
    assert problem.hint is not None
    assert 'pip install "policyreport[sql]"' in problem.hint.en
