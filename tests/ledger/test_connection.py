import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from policyreport.diagnostics import ErrorKind, PolicyReportError, Problem
from policyreport.ledger import LEDGER, open_ledger


@pytest.fixture
def out(tmp_path: Path) -> Path:
    (tmp_path / "out").mkdir()
    return tmp_path / "out"


def problem_of_opening(out: Path) -> Problem:
    with pytest.raises(PolicyReportError) as caught, open_ledger(out):
        pass
    (problem,) = caught.value.problems
    assert problem.where is not None
    assert problem.where.file == f"out/{LEDGER}"
    return problem


def test_a_ledger_is_made_where_there_is_none_and_found_again(out: Path):
    with open_ledger(out) as ledger:
        ledger._connection.execute("INSERT INTO standing VALUES ('asked', 'stamp', '2025Q2', 'manifest')")
    with open_ledger(out) as ledger:
        assert ledger._connection.execute("SELECT manifest FROM standing").fetchall() == [("manifest",)]


@pytest.mark.parametrize("content", [b"not a ledger at all" * 100, b"SQLite format 3\x00" + b"\xff" * 5000])
def test_what_is_no_ledger_is_told_as_damaged(out: Path, content: bytes):
    (out / LEDGER).write_bytes(content)
    problem = problem_of_opening(out)
    assert (problem.kind, problem.code) == (ErrorKind.OUTPUT, "ledger.damaged")
    assert (out / LEDGER).read_bytes() == content


def test_a_database_of_another_program_is_told_as_damaged_and_left_alone(out: Path):
    with sqlite3.connect(out / LEDGER) as other:
        other.execute("PRAGMA user_version = 1")
    other.close()
    before = (out / LEDGER).read_bytes()
    assert problem_of_opening(out).code == "ledger.damaged"
    assert (out / LEDGER).read_bytes() == before


def test_a_ledger_of_a_newer_policyreport_is_refused(out: Path):
    with open_ledger(out) as ledger:
        ledger._connection.execute("PRAGMA user_version = 99")
    assert problem_of_opening(out).code == "ledger.newer"


def test_an_emptied_ledger_beside_what_was_issued_is_damaged(out: Path):
    (out / LEDGER).touch()
    with open_ledger(out):
        pass
    (out / LEDGER).write_bytes(b"")
    (out / "2025Q2").mkdir()
    (out / "2025Q2" / "manifest.json").touch()
    assert problem_of_opening(out).code == "ledger.damaged"


def test_a_folder_in_the_place_of_the_ledger_is_refused(out: Path):
    (out / LEDGER).mkdir()
    problem = problem_of_opening(out)
    assert (problem.kind, problem.code) == (ErrorKind.OUTPUT, "ledger.refused")
    assert problem.what.ko == "발행 대장을 읽거나 쓸 수 없습니다: 파일을 열 수 없습니다"


