"""Problems as SARIF 2.1.0 (OASIS), which editors and code hosts show beside the lines that they are about."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import quote

from policyreport.diagnostics import Message, Problem, SourceLocation
from policyreport.rules.engine import RatedFinding
from policyreport.rules.registry import BY_CODE, RULES
from policyreport.rules.rule import Rule

Object = dict[str, object]

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def sarif(judged: Iterable[RatedFinding], version: str, *, korean: bool = True) -> str:
    """Return problems of any stage as one SARIF log, in Korean or English.

    Files are named from the project's folder on; columns count code points. What the project does not heed is there
    too, marked as suppressed with its excuse.
    """
    results = list(judged)
    said = _Sarif(korean=korean)
    codes = [*BY_CODE, *sorted({one.problem.code for one in results} - BY_CODE.keys())]
    run = {
        "tool": {"driver": said.driver(version, codes)},
        "language": "ko-KR" if korean else "en-US",
        "columnKind": "unicodeCodePoints",
        "results": [said.result(one, codes) for one in results],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1) + "\n"


class _Sarif:
    """Makes the objects of a SARIF log in one language."""

    def __init__(self, *, korean: bool) -> None:
        self._korean = korean

    def driver(self, version: str, codes: Sequence[str]) -> Object:
        known = [self._rule(rule) for rule in RULES]
        return {"name": "policyreport", "version": version, "rules": [*known, *_bare_rules(codes[len(known) :])]}

    def result(self, judged: RatedFinding, codes: Sequence[str]) -> Object:
        problem = judged.problem
        result: Object = {
            "ruleId": problem.code,
            "ruleIndex": codes.index(problem.code),
            "level": judged.severity,
            "message": self._message(problem),
            "locations": _locations(problem),
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

    def _message(self, problem: Problem) -> Object:
        what = self._text(problem.what)["text"]
        return {"text": f"{what}\n{self._text(problem.hint)['text']}" if problem.hint else what}

    def _text(self, words: Message) -> Mapping[str, str]:
        return {"text": words.ko if self._korean else words.en}


def _bare_rules(codes: Iterable[str]) -> list[Object]:
    """Return the codes of other stages, which explain themselves in each problem."""
    return [{"id": code} for code in codes]


def _locations(problem: Problem) -> list[Object]:
    where = problem.where
    logical = [*_logical("cell", where.cell if where else ""), *_logical("property", problem.field)]
    location: Object = {"physicalLocation": _physical(where)} if where else {}
    if logical:
        location["logicalLocations"] = logical
    return [location] if location else []


def _logical(kind: str, name: str) -> list[Object]:
    return [{"kind": kind, "fullyQualifiedName": name}] if name else []


def _physical(where: SourceLocation) -> Object:
    artifact = {"uri": quote(where.file), "uriBaseId": "%SRCROOT%"}
    region = {name: at for name, at in (("startLine", where.line), ("startColumn", where.column)) if at}
    return {"artifactLocation": artifact, "region": region} if where.line else {"artifactLocation": artifact}
