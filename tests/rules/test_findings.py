from __future__ import annotations

from tests.knowledge import budget, dataset, indicator, measure, program, seen, source

from policyreport.diagnostics import ErrorKind, Problem, SourceLocation
from policyreport.model import Dataset, Places, Quarter
from policyreport.model.rule_settings import RuleSettings
from policyreport.rules import RULES, FindingCollector, apply, blocking

REASON = "출처가 시책을 밝히지 않음"


def applied(known: Dataset, *off: dict[str, str]) -> FindingCollector:
    return apply(known, RuleSettings.model_validate({"off": off}))


def codes(problems: tuple[Problem, ...]) -> list[str]:
    return [problem.code for problem in problems]


def test_codes_are_unique() -> None:
    assert len({rule.code for rule in RULES}) == len(RULES)


def test_a_sound_data_set_has_no_findings() -> None:
    assert applied(dataset()).judged == ()


def test_findings_are_told_apart_by_how_grave_they_are() -> None:
    known = dataset(
        measures=[measure("m")],
        programs=[program("p", call_opens="2024-03-02", call_closes="2024-03-01")],
    )
    findings = applied(known)
    assert codes(findings.errors) == ["date.order"]
    assert codes(findings.warnings) == ["orphan.program"]
    assert codes(findings.notes) == ["orphan.measure"]


def test_a_finding_is_a_problem_of_the_data_at_its_place() -> None:
    places = Places(
        {
            ("programs", 0): SourceLocation("data/a.yaml", 2, 3),
            ("programs", 0, "measures"): SourceLocation("data/a.yaml", 4, 9),
        }
    )
    known = dataset(programs=[program("p")]).model_copy(update={"places": places})
    (problem,) = applied(known).warnings
    assert (problem.kind, str(problem.where)) == (ErrorKind.DATA, "data/a.yaml:4:9")


def test_findings_come_in_the_order_of_their_places() -> None:
    places = Places(
        {("programs", 0): SourceLocation("data/b.yaml", 2), ("sources", 1): SourceLocation("data/a.yaml", 9)}
    )
    known = dataset(programs=[program("p")], sources=[source("s1"), source("s2")])
    findings = applied(known.model_copy(update={"places": places}))
    assert codes(findings.warnings) == ["orphan.source", "orphan.program"]


def test_a_rule_switched_off_is_not_heeded_yet_told_with_its_reason() -> None:
    findings = applied(dataset(programs=[program("p")]), {"code": "orphan.program", "reason": REASON})
    assert findings.warnings == ()
    assert [(one.problem.code, one.excuse) for one in findings.suppressed] == [("orphan.program", REASON)]


def test_a_rule_can_be_switched_off_for_one_record_alone() -> None:
    off = {"code": "orphan.program", "reason": REASON, "record": "p"}
    findings = applied(dataset(programs=[program("p"), program("q")]), off)
    assert [problem.field for problem in findings.warnings] == ["programs › q › measures"]


def test_switching_off_a_rule_that_there_is_not_is_an_error() -> None:
    (problem,) = applied(dataset(), {"code": "orphan.programme", "reason": REASON}).errors
    assert (problem.code, problem.field) == ("rules.unknown-code", "rules › off[1] › code")
    assert problem.hint is not None
    assert problem.hint.en == "did you mean 'orphan.program'?"


def test_switching_off_what_finds_nothing_is_a_warning() -> None:
    off = {"code": "orphan.program", "reason": REASON, "record": "q"}
    findings = applied(dataset(programs=[program("p")]), off)
    assert codes(findings.warnings) == ["rules.unused-off", "orphan.program"]


def errors_as_of(quarter: str, known: Dataset, **settings: object) -> list[tuple[str, str]]:
    """Return the codes and fields of what is wrong as far as a quarter's end too."""
    found = blocking(known, RuleSettings.model_validate(settings), Quarter.parse(quarter))
    return [(one.problem.code, one.problem.field) for one in found]


def test_what_is_wrong_as_of_the_newest_quarter_alone_is_not_wrong_of_an_older_one() -> None:
    step = {"id": "m1", "title": "착공", "due": "2024-11-15", "sources": ["s1"]}
    known = dataset("2024Q3", "2024Q4", milestones=[step])
    assert errors_as_of("2024Q4", known) == [("milestone.past-due", "milestones › m1")]
    assert errors_as_of("2024Q3", known) == []


def test_what_was_wrong_of_an_older_quarter_and_is_no_longer_is_not_told() -> None:
    values = [seen("a", "2023Q4", 1), seen("a", "2024Q4", 2)]
    known = dataset("2024Q3", "2024Q4", indicators=[indicator("a")], observations=values)
    ages = {"warn_days": 90, "error_days": 180}
    assert apply(known, RuleSettings.model_validate({"freshness": ages})).errors == ()
    assert errors_as_of("2024Q3", known, freshness=ages) == []


def test_errors_are_what_the_project_heeds_and_no_warnings() -> None:
    spent = budget("b1", "p1", 2024, current=10, executed=12, executed_as_of="2024-09")
    known = dataset("2024Q3", programs=[program("p1")], budgets=[spent])
    assert apply(known, RuleSettings()).warnings
    assert errors_as_of("2024Q3", known) == [("budget.overspent", "budgets › b1 › executed")]
    assert errors_as_of("2024Q3", known, off=[{"code": "budget.overspent", "reason": "이월"}]) == []


def test_a_rule_that_there_is_not_is_an_error_of_every_quarter() -> None:
    known = dataset("2024Q3", "2024Q4")
    off = [{"code": "budget.overspend", "reason": "이월"}]
    assert {code for code, _ in errors_as_of("2024Q3", known, off=off)} == {"rules.unknown-code"}
