"""A build that waits for changes, as a program of its own."""

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from policyreport.cli import watch
from policyreport.cli.messages import Printer
from policyreport.project import Project

from .conftest import Run

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="ended as POSIX does")

SET = "2026Q2"
WATCH = [sys.executable, "-m", "policyreport", "build", "--report", "handout", "--format", "txt", "--watch"]


def read_until_waiting(process: subprocess.Popen[str]) -> str:
    assert process.stderr is not None
    said = ""
    while "waiting for changes" not in said:
        line = process.stderr.readline()
        assert line, said
        said += line
    return said


@pytest.mark.usefixtures("interruptible")
def test_a_saved_file_is_built_a_fault_is_told_and_the_user_ends_it(project: Path):
    template = project / "templates" / "handout" / "body.md.j2"
    amounts = project / "data" / "carrying-out.yaml"
    whole, written = template.read_text("utf-8"), amounts.read_text("utf-8")
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        WATCH, cwd=project, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        late = threading.Timer(600, process.kill)
        late.start()
        try:
            read_until_waiting(process)
            assert (project / "out" / SET / "handout.txt").exists()

            template.write_text(whole + "\n{{ no_such_name }}\n", encoding="utf-8")
            assert "no_such_name" in read_until_waiting(process)

            template.write_text(whole + "\n새 문단\n", encoding="utf-8")
            read_until_waiting(process)
            assert "새 문단" in (project / "out" / SET / "handout.txt").read_text("utf-8-sig")

            amounts.write_text(written.replace("executed: 310\n", "executed: 5608.8\n"), encoding="utf-8")
            assert "[budget.overspent]" in read_until_waiting(process)
        finally:
            process.send_signal(signal.SIGINT)
            out, err = process.communicate(timeout=120)
            late.cancel()
    assert (process.returncode, "Traceback" in err) == (130, False)
    assert out.count(f"built {project.resolve()}") == 2
    assert "issue" not in out


def test_a_refusal_of_the_system_and_a_fault_of_ours_are_told_and_the_watch_goes_on(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    faults: list[Exception] = [PermissionError(13, "Permission denied", "policy.yaml"), ZeroDivisionError()]
    built: list[str] = []
    saved = iter([set(), {"first"}, set(), {"second"}])
    monkeypatch.setattr(watch, "changes_in", lambda *_folders, **_manner: saved)

    def build() -> None:
        if faults:
            raise faults.pop(0)
        built.append("built")

    watch.watch(Project(project), build, Printer(korean=False))
    said = capsys.readouterr().err
    assert "Permission denied: 'policy.yaml' [system.refused]" in said
    assert "a fault of policyreport's own: ZeroDivisionError (test_watching.py:" in said
    assert (built, said.count("waiting for changes")) == (["built"], 3)


def test_a_watch_ends_when_nobody_reads_what_it_tells(project: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(watch, "changes_in", lambda *_folders, **_manner: iter([set(), {"saved"}]))

    def build() -> None:
        raise BrokenPipeError

    with pytest.raises(BrokenPipeError):
        watch.watch(Project(project), build, Printer(korean=False))


def test_a_command_that_no_saved_file_mends_ends_at_once(project: Path, run: Run):
    said = run("build", "--project", project, "--watch", "--quarter", "zz")
    assert (said.code, "usage.quarter" in said.err, "waiting" in said.err) == (2, True, False)
