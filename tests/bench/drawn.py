"""How long drawn templates take to be filled beside docxtpl and xltpl: ``python -m tests.bench.drawn``."""

# ruff: noqa: T201

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Mapping
from pathlib import Path
from statistics import median

from tests.bench.drawn_writers import PEERS, WRITERS, write_templates
from tests.bench.measuring import Run, measured_module

_LINE = "{:<14}{:>8}{:>12}{:>12}{:>10}{:>28}"
_HEAD = ("writer", "rows", "process s", "inside s", "MB", "ours : peer (whole process)")


def main() -> None:
    given = _arguments()
    print(_LINE.format(*_HEAD))
    with tempfile.TemporaryDirectory() as folder:
        write_templates(Path(folder))
        for rows in given.rows:
            _print(rows, _measured(rows, given.rounds, Path(folder)))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("rows", type=int, nargs="*", default=[1_000, 5_000])
    return parser.parse_args()


def _measured(rows: int, rounds: int, folder: Path) -> Mapping[str, list[Run]]:
    """Return the runs of each writer, one of each after the other, so that a busy spell slows all alike."""
    runs: dict[str, list[Run]] = {name: [] for name in WRITERS}
    for _ in range(rounds):
        for name, made in runs.items():
            made.append(measured_module("tests.bench.drawn_writers", name, str(rows), str(folder)))
    return runs


def _print(rows: int, runs: Mapping[str, list[Run]]) -> None:
    for name, made in runs.items():
        whole, inside = median(run.whole for run in made), median(run.inside for run in made)
        peer = PEERS.get(name)
        ratio = f"{whole / median(run.whole for run in runs[peer]):.2f}" if peer else ""
        memory = max(run.memory for run in made)
        print(_LINE.format(name, f"{rows:,}", f"{whole:.2f}", f"{inside:.2f}", f"{memory:.0f}", ratio))


if __name__ == "__main__":
    main()
