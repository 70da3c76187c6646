"""What the repository's own templates say of achievement rates, and of targets that have none."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.knowledge import Fields, dataset, indicator, measure, seen, target

from policyreport.document.dump import dump
from policyreport.facts import derive
from policyreport.inputs import report_kinds, settings
from policyreport.model import Quarter
from policyreport.project import open_project
from policyreport.templating import compose

REPOSITORY = open_project(Path(__file__).parents[2])
NOTE = "비율로 견줄 수 없어 달성률을 내지 않음"


def reported(kind: str, *indicators: Fields, value: object = 5, aim: object = 10) -> str:
    """Return what a report says of indicators that all have one value and one target."""
    known = dataset(
        measures=[measure("m")],
        indicators=indicators,
        observations=[seen(str(one["id"]), "2024Q3", value) for one in indicators],
        targets=[target(str(one["id"]), aim, "2024-07-10") for one in indicators],
    )
    facts = derive(known, Quarter(2024, 3))
    return dump(compose(report_kinds(REPOSITORY)[kind], facts, settings(REPOSITORY)))


def outcome(name: str, **more: object) -> Fields:
    return indicator(name, role="outcome", title=f"지표 {name}", **more)


@pytest.mark.parametrize("kind", ["briefing", "onepager"])
def test_a_summary_says_the_rate_of_a_target_where_there_is_one(kind: str):
    lines = reported(kind, outcome("a"), outcome("b", direction="keep")).splitlines()
    items = [line for line in lines if "item:" in line and "목표" in line]
    assert ["대비 달성률" in line for line in items] == [True, False]
    assert '<indicator.a.rate "50.0%"' in items[0]


@pytest.mark.parametrize("kind", ["briefing", "handout", "matrix"])
def test_a_report_says_why_an_indicator_with_value_and_target_has_no_rate(kind: str):
    assert NOTE in reported(kind, outcome("a"), outcome("b", direction="keep"))
    assert NOTE in reported(kind, outcome("a"), aim=0)
    assert NOTE not in reported(kind, outcome("a"), outcome("b", direction="down"))


@pytest.mark.parametrize("kind", ["briefing", "handout", "matrix"])
def test_a_table_of_targets_says_a_rate_that_is_nearly_reached_as_such(kind: str):
    said = reported(kind, outcome("up"), outcome("down", direction="down"), value=21390, aim=21400)
    assert '<indicator.up.rate "99.9%"' in said
    assert '<indicator.down.rate "100.0%"' in said
