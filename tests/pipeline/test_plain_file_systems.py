"""Builds on drives that can do little: no exchange of folders, no links or rights as on a memory stick, or no locks."""

from __future__ import annotations

import signal
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from policyreport.diagnostics import ErrorKind
from policyreport.ledger import open_ledger
from policyreport.ledger.inspection import damaged_contents
from policyreport.pipeline.build import build
from policyreport.pipeline.options import BuildOptions
from policyreport.project import open_project
from policyreport.publish import holding

from .faulty_disk import KILL, Builder, builder, chosen, needs_faults
from .small_project import (
    QUARTER,
    Scene,
    assert_clean,
    assert_nothing_unused_is_kept,
    copied,
    print_otherwise,
    scene_of,
    standing,
)

pytestmark = needs_faults
STICK = "exchange,link,attributes,list-sync"
"""What a drive of the kind of FAT cannot do."""


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Scene:
    return scene_of(tmp_path_factory.mktemp("scene"))


@pytest.fixture(scope="module")
def builds(scene: Scene, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Builder]:
    folder = tmp_path_factory.mktemp("builds")
    with builder(copied(scene.project, folder / "warm"), folder) as begun:
        yield begun


def test_a_first_set_and_one_over_it_and_one_over_that_are_published_on_a_stick(
    scene: Scene, builds: Builder, tmp_path: Path
):
    project = copied(scene.project, tmp_path / "project")
    (project.root / "out").rename(tmp_path / "out-before")
    assert builds.build(project, lacks=STICK).code == 0
    assert_clean(project, scene.newer, 1)
    print_otherwise(project)
    assert builds.build(project, lacks=STICK).code == 0
    assert_clean(project, scene.older, 2)
    assert_nothing_unused_is_kept(project)


def test_an_edited_file_is_kept_on_a_stick(scene: Scene, builds: Builder, tmp_path: Path):
    project = copied(scene.project, tmp_path / "project")
    (project.out / QUARTER / "brief.docx").write_bytes(b"edited")
    ended = builds.build(project, lacks=STICK)
    assert ended.code == 0, ended
    assert (project.out / f"{QUARTER}-edited" / "brief.docx").read_bytes() == b"edited"
    assert standing(project) == scene.newer


def test_a_build_killed_at_any_call_on_a_stick_is_mended_there_by_the_next(
    scene: Scene, builds: Builder, tmp_path: Path
):
    whole = builds.build(copied(scene.project, tmp_path / "whole"), lacks=STICK)
    swapping = [at for at, call in enumerate(whole.calls, 1) if call.startswith("rename ")]
    assert len(swapping) > 2
    for at in sorted({*swapping, *chosen(whole.calls, 4)}):
        project = copied(scene.project, tmp_path / str(at))
        assert builds.build(project, lacks=STICK, at=at, fault=KILL).code == -signal.SIGKILL
        assert standing(project) in ({}, scene.older, scene.newer)
        assert builds.build(project, lacks=STICK).code == 0
        assert_clean(project, scene.newer, 2)
        assert_nothing_unused_is_kept(project)


def test_a_second_build_at_once_on_a_stick_is_told_of_the_first(scene: Scene, builds: Builder, tmp_path: Path):
    project = copied(scene.project, tmp_path / "project")
    with holding(project.out):
        ended = builds.build(project, lacks=STICK)
    assert ended.code == ErrorKind.LOCKED, ended
    assert standing(project) == scene.older


@pytest.mark.parametrize("lacks", ["lock", "unsupported-lock", "range-lock"])
def test_where_files_cannot_be_locked_nothing_is_written_and_the_way_out_is_said(
    scene: Scene, builds: Builder, tmp_path: Path, lacks: str
):
    project = copied(scene.project, tmp_path / "project")
    ended = builds.build(project, lacks=lacks)
    assert ended.code == ErrorKind.OUTPUT, ended
    assert "out: files cannot be locked on the drive of 'out'" in ended.said
    assert "a disk of this computer" in ended.said
    assert "Traceback" not in ended.said
    assert standing(project) == scene.older
    assert build(project, options=BuildOptions(issue=True)).number == 2
    assert_clean(project, scene.newer, 2)


@pytest.mark.parametrize("lacks", ["lock", "unsupported-lock"])
def test_a_first_build_where_files_cannot_be_locked_leaves_no_set(
    scene: Scene, builds: Builder, tmp_path: Path, lacks: str
):
    project = copied(scene.project, tmp_path / "project")
    (project.root / "out").rename(tmp_path / "out-before")
    ended = builds.build(project, lacks=lacks)
    assert ended.code == ErrorKind.OUTPUT, ended
    assert "files cannot be locked" in ended.said
    assert standing(project) == {}


def test_what_was_issued_where_files_cannot_be_locked_is_not_called_busy(scene: Scene, builds: Builder, tmp_path: Path):
    project = copied(scene.project, tmp_path / "project")
    ended = builds.build(project, lacks="lock", words=("history",))
    assert ended.code == ErrorKind.OUTPUT, ended
    assert "files cannot be locked" in ended.said


def test_a_backup_of_the_ledger_may_go_where_files_cannot_be_locked(scene: Scene, builds: Builder, tmp_path: Path):
    project = copied(scene.project, tmp_path / "project")
    backup = project.root / "share" / "ledger.sqlite"
    ended = builds.build(project, "share", lacks="lock,list-sync", words=("ledger", "backup", str(backup)))
    assert ended.code == 0, ended
    restored = open_project(project.root)
    (restored.out / "ledger.sqlite").unlink()
    backup.rename(restored.out / "ledger.sqlite")
    with open_ledger(restored.out) as ledger:
        assert damaged_contents(ledger) == []
    with closing(sqlite3.connect(restored.out / "ledger.sqlite")) as copy:
        assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
