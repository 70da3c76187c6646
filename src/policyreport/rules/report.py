"""The rules as a table for people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from policyreport.diagnostics import Problem, SourceLocation
from policyreport.rules.registry import RULES
from policyreport.rules.rule import Rule, Severity


def grouped(problems: Iterable[Problem]) -> Mapping[str, list[Problem]]:
    """Return problems by file, files by name and problems by place; those of no file last, under the empty name."""
    groups: defaultdict[str, list[Problem]] = defaultdict(list)
    for problem in sorted(problems, key=_place):
        groups[_place(problem).file].append(problem)
    return {file: groups[file] for file in sorted(groups, key=lambda name: (not name, name))}


def _place(problem: Problem) -> SourceLocation:
    return problem.where or SourceLocation("")


SEVERITIES: dict[Severity, str] = {"error": "오류", "warning": "경고", "note": "참고"}


def rules_table() -> str:
    """Return all rules as a table in Markdown and Korean: code, severity, what is asked, why."""
    head = ["| 코드 | 정도 | 지킬 것 | 까닭 |", "|---|---|---|---|"]
    return "\n".join([*head, *map(_row, RULES)]) + "\n"


def _row(rule: Rule) -> str:
    return f"| `{rule.code}` | {SEVERITIES[rule.severity]} | {rule.title.ko} | {rule.why.ko} |"
