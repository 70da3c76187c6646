"""What is told of an issued figure that would be another: where it is printed, who got it, and what moved beneath."""

from __future__ import annotations

from pathlib import Path

import pytest

from policyreport.ledger import open_ledger
from policyreport.ledger.outbox import Due
from policyreport.project import Project

from .small_project import small, write_kind
from .test_restating import FIGURES, OLDER, RESTATED, again, built, change, refused

FILE = "data/quarters/2026Q1.yaml"
AT = "2026-04-02T00:00:00+00:00"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = small(tmp_path, "txt")
    write_kind(tmp_path, "figures", "txt", FIGURES)
    again(made, OLDER)
    return made


def deliver(project: Project, *recipients: str, number: int = 1) -> None:
    """Write down that an issue was sent to some, as a delivery does."""
    with open_ledger(project.out) as ledger:
        issue = ledger.issues.find(OLDER, number)
        assert issue is not None
        due = [Due(name, "mail", "goal", f"<{name}-{number}>") for name in recipients]
        ledger.outbox.approve(OLDER, issue.manifest, due, AT)
        for one in recipients[:-1]:
            ledger.outbox.begin(issue.manifest, one, AT)
            ledger.outbox.settle(issue.manifest, one, state="sent", reason="", passing=False, at=AT)


def test_of_a_derived_figure_the_operand_that_moved_is_named_down_to_its_place(project: Project):
    change(project, FILE, "value: 320\n", "value: 337\n")
    rate, applied = refused(project, OLDER)
    line = (project.root / FILE).read_text("utf-8").splitlines().index("    value: 337") + 1
    assert rate.field == "indicator.smart-shop-rate"
    assert f"what moved: '스마트상점 신청' 320개소 → 337개소 ({FILE}:{line}" in rate.what.en
    assert "움직인 값: '스마트상점 신청' 320개소 → 337개소" in rate.what.ko
    assert "what moved" not in applied.what.en


def test_those_who_got_the_figure_are_named_and_those_who_only_wait_for_it_are_not(project: Project):
    deliver(project, "mayor", "council", "press")
    change(project, FILE, "value: 300\n", "value: 350\n")
    (ceiling,) = refused(project, OLDER)
    assert ceiling.what.en.endswith("; sent to mayor, council")
    assert ceiling.what.ko.endswith("출력된 곳: figures.txt (14줄). 받은 곳: mayor, council")


def test_who_got_an_issue_that_said_something_else_did_not_get_the_figure(project: Project):
    deliver(project, "mayor", "press")
    change(project, FILE, "value: 300\n", "value: 350\n")
    assert built(project, OLDER, RESTATED).number == 2
    deliver(project, "council", "press", number=2)
    change(project, FILE, "value: 350\n", "value: 400\n")
    (ceiling,) = refused(project, OLDER)
    assert "(issue 2) and would be 400만원 이내 in issue 3" in ceiling.what.en
    assert ceiling.what.en.endswith("; sent to council")
