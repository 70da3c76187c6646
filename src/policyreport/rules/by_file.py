"""Problems as people mend them: one file after the other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from policyreport.errors import Place, Problem


def grouped(problems: Iterable[Problem]) -> Mapping[str, list[Problem]]:
    """Return problems by file, files by name and problems by place; those of no file last, under the empty name."""
    groups: defaultdict[str, list[Problem]] = defaultdict(list)
    for problem in sorted(problems, key=_place):
        groups[_place(problem).file].append(problem)
    return {file: groups[file] for file in sorted(groups, key=lambda name: (not name, name))}


def _place(problem: Problem) -> Place:
    return problem.where or Place("")
