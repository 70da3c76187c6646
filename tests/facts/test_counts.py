from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.knowledge import Fields, dataset, event, measure, program

from policyreport.diagnostics import SourceLocation
from policyreport.facts import derive
from policyreport.model import Facts, Places, Quarter
from policyreport.model.progress import STATUSES


def strategy(name: str, kind: str = "task") -> Fields:
    return {"id": name, "title": name, "goal": "목표", "kind": kind, "sources": ["s1"]}


KNOWN = dataset(
    "2024Q3",
    "2024Q4",
    strategies=[strategy("growth"), strategy("market"), strategy("council", "governance")],
    measures=[measure("m1"), measure("m2"), measure("m3", "market")],
    programs=[program("p1", "m1", "m3"), program("p2", "m2"), program("p3", "m1")],
    events=[
        event("before", "2024-03-21", measures=["m1"]),
        event("own", "2024-07-10", measures=["m1"]),
        event("by-program", "2024-09-30", programs=["p1"]),
        event("both", "2024-10-01", measures=["m2"], programs=["p2"]),
        event("later", "2025-01-01", programs=["p3"]),
    ],
    members=[{"id": "kt", "title": "KT", "sector": "company", "sources": ["s1"]}],
    meetings=[
        {"id": "first", "title": "첫 회의", "date": "2024-07-10", "agenda": ["점검"], "sources": ["s1"]},
        {"id": "next", "title": "다음 회의", "date": "2024-11-01", "agenda": ["점검"], "sources": ["s1"]},
    ],
)


def counted(quarter: str) -> dict[str, Decimal | None]:
    facts = derive(KNOWN, Quarter.parse(quarter)).of
    return {name.removeprefix("count."): fact.value for name, fact in facts.items() if name.startswith("count.")}


def test_records_are_counted_as_they_were_known() -> None:
    now = counted("2024Q3")
    by_status = tuple(f"{of}-{status.replace('_', '-')}" for of in ("programs", "measures") for status in STATUSES)
    apart = (*by_status, "targets-met", "targets-missed", "targets-ongoing")
    assert {name: n for name, n in now.items() if "." not in name and name not in apart} == {
        "strategies": 3,
        "tasks": 2,
        "measures": 3,
        "fields": 0,
        "programs": 1,
        "members": 1,
        "meetings": 1,
        "events": 2,
        "events-now": 2,
        "programs-of-measures": 1,
        "events-of-measures": 2,
        "events-now-of-measures": 2,
        "measures-now": 2,
        "measures-earlier": 0,
        "measures-untold": 1,
    }


def test_later_quarters_count_more_and_their_own_events_apart() -> None:
    later = counted("2024Q4")
    assert (later["programs"], later["meetings"], later["events"], later["events-now"]) == (2, 2, 3, 1)


@pytest.mark.parametrize(
    ("quarter", "name", "counts"),
    [
        ("2024Q3", "growth", (2, 1, 2, 2)),
        ("2024Q3", "market", (1, 1, 1, 1)),
        ("2024Q4", "growth", (2, 2, 3, 1)),
        ("2024Q4", "council", (0, 0, 0, 0)),
    ],
)
def test_what_belongs_to_a_strategy_is_counted_once_each(quarter: str, name: str, counts: tuple[int, ...]) -> None:
    names = ("measures", "programs", "events", "events-now")
    assert tuple(counted(quarter)[f"{kind}.{name}"] for kind in names) == counts


@pytest.mark.parametrize(
    ("quarter", "name", "counts"),
    [
        ("2024Q3", "m1", (1, 2, 2)),
        ("2024Q3", "m2", (0, 0, 0)),
        ("2024Q4", "m2", (1, 1, 1)),
        ("2024Q4", "m3", (1, 1, 0)),
    ],
)
def test_what_belongs_to_a_measure_is_counted_with_its_programmes_events(
    quarter: str, name: str, counts: tuple[int, ...]
) -> None:
    assert tuple(counted(quarter)[f"{kind}.{name}"] for kind in ("programs", "events", "events-now")) == counts


@pytest.mark.parametrize(
    ("quarter", "name", "counts"),
    [
        ("2024Q3", "growth", (1, 0, 1)),
        ("2024Q3", "market", (1, 0, 0)),
        ("2024Q4", "growth", (1, 1, 0)),
        ("2024Q4", "market", (0, 1, 0)),
        ("2024Q4", "council", (0, 0, 0)),
    ],
)
def test_the_measures_of_a_strategy_are_counted_by_when_something_was_last_told_of_them(
    quarter: str, name: str, counts: tuple[int, ...]
) -> None:
    names = ("measures-now", "measures-earlier", "measures-untold")
    assert tuple(counted(quarter)[f"{kind}.{name}"] for kind in names) == counts


