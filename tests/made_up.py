"""A made-up data set of any size, of the plainly fictional 가상정책부: the same for the same seed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import accumulate, repeat
from random import Random

from policyreport.model import Dataset, Quarter
from policyreport.project.settings import Settings

Fields = dict[str, object]

MARK = "가상 자료"
MINISTRY = "가상정책부"
SETTINGS = Settings(name="made-up", title="가상마을 활력 높이기", organisation=MINISTRY, licence=MARK, mark=MARK)
"""The settings of a project of made-up data, whose mark is printed on each page."""

_FIRST = Quarter(2025, 1)
_STRATEGIES = {
    "shops": "마을상점 디지털 전환",
    "people": "가상인재 양성",
    "reach": "판로 확대",
    "council": "협의회 운영",
}
_FIELDS = {"food": "음식점", "retail": "소매", "craft": "공방", "stay": "숙박"}
_INSTRUMENTS = ("funding", "rnd", "training", "network", "certification", "investment", "centre")
_PLACES = ("가상시", "모의군", "예시구", "시험읍", "연습면")
_SUBJECTS = ("무인 주문", "공동 배달", "온라인 판매", "재고 관리", "전자 결제", "예약 관리", "고객 분석")
_ASPECTS = {
    "competition": ":1",
    "ceiling": "만원",
    "duration": "개월",
    "size": "억원",
    "regions": "곳",
    "planned": "개소",
}
_STAGES = ("planned", "drafted", "proposed", "passed", "in_force")
_LAWS = ("act", "decree", "rule", "guideline")
_STATUSES = ("done", "ongoing", "delayed", "unreported")


def made_up(programs: int, quarters: int, seed: int) -> Dataset:
    """Return a data set with so many programmes and quarters, the first of them 2025Q1.

    It holds every kind of record: budgets and what was spent of them by each quarter, indicators of every role, aspect
    and formula, targets by year and by quarter, a value not there yet, values that sources disagree on, delays, risks,
    legislation and a council.
    """
    chance = Random(seed)
    periods = list(accumulate(repeat(None, quarters - 1), lambda quarter, _: _next(quarter), initial=_FIRST))
    measures = [f"measure-{n}" for n in range(1, max(3, programs // 25) + 1)]
    named = [f"program-{n}" for n in range(1, programs + 1)]
    return Dataset.model_validate(
        {
            "policy": _policy(),
            "strategies": list(_strategies()),
            "fields": [
                _titled(name, title, short_title=title, content=f"가상의 {title}") for name, title in _FIELDS.items()
            ],
            "measures": [_measure(name, n, chance) for n, name in enumerate(measures)],
            "programs": [_program(name, measures, chance) for name in named],
            "indicators": [*_policy_indicators(), *_program_indicators(named)],
            "observations": [*_policy_values(periods, chance), *_program_values(named, periods, chance)],
            "targets": list(_targets(periods)),
            "budgets": (budgets := [b for year in _years(periods) for b in _budgets(named, year, periods, chance)]),
            "executions": [spent for budget in budgets for spent in _executions(budget, periods)],
            "milestones": [
                *(_milestone(n, name, periods, chance) for n, name in enumerate(named[: len(measures)])),
                _titled(
                    "milestone-renewed", "상권 통합 상황판", begins=str(_FIRST.first_day), due=str(_FIRST.last_day)
                ),
            ],
            "risks": [_risk(n, name) for n, name in enumerate(measures)],
            "legislation": [_law(n, stage) for n, stage in enumerate(_STAGES)],
            "organisations": list(_organisations()),
            "council": _sourced(title="가상마을 협의회", purpose="추진 상황 점검", rhythm="분기마다"),
            "members": [_titled(f"member-{n}", f"가상{s}", sector=s) for n, s in enumerate(("government", "company"))],
            "meetings": [_meeting(quarter) for quarter in periods],
            "contacts": list(_contacts()),
            "actions": [_action(quarter, status) for quarter in periods for status in _STATUSES],
            "updates": list(_updates(periods)),
            "events": [event for quarter in periods for event in _events(quarter, named, measures, chance)],
            "sources": list(_sources(periods)),
            "quarters": [_report(quarter) for quarter in periods],
        }
    )


def _next(quarter: Quarter) -> Quarter:
    return Quarter.of(quarter.last_day + timedelta(days=1))


def _years(periods: Sequence[Quarter]) -> list[int]:
    return sorted({quarter.year for quarter in periods})


def _titled(name: str, title: str, **more: object) -> Fields:
    return _sourced(id=name, title=title, **more)


def _sourced(**fields: object) -> Fields:
    return {**fields, "sources": ["plan"]}


def _policy() -> Fields:
    return _titled(
        "village",
        SETTINGS.title,
        title_en="Livelier made-up villages",
        purpose="가상마을 상점의 경쟁력 확보",
        lead=MINISTRY,
        began=str(_FIRST.first_day),
        keywords=["가상마을", "상점"],
        highlights=["adoption", "firms"],
    )


def _strategies() -> Iterator[Fields]:
    for name, title in _STRATEGIES.items():
        kind = "governance" if name == "council" else "task"
        yield _titled(name, title, goal=f"{title}의 정착", kind=kind)


def _measure(name: str, number: int, chance: Random) -> Fields:
    tasks = list(_STRATEGIES)[:-1]
    subject = chance.choice(_SUBJECTS)
    return _titled(
        name,
        f"{subject} 지원 {number + 1}",
        strategy=tasks[number % len(tasks)],
        content=f"{subject} 설비와 교육을 함께 지원",
        instrument=chance.choice(_INSTRUMENTS),
        fields=chance.sample(list(_FIELDS), chance.randint(0, 2)),
        lead=MINISTRY,
    )


def _program(name: str, measures: Sequence[str], chance: Random) -> Fields:
    place, subject = chance.choice(_PLACES), chance.choice(_SUBJECTS)
    number = name.split("-")[1]
    return {
        "id": name,
        "title": f"{place} {subject} 사업 {number}",
        "measures": sorted(chance.sample(measures, chance.randint(1, 2))),
        "content": f"{place} 안의 상점에 {subject} 설비를 설치하고 운영 방법을 교육",
        "target_group": f"{place}의 소상공인",
        "period": "2025년 3~10월",
        "lead": MINISTRY,
        "department": f"{subject}과",
        "call_opens": "2025-02-03",
        "call_closes": "2025-02-28",
        "address": f"https://example.go.kr/programs/{number}",
        "sources": ["plan"],
    }


def _indicator(name: str, title: str, unit: str, role: str, **more: object) -> Fields:
    return {"id": name, "title": title, "unit": unit, "role": role, "definition": f"가상으로 정한 {title}", **more}


def _policy_indicators() -> Iterator[Fields]:
    yield _indicator("adoption", "디지털 전환율", "%", "outcome", weight="60", measured_by="가상실태조사")
    yield _indicator(
        "accidents",
        "결제 사고",
        "건",
        "outcome",
        direction="down",
        weight="40",
        title_en="Accidents",
        short_names=["결제 사고 수"],
    )
    yield _indicator("investment", "가상 투자", "억원", "outcome", decimals=0)
    yield _indicator("shops-food", "음식점", "개소", "context")
    yield _indicator("shops-retail", "소매점", "개소", "context", note="분기 말 기준")
    yield _indicator(
        "firms", "마을상점", "개소", "context", formula={"kind": "sum", "of": ["shops-food", "shops-retail"]}
    )
    yield _indicator(
        "food-share", "음식점 비중", "%", "context", formula={"kind": "share", "of": ["shops-food", "firms"]}
    )


def _program_indicators(programs: Sequence[str]) -> Iterator[Fields]:
    for number, program in enumerate(programs):
        yield _indicator(f"{program}-applied", "신청", "개소", "output", program=program, aspect="applied")
        yield _indicator(f"{program}-selected", "선정", "개소", "output", program=program, aspect="selected")
        aspect = list(_ASPECTS)[number % len(_ASPECTS)]
        yield _indicator(f"{program}-{aspect}", "조건", _ASPECTS[aspect], "term", program=program, aspect=aspect)


def _seen(indicator: str, quarter: Quarter, value: object, **more: object) -> Fields:
    as_of, source = str(quarter.last_day), f"progress-{str(quarter).lower()}"
    return {"indicator": indicator, "quarter": str(quarter), "value": value, "as_of": as_of, "source": source, **more}


def _policy_values(periods: Sequence[Quarter], chance: Random) -> Iterator[Fields]:
    yield _seen("adoption", periods[0], "12.5", kind="baseline")
    for number, quarter in enumerate(periods):
        rate = 15 + 2 * number
        yield _seen("adoption", quarter, f"{rate}.{chance.randint(0, 9)}")
        yield _seen("adoption", quarter, str(rate + 1), used=False, reason="신청서로 어림한 값")
        yield _seen("accidents", quarter, chance.randint(5, 40))
        yield _seen("shops-food", quarter, 1000 + 10 * number)
        yield _seen("shops-retail", quarter, 1500 - 15 * number)
    for quarter in periods[:-1]:
        yield _seen("investment", quarter, chance.randint(9_000, 30_000))
    yield _seen("investment", periods[-1], None, reason="집계 중")


def _program_values(programs: Sequence[str], periods: Sequence[Quarter], chance: Random) -> Iterator[Fields]:
    for number, program in enumerate(programs):
        aspect = list(_ASPECTS)[number % len(_ASPECTS)]
        yield _seen(f"{program}-{aspect}", periods[0], chance.randint(2, 90), bound="at_most")
        for quarter in periods:
            applied = chance.randint(50, 400)
            yield _seen(f"{program}-applied", quarter, applied)
            yield _seen(f"{program}-selected", quarter, applied // chance.randint(2, 9))


def _target(indicator: str, value: object, set_on: object, **when: object) -> Fields:
    return {"indicator": indicator, "value": value, "set_on": str(set_on), "source": "plan", **when}


def _targets(periods: Sequence[Quarter]) -> Iterator[Fields]:
    yield _target("adoption", "30", _FIRST.first_day, year=2027)
    if periods[-1] > _FIRST:
        yield _target("adoption", "35", periods[-1].first_day, year=2027, note="가상 계획 변경")
    yield _target("investment", "40,000", _FIRST.first_day, year=2027)
    yield _target("accidents", "20", _FIRST.first_day, bound="at_most")
    for number, quarter in enumerate(periods):
        yield _target("firms", 2500 + 10 * number, _FIRST.first_day, quarter=str(quarter))


def _budgets(programs: Sequence[str], year: int, periods: Sequence[Quarter], chance: Random) -> Iterator[Fields]:
    seen = max(quarter for quarter in periods if quarter.year == year)
    for program in programs:
        original, more = chance.randint(100, 5_000), chance.choice((None, 50))
        current = original + (more or 0)
        yield {
            "id": f"{program}-{year}",
            "program": program,
            "year": year,
            "unit": "백만원",
            "original": original,
            "supplementary": more,
            "current": current,
            "executed": current * seen.number // chance.randint(4, 6),
            "executed_as_of": str(seen.last_day)[:7],
            "source": "plan",
        }


def _executions(budget: Fields, periods: Sequence[Quarter]) -> Iterator[Fields]:
    """Yield what was spent by each quarter of a budget's year; by the last one what the budget itself says."""
    of_year = [quarter for quarter in periods if quarter.year == budget["year"]]
    executed, current = (int(str(budget[name])) for name in ("executed", "current"))
    for quarter in of_year:
        yield {
            "program": budget["program"],
            "year": budget["year"],
            "quarter": str(quarter),
            "executed": executed * quarter.number // of_year[-1].number,
            "planned": current * quarter.number // 4,
            "unit": budget["unit"],
            "source": f"progress-{str(quarter).lower()}",
            "note": "가상 집행",
        }


