"""A build killed at any moment leaves the older set or the newer one, whole, and the next build finds all in order."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.issuing import issue_set

from policyreport.ledger import LEDGER, open_ledger
from policyreport.ledger.inspection import damaged_contents
from policyreport.project import Project

from .faulty_disk import KILL, TEAR, Builder, builder, chosen, needs_faults
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

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kills as POSIX does")
BUILD = [sys.executable, "-m", "policyreport", "build", "--issue"]
MOMENTS = 200 if os.environ.get("POLICYREPORT_EVERY_POINT") else 6


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Scene:
    return scene_of(tmp_path_factory.mktemp("scene"))


@pytest.fixture(scope="module")
def builds(scene: Scene, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Builder]:
    folder = tmp_path_factory.mktemp("builds")
    with builder(copied(scene.project, folder / "warm"), folder) as begun:
        yield begun


@pytest.fixture(scope="module")
def seconds(scene: Scene, tmp_path_factory: pytest.TempPathFactory) -> float:
    """How long a build takes now, Python's start included."""
    project = copied(scene.project, tmp_path_factory.mktemp("timed") / "project")
    start = time.perf_counter()
    subprocess.run(BUILD, cwd=project.root, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


def assert_whole_and_mended(project: Project, scene: Scene) -> None:
    """Make sure that one set stands whole, and that the next build, and one of other data, leave nothing behind."""
    assert standing(project) in (scene.older, scene.newer)
    assert issue_set(project).number == 2
    assert_clean(project, scene.newer, 2)
    print_otherwise(project)
    assert issue_set(project).number == 3
    assert_clean(project, scene.older, 3)
    assert_nothing_unused_is_kept(project)


def assert_mended_by_a_build_of_older_data(project: Project, scene: Scene) -> None:
    """Make sure that what stood counts as issued, though the data have been changed back meanwhile."""
    number = 1 if standing(project) == scene.older else 3
    print_otherwise(project)
    assert issue_set(project).number == number
    assert_clean(project, scene.older, number)
    print_otherwise(project)
    assert issue_set(project).number == number + 1
    assert_clean(project, scene.newer, number + 1)
    assert_nothing_unused_is_kept(project)


@needs_faults
@pytest.mark.parametrize("way", [KILL, TEAR])
def test_a_build_killed_at_a_call_on_the_disk_leaves_one_whole_set(
    scene: Scene, builds: Builder, tmp_path: Path, way: str
):
    calls = "" if way == KILL else "write"
    whole = builds.build(copied(scene.project, tmp_path / "whole"), calls=calls)
    assert whole.code == 0
    for at in chosen(whole.calls, 12):
        project = copied(scene.project, tmp_path / str(at))
        killed = builds.build(project, calls=calls, at=at, fault=way)
        assert killed.code == -signal.SIGKILL, (at, killed)
        changed_back = copied(project, tmp_path / f"{at}-changed-back")
        assert_whole_and_mended(project, scene)
        assert_mended_by_a_build_of_older_data(changed_back, scene)


@needs_faults
@pytest.mark.parametrize("way", [KILL, TEAR])
@pytest.mark.parametrize("action", ["prune", "adopt"])
def test_a_change_of_the_ledger_that_is_killed_leaves_it_sound_and_can_be_done_again(
    scene: Scene, builds: Builder, tmp_path: Path, action: str, way: str
):
    words = ("ledger", action, *(("--keep", "1") if action == "prune" else ()), "--yes")
    calls = "" if way == KILL else "write"
    issued = copied(scene.complete, tmp_path / "issued")
    if action == "adopt":
        (issued.out / LEDGER).unlink()
    whole = builds.build(copied(issued, tmp_path / "whole"), calls=calls, words=words)
    assert whole.code == 0
    for at in chosen(whole.calls, 6):
        project = copied(issued, tmp_path / str(at))
        killed = builds.build(project, calls=calls, at=at, fault=way, words=words)
        assert killed.code == -signal.SIGKILL, (at, killed)
        assert standing(project) == scene.newer
        assert builds.build(project, words=words).code == 0
        with open_ledger(project.out) as ledger:
            assert damaged_contents(ledger) == []
        assert issue_set(project).number == 2
        assert_clean(project, scene.newer, 2)
        assert_nothing_unused_is_kept(project)


@needs_faults
@pytest.mark.parametrize("way", [KILL, TEAR])
def test_a_build_killed_while_it_keeps_an_edited_file_keeps_it_whole(
    scene: Scene, builds: Builder, tmp_path: Path, way: str
):
    edited = copied(scene.project, tmp_path / "edited")
    (edited.out / QUARTER / "brief.docx").write_bytes(b"edited" * 100)
    whole = builds.build(copied(edited, tmp_path / "whole"))
    keeping = [at for at, call in enumerate(whole.calls, 1) if call.endswith("/.copy") or "-edited" in call]
    assert len(keeping) > 4
    for at in keeping:
        project = copied(edited, tmp_path / str(at))
        assert builds.build(project, at=at, fault=way).code == -signal.SIGKILL
        assert issue_set(project).number == 2
        assert standing(project) == scene.newer
        (kept,) = (project.out / f"{QUARTER}-edited").iterdir()
        assert kept.name == "brief.docx"
        assert kept.read_bytes() == b"edited" * 100


@pytest.mark.parametrize("seed", range(MOMENTS))
def test_a_build_killed_at_a_random_moment_leaves_one_whole_set(
    scene: Scene, seconds: float, tmp_path: Path, seed: int
):
    project = copied(scene.project, tmp_path / "project")
    with subprocess.Popen(BUILD, cwd=project.root, stdout=subprocess.DEVNULL) as process:
        time.sleep(random.Random(seed).uniform(0, seconds))
        process.kill()
    assert process.returncode in (0, -signal.SIGKILL)
    assert_whole_and_mended(project, scene)
