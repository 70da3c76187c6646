"""Findings for people and programs: by file, as a table of rules, and as SARIF 2.1.0 (OASIS).

Editors and code hosts show SARIF beside the lines that it is about.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import quote

from policyreport.diagnostics import Message, Problem, place_order
from policyreport.rules.engine import BY_CODE, RULES, RatedFinding
from policyreport.rules.rule import Rule, Severity


def grouped(problems: Iterable[Problem]) -> Mapping[str, list[Problem]]:
    """Return problems by file, files by name and problems by place; those of no file last, under the empty name."""
    groups: defaultdict[str, list[Problem]] = defaultdict(list)
    for problem in sorted(problems, key=lambda problem: place_order(problem.where)):
        groups[problem.where.file if problem.where else ""].append(problem)
    return groups


SEVERITIES: dict[Severity, str] = {"error": "오류", "warning": "경고", "note": "참고"}


def rules_table() -> str:
    """Return all rules as a table in Markdown and Korean: code, severity, what is asked, why."""
    head = ["| 코드 | 정도 | 지킬 것 | 사유 |", "|---|---|---|---|"]
    rows = [f"| `{each.code}` | {SEVERITIES[each.severity]} | {each.title.ko} | {each.why.ko} |" for each in RULES]
    return "\n".join([*head, *rows]) + "\n"


Object = dict[str, object]

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def sarif(judged: Iterable[RatedFinding], version: str, *, korean: bool = True) -> str:
    """Return problems of any stage as one SARIF log, in Korean or English.

    Files are named from the project's folder on; columns count code points. What the project suppresses is there
    too, marked with its reason.
    """
    results = list(judged)
    log = _Sarif(korean=korean)
    codes = [*BY_CODE, *sorted({one.problem.code for one in results} - BY_CODE.keys())]
    run = {
        "tool": {"driver": log.driver(version, codes)},
        "language": "ko-KR" if korean else "en-US",
        "columnKind": "unicodeCodePoints",
        "results": [log.result(one, codes) for one in results],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1) + "\n"


class _Sarif:
    """Makes the objects of a SARIF log in one language."""

    def __init__(self, *, korean: bool) -> None:
        self._korean = korean

    def driver(self, version: str, codes: Sequence[str]) -> Object:
        own = [self._rule(rule) for rule in RULES]
        others: list[Object] = [{"id": code} for code in codes[len(own) :]]  # they explain themselves in each problem
        return {"name": "policyreport", "version": version, "rules": [*own, *others]}

    def result(self, judged: RatedFinding, codes: Sequence[str]) -> Object:
        problem = judged.problem
        what, hint = self._text(problem.what), self._text(problem.hint) if problem.hint else None
        result: Object = {
            "ruleId": problem.code,
            "ruleIndex": codes.index(problem.code),
            "level": judged.severity,
            "message": {"text": f"{what['text']}\n{hint['text']}"} if hint else what,
            "locations": self._locations(problem),
        }
        if judged.excuse:
            result["suppressions"] = [{"kind": "external", "justification": judged.excuse}]
        return result

    def _rule(self, rule: Rule) -> Object:
        return {
            "id": rule.code,
            "shortDescription": self._text(rule.title),
            "help": self._text(rule.why),
            "defaultConfiguration": {"level": rule.severity},
        }

    def _locations(self, problem: Problem) -> list[Object]:
        where = problem.where
        cell = where.within(korean=self._korean) if where else ""
        logical = [*_logical("cell", cell), *_logical("property", problem.field)]
        location: Object = {}
        if where:
            region = {name: at for name, at in (("startLine", where.line), ("startColumn", where.column)) if at}
            artifact: Object = {"artifactLocation": {"uri": quote(where.file), "uriBaseId": "%SRCROOT%"}}
            location["physicalLocation"] = artifact | ({"region": region} if where.line else {})
        if logical:
            location["logicalLocations"] = logical
        return [location] if location else []

    def _text(self, words: Message) -> Mapping[str, str]:
        return {"text": words.text(korean=self._korean)}


def _logical(kind: str, name: str) -> list[Object]:
    return [{"kind": kind, "fullyQualifiedName": name}] if name else []
