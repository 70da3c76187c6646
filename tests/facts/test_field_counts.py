from __future__ import annotations

from decimal import Decimal

import pytest
from tests.knowledge import Fields, dataset, measure, program

from policyreport.diagnostics import SourceLocation
from policyreport.facts import derive
from policyreport.model import Places, Quarter


def field(name: str) -> Fields:
    return {"id": name, "title": name, "short_title": name, "content": "내용", "sources": ["s1"]}


KNOWN = dataset(
    fields=[field("ai"), field("bio")],
    measures=[measure("own", fields=["ai"]), measure("open"), measure("empty", fields=["bio"])],
    programs=[
        program("p1", "own", "open", fields=["ai", "bio"]),
        program("p2", "own", "open"),
        program("p3", "open", fields=["bio"]),
    ],
)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("measures.growth.in.ai", 2),
        ("measures.growth.in.bio", 2),
        ("programs.own.in.ai", 2),
        ("programs.own.in.bio", 0),
        ("programs.open.in.ai", 2),
        ("programs.open.in.bio", 3),
        ("programs.empty.in.bio", 0),
    ],
)
def test_a_field_can_draw_on_what_names_it_or_names_none(name: str, value: int) -> None:
    fact = derive(KNOWN, Quarter(2024, 3))[f"count.{name}"]
    assert (fact.value, fact.unit, fact.rule) == (Decimal(value), "개", "count")


def test_such_a_count_stands_on_what_it_counts() -> None:
    places = Places({("programs", n): SourceLocation("data/programs.yaml", n + 1) for n in range(3)})
    facts = derive(KNOWN.model_copy(update={"places": places}), Quarter(2024, 3))
    assert [place.line for place in facts["count.programs.open.in.ai"].places] == [1, 2]
