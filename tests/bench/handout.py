"""How long a Word handout takes beside docxtpl and python-docx: ``python -m tests.bench.handout``."""

# ruff: noqa: T201

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Mapping
from pathlib import Path
from statistics import median

from tests.bench.handout_writers import WRITERS, write_template
from tests.bench.measuring import Run, measured_module

_LINE = "{:<12}{:>10}{:>12}{:>12}{:>10}{:>26}"
_HEAD = ("writer", "sections", "process s", "inside s", "MB", "ours : it (whole process)")


def main() -> None:
    given = _arguments()
    print(_LINE.format(*_HEAD))
    with tempfile.TemporaryDirectory() as folder:
        write_template(Path(folder) / "template.docx")
        for sections in given.sections:
            _print(sections, _measured(sections, given.rounds, Path(folder)))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("sections", type=int, nargs="*", default=[50, 200])
    return parser.parse_args()


def _measured(sections: int, rounds: int, folder: Path) -> Mapping[str, list[Run]]:
    """Return the runs of each writer, one of each after the other, so that a busy spell slows all alike."""
    runs: dict[str, list[Run]] = {name: [] for name in WRITERS}
    for _ in range(rounds):
        for name, made in runs.items():
            made.append(measured_module("tests.bench.handout_writers", name, str(sections), str(folder)))
    return runs


def _print(sections: int, runs: Mapping[str, list[Run]]) -> None:
    ours = median(run.whole for run in runs["ours"])
    for name, made in runs.items():
        whole = median(run.whole for run in made)
        inside = median(run.inside for run in made)
        memory = max(run.memory for run in made)
        print(_LINE.format(name, sections, f"{whole:.2f}", f"{inside:.2f}", f"{memory:.0f}", f"{ours / whole:.2f}"))


if __name__ == "__main__":
    main()
