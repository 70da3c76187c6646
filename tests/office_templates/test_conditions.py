"""Conditions of drawn templates compare by value, as those of Markdown do, and refuse what cannot be compared."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from policyreport.diagnostics import Problem

from . import drawing, drawing_in_excel, drawing_in_hangul

CHOSEN = (
    "{% if count.measures == 2 %}둘{% else %}아님{% endif %}",
    "{% if quarter.as_of != '2024-09-30' %}다른 날{% elif outcomes[0].actual < 30 %}부진{% endif %}",
)
REFUSED = "{% if count.measures == '2개' %}가{% endif %}"


def in_word(*texts: str) -> Sequence[object]:
    return drawing.texts(*texts)


def in_excel(*texts: str) -> Sequence[object]:
    return [cell for (cell,) in drawing_in_excel.said([[text] for text in texts])]


def in_hangul(*texts: str) -> Sequence[object]:
    return drawing_in_hangul.texts(*texts)


def problems_in_excel(*texts: str) -> list[Problem]:
    return drawing_in_excel.problems([[text] for text in texts])


@pytest.mark.parametrize("filled", [in_word, in_excel, in_hangul])
def test_words_are_chosen_by_the_value_of_figures_and_dates(filled: Callable[..., Sequence[object]]):
    assert list(filled(*CHOSEN)) == ["둘", "부진"]


@pytest.mark.parametrize("problems", [drawing.problems, problems_in_excel, drawing_in_hangul.refused])
def test_each_comparison_that_is_refused_is_told_at_its_place(problems: Callable[..., list[Problem]]):
    found = problems(
        REFUSED, "나", "{{ 'x' if policy.began > 'x' else 'y' }}", "{% if 3 in policy.title %}라{% endif %}"
    )
    assert [problem.code for problem in found] == ["template.comparison"] * 3
    assert len({problem.where for problem in found}) == 3
    assert found[0].hint is not None
    assert "without quotes" in found[0].hint.en


def test_rows_are_chosen_by_the_value_of_their_figures():
    table = [
        ["지표"],
        ["{%tr for i in indicators | selectattr('actual', 'lt', 1000) %}"],
        ["{{ i.title }}"],
        ["{%tr endfor %}"],
    ]
    assert drawing.rows(table) == [["지표"], ["비율"]]