@given(st.lists(st.tuples(st.sampled_from(["growth", "market"]), st.sampled_from(["2024-08-01", "2024-10-01", None]))))
def test_every_measure_is_told_of_now_earlier_or_not_at_all(told: list[tuple[str, str | None]]) -> None:
    measures = [measure(f"m{n}", strategy) for n, (strategy, _) in enumerate(told)]
    events = [event(f"e{n}", date, measures=[f"m{n}"]) for n, (_, date) in enumerate(told) if date]
    strategies = [strategy("growth"), strategy("market")]
    facts = derive(dataset("2024Q4", strategies=strategies, measures=measures, events=events), Quarter(2024, 4))
    for of in ("", ".growth", ".market"):
        parts = [facts[f"count.measures-{when}{of}"].value or 0 for when in ("now", "earlier", "untold")]
        assert sum(parts) == facts[f"count.measures{of}"].value


def test_a_count_stands_on_the_records_that_it_counts() -> None:
    places = Places({("events", n): SourceLocation("data/events.yaml", n + 1) for n in range(5)})
    facts = derive(KNOWN.model_copy(update={"places": places}), Quarter(2024, 4))
    assert [place.line for place in facts["count.events"].places] == [2, 3, 4]
    assert [place.line for place in facts["count.events-now.growth"].places] == [4]


@pytest.mark.parametrize(("name", "unit"), [("measures", "개"), ("meetings", "회"), ("events", "건")])
def test_each_kind_has_the_counter_that_korean_uses_for_it(name: str, unit: str) -> None:
    fact = derive(KNOWN, Quarter(2024, 3))[f"count.{name}"]
    assert (fact.unit, fact.decimals, fact.rule, fact.as_of) == (unit, 0, "count", "2024-09-30")


@given(st.lists(st.sampled_from(["growth", "market"]), max_size=8))
def test_the_measures_of_all_strategies_together_are_all_measures(strategies: list[str]) -> None:
    measures = [measure(f"m{n}", strategy) for n, strategy in enumerate(strategies)]
    known = dataset(strategies=[strategy("growth"), strategy("market")], measures=measures)
    facts: Facts = derive(known, Quarter(2024, 3))
    parts = [facts[f"count.measures.{name}"].value or 0 for name in ("growth", "market")]
    assert sum(parts) == facts["count.measures"].value == len(measures)


def test_what_belongs_to_no_measure_is_left_out_of_the_whole_and_what_belongs_to_several_is_counted_once() -> None:
    known = dataset(
        "2024Q3",
        strategies=[strategy("growth"), strategy("market")],
        measures=[measure("m1"), measure("m2", "market")],
        programs=[program("shared", "m1", "m2"), program("alone")],
        events=[
            event("of-both", "2024-08-01", programs=["shared"]),
            event("of-none", "2024-08-01", programs=["alone"]),
            event("told", "2024-08-01"),
        ],
    )
    facts = derive(known, Quarter(2024, 3))
    names = ("programs", "events", "events-now")
    assert [facts[f"count.{name}-of-measures"].value for name in names] == [1, 1, 1]
    assert [facts[f"count.{name}.growth"].value for name in names] == [1, 1, 1]
    assert [facts[f"count.{name}.market"].value for name in names] == [1, 1, 1]
    assert [facts[f"count.{name}"].value for name in names] == [2, 3, 3]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("measures.growth.by.rnd", 1),
        ("programs.growth.by.rnd", 1),
        ("events.growth.by.rnd", 2),
        ("measures.growth.by.network", 1),
        ("programs.growth.by.network", 1),
        ("events-now.growth.by.network", 1),
    ],
)
def test_what_a_strategy_does_is_counted_by_instrument(name: str, value: int) -> None:
    known = KNOWN.model_copy(
        update={
            "measures": tuple(
                one.model_copy(update={"instrument": "network" if one.id == "m2" else "rnd"}) for one in KNOWN.measures
            )
        }
    )
    assert derive(known, Quarter(2024, 4))[f"count.{name}"].value == value


def test_the_events_of_a_measure_are_counted_for_each_quarter_reported_on() -> None:
    later = counted("2024Q4")
    assert [later[f"events.m1.during.{quarter}"] for quarter in ("2024Q3", "2024Q4")] == [2, 0]
    assert "events.m1.during.2024Q4" not in counted("2024Q3")
