"""The same data and templates give the same files, manifest and all, whatever surrounds the build."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from policyreport.pipeline.build import Built, build
from policyreport.pipeline.options import BuildOptions

from .conftest import copied

Stored = Callable[[Path], dict[str, bytes]]

BUILD_ON_ANOTHER_DAY = """
import datetime, time
later = 4_000_000_000
for name in ("localtime", "gmtime"):
    def at(moment=None, real=getattr(time, name)):
        return real(later if moment is None else moment)
    setattr(time, name, at)
time.time = lambda: float(later)
class Later(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(later, tz)
    utcnow = today = now
datetime.datetime = Later

import sys
from pathlib import Path
from policyreport.pipeline.build import build
from policyreport.project import open_project
assert datetime.datetime.now().year == 2096
build(open_project(Path(sys.argv[1])))
"""


def test_another_folder_gives_the_same_files(built: Built, tmp_path: Path, stored: Stored):
    assert stored(build(copied(tmp_path / "한글 이름 과 빈칸")).folder) == stored(built.folder)


def test_a_second_build_gives_the_same_files(tmp_path: Path, stored: Stored):
    project = copied(tmp_path)
    first = stored(build(project).folder)
    assert stored(build(project, options=BuildOptions(force=True)).folder) == first


SURROUNDINGS = [
    {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"},
    {"PYTHONHASHSEED": "42", "TZ": "America/Lima", "LC_ALL": "ko_KR.UTF-8"},
]


@pytest.mark.parametrize("surroundings", SURROUNDINGS)
def test_another_process_on_another_day_gives_the_same_files(
    built: Built, tmp_path: Path, stored: Stored, surroundings: dict[str, str]
):
    project = copied(tmp_path / "project")
    command = [sys.executable, "-c", BUILD_ON_ANOTHER_DAY, str(project.root)]
    subprocess.run(command, env={**os.environ, **surroundings}, cwd=tmp_path, check=True)
    assert stored(project.out / built.folder.name) == stored(built.folder)


def test_the_order_in_which_the_disk_lists_files_does_not_matter(
    built: Built, tmp_path: Path, stored: Stored, monkeypatch: pytest.MonkeyPatch
):
    project = copied(tmp_path)
    found = Path.rglob
    monkeypatch.setattr(Path, "rglob", lambda path, pattern: reversed(list(found(path, pattern))))
    assert stored(build(project).folder) == stored(built.folder)
