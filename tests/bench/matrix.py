"""How long a workbook takes beside XlsxWriter and openpyxl's write-only mode: ``python -m tests.bench.matrix``."""

# ruff: noqa: T201

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Mapping
from pathlib import Path
from statistics import median

from tests.bench.matrix_writers import WRITERS
from tests.bench.measuring import Run, measured_module

_LINE = "{:<15}{:>9}{:>12}{:>12}{:>10}{:>26}"
_HEAD = ("writer", "rows", "process s", "inside s", "MB", "ours : it (whole process)")


def main() -> None:
    given = _arguments()
    print(_LINE.format(*_HEAD))
    with tempfile.TemporaryDirectory() as folder:
        for rows in given.rows:
            _print(rows, _measured(rows, given.rounds, Path(folder)))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("rows", type=int, nargs="*", default=[1_000, 20_000, 100_000])
    return parser.parse_args()


def _measured(rows: int, rounds: int, folder: Path) -> Mapping[str, list[Run]]:
    """Return the runs of each writer, one of each after the other, so that a busy spell slows all alike."""
    runs: dict[str, list[Run]] = {name: [] for name in WRITERS}
    for _ in range(rounds):
        for name, made in runs.items():
            made.append(measured_module("tests.bench.matrix_writers", name, str(rows), str(folder / f"{name}.xlsx")))
    return runs


def _print(rows: int, runs: Mapping[str, list[Run]]) -> None:
    ours = median(run.whole for run in runs["ours"])
    for name, made in runs.items():
        whole = median(run.whole for run in made)
        inside = median(run.inside for run in made)
        memory = max(run.memory for run in made)
        print(_LINE.format(name, f"{rows:,}", f"{whole:.2f}", f"{inside:.2f}", f"{memory:.0f}", f"{ours / whole:.2f}"))


if __name__ == "__main__":
    main()
