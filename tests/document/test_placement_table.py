"""A table of placements gives back every placement that it was given, in little memory, also between processes."""

from __future__ import annotations

import pickle
import tracemalloc

import pytest

from policyreport.document.output import Placement, PlacementTable

PLACEMENTS = [
    Placement("indicator.a", "17.0%", "성과지표!D7"),
    Placement("budget.b.current", "△1,200", "page 2 at 71.0,512.3 to 96.4,524.0"),
    Placement("indicator.a", "", "line 12"),
    Placement("count.programs", "\ud800\0줄\n바꿈", ""),
]
MOST_BYTES = 100
"""What a placement may take; as an object with its texts it takes three times that."""


def test_each_placement_comes_back_in_its_order() -> None:
    table = PlacementTable(PLACEMENTS)
    assert list(table) == PLACEMENTS
    assert [table[i] for i in range(len(table))] == PLACEMENTS
    assert (table[-1], table[1:3]) == (PLACEMENTS[-1], PLACEMENTS[1:3])
    with pytest.raises(IndexError):
        table[len(PLACEMENTS)]


def test_it_comes_back_from_another_process() -> None:
    assert list(pickle.loads(pickle.dumps(PlacementTable(PLACEMENTS)))) == PLACEMENTS


def test_many_placements_take_little_memory() -> None:
    number = 10_000
    tracemalloc.start()
    try:
        table = PlacementTable(Placement("indicator.a", f"{i:,}개소", f"사업 현황!D{i}") for i in range(number))
        held = tracemalloc.get_traced_memory()[0]
    finally:
        tracemalloc.stop()
    assert len(table) == number
    assert held < MOST_BYTES * number
