from __future__ import annotations

from collections.abc import Callable

import pytest

from policyreport.diagnostics import ErrorKind, PolicyReportError
from policyreport.document.nodes import Heading
from policyreport.document.output import Rendered
from policyreport.renderers.xlsx.limits import name_problems


@pytest.mark.parametrize("name", ["가" * 31, "😀" * 15, "성과 지표(2025)", "a'b", "Histories", "가&나"])
def test_a_name_that_excel_takes_is_no_problem(name: str):
    assert name_problems([name]) == []


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("", "no name"),
        ("가" * 32, "has 32 characters"),
        ("😀" * 16, "has 32 characters"),
        *((f"가{mark}나", f"contains {mark}") for mark in ":\\/?*[]"),
        ("'가", "apostrophe"),
        ("가'", "apostrophe"),
        ("hiStory", "keeps the sheet name"),
    ],
)
def test_a_name_that_excel_refuses_is_a_problem(name: str, said: str):
    (problem,) = name_problems([name])
    assert (problem.kind, problem.code, problem.field) == (ErrorKind.DATA, "xlsx.sheet-name", name)
    assert said in problem.what.en


def test_names_that_differ_in_case_alone_are_the_same_to_excel():
    assert [problem.field for problem in name_problems(["Seoul", "부산", "SEOUL"])] == ["Seoul", "SEOUL"]


def test_a_name_can_break_several_rules_at_once():
    assert len(name_problems(["'" + "가/" * 20])) == 3


def test_every_problem_of_every_sheet_is_reported_at_once(
    rendered: Callable[..., Rendered], chapter: Callable[[str], Heading]
):
    blocks = (chapter("A/B"), chapter("가" * 32), chapter("Seoul"), chapter("SEOUL"), chapter("표지"))
    with pytest.raises(PolicyReportError) as raised:
        rendered(*blocks)
    assert [p.field for p in raised.value.problems] == ["A/B", "가" * 32, "표지", "Seoul", "SEOUL"]
    assert all(problem.hint and problem.what.ko for problem in raised.value.problems)


def test_a_bad_name_ends_with_the_exit_code_of_the_data(
    rendered: Callable[..., Rendered], chapter: Callable[[str], Heading]
):
    with pytest.raises(PolicyReportError) as raised:
        rendered(chapter("A/B"))
    assert raised.value.exit_code == 3
