"""What the shipped reports cost as data grow: processor seconds and memory, each file beside the one of half the size.

``python -m tests.bench.sizes 1000 5000 20000``
"""

# ruff: noqa: T201

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import yaml
from tests.bench.measuring import REPOSITORY
from tests.made_up import SETTINGS, made_up
from tests.made_up_files import WRITERS, write_project

_SPLIT = "split"
"""A source of its own: YAML files of some hundred records each, as offices divide them."""
_RECORDS_A_FILE = 500
_LINE = "{:<10}{:>10}{:>10}{:>9}{:>9}{:>8}{:>14}"
_HEAD = ("report", "format", "programmes", "CPU s", "MB", "exit", "to half")


class Cost(NamedTuple):
    """Processor seconds, peak megabytes and exit code of one build."""

    seconds: float
    memory: float
    code: int


def main() -> None:
    given = _arguments()
    print(_LINE.format(*_HEAD), flush=True)
    for number in given.programs:
        with tempfile.TemporaryDirectory() as folder:
            for source in given.sources:
                roots = {size: Path(folder) / f"{source}-{size}" for size in (number // 2, number)}
                for size, root in roots.items():
                    _in_a_process_of_its_own(size, given.quarters, source, root)
                for kind, form in _files(given.reports, given.formats):
                    half, whole = (_build(root, kind, form) for root in roots.values())
                    print(_LINE.format(kind, form, f"{number:,}", *_shown(whole), _growth(half, whole)), flush=True)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quarters", type=int, default=4)
    parser.add_argument("--sources", nargs="+", default=["yaml"], choices=[*WRITERS, _SPLIT])
    parser.add_argument("--reports", nargs="*", default=[], metavar="REPORT")
    parser.add_argument("--formats", nargs="*", default=[], metavar="FORMAT")
    parser.add_argument("programs", type=int, nargs="*", default=[1_000, 5_000, 20_000])
    return parser.parse_args()


def _files(reports: list[str], formats: list[str]) -> list[tuple[str, str]]:
    """Return the kinds of report that are shipped, with each of their formats."""
    kinds: Mapping[str, list[str]] = {
        file.parent.name: yaml.safe_load(file.read_text("utf-8"))["formats"]
        for file in sorted((REPOSITORY / "templates").glob("*/report.yaml"))
    }
    chosen = [(kind, form) for kind, forms in kinds.items() for form in forms]
    return [
        (kind, form) for kind, form in chosen if (not reports or kind in reports) and (not formats or form in formats)
    ]


def _in_a_process_of_its_own(programs: int, quarters: int, source: str, root: Path) -> None:
    """Write a project; what this process held in memory would count as its children's."""
    words = [str(programs), str(quarters), source, str(root)]
    subprocess.run(
        [sys.executable, "-c", f"from tests.bench import sizes; sizes.write(*{words!r})"], cwd=REPOSITORY, check=True
    )


def write(programs: str, quarters: str, source: str, root: str) -> None:
    """Write a project of so many programmes with the shipped templates."""
    dataset = made_up(int(programs), int(quarters), seed=1)
    project = write_project(dataset, Path(root), "yaml" if source == _SPLIT else source, SETTINGS)
    shutil.copytree(REPOSITORY / "templates", project.templates, dirs_exist_ok=True)
    if source == _SPLIT:
        for file in project.data.glob("*.yaml"):
            _divide(file)


def _divide(file: Path) -> None:
    """Put the records of a file into files of some hundred each."""
    if file.name == "project.yaml":
        return
    ((name, records),) = yaml.load(file.read_text("utf-8"), yaml.CSafeLoader).items()
    if isinstance(records, list) and len(records) > _RECORDS_A_FILE:
        file.unlink()
        for number, first in enumerate(range(0, len(records), _RECORDS_A_FILE), 1):
            part = {name: records[first : first + _RECORDS_A_FILE]}
            text = yaml.dump(part, None, yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=1000)
            file.with_stem(f"{file.stem}-{number}").write_text(text, encoding="utf-8")


def _build(root: Path, kind: str, form: str) -> Cost:
    shutil.rmtree(root / "out", ignore_errors=True)
    command = [
        sys.executable,
        "-m",
        "policyreport",
        "build",
        "--project",
        str(root),
        "--report",
        kind,
        "--format",
        form,
    ]
    child = subprocess.Popen(command, cwd=REPOSITORY, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, child.returncode)


def _shown(cost: Cost) -> tuple[str, str, str]:
    return f"{cost.seconds:.1f}", f"{cost.memory:.0f}", str(cost.code)


def _growth(half: Cost, whole: Cost) -> str:
    return "-" if half.code or whole.code else f"{whole.seconds / half.seconds:.2f}"


if __name__ == "__main__":
    main()
