"""Contents share what they have in common, and come back byte for byte, or are kept whole."""

from __future__ import annotations

import io
import random
import sqlite3
import tracemalloc
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings, strategies
from tests.at_night import tries

from policyreport.ledger import Ledger, blobs, open_ledger
from policyreport.ledger.pieces import PieceStore, _cut
from policyreport.publish import Staging


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path) as opened:
        yield opened


def size_of(ledger: Ledger) -> int:
    (size,) = ledger._connection.execute(
        "SELECT TOTAL(length(bytes)) + (SELECT TOTAL(length(bytes)) FROM content) FROM piece"
    ).fetchone()
    return int(size)


def lines(seed: int, number: int) -> list[str]:
    chance = random.Random(seed)
    words = [chance.randbytes(3).hex() for _ in range(90)]
    return [f"<p>{chance.randrange(10**6):,}억원 {' '.join(chance.choices(words, k=9))}</p>" for _ in range(number)]


def package(*texts: str, how: int = zipfile.ZIP_DEFLATED) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", how) as zipped:
        for number, text in enumerate(texts):
            zipped.writestr(zipfile.ZipInfo(f"part{number}.xml"), text, how)
    return held.getvalue()


def pdf(*texts: str) -> bytes:
    streams = [zlib.compress(text.encode()) for text in texts]
    parts = [
        b"%d 0 obj\n<< /Length %d >>\nstream\n%b\nendstream\nendobj\n" % (i, len(s), s) for i, s in enumerate(streams)
    ]
    return b"%PDF-1.7\n" + b"".join(parts) + b"startxref\n9\n%%EOF\n"


TEXTS = ["".join(lines(seed, 600)) for seed in range(4)]
CHANGED = [*TEXTS[:3], TEXTS[3].replace("억원", "조원", 1)]
VERSIONS = {
    "package": [package(*TEXTS), package(*CHANGED), package(*CHANGED[:3], CHANGED[3].replace("조원", "만원", 1))],
    "pdf": [pdf(*TEXTS), pdf(*CHANGED), pdf(*CHANGED[:3], CHANGED[3].replace("조원", "만원", 1))],
    "text": ["\n".join(each).encode() for each in (TEXTS, CHANGED, [*CHANGED[:3], "새 글" + CHANGED[3]])],
    "stored": [package(*each, how=zipfile.ZIP_STORED) for each in (TEXTS, CHANGED, [*TEXTS, "새 글"])],
}


@pytest.mark.parametrize("kind", VERSIONS)
def test_versions_come_back_and_the_third_takes_little_room(ledger: Ledger, kind: str):
    keys, sizes = [], []
    for version in VERSIONS[kind]:
        keys.append(ledger.blobs.store(version))
        sizes.append(size_of(ledger))
    assert [ledger.blobs.load(key) for key in keys] == VERSIONS[kind]
    assert sizes[2] - sizes[1] < sizes[0] / 10


def test_equal_members_of_different_packages_are_kept_once(ledger: Ledger):
    ledger.blobs.store(package(TEXTS[0], TEXTS[1]))
    before = size_of(ledger)
    ledger.blobs.store(package(TEXTS[1], TEXTS[0], "weiteres"))
    assert size_of(ledger) - before < before / 20


ODD = {
    "cut off": package(*TEXTS)[:5000],
    "a directory that lies": package(*TEXTS)[:-30] + bytes(30),
    "before and behind": b"PK" + package(*TEXTS),
    "something before": b"PK\x03\x04" + bytes(100) + package(*TEXTS) + b"more",
    "a package in a package": package(package(*TEXTS).hex(), TEXTS[0]),
    "lengths that lie": pdf(*TEXTS).replace(b"/Length ", b"/Length 9"),
    "streams in streams": b"%PDF-1.7\n"
    b"<< /Length 400 >>\nstream\nx\x9c<< /Length 9 >>\nstream\nx\x9c1234567" + bytes(3000),
    "noise": random.Random(1).randbytes(9000),
    "one byte again and again": b"a" * 50_000,
}


