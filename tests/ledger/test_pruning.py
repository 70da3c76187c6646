"""Contents of old issues go where that is asked for; their records stay, and so does what others have of them."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from policyreport.diagnostics import PolicyReportError
from policyreport.ledger import Ledger, open_ledger
from policyreport.ledger.blobs import sha256
from policyreport.ledger.inspection import damaged_contents, summary
from policyreport.ledger.issues import Issue, IssuedFile
from policyreport.ledger.pruning import PruneRule, prunable, prunable_bytes, prune, require_files

SHARED = b"what all issues have" * 500


def content_of(set_name: str, number: int) -> bytes:
    return f"what {set_name} says in its issue {number}, ".encode() * 300


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """A ledger with five issues of one set, of a year each, and one of another."""
    with open_ledger(tmp_path) as opened:
        for set_name, number in (("2025Q1", 1), *(("2025Q2", number) for number in range(1, 6))):
            contents = {"own.txt": content_of(set_name, number), "shared.txt": SHARED}
            held = {name: IssuedFile(opened.blobs.store(content)) for name, content in contents.items()}
            given = {"data/a.yaml": opened.blobs.store(b"value: %d" % number)}
            issued_at = f"{2020 + number}-07-01T00:00:00+00:00"
            opened.issues.write_pending(Issue(set_name, number, held["own.txt"].sha256, issued_at, "{}", held, given))
            opened.issues.confirm(set_name, number)
        yield opened


def day(year: int) -> datetime:
    return datetime(year, 1, 1, tzinfo=UTC)


RULES = [
    (PruneRule(keep=1), [1, 2, 3, 4]),
    (PruneRule(keep=3), [1, 2]),
    (PruneRule(keep=5), []),
    (PruneRule(keep=99), []),
    (PruneRule(before=day(2023)), [1, 2]),
    (PruneRule(before=day(2099)), [1, 2, 3, 4]),
    (PruneRule(before=day(2000)), []),
    (PruneRule(keep=4, before=day(2099)), [1]),
    (PruneRule(keep=1, before=day(2022)), [1]),
    (PruneRule(keep=0), [1, 2, 3, 4]),
]


@pytest.mark.parametrize(("rule", "numbers"), RULES)
def test_a_rule_keeps_the_newest_and_what_either_word_keeps(ledger: Ledger, rule: PruneRule, numbers: list[int]):
    assert [(each.set_name, each.number) for each in prunable(ledger, rule)] == [("2025Q2", n) for n in numbers]


def test_what_is_dropped_is_gone_but_for_its_record(ledger: Ledger):
    before = list(ledger.issues.all())
    told = prunable_bytes(ledger, prunable(ledger, PruneRule(keep=2)))
    assert damaged_contents(ledger) == []
    assert prune(ledger, prunable(ledger, PruneRule(keep=2)), "2030-01-01T00:00:00+00:00") == told > 0
    after = list(ledger.issues.all())
    assert [(each.files, each.inputs, each.manifest) for each in after] == [
        (each.files, each.inputs, each.manifest) for each in before
    ]
    kept = [ledger.blobs.has(sha256(content_of("2025Q2", number))) for number in range(1, 6)]
    assert kept == [False, False, False, True, True]
    assert ledger.blobs.load(sha256(SHARED)) == SHARED
    assert ledger.blobs.has(sha256(content_of("2025Q1", 1)))
    assert [bool(each.pruned_at) for each in after] == [False, True, True, True, False, False]
    assert ledger.issues.bearing(sha256=sha256(content_of("2025Q2", 1)))[0][0].number == 1
    assert damaged_contents(ledger) == []
    assert [(one.set_name, one.issues, one.pruned) for one in summary(ledger, 0).sets] == [
        ("2025Q1", 1, 0),
        ("2025Q2", 5, 3),
    ]


def test_a_dry_run_changes_nothing(ledger: Ledger):
    before = "\n".join(ledger._connection.iterdump())
    assert prunable_bytes(ledger, prunable(ledger, PruneRule(keep=1))) > 0
    assert "\n".join(ledger._connection.iterdump()) == before


def test_what_was_pruned_is_not_pruned_again_and_is_named_where_it_is_asked_for(ledger: Ledger):
    prune(ledger, prunable(ledger, PruneRule(keep=2)), "2030-01-01T00:00:00+00:00")
    assert prunable(ledger, PruneRule(keep=2)) == []
    first, newest = ledger.issues.find("2025Q2", 1), ledger.issues.newest("2025Q2")
    assert first is not None
    assert newest is not None
    require_files(newest)
    with pytest.raises(PolicyReportError) as caught:
        require_files(first)
    assert [problem.code for problem in caught.value.problems] == ["ledger.pruned"]
    assert "2030-01-01" in caught.value.problems[0].what.ko


def test_a_prune_that_is_broken_off_drops_nothing(ledger: Ledger, monkeypatch: pytest.MonkeyPatch):
    before = "\n".join(ledger._connection.iterdump())

    def broken_off() -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(ledger.blobs, "delete_unreferenced", broken_off)
    with pytest.raises(KeyboardInterrupt):
        prune(ledger, prunable(ledger, PruneRule(keep=1)), "2030-01-01T00:00:00+00:00")
    assert "\n".join(ledger._connection.iterdump()) == before


def test_the_room_is_given_back(ledger: Ledger, tmp_path: Path):
    ledger.blobs.store(random.Random(1).randbytes(500_000))
    before = (tmp_path / "ledger.sqlite").stat().st_size
    ledger._connection.execute("DELETE FROM piece")
    ledger._connection.execute("DELETE FROM content")
    ledger.give_room_back()
    assert (tmp_path / "ledger.sqlite").stat().st_size < before - 500_000


def test_what_is_lost_is_told_with_the_issue_and_file_that_had_it(ledger: Ledger):
    ledger._connection.execute("DELETE FROM content WHERE sha256 = ?", (sha256(content_of("2025Q2", 3)),))
    ledger._connection.execute("UPDATE content SET bytes = x'00' WHERE sha256 = ?", (sha256(b"value: 4"),))
    lost = {(each.issue.set_name, each.issue.number, each.name) for each in damaged_contents(ledger)}
    assert lost == {("2025Q2", 3, "own.txt"), ("2025Q2", 4, "data/a.yaml")}
