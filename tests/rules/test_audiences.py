from __future__ import annotations

import pytest
from tests.knowledge import dataset, indicator, seen, source
from tests.rules.applied import found


def told(observation: str, cited: str) -> list[str]:
    known = dataset(
        indicators=[indicator("a")],
        observations=[seen("a", "2024Q3", 1, source="s2", audience=observation)],
        sources=[source("s1"), source("s2", audience=cited)],
    )
    return [f"{problem.field}: {problem.what.ko}" for problem in found("audience.wider", known)]


def test_a_public_record_that_refers_to_an_internal_one_is_found() -> None:
    assert told("public", "internal") == [
        "observations › a › source: 공개 범위가 '공개'인 기록이 '내부'인 's2'을(를) 가리킵니다"
    ]


def test_the_council_is_a_wider_circle_than_the_office() -> None:
    assert told("council", "internal")


@pytest.mark.parametrize(
    ("observation", "cited"), [("internal", "public"), ("council", "council"), ("public", "public")]
)
def test_a_record_for_as_many_or_fewer_is_left_alone(observation: str, cited: str) -> None:
    assert not told(observation, cited)


def test_parts_of_a_formula_count_too() -> None:
    total = indicator("total", formula={"kind": "sum", "of": ["a", "b"]})
    known = dataset(indicators=[indicator("a"), indicator("b", audience="council"), total])
    (problem,) = found("audience.wider", known)
    assert problem.field == "indicators › total › formula › of[2]"
