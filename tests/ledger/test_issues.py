import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from policyreport.ledger import build_cache, issues, open_ledger
from policyreport.ledger.build_cache import BuildRecord, CachedFile, CacheKey
from policyreport.ledger.issues import Issue, IssuedFile

FIRST = Issue(
    "2025Q2", 1, "m1", "2025-07-01T00:00:00+00:00", "{}", {"a.pdf": IssuedFile("a1", "id-a")}, {"data/x": "x"}
)
SECOND = Issue("2025Q2", 2, "m2", "2025-07-02T00:00:00+00:00", "{}", {"a.pdf": IssuedFile("a2", "id-b")})
OTHER = Issue("2025Q1", 1, "m0", "2025-04-01T00:00:00+00:00", "{}", {"a.pdf": IssuedFile("a1", "id-a")})


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with open_ledger(tmp_path) as opened:
        yield opened


def issued(ledger: sqlite3.Connection, *every: Issue) -> None:
    for each in every:
        issues.write_pending(ledger, each)
        issues.confirm(ledger, each.set_name, each.number)


def test_an_issue_counts_once_it_is_confirmed(ledger: sqlite3.Connection):
    issues.write_pending(ledger, FIRST)
    assert (issues.newest(ledger, "2025Q2"), issues.pending(ledger)) == (None, [FIRST])
    issues.confirm(ledger, "2025Q2", 1)
    assert (issues.newest(ledger, "2025Q2"), issues.pending(ledger)) == (FIRST, [])


def test_a_pending_issue_that_is_withdrawn_leaves_nothing(ledger: sqlite3.Connection):
    issues.write_pending(ledger, FIRST)
    issues.withdraw(ledger, "2025Q2", 1)
    assert issues.pending(ledger) == []
    assert ledger.execute("SELECT count(*) FROM issue_file").fetchone() == (0,)


def test_a_confirmed_issue_cannot_be_withdrawn(ledger: sqlite3.Connection):
    issued(ledger, FIRST)
    issues.withdraw(ledger, "2025Q2", 1)
    assert issues.newest(ledger, "2025Q2") == FIRST


def test_the_newest_issue_of_a_set_is_that_of_the_highest_number(ledger: sqlite3.Connection):
    issued(ledger, FIRST, OTHER, SECOND)
    assert issues.newest(ledger, "2025Q2") == SECOND
    assert issues.issue(ledger, "2025Q2", 1) == FIRST
    assert issues.issue(ledger, "2025Q2", 3) is None
    assert list(issues.issues(ledger)) == [OTHER, FIRST, SECOND]


def test_a_number_is_given_once(ledger: sqlite3.Connection):
    issued(ledger, FIRST)
    with pytest.raises(sqlite3.IntegrityError):
        issues.write_pending(ledger, FIRST)


def test_issues_are_found_by_a_files_content_or_identity_the_newest_first(ledger: sqlite3.Connection):
    issued(ledger, OTHER, FIRST, SECOND)
    assert issues.bearing(ledger, sha256="a1") == [(FIRST, "a.pdf"), (OTHER, "a.pdf")]
    assert issues.bearing(ledger, identity="id-b") == [(SECOND, "a.pdf")]


def test_no_identity_finds_no_file_without_one(ledger: sqlite3.Connection):
    issued(ledger, Issue("2025Q3", 1, "m", "2025-10-01", files={"manifest.json": IssuedFile("s")}))
    assert issues.bearing(ledger, sha256="other") == []


def test_what_a_set_has_no_more_is_forgotten_of_it_alone(ledger: sqlite3.Connection):
    for set_name, name in (("2025Q2", "a.pdf"), ("2025Q2", "b.pdf"), ("2025Q1", "b.pdf")):
        build_cache.store_file(ledger, set_name, name, CachedFile(CacheKey("t", "s", "e"), "sha", "{}"))
    build_cache.delete_other_files(ledger, "2025Q2", {"a.pdf"})
    assert build_cache.cached_file(ledger, "2025Q2", "a.pdf")
    assert build_cache.cached_file(ledger, "2025Q1", "b.pdf")
    assert build_cache.cached_file(ledger, "2025Q2", "b.pdf") is None


def test_what_was_made_and_what_a_build_stands_on_is_remembered(ledger: sqlite3.Connection):
    for sha256 in ("old", "new"):
        build_cache.store_file(ledger, "2025Q2", "a.pdf", CachedFile(CacheKey("t", "s", "e"), sha256, "{}"))
        build_cache.store_build_record(ledger, "asked", BuildRecord(sha256, "2025Q2", 1))
    assert build_cache.cached_file(ledger, "2025Q2", "a.pdf") == CachedFile(CacheKey("t", "s", "e"), "new", "{}")
    assert build_cache.cached_file(ledger, "2025Q2", "b.pdf") is None
    assert build_cache.build_record(ledger, "asked") == BuildRecord("new", "2025Q2", 1)
    assert build_cache.build_record(ledger, "other") is None
