"""A figure that reads otherwise is told with what its change means."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from tests.young_farmers import young_farmers

from policyreport.difference import compare
from policyreport.difference.figures import Turn
from policyreport.model import Facts
from policyreport.pipeline.project_data import read_project
from policyreport.project import open_project


@pytest.fixture(scope="module")
def quarters(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Facts]:
    folder = tmp_path_factory.mktemp("office")
    young_farmers(folder)
    project = open_project(folder)
    return {quarter: read_project(project, quarter).facts for quarter in ("2026Q2", "2026Q3", "2026Q4")}


def turn_of(quarters: dict[str, Facts], indicator: str) -> Turn:
    found = compare(quarters["2026Q3"], quarters["2026Q4"]).figures
    return next(change.turn for change in found if change.id == f"indicator.{indicator}")


def test_less_of_what_should_be_little_is_better(quarters: dict[str, Facts]):
    found = {change.id: change for change in compare(quarters["2026Q3"], quarters["2026Q4"]).figures}
    quitting = found["indicator.leave-rate"]
    assert (quitting.change, quitting.turn) == (Decimal("-1.2"), "better")


def test_more_of_what_should_be_much_is_better(quarters: dict[str, Facts]):
    assert turn_of(quarters, "settled") == "better"


def test_nothing_is_otherwise_in_a_quarter_than_in_itself(quarters: dict[str, Facts]):
    for facts in quarters.values():
        assert compare(facts, facts).is_empty


@pytest.mark.parametrize(("one", "other"), [("2026Q2", "2026Q3"), ("2026Q3", "2026Q4"), ("2026Q2", "2026Q4")])
def test_the_other_way_round_better_is_worse_and_new_is_gone(quarters: dict[str, Facts], one: str, other: str):
    there = {c.id: c for c in compare(quarters[one], quarters[other]).figures}
    back = {c.id: c for c in compare(quarters[other], quarters[one]).figures}
    turned: dict[Turn, Turn] = {"better": "worse", "worse": "better", "": ""}
    assert there.keys() == back.keys()
    for fact, change in there.items():
        assert (change.before, change.after) == (back[fact].after, back[fact].before)
        assert turned[change.turn] == back[fact].turn


def test_a_step_that_became_late_by_the_calendar_alone_is_told(quarters: dict[str, Facts]):
    now = quarters["2026Q3"]
    ahead = next(one for one in now.known.milestones if one.state(now.report.as_of) == "ahead")
    later = now.report.model_copy(update={"as_of": date(2099, 12, 31)})
    after = Facts(now.known, later, now.of, met=now.met, programs=now.programs)
    states = {change.record: (change.before, change.after) for change in compare(now, after).states}
    assert states[ahead.id] == ("ahead", "late")
