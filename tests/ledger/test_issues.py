import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from policyreport.ledger import Ledger, open_ledger
from policyreport.ledger.build_cache import BuildRecord, CachedFile, CacheKey
from policyreport.ledger.issues import Issue, IssuedFile

FIRST = Issue(
    "2025Q2", 1, "m1", "2025-07-01T00:00:00+00:00", "{}", {"a.pdf": IssuedFile("a1", "id-a")}, {"data/x": "x"}
)
SECOND = Issue("2025Q2", 2, "m2", "2025-07-02T00:00:00+00:00", "{}", {"a.pdf": IssuedFile("a2", "id-b")})
OTHER = Issue("2025Q1", 1, "m0", "2025-04-01T00:00:00+00:00", "{}", {"a.pdf": IssuedFile("a1", "id-a")})


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path) as opened:
        yield opened


def issued(ledger: Ledger, *every: Issue) -> None:
    for each in every:
        ledger.issues.write_pending(each)
        ledger.issues.confirm(each.set_name, each.number)


def test_an_issue_counts_once_it_is_confirmed(ledger: Ledger):
    ledger.issues.write_pending(FIRST)
    assert (ledger.issues.newest("2025Q2"), ledger.issues.pending()) == (None, [FIRST])
    ledger.issues.confirm("2025Q2", 1)
    assert (ledger.issues.newest("2025Q2"), ledger.issues.pending()) == (FIRST, [])


def test_a_pending_issue_that_is_withdrawn_leaves_nothing(ledger: Ledger):
    ledger.issues.write_pending(FIRST)
    ledger.issues.withdraw("2025Q2", 1)
    assert ledger.issues.pending() == []
    assert ledger._connection.execute("SELECT count(*) FROM issue_file").fetchone() == (0,)


def test_a_confirmed_issue_cannot_be_withdrawn(ledger: Ledger):
    issued(ledger, FIRST)
    ledger.issues.withdraw("2025Q2", 1)
    assert ledger.issues.newest("2025Q2") == FIRST


def test_the_newest_issue_of_a_set_is_that_of_the_highest_number(ledger: Ledger):
    issued(ledger, FIRST, OTHER, SECOND)
    assert ledger.issues.newest("2025Q2") == SECOND
    assert ledger.issues.find("2025Q2", 1) == FIRST
    assert ledger.issues.find("2025Q2", 3) is None
    assert list(ledger.issues.all()) == [OTHER, FIRST, SECOND]


def test_a_number_is_given_once(ledger: Ledger):
    issued(ledger, FIRST)
    with pytest.raises(sqlite3.IntegrityError):
        ledger.issues.write_pending(FIRST)


def test_issues_are_found_by_a_files_content_or_identity_the_newest_first(ledger: Ledger):
    issued(ledger, OTHER, FIRST, SECOND)
    assert ledger.issues.bearing(sha256="a1") == [(FIRST, "a.pdf"), (OTHER, "a.pdf")]
    assert ledger.issues.bearing(identity="id-b") == [(SECOND, "a.pdf")]


def test_no_identity_finds_no_file_without_one(ledger: Ledger):
    issued(ledger, Issue("2025Q3", 1, "m", "2025-10-01", files={"manifest.json": IssuedFile("s")}))
    assert ledger.issues.bearing(sha256="other") == []


def test_what_a_set_has_no_more_is_forgotten_of_it_alone(ledger: Ledger):
    for set_name, name in (("2025Q2", "a.pdf"), ("2025Q2", "b.pdf"), ("2025Q1", "b.pdf")):
        ledger.cache.store_file(set_name, name, CachedFile(CacheKey("t", "s", "e"), "sha", "{}"))
    ledger.cache.delete_other_files("2025Q2", {"a.pdf"})
    assert ledger.cache.file("2025Q2", "a.pdf")
    assert ledger.cache.file("2025Q1", "b.pdf")
    assert ledger.cache.file("2025Q2", "b.pdf") is None


def test_what_was_made_and_what_a_build_stands_on_is_remembered(ledger: Ledger):
    for sha256 in ("old", "new"):
        ledger.cache.store_file("2025Q2", "a.pdf", CachedFile(CacheKey("t", "s", "e"), sha256, "{}"))
        ledger.cache.store_record("asked", BuildRecord(sha256, "2025Q2", "manifest"))
    assert ledger.cache.file("2025Q2", "a.pdf") == CachedFile(CacheKey("t", "s", "e"), "new", "{}")
    assert ledger.cache.file("2025Q2", "b.pdf") is None
    assert ledger.cache.record("asked") == BuildRecord("new", "2025Q2", "manifest")
    assert ledger.cache.record("other") is None
