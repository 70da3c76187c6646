from __future__ import annotations

import pytest
from tests.divided import DIMENSIONS, of
from tests.knowledge import Fields, dataset, indicator, seen
from tests.rules.applied import found

from policyreport.diagnostics import Problem

REGIONS = (of("a", "2025Q1", 70, region="garam"), of("a", "2025Q1", 28, region="byeol"))


def members(*observations: Fields, **more: object) -> list[Problem]:
    indicators = [indicator("a", **{"unit": "명", **more})]
    return found(
        "sum.members", dataset("2025Q1", dimensions=DIMENSIONS, indicators=indicators, observations=list(observations))
    )


def test_members_that_do_not_make_their_whole_are_found_with_the_difference():
    (problem,) = members(*REGIONS, seen("a", "2025Q1", 100))
    assert (
        "시군의 합은 98(observations[1], observations[2])인데 전체는 100(observations[3])입니다. 차이 -2"
        in problem.what.ko
    )
    assert "add up to 98" in problem.what.en
    assert "a difference of -2" in problem.what.en
    assert problem.field == "observations › a › value"


def test_dimensions_that_add_up_to_different_sums_are_found():
    (problem,) = members(*REGIONS, of("a", "2025Q1", 50, gender="f"), of("a", "2025Q1", 50, gender="m"))
    assert "성별의 합은 100" in problem.what.ko
    assert "시군 합은 98" in problem.what.ko


def test_a_member_whose_crossed_values_do_not_make_it_is_found():
    crossed = [of("a", "2025Q1", n, region="garam", gender=g) for n, g in ((30, "f"), (41, "m"))]
    (problem,) = members(*REGIONS, *crossed)
    assert "가람시: 성별의 합은 71" in problem.what.ko


def test_known_members_that_make_more_than_the_whole_are_found():
    (problem,) = members(REGIONS[0], seen("a", "2025Q1", 60))
    assert "차이 10" in problem.what.ko


@pytest.mark.parametrize(
    ("observations", "more"),
    [
        ((*REGIONS, seen("a", "2025Q1", 98)), {}),
        ((REGIONS[0], seen("a", "2025Q1", 100)), {}),
        ((*REGIONS, seen("a", "2025Q1", 100)), {"combine": "none"}),
        ((*REGIONS, seen("a", "2025Q1", 35)), {"unit": "%"}),
        ((seen("a", "2025Q1", 100),), {}),
    ],
    ids=["they make it", "one is not known", "they do not add up", "a rate", "no members"],
)
def test_members_that_make_their_whole_or_cannot_be_added_are_left_alone(
    observations: tuple[Fields, ...], more: Fields
):
    assert members(*observations, **more) == []
