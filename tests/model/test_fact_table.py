"""A table of facts: each comes out as it was put in, in its order, and very many take little memory."""

from __future__ import annotations

import pickle
import tracemalloc
from collections.abc import Iterator
from decimal import Decimal

import pytest

from policyreport.diagnostics import SourceLocation
from policyreport.model import Fact
from policyreport.model.fact_table import FactTable

LINE, CELL = SourceLocation("data/a.yaml", 12, 8), SourceLocation("data/b.xlsx", cell="예산!D14")
FAR = SourceLocation("data/a.yaml", 3, 1 << 20)
FACTS = [
    Fact(
        "indicator.a",
        Decimal("1.50"),
        "개",
        "given",
        as_of="2025-06-30",
        places=(LINE,),
        sources=("s1",),
        labels=("[1]",),
    ),
    Fact("indicator.a.target", None, "개", "given", missing="목표 없음"),
    Fact("indicator.b.target", Decimal(3), "개", "given", 1, "at_least", places=(CELL,), less_is_better=True),
    Fact("indicator.b.by.region.11", Decimal(2), "개", "given", places=(FAR,)),
    Fact("count.programs", Decimal(2), "개", "count", places=(LINE, CELL, LINE)),
    Fact(
        "budget.total",
        Decimal(9),
        "원",
        "sum",
        change=True,
        derived_from=("indicator.a", "budget.elsewhere.2025.current"),
    ),
    Fact("indicator.a.progress", Decimal("99.96"), "%", "ratio", derived_from=("indicator.a",), short_of=Decimal(100)),
    Fact("for.region.11.indicator.a.target", Decimal(1), "개", "given"),
    Fact("status", Decimal(1), "", "given"),
    Fact("odd.name.", Decimal(1), "", "given"),
]


def many(number: int) -> Iterator[Fact]:
    told = ("", ".target", ".previous", ".change", ".year-before", ".change-year", ".progress", ".at-2025Q1")
    return (
        Fact(f"indicator.number-{i}{of}", None, "개", "given", as_of="2025-06-30", places=(LINE._replace(line=i),))
        for i in range(number // len(told))
        for of in told
    )


def test_facts_come_out_as_they_were_put_in_and_in_their_order() -> None:
    table = FactTable(FACTS)
    assert list(table) == [fact.id for fact in FACTS]
    assert list(table.values()) == FACTS
    assert [fact.labels for fact in table.values()] == [fact.labels for fact in FACTS]
    assert table == {fact.id: fact for fact in FACTS}
    assert len(table) == len(FACTS)


@pytest.mark.parametrize(
    "name", ["indicator.c", "indicator.a.previous", "target", "indicator", "", "odd.name", "for.region"]
)
def test_what_was_not_put_in_is_not_there(name: str) -> None:
    table = FactTable(FACTS)
    assert name not in table
    assert table.get(name) is None
    with pytest.raises(KeyError):
        table[name]


def test_a_fact_of_the_same_id_takes_the_place_of_the_other() -> None:
    table = FactTable(FACTS)
    new = Fact("indicator.a.progress", Decimal(120), "%", "ratio")
    table.put(new, ("[2]",))
    assert list(table) == [fact.id for fact in FACTS]
    assert table["indicator.a.progress"] == new
    assert table["indicator.a.progress"].labels == ("[2]",)


def test_a_table_goes_to_another_process() -> None:
    assert list(pickle.loads(pickle.dumps(FactTable(FACTS))).values()) == FACTS


def test_very_many_facts_are_all_found() -> None:
    table = FactTable(many(20_000))
    assert len(table) == 20_000
    assert all(table[fact.id] == fact for fact in many(20_000))


def test_a_fact_takes_a_fifth_of_what_it_would_take_as_an_object() -> None:
    def taken(kept: type[FactTable | list[Fact]]) -> int:
        tracemalloc.start()
        held = kept(many(16_000))
        size, _ = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert len(held) == 16_000
        return size

    assert taken(FactTable) * 5 < taken(list)
