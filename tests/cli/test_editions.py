"""What users see of editions on the command line, and how a build of many is broken off."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import Run, Spoil

REPORT = """\
for: programs
name: "{{ program.id }}"
title: 자료
subtitle: 가
running_title: 나
summary: 다
formats: [txt]
"""


@pytest.fixture
def several(project: Path) -> Path:
    """A project with an edition for each programme."""
    folder = project / "templates" / "one"
    folder.mkdir()
    (folder / "report.yaml").write_text(REPORT, encoding="utf-8")
    (folder / "body.md.j2").write_text("# {{ program.title }}\n", encoding="utf-8")
    return project


def test_editions_are_told_of_together(several: Path, run: Run):
    said = run("build", "--project", several, "--report", "one")
    assert said.code == 0
    assert "one/*.txt" in said.out
    assert "editions" in said.out


def test_what_was_not_made_again_is_counted(several: Path, run: Run, spoil: Spoil):
    run("build", "--project", several, "--report", "one")
    said = run("build", "--project", several, "--report", "one", "--explain", "--force")
    assert "asked for with --force" in said.out
    assert "0 as they were" in said.out


def test_a_retry_asks_for_nothing_else(several: Path, run: Run):
    said = run("build", "--project", several, "--retry", "--report", "one")
    assert (said.code, "usage.retry" in said.err) == (2, True)


def test_a_retry_with_nothing_to_do_says_so(several: Path, run: Run):
    said = run("build", "--project", several, "--retry")
    assert (said.code, "build.nothing-to-retry" in said.err) == (2, True)


@pytest.mark.parametrize("jobs", ["0", "-1", "many"])
def test_the_number_of_processes_is_one_or_more(several: Path, run: Run, jobs: str):
    assert run("build", "--project", several, "--jobs", jobs).code == 2


@pytest.mark.skipif(os.name == "nt", reason="signals")
@pytest.mark.skipif(shutil.which("ps") is None, reason="there is no ps")
@pytest.mark.usefixtures("interruptible")
def test_ctrl_c_ends_all_at_once_and_leaves_no_process(several: Path, tmp_path: Path):
    rows = "".join(f"  - {{id: office-{n}, title: 가상기관 {n}}}\n" for n in range(2000))
    (several / "data" / "organisations.yaml").write_text(f"organisations:\n{rows}", encoding="utf-8")
    _for_each(several, "organisations")
    words = [sys.executable, "-m", "policyreport", "build", "--project", several, "--report", "one", "--jobs", "2"]
    with subprocess.Popen(words, stderr=subprocess.PIPE, text=True, start_new_session=True) as building:
        _wait_for(lambda: len(_group(building.pid)) >= 3)
        time.sleep(1)
        os.killpg(building.pid, signal.SIGINT)
        _, said = building.communicate()
    assert building.returncode == 130
    assert "Traceback" not in said
    _wait_for(lambda: not _group(building.pid))


def _for_each(project: Path, collection: str) -> None:
    path = project / "templates" / "one" / "report.yaml"
    said = path.read_text("utf-8").replace("programs", collection).replace("program.id", "organisation.id")
    path.write_text(said, encoding="utf-8")
    (path.parent / "body.md.j2").write_text("# {{ organisation.title }}\n", encoding="utf-8")


def _group(leader: int) -> list[str]:
    """Return the processes of a group that are alive."""
    said = subprocess.run(["ps", "-eo", "pid=,pgid=,stat="], capture_output=True, text=True, check=True).stdout
    rows = [line.split() for line in said.splitlines()]
    return [pid for pid, group, state in rows if group == str(leader) and not state.startswith("Z")]


def _wait_for(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + 120
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.05)
