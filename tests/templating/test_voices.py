"""The shipped reports speak as the project's voice, and say how programmes stand in its words."""

from __future__ import annotations

import pytest
from tests.knowledge import budget, dataset, event, measure, program

from policyreport.document.dump import dump
from policyreport.facts import derive
from policyreport.inputs import report_kinds, settings
from policyreport.model import Dataset, Quarter
from policyreport.model.base import HashedDict
from policyreport.model.progress import ProgressThresholds
from policyreport.model.words import DocumentWords, Voice
from policyreport.templating import compose
from policyreport.templating.progress_views import rule_text

from .test_achievement_in_reports import REPOSITORY
from .writing import written

KNOWN = dataset(
    "2024Q3",
    "2024Q4",
    measures=[measure("m")],
    programs=[program("p", "m")],
    budgets=[budget("b", "p", 2024, current=100, executed=50, executed_as_of="2024-12")],
    events=[event("e", "2024-11-01", programs=["p"])],
)
LAMP = '<lamp bad "부진">'


def speaking(voice: Voice, **own: str) -> Dataset:
    return KNOWN.model_copy(update={"words": DocumentWords(voice, HashedDict(own))})


def report(kind: str, known: Dataset) -> str:
    facts = derive(known, Quarter(2024, 4))
    return dump(compose(report_kinds(REPOSITORY)[kind], facts, settings(REPOSITORY)))


@pytest.mark.parametrize("kind", ["briefing", "onepager", "handout", "matrix"])
def test_an_office_says_how_a_programme_stands_against_its_plan(kind: str) -> None:
    said = report(kind, speaking("office"))
    assert LAMP in said or '"부진"' in said
    assert "공개 자료" not in said


@pytest.mark.parametrize("kind", ["briefing", "handout", "matrix"])
def test_an_observer_says_what_was_found(kind: str) -> None:
    said = report(kind, speaking("observer"))
    assert '<lamp good "당분기 실적 확인">' in said
    assert LAMP not in said


def test_an_observer_tells_the_press_what_is_public() -> None:
    said = report("press", speaking("observer"))
    assert "추진상황(공개 자료 기준)" in said
    assert "<lamp" not in said


@pytest.mark.parametrize("kind", ["briefing", "handout"])
def test_an_office_prints_the_rule_of_its_own_limits_and_words(kind: str) -> None:
    known = speaking("office", status_behind="재검토")
    limits = ProgressThresholds.model_validate({"late_days": 10})
    said = report(kind, known.model_copy(update={"thresholds": limits}))
    assert rule_text(limits, known.words) in said.replace('" "', "")
    assert "재검토: 기한이 10일 넘게 지난" in said
    assert '<lamp bad "재검토">' in said or '"재검토"' in said


@pytest.mark.parametrize("kind", ["briefing", "onepager", "handout", "matrix"])
def test_how_programmes_stand_is_called_by_the_own_word_everywhere(kind: str) -> None:
    own = {"status_head": "진행 단계", "status_caption": "시책의 진행 단계"}
    said = report(kind, speaking("office", **own))
    assert "추진상황" not in said
    assert "진행 단계" in said


def test_the_rule_of_statuses_begins_with_the_own_word_and_its_particle() -> None:
    text = rule_text(ProgressThresholds(), DocumentWords("office", HashedDict({"status_head": "진행 수준"})))
    assert text.startswith("진행 수준은 일정, 집행, 목표")
    assert rule_text(ProgressThresholds(), DocumentWords()).startswith("추진상황은 일정")


def test_an_observer_says_nowhere_that_there_are_no_data() -> None:
    unspent = budget("b2", "p", 2024, fund="기금", current=10)
    of_fund = budget("b", "p", 2024, fund="국비", current=100, executed=50, executed_as_of="2024-12")
    known = speaking("observer").model_copy(update={"budgets": dataset(budgets=[of_fund, unspent]).budgets})
    said = report("matrix", known) + report("onepager", known)
    assert "공개 자료 없음" in said
    assert "자료 없음" not in said.replace("공개 자료 없음", "")


@pytest.mark.parametrize("voice", ["office", "observer"])
def test_a_summary_has_five_lines_at_most(voice: Voice) -> None:
    said = report("briefing", speaking(voice))
    summary = said.split('box "요약"' if 'box "요약"' in said else "요약", 1)[1].split("cards", 1)[0]
    assert 1 <= summary.count("item:") <= 5


def test_macros_know_the_words_though_they_are_imported_without_names() -> None:
    parts = "{% macro none_known() %}{{ words.no_data }} {{ voice }}{% endmacro %}"
    body = '{% import "templates/house/parts.md.j2" as say %}{{ say.none_known() }}'
    assert written(body, derive(speaking("observer"), Quarter(2024, 4)), parts) == written(
        "공개 자료 없음 observer", derive(KNOWN, Quarter(2024, 4))
    )
