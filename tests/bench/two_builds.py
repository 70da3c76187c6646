"""Pairs of builds at once: who wins, and how soon the other ends: ``python -m tests.bench.two_builds``."""

# ruff: noqa: T201

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from statistics import median
from threading import Thread
from time import perf_counter
from typing import NamedTuple

from tests.pipeline.small_project import Scene, assert_clean, copied, scene_of, standing

from policyreport.diagnostics import ErrorKind
from policyreport.pipeline.build import build

_BUILD = [sys.executable, "-m", "policyreport", "build"]


class Ended(NamedTuple):
    """How a build of a pair ended: its process, exit code, what it complained of, and the seconds that it took."""

    process: int
    code: int
    said: str
    seconds: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=50)
    pairs = parser.parse_args().pairs
    with tempfile.TemporaryDirectory() as folder:
        scene = scene_of(Path(folder) / "scene")
        ended = [_pair(scene, Path(folder) / str(number)) for number in range(pairs)]
    print("exit codes:", dict(Counter((first.code, second.code) for first, second in ended)))
    lost = [(one, winner) for pair in ended for one, winner in (pair, pair[::-1]) if one.code == ErrorKind.LOCKED]
    print("losers that name the winner:", sum(f"process {winner.process}," in one.said for one, winner in lost))
    if lost:
        taken = [one.seconds for one, _ in lost]
        print(f"seconds to exit 9: median {median(taken):.3f}, most {max(taken):.3f}")


def _pair(scene: Scene, folder: Path) -> tuple[Ended, Ended]:
    """Return how two builds ended that began at once; whatever they did, one set must stand whole."""
    project, ended = copied(scene.project, folder), list[Ended]()
    threads = [Thread(target=lambda: ended.append(_ended(folder))) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if any(each.code == 0 for each in ended):
        assert standing(project) == scene.newer
    build(project)
    assert_clean(project, scene.newer, 2)
    return ended[0], ended[1]


def _ended(folder: Path) -> Ended:
    start = perf_counter()
    process = subprocess.Popen(
        _BUILD,
        cwd=folder,
        env={**os.environ, "LC_ALL": "C.UTF-8"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    said = process.communicate()[1]
    return Ended(process.pid, process.returncode, said, perf_counter() - start)


if __name__ == "__main__":
    main()
