"""A table of places gives back every place that it was given."""

from __future__ import annotations

import pytest

from policyreport.diagnostics import SourceLocation
from policyreport.inputs.place_table import PlaceTable
from policyreport.model import Path

PLACES: dict[Path, SourceLocation] = {
    ("programs",): SourceLocation("data/programs.yaml", 1, 1),
    ("policy", "title"): SourceLocation("data/policy.yaml", 2, 10),
    ("programs", 0): SourceLocation("data/programs.yaml", 2, 3),
    ("programs", 0, "title"): SourceLocation("data/programs.yaml", 3, 10),
    ("programs", 2, "measures", 1): SourceLocation("data/more.yaml", 40_000_000, 65_535),
    ("programs", 2, "title"): SourceLocation("data/all.xlsx", cell="지원사업!C14"),
    ("programs", 2, "lead"): SourceLocation("data/long.json", 1, 1_000_000),
    ("events", 5, "date"): SourceLocation("data/events.yaml"),
}


@pytest.fixture
def table() -> PlaceTable:
    made = PlaceTable()
    made.update(PLACES)
    return made


def test_each_place_is_found_by_its_path(table: PlaceTable) -> None:
    assert {path: table[path] for path in PLACES} == PLACES


def test_it_lists_what_it_was_given(table: PlaceTable) -> None:
    assert (dict(table.items()), set(table), len(table)) == (PLACES, set(PLACES), len(PLACES))


def test_a_later_place_takes_that_of_an_earlier_one(table: PlaceTable) -> None:
    table["programs", 0, "title"] = SourceLocation("data/other.yaml", 7, 7)
    assert (table["programs", 0, "title"], len(table)) == (SourceLocation("data/other.yaml", 7, 7), len(PLACES))


@pytest.mark.parametrize(
    "path", [("programs", 1), ("programs", 9, "title"), ("programs", 0, "lead"), ("risks", 0), ("risks",), ()]
)
def test_what_stands_nowhere_is_not_found(path: Path, table: PlaceTable) -> None:
    assert path not in table
