"""What was made is known again as it was, set by set and file by file, and what is left to be taken up."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from policyreport.ledger import Ledger, open_ledger
from policyreport.ledger.build_cache import BuildRecord, CachedFile, CacheKey

FIRST = CachedFile(CacheKey("a" * 64, "b" * 64, "c" * 64), "d" * 64, '{"pages": 3}')
SECOND = CachedFile(CacheKey("1" * 64, "2" * 64, "3" * 64), "4" * 64, "{}")


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path) as opened:
        yield opened


def test_a_file_is_known_as_it_was_last_made(ledger: Ledger):
    assert ledger.cache.file("2025Q2", "a.pdf") is None
    ledger.cache.store_file("2025Q2", "a.pdf", SECOND)
    ledger.cache.store_file("2025Q2", "a.pdf", FIRST)
    ledger.cache.store_file("2025Q2", "b.pdf", SECOND)
    assert [ledger.cache.file("2025Q2", name) for name in ("a.pdf", "b.pdf", "c.pdf")] == [FIRST, SECOND, None]
    assert ledger.cache.file("2025Q1", "a.pdf") is None


@pytest.mark.parametrize("length", [0, 10, 500_000])
def test_what_is_known_of_a_file_is_the_same_however_long_it_is(ledger: Ledger, length: int):
    known = {"placements": [["fact", "가" * length, "표!A1"]] * 3}
    ledger.cache.store_file("2025Q2", "a.xlsx", FIRST)
    ledger.cache.store_file(
        "2025Q2", "a.xlsx", replace(FIRST, particulars=json.dumps(known, ensure_ascii=False).encode())
    )
    found = ledger.cache.file("2025Q2", "a.xlsx")
    assert found is not None
    assert json.loads(found.particulars) == known
    assert found.origin == FIRST.origin


def test_a_file_bears_the_first_half_of_what_it_says():
    assert CacheKey("0123456789abcdef" * 4, "s", "e").identity == "0123456789abcdef" * 2


def test_the_files_that_a_set_has_no_more_are_forgotten_and_no_others(ledger: Ledger):
    for set_name in ("2025Q1", "2025Q2"):
        for name in ("a.pdf", "b.pdf", "c.pdf"):
            ledger.cache.store_file(set_name, name, FIRST)
    ledger.cache.delete_other_files("2025Q2", ["b.pdf"])
    left = [(s, n) for s in ("2025Q1", "2025Q2") for n in ("a.pdf", "b.pdf", "c.pdf") if ledger.cache.file(s, n)]
    assert left == [("2025Q1", "a.pdf"), ("2025Q1", "b.pdf"), ("2025Q1", "c.pdf"), ("2025Q2", "b.pdf")]


def test_where_no_file_is_gone_nothing_is_written(ledger: Ledger):
    ledger.cache.store_file("2025Q2", "a.pdf", FIRST)
    begun = list[str]()
    ledger._connection.set_trace_callback(begun.append)
    ledger.cache.delete_other_files("2025Q2", ["a.pdf", "b.pdf"])
    assert [line for line in begun if not line.startswith("SELECT")] == []


def test_a_build_is_known_by_what_was_asked_for(ledger: Ledger):
    ledger.cache.store_record("all", BuildRecord("stamp", "2025Q2", "1"))
    ledger.cache.store_record("all", BuildRecord("later", "2025Q2", "2"))
    ledger.cache.store_record("one", BuildRecord("other", "2025Q1", "7"))
    assert [ledger.cache.record(asked) for asked in ("all", "one", "none")] == [
        BuildRecord("later", "2025Q2", "2"),
        BuildRecord("other", "2025Q1", "7"),
        None,
    ]


def test_what_was_not_finished_is_the_newest_build_alone_until_nothing_is_left(ledger: Ledger):
    assert ledger.cache.unfinished_request() == ""
    for asked in ("first", "second"):
        ledger.cache.mark_unfinished(asked)
    assert ledger.cache.unfinished_request() == "second"
    ledger.cache.clear_unfinished()
    assert ledger.cache.unfinished_request() == ""


def test_the_content_of_a_file_that_was_made_is_kept_though_no_issue_has_it(ledger: Ledger):
    made, nobodys = (ledger.blobs.store(content) for content in (b"what was made", b"what nobody has"))
    ledger.cache.store_file("2025Q2", "a.pdf", CachedFile(FIRST.origin, made, "{}"))
    assert ledger.blobs.delete_unreferenced() == len(b"what nobody has")
    assert ledger.blobs.load(made) == b"what was made"
    with pytest.raises(sqlite3.DatabaseError):
        ledger.blobs.load(nobodys)
