"""How long loading takes beside the bare parser of each kind of file: ``python -m tests.bench.load``."""

# ruff: noqa: T201

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from tests.bench.measuring import Run, measured, run
from tests.made_up_files import WRITERS

_LINE = "{:<8}{:>10}{:>12}{:>10}{:>8}{:>12}{:>12}{:>8}{:>10}{:>10}"
_HEAD = ("source", "ours s", "rows/s", "parser s", "ratio", "process s", "parser s", "ratio", "MB", "parser MB")

Pair = tuple[Run, Run]


def main() -> None:
    given = _arguments()
    print(_LINE.format(*_HEAD))
    with tempfile.TemporaryDirectory() as folder:
        for kind in given.kinds:
            root = Path(folder) / kind
            run("tests.bench.projects", kind, str(given.programs), str(root))
            print(_line(kind, given.programs, [_pair(kind, root) for _ in range(given.pairs)]))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--programs", type=int, default=20_000)
    parser.add_argument("--pairs", type=int, default=7)
    parser.add_argument("kinds", nargs="*", default=list(WRITERS))
    return parser.parse_args()


def _pair(kind: str, root: Path) -> Pair:
    return measured("ours", root), measured(kind, root)


def _line(kind: str, rows: int, pairs: Sequence[Pair]) -> str:
    inside = median(ours.inside for ours, _ in pairs)
    cells = (
        f"{inside:.2f}",
        f"{rows / inside:,.0f}",
        f"{median(bare.inside for _, bare in pairs):.2f}",
        f"{median(ours.inside / bare.inside for ours, bare in pairs):.1f}",
        f"{median(ours.whole for ours, _ in pairs):.2f}",
        f"{median(bare.whole for _, bare in pairs):.2f}",
        f"{median(ours.whole / bare.whole for ours, bare in pairs):.1f}",
        f"{max(ours.memory for ours, _ in pairs):.0f}",
        f"{max(bare.memory for _, bare in pairs):.0f}",
    )
    return _LINE.format(kind, *cells)


if __name__ == "__main__":
    main()
