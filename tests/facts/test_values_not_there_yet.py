"""A value that was looked for and is not there yet: no older one stands for it, and no sum does without it."""

from __future__ import annotations

from tests.knowledge import Fields, dataset, formula, indicator, seen

from policyreport.facts import derive
from policyreport.model import Facts, Quarter

OLD, NEW = "2025Q1", "2025Q2"
SUM = formula("total", "sum", "a", "b")


def facts(*observations: Fields) -> Facts:
    indicators = [indicator("a"), indicator("b"), SUM, formula("more", "sum", "total", "b")]
    return derive(dataset(OLD, NEW, indicators=indicators, observations=list(observations)), Quarter.parse(NEW))


def test_no_older_value_stands_for_it() -> None:
    assert facts(seen("a", OLD, 5), seen("a", NEW, None))["indicator.a"].value is None


def test_the_older_value_is_the_previous_one() -> None:
    assert facts(seen("a", OLD, 5), seen("a", NEW, None))["indicator.a.previous"].value == 5


def test_it_is_missing_for_the_reason_given() -> None:
    assert facts(seen("a", NEW, None, reason="집계 중"))["indicator.a"].missing == "집계 중"


def test_it_is_missing_for_a_reason_where_none_is_given() -> None:
    assert facts(seen("a", NEW, None))["indicator.a"].missing == "값이 아직 없음"


def test_it_has_no_source_and_no_date_yet() -> None:
    fact = facts(seen("a", NEW, None))["indicator.a"]
    assert (fact.sources, fact.as_of, fact.places) == ((), "", ())


def test_a_change_needs_both_values() -> None:
    assert facts(seen("a", OLD, 5), seen("a", NEW, None))["indicator.a.change"].value is None


def test_a_sum_waits_for_it() -> None:
    fact = facts(seen("a", NEW, None), seen("b", NEW, 7))["indicator.total"]
    assert (fact.value, fact.missing) == (None, "값이 아직 없음")


def test_what_is_reckoned_from_such_a_sum_waits_too() -> None:
    assert facts(seen("a", NEW, None), seen("b", NEW, 7))["indicator.more"].value is None


def test_a_sum_does_without_what_was_never_looked_for() -> None:
    assert facts(seen("b", NEW, 7))["indicator.total"].value == 7
