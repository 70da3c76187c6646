from __future__ import annotations

from tests.knowledge import dataset, event, measure, program

from policyreport.model import Dataset
from policyreport.model.facts import Part, by_measure, by_strategy

STRATEGIES = [
    {"id": name, "title": name, "goal": "목표", "kind": kind, "sources": ["s1"]}
    for name, kind in (("growth", "task"), ("reach", "task"), ("council", "governance"))
]
KNOWN = dataset(
    strategies=STRATEGIES,
    measures=[measure("m1", "growth"), measure("m2", "growth"), measure("m3", "reach")],
    programs=[program("p1", "m1", "m2"), program("p2", "m3"), program("p3")],
    events=[
        event("e1", "2024-07-10", measures=["m1"]),
        event("e2", "2024-07-11", programs=["p1"]),
        event("e3", "2024-07-12", measures=["m2"], programs=["p1", "p2"]),
        event("e4", "2024-07-13", programs=["p3"]),
        event("e5", "2024-07-14", programs=["unheard-of"]),
    ],
)


def names(part: Part) -> tuple[list[str], list[str]]:
    return [p.id for p in part.programs], [e.id for e in part.events]


def test_a_measure_has_its_programmes_and_the_events_of_its_own_and_of_them() -> None:
    assert names(by_measure(KNOWN)["m1"]) == (["p1"], ["e1", "e2", "e3"])


def test_an_event_that_belongs_in_two_ways_is_there_once() -> None:
    assert names(by_measure(KNOWN)["m2"]) == (["p1"], ["e2", "e3"])


def test_a_strategy_has_what_its_measures_have_each_once() -> None:
    assert names(by_strategy(KNOWN)["growth"]) == (["p1"], ["e1", "e2", "e3"])


def test_an_event_may_belong_to_two_strategies() -> None:
    assert names(by_strategy(KNOWN)["reach"]) == (["p2"], ["e3"])


def test_a_strategy_without_measures_has_nothing() -> None:
    assert names(by_strategy(KNOWN)["council"]) == ([], [])


def test_a_measure_that_is_not_known_is_left_out() -> None:
    without: Dataset = KNOWN.model_copy(update={"measures": KNOWN.measures[:1]})
    assert list(by_measure(without)) == ["m1"]
