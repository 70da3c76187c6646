"""How long deriving and composing take with the real templates, and whether it grows as the data do.

``python -m tests.bench.documents``
"""

# ruff: noqa: T201

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from time import perf_counter
from typing import TypeVar

from tests.bench.measuring import REPOSITORY
from tests.made_up import SETTINGS, made_up

from policyreport.diagnostics import PolicyReportError
from policyreport.facts import derive, newest_quarter
from policyreport.inputs import report_kinds
from policyreport.model import Dataset
from policyreport.project import open_project
from policyreport.templating import compose

_LINE = "{:<12}{:>10}{:>10}{:>20}"
_Made = TypeVar("_Made")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--programs", type=int, default=2_000)
    parser.add_argument("--quarters", type=int, default=2)
    given = parser.parse_args()
    small = _seconds(made_up(given.programs, given.quarters, seed=1))
    large = _seconds(made_up(10 * given.programs, given.quarters, seed=1))
    print(_LINE.format("programmes", f"{given.programs:,}", f"{10 * given.programs:,}", "times (10: linear)"))
    for (step, few), (_, many) in zip(list(small), large, strict=True):
        print(_LINE.format(step, _shown(few), _shown(many), _growth(few, many)))


def _seconds(dataset: Dataset) -> Iterator[tuple[str, float | None]]:
    """Yield each step with its seconds; None where the data are more than a template may go through."""
    facts, seconds = _timed(lambda: derive(dataset, newest_quarter(dataset)))
    yield "derive", seconds
    for kind in report_kinds(open_project(REPOSITORY)).values():
        try:
            yield kind.kind, _timed(lambda kind=kind: compose(kind, facts, SETTINGS))[1]
        except PolicyReportError:
            yield kind.kind, None


def _timed(call: Callable[[], _Made]) -> tuple[_Made, float]:
    start = perf_counter()
    made = call()
    return made, perf_counter() - start


def _shown(seconds: float | None) -> str:
    return "refused" if seconds is None else f"{seconds:.2f} s"


def _growth(small: float | None, large: float | None) -> str:
    return f"{large / small:.1f}" if small and large else "-"


if __name__ == "__main__":
    main()
