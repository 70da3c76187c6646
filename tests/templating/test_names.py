"""The names that a template can use, and what of a quarter's facts each of them shows."""

from __future__ import annotations

import pytest
from tests.knowledge import Fields, dataset, event, indicator, measure, program, seen, source, target
from tests.templating.writing import said

from policyreport.document.number_format import plain_text
from policyreport.facts import derive
from policyreport.model import Facts, Quarter


def strategy(name: str, kind: str = "task") -> Fields:
    return {"id": name, "title": name, "goal": "목표", "kind": kind, "sources": ["s1"]}


def field(name: str) -> Fields:
    return {"id": name, "title": f"{name} 분야", "short_title": name, "content": "내용", "sources": ["s1"]}


def action(name: str, status: str) -> Fields:
    return {"id": name, "title": name, "meeting": "first", "status": status, "sources": ["s1"]}


KNOWN = dataset(
    "2024Q3",
    "2024Q4",
    strategies=[strategy("growth"), strategy("market"), strategy("council", "governance")],
    fields=[field("ai"), field("bio")],
    measures=[measure("m1", fields=["ai"]), measure("m2"), measure("m3", "market", instrument="funding")],
    programs=[program("p1", "m1", "m3", fields=["bio"]), program("p2", "m2"), program("later", "m1")],
    indicators=[
        indicator("chosen", title="선정", program="p1", aspect="selected"),
        indicator("rate", title="비율", unit="%", role="outcome"),
        indicator("silent", title="침묵", role="outcome"),
        indicator("aimed", title="목표만", role="outcome"),
    ],
    observations=[
        seen("chosen", "2024Q3", 10, source="s2"),
        seen("chosen", "2024Q4", 99, source="s2"),
        seen("rate", "2024Q3", "28.0", kind="baseline", as_of="2024"),
        seen("rate", "2024Q3", "30.0", as_of="2024-09"),
        seen("rate", "2024Q4", "25.0", as_of="2024-12"),
        seen("rate", "2024Q4", "41.0", used="false", reason="다른 기준", source="s2"),
    ],
    targets=[
        target("rate", 90, "2024-07-10", year=2030),
        target("rate", 50, "2024-07-10", year=2027),
        target("rate", 60, "2024-11-01", year=2027),
        target("aimed", 3, "2024-07-10", source="s2"),
    ],
    events=[
        event("before", "2024-03-21", measures=["m1"]),
        event("b", "2024-10-02", programs=["p2"]),
        event("c", "2024-08-09", programs=["p1"], figures=["chosen", "aimed"]),
        event("a", "2024-10-02", measures=["m1"]),
        event("later", "2025-01-01", programs=["later"]),
    ],
    council={"title": "협의회", "purpose": "논의", "sources": ["s1"]},
    members=[{"id": "kt", "title": "KT", "sector": "company", "sources": ["s1"]}],
    meetings=[{"id": "first", "title": "첫 회의", "date": "2024-07-10", "agenda": ["가", "나"], "sources": ["s1"]}],
    actions=[action("one", "done"), action("two", "unreported")],
    sources=[source("s1", date="2024-07"), source("s2", kind="official", date="2024-07-10", address="https://a.kr")],
    policy={
        "id": "levelup",
        "title": "레벨업",
        "purpose": "목적",
        "lead": "부처",
        "began": "2024-07-10",
        "highlights": ["rate", "chosen"],
        "sources": ["s1"],
    },
)
FIRST, SECOND = (derive(KNOWN, Quarter(2024, n)) for n in (3, 4))


def text(template: str, facts: Facts = SECOND) -> str:
    return plain_text(said(f"({template})", facts)).removeprefix("(").removesuffix(")")


def titles(of: str, facts: Facts = SECOND) -> str:
    return text(f"{{{{ {of} | map(attribute='title') | join }}}}", facts)


