"""Builds in processes of their own, which die or fail at a call on the disk that is chosen."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from policyreport.project import Project

REPOSITORY = Path(__file__).parents[2]
KILL, TEAR = "kill", "tear"
"""Faults beside the numbers of errors: to die before a call, and to die after half of what was to be written."""
EVERY = -1

COMPILER = shutil.which("cc")
needs_faults = pytest.mark.skipif(
    sys.platform != "linux" or COMPILER is None, reason="needs a C compiler, and Linux's way of loading a library first"
)

_FORK_A_BUILD = """
import json, os, sys
from policyreport.cli import main
main(["build", "--issue", "--project", sys.argv[1]])
print(flush=True)
for line in sys.stdin:
    words, settings, said = json.loads(line)
    child = os.fork()
    if not child:
        file = os.open(said, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(file, 1)
        os.dup2(file, 2)
        os.environ.update(settings)
        code = main(words)
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


@dataclass(frozen=True, slots=True)
class Ended:
    """How a build ended: its exit code, or a signal's number below zero, and what it said; its calls on the folder."""

    code: int
    said: str
    calls: Sequence[str]


@dataclass(frozen=True, slots=True)
class Builder:
    """A process that has imported what a build needs, and forks one that builds whenever it is asked."""

    process: subprocess.Popen[str]
    scratch: Path

    def build(  # noqa: PLR0913 - what is done, and what befalls it
        self,
        project: Project,
        folder: str = "out",
        *,
        calls: str = "",
        at: int = 0,
        fault: str = "",
        lacks: str = "",
        record: Path | None = None,
        words: Sequence[str] = ("build", "--issue"),
    ) -> Ended:
        """Build, with a fault at the call of a number among those named, on a folder; at each of them for ``EVERY``.

        ``lacks`` are the calls that the folder's file system knows nothing of. What changes in the project is written
        down in ``record``. Other words carry out another command.
        """
        said, log = self.scratch / "said", self.scratch / "log"
        log.write_bytes(b"")
        settings = {
            "DISK_FOLDER": str(project.root / folder),
            "DISK_CALLS": calls,
            "DISK_AT": str(at),
            "DISK_FAULT": fault,
            "DISK_LOG": str(log),
            "DISK_LACKS": lacks,
            **({"RECORD_FOLDER": str(project.root), "RECORD_LOG": str(record)} if record else {}),
        }
        assert self.process.stdin is not None
        print(
            json.dumps([[*words, "--project", str(project.root)], settings, str(said)]),
            file=self.process.stdin,
            flush=True,
        )
        code = int(self._answer())
        made = [line.replace(f"{project.root}/", "") for line in log.read_text("utf-8").splitlines()]
        return Ended(code, said.read_text("utf-8"), made)

    def _answer(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline()


@contextmanager
def builder(project: Project, scratch: Path) -> Generator[Builder]:
    """Begin a process that builds; ``project`` is built once to import all that this takes."""
    libraries = [scratch / name for name in ("faulty_disk.so", "recorded_disk.so")]
    for library in libraries:
        source = Path(__file__).with_name(f"{library.stem}.c")
        subprocess.run([str(COMPILER), "-shared", "-fPIC", "-o", library, source], check=True)
    command = [sys.executable, "-c", _FORK_A_BUILD, str(project.root)]
    loaded = {**os.environ, "LD_PRELOAD": ":".join(map(str, libraries)), "LC_ALL": "C.UTF-8"}
    with subprocess.Popen(
        command, cwd=REPOSITORY, env=loaded, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        begun = Builder(process, scratch)
        while begun._answer() != "\n":
            assert process.poll() is None
        yield begun


def chosen(calls: Sequence[str], most: int) -> list[int]:
    """Return the numbers, from 1, of ``most`` calls that are unlike; of all calls where the environment asks for it."""
    if os.environ.get("POLICYREPORT_EVERY_POINT"):
        return list(range(1, len(calls) + 1))
    first = [calls.index(call) + 1 for call in dict.fromkeys(calls)]
    if len(first) <= most:
        return first
    return [first[round(each * (len(first) - 1) / (most - 1))] for each in range(most)]
