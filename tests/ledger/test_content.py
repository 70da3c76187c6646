import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings, strategies

from policyreport.ledger import Ledger, open_ledger
from policyreport.ledger.build_cache import CachedFile, CacheKey
from policyreport.ledger.issues import Issue, IssuedFile


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path) as opened:
        yield opened


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(strategies.binary(max_size=3000))
def test_what_is_kept_comes_back_as_it_was(ledger: Ledger, held: bytes):
    assert ledger.blobs.load(ledger.blobs.store(held)) == held


def test_a_content_is_kept_once_and_packed_where_that_helps(ledger: Ledger):
    for _ in range(2):
        ledger.blobs.store(b"a" * 10_000)
    ((size,),) = ledger._connection.execute("SELECT length(bytes) FROM content").fetchall()
    assert size < 200


def test_a_content_that_is_not_what_it_was_is_damage(ledger: Ledger):
    key = ledger.blobs.store(b"figures")
    ledger._connection.execute("UPDATE content SET bytes = ?", (b"figureS",))
    with pytest.raises(sqlite3.DatabaseError):
        ledger.blobs.load(key)
    ledger._connection.execute("UPDATE content SET packed = 1")
    with pytest.raises(sqlite3.DatabaseError):
        ledger.blobs.load(key)


def test_a_content_that_is_not_there_is_damage(ledger: Ledger):
    with pytest.raises(sqlite3.DatabaseError):
        ledger.blobs.load("0" * 64)


def test_only_what_nothing_needs_is_forgotten(ledger: Ledger):
    file, given, cached, left = (ledger.blobs.store(word) for word in (b"file", b"input", b"made", b"left"))
    ledger.issues.write_pending(
        Issue("2025Q2", 1, file, "2025-07-01", files={"a": IssuedFile(file)}, inputs={"data/a": given})
    )
    ledger.cache.store_file("2025Q2", "b", CachedFile(CacheKey("t", "s", "e"), cached, "{}"))
    ledger.blobs.delete_unreferenced()
    assert [ledger.blobs.has(key) for key in (file, given, cached, left)] == [True, True, True, False]
