"""Milestones, and the actions and milestones among the changes, as templates see them."""

from __future__ import annotations

import pytest
from tests.knowledge import Fields, dataset
from tests.templating.writing import said

from policyreport.document.number_format import plain_text
from policyreport.facts import derive
from policyreport.model import Quarter


def milestone(name: str, due: str, **more: object) -> Fields:
    return {"id": name, "title": name, "due": due, "sources": ["s1"], **more}


KNOWN = dataset(
    "2024Q3",
    "2024Q4",
    milestones=[
        milestone("early", "2024-11-10", done="2024-11-01"),
        milestone("after", "2024-11-10", done="2024-12-01"),
        milestone("off", "2024-11-10", slipped_to="2025-02-01"),
        milestone("late", "2024-11-10"),
        milestone("ahead", "2025-03-01"),
    ],
    meetings=[{"id": "first", "title": "첫 회의", "date": "2024-10-10", "agenda": ["가"], "sources": ["s1"]}],
    actions=[{"id": "a", "title": "조치", "meeting": "first", "status": "ongoing", "sources": ["s1"]}],
)
FACTS = derive(KNOWN, Quarter(2024, 4))


def text(template: str) -> str:
    return plain_text(said(template, FACTS))


@pytest.mark.parametrize(
    ("place", "read"),
    [
        (0, "early done 2024. 11. 1."),
        (1, "after done 2024. 12. 1."),
        (2, "off put_off 2025. 2. 1."),
        (3, "late late 2024. 11. 10."),
        (4, "ahead ahead 2025. 3. 1."),
    ],
)
def test_a_milestone_is_one_day_when_it_was_reached_or_else_is_now_due(place: int, read: str) -> None:
    of = f"milestones[{place}]"
    assert text(f"{{{{ {of}.title }}}} {{{{ {of}.code }}}} {{{{ {of}.day }}}}") == read


def test_changes_of_actions_and_milestones_are_said_in_words() -> None:
    template = "{% for c in changes %}{{ c.kind }} {{ c.title }} {{ c.before }} {{ c.after }};{% endfor %}"
    told = ("early 예정 완료", "after 예정 완료", "off 예정 연기", "late 예정 지연")
    milestones = "".join(f"추진일정 {one};" for one in told)
    assert text(template) == f"조치사항 조치 - 이행 중;{milestones}"
