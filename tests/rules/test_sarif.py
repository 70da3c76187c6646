from __future__ import annotations

import json
from typing import Any

import pytest

from policyreport.diagnostics import ErrorKind, Message, Problem, SourceLocation
from policyreport.rules import RULES, RatedFinding, Severity, sarif

WHERE = SourceLocation("data/quarters/2025Q2.yaml", 7, 12)


def problem(
    code: str = "text.date", where: SourceLocation | None = WHERE, field: str = "events › e › title"
) -> Problem:
    return Problem(ErrorKind.DATA, code, Message("wrong", "틀림"), where, field, Message("mend it", "고치십시오"))


def run_of(*judged: RatedFinding, korean: bool = True) -> dict[str, Any]:
    log = json.loads(sarif(judged, "1.2.3", korean=korean))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    return run


def result_of(judged: RatedFinding) -> dict[str, Any]:
    (result,) = run_of(judged)["results"]
    return result


def test_the_tool_names_itself_and_explains_every_rule() -> None:
    driver = run_of()["tool"]["driver"]
    assert (driver["name"], driver["version"]) == ("policyreport", "1.2.3")
    assert [rule["id"] for rule in driver["rules"]] == [rule.code for rule in RULES]
    assert [rule["help"]["text"] for rule in driver["rules"]] == [rule.why.ko for rule in RULES]
    assert [rule["defaultConfiguration"]["level"] for rule in driver["rules"]] == [rule.severity for rule in RULES]


def test_a_run_without_problems_has_an_empty_list_of_results() -> None:
    assert run_of()["results"] == []


@pytest.mark.parametrize("severity", ["error", "warning", "note"])
def test_a_result_bears_its_level(severity: Severity) -> None:
    assert result_of(RatedFinding(severity, problem()))["level"] == severity


def test_a_result_says_what_is_wrong_and_what_to_do() -> None:
    assert result_of(RatedFinding("error", problem()))["message"] == {"text": "틀림\n고치십시오"}


def test_a_log_can_be_had_in_english() -> None:
    run = run_of(RatedFinding("error", problem()), korean=False)
    assert run["results"][0]["message"] == {"text": "wrong\nmend it"}
    assert run["language"] == "en-US"


def test_a_result_stands_at_its_line_and_column() -> None:
    (location,) = result_of(RatedFinding("error", problem()))["locations"]
    assert location["physicalLocation"] == {
        "artifactLocation": {"uri": "data/quarters/2025Q2.yaml", "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": 7, "startColumn": 12},
    }
    assert location["logicalLocations"] == [{"kind": "property", "fullyQualifiedName": "events › e › title"}]


def test_a_cell_is_a_logical_location() -> None:
    cell = problem(where=SourceLocation("data/자료 1.xlsx", cell="예산!D14"), field="")
    (location,) = result_of(RatedFinding("error", cell))["locations"]
    assert location["physicalLocation"]["artifactLocation"]["uri"] == "data/%EC%9E%90%EB%A3%8C%201.xlsx"
    assert "region" not in location["physicalLocation"]
    assert location["logicalLocations"] == [{"kind": "cell", "fullyQualifiedName": "예산!D14"}]


def test_a_problem_of_no_place_has_no_location() -> None:
    assert result_of(RatedFinding("error", problem(where=None, field="")))["locations"] == []


def test_a_result_points_to_its_rule_also_where_another_stage_found_it() -> None:
    run = run_of(RatedFinding("error", problem("yaml.syntax")), RatedFinding("warning", problem()))
    rules = run["tool"]["driver"]["rules"]
    assert [rules[result["ruleIndex"]]["id"] for result in run["results"]] == ["yaml.syntax", "text.date"]
    assert [result["ruleId"] for result in run["results"]] == ["yaml.syntax", "text.date"]


def test_what_is_not_heeded_is_marked_as_suppressed_with_its_excuse() -> None:
    result = result_of(RatedFinding("warning", problem(), "원문 그대로"))
    assert result["suppressions"] == [{"kind": "external", "justification": "원문 그대로"}]


def test_what_is_heeded_bears_no_suppression() -> None:
    assert "suppressions" not in result_of(RatedFinding("warning", problem()))
