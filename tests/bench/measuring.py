"""Runs of other processes, measured."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

REPOSITORY = Path(__file__).parents[2]


class Run(NamedTuple):
    """Seconds within the process and of the whole process, and its peak memory in megabytes."""

    inside: float
    whole: float
    memory: float


def run(module: str, *arguments: str) -> None:
    """Run a module in a process of its own; what the parent holds in memory would count as its child's."""
    subprocess.run([sys.executable, "-m", module, *arguments], cwd=REPOSITORY, check=True)


def measured(call: str, folder: Path) -> Run:
    """Return how long one call took in a new process, and how much memory."""
    return measured_module("tests.bench.child", call, str(folder))


def measured_module(module: str, *arguments: str) -> Run:
    """Return how long a module took, which prints the seconds within its process, and how much memory."""
    command = [sys.executable, "-m", module, *arguments]
    start = perf_counter()
    child = subprocess.Popen(command, cwd=REPOSITORY, stdout=subprocess.PIPE, text=True)
    said = child.stdout.read() if child.stdout else ""
    _, status, usage = os.wait4(child.pid, 0)
    whole = perf_counter() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"{module} {' '.join(arguments)} failed")
    return Run(float(said), whole, usage.ru_maxrss / 1024)