@pytest.mark.parametrize(
    ("of", "read"),
    [
        ("strategies", "growth, market, council"),
        ("strategies[0].measures", "시책 m1, 시책 m2"),
        ("strategies[0].programs", "사업 p1, 사업 p2"),
        ("strategies[1].programs", "사업 p1"),
        ("strategies[2].measures", "-"),
        ("strategies[0].events", "일 c, 일 a, 일 b"),
        ("strategies[1].events_now", "-"),
        ("strategies[0].sources", "기사 s1"),
        ("fields[0].measures", "시책 m1"),
        ("fields[1].programs", "사업 p1"),
        ("measures[0].programs", "사업 p1"),
        ("measures[0].events", "일 c, 일 a"),
        ("measures[0].events_now", "일 a"),
        ("measures[0].fields", "ai 분야"),
        ("programs", "사업 p1, 사업 p2"),
        ("programs[0].measures", "시책 m1, 시책 m3"),
        ("programs[0].indicators", "선정"),
        ("programs[0].events", "일 c"),
        ("policy.highlights", "비율, 선정"),
        ("outcomes", "비율, 목표만"),
        ("outputs", "선정"),
        ("terms", "-"),
        ("events", "일 c, 일 a, 일 b"),
        ("events_now", "일 a, 일 b"),
        ("events[0].programs", "사업 p1"),
        ("members", "KT"),
        ("meetings[0].actions", "one, two"),
        ("actions", "one, two"),
        ("sources", "기사 s1, 기사 s2"),
    ],
)
def test_records_lead_to_one_another(of: str, read: str) -> None:
    assert titles(of) == read


