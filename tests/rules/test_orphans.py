from __future__ import annotations

from tests.knowledge import dataset, formula, indicator, measure, program, seen, source, target
from tests.rules.applied import fields, found


def test_an_indicator_that_nothing_uses_is_found() -> None:
    assert fields("orphan.indicator", dataset(indicators=[indicator("a")])) == ["indicators › a"]


def test_an_indicator_observed_aimed_at_reckoned_or_part_of_another_is_used() -> None:
    known = dataset(
        indicators=[indicator(name) for name in ("seen", "aimed", "b", "c")] + [formula("total", "sum", "b", "c")],
        observations=[seen("seen", "2024Q3", 1)],
        targets=[target("aimed", 1, "2024-07-10")],
    )
    assert not found("orphan.indicator", known)


def test_a_source_that_no_record_cites_is_found() -> None:
    assert fields("orphan.source", dataset(sources=[source("s1"), source("s2")])) == ["sources › s2"]


def test_a_source_of_one_observation_alone_is_cited() -> None:
    value = seen("a", "2024Q3", 1, source="s2")
    known = dataset(indicators=[indicator("a")], observations=[value], sources=[source("s1"), source("s2")])
    assert not found("orphan.source", known)


def test_a_programme_without_a_measure_is_found() -> None:
    assert fields("orphan.program", dataset(programs=[program("p")])) == ["programs › p › measures"]


def test_a_programme_with_a_measure_is_left_alone() -> None:
    assert not found("orphan.program", dataset(measures=[measure("m")], programs=[program("p", "m")]))


def test_a_measure_without_a_programme_is_found() -> None:
    assert fields("orphan.measure", dataset(measures=[measure("m")])) == ["measures › m"]


def test_a_measure_that_a_programme_carries_out_is_left_alone() -> None:
    assert not found("orphan.measure", dataset(measures=[measure("m")], programs=[program("p", "m")]))