def _milestone(number: int, program: str, periods: Sequence[Quarter], chance: Random) -> Fields:
    quarter = chance.choice(periods)
    ends: Sequence[Fields] = (
        {"done": str(quarter.last_day)},
        {"slipped_to": str(_next(quarter).last_day), "reason": "설비 공급 지연", "remedy": "공급처 추가"},
        {"reason": "설비 공급 지연"},
    )
    return _titled(f"milestone-{number}", "설비 설치", program=program, due=str(quarter.last_day), **ends[number % 3])


def _risk(number: int, measure: str) -> Fields:
    status = ("open", "closed")[number % 2]
    why = {"reason": "신청 저조", "remedy": "찾아가는 설명회", "owner": MINISTRY}
    return _titled(f"risk-{number}", "참여 부진", measure=measure, status=status, **why)


def _law(number: int, stage: str) -> Fields:
    return _titled(
        f"law-{number}", f"가상마을법 {number}", kind=_LAWS[number % 4], stage=stage, date=str(_FIRST.last_day)
    )


def _contacts() -> Iterator[Fields]:
    who = (("responsible", "가나다", "과장", "public"), ("officer", "라마바", "주무관", "public"))
    for number, (role, name, position, audience) in enumerate((*who, ("attending", "사아자", "팀장", "public"))):
        yield {
            "id": f"person-{number}",
            "name": name,
            "position": position,
            "department": f"{MINISTRY} 활력과",
            "telephone": f"000-000-000{number}",
            "role": role,
            "audience": audience,
        }


