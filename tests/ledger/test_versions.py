"""Ledgers of every earlier version are brought forward, and those of later ones are refused."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from hashlib import sha256
from pathlib import Path

import pytest

from policyreport.diagnostics import PolicyReportError
from policyreport.ledger import LEDGER, WITNESS, open_ledger, schema, sqlite
from policyreport.ledger.issues import Issue, IssuedFile
from policyreport.ledger.outbox import Due

APPLICATION = 0x706F6C72
REPORT, DATA = b"the report" * 100, b"figures: 3"

ISSUES_OF_1 = """
CREATE TABLE content (
    sha256 TEXT NOT NULL UNIQUE,
    packed INTEGER NOT NULL,
    bytes BLOB NOT NULL
);
CREATE TABLE issue (
    set_name TEXT NOT NULL,
    number INTEGER NOT NULL,
    manifest TEXT NOT NULL,
    issued_at TEXT NOT NULL,
    made_with TEXT NOT NULL,
    pending INTEGER NOT NULL,
    PRIMARY KEY (set_name, number)
);
CREATE TABLE issue_file (
    set_name TEXT NOT NULL,
    number INTEGER NOT NULL,
    name TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    identity TEXT NOT NULL,
    PRIMARY KEY (set_name, number, name),
    FOREIGN KEY (set_name, number) REFERENCES issue ON DELETE CASCADE
);
CREATE INDEX issue_file_sha256 ON issue_file (sha256);
CREATE INDEX issue_file_identity ON issue_file (identity);
CREATE TABLE issue_input (
    set_name TEXT NOT NULL,
    number INTEGER NOT NULL,
    path TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    PRIMARY KEY (set_name, number, path),
    FOREIGN KEY (set_name, number) REFERENCES issue ON DELETE CASCADE
);
"""
CACHE_OF_1 = """
CREATE TABLE made (
    set_name TEXT NOT NULL,
    name TEXT NOT NULL,
    tree TEXT NOT NULL,
    style TEXT NOT NULL,
    engine TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    particulars TEXT NOT NULL,
    PRIMARY KEY (set_name, name)
);
CREATE TABLE standing (
    asked TEXT PRIMARY KEY,
    stamp TEXT NOT NULL,
    set_name TEXT NOT NULL,
    number INTEGER NOT NULL
);
"""
RUNS_OF_1 = """
CREATE TABLE delivery (
    manifest TEXT NOT NULL,
    recipient TEXT NOT NULL,
    set_name TEXT NOT NULL,
    way TEXT NOT NULL,
    goal TEXT NOT NULL,
    message_id TEXT NOT NULL UNIQUE,
    state TEXT NOT NULL CHECK (state IN ('pending', 'sending', 'sent', 'failed', 'unknown')),
    passing INTEGER NOT NULL,
    reason TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    PRIMARY KEY (manifest, recipient)
);
CREATE TABLE run (
    number INTEGER PRIMARY KEY,
    began_at TEXT NOT NULL,
    first TEXT,
    ended_at TEXT,
    exit_code INTEGER
);
CREATE TABLE unfinished (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    asked TEXT NOT NULL
);
"""
FORMS_OF_1 = {
    "the first files": ISSUES_OF_1,
    "with what was made": ISSUES_OF_1 + CACHE_OF_1,
    "with runs and deliveries": ISSUES_OF_1 + CACHE_OF_1 + RUNS_OF_1,
}
"""Version 1 as it was written, with more tables from one day to the next."""


def key(content: bytes) -> str:
    return sha256(content).hexdigest()


def write_version_1(out: Path, tables: str) -> None:
    """Write a ledger with one issue whose set stands, as version 1 did."""
    (out / "2025Q2").mkdir(parents=True)
    (out / "2025Q2" / "manifest.json").write_bytes(REPORT)
    with closing(sqlite3.connect(out / LEDGER)) as ledger, ledger:
        ledger.executescript(tables)
        ledger.execute("INSERT INTO content VALUES (?, 1, ?)", (key(REPORT), zlib.compress(REPORT, 1)))
        ledger.execute("INSERT INTO content VALUES (?, 0, ?)", (key(DATA), DATA))
        ledger.execute(
            "INSERT INTO issue VALUES ('2025Q2', 3, ?, '2025-07-01T00:00:00+00:00', '{}', 0)", (key(REPORT),)
        )
        ledger.execute("INSERT INTO issue_file VALUES ('2025Q2', 3, 'manifest.json', ?, 'id')", (key(REPORT),))
        ledger.execute("INSERT INTO issue_input VALUES ('2025Q2', 3, 'data/a.yaml', ?)", (key(DATA),))
        ledger.execute(f"PRAGMA application_id = {APPLICATION}")
        ledger.execute("PRAGMA user_version = 1")


def user_version(out: Path) -> int:
    with closing(sqlite3.connect(out / LEDGER)) as ledger:
        (version,) = ledger.execute("PRAGMA user_version").fetchone()
    return int(version)


def tables_of(out: Path) -> set[tuple[str, ...]]:
    with closing(sqlite3.connect(out / LEDGER)) as ledger:
        names = [name for (name,) in ledger.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {(name, *(str(row[1:]) for row in ledger.execute(f"PRAGMA table_info({name})"))) for name in names}


@pytest.mark.parametrize("form", FORMS_OF_1)
def test_a_file_of_version_1_goes_on_as_one_of_now(tmp_path: Path, form: str):
    out = tmp_path / "out"
    write_version_1(out, FORMS_OF_1[form])
    with open_ledger(out) as ledger:
        newest = ledger.issues.newest("2025Q2")
        assert newest is not None
        assert (newest.number, newest.files) == (3, {"manifest.json": IssuedFile(key(REPORT))})
        assert (newest.pruned_at, newest.adopted_at) == ("", "")
        assert [ledger.blobs.load(each) for each in (newest.manifest, newest.inputs["data/a.yaml"])] == [REPORT, DATA]
        ledger.outbox.approve("2025Q2", newest.manifest, [Due("a", "mail", "goal", "<a>")], "2025-07-02")
        ledger.outbox.begin(newest.manifest, "a", "2025-07-02")
        assert ledger.blobs.load(ledger.blobs.store(REPORT * 9)) == REPORT * 9
    assert user_version(out) == schema.VERSION
    assert (out / WITNESS).is_file()
    (tmp_path / "new").mkdir()
    with open_ledger(tmp_path / "new"):
        pass
    assert tables_of(out) == tables_of(tmp_path / "new")


def test_a_file_of_version_2_goes_on_as_one_of_now(tmp_path: Path):
    out, new = tmp_path / "out", tmp_path / "new"
    write_version_1(out, FORMS_OF_1["with runs and deliveries"])
    with open_ledger(out):
        pass
    with closing(sqlite3.connect(out / LEDGER)) as ledger, ledger:
        ledger.executescript("DROP TABLE unissued_file; DROP TABLE unissued; DROP TABLE standing;")
        ledger.executescript(CACHE_OF_1[CACHE_OF_1.index("CREATE TABLE standing") :])
        ledger.execute("INSERT INTO standing VALUES ('asked', 'stamp', '2025Q2', 3)")
        ledger.execute("PRAGMA user_version = 2")
    with open_ledger(out) as ledger:
        assert ledger.cache.record("asked") is None
        standing = ledger.standing("2025Q2")
        assert isinstance(standing, Issue)
        assert (standing.number, ledger.unissued.all()) == (3, [])
    new.mkdir()
    with open_ledger(new):
        pass
    assert tables_of(out) == tables_of(new)


def test_a_migration_that_is_broken_off_leaves_the_file_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    out = tmp_path / "out"
    write_version_1(out, FORMS_OF_1["with what was made"])
    before = (out / LEDGER).read_bytes()

    def broken_off(_connection: sqlite3.Connection) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr("policyreport.ledger.identity.name_ledger", broken_off)
        with pytest.raises(KeyboardInterrupt), open_ledger(out):
            pass
    assert (out / LEDGER).read_bytes() == before
    with open_ledger(out) as ledger:
        assert ledger.issues.numbers() == {"2025Q2": 3}


@pytest.mark.parametrize("later", [1, 2, 97])
def test_a_file_of_a_later_version_is_refused_and_left_alone(tmp_path: Path, later: int):
    with open_ledger(tmp_path) as ledger:
        ledger._connection.execute(f"PRAGMA user_version = {schema.VERSION + later}")
    before = (tmp_path / LEDGER).read_bytes()
    with pytest.raises(PolicyReportError) as caught, open_ledger(tmp_path):
        pass
    assert [problem.code for problem in caught.value.problems] == ["ledger.newer"]
    assert (tmp_path / LEDGER).read_bytes() == before


def test_a_file_of_this_version_is_opened_without_a_change(tmp_path: Path):
    with open_ledger(tmp_path) as ledger:
        identity = ledger.identity
    before = (tmp_path / LEDGER).read_bytes()
    with open_ledger(tmp_path) as ledger:
        assert ledger.identity == identity
    assert user_version(tmp_path) == schema.VERSION
    assert (tmp_path / LEDGER).read_bytes() == before


@pytest.mark.parametrize("version", [0, 1, 2, 3])
def test_a_database_of_another_program_is_refused_whatever_its_version(tmp_path: Path, version: int):
    with closing(sqlite3.connect(tmp_path / LEDGER)) as other, other:
        other.execute("CREATE TABLE theirs (one)")
        other.execute(f"PRAGMA user_version = {version}")
    before = (tmp_path / LEDGER).read_bytes()
    with pytest.raises(PolicyReportError) as caught, open_ledger(tmp_path):
        pass
    assert [problem.code for problem in caught.value.problems] == ["ledger.damaged"]
    assert (tmp_path / LEDGER).read_bytes() == before


def test_a_file_of_this_version_is_opened_while_another_process_writes_to_it(tmp_path: Path):
    with open_ledger(tmp_path) as ledger:
        identity = ledger.identity
    with closing(sqlite3.connect(tmp_path / LEDGER, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with open_ledger(tmp_path) as ledger:
            assert ledger.identity == identity
        other.execute("ROLLBACK")


@pytest.mark.parametrize("found", [0, 1])
def test_a_step_that_another_process_took_first_is_not_taken_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, found: int
):
    path, taken = tmp_path / LEDGER, list[int]()
    really = sqlite.transaction

    def step(connection: sqlite3.Connection, version: int) -> None:
        connection.execute("CREATE TABLE IF NOT EXISTS one (two)")
        taken.append(version)

    @contextmanager
    def later(connection: sqlite3.Connection) -> Iterator[None]:
        """Begin a transaction after another process has brought the file forward."""
        monkeypatch.undo()
        with sqlite.opened(path, 2, step), really(connection):
            yield

    if found:
        with sqlite.opened(path, found, step):
            taken.clear()
    monkeypatch.setattr(sqlite, "transaction", later)
    with sqlite.opened(path, 2, step):
        assert taken == [found]
    assert user_version(tmp_path) == 2
