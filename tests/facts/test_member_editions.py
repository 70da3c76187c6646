"""What the edition for a member of a dimension tells: the member's own, and nothing of others."""

from __future__ import annotations

from tests.divided import DIMENSIONS, of
from tests.knowledge import budget, dataset, event, formula, indicator, program, seen, target

from policyreport.diagnostics import SourceLocation
from policyreport.facts import derive
from policyreport.facts.member_editions import of_member
from policyreport.model import Facts, Places, Quarter

KNOWN = dataset(
    "2025Q1",
    dimensions=DIMENSIONS,
    programs=[
        program("p1", dimensions={"region": "garam"}),
        program("p2", dimensions={"region": "byeol"}),
        program("p3"),
    ],
    indicators=[
        indicator("a", title="정착", unit="명"),
        indicator("b", title="신청", unit="명"),
        indicator("own", title="입주", unit="명", program="p1"),
        indicator("their", title="임대", unit="명", program="p2"),
        formula("mixed", "share", "a", "b", unit="%"),
        formula("whole", "share", "b", "b", title="비율", unit="%"),
    ],
    observations=[
        seen("b", "2025Q1", 200),
        of("a", "2025Q1", 30, region="byeol"),
        of("a", "2025Q1", 70, region="garam"),
        seen("a", "2025Q1", 100),
        seen("own", "2025Q1", 5),
        seen("their", "2025Q1", 6),
    ],
    targets=[target("a", 120, "2025-01-01", year=2025), target("b", 400, "2025-01-01", year=2025)],
    budgets=[
        budget("b1", "p1", 2025, current=70),
        budget("b2", "p2", 2025, current=30),
        budget("b3", "p3", 2025, current=11, dimensions={"region": "garam"}),
        budget("b4", "p3", 2025, current=9, dimensions={"region": "byeol"}),
    ],
    events=[event("e1", "2025-02-01", programs=["p1"]), event("e2", "2025-02-02", programs=["p2"])],
)


def part(code: str = "garam") -> Facts:
    return derive(KNOWN, Quarter(2025, 1), editions_by=["region"]).parts["region", code]


def test_the_values_of_the_member_stand_for_an_indicator_that_it_divides():
    told = part()
    assert told["indicator.a"].value == 70
    assert told["indicator.a.target"].value is None
    assert {i.id: i.title for i in told.known.indicators} == {
        "a": "정착",
        "b": "신청(전체)",
        "own": "입주",
        "mixed": "mixed",
        "whole": "비율(전체)",
    }
    assert (told["indicator.b"].value, told["indicator.b.target"].value) == (200, 400)


def test_a_formula_that_would_mix_the_member_with_the_whole_gives_nothing():
    assert part()["indicator.mixed"].value is None
    assert part()["indicator.whole"].value == 100


def test_records_of_other_members_are_left_out_with_what_hangs_on_them():
    told = part().known
    assert [one.id for one in told.programs] == ["p1", "p3"]
    assert [one.id for one in told.events] == ["e1"]
    assert [one.id for one in told.budgets] == ["b1", "b3"]


def test_totals_of_money_are_the_members():
    assert [part(code)["budget.total.current"].value for code in ("garam", "byeol")] == [81, 39]


def test_facts_of_an_edition_bear_ids_of_their_own_and_are_found_by_them():
    whole = derive(KNOWN, Quarter(2025, 1), editions_by=["region"])
    fact = whole.parts["region", "garam"]["indicator.a"]
    assert fact.id == "for.region.garam.indicator.a"
    assert whole[fact.id] == fact
    assert whole["indicator.a"].value == 100
    total = whole.parts["region", "garam"]["budget.total.current"]
    assert [whole[part].value for part in total.derived_from] == [70, 11]


def test_places_lead_to_where_values_of_an_edition_stand():
    lines = {("observations", i, "value"): SourceLocation("data/a.yaml", i) for i in range(6)}
    placed = KNOWN.model_copy(update={"places": Places(lines)})
    cut = of_member(placed, "region", "garam")
    positions = {seen.indicator: i for i, seen in enumerate(cut.observations)}
    assert {name: cut.places.of["observations", i, "value"].line for name, i in positions.items()} == {
        "b": 0,
        "a": 2,
        "own": 4,
    }


def test_without_editions_there_are_no_parts():
    assert derive(KNOWN, Quarter(2025, 1)).parts == {}