def _organisations() -> Iterator[Fields]:
    yield {"id": "ministry", "title": MINISTRY, "title_en": "Ministry of Make-Believe", "mistaken_for": ["가상정책처"]}
    yield {"id": "agency", "title": "가상진흥원"}


def _meeting(quarter: Quarter) -> Fields:
    name = f"meeting-{str(quarter).lower()}"
    return _titled(
        name, f"{quarter.label} 회의", date=str(quarter.first_day), agenda=["추진 상황"], decisions=["계속 추진"]
    )


def _action(quarter: Quarter, status: str) -> Fields:
    name, due = str(quarter).lower(), str(_next(quarter).last_day)
    of: Fields = {"meeting": f"meeting-{name}", "owner": MINISTRY, "due": due, "status": status}
    return _titled(f"action-{name}-{status}", "교육 시간 확대", note="점검 회의에서 논의", **of)


def _updates(periods: Sequence[Quarter]) -> Iterator[Fields]:
    """Yield a milestone that is put off in each quarter, and a change of each other kind in the last one."""
    for quarter in periods:
        later, why = str(_next(quarter).last_day), {"reason": "설비 공급 지연", "remedy": "공급처 추가"}
        yield _update("milestones", "milestone-renewed", quarter, state="put_off", due=later, **why)
    last = periods[-1]
    yield _update("risks", "risk-0", last, state="closed", note="신청 목표 달성")
    yield _update("actions", f"action-{str(last).lower()}-ongoing", last, state="delayed", note="강사 모집 지연")
    yield _update("legislation", "law-1", last, state="in_force")