def test_a_ledger_that_another_process_writes_is_told_as_busy(out: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("policyreport.ledger.sqlite._WAIT", 0.01)
    with open_ledger(out) as one, one.transaction():
        with pytest.raises(PolicyReportError) as caught, open_ledger(out) as other, other.transaction():
            pass
        assert caught.value.exit_code == ErrorKind.LOCKED


def test_a_transaction_that_fails_leaves_nothing(out: Path):
    with open_ledger(out) as ledger:
        with pytest.raises(sqlite3.IntegrityError), ledger.transaction():
            ledger._connection.executemany(
                "INSERT INTO standing VALUES (?, 'stamp', '2025Q2', 1)", [("one",), ("one",)]
            )
        assert ledger._connection.execute("SELECT * FROM standing").fetchall() == []


def test_a_page_that_went_bad_is_found_by_reading_the_whole(out: Path):
    with open_ledger(out) as ledger:
        ledger._connection.executemany(
            "INSERT INTO standing VALUES (?, ?, 'x', 1)", [(str(i), "s" * 500) for i in range(200)]
        )
        ledger.require_sound()
    content = bytearray((out / LEDGER).read_bytes())
    content[-4096:] = b"\xff" * 4096
    (out / LEDGER).write_bytes(content)
    with pytest.raises(PolicyReportError) as caught, open_ledger(out) as ledger:
        ledger.require_sound()
    assert [problem.code for problem in caught.value.problems] == ["ledger.damaged"]


def test_processes_that_open_a_new_ledger_together_find_it_sound(out: Path):
    def opened(_number: int) -> bool:
        with open_ledger(out) as ledger:
            return ledger._connection.execute("SELECT count(*) FROM issue").fetchone() == (0,)

    for _ in range(20):
        (out / LEDGER).unlink(missing_ok=True)
        with ThreadPoolExecutor(4) as together:
            assert all(together.map(opened, range(4)))


REFUSING = ["SQLITE_FULL", "SQLITE_IOERR_WRITE", "SQLITE_CANTOPEN", "SQLITE_READONLY_DBMOVED", "SQLITE_PERM"]


@pytest.mark.parametrize(
    ("name", "kind", "code"),
    [
        ("SQLITE_BUSY", ErrorKind.LOCKED, "ledger.busy"),
        ("SQLITE_BUSY_SNAPSHOT", ErrorKind.LOCKED, "ledger.busy"),
        ("SQLITE_LOCKED", ErrorKind.LOCKED, "ledger.busy"),
        *((name, ErrorKind.OUTPUT, "ledger.refused") for name in REFUSING),
        ("SQLITE_CORRUPT", ErrorKind.OUTPUT, "ledger.damaged"),
        ("SQLITE_NOTADB", ErrorKind.OUTPUT, "ledger.damaged"),
        ("", ErrorKind.OUTPUT, "ledger.damaged"),
    ],
)
def test_whatever_sqlite_raises_is_a_problem_of_the_ledger_with_what_to_do(
    out: Path, name: str, kind: ErrorKind, code: str
):
    error = sqlite3.OperationalError("the words of SQLite")
    if name:
        error.sqlite_errorname = name
    with pytest.raises(PolicyReportError) as caught, open_ledger(out):
        raise error
    (problem,) = caught.value.problems
    assert (problem.kind, problem.code, str(problem.where)) == (kind, code, f"out/{LEDGER}")
    assert problem.hint is not None
    assert ("the words of SQLite" in problem.what.en) == (code == "ledger.refused")
    assert caught.value.__cause__ is error


def test_every_refusal_to_open_says_where_and_what_to_do(out: Path):
    with open_ledger(out) as ledger:
        ledger._connection.execute("PRAGMA user_version = 99")
    newer = problem_of_opening(out)
    (out / LEDGER).write_bytes(b"not a ledger at all" * 100)
    damaged = problem_of_opening(out)
    assert (newer.kind, damaged.kind) == (ErrorKind.OUTPUT, ErrorKind.OUTPUT)
    assert newer.hint is not None
    assert "ledger adopt" in (damaged.hint.ko if damaged.hint else "")


def test_a_statement_outside_of_a_transaction_counts_at_once(out: Path):
    with open_ledger(out) as ledger, open_ledger(out) as other:
        ledger.cache.mark_unfinished("asked")
        assert other.cache.unfinished_request() == "asked"


def test_what_is_tried_is_undone_whether_it_ends_well_or_not(out: Path):
    with open_ledger(out) as ledger:
        with ledger.trial():
            ledger.cache.mark_unfinished("tried")
        with pytest.raises(sqlite3.IntegrityError), ledger.trial():
            ledger._connection.executemany("INSERT INTO unfinished VALUES (1, ?)", [("tried",), ("tried",)])
        assert ledger.cache.unfinished_request() == ""
        assert not ledger._connection.in_transaction


def test_a_copy_is_the_ledger_of_one_moment(out: Path, tmp_path: Path):
    (tmp_path / "copy").mkdir()
    with open_ledger(out) as ledger:
        ledger.cache.mark_unfinished("before")
        ledger.copy_to(tmp_path / "copy" / LEDGER)
        ledger.cache.mark_unfinished("after")
    with open_ledger(tmp_path / "copy") as copy:
        assert copy.cache.unfinished_request() == "before"


def test_a_ledger_becomes_smaller_once_room_is_given_back(out: Path):
    with open_ledger(out) as ledger:
        with ledger.transaction():
            ledger.cache.mark_unfinished("x" * 500_000)
        ledger.cache.clear_unfinished()
        before = (out / LEDGER).stat().st_size
        ledger.give_room_back()
    assert (out / LEDGER).stat().st_size < before // 4
