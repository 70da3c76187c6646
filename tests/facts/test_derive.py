from __future__ import annotations

import pytest
from tests.knowledge import dataset, indicator, seen

from policyreport.diagnostics import ErrorKind, PolicyReportError
from policyreport.facts import derive, newest_quarter
from policyreport.model import Quarter

KNOWN = dataset("2024Q3", "2025Q1", "2024Q4", indicators=[indicator("a")], observations=[seen("a", "2024Q3", 1)])


def test_the_newest_quarter_is_the_latest_wherever_it_is_written() -> None:
    assert newest_quarter(KNOWN) == Quarter(2025, 1)


def test_the_facts_are_those_of_the_quarter_that_was_asked_for() -> None:
    assert derive(KNOWN, Quarter(2024, 4)).report.quarter == Quarter(2024, 4)


def test_every_fact_is_found_under_its_own_id() -> None:
    facts = derive(KNOWN, Quarter(2024, 4))
    assert facts.of
    assert all(facts[name].id == name for name in facts.of)


def test_a_fact_that_is_missing_says_why_and_one_that_is_there_does_not() -> None:
    facts = derive(KNOWN, Quarter(2024, 4)).of.values()
    assert all((fact.value is None) == bool(fact.missing) for fact in facts)


def test_every_derived_fact_names_facts_that_are_there() -> None:
    facts = derive(KNOWN, Quarter(2024, 4))
    assert all(part in facts.of for fact in facts.of.values() for part in fact.derived_from)


def test_a_quarter_without_a_report_is_refused_with_the_nearest_that_has_one() -> None:
    with pytest.raises(PolicyReportError) as caught:
        derive(KNOWN, Quarter(2025, 2))
    (problem,) = caught.value.problems
    assert (caught.value.exit_code, problem.kind, problem.code) == (2, ErrorKind.USAGE, "usage.quarter")
    assert (problem.field, "2025Q2" in problem.what.en, "2025Q2" in problem.what.ko) == ("--quarter", True, True)
    assert problem.hint is not None
    assert "2025Q1" in problem.hint.en
