"""How long many editions take with one process, two, and a Dask cluster of two: ``python -m tests.bench.editions``.

Each run is a whole process, the next way after the other, so that a busy spell slows all alike.
"""

# ruff: noqa: T201

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import NamedTuple

from tests.bench.measuring import REPOSITORY
from tests.bench.measuring import run as run_module

_RUN = """
import resource, sys
from policyreport.cli import main
code = main(["build", *sys.argv[1:]])
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, file=sys.stderr)
sys.exit(code)
"""
_LINE = "{:<16}{:>10}{:>10}{:>10}{:>12}{:>10}"


class Run(NamedTuple):
    """Seconds of the whole process, those of all processors, and the peak memory of the one that publishes, in MB."""

    whole: float
    processors: float
    memory: float


def main() -> None:
    given = _arguments()
    print(_LINE.format("way", "editions", "seconds", "CPU s", "parent MB", "load"))
    with tempfile.TemporaryDirectory() as folder, _cluster() as address:
        ways = {"--jobs 1": ["--jobs", "1"], "--jobs 2": ["--jobs", "2"], "--cluster": ["--cluster", address]}
        runs = {number: _measured(number, given.rounds, Path(folder), ways) for number in (given.few, given.editions)}
    _print_ratios(runs[given.editions])


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--few", type=int, default=200, help="editions of which the memory is compared")
    parser.add_argument("editions", type=int, nargs="?", default=1000)
    return parser.parse_args()


@contextmanager
def _cluster() -> Iterator[str]:
    words, pipe = [sys.executable, "-m", "tests.local_cluster"], subprocess.PIPE
    with subprocess.Popen(words, cwd=REPOSITORY, stdin=pipe, stdout=pipe, text=True) as running:
        yield running.stdout.readline().strip() if running.stdout else ""
        running.communicate()


def _measured(number: int, rounds: int, folder: Path, ways: Mapping[str, Sequence[str]]) -> Mapping[str, list[Run]]:
    project = folder / str(number)
    run_module("tests.bench.edition_projects", str(number), str(project))
    runs: dict[str, list[Run]] = {way: [] for way in ways}
    for _ in range(rounds):
        for way, words in ways.items():
            runs[way].append(_built(project, words))
            _print(way, number, runs[way][-1])
    return runs


def _built(project: Path, words: Sequence[str]) -> Run:
    shutil.rmtree(project / "out", ignore_errors=True)
    before, start = os.times(), perf_counter()
    command = [sys.executable, "-c", _RUN, "--project", str(project), *words]
    said = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=True).stderr
    after = os.times()
    spent = after.children_user + after.children_system - before.children_user - before.children_system
    return Run(perf_counter() - start, spent, float(said.split()[-1]))


def _print(way: str, number: int, run: Run) -> None:
    load = f"{os.getloadavg()[0]:.1f}"
    print(_LINE.format(way, number, f"{run.whole:.1f}", f"{run.processors:.1f}", f"{run.memory:.0f}", load), flush=True)


def _print_ratios(runs: Mapping[str, list[Run]]) -> None:
    one, two, cluster = ([run.whole for run in made] for made in runs.values())
    print(f"--jobs 1 : --jobs 2 = {median(a / b for a, b in zip(one, two, strict=True)):.2f}")
    print(f"--cluster : --jobs 2 = {median(a / b for a, b in zip(cluster, two, strict=True)):.2f}")


if __name__ == "__main__":
    main()
