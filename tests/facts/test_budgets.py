from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.knowledge import Fields, dataset, measure, program, source

from policyreport.diagnostics import SourceLocation
from policyreport.facts import derive
from policyreport.model import Fact, Facts, Places, Quarter

FULL = {"original": 100, "supplementary": 20, "current": "120", "executed": 30, "executed_as_of": "2025-03"}
amounts = st.none() | st.integers(0, 10**9)


def budget(name: str, program: str = "p1", **more: object) -> Fields:
    return {"id": name, "program": program, "year": 2025, "unit": "억원", "source": "s1", **more}


def facts(*budgets: Fields, quarter: str = "2025Q1", places: Places | None = None) -> Facts:
    known = dataset(
        "2024Q4",
        "2025Q1",
        "2025Q2",
        measures=[measure("m")],
        programs=[program("p1", "m"), program("p2", "m")],
        budgets=budgets,
        sources=[source("s1"), source("s2")],
    )
    return derive(known.model_copy(update={"places": places or Places()}), Quarter.parse(quarter))


def values(found: Facts, of: str) -> dict[str, Decimal | None]:
    start = f"budget.{of}."
    return {name.removeprefix(start): fact.value for name, fact in found.of.items() if name.startswith(start)}


def test_a_budget_gives_its_amounts_and_what_is_reckoned_from_them() -> None:
    told = values(facts(budget("b", **FULL)), "b")
    assert {name: value for name, value in told.items() if ".at-" not in name} == {
        "original": 100,
        "supplementary": 20,
        "current": 120,
        "executed": 30,
        "planned": None,
        "remaining": 90,
        "rate": 25,
        "plan-rate": None,
    }


def test_an_amount_stands_where_it_is_written() -> None:
    places = Places({("budgets", 0, "executed"): SourceLocation("data/budgets.yaml", 7)})
    found = facts(budget("b", **FULL), places=places)["budget.b.executed"]
    assert found == Fact(
        "budget.b.executed",
        Decimal(30),
        "억원",
        "given",
        as_of="2025-03",
        places=(SourceLocation("data/budgets.yaml", 7),),
        sources=("s1",),
    )


def test_the_execution_rate_is_a_percentage_with_one_decimal_of_what_may_be_spent() -> None:
    rate = facts(budget("b", **FULL))["budget.b.rate"]
    assert (rate.unit, rate.decimals, rate.rule) == ("%", 1, "execution")
    assert rate.derived_from == ("budget.b.current", "budget.b.executed")


@pytest.mark.parametrize("quarter", ["2024Q4", "2025Q1", "2025Q2"])
def test_a_sum_executed_later_was_not_known(quarter: str) -> None:
    later = {**FULL, "executed_as_of": "2025-06"}
    told = values(facts(budget("b", **later), quarter=quarter), "b")
    assert told.get("executed") == (30 if quarter == "2025Q2" else None)
    assert told.get("rate") == (25 if quarter == "2025Q2" else None)


def test_a_budget_of_a_later_year_is_not_known() -> None:
    assert not values(facts(budget("b", **FULL), quarter="2024Q4"), "b")


@pytest.mark.parametrize("more", [{"current": 120}, {"executed": 30, "executed_as_of": "2025-03"}, {}])
def test_without_both_there_is_nothing_remaining_and_no_rate(more: dict[str, object]) -> None:
    told = facts(budget("b", **more))
    assert (told["budget.b.remaining"].value, told["budget.b.rate"].value) == (None, None)
    assert told["budget.b.rate"].missing


def test_of_nothing_no_share_can_be_executed() -> None:
    assert facts(budget("b", **{**FULL, "current": 0}))["budget.b.rate"].value is None


@given(st.lists(st.tuples(amounts, amounts), min_size=1, max_size=5))
def test_a_total_is_the_sum_of_the_parts_that_are_known_and_counts_the_others(
    given_amounts: list[tuple[int | None, int | None]],
) -> None:
    budgets = [
        budget(f"b{n}", f"p{n}", **{k: v for k, v in (("original", one), ("current", other)) if v is not None})
        for n, (one, other) in enumerate(given_amounts)
    ]
    found = facts(*budgets)
    reckoned = [(one, one if other is None else other) for one, other in given_amounts]
    for position, name in enumerate(("original", "current")):
        known = [pair[position] for pair in reckoned if pair[position] is not None]
        total = found[f"budget.total.{name}"]
        assert total.value == (sum(part or 0 for part in known) if known else None)
        assert len(total.derived_from) == len(known)
        missing = found.of.get(f"budget.total.{name}-missing")
        assert (missing.value if missing else 0) == (len(reckoned) - len(known) if known else 0)


def test_a_total_is_of_the_year_reported_on_alone() -> None:
    found = facts(budget("b", **FULL), budget("c", year=2024, original=7), quarter="2025Q1")
    assert (found["budget.total.original"].value, found["budget.c.original"].value) == (100, 7)


def test_budgets_in_different_units_are_added_up_in_the_smallest_of_them() -> None:
    found = facts(budget("b", **FULL), budget("c", "p2", unit="백만원", original=7))
    total = found["budget.total.original"]
    assert (total.value, total.unit) == (10_007, "백만원")
    assert (found["budget.b.original"].rule, found["budget.c.original"].rule) == ("unit", "given")


def test_a_total_has_the_sources_of_all_its_parts() -> None:
    found = facts(budget("b", **FULL), budget("c", "p2", original=7, source="s2"))["budget.total.original"]
    assert (found.sources, found.as_of) == (("s1", "s2"), "2025")


def test_the_budgets_of_an_instrument_are_those_of_its_programmes_in_the_year() -> None:
    of = f"growth.by.{measure('m')['instrument']}"
    found = values(facts(budget("b", **FULL), budget("c", "p2", current=80, year=2025), budget("d", year=2024)), of)
    assert (found["current"], found["executed"], found["executed-missing"], found["rate"]) == (200, 30, 1, 25)
    assert (found["counted-current"], found["remaining"]) == (120, 90)


def test_an_instrument_without_budgets_has_no_amounts() -> None:
    assert not values(facts(), f"growth.by.{measure('m')['instrument']}")
