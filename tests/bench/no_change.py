"""How long a build with nothing to do takes beside a full one: ``python -m tests.bench.no_change``."""

# ruff: noqa: T201

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

from tests.bench.measuring import REPOSITORY

_BUILD = ["-m", "policyreport", "build"]
_LINE = "{:<28}{:>10}{:>10}{:>10}"


def main() -> None:
    given = _arguments()
    with tempfile.TemporaryDirectory() as folder:
        for name in ("data", "templates"):
            shutil.copytree(REPOSITORY / name, Path(folder) / name)
        _seconds(Path(folder), *_BUILD)
        rounds = [_round(Path(folder), given.nothings) for _ in range(given.rounds)]
    print(_LINE.format("whole process, seconds", "median", "least", "most"))
    for name, taken in zip(("python -c pass", "nothing changed", "--force"), zip(*rounds, strict=True), strict=True):
        print(_LINE.format(name, *(f"{of(taken):.3f}" for of in (median, min, max))))
    print(f"nothing changed / --force: {median(nothing / full for _, nothing, full in rounds):.3f}")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=11)
    parser.add_argument("--nothings", type=int, default=5, help="builds with nothing to do in each round")
    return parser.parse_args()


def _round(project: Path, nothings: int) -> tuple[float, float, float]:
    """Return how long Python's start, a build with nothing to do and a full one took, one after the other."""
    bare, nothing = zip(
        *((_seconds(project, "-c", "pass"), _seconds(project, *_BUILD)) for _ in range(nothings)), strict=True
    )
    return median(bare), median(nothing), _seconds(project, *_BUILD, "--force")


def _seconds(project: Path, *words: str) -> float:
    start = perf_counter()
    subprocess.run([sys.executable, *words], cwd=project, stdout=subprocess.DEVNULL, check=True)
    return perf_counter() - start


if __name__ == "__main__":
    main()
