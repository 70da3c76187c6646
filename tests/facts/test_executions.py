"""Money by quarter: what was spent by each, by funds and in mixed units, as known on the quarter's own day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.knowledge import Fields, dataset, measure, program, source
from tests.young_farmers import young_farmers
from tests.young_farmers.money import keep_by_quarter

from policyreport.facts import derive
from policyreport.inputs import load
from policyreport.model import Fact, Facts, Quarter
from policyreport.model.facts import Change
from policyreport.model.money import MoneyStyle, MoneyUnit, in_unit

YEAR = ("2025Q1", "2025Q2", "2025Q3", "2025Q4")
UNITS = ("조원", "억원", "백만원", "만원", "천원", "원")
amounts = st.none() | st.integers(0, 10**9)


def budget(name: str, of: str = "p1", **more: object) -> Fields:
    return {"id": name, "program": of, "year": 2025, "unit": "백만원", "source": "s1", "current": 1000, **more}


def spent(quarter: str, executed: object, of: str = "p1", **more: object) -> Fields:
    said = {"program": of, "year": int(quarter[:4]), "quarter": quarter, "unit": "백만원", "source": "s1"}
    return {**said, "executed": executed, **more}


def facts(
    quarter: str,
    budgets: Sequence[Fields],
    executions: Sequence[Fields],
    quarters: Sequence[str] = YEAR,
    unit: MoneyUnit | None = None,
) -> Facts:
    known = dataset(
        *quarters,
        measures=[measure("m")],
        programs=[program(f"p{n}", "m") for n in range(1, 7)],
        budgets=budgets,
        executions=executions,
        sources=[source("s1"), source("s2", date="2025-10-20")],
    )
    money = MoneyStyle(display_unit=unit)
    return derive(known.model_copy(update={"money": money}), Quarter.parse(quarter))


def value(found: Facts, name: str) -> Decimal | None:
    fact = found.of.get(f"budget.{name}")
    return fact.value if fact else None


def test_each_quarter_knows_what_was_spent_by_its_own_end() -> None:
    executions = [spent("2025Q1", 100), spent("2025Q2", 250), spent("2025Q3", 600)]
    told = [value(facts(quarter, [budget("b")], executions), "b.executed") for quarter in YEAR]
    assert told == [100, 250, 600, 600]


def test_a_budget_that_was_overwritten_leaves_an_older_quarter_its_execution() -> None:
    overwritten = budget("b", executed=900, executed_as_of="2025-12")
    found = facts("2025Q3", [overwritten], [spent("2025Q3", 600)])
    assert (value(found, "b.executed"), found["budget.b.executed"].as_of) == (600, "2025-09")
    assert value(facts("2025Q4", [overwritten], [spent("2025Q3", 600)]), "b.executed") == 900


def test_what_was_looked_for_in_vain_is_missing_and_no_older_amount_stands_for_it() -> None:
    found = facts("2025Q2", [budget("b")], [spent("2025Q1", 100), spent("2025Q2", None)])
    assert value(found, "b.executed") is None
    assert value(found, "b.executed.at-2025Q1") == 100


def test_a_blank_execution_leaves_what_the_budget_itself_says_of_that_quarter() -> None:
    found = facts("2025Q2", [budget("b", executed=250, executed_as_of="2025-06")], [spent("2025Q2", None)])
    assert value(found, "b.executed") == 250


def test_the_change_is_against_the_quarter_before_within_the_year() -> None:
    executions = [spent("2025Q1", 100), spent("2025Q2", 250), spent("2025Q2", 40, "p2")]
    found = facts("2025Q2", [budget("b"), budget("c", "p2")], executions)
    change = found["budget.b.executed-change"]
    assert (change.value, change.change, change.derived_from) == (
        150,
        True,
        ("budget.b.executed", "budget.b.executed.at-2025Q1"),
    )
    assert "budget.c.executed-change" not in found.of
    assert (value(found, "total.executed-change"), value(found, "total.executed-change-missing")) == (150, 1)
    assert "budget.b.executed-change" not in facts("2025Q1", [budget("b")], executions).of


def test_no_change_is_told_of_a_quarter_in_which_nothing_was_observed() -> None:
    found = facts("2025Q3", [budget("b")], [spent("2025Q1", 100), spent("2025Q2", 250)])
    assert "budget.b.executed-change" not in found.of


def test_a_plan_is_compared_with_what_was_spent_by_the_same_month() -> None:
    found = facts("2025Q2", [budget("b")], [spent("2025Q2", 250, planned=400)])
    assert (value(found, "b.planned"), value(found, "b.plan-rate")) == (400, Decimal("62.5"))
    both = [spent("2025Q2", None, planned=400, as_of="2025-06")]
    other_month = facts("2025Q2", [budget("b", executed=250, executed_as_of="2025-05")], both)
    assert value(other_month, "b.plan-rate") is None


def test_the_same_quarter_of_the_year_before_is_compared() -> None:
    budgets = [budget("b"), budget("a", year=2024)]
    executions = [spent("2024Q2", 200, as_of="2024-06"), spent("2025Q2", 250)]
    found = facts("2025Q2", budgets, executions, ("2024Q2", "2025Q1", "2025Q2"))
    assert (value(found, "b.executed-on-year"), value(found, "b.rate-on-year")) == (50, 5)
    assert found["budget.b.rate-on-year"].unit == "%p"
    assert value(found, "total.executed.at-2024Q2") == 200


def test_a_total_tells_what_is_known_and_its_rate_is_of_those_programmes_alone() -> None:
    found = facts("2025Q2", [budget("b"), budget("c", "p2", current=500)], [spent("2025Q2", 250)])
    assert (value(found, "total.current"), value(found, "total.executed")) == (1500, 250)
    assert (value(found, "total.counted-current"), value(found, "total.rate")) == (1000, 25)
    count = found["budget.total.executed-missing"]
    assert (count.value, count.unit, count.rule) == (1, "개 사업", "count")


def test_a_blank_supplementary_budget_beside_an_original_one_is_none() -> None:
    budgets = [budget("b", original=900, supplementary=100), budget("c", "p2", original=1000)]
    found = facts("2025Q2", budgets, [])
    assert value(found, "total.supplementary") == 100
    assert "budget.total.supplementary-missing" not in found.of
    assert found["budget.c.supplementary"].missing == "추경 없음"


def test_a_current_budget_that_is_not_written_is_reckoned_and_says_so() -> None:
    found = facts("2025Q2", [{**budget("b", original=900, supplementary=100), "current": None}], [])
    current = found["budget.b.current"]
    assert (current.value, current.rule) == (1000, "sum")
    assert current.derived_from == ("budget.b.original", "budget.b.supplementary")


def test_a_supplementary_budget_is_not_known_before_its_decision() -> None:
    raised = budget("b", original=900, supplementary=100, supplementary_on="2025-07-20")
    before, after = (facts(quarter, [raised], []) for quarter in ("2025Q2", "2025Q3"))
    assert (value(before, "b.supplementary"), value(before, "b.current")) == (None, 900)
    assert (value(after, "b.supplementary"), value(after, "b.current")) == (100, 1000)
    assert after.changes == (Change("budget", "b", "budget.b.current.at-2025Q2", "budget.b.current"),)
    assert before.known.budgets[0].supplementary is None


def test_a_source_that_came_out_later_is_not_named() -> None:
    found = facts("2025Q3", [budget("b", source="s2")], [spent("2025Q3", 5)])
    assert (value(found, "b.current"), found["budget.b.current"].sources) == (1000, ())
    assert facts("2025Q4", [budget("b", source="s2")], [])["budget.b.current"].sources == ("s2",)


@pytest.mark.parametrize(("executed", "text"), [("1000.4", "over"), ("999.6", "under")])
def test_a_rate_beside_a_hundred_keeps_away_from_it(executed: str, text: str) -> None:
    rate = facts("2025Q2", [budget("b")], [spent("2025Q2", executed)])["budget.b.rate"]
    assert (rate.short_of, (rate.value or 0) > 100) == (100, text == "over")


def test_the_changes_of_money_are_told() -> None:
    executions = [spent("2025Q1", 100), spent("2025Q2", 250)]
    found = facts("2025Q2", [budget("b")], executions)
    assert found.changes == (Change("execution", "b", "budget.b.executed.at-2025Q1", "budget.b.executed"),)


def test_what_was_spent_by_a_quarter_that_was_overwritten_is_no_change() -> None:
    found = facts("2025Q2", [budget("b", executed=250, executed_as_of="2025-06")], [])
    assert found.changes == ()


def test_the_funds_of_a_programme_add_up_and_one_that_is_missing_leaves_its_whole_missing() -> None:
    budgets = [budget("n", fund="national"), budget("p", fund="province", current=500), budget("c", "p2")]
    known = [spent("2025Q2", 400, fund="national"), spent("2025Q2", 100, fund="province")]
    found = facts("2025Q2", budgets, known)
    assert (value(found, "program.p1.current"), value(found, "program.p1.executed")) == (1500, 500)
    assert (value(found, "fund.national.rate"), value(found, "fund.province.rate")) == (40, 20)
    assert "budget.program.p2.current" not in found.of
    partly = facts("2025Q2", budgets, known[:1])
    assert (value(partly, "program.p1.executed"), value(partly, "program.p1.rate")) == (None, None)
    assert (value(partly, "total.executed"), value(partly, "total.executed-missing")) == (400, 2)


def test_amounts_are_told_in_the_unit_that_the_project_names() -> None:
    found = facts("2025Q2", [budget("b", current=165330)], [spent("2025Q2", "9.25", unit="억원")], unit="억원")
    assert (value(found, "b.current"), found["budget.b.current"].unit) == (Decimal("1653.3"), "억원")
    assert (value(found, "b.executed"), found["budget.b.executed"].rule) == (Decimal("9.25"), "given")


row = st.tuples(st.sampled_from(UNITS), amounts, amounts, st.sampled_from([None, "national", "province"]))


@given(st.lists(row, min_size=1, max_size=6), st.sampled_from([None, *UNITS]))
def test_totals_equal_their_parts_over_mixed_units_and_funds(
    rows: list[tuple[str, int | None, int | None, str | None]], unit: MoneyUnit | None
) -> None:
    budgets, executions = [], []
    for n, (written, current, executed, fund) in enumerate(rows, 1):
        budgets.append(budget(f"b{n}", f"p{n}", unit=written, fund=fund, current=current))
        executions.append(spent("2025Q2", executed, f"p{n}", unit=written, fund=fund))
    found = facts("2025Q2", budgets, executions, unit=unit)
    for position, name in ((1, "current"), (2, "executed")):
        total = found[f"budget.total.{name}"]
        known = [in_unit(Decimal(one[position] or 0), one[0], "원") for one in rows if one[position] is not None]
        told = None if total.value is None else in_unit(total.value, total.unit, "원")
        assert told == (sum(known) if known else None)
        parts = [found[f"budget.b{n}.{name}"].value or 0 for n in range(1, len(rows) + 1)]
        assert (total.value or 0) == sum(parts)
    both = [(Decimal(one[1]), Decimal(one[2]), one[0]) for one in rows if one[1] is not None and one[2] is not None]
    whole, part = (sum(in_unit(one[n], one[2], "원") for one in both) for n in (0, 1))
    rate = found["budget.total.rate"].value
    assert (rate is None) == (not whole)
    assert rate is None or abs(rate - part * 100 / whole) < Decimal("1e-20") * max(rate, 1)


@st.composite
def grown(draw: st.DrawFn) -> tuple[Mapping[str, list[Fields]], Mapping[str, list[Fields]]]:
    """Money as it stands on the day of 2025Q2, and as it may stand on any later day."""
    executed = [draw(st.integers(0, 900)) for _ in range(2)]
    then = {
        "budgets": [budget("b", original=900, current=900, source="s1"), budget("c", "p2", original=400, current=400)],
        "executions": [spent(quarter, amount) for quarter, amount in zip(YEAR, executed, strict=False)],
    }
    later = {name: [dict(one) for one in records] for name, records in then.items()}
    if draw(st.booleans()):
        later["budgets"][0] |= {"supplementary": 100, "supplementary_on": "2025-07-20", "current": 1000}
    if draw(st.booleans()):
        later["budgets"][1] |= {"executed": draw(st.integers(0, 400)), "executed_as_of": "2025-09"}
    if draw(st.booleans()):
        later["budgets"].append(
            {**budget("d", "p3", supplementary=50, supplementary_on="2025-07-20", unit="원"), "current": 50}
        )
    more = st.lists(st.sampled_from(["2025Q3", "2025Q4"]), unique=True)
    later["executions"] += [spent(q, draw(amounts), unit=draw(st.sampled_from(UNITS))) for q in draw(more)]
    return then, later


@given(grown())
def test_a_quarter_tells_the_same_of_money_from_the_data_of_any_later_day(
    grown: tuple[Mapping[str, list[Fields]], Mapping[str, list[Fields]]],
) -> None:
    then, later = grown
    own = facts("2025Q2", then["budgets"], then["executions"], YEAR[:2])
    again = facts("2025Q2", later["budgets"], later["executions"])
    assert money(again) == money(own)
    assert again.changes == own.changes
    assert again.known.budgets == own.known.budgets


def money(found: Facts) -> Mapping[str, Fact]:
    return {name: fact for name, fact in found.of.items() if name.startswith("budget.")}


@pytest.mark.parametrize("end_of", ["third", "fourth"])
def test_september_made_again_in_december_has_the_amounts_of_september(tmp_path: Path, end_of: str) -> None:
    project = young_farmers(tmp_path, end_of)  # type: ignore[arg-type]
    keep_by_quarter(project)
    found = derive(load(project).dataset, Quarter(2026, 3))
    assert (value(found, "total.executed"), value(found, "total.current")) == (Decimal("93889.5"), 165330)
    assert (value(found, "total.counted-current"), value(found, "total.executed-missing")) == (165210, 1)
    assert round(value(found, "total.rate") or 0, 1) == Decimal("56.8")
    assert not [fact for fact in found.of.values() if "rep4" in fact.sources]
    assert value(found, "total.executed-change") == Decimal("35264.25")


def test_december_of_the_made_up_office_in_its_old_form_is_right(tmp_path: Path) -> None:
    found = derive(load(young_farmers(tmp_path, "fourth")).dataset, Quarter(2026, 4))
    assert (value(found, "total.executed"), round(value(found, "total.rate") or 0, 1)) == (
        Decimal("141551.2"),
        Decimal("85.6"),
    )
