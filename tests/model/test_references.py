from __future__ import annotations

from tests.knowledge import dataset, event, formula, indicator, measure, program, seen

from policyreport.diagnostics import SourceLocation
from policyreport.model import Places, references


def told(**collections: object) -> set[tuple[str, str, str]]:
    found = references(dataset(**collections))
    return {(" ".join(map(str, path)), ref.collection, name) for path, ref, name in found}


def test_references_of_records_within_records_are_found() -> None:
    assert ("indicators 2 formula of 1", "indicators", "b") in told(
        indicators=[indicator("a"), indicator("b"), formula("c", "sum", "a", "b")]
    )


def test_references_in_lists_are_found_with_their_positions() -> None:
    assert {("events 0 measures 0", "measures", "m1"), ("events 0 measures 1", "measures", "m2")} <= told(
        measures=[measure("m1"), measure("m2")], events=[event("e", "2024-07-10", measures=["m1", "m2"])]
    )


def test_references_of_a_single_record_are_found() -> None:
    assert ("policy sources 0", "sources", "s1") in told()


def test_fields_that_are_not_set_refer_to_nothing() -> None:
    assert not {name for _, collection, name in told(indicators=[indicator("a")]) if collection == "programs"}


def test_ids_are_not_references_but_what_points_to_them_is() -> None:
    found = told(
        measures=[measure("m1")],
        programs=[program("p1", "m1")],
        indicators=[indicator("a", program="p1")],
        observations=[seen("a", "2024Q3", 5)],
    )
    assert {(collection, name) for _, collection, name in found} == {
        ("strategies", "growth"),
        ("measures", "m1"),
        ("programs", "p1"),
        ("indicators", "a"),
        ("sources", "s1"),
    }


def test_a_place_is_found_by_the_nearest_record_around_a_value() -> None:
    places = Places(
        {("events", 0): SourceLocation("data/a.yaml", 3), ("events", 0, "title"): SourceLocation("data/a.yaml", 4)}
    )
    assert places.find(("events", 0, "title")) == SourceLocation("data/a.yaml", 4)
    assert places.find(("events", 0, "figures", 2)) == SourceLocation("data/a.yaml", 3)
    assert places.find(("events", 1)) is None


def test_data_sets_that_say_the_same_are_equal_wherever_they_say_it() -> None:
    one = dataset()
    other = one.model_copy(update={"places": Places({("policy",): SourceLocation("data/a.yaml", 1)})})
    assert one == other