@pytest.mark.parametrize("kind", ODD)
def test_what_is_odd_comes_back_too(ledger: Ledger, kind: str):
    for content in (ODD[kind], ODD[kind] + b".", ODD[kind]):
        assert ledger.blobs.load(ledger.blobs.store(content)) == content


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=tries(15, 40))
@given(strategies.randoms(use_true_random=False), strategies.sampled_from([*VERSIONS]))
def test_a_content_that_was_spoilt_anywhere_comes_back(ledger: Ledger, chance: random.Random, kind: str):
    spoilt = bytearray(VERSIONS[kind][0])
    for _ in range(chance.randint(1, 4)):
        spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
    assert ledger.blobs.load(ledger.blobs.store(bytes(spoilt))) == spoilt


def test_what_would_not_come_back_from_its_pieces_is_kept_whole(ledger: Ledger, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(PieceStore, "_content", lambda *_: b"another")
    key = ledger.blobs.store(VERSIONS["package"][0])
    assert ledger.blobs.load(key) == VERSIONS["package"][0]
    assert ledger._connection.execute("SELECT COUNT(*) FROM piece").fetchone() == (0,)


def test_a_piece_is_forgotten_with_the_last_content_that_has_it(ledger: Ledger):
    first, second, third = map(ledger.blobs.store, VERSIONS["package"])
    for left in ([second, third], [third]):
        gone = [key for key in ledger.blobs.every_key() if key not in left]
        ledger._connection.execute("DELETE FROM content WHERE sha256 = ?", (gone[0],))
        with ledger.transaction():
            ledger.blobs._pieces.delete_unreferenced(ledger.blobs._recipes())
        assert [ledger.blobs.load(key) for key in left] == VERSIONS["package"][-len(left) :]
    assert not ledger.blobs.has(first)
    ledger.blobs.delete_unreferenced()
    assert ledger._connection.execute("SELECT COUNT(*) FROM piece").fetchone() == (0,)


SPOIL = {
    "gone": "DELETE FROM piece WHERE id % 3 = 0",
    "of another form": "UPDATE piece SET form = (form + 1) % 3",
    "cut off": "UPDATE piece SET bytes = substr(bytes, 1, length(bytes) / 2)",
    "other bytes": "UPDATE piece SET bytes = zeroblob(length(bytes))",
    "no recipe": "UPDATE content SET bytes = x'00'",
}


@pytest.mark.parametrize("how", SPOIL)
def test_pieces_that_are_not_what_they_were_are_damage(ledger: Ledger, how: str):
    keys = list(map(ledger.blobs.store, VERSIONS["package"]))
    ledger._connection.execute(SPOIL[how])
    for key in keys:
        with pytest.raises(sqlite3.DatabaseError):
            ledger.blobs.load(key)


@pytest.mark.parametrize("how", ["of another form", "cut off", "other bytes", "no recipe"])
def test_a_content_that_is_kept_again_mends_what_it_shares(ledger: Ledger, how: str):
    keys = list(map(ledger.blobs.store, VERSIONS["package"]))
    ledger._connection.execute(SPOIL[how])
    for content in VERSIONS["package"]:
        with ledger.transaction():
            ledger.blobs.restore(content)
    assert list(map(ledger.blobs.load, keys)) == VERSIONS["package"]


def test_what_is_undone_leaves_no_pieces(ledger: Ledger):
    with ledger.trial():
        ledger.blobs.store(VERSIONS["package"][0])
    assert size_of(ledger) == 0


def test_a_long_text_is_kept_and_written_without_being_held(ledger: Ledger, tmp_path: Path):
    pieces = [line.encode() + b"\n" for line in lines(3, 4_000)] * 30
    staged = Staging(tmp_path, tmp_path / "2026Q2")
    size = sum(map(len, pieces))
    tracemalloc.start()
    try:
        key = staged.add_pieces("long.txt", iter(pieces))
        ledger.blobs.store_file(staged.path("long.txt"))
        held = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert size > 2 * blobs._LARGE > 0
    assert held < size / 2
    assert ledger.blobs.load(key) == b"".join(pieces)


@given(strategies.binary(max_size=3_000), strategies.integers(1, 700))
def test_a_text_has_the_same_pieces_however_it_comes(text: bytes, size: int):
    chunks = [text[start : start + size] for start in range(0, len(text), size)]
    assert list(_cut(chunks)) == list(_cut([text]))
    assert b"".join(_cut(chunks)) == text
