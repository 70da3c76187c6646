"""The one-page report shows as many programmes as a page has room for, and says which ones it chose."""

from __future__ import annotations

import re

import pytest
from tests.knowledge import Fields, budget, dataset, measure, program
from tests.templating.test_achievement_in_reports import REPOSITORY

from policyreport.document.dump import dump
from policyreport.facts import derive
from policyreport.inputs import report_kinds, settings
from policyreport.model import Quarter
from policyreport.templating import compose

BEHIND, ATTENTION, ON_TRACK = 10, 70, 95
"""What is spent in percent, of a plan of all, by the year's end."""


def said(*spent: int) -> str:
    """Return the report on programmes p1, p2 … of which so many percent are spent; later ones have more money."""
    budgets: list[Fields] = [
        budget(f"b{n}", f"p{n}", 2024, current=n * 100, executed=n * percent, executed_as_of="2024-12")
        for n, percent in enumerate(spent, 1)
    ]
    known = dataset(
        "2024Q4",
        measures=[measure("m")],
        programs=[program(f"p{n + 1}", "m") for n in range(len(spent))],
        budgets=budgets,
    )
    kind = report_kinds(REPOSITORY)["onepager"]
    return dump(compose(kind, derive(known, Quarter(2024, 4)), settings(REPOSITORY)))


def rows(report: str) -> list[str]:
    table = report.split("지원사업 추진현황", 1)[1].split("합계", 1)[0]
    return re.findall(r"\bp\d+\b", table)


def note(report: str) -> str:
    """Return the note below the table as it is printed; nothing where there is none."""
    found = re.search(r"note: (.*합계는 전체 사업.*)", report)
    return "".join(re.findall(r'(?:<\S+ )?"([^"]*)"(?: =[^>]*>)?', found[1])) if found else ""


def test_all_programmes_are_shown_where_there_is_room() -> None:
    report = said(*[ON_TRACK] * 8)
    assert rows(report) == [f"p{n}" for n in range(1, 9)]
    assert note(report) == ""


@pytest.mark.parametrize(
    ("spent", "left_out", "how"),
    [
        ([ON_TRACK] * 10, "p1 p2", "예산 규모 상위 사업만 수록"),
        ([BEHIND, ATTENTION, *[ON_TRACK] * 8], "p3 p4", "부진·관심필요 사업과 예산 규모 상위 사업만 수록"),
        ([BEHIND] * 10, "p1 p2", "부진 10개 사업 가운데 예산 규모 상위 사업만 수록"),
        ([BEHIND] * 9 + [ON_TRACK], "p1 p10", "부진 9개 사업 가운데 예산 규모 상위 사업만 수록"),
        (
            [BEHIND] * 2 + [ATTENTION] * 8,
            "p3 p4",
            "부진 2개, 관심필요 8개 사업 가운데 부진 사업부터 예산 규모 순으로 일부만 수록",
        ),
        ([ATTENTION] * 10, "p1 p2", "관심필요 10개 사업 가운데 예산 규모 상위 사업만 수록"),
    ],
)
def test_what_is_behind_comes_first_of_too_many_those_with_the_most_money_and_the_note_tells_it(
    spent: list[int], left_out: str, how: str
) -> None:
    report = said(*spent)
    assert {f"p{n}" for n in range(1, 11)} - set(rows(report)) == set(left_out.split())
    assert note(report) == f"{how}. 합계는 전체 사업."
