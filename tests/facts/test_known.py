"""An old quarter's documents never tell the future."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from tests.knowledge import Fields, dataset, event, indicator, measure, program, seen, source, target

from policyreport.facts import derive
from policyreport.model import Dataset, Quarter

NOW = Quarter(2024, 4)


def known(**collections: object) -> Dataset:
    """Return what is known at the end of 2024 of a data set that also tells of the year after."""
    return derive(dataset("2024Q3", "2024Q4", "2025Q1", **collections), NOW).known


def ids(records: Iterable[object]) -> list[str]:
    return [record.id for record in records]  # type: ignore[attr-defined]


def meeting(name: str, date: str) -> Fields:
    return {"id": name, "title": name, "date": date, "agenda": ["점검"], "sources": ["s1"]}


def action(name: str, meeting: str) -> Fields:
    return {"id": name, "title": name, "meeting": meeting, "status": "ongoing", "sources": ["s1"]}


def test_events_after_the_as_of_day_are_not_known() -> None:
    events = [event("last", "2024-12-31"), event("later", "2025-01-01"), event("first", "2024-07-10")]
    assert ids(known(events=events).events) == ["last", "first"]


def test_meetings_after_the_as_of_day_are_not_known_nor_what_they_asked_for() -> None:
    council = known(
        meetings=[meeting("held", "2024-12-31"), meeting("later", "2025-01-01")],
        actions=[action("asked", "held"), action("to-be-asked", "later")],
    )
    assert (ids(council.meetings), ids(council.actions)) == (["held"], ["asked"])


def test_values_of_later_quarters_are_not_known() -> None:
    observations = [seen("a", quarter, n) for n, quarter in enumerate(("2024Q3", "2024Q4", "2025Q1"))]
    assert [o.value for o in known(indicators=[indicator("a")], observations=observations).observations] == [0, 1]


def test_targets_set_later_are_not_known() -> None:
    targets = [target("a", 1, "2024-12-31"), target("a", 2, "2025-01-01")]
    assert [t.value for t in known(indicators=[indicator("a")], targets=targets).targets] == [1]


@pytest.mark.parametrize(
    ("collections", "programs"),
    [
        ({"events": [event("e", "2024-12-31", programs=["p2"])]}, ["p1", "p2"]),
        ({"events": [event("e", "2025-01-01", programs=["p2"])]}, ["p1"]),
        ({"observations": [seen("a", "2024Q4", 1)]}, ["p1", "p2"]),
        ({"observations": [seen("a", "2025Q1", 1)]}, ["p2"]),
        ({"observations": [seen("a", "2025Q1", 1), seen("a", "2024Q4", 1)]}, ["p1", "p2"]),
        ({}, ["p1", "p2"]),
    ],
    ids=["event", "later event", "value", "later value", "later value too", "no time told"],
)
def test_a_programme_is_unknown_while_all_that_is_told_of_it_comes_later(
    collections: dict[str, object], programs: list[str]
) -> None:
    told = known(
        measures=[measure("m")],
        programs=[program("p1", "m"), program("p2", "m")],
        indicators=[indicator("a", program="p1")],
        **collections,
    )
    assert ids(told.programs) == programs


@pytest.mark.parametrize(
    ("date", "is_known"),
    [
        ("2024-12-31", True),
        ("2025-01-01", False),
        ("2024-12", True),
        ("2025-01", False),
        ("2024", True),
        ("2025", False),
        (None, True),
    ],
)
def test_a_source_is_known_from_its_day_month_or_year_on(date: str | None, is_known: bool) -> None:  # noqa: FBT001
    sources = [source("s1"), source("s2", **({"date": date} if date else {}))]
    told = known(sources=sources, events=[event("e", "2024-12-31", sources=["s2"])])
    assert ("s2" in ids(told.sources)) is is_known


def test_a_source_that_only_later_records_cite_is_not_known() -> None:
    sources = [source("s1"), source("s2", date="2024-08-01"), source("s3"), source("s4")]
    told = known(
        sources=sources,
        indicators=[indicator("a")],
        observations=[seen("a", "2025Q1", 1, source="s2"), seen("a", "2024Q4", 1, source="s4")],
        events=[event("later", "2025-01-01", sources=["s3"])],
    )
    assert ids(told.sources) == ["s1", "s4"]


def test_a_quarter_tells_the_same_whether_or_not_later_ones_are_written() -> None:
    then = {
        "measures": [measure("m")],
        "programs": [program("p", "m")],
        "indicators": [indicator("a", program="p")],
        "observations": [seen("a", "2024Q3", 1), seen("a", "2024Q4", 2)],
        "targets": [target("a", 5, "2024-07-10")],
        "events": [event("e", "2024-08-01", figures=["a"], programs=["p"])],
    }
    later: dict[str, list[Fields]] = {
        "measures": [],
        "programs": [program("q", "m")],
        "indicators": [],
        "observations": [seen("a", "2025Q1", 9), seen("a", "2025Q1", 8, used="false", reason="중복")],
        "targets": [target("a", 7, "2025-02-20")],
        "events": [event("f", "2025-02-01", figures=["a"], programs=["q"])],
    }
    alone = derive(dataset("2024Q3", "2024Q4", **then), NOW)
    both = derive(dataset("2024Q3", "2024Q4", "2025Q1", **{name: then[name] + later[name] for name in then}), NOW)
    assert both.of == alone.of
    assert both.changes == alone.changes
    assert both.known.model_copy(update={"quarters": alone.known.quarters}) == alone.known


@pytest.mark.parametrize(
    ("told", "status"),
    [
        ({"done": "2024-12-31"}, "done"),
        ({"done": "2025-01-01"}, "ongoing"),
        ({"done": "2025-01-01", "due": "2024-12-31"}, "ongoing"),
        ({"done": "2025-01-01", "due": "2024-12-30"}, "delayed"),
        ({}, "done"),
    ],
)
def test_an_action_that_was_done_later_was_under_way_or_delayed(told: Fields, status: str) -> None:
    first = {"id": "first", "title": "첫 회의", "date": "2024-07-10", "agenda": ["점검"], "sources": ["s1"]}
    given = {"id": "a", "title": "가", "meeting": "first", "status": "done", "note": "마침", "sources": ["s1"], **told}
    (action,) = known(meetings=[first], actions=[given]).actions
    assert (action.status, action.note) == (status, "마침" if status == "done" else None)


@pytest.mark.parametrize(
    ("sources", "is_known"),
    [(["s1"], True), (["s1", "late"], True), (["late"], False), (["year"], True), (["late", "year"], True)],
)
def test_a_milestone_or_risk_is_known_once_one_of_its_sources_is(sources: list[str], is_known: bool) -> None:  # noqa: FBT001
    milestone = {"id": "m", "title": "공고", "due": "2025-03-01", "sources": sources}
    risk = {"id": "r", "title": "부진", "reason": "까닭", "sources": sources}
    dated = [source("s1"), source("late", date="2025-01-02"), source("year", date="2024")]
    told = known(milestones=[milestone], risks=[risk], sources=dated)
    assert (bool(told.milestones), bool(told.risks)) == (is_known, is_known)
