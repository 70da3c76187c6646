"""Dimensions as a project declares them, and members as its files write them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest
from tests.divided import SETTINGS

from policyreport.diagnostics import Problem
from policyreport.inputs import load
from policyreport.project import Project

Make = Callable[[Mapping[str, str | bytes]], Project]
Faults = Callable[[Mapping[str, str | bytes]], list[Problem]]

INDICATOR = "indicators:\n  - {id: a, title: 가, unit: 명, role: output, definition: 정의}\n"
SEEN = "indicator: a, value: 1, quarter: 2025Q2, as_of: 2025-06-30, source: s1"
BUDGET = "program: global-tips, year: 2025, unit: 억원, source: s1"


def observed(*members: str) -> Mapping[str, str]:
    lines = "".join(f"  - {{{SEEN}, dimensions: {{{one}}}}}\n" for one in members)
    return {"data/project.yaml": SETTINGS, "data/values.yaml": f"{INDICATOR}observations:\n{lines}"}


def test_a_member_may_be_written_by_its_code_or_its_title(make: Make):
    known = load(make(observed("region: garam", "시군: 별빛군", "성별: f, region: 가람시"))).dataset
    assert [one.dimensions for one in known.observations if one.indicator == "a"] == [
        {"region": "garam"},
        {"region": "byeol"},
        {"region": "garam", "gender": "f"},
    ]
    assert [*known.dimensions] == ["region", "gender"]


def test_an_unknown_member_is_told_with_its_place_and_what_may_be_meant(faults: Faults):
    (problem,) = faults(observed("region: 가람군"))
    assert (problem.code, str(problem.where)) == ("data.unknown-member", "data/values.yaml:4:99")
    assert problem.field == "observations[2] › dimensions › region"
    assert problem.hint is not None
    assert problem.hint.ko.startswith("'가람시'을(를) 뜻했습니까?")


def test_an_unknown_dimension_is_told_with_what_may_be_meant(faults: Faults):
    (problem,) = faults(observed("regoin: garam"))
    assert problem.code == "data.unknown-dimension"
    assert problem.hint is not None
    assert problem.hint.en.startswith("did you mean 'region'?")


def test_members_without_declared_dimensions_say_where_to_declare_them(faults: Faults):
    (problem,) = faults({**observed("region: garam"), "data/project.yaml": SETTINGS.partition("dimensions:")[0]})
    assert problem.hint is not None
    assert "data/project.yaml" in problem.hint.ko


def test_a_value_of_a_member_twice_conflicts_and_of_two_members_does_not(faults: Faults):
    (problem,) = faults(observed("region: garam", "region: byeol", "시군: 가람시"))
    assert problem.code == "data.conflicting-observations"


def test_members_that_are_no_names_say_so(faults: Faults):
    broken = observed("region: garam")["data/values.yaml"].replace("{region: garam}", "garam")
    (problem,) = faults({**observed(), "data/values.yaml": broken})
    assert problem.code == "data.wrong-type"


def test_a_csv_file_has_a_column_headed_by_the_dimensions_title(make: Make):
    settings = SETTINGS + "inputs:\n  - {file: 값.csv, collection: observations, columns: {관할: dimensions.gender}}\n"
    rows = (
        "지표,분기,값,기준 시점,출처,시군,관할\na,2025Q2,1,2025-06-30,s1,별빛군,\na,2025Q2,2,2025-06-30,s1,garam,여성\n"
    )
    known = load(make({"data/project.yaml": settings, "data/a.yaml": INDICATOR, "data/값.csv": rows})).dataset
    found = [one.dimensions for one in known.observations if one.indicator == "a"]
    assert found == [{"region": "byeol"}, {"region": "garam", "gender": "f"}]


def test_an_unknown_member_in_a_csv_file_is_told_with_its_field(faults: Faults):
    settings = SETTINGS + "inputs:\n  - {file: 값.csv, collection: observations}\n"
    rows = "지표,분기,값,기준 시점,출처,시군\na,2025Q2,1,2025-06-30,s1,별빛시\n"
    (problem,) = faults({"data/project.yaml": settings, "data/a.yaml": INDICATOR, "data/값.csv": rows})
    assert (problem.code, str(problem.where)) == ("data.unknown-member", "data/값.csv:2:6")


def test_a_column_of_a_dimension_that_is_not_declared_is_unknown(faults: Faults):
    settings = SETTINGS.partition("dimensions:")[0] + "inputs:\n  - {file: 값.csv, collection: observations}\n"
    rows = "지표,분기,값,기준 시점,출처,시군\na,2025Q2,1,2025-06-30,s1,별빛군\n"
    (problem,) = faults({"data/project.yaml": settings, "data/a.yaml": INDICATOR, "data/값.csv": rows})
    assert problem.code == "table.unknown-head"


def budgets(*rows: str) -> Mapping[str, str]:
    lines = "".join(f"  - {{id: b{i}, {BUDGET}{row}}}\n" for i, row in enumerate(rows))
    return {"data/project.yaml": SETTINGS, "data/budgets.yaml": f"budgets:\n{lines}"}


def test_a_programme_may_have_a_budget_for_each_member(make: Make):
    rows = (", dimensions: {region: garam}", ", dimensions: {시군: 별빛군}")
    assert len(load(make(budgets(*rows))).dataset.budgets) == 2


@pytest.mark.parametrize("other", ["", ", dimensions: {gender: f}"])
def test_money_that_would_be_counted_twice_is_refused(faults: Faults, other: str):
    (problem,) = faults(budgets(", dimensions: {region: garam}", other))
    assert (problem.code, str(problem.where)) == ("data.mixed-dimensions", "data/budgets.yaml:3:5")


def test_money_of_a_fund_without_members_beside_members_is_refused(faults: Faults):
    (problem,) = faults(budgets(", fund: 국비, dimensions: {region: garam}", ", fund: 도비"))
    assert problem.code == "data.mixed-dimensions"


def executions(*rows: str) -> Mapping[str, str]:
    spent = "program: global-tips, year: 2025, quarter: 2025Q2, executed: 1, unit: 억원, source: s1"
    lines = "".join(f"  - {{{spent}{row}}}\n" for row in rows)
    return {**budgets(", dimensions: {region: garam}"), "data/spent.yaml": f"executions:\n{lines}"}


def test_an_execution_of_a_member_is_of_its_budget(make: Make):
    (one,) = load(make(executions(", dimensions: {시군: 가람시}"))).dataset.executions
    assert one.dimensions == {"region": "garam"}


@pytest.mark.parametrize("members", ["", ", dimensions: {region: byeol}"])
def test_an_execution_of_other_members_than_the_budgets_is_refused(faults: Faults, members: str):
    (problem,) = faults(executions(members))
    assert problem.code == "data.execution-without-budget"
    assert "region garam" in problem.what.ko


def test_an_execution_of_a_member_beside_a_budget_of_none_is_told_with_both(faults: Faults):
    (problem,) = faults({**executions(", dimensions: {region: byeol}"), **budgets("")})
    assert problem.code == "data.execution-without-budget"
    assert "other members (-) than this execution (region byeol)" in problem.what.en
    assert "구분은 -인데 이 집행은 region byeol" in problem.what.ko


def test_two_budgets_of_one_member_are_refused(faults: Faults):
    (problem,) = faults(budgets(", dimensions: {region: garam}", ", dimensions: {시군: 가람시}"))
    assert problem.code == "data.duplicate-budget"


@pytest.mark.parametrize(
    ("declared", "named"),
    [
        ("Region: {title: 시군, members: [{code: a, title: 가}]}", "Region"),
        ("program: {title: 시군, members: [{code: a, title: 가}]}", "program"),
        ("region: {title: 분기, members: [{code: a, title: 가}]}", "분기"),
        ("region: {title: 시군, members: [{code: a, title: 가}, {code: a, title: 나}]}", "'a'"),
        ("region: {title: 시군, members: [{code: a, title: 가}, {code: b, title: 가}]}", "가"),
        ("region: {title: 시군, members: []}", "members"),
    ],
)
def test_dimensions_that_cannot_be_told_apart_are_refused(faults: Faults, declared: str, named: str):
    settings = SETTINGS.partition("dimensions:")[0] + f"dimensions:\n  {declared}\n"
    (problem,) = faults({"data/project.yaml": settings})
    assert named in problem.what.ko
    assert str(problem.where).startswith("data/project.yaml")