def _update(kind: str, record: str, quarter: Quarter, **more: object) -> Fields:
    source = f"progress-{str(quarter).lower()}"
    return {"kind": kind, "record": record, "on": str(quarter.last_day), "source": source, **more}


def _events(quarter: Quarter, programs: Sequence[str], measures: Sequence[str], chance: Random) -> Iterator[Fields]:
    for number, program in enumerate(chance.sample(programs, max(1, len(programs) // 10)), start=1):
        figures = [f"{program}-selected", f"{program}-applied"]
        yield _titled(
            f"event-{str(quarter).lower()}-{number}",
            "참여 상점 선정",
            date=str(quarter.first_day + timedelta(days=chance.randint(0, 80))),
            measures=[chance.choice(measures)],
            programs=[program],
            figures=figures,
        )


def _sources(periods: Sequence[Quarter]) -> Iterator[Fields]:
    made = {"publisher": MINISTRY, "kind": "example", "note": MARK}
    yield {"id": "plan", "title": "가상마을 계획", "date": str(_FIRST.first_day), **made}
    for quarter in periods:
        name = f"progress-{str(quarter).lower()}"
        yield {"id": name, "title": f"{quarter.label} 점검표", "date": str(quarter.last_day), **made}


def _report(quarter: Quarter) -> Fields:
    return {
        "quarter": str(quarter),
        "as_of": str(quarter.last_day),
        "headline": f"{quarter.label} 참여 상점 선정",
        "narrative": ["참여 상점이 꾸준히 늘어남"],
        "outlook": ["다음 분기 추가 선정"],
        "gaps": ["투자 실적은 집계 중"],
        "requests": ["추가 선정 예산 배정"],
        "release_day": str(quarter.last_day),
        "embargo_day": str(quarter.last_day),
        "embargo_time": "06:00",
        "attachments": ["참여 상점 명단"],
    }