@pytest.mark.parametrize(
    ("template", "read"),
    [
        ("{{ quarter.name }} {{ quarter.label }} {{ quarter.short_label }}", "2024Q4 2024년 4/4분기 ’24. 4분기"),
        ("{{ quarter.first_day }} {{ quarter.last_day }}", "2024. 10. 1. 2024. 12. 31."),
        ("{{ quarter.as_of }} {{ quarter.headline }} {{ quarter.outlook }}", "2024. 12. 31. 개요 -"),
        ("{{ council.title }} {{ council.rhythm }}", "협의회 -"),
        ("{{ count.measures }} {{ count.events }} {{ count.events_now }}", "3개 3건 2건"),
        ("{{ strategies[0].count.programs }} {{ strategies[0].count.events_now }}", "2개 2건"),
        ("{{ measures[0].count.events }}", "2건"),
        ("{{ measures[0].strategy.title }} {{ measures[2].instrument }}", "growth 자금"),
        ("{{ measures[0].field_names }} {{ measures[1].field_names }}", "ai 전체"),
        ("{{ measures[0].by_field }} {{ measures[1].by_field }}", "own, no all, all"),
        ("{{ programs[0].measure_names }} {{ programs[0].source_labels }}", "시책 m1, 시책 m3 S1"),
        ("{{ programs[0].figures.selected }} {{ programs[0].figures.applied }}", "99개사 -"),
        ("{{ outputs[0].program.title }} {{ outcomes[0].program }}", "사업 p1 -"),
        ("{{ outcomes[0].role }} {{ outputs[0].role }}", "성과 실적"),
        ("{{ outcomes[0].actual }} {{ outcomes[0].previous }} {{ outcomes[0].change }}", "25.0% 30.0% △5.0%p"),
        ("{{ outcomes[0].baseline }} {{ outcomes[0].rate }}", "28.0% 41.7%"),
        ("{{ outcomes[0].target }} {{ outcomes[0].target_before }}", "60.0% 50.0%"),
        ("{{ outcomes[0].as_of }} {{ outcomes[1].as_of }}", "2024. 12. 2024. 7. 10."),
        ("{{ outcomes[0].sources | map(attribute='id') | join }}", "s1"),
        ("{{ outcomes[1].sources | map(attribute='id') | join }}", "s2"),
        (
            "{{ conflicts[0].indicator.title }} {{ conflicts[0].value }} {{ conflicts[0].reason }}",
            "비율 41.0% 다른 기준",
        ),
        ("{{ outcomes[0].unused | length + 0 }} {{ outputs[0].unused | length + 0 }}", "1 0"),
        ("{{ conflicts[0].as_of }} {{ conflicts[0].sources[0].label }}", "2024. 12. 31. S2"),
        ("{{ events[0].is_new }} {{ events[1].is_new }}", "아니요 예"),
        (
            "{% for h in outcomes[0].history %}{{ h.quarter }} {{ h.value }} {{ h.is_new }};{% endfor %}",
            "’24. 3분기 30.0% 예;’24. 4분기 25.0% 예;",
        ),
        ("{{ count.measures_now }} {{ count.measures_earlier }} {{ count.measures_untold }}", "2개 1개 0개"),
        ("{{ strategies[0].measures_by_field }}", "2개, 1개"),
        (
            "{% for i in strategies[0].by_instrument %}{{ i.title }} {{ i.count.measures }} {{ i.rate }};{% endfor %}",
            "연구개발 2개 -;",
        ),
        (
            "{% for h in measures[0].history %}{{ h.quarter }} {{ h.events }};{% endfor %}",
            "’24. 3분기 1건;’24. 4분기 1건;",
        ),
        ("{{ measures[1].programs_by_field }} {{ measures[2].programs_by_field }}", "1개, 1개 0개, 1개"),
        ("{{ programs[0].first_day }} {{ programs[0].last_day }}", "2024. 8. 9. 2024. 8. 9."),
        (
            "{% for c in changes %}{{ c.code }} {{ c.title }} {{ c.before }} {{ c.after }};{% endfor %}",
            "value 선정 10개사 99개사;value 비율 30.0% 25.0%;target 비율 50.0% 60.0%;program 사업 p2 - 신규;",
        ),
        ("{{ changes[0].kind }} {{ changes[0].record.unit }} {{ changes[0].sources[0].label }}", "지표 개사 S2"),
        ("{{ members[0].sector }}", "기업"),
        ("{{ meetings[0].agenda }}", "가, 나"),
        ("{{ actions[0].code }} {{ actions[0].status }} {{ actions[1].status }}", "done 완료 자료 없음"),
        ("{{ actions[0].meeting.title }} {{ actions[0].due }}", "첫 회의 -"),
        ("{{ sources[1].label }} {{ sources[1].kind }} {{ sources[0].kind }}", "S2 공식 자료 언론 보도"),
        ("{{ sources[0].date }} {{ sources[1].date }}", "2024. 7. 2024. 7. 10."),
        ("{{ sources[0].address }} {{ sources[1].address }}", "- https://a.kr"),
    ],
)
def test_what_is_said_of_a_record(template: str, read: str) -> None:
    assert text(template) == read


def test_an_event_tells_its_figures_as_they_were_in_its_own_quarter() -> None:
    figures = "{% for f in events[0].figures %}{{ f.title }} {{ f.value }} {{ f.target }};{% endfor %}"
    assert text(figures, SECOND) == text(figures, FIRST) == "선정 10개사 -;목표만 - 3개사;"


@pytest.mark.parametrize(
    ("of", "read"),
    [
        ("programs", "사업 p1"),
        ("events", "일 c"),
        ("events_now", "일 c"),
        ("conflicts | map(attribute='indicator')", "-"),
    ],
)
def test_a_quarter_shows_what_was_known_then(of: str, read: str) -> None:
    assert titles(of, FIRST) == read


def test_a_target_is_shown_with_the_year_of_the_one_in_force_then() -> None:
    template = "{{ outcomes[0].target }} {{ outcomes[0].target_year }}"
    assert (text(template, FIRST), text(template, SECOND)) == ("50.0% 2027년", "60.0% 2027년")


def test_without_a_council_there_is_none() -> None:
    known = derive(dataset(), Quarter(2024, 3))
    assert text("{% if council %}가{% else %}나{% endif %}{{ council }}", known) == "나-"
