"""Values rest on sources that were out, that still hold, and that are more than one report of the press."""

from __future__ import annotations

import pytest
from tests.knowledge import Fields, budget, dataset, indicator, measure, program, seen, source, target
from tests.rules.applied import fields, found

from policyreport.model import Dataset, Quarter
from policyreport.model.rule_settings import RuleSettings
from policyreport.model.words import DocumentWords, Voice
from policyreport.rules import apply, blocking

OUT = source("s1", date="2024-07-10")
LATER = source("later", date="2025-01-20")


def spoken(voice: Voice, *quarters: str, **collections: list[Fields]) -> Dataset:
    policy = {"measures": [measure("m")], "programs": [program("p", "m")]}
    known = dataset(*quarters, **{**policy, "sources": [OUT, LATER], **collections})
    return known.model_copy(update={"words": DocumentWords(voice)})


def money(voice: Voice, *quarters: str) -> Dataset:
    return spoken(voice, *quarters, budgets=[budget("b", "p", 2024, current=100, source="later")])


def test_an_observer_may_not_tell_money_before_any_source_told_it() -> None:
    (problem,) = found("source.none", money("observer", "2024Q4"))
    assert problem.field == "budgets › b › source"
    assert "2024-12-31" in problem.what.en
    assert not found("source.none", money("observer", "2024Q4", "2025Q1"))
    assert not found("source.own-word", money("observer", "2024Q4"))


def test_an_office_is_the_source_of_its_own_money() -> None:
    assert fields("source.own-word", money("office", "2024Q4")) == ["sources › later"]
    assert apply(money("office", "2024Q4"), RuleSettings()).errors == ()


@pytest.mark.parametrize(("quarter", "codes"), [("2024Q4", ["source.none"]), ("2025Q1", [])])
def test_an_older_quarter_is_stopped_though_its_source_came_out_meanwhile(quarter: str, codes: list[str]) -> None:
    known = money("observer", "2024Q4", "2025Q1")
    held = blocking(known, RuleSettings(), Quarter.parse(quarter))
    assert [one.problem.code for one in held] == codes


def press(*observations: Fields) -> Dataset:
    sources = [source("s1", kind="press", date="2024-07-10"), source("s2", kind="official", date="2024-07-10")]
    return dataset("2024Q4", indicators=[indicator("a")], observations=[*observations], sources=sources)


def test_a_value_of_one_press_report_is_told_at_the_report() -> None:
    (problem,) = found("source.press-alone", press(seen("a", "2024Q4", 1)))
    assert problem.field == "sources › s1"
    assert "'a'" in problem.what.en
    assert not found("source.press-alone", press(seen("a", "2024Q4", 1, source="s2")))


def test_a_value_that_another_source_confirms_does_not_rest_on_the_press_alone() -> None:
    same = seen("a", "2024Q4", 1, source="s2", used=False, reason="같은 값")
    other = {**same, "value": 2}
    assert not found("source.press-alone", press(seen("a", "2024Q4", 1), same))
    assert found("source.press-alone", press(seen("a", "2024Q4", 1), other))


def test_only_the_value_in_force_counts() -> None:
    assert not found("source.press-alone", press(seen("a", "2024Q3", 1), seen("a", "2024Q4", 2, source="s2")))


@pytest.mark.parametrize(("until", "is_found"), [("2024-12-30", True), ("2024-12-31", False)])
def test_a_source_is_told_of_whose_day_is_past(until: str, *, is_found: bool) -> None:
    known = dataset(
        "2024Q4",
        indicators=[indicator("a")],
        targets=[target("a", 5, "2024-07-10")],
        sources=[source("s1", date="2024-07-10", valid_until=until)],
    )
    assert fields("source.expired", known) == (["sources › s1 › valid_until"] if is_found else [])
