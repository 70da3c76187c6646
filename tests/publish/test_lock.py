import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from policyreport.diagnostics import ErrorKind, PolicyReportError
from policyreport.publish.lock import locked

from .publishing import publish

Edition = Callable[[str], dict[str, bytes]]

HOLDER = """
import sys, time
from pathlib import Path
from policyreport.publish.lock import locked
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(600)
"""


SIGN_LATER = """
import fcntl, os, sys, time
with open(sys.argv[1], "w") as file:
    fcntl.flock(file, fcntl.LOCK_EX)
    print("held", flush=True)
    time.sleep(0.1)
    file.write(f"{os.getpid()}, 2025-07-01 00:00:00 UTC")
    file.flush()
    time.sleep(600)
"""


@pytest.fixture
def holder(out: Path):
    """Another process that holds the lock of ``out``."""
    out.mkdir()
    with subprocess.Popen([sys.executable, "-c", HOLDER, str(out)], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_a_second_build_is_told_who_holds_the_lock(out: Path, holder: subprocess.Popen[str], edition: Edition):
    with pytest.raises(PolicyReportError) as caught:
        publish(out, "2025Q2", edition("second"))
    (problem,) = caught.value.problems
    assert problem.kind == ErrorKind.LOCKED
    assert re.search(rf"process {holder.pid}, \d{{4}}-\d\d-\d\d \d\d:\d\d:\d\d UTC", problem.what.en)
    assert str(holder.pid) in problem.what.ko


@pytest.mark.skipif(sys.platform == "win32", reason="holds the lock as POSIX does")
def test_a_holder_who_has_not_signed_yet_is_named_too(tmp_path: Path):
    command = [sys.executable, "-c", SIGN_LATER, str(tmp_path / ".lock")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        with pytest.raises(PolicyReportError) as caught, locked(tmp_path):
            pass
        process.kill()
    assert f"process {process.pid}, 2025-07-01" in caught.value.problems[0].what.en


@pytest.mark.usefixtures("holder")
def test_a_second_build_changes_nothing(out: Path, edition: Edition):
    (out / ".staging-2025Q2-1").mkdir()
    with pytest.raises(PolicyReportError):
        publish(out, "2025Q2", edition("second"))
    assert sorted(path.name for path in out.iterdir()) == [".lock", ".staging-2025Q2-1"]


def test_the_lock_of_a_killed_holder_is_free(out: Path, holder: subprocess.Popen[str], edition: Edition):
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    assert publish(out, "2025Q2", edition("first")).is_dir()


def test_the_lock_is_given_back_after_a_failure(out: Path, edition: Edition):
    out.mkdir()
    (out / "2025Q2").touch()
    with pytest.raises(PolicyReportError):
        publish(out, "2025Q2", edition("first"))
    (out / "2025Q2").unlink()
    assert publish(out, "2025Q2", edition("first")).is_dir()


def test_the_lock_file_names_nobody_once_it_is_given_back(out: Path, edition: Edition):
    publish(out, "2025Q2", edition("first"))
    assert (out / ".lock").read_bytes() == b""


def test_the_lock_file_says_no_more_than_process_and_time(tmp_path: Path):
    with locked(tmp_path):
        said = (tmp_path / ".lock").read_text()
    assert re.fullmatch(rf"{os.getpid()}, \d{{4}}-\d\d-\d\d \d\d:\d\d:\d\d UTC\n", said)
