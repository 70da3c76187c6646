"""Whatever standard output and error lead to, a command ends with its exit code and without a traceback."""

from __future__ import annotations

import os
import select
import subprocess
import sys
from pathlib import Path

import pytest

POLICYREPORT = [sys.executable, "-m", "policyreport"]
COMMANDS = [["check"], ["inspect", "briefing"]]
"""What the first prints waits in Python's buffer; what the second prints is more than the buffer holds."""


def has_terminals() -> bool:
    """Return whether what is written to one end of a terminal that is made here comes out of the other."""
    try:
        terminal, end = os.openpty()
    except (AttributeError, OSError):
        return False
    os.write(end, b"x")
    passed = bool(select.select([terminal], [], [], 60)[0]) and os.read(terminal, 1) == b"x"
    os.close(end)
    os.close(terminal)
    return passed


needs_terminals = pytest.mark.skipif(not has_terminals(), reason="there is no pseudo-terminal that works")
posix_only = pytest.mark.skipif(sys.platform == "win32", reason="pipes, terminals and devices as on POSIX")


def surroundings(**more: str) -> dict[str, str]:
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "PYTHONUNBUFFERED"))
    }
    return {**kept, "LC_ALL": "C.UTF-8", **more}


@posix_only
@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize("words", COMMANDS)
def test_a_reader_that_goes_away_ends_the_command_quietly(example: Path, words: list[str], unbuffered: str):
    read_end, write_end = os.pipe()
    os.close(read_end)
    command = [*POLICYREPORT, *words, "--json", "--project", str(example)]
    with os.fdopen(write_end, "wb") as gone:
        done = subprocess.run(
            command, stdout=gone, stderr=subprocess.PIPE, env=surroundings(PYTHONUNBUFFERED=unbuffered), check=False
        )
    assert (done.returncode, done.stderr) == (141, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize("words", COMMANDS)
def test_output_that_cannot_be_written_is_told(example: Path, words: list[str], unbuffered: str):
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*POLICYREPORT, *words, "--project", str(example)],
            stdout=full,
            stderr=subprocess.PIPE,
            env=surroundings(PYTHONUNBUFFERED=unbuffered),
            check=False,
        )
    said = b"the system refused to read or write: No space left on device [system.refused]\n"
    assert (done.returncode, done.stderr) == (8, said)


@posix_only
def test_a_closed_output_is_no_fault(example: Path):
    command = " ".join([f'"{sys.executable}"', "-m policyreport check --project", f'"{example}"', ">&-"])
    done = subprocess.run(["sh", "-c", command], stderr=subprocess.PIPE, env=surroundings(), check=False)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize("encoding", ["ascii", "cp949", "latin-1"])
def test_letters_that_the_output_cannot_hold_are_escaped(example: Path, encoding: str):
    command = [*POLICYREPORT, "check", "--project", str(example)]
    environment = surroundings(PYTHONIOENCODING=encoding, LC_ALL="ko_KR.UTF-8")
    done = subprocess.run(command, capture_output=True, env=environment, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    expected = "문제가 없습니다, 참고 2, 끈 규칙 1".encode(encoding, "backslashreplace").decode(encoding)
    assert done.stdout.decode(encoding).rstrip() == expected


@needs_terminals
def test_progress_is_shown_on_a_terminal_and_taken_away(project: Path):
    asked = ["--report", "briefing", "matrix", "--format", "txt", "xlsx"]
    shown = on_a_terminal(["build", "--project", str(project), *asked])
    assert "[1/4] briefing.xlsx" in shown
    assert "[4/4] matrix.txt" in shown
    assert shown.endswith("\r\x1b[K")


@needs_terminals
def test_a_problem_does_not_stand_behind_a_progress_line(project: Path):
    path = project / "data" / "policy.yaml"
    path.write_text(path.read_text("utf-8").replace("lead: 가상정책부", "lead: 가상㐂정책부"), encoding="utf-8")
    shown = on_a_terminal(["build", "--project", str(project), "--report", "briefing"])
    assert "\x1b[Kdata/policy.yaml:8:9: no font has a glyph" in shown


def on_a_terminal(words: list[str]) -> str:
    """Return what a command writes to a terminal as its standard error."""
    terminal, end = os.openpty()
    command = [*POLICYREPORT, *words]
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=end, env=surroundings(), check=False)
    shown = os.read(terminal, 65536)
    os.close(end)
    os.close(terminal)
    return shown.decode()


def test_elsewhere_nothing_is_said_of_progress(project: Path):
    command = [*POLICYREPORT, "build", "--project", str(project)]
    done = subprocess.run(command, capture_output=True, env=surroundings(), check=True)
    assert done.stderr == b""
    assert b"\r\x1b" not in done.stdout
