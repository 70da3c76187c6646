import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings, strategies

from policyreport.ledger import blobs, build_cache, open_ledger
from policyreport.ledger.build_cache import CachedFile, CacheKey
from policyreport.ledger.issues import Issue, IssuedFile, write_pending


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with open_ledger(tmp_path) as opened:
        yield opened


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(strategies.binary(max_size=3000))
def test_what_is_kept_comes_back_as_it_was(ledger: sqlite3.Connection, held: bytes):
    assert blobs.load_blob(ledger, blobs.store_blob(ledger, held)) == held


def test_a_content_is_kept_once_and_packed_where_that_helps(ledger: sqlite3.Connection):
    for _ in range(2):
        blobs.store_blob(ledger, b"a" * 10_000)
    ((size,),) = ledger.execute("SELECT length(bytes) FROM content").fetchall()
    assert size < 200


def test_a_content_that_is_not_what_it_was_is_damage(ledger: sqlite3.Connection):
    key = blobs.store_blob(ledger, b"figures")
    ledger.execute("UPDATE content SET bytes = ?", (b"figureS",))
    with pytest.raises(sqlite3.DatabaseError):
        blobs.load_blob(ledger, key)
    ledger.execute("UPDATE content SET packed = 1")
    with pytest.raises(sqlite3.DatabaseError):
        blobs.load_blob(ledger, key)


def test_a_content_that_is_not_there_is_damage(ledger: sqlite3.Connection):
    with pytest.raises(sqlite3.DatabaseError):
        blobs.load_blob(ledger, "0" * 64)


def test_only_what_nothing_needs_is_forgotten(ledger: sqlite3.Connection):
    file, given, cached, left = (blobs.store_blob(ledger, word) for word in (b"file", b"input", b"made", b"left"))
    write_pending(
        ledger, Issue("2025Q2", 1, file, "2025-07-01", files={"a": IssuedFile(file)}, inputs={"data/a": given})
    )
    build_cache.store_file(ledger, "2025Q2", "b", CachedFile(CacheKey("t", "s", "e"), cached, "{}"))
    blobs.delete_unreferenced(ledger)
    assert [blobs.has_blob(ledger, key) for key in (file, given, cached, left)] == [True, True, True, False]
