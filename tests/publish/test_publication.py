import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from policyreport.ledger import LEDGER, WITNESS, open_ledger
from policyreport.publish import holding

from .publishing import publish

Edition = Callable[[str], dict[str, bytes]]
Stored = Callable[[Path], dict[str, bytes]]
QUARTER = "2025Q2"


def visible(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name not in {".lock", LEDGER, WITNESS})


def test_a_set_stands_in_its_folder_as_it_was_given(out: Path, edition: Edition, stored: Stored):
    folder = publish(out, QUARTER, edition("first"))
    assert folder == out / QUARTER
    assert stored(folder) == edition("first")


def test_the_output_folder_is_made_with_its_parents(tmp_path: Path, edition: Edition):
    assert publish(tmp_path / "reports" / "out", QUARTER, edition("first")).is_dir()


def test_a_new_set_replaces_the_old_one_whole(out: Path, edition: Edition, stored: Stored):
    publish(out, QUARTER, edition("first") | {"extra.json": b"{}"})
    assert stored(publish(out, QUARTER, edition("second"))) == edition("second")


def test_nothing_but_the_set_remains(out: Path, edition: Edition):
    publish(out, QUARTER, edition("first"))
    publish(out, QUARTER, edition("second"))
    assert visible(out) == [QUARTER]


def test_other_sets_stand_as_they_were(out: Path, edition: Edition, stored: Stored):
    publish(out, "2025Q1", edition("first"))
    publish(out, QUARTER, edition("second"))
    assert stored(out / "2025Q1") == edition("first")


def test_what_dead_runs_staged_is_removed(out: Path, edition: Edition):
    left = out / ".staging-2024Q4-4711"
    left.mkdir(parents=True)
    (left / "briefing.pdf").write_bytes(b"%PDF-")
    publish(out, QUARTER, edition("first"))
    assert visible(out) == [QUARTER]


def test_a_staging_link_is_removed_without_what_it_leads_to(tmp_path: Path, out: Path, edition: Edition):
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / "file").touch()
    out.mkdir()
    (out / ".staging-x-1").symlink_to(tmp_path / "kept")
    publish(out, QUARTER, edition("first"))
    assert (tmp_path / "kept" / "file").exists()
    assert visible(out) == [QUARTER]


def test_a_set_put_aside_by_a_dead_run_comes_back(out: Path, edition: Edition, stored: Stored):
    publish(out, "2025Q1", edition("first"))
    (out / "2025Q1").rename(out / ".replaced-2025Q1")
    publish(out, QUARTER, edition("second"))
    assert stored(out / "2025Q1") == edition("first")


def test_a_set_put_aside_and_replaced_by_a_dead_run_is_removed(out: Path, edition: Edition, stored: Stored):
    publish(out, QUARTER, edition("new"))
    (out / f".replaced-{QUARTER}").mkdir()
    publish(out, "2025Q1", edition("other"))
    assert visible(out) == ["2025Q1", QUARTER]
    assert stored(out / QUARTER) == edition("new")


def test_the_journal_of_a_run_that_died_before_it_wrote_is_removed(out: Path, edition: Edition):
    publish(out, QUARTER, edition("first"))
    (out / f"{LEDGER}-journal").write_bytes(bytes(512))
    with holding(out):
        assert visible(out) == [QUARTER]


def test_files_may_be_read_by_whom_the_umask_lets(out: Path, edition: Edition):
    before = os.umask(0o027)
    try:
        folder = publish(out, QUARTER, edition("first"))
    finally:
        os.umask(before)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o750
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o640}


def test_an_output_folder_may_be_a_link_within_the_project(tmp_path: Path, out: Path, edition: Edition):
    (tmp_path / "reports").mkdir()
    out.symlink_to(tmp_path / "reports")
    publish(out, QUARTER, edition("first"))
    assert visible(tmp_path / "reports") == [QUARTER]


def test_every_file_is_synced_before_the_set_is_swapped_in(
    out: Path, edition: Edition, monkeypatch: pytest.MonkeyPatch
):
    steps: list[int | str] = []
    fsync, rename = os.fsync, Path.rename
    monkeypatch.setattr(os, "fsync", lambda file: (steps.append(os.fstat(file).st_ino), fsync(file))[1])
    monkeypatch.setattr(Path, "rename", lambda path, goal: (steps.append("swap"), rename(path, goal))[1])
    publish(out, QUARTER, edition("first"))
    names = {path.stat().st_ino: path.name for path in (out.parent, out, *out.rglob("*"))}
    named = [names.get(step, step) if isinstance(step, int) else step for step in steps]
    assert named[0] == out.parent.name  # which has a new folder
    at = named.index("swap")
    assert named[at - 5 : at + 2] == [*edition("first"), QUARTER, "swap", out.name]
    assert named[at + 2 :] == [WITNESS]


def test_an_issue_whose_manifest_was_touched_after_a_kill_is_still_an_issue(out: Path, edition: Edition):
    publish(out, QUARTER, edition("first"))
    with open_ledger(out) as ledger:
        ledger._connection.execute("UPDATE issue SET pending = 1")
    with (out / QUARTER / "manifest.json").open("ab") as manifest:
        manifest.write(b" ")
    with holding(out), open_ledger(out) as ledger:
        newest = ledger.issues.newest(QUARTER)
    assert newest is not None
