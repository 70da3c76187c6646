"""What the repository's own templates say of achievement rates, and of targets that have none."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.knowledge import Fields, dataset, indicator, measure, seen, target

from policyreport.document.dump import dump
from policyreport.facts import derive
from policyreport.facts.achievement import NO_RATIO, TO_BE_KEPT
from policyreport.inputs import report_kinds, settings
from policyreport.model import Quarter
from policyreport.project import open_project
from policyreport.templating import compose

REPOSITORY = open_project(Path(__file__).parents[2])


def reported(kind: str, *indicators: Fields, value: object = 5, aim: object = 10, baseline: object = None) -> str:
    """Return what a report says of indicators that all have one value and one target."""
    known = dataset(
        measures=[measure("m")],
        indicators=indicators,
        observations=[
            *(seen(str(one["id"]), "2024Q3", value) for one in indicators),
            *(seen(str(one["id"]), "2024Q3", baseline, kind="baseline") for one in indicators if baseline is not None),
        ],
        targets=[target(str(one["id"]), aim, "2024-07-10") for one in indicators],
    )
    facts = derive(known, Quarter(2024, 3))
    return dump(compose(report_kinds(REPOSITORY)[kind], facts, settings(REPOSITORY)))


def outcome(name: str, **more: object) -> Fields:
    return indicator(name, role="outcome", title=f"지표 {name}", **more)


@pytest.mark.parametrize("kind", ["briefing", "onepager"])
def test_a_summary_says_the_rate_of_a_target_where_there_is_one(kind: str):
    lines = reported(kind, outcome("a"), outcome("b", direction="keep")).splitlines()
    (item,) = [line for line in lines if "item:" in line and "목표" in line]
    assert '"진행 중 "' in item or "진행 중 " in item
    assert '<indicator.a.rate "50.0%"' in item
    assert '<indicator.b "5개사"' in item


@pytest.mark.parametrize("kind", ["briefing", "handout", "matrix"])
def test_a_report_says_why_an_indicator_with_value_and_target_has_no_rate(kind: str):
    assert f'note: "지표 b: {TO_BE_KEPT}."' in reported(kind, outcome("a"), outcome("b", direction="keep"))
    assert f'note: "지표 a, 지표 b: {NO_RATIO}."' in reported(kind, outcome("a"), outcome("b"), aim=0)
    assert "달성률을 내지 않음." not in reported(kind, outcome("a"), outcome("b", direction="down"))


@pytest.mark.parametrize("kind", ["briefing", "handout", "matrix"])
def test_a_table_of_targets_says_only_the_formulas_that_occur(kind: str):
    up, down = outcome("up"), outcome("down", direction="down")
    assert 'note: "달성률: 실적÷목표."' in reported(kind, up)
    assert 'note: "달성률: 목표÷실적."' in reported(kind, down)
    assert 'note: "달성률: 실적÷목표 [지표 up], 목표÷실적 [지표 down]."' in reported(kind, up, down)
    assert 'note: "달성률:' not in reported(kind, outcome("a", direction="keep"))


@pytest.mark.parametrize("kind", ["briefing", "handout", "matrix"])
def test_a_table_of_targets_tells_of_each_indicator_as_its_achievement_says(kind: str):
    ways = [outcome(way, achievement=way) for way in ("ratio", "progress", "met")]
    said = reported(kind, *ways, baseline=0)
    assert '<indicator.ratio.rate "50.0%"' in said
    assert '<indicator.progress.progress "50.0%"' in said
    assert "<indicator.met.rate" not in said.split("목표 대비 성과", 1)[1]
    assert said.count("진행 중") >= 3
    assert "기준값부터의 진도 (실적-기준값)÷(목표-기준값) [지표 progress]" in said
    assert 'note: "지표 met: 비율 없이 달성 여부만 표시."' in said


@pytest.mark.parametrize("kind", ["briefing", "handout", "matrix"])
def test_a_table_of_targets_says_a_rate_that_is_nearly_reached_as_such(kind: str):
    said = reported(kind, outcome("up"), outcome("down", direction="down"), value=21390, aim=21400)
    assert '<indicator.up.rate "99.9%"' in said
    assert '<indicator.down.rate "100.0%"' in said


def test_a_briefing_sets_the_same_quarter_of_last_year_beside_the_quarter_before():
    known = dataset(
        "2023Q4",
        "2024Q3",
        "2024Q4",
        measures=[measure("m")],
        indicators=[outcome("a", direction="down")],
        observations=[seen("a", "2023Q4", 9), seen("a", "2024Q3", 4), seen("a", "2024Q4", 6)],
    )
    kinds, words = report_kinds(REPOSITORY), settings(REPOSITORY)
    facts = derive(known, Quarter(2024, 4))
    briefing, matrix = (dump(compose(kinds[kind], facts, words)) for kind in ("briefing", "matrix"))
    for said in (briefing, matrix):
        assert '<indicator.a.change "2개사' in said or '<indicator.a.change "2"' in said
        assert '<indicator.a.change-year "△3' in said
    assert '"전년 동기 대비" right' in briefing
    assert " 개선" in briefing.split("성과지표 증감", 1)[1]
    earlier = derive(known, Quarter(2024, 3))
    assert "전년 동기" not in dump(compose(kinds["briefing"], earlier, words))
