"""Updates as templates see them, and the change table and the timeline that reports make of them."""

from __future__ import annotations

from tests.knowledge import Fields, dataset, source
from tests.templating.writing import said, written

from policyreport.document.nodes import Chart
from policyreport.document.number_format import plain_text
from policyreport.facts import derive
from policyreport.model import Facts, Quarter

SMART: Fields = {"id": "smart", "title": "착공", "begins": "2024-08-01", "due": "2024-11-30", "sources": ["s1"]}
OTHER: Fields = {"id": "other", "title": "준공", "due": "2025-08-31", "sources": ["s1"]}
OFF: Fields = {"kind": "milestones", "record": "smart", "state": "put_off", "reason": "시굴"}
UPDATES = [
    {**OFF, "on": "2024-10-10", "due": "2025-01-31", "source": "minutes"},
    {**OFF, "on": "2024-12-10", "due": "2025-05-31"},
    {"kind": "risks", "record": "r", "on": "2024-10-10", "state": "open"},
    {"kind": "legislation", "record": "l", "on": "2024-10-10", "state": "proposed"},
]
COLLECTIONS: Fields = {
    "milestones": [SMART, OTHER],
    "risks": [{"id": "r", "title": "부진", "reason": "인력", "sources": ["s1"]}],
    "legislation": [{"id": "l", "title": "지원법", "kind": "act", "stage": "drafted", "sources": ["s1"]}],
    "updates": UPDATES,
    "sources": [source("s1"), source("minutes", date="2024-10-11")],
}


def facts(quarter: str = "2024Q4", **instead: object) -> Facts:
    return derive(dataset("2024Q3", "2024Q4", **{**COLLECTIONS, **instead}), Quarter.parse(quarter))


def text(template: str, known: Facts) -> str:
    return plain_text(said(template, known))


def test_a_record_has_its_updates_up_to_the_quarter() -> None:
    each = "가{% for u in milestones[0].updates %}{{ u.on }} {{ u.code }} {{ u.state }} {{ u.due }};{% endfor %}"
    assert text(each, facts("2024Q3")) == "가"
    assert text(each, facts()) == "가2024. 10. 10. put_off 연기 2025. 1. 31.;2024. 12. 10. put_off 연기 2025. 5. 31.;"


def test_how_often_a_milestone_was_put_off_is_a_figure_and_none_where_no_update_tells() -> None:
    count = "{% for m in milestones %}{{ m.has_history }} {{ m.times_put_off }};{% endfor %}"
    assert text(count, facts()) == "예 2회;아니요 -;"


def test_the_sources_of_a_record_are_those_of_its_updates_too_once_they_were_out() -> None:
    labels = '{{ milestones[0].sources | map(attribute="label") | join("·") }}'
    assert (text(labels, facts("2024Q3")), text(labels, facts())) == ("S1", "S1·[1]")


def test_all_updates_are_told_with_what_they_are_of() -> None:
    each = "{% for u in updates %}{{ u.kind }} {{ u.title }} {{ u.state }};{% endfor %}"
    assert text(each, facts()) == "추진일정 착공 연기;추진일정 착공 연기;부진사유 부진 발생;법령 지원법 발의·예고;"


def test_changes_are_said_in_words_with_the_new_day() -> None:
    each = "{% for c in changes %}{{ c.title }} {{ c.before }} {{ c.after }} {{ c.due }};{% endfor %}"
    assert text(each, facts()) == "착공 예정 연기 2025. 5. 31.;부진 - 발생 -;지원법 입안 발의·예고 -;"


def test_a_second_delay_is_told_with_both_days() -> None:
    earlier = [{**UPDATES[0], "on": "2024-08-10"}, UPDATES[1]]
    each = "{% for c in changes %}{{ c.before }} {{ c.due_before }} {{ c.after }} {{ c.due }};{% endfor %}"
    known = facts(updates=earlier, risks=[], legislation=[])
    assert text(each, known) == "연기 2025. 1. 31. 연기 2025. 5. 31.;"


def timeline(*, begun: bool) -> Chart:
    head = "| 일정 | 착수 | 기한 | 상태 | 비고 |" if begun else "| 일정 | 기한 | 상태 | 비고 |"
    start = " {{ m.begins }} |" if begun else ""
    row = "| {{ m.title }} |" + start + ' {{ m.day }} | {{ lamp("good", m.state) }} | - |'
    rule = "|---|---|---|---|---|" if begun else "|---|---|---|---|"
    body = (
        f'{{% call chart("timeline", "일정") %}}\n{head}\n{rule}\n{{% for m in milestones %}}\n{row}\n{{% endfor %}}\n'
    )
    (chart,) = written(body + "{% endcall %}", facts())
    assert isinstance(chart, Chart)
    return chart


def test_a_timeline_may_have_first_days_or_do_without_their_column() -> None:
    assert timeline(begun=True).alt == "일정표: 착공 2024. 8. 1.~2025. 5. 31. 연기. 준공 2025. 8. 31. 예정."
    assert timeline(begun=False).alt == "일정표: 착공 2025. 5. 31. 연기. 준공 2025. 8. 31. 예정."
