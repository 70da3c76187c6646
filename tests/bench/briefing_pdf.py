"""How long a tagged PDF takes, the whole process, beside Typst and WeasyPrint; and whether it grows as its pages do.

``python -m tests.bench.briefing_pdf`` (needs the dependency group ``bench``; WeasyPrint needs Noto Sans KR installed)
"""

# ruff: noqa: T201

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import NamedTuple

import pypdfium2
from tests.bench.measuring import REPOSITORY
from tests.bench.pages import html, typst

_LINE = "{:<12}{:>9}{:>7}{:>11}{:>12}{:>14}"
_SIZES = {"17 pages": 14, "85 pages": 70}
"""How many sections make so many pages."""


class Made(NamedTuple):
    """Seconds of the whole process, and its peak memory in megabytes."""

    seconds: float
    memory: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=7)
    parser.add_argument("--pages", type=int, default=1000, help="how many pages the longest report has")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        print(_LINE.format("", "maker", "pages", "seconds", "megabytes", "ours / it"))
        for size, count in _SIZES.items():
            for line in _compared(folder, size, count, given.pairs):
                print(line)
        _grown(folder, given.pages)


def _compared(folder: Path, size: str, count: int, pairs: int) -> Iterator[str]:
    sources = {"ours": folder / "none", "typst": folder / "it.typ", "weasyprint": folder / "it.html"}
    sources["typst"].write_text(typst(count), encoding="utf-8")
    sources["weasyprint"].write_text(html(count), encoding="utf-8")
    makers = ["ours", "typst"] + ["weasyprint"] * _has_weasyprint()
    runs: dict[str, list[Made]] = {maker: [] for maker in makers}
    for turn in range(pairs):
        for maker in makers:
            if maker != "weasyprint" or turn == 0:
                runs[maker].append(_made(maker, count, sources[maker], folder / f"{maker}.pdf"))
    for maker in makers:
        yield _said(size, maker, len(pypdfium2.PdfDocument(folder / f"{maker}.pdf")), runs["ours"], runs[maker])


def _said(size: str, maker: str, pages: int, ours: Sequence[Made], theirs: Sequence[Made]) -> str:
    ratio = median(one.seconds / other.seconds for one, other in zip(ours, theirs, strict=False))
    seconds, memory = median(made.seconds for made in theirs), median(made.memory for made in theirs)
    return _LINE.format(size, maker, pages, f"{seconds:.3f}", f"{memory:.0f}", f"{ratio:.2f}")


def _grown(folder: Path, pages: int) -> None:
    """Print what a page costs in a report of a tenth of the pages, and in one of all of them."""
    for count in (pages * 70 // 850, pages * 70 // 85):
        target = folder / "ours.pdf"
        made = _made("ours", count, folder / "none", target)
        found = len(pypdfium2.PdfDocument(target))
        print(
            f"{found:,} pages: {made.seconds:.2f} s, {1000 * made.seconds / found:.1f} ms a page, {made.memory:.0f} MB"
        )


def _made(maker: str, count: int, source: Path, target: Path) -> Made:
    command = [sys.executable, "-m", "tests.bench.pages_child", maker, str(count), str(source), str(target)]
    start = perf_counter()
    child = subprocess.Popen(command, cwd=REPOSITORY)
    _, status, usage = os.wait4(child.pid, 0)
    seconds = perf_counter() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"{maker} failed")
    return Made(seconds, usage.ru_maxrss / 1024)


def _has_weasyprint() -> bool:
    return subprocess.run([sys.executable, "-c", "import weasyprint"], capture_output=True, check=False).returncode == 0


if __name__ == "__main__":
    main()
