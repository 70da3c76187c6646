"""Of two builds at once one makes the set, and the other is told by whom it is kept from that."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from tests.issuing import issue_set

from policyreport.diagnostics import ErrorKind
from policyreport.project import Project
from policyreport.publish import holding

from .small_project import Scene, assert_clean, copied, scene_of, standing

BUILD = [sys.executable, "-m", "policyreport", "build", "--issue"]
ENGLISH = {**os.environ, "LC_ALL": "C.UTF-8"}


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Scene:
    return scene_of(tmp_path_factory.mktemp("scene"))


def begun(project: Project) -> subprocess.Popen[str]:
    return subprocess.Popen(
        BUILD, cwd=project.root, env=ENGLISH, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )


def test_a_build_beside_another_ends_and_names_it(scene: Scene, tmp_path: Path):
    project = copied(scene.project, tmp_path / "project")
    with holding(project.out):
        second = begun(project)
        said = second.communicate()[1]
    assert second.returncode == ErrorKind.LOCKED
    assert re.search(rf"'out' \(process {os.getpid()}, \d{{4}}-\d\d-\d\d \d\d:\d\d:\d\d UTC\)", said)
    assert standing(project) == scene.older


@pytest.mark.parametrize("pair", range(3))
def test_two_builds_at_once_leave_one_whole_set(scene: Scene, tmp_path: Path, pair: int):
    project = copied(scene.project, tmp_path / "project")
    builds = begun(project), begun(project)
    said = [each.communicate()[1] for each in builds]
    codes = [each.returncode for each in builds]
    assert ErrorKind.LOCKED in codes or codes == [0, 0]  # one may have ended before the other began
    assert 0 in codes
    if ErrorKind.LOCKED in codes:
        lost = codes.index(ErrorKind.LOCKED)
        assert f"(process {builds[1 - lost].pid}, " in said[lost]
    assert issue_set(project).number == 2
    assert_clean(project, scene.newer, 2)
