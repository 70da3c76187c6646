"""A figure whose record says from what it was put right, and why, goes on; nothing else does with it."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.young_farmers import young_farmers
from tests.young_farmers.money import keep_by_quarter

from policyreport.diagnostics import PolicyReportError
from policyreport.pipeline.build import build
from policyreport.project import Project

from .small_project import small, write_kind
from .test_restating import FIGURES, OLDER, ROW, again, change, numbers, refused, told

FILE = "data/quarters/2026Q1.yaml"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = small(tmp_path, "txt")
    write_kind(tmp_path, "figures", "txt", FIGURES)
    return made


def restate(project: Project, old: int, new: int, said: str = "", reason: str = "공고문 정정") -> None:
    """Put a value right, and say from what: what it was, or something else that somebody says."""
    right = f"value: {new}\n    restated_from: {said or old}\n    restated_reason: {reason}\n"
    change(project, FILE, f"value: {old}\n", right)


def test_a_figure_that_is_put_right_from_what_was_issued_is_issued_again(project: Project):
    again(project, OLDER)
    restate(project, 300, 350)
    assert again(project, OLDER).number == 2
    assert numbers(project, OLDER)["indicator.smart-shop-ceiling"]["value"] == "350"


def test_what_is_reckoned_from_it_goes_on_with_it(project: Project):
    again(project, OLDER)
    restate(project, 320, 337)
    assert again(project, OLDER).number == 2


def test_another_figure_that_moved_with_it_is_told_all_the_same(project: Project):
    again(project, OLDER)
    restate(project, 320, 337)
    change(project, FILE, "value: 300\n", "value: 350\n")
    assert told(refused(project, OLDER)) == [("figure.restated", "indicator.smart-shop-ceiling")]


def test_a_figure_that_is_put_right_once_more_is_so_from_what_was_issued_last(project: Project):
    again(project, OLDER)
    restate(project, 300, 350)
    again(project, OLDER)
    change(project, FILE, "value: 350\n    restated_from: 300", "value: 400\n    restated_from: 300")
    assert told(refused(project, OLDER)) == [("figure.restated-from", "indicator.smart-shop-ceiling")]
    change(project, FILE, "restated_from: 300", "restated_from: 350")
    assert again(project, OLDER).number == 3


def test_a_value_from_which_nothing_was_issued_is_told_at_its_place(project: Project):
    again(project, OLDER)
    restate(project, 300, 350, said="310")
    (wrong,) = refused(project, OLDER)
    line = (project.root / FILE).read_text("utf-8").splitlines().index("    restated_from: 310") + 1
    assert wrong.code == "figure.restated-from"
    assert wrong.where is not None
    assert wrong.where[:2] == (FILE, line)
    assert "is said to be restated from 310만원, but was issued as 300만원 이내 (issue 1)" in wrong.what.en


def test_a_bound_is_not_put_right_with_the_value(project: Project):
    again(project, OLDER)
    restate(project, 300, 350)
    change(project, FILE, "bound: at_most", "bound: at_least")
    assert [problem.field for problem in refused(project, OLDER)] == ["indicator.smart-shop-ceiling"]


def test_a_first_issue_may_say_that_a_value_was_put_right_that_was_printed_elsewhere(project: Project):
    restate(project, 300, 350)
    assert again(project, OLDER).number == 1


@pytest.mark.parametrize("left_out", ["restated_from", "restated_reason"])
def test_what_was_issued_and_the_reason_are_needed_together(project: Project, left_out: str):
    restate(project, 300, 350)
    text = (project.root / FILE).read_text("utf-8").splitlines(keepends=True)
    (project.root / FILE).write_text("".join(line for line in text if left_out not in line), "utf-8")
    with pytest.raises(PolicyReportError) as caught:
        build(project, OLDER, ["figures"], ["txt"])
    (problem,) = caught.value.problems
    assert (problem.code, problem.where and problem.where.file) == ("data.missing-field", FILE)


def test_what_may_be_spent_is_put_right_with_what_is_reckoned_from_it(project: Project):
    path = next(path for path in project.data.rglob("*.yaml") if ROW in path.read_text("utf-8"))
    file = str(path.relative_to(project.root))
    again(project, OLDER)
    said = "current: 820\n    restated_from: 800\n    restated_reason: 이월액 누락\n"
    change(project, file, "current: 800\n    executed: 310\n", f"{said}    executed: 310\n")
    assert again(project, OLDER).number == 2
    assert numbers(project, OLDER)["budget.owner-school-2026.current"]["value"] == "820"


def test_what_the_office_spent_is_put_right_with_all_totals_that_count_it(tmp_path: Path):
    office = young_farmers(tmp_path)
    keep_by_quarter(office)
    body = (
        "{% for b in budgets_now %}\n- {{ b.title }} {{ b.executed | in_unit('억원') }}, {{ b.rate }}\n{% endfor %}\n"
    )
    write_kind(tmp_path, "money", "txt", f"# 집행\n\n{body}\n합계 {{{{ budget_total.executed }}}}\n")
    again(office, "2026Q3", "money")
    file, row = "data/quarters/2026Q3.yaml", "{program: p-grant, year: 2026, executed: 10180.5"
    change(office, file, row, row.replace("10180.5", "10080.5"))
    first, *_ = refused(office, "2026Q3", "money")
    assert f"10,180.5백만원 → 10,080.5백만원 ({file}:" in first.what.en
    change(office, file, "executed: 10080.5", "restated_from: 10180.5, restated_reason: 중복 집계, executed: 10080.5")
    assert again(office, "2026Q3", "money").number == 2
