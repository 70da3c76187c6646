"""What each stage of one whole build costs as data grow: processor seconds, and the most memory while it lasted.

``python -m tests.bench.stages 1000 5000``; ``--root FOLDER`` measures a project that is there already. Linux only.
"""

# ruff: noqa: T201

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from time import process_time

from tests.bench.measuring import REPOSITORY

from policyreport.diagnostics import Message
from policyreport.pipeline.build import build
from policyreport.project import Project
from policyreport.stages import announcing, listening

_LINE = "{:<40}{:>10}{:>9}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quarters", default="4")
    parser.add_argument("--source", default="yaml", help="as in tests.bench.sizes")
    parser.add_argument("--root", type=Path)
    parser.add_argument("programs", nargs="*", default=["1000", "5000"])
    given = parser.parse_args()
    if given.root:
        measure(given.root)
        return
    for number in given.programs:
        with tempfile.TemporaryDirectory() as folder:
            call = f"from tests.bench.sizes import write; write(*{[number, given.quarters, given.source, folder]!r})"
            subprocess.run([sys.executable, "-c", call], cwd=REPOSITORY, check=True)
            print(f"{number} programmes, {given.quarters} quarters", flush=True)
            subprocess.run([sys.executable, "-m", "tests.bench.stages", "--root", folder], cwd=REPOSITORY, check=True)


class _Meter:
    """Prints what each stage took; of stages within one another, the inner ones before the outer one."""

    def __init__(self) -> None:
        self._open: list[tuple[float, float]] = []
        self.most = 0.0

    def begin(self, _name: Message) -> None:
        """Note when a stage begins; memory that others took at most counts for the stage around it."""
        self._note()
        self._open.append((process_time(), 0.0))

    def end(self, name: Message, _seconds: float) -> None:
        """Print what a stage took that ends."""
        self._note()
        began, most = self._open.pop()
        print(_LINE.format(name.en, f"{process_time() - began:.1f}", f"{most:.0f}"), flush=True)
        self._open[-1:] = [(start, max(so_far, most)) for start, so_far in self._open[-1:]]

    def _note(self) -> None:
        """Take down the most memory since the last time, and let the system count anew."""
        status = Path("/proc/self/status").read_text(encoding="ascii")
        most = next(int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmHWM"))
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
        self.most = max(self.most, most)
        self._open[-1:] = [(start, max(so_far, most)) for start, so_far in self._open[-1:]]


def measure(root: Path) -> None:
    """Build a project in this process, from nothing, and print what each stage took."""
    shutil.rmtree(root / "out", ignore_errors=True)
    meter = _Meter()
    print(_LINE.format("stage", "CPU s", "MB"), flush=True)
    with announcing(meter.begin), listening(meter.end):
        build(Project(root))
    print(_LINE.format("all", f"{process_time():.1f}", f"{meter.most:.0f}"), flush=True)


if __name__ == "__main__":
    main()
