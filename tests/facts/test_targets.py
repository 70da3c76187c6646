from __future__ import annotations

from decimal import Decimal

import pytest
from tests.knowledge import Fields, dataset, indicator, source, target

from policyreport.diagnostics import SourceLocation
from policyreport.facts import derive
from policyreport.facts.indicator_values import UNOBSERVED
from policyreport.model import Fact, Facts, Path, Places, Quarter
from policyreport.model.indicator import Bound

FIRST, SECOND, THIRD = (
    target("a", 3, "2024-07-10"),
    target("a", 5, "2025-02-20", bound="at_least"),
    target("a", 9, "2025-06-01"),
)


def facts(quarter: str, *targets: Fields) -> Facts:
    known = dataset("2024Q3", "2025Q1", "2025Q2", indicators=[indicator("a"), indicator("b")], targets=targets)
    return derive(known, Quarter.parse(quarter))


@pytest.mark.parametrize(("quarter", "in_force", "before"), [("2024Q3", 3, None), ("2025Q1", 5, 3), ("2025Q2", 9, 5)])
@pytest.mark.parametrize("order", [1, -1])
def test_the_latest_target_set_by_then_is_in_force(quarter: str, in_force: int, before: int | None, order: int) -> None:
    known = facts(quarter, *(FIRST, SECOND, THIRD)[::order])
    assert (known["indicator.a.target"].value, known["indicator.a.target-before"].value) == (in_force, before)


def test_a_target_set_on_the_as_of_day_itself_is_in_force() -> None:
    assert facts("2024Q3", target("a", 7, "2024-09-30"))["indicator.a.target"].value == 7
    assert facts("2024Q3", target("a", 7, "2024-10-01"))["indicator.a.target"].value is None


def test_a_target_keeps_its_bound_its_day_and_its_source() -> None:
    found = facts("2025Q1", FIRST, SECOND)["indicator.a.target"]
    assert (found.rule, found.bound, found.as_of, found.sources) == ("given", "at_least", "2025-02-20", ("s1",))


def test_targets_of_another_indicator_do_not_count() -> None:
    known = facts("2025Q2", FIRST, target("b", 8, "2025-01-01"))
    assert (known["indicator.a.target"].value, known["indicator.a.target-before"].value) == (3, None)


def test_a_target_set_on_the_same_day_supersedes_nothing() -> None:
    assert facts("2024Q3", FIRST, target("a", 4, "2024-07-10"))["indicator.a.target-before"].value is None


def test_both_bounds_of_a_range_are_whole_facts_that_stand_where_they_are_written() -> None:
    of: dict[Path, SourceLocation] = {
        ("targets", 1, field): SourceLocation("data/targets.yaml", line) for field, line in (("value", 3), ("upper", 4))
    }
    known = dataset(
        indicators=[indicator("a", decimals=1, direction="down")],
        targets=[target("a", 1, "2024-01-10"), target("a", 3, "2024-07-10", upper=5, source="s2")],
        sources=[source("s1"), source("s2")],
    )
    facts = derive(known.model_copy(update={"places": Places(of)}), Quarter(2024, 3))
    common = {"unit": "개사", "rule": "given", "decimals": 1, "as_of": "2024-07-10", "sources": ("s2",)}
    assert [facts["indicator.a.target"], facts["indicator.a.target-upper"]] == [
        Fact("indicator.a.target", Decimal(3), **common, bound="at_least", places=(of["targets", 1, "value"],)),
        Fact("indicator.a.target-upper", Decimal(5), **common, bound="at_most", places=(of["targets", 1, "upper"],)),
    ]


def test_a_target_that_is_not_there_is_a_whole_fact_too() -> None:
    found = facts("2024Q3", target("b", 8, "2024-01-01"))
    for name in ("target", "target-upper", "target-before"):
        fact = found[f"indicator.a.{name}"]
        assert fact == Fact(f"indicator.a.{name}", None, "개사", "given", missing=UNOBSERVED)
        assert fact.places == ()


@pytest.mark.parametrize(
    ("direction", "bound", "less"),
    [("up", None, False), ("down", None, True), ("up", "at_most", True), ("keep", "at_most", False)],
)
def test_a_target_says_whether_less_is_better(direction: str, bound: Bound | None, less: bool) -> None:  # noqa: FBT001
    more = {"bound": bound} if bound else {}
    known = dataset(indicators=[indicator("a", direction=direction)], targets=[target("a", 3, "2024-07-10", **more)])
    assert derive(known, Quarter(2024, 3))["indicator.a.target"].less_is_better is less


def test_of_several_earlier_targets_the_last_one_was_superseded() -> None:
    found = facts("2025Q2", FIRST, SECOND, THIRD)["indicator.a.target-before"]
    assert (found.value, found.as_of, found.id) == (5, "2025-02-20", "indicator.a.target-before")
