"""What each name means that a template can use, in both languages, and how each function, filter and test is written.

What the records' own fields mean stands in ``model/meanings``; here stands what templates alone know.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from policyreport.diagnostics import Message
from policyreport.model.meanings import MEANINGS
from policyreport.model.words import DOCUMENT_WORDS

_SAME_AS_CODE = Message("the code of what the word tells, for conditions", "조건에 쓰는 코드")

_AMOUNTS: Mapping[str, Message] = {
    "original": Message("the budget as first decided", "본예산"),
    "supplementary": Message("what supplementary budgets added", "추경"),
    "current": Message("what may be spent after all changes", "예산현액"),
    "executed": Message("what was spent since the year's beginning", "집행액(연초부터의 누계)"),
}

VIEW_MEANINGS: Mapping[str, Message] = {
    "Observation.restated_from": Message("the value as it was issued, as text", "바로잡기 전에 발행한 값(글)"),
    "Budget.restated_from": Message("the amount as it was issued, as text", "바로잡기 전에 발행한 금액(글)"),
    # the names at the top
    "policy": Message("the policy", "정책"),
    "quarter": Message("the quarter reported on", "보고하는 분기"),
    "council": Message("the council; missing where there is none", "협의회(없으면 없음)"),
    "next_meeting": Message("the first meeting after the as-of day", "기준일 뒤의 첫 회의(없으면 없음)"),
    "strategies": Message("the strategies", "추진전략"),
    "fields": Message("the fields", "분야"),
    "measures": Message("the measures", "지원시책"),
    "programs": Message("the programmes", "지원사업"),
    "indicators": Message("the indicators of every role", "모든 지표"),
    "outcomes": Message("the indicators of results of which something is known", "성과 지표(값이나 목표가 있는 것)"),
    "outputs": Message("the indicators of outputs of which something is known", "실적 지표(값이나 목표가 있는 것)"),
    "terms": Message("the conditions of support of which something is known", "지원조건 지표(값이나 목표가 있는 것)"),
    "contexts": Message("the background indicators of which something is known", "현황 지표(값이나 목표가 있는 것)"),
    "budgets": Message("the budgets", "예산"),
    "budgets_now": Message("the budgets of the year reported on", "보고하는 해의 예산"),
    "budget_total": Message("the totals of the year reported on", "보고하는 해의 예산 합계"),
    "funds": Message("the funds of the year's budgets, each with its totals", "그해 예산에 쓰인 재원과 재원별 합계"),
    "milestones": Message("the milestones", "추진 일정"),
    "risks": Message("what does not go well", "부진 사항"),
    "legislation": Message("the laws and rules that are needed", "법령"),
    "organisations": Message("the organisations by their right names", "기관의 바른 이름"),
    "members": Message("the members of the council", "협의회 위원"),
    "meetings": Message("the meetings of the council", "협의회 회의"),
    "actions": Message("what the meetings asked for", "회의에서 나온 조치 사항"),
    "contacts": Message("those who answer for it", "책임자, 담당자, 배석자"),
    "events": Message("what happened since the policy began", "정책 시작 뒤의 추진 실적"),
    "events_now": Message("what happened in the quarter", "이번 분기의 추진 실적"),
    "sources": Message("the sources", "출처"),
    "dimensions": Message("how what is counted is divided", "시군, 성별처럼 값을 나누는 구분"),
    "by": Message("the programmes and budgets of each member of a dimension", "구분의 항목마다 사업과 올해 예산"),
    "conflicts": Message("the values not used because sources disagree", "출처마다 달라 쓰지 않은 값"),
    "changes": Message("what is otherwise than in the report before", "직전 보고와 달라진 것"),
    "updates": Message("the changes of state, by their days", "상태변경, 날짜 차례"),
    "count": Message("how many there are, each a number with its source", "개수(출처를 지닌 수)"),
    "document": Message("what the document says of itself, in drawn templates", "그린 템플릿에서, 문서 자신의 것"),
    "words": Message("the words of documents in the project's voice", "프로젝트의 화자에 맞춘 문서의 말"),
    "voice": Message("who speaks: office or observer", "문서의 화자: office(담당 기관), observer(공개 자료 관찰)"),
    "status_rule": Message(
        "the rule by which a status is judged, in one note", "추진상황을 판정하는 기준을 적은 한 문단"
    ),
    **{f"words.{key}": word.meaning for key, word in DOCUMENT_WORDS.items()},
    # how programmes and measures stand
    **{
        f"{of}.{name}": meaning
        for of in ("Program", "Measure")
        for name, meaning in (
            (
                "code",
                Message(
                    "how it stands as a code: done, on_track, attention, behind, unknown",
                    "추진상황의 코드: done, on_track, attention, behind, unknown",
                ),
            ),
            (
                "status",
                Message(
                    "how it stands, plan against fact, in a word", "계획 대비 추진상황: 완료, 정상추진, 관심필요, 부진"
                ),
            ),
            ("tone", Message("the tone of the lamp of its status", "추진상황을 lamp()로 나타낼 때의 색")),
            ("reasons", Message("why it is not on track", "관심필요나 부진인 사유")),
        )
    },
    "measures.reasons.code": Message(
        "what the reason is of: milestone, start, money, target, worse, risk",
        "사유의 코드: milestone, start, money, target, worse, risk",
    ),
    "measures.reasons.kind": Message(
        "what the reason is of, in a word", "사유의 구분: 일정, 착수, 집행, 목표, 지표, 부진사유"
    ),
    "measures.reasons.status": Message("관심필요 or 부진", "이 사유에 따른 추진상황: 관심필요, 부진"),
    "measures.reasons.record": Message("the record that tells of it", "사유가 된 일정, 지표, 사업, 부진사유"),
    "status_code": Message("the same as a code: attention, behind", "같은 것의 코드: attention, behind"),
    "measures.reasons.title": Message("the name of that record", "그 기록의 이름"),
    "late": Message("by how many days it is late", "기한이 지난 날수"),
    "measures.reasons.rate": Message("the execution rate", "집행률"),
    "pace": Message("what was spent in percent of the plan by then", "그때까지의 계획 대비 집행(%)"),
    "pace_differs": Message("whether that is another percentage than the execution rate", "그 비율이 집행률과 다른지"),
    "pace_is_even": Message("whether that plan is of equal parts for the months", "그 계획이 월별 균등 계획인지"),
    "measures.reasons.reason": Message("the reason as it is written", "적은 사유"),
    "measures.reasons.remedy": Message("what is done about it", "대책"),
    **{
        f"{of}_{status}": Message(f"{english} that are {told}", f"추진상황이 {korean}인 {what}의 개수")
        for of, english, what in (("programs", "programmes", "지원사업"), ("measures", "measures", "지원시책"))
        for status, told, korean in (
            ("done", "done", "완료"),
            ("on_track", "on track", "정상추진"),
            ("attention", "in need of attention", "관심필요"),
            ("behind", "behind", "부진"),
            ("unknown", "without a plan to compare with", "판단 자료 없음"),
        )
    },
    "targets_met": Message("outcomes that have reached their targets", "목표를 달성한 성과지표의 개수"),
    "targets_missed": Message("outcomes that have missed their targets", "목표에 미달한 성과지표의 개수"),
    "targets_ongoing": Message("outcomes whose targets are still to come", "목표 시기가 오지 않은 성과지표의 개수"),
    # counts
    "count.strategies": Message("strategies", "추진전략의 개수"),
    "tasks": Message("strategies with measures", "시책이 있는 추진전략의 개수"),
    "count.measures": Message("measures", "지원시책의 개수"),
    "count.fields": Message("fields", "분야의 개수"),
    "count.programs": Message("programmes", "지원사업의 개수"),
    "count.members": Message("members of the council", "위원의 수"),
    "count.meetings": Message("meetings held", "회의의 횟수"),
    "count.events": Message("events since the policy began", "추진 실적의 건수"),
    "count.events_now": Message("events of the quarter", "이번 분기 실적의 건수"),
    "programs_of_measures": Message("programmes that belong to a measure", "시책에 속한 사업의 개수"),
    "events_of_measures": Message("events that belong to a measure", "시책에 속한 실적의 건수"),
    "events_now_of_measures": Message(
        "events of the quarter that belong to a measure", "시책에 속한 이번 분기 실적의 건수"
    ),
    "measures_now": Message("measures with events in the quarter", "이번 분기에 실적이 있는 시책의 개수"),
    "measures_earlier": Message("measures with events before the quarter alone", "앞 분기에만 실적이 있는 시책의 개수"),
    "measures_untold": Message("measures without any event", "실적이 없는 시책의 개수"),
    "strategies.count": Message("how many measures, programmes and events it has", "시책, 사업, 실적의 개수"),
    "measures.count": Message("how many programmes and events it has", "사업과 실적의 개수"),
    "strategies.by_instrument.count": Message("how many measures, programmes and events", "시책, 사업, 실적의 개수"),
    "by.count": Message("programmes of the member", "항목의 사업 개수"),
    # the quarter
    "QuarterReport.name": Message("the quarter in short, such as 2025Q2", "분기의 짧은 이름. 2025Q2처럼"),
    "QuarterReport.label": Message("the quarter, such as 2025년 2분기", "분기의 이름. 2025년 2분기처럼"),
    "short_label": Message("the quarter, such as ’25. 2분기", "분기의 짧은 이름. ’25. 2분기처럼"),
    "QuarterReport.first_day": Message("the quarter's first day", "분기의 첫날"),
    "QuarterReport.last_day": Message("the quarter's last day", "분기의 마지막 날"),
    "QuarterReport.release": Message(
        "the day of its press release with the weekday", "배포일과 요일. 2026. 1. 14.(수)처럼"
    ),
    "QuarterReport.embargo": Message(
        "from when on it may be published; none for at once", "보도시점. 2026. 1. 15.(목) 06:00처럼. 배포 즉시이면 없음"
    ),
    "Policy.contacts": Message("those who answer for the policy as a whole", "정책 전체의 담당자"),
    # lists of records around a record
    "Strategy.measures": Message("its measures", "이 전략의 지원시책"),
    "Strategy.programs": Message("the programmes of its measures", "이 전략의 지원사업"),
    "Strategy.events": Message("what happened in it", "이 전략의 추진 실적"),
    "Strategy.events_now": Message("what happened in it in the quarter", "이 전략의 이번 분기 실적"),
    "measures_by_field": Message(
        "for each field how many measures are open to it", "분야마다 이용할 수 있는 시책의 개수"
    ),
    "by_instrument": Message("its measures by their means of support", "지원 수단마다 하나"),
    "strategies.by_instrument.title": Message("the means of support", "지원 수단의 이름"),
    "Field.measures": Message("the measures made for the field", "이 분야의 지원시책"),
    "Field.programs": Message("the programmes for the field", "이 분야의 지원사업"),
    "Measure.programs": Message("the programmes that carry it out", "이 시책을 실행하는 지원사업"),
    "Measure.events": Message("what happened in it", "이 시책의 추진 실적"),
    "Measure.events_now": Message("what happened in it in the quarter", "이 시책의 이번 분기 실적"),
    "field_names": Message("the short names of its fields; 전체 for all", "분야의 짧은 이름. 모두이면 전체"),
    "programs_by_field": Message(
        "for each field how many programmes are open to it", "분야마다 이용할 수 있는 사업의 개수"
    ),
    "by_field": Message("for each field: own, all or no", "분야마다 own(이 분야만), all(모든 분야), no(아님)"),
    "Measure.history": Message("one for each quarter reported on", "보고한 분기마다 하나"),
    "measures.history.quarter": Message("the quarter", "분기"),
    "measures.history.events": Message("events of that quarter", "그 분기의 실적 건수"),
    "measure_names": Message("the names of its measures", "지원시책의 이름"),
    "Program.indicators": Message("its indicators", "이 사업의 지표"),
    "Program.events": Message("what happened in it", "이 사업의 추진 실적"),
    "Program.events_now": Message("what happened in it in the quarter", "이 사업의 이번 분기 실적"),
    "Program.first_day": Message("the day of its first event", "첫 실적의 날"),
    "Program.last_day": Message("the day of its last event", "마지막 실적의 날"),
    "Program.contacts": Message("those who answer for it", "이 사업의 담당자"),
    "Program.budgets": Message("its budgets", "이 사업의 예산"),
    "money": Message("its amounts in the year reported on", "보고하는 해의 이 사업 금액"),
    "money_by_fund": Message("its amounts for each of the funds", "재원마다 이 사업의 금액"),
    "money_history": Message("its amounts in every quarter reported on", "보고한 분기마다 이 사업의 금액"),
    "Program.figures": Message("its figures by what they measure", "사업의 신청, 선정 등의 값"),
    "Program.dimensions": Message("the names of its members of dimensions", "구분마다 이 사업의 항목 이름"),
    "Program.by": Message("its budgets for each member of a dimension", "구분의 항목마다 이 사업의 예산"),
    "programs.dimensions.region": Message("its member of the dimension 'region'", "region 구분에서 이 사업의 항목"),
    "source_labels": Message("the marks of its sources", "출처의 표시"),
    **{
        f"programs.figures.{name}": Message(english, korean)
        for name, english, korean in (
            ("applied", "applications", "신청"),
            ("selected", "selected", "선정"),
            ("competition", "applicants for each place", "경쟁률"),
            ("ceiling", "the most that one is given", "지원 한도"),
            ("duration", "how long support goes on", "지원 기간"),
            ("size", "the size of the programme", "사업 규모"),
            ("regions", "regions", "지역"),
            ("planned", "planned", "계획"),
        )
    },
    # indicators
    "actual": Message("its latest value", "최근 값"),
    "previous": Message("its value a quarter ago", "전 분기의 값"),
    "change": Message("how it changed since a quarter ago", "전 분기 대비 증감"),
    "year_before": Message("its value a year ago", "전년 같은 분기의 값"),
    "change_year": Message("how it changed within a year", "전년 동기 대비 증감"),
    "baseline": Message("what progress starts from", "기준값"),
    "target": Message("what it is to reach; the lower bound of a range", "목표(범위이면 하한)"),
    "target_upper": Message("the upper bound of a range to be kept within", "목표가 범위일 때의 상한"),
    "target_before": Message("the target before it was set anew", "바뀌기 전의 목표"),
    "target_year": Message("the year of the target", "목표의 해"),
    "Indicator.rate": Message("the value as a percentage of the target", "달성률(실적÷목표, %)"),
    "progress": Message("how far it has come from the baseline to the target", "기준값에서 목표까지의 진도(%)"),
    "Indicator.as_of": Message("when its value holds", "값의 기준 시점"),
    "met": Message("달성, 미달 or 진행 중", "달성 여부: 달성, 미달, 진행 중"),
    "met_code": Message("the same as a code: met, missed, ongoing", "달성 여부의 코드: met, missed, ongoing"),
    "trend": Message("개선 or 악화 since a quarter ago", "전 분기보다 개선인지 악화인지"),
    "trend_year": Message("개선 or 악화 since a year ago", "전년 동기보다 개선인지 악화인지"),
    "Indicator.achievement": Message("the percentage by which tables tell of its target", "표에 쓰는 달성률이나 진도"),
    "achievement_kind": Message("what that percentage is called", "달성률, 진도, 달성 여부 가운데 무엇인지"),
    "achievement_formula": Message("how that percentage is reckoned", "달성률의 산식"),
    "achievement_missing": Message("why there is no such percentage", "달성률을 내지 않는 사유"),
    "Indicator.history": Message("one for each quarter reported on", "보고한 분기마다 하나"),
    "has_course": Message(
        "whether there is a course to draw: values of three quarters or more",
        "추이로 그릴 만한지: 값이 있는 분기가 셋 이상",
    ),
    "indicators.history.quarter": Message("the quarter", "분기"),
    "indicators.history.value": Message("the value at its end", "그 분기 말의 값"),
    "is_new": Message("whether it is new in the quarter", "그 분기에 새로 확인되었는지"),
    "Indicator.by": Message("its values for each member of a dimension", "구분의 항목마다 이 지표의 값"),
    "unused": Message("its values not used because sources disagree", "출처마다 달라 쓰지 않은 값"),
    "Indicator.role": Message("what it is for, in a word", "성과, 실적, 지원조건, 현황 가운데 무엇인지"),
    # members of dimensions
    "dimensions.members": Message("its members", "구분의 항목"),
    "dimensions.id": Message("its name for by(…)", "by(…)에 쓰는 이름"),
    "dimensions.title": Message("what it is called", "구분의 이름"),
    "dimensions.indicators": Message("the indicators with values by it", "이 구분의 값이 있는 지표"),
    "dimensions.programs": Message("the programmes of one of its members", "이 구분을 적은 지원사업"),
    "dimensions.budgets": Message("the year's budgets of one of its members", "이 구분을 적은 올해 예산"),
    "code": _SAME_AS_CODE,
    "title": Message("its name", "이름"),
    "share": Message("its share of the whole in percent", "전체에서 차지하는 비중(%)"),
    "whole": Message("the value of the whole", "전체의 값"),
    "value": Message("the value", "값"),
    "indicators.by.by": Message("its values for each member of another dimension", "다른 구분의 항목마다 값"),
    # money
    **_AMOUNTS,
    **{f"Budget.{name}": meaning for name, meaning in _AMOUNTS.items()},
    "planned": Message("what was to be spent by then", "집행계획(연초부터의 누계)"),
    "remaining": Message("what is left to be spent", "잔액"),
    "rate": Message("what was spent of the current budget, in percent", "집행률(%)"),
    "plan_rate": Message("what was spent of what was planned, in percent", "계획 대비 집행률(%)"),
    "executed_before": Message("what was spent by the end of the quarter before", "전 분기 말까지의 집행액"),
    "executed_change": Message("how that grew since", "전 분기 말보다 늘어난 집행액"),
    "executed_last_year": Message("what was spent by the same quarter of last year", "전년 같은 분기까지의 집행액"),
    "executed_on_year": Message("the difference to that", "전년 같은 분기와의 집행액 차이"),
    "rate_last_year": Message("the rate in the same quarter of last year", "전년 같은 분기의 집행률"),
    "rate_on_year": Message("the difference to that, in percentage points", "전년 같은 분기와의 집행률 차이(%p)"),
    "counted_current": Message(
        "the current budget that the rate is of, if another", "집행률이 나눈 예산현액(합계와 다를 때만)"
    ),
    **{
        f"{name}_missing": Message(f"of how many programmes {english} is not known", f"{korean} 모르는 사업의 개수")
        for name, english, korean in (
            ("original", "the original budget", "본예산을"),
            ("supplementary", "the supplementary budget", "추경을"),
            ("current", "the current budget", "예산현액을"),
            ("executed", "what was spent", "집행액을"),
            ("planned", "what was planned", "집행계획을"),
            ("executed_change", "the growth since the quarter before", "집행액의 증감을"),
            ("executed_on_year", "the difference to last year", "전년과의 집행액 차이를"),
            ("executed_before", "what was spent by the quarter before", "전 분기까지의 집행액을"),
        )
    },
    "budget_total.year": Message("the year", "예산의 해"),
    "budget_total.history": Message("one for each quarter of the year reported on", "그해에 보고한 분기마다 하나"),
    "Budget.history": Message("one for each quarter of its year reported on", "그해에 보고한 분기마다 하나"),
    "Budget.title": Message("programme, year and fund in words", "사업, 연도, 재원을 이은 이름"),
    "Budget.dimensions": Message("the names of its members of dimensions", "구분마다 이 예산의 항목 이름"),
    "Budget.members": Message("its members of dimensions in words", "이 예산의 항목을 이은 글"),
    "Budget.unit": Message("the unit of its amounts", "금액의 단위"),
    "Budget.fund": Message("the fund's name", "재원의 이름"),
    "current_is_reckoned": Message(
        "whether the current budget was added up here", "예산현액이 본예산과 추경을 더한 것인지"
    ),
    "funds.code": Message("the fund's code", "재원의 코드"),
    "funds.title": Message("the fund's name", "재원의 이름"),
    # what goes on
    "Milestone.code": Message(
        "its state for conditions: ahead, put_off, late, done, cancelled",
        "상태의 코드: ahead, put_off, late, done, cancelled",
    ),
    "Milestone.state": Message("its state in a word", "상태: 예정, 연기, 지연, 완료, 취소"),
    "Milestone.day": Message(
        "the day that counts: done, cancelled, put off to, or due", "완료일, 취소일, 연기된 기한, 기한 가운데 맞는 날"
    ),
    "times_put_off": Message("how often it was put off", "연기한 횟수"),
    "has_history": Message("whether it has more than one change of state", "상태변경이 둘 이상인지"),
    "Risk.status": Message("the same as a code: open, closed", "상태의 코드: open, closed"),
    "Risk.state": Message("발생 or 해소", "상태: 발생, 해소"),
    "Action.status": Message("how it stands, in a word", "이행 상태"),
    "Legislation.stage": Message("how far it has come, in a word", "나아간 단계"),
    "Event.is_new": Message("whether it is of the quarter", "이번 분기의 것인지"),
    "events.figures.title": Message("the indicator's name", "지표의 이름"),
    "events.figures.value": Message("its value in the event's quarter", "그 일이 있던 분기의 값"),
    "events.figures.target": Message("its target then", "그때의 목표"),
    "person": Message("rank and name", "직위와 이름"),
    "Contact.role": Message("책임자, 담당자 or 배석", "책임자, 담당자, 배석"),
    "attended_count": Message("how many members were there", "참석한 위원의 수"),
    "absent_count": Message("how many members were not there", "불참한 위원의 수"),
    "Meeting.actions": Message("what the meeting asked for", "이 회의에서 나온 조치 사항"),
    "Action.meeting": Message("the meeting that asked for it", "조치 사항이 나온 회의"),
    "Update.title": Message("the record's name", "상태가 바뀐 기록의 이름"),
    "Update.state": Message("the state in a word", "바뀐 상태"),
    "Update.kind": Message("what sort of record it is, in a word", "추진 일정, 부진 사항, 조치 사항, 법령"),
    "changes.kind": Message("what changed, in words", "무엇이 달라졌는지(말)"),
    "changes.record": Message("the record that changed", "달라진 기록"),
    "changes.title": Message("the record's name", "달라진 기록의 이름"),
    "changes.change": Message("the difference of a figure", "값, 목표, 금액의 증감"),
    "changes.trend": Message("개선 or 악화, of a value", "지표의 개선이나 악화"),
    "changes.before": Message("how it was", "앞의 값이나 상태"),
    "changes.after": Message("how it is", "지금의 값이나 상태"),
    "due_before": Message("the day on which it was due before", "앞의 기한"),
    "changes.due": Message("the new day on which it is due", "새 기한"),
    "Observation.used_value": Message("the value that was used", "같은 분기에 쓴 값"),
    "used_as_of": Message("when that value holds", "쓴 값의 기준 시점"),
}
"""The meaning of a name by the group that it is of, the kind of record, or by the name alone; see ``meaning_of``."""


def meaning_of(group: str, record: str, name: str) -> Message | None:
    """Return what a name of a group means, of which each is a ``record`` (empty where it is none); None if unknown."""
    found = (
        VIEW_MEANINGS.get(f"{group}.{name}" if group else name)
        or VIEW_MEANINGS.get(f"{record}.{name}")
        or MEANINGS.get(f"{record}.{name}")
        or VIEW_MEANINGS.get(name)
        or MEANINGS.get(name)
    )
    return found and Message(_first_sentence(found.en, "; "), _first_sentence(found.ko, ". "))


def _first_sentence(text: str, end: str) -> str:
    """Return the part that tells what a value is; what follows tells those who write data how to write it."""
    return text.partition(". ")[0].partition(end)[0]


class Usage(NamedTuple):
    """What a function, filter or test does, and a template that uses it."""

    meaning: Message
    sample: str
    drawn: bool = True
    """Whether templates drawn in Word, Excel or 한글 have it too."""


FUNCTIONS: Mapping[str, Usage] = {
    "box": Usage(
        Message("a framed part with a title", "제목이 있는 상자"), '{% call box("요약") %}글{% endcall %}', drawn=False
    ),
    "captioned": Usage(
        Message("a Markdown table with a caption and a unit", "제목과 단위가 있는 표"),
        '{% call captioned("총괄", unit="건") %}\n| 구분 | 개수 |\n|---|--:|\n'
        "| 시책 | {{ count.measures | bare }} |\n{% endcall %}",
        drawn=False,
    ),
    "card": Usage(
        Message("one card of cards(…)", "cards(…)의 카드 하나"),
        '{{ cards(card("시책", count.measures, "설명")) }}',
        drawn=False,
    ),
    "cards": Usage(
        Message("large figures side by side", "크게 보이는 수치"),
        '{{ cards(card("시책", count.measures)) }}',
        drawn=False,
    ),
    "cards_of": Usage(
        Message("a card for each record", "기록마다 카드 하나"),
        '{{ cards(cards_of(policy.highlights, "title", "actual", "as_of")) }}',
        drawn=False,
    ),
    "chart": Usage(
        Message("a Markdown table, drawn", "표를 그린 차트"),
        '{% call chart("column", "추이") %}\n| 분기 | 시책 |\n|---|--:|\n'
        "| {{ quarter.label }} | {{ count.measures }} |\n{% endcall %}",
        drawn=False,
    ),
    "claim": Usage(
        Message(
            "the first of some words that is true of an indicator; stops where none is",
            "말 가운데 지표에 맞는 첫 말. 모두 틀리면 멈춤",
        ),
        '{% for i in outcomes if i.change %}{{ i.title }} {{ claim(i, "증가", "감소", "유지") }}{% endfor %}',
    ),
    "column": Usage(
        Message("a column of table(…)", "table(…)의 칸 하나"),
        '{{ table(programs, column("사업", "title")) }}',
        drawn=False,
    ),
    "contents": Usage(Message("the table of contents", "차례"), "{{ contents(depth=1) }}", drawn=False),
    "footnote": Usage(Message("a footnote", "각주"), '글{{ footnote("설명") }}', drawn=False),
    "lamp": Usage(
        Message("a state by its colour: good, watch, bad, done, none", "상태: good watch bad done none"),
        '{{ lamp("good", "정상추진") }}',
    ),
    "landscape": Usage(
        Message("a part on pages in landscape", "가로로 놓은 쪽"), "{% call landscape() %}글{% endcall %}", drawn=False
    ),
    "link": Usage(
        Message("a link to a web page", "웹 주소 링크"),
        "{% for s in sources %}{{ link(s.address, s.title) }}{% endfor %}",
    ),
    "named": Usage(
        Message("names the row of a table for leads_to", "leads_to가 이끄는 표의 줄"),
        "| 사업 |\n|---|\n{% for p in programs %}\n| {{ named(p) }}{{ p.title }} |\n{% endfor %}",
        drawn=False,
    ),
    "page_break": Usage(Message("a new page", "쪽 나누기"), "{{ page_break() }}", drawn=False),
    "pair": Usage(
        Message("one label and content of pairs(…)", "pairs(…)의 이름표와 내용"),
        '{{ pairs(pair("기준일", quarter.as_of)) }}',
        drawn=False,
    ),
    "pairs": Usage(
        Message("labels and contents", "이름표와 내용"), '{{ pairs(pair("소관", policy.lead)) }}', drawn=False
    ),
    "table": Usage(
        Message("a table with a row for each record", "기록마다 한 줄인 표"),
        '{{ table(programs, column("사업", "title"), caption="사업") }}',
        drawn=False,
    ),
}
"""The functions that templates can call, as ``TemplateFunctions`` has them."""

FILTERS: Mapping[str, Usage] = {
    "bare": Usage(Message("a number without its unit", "단위 없는 수치"), "{{ count.measures | bare }}"),
    "to": Usage(Message("a number with 0 to 6 decimals", "소수 자릿수(0~6)"), "{{ count.measures | to(1) }}"),
    "zero_as": Usage(Message("words in place of zero", "0이면 대신할 말"), '{{ count.measures | zero_as("없음") }}'),
    "default": Usage(
        Message("words in place of a missing value", "값이 없을 때 대신할 말"),
        '{{ policy.title_en | default("없음") }}',
    ),
    "d": Usage(
        Message("the same as default", "default와 같음"),
        '{{ policy.title_en | d("없음") }}',
    ),
    "join": Usage(Message("a list as one text", "목록을 이은 글"), '{{ policy.keywords | join(", ") }}'),
    "roman": Usage(Message("a chapter's number from 1 to 12 as Ⅰ to Ⅻ", "1~12를 Ⅰ~Ⅻ로"), "{{ 2 | roman }}"),
    "without_start": Usage(
        Message("texts without the words with which all begin", "앞의 같은 말을 뺀 글"),
        "{{ [policy.title] | without_start(policy.title) | join }}",
    ),
    "leads_to": Usage(
        Message("leads to the row of a record", "기록의 줄로 이끄는 글"), "{{ count.programs | leads_to(programs) }}"
    ),
    "weightiest": Usage(
        Message("the n records that weigh most", "중요한 n건만"),
        "{% for b in budgets | weightiest(5) %}{{ b.title }}{% endfor %}",
    ),
    "sort": Usage(
        Message("a list in order, what is missing last", "차례로 늘어놓은 목록"),
        '{% for b in budgets | sort(attribute="rate") %}{{ b.rate }}{% endfor %}',
    ),
    "unique": Usage(
        Message("a list without repetitions", "겹치는 것을 뺀 목록"),
        '{% for p in programs | unique(attribute="lead") %}{{ p.lead }}{% endfor %}',
    ),
    "selectattr": Usage(
        Message("those of a list for which a test is true", "조건에 맞는 것만"),
        '{% for m in milestones | selectattr("code", "eq", "late") %}{{ m.title }}{% endfor %}',
    ),
    "rejectattr": Usage(
        Message("those of a list for which a test is not true", "조건에 맞는 것을 뺀 것"),
        '{% for m in milestones | rejectattr("done", "missing") %}{{ m.title }}{% endfor %}',
    ),
    "map": Usage(
        Message("one value of each in a list", "목록에서 항목 하나만"),
        '{{ programs | map(attribute="title") | join(", ") }}',
    ),
    "first": Usage(Message("the first of a list", "목록의 첫째"), "{{ (strategies | first).title }}"),
    "last": Usage(Message("the last of a list", "목록의 끝"), "{{ (strategies | last).title }}"),
    "list": Usage(
        Message("what map or selectattr gave, as a list", "map, selectattr의 결과를 목록으로"),
        '{% if programs | map(attribute="title") | list %}{% endif %}',
    ),
    "reverse": Usage(
        Message("a list from its end", "거꾸로 된 목록"), "{% for s in strategies | reverse %}{{ s.title }}{% endfor %}"
    ),
    "length": Usage(
        Message(
            "how long a list is, for comparing and reckoning; to print use count", "목록의 길이(비교에만. 출력은 count)"
        ),
        "{% if (programs | length) > 3 %}{% endif %}",
    ),
    "top": Usage(
        Message("the n with the greatest values, or with lowest=true the least", "값이 큰(lowest=true이면 작은) n건"),
        '{% for b in budgets | top(5, by="rate") %}{{ b.title }}{% endfor %}',
    ),
    "groupby": Usage(
        Message("groups of what has a value in common", "같은 값끼리 묶은 것(g.grouper와 g.list)"),
        '{% for g in programs | groupby("lead") %}{{ g.grouper }}{% endfor %}',
    ),
    "sum": Usage(
        Message("a sum as a figure of its own; missing where one is", "합계(출처를 지닌 수치, 하나라도 없으면 없음)"),
        '{{ budgets_now | sum(attribute="current") }}',
    ),
    "in_unit": Usage(
        Message("an amount in another unit", "다른 단위로 나타낸 금액"), '{{ budget_total.current | in_unit("억원") }}'
    ),
    "change_words": Usage(
        Message("a change in words", "증감을 말로(1.2%p 하락)"),
        "{% for i in indicators %}{{ i.change | change_words }}{% endfor %}",
    ),
    "josa": Usage(
        Message("with the particle that follows it", "알맞은 조사를 붙인 것"), '{{ policy.title | josa("을/를") }}'
    ),
}
"""The filters that templates can use, as ``chosen_filters`` has them."""

TESTS: Mapping[str, Usage] = {
    "missing": Usage(
        Message("whether a value is missing", "값이 없는지"), "{% if policy.title is missing %}{% endif %}"
    ),
    "none": Usage(Message("the same as missing", "missing과 같음"), "{% if council is none %}{% endif %}"),
    "in": Usage(
        Message("whether it is in a list or text", "목록이나 글 안에 있는지"),
        '{% if "청년" in policy.title %}{% endif %}',
    ),
    "divisibleby": Usage(
        Message("whether a loop's turn can be divided", "나누어떨어지는지"),
        "{% for s in strategies %}{% if loop.index is divisibleby(2) %}{% endif %}{% endfor %}",
    ),
    **{
        name: Usage(Message(english, korean), f"{{% if count.measures is {name}(3) %}}{{% endif %}}")
        for names, english, korean in (
            (("eq", "equalto"), "equal: ==", "같은지(==)"),
            (("ne",), "not equal: !=", "다른지(!=)"),
            (("lt", "lessthan"), "less: <", "작은지(<)"),
            (("le",), "less or equal: <=", "작거나 같은지(<=)"),
            (("gt", "greaterthan"), "greater: >", "큰지(>)"),
            (("ge",), "greater or equal: >=", "크거나 같은지(>=)"),
        )
        for name in names
    },
}
"""The tests that templates can use by a word, as ``Sandbox`` has them."""

ATTRIBUTES: Mapping[str, Mapping[str, Usage]] = {
    "loop": {
        name: Usage(Message(english, korean), f"{{% for s in strategies %}}{sample}{{% endfor %}}")
        for name, english, korean, sample in (
            ("index", "the turn of a loop, from 1", "몇째인지(1부터)", "{{ loop.index }}"),
            ("index0", "the turn of a loop, from 0", "몇째인지(0부터)", "{{ loop.index0 }}"),
            ("first", "whether it is the first", "첫째인지", "{% if loop.first %}{% endif %}"),
            ("last", "whether it is the last", "끝인지", "{% if not loop.last %}, {% endif %}"),
            (
                "length",
                "how many turns there are, for comparing",
                "모두 몇인지(비교에만)",
                "{% if loop.length > 3 %}{% endif %}",
            ),
            (
                "previtem",
                "the one before; missing at the first",
                "앞의 것(첫째에는 없음)",
                "{% if not loop.first %}{{ loop.previtem.title }}{% endif %}",
            ),
            (
                "nextitem",
                "the one after; missing at the last",
                "다음 것(끝에는 없음)",
                "{% if not loop.last %}{{ loop.nextitem.title }}{% endif %}",
            ),
            ("depth", "how deep the loop lies", "반복의 깊이", "{{ loop.depth }}"),
        )
    },
    "date": {
        name: Usage(Message(english, korean), f"{{{{ quarter.as_of.{name} }}}}")
        for name, english, korean in (
            ("year", "its year", "해"),
            ("month", "its month", "달"),
            ("day", "its day", "날"),
        )
    },
    "number": {
        "missing": Usage(
            Message("whether its value is missing", "값이 없는지"), "{% if count.measures.missing %}{% endif %}"
        ),
        "unit": Usage(Message("its unit", "단위"), "{{ count.measures.unit }}"),
    },
}
"""What a loop, a date and a number have."""

DOCUMENT: Mapping[str, Message] = {
    "title": Message("the document's title", "문서의 제목"),
    "subtitle": Message("its second title", "부제목"),
    "summary": Message("its summary", "요약"),
    "organisation": Message("who issues it", "내는 기관"),
    "licence": Message("the terms of use", "이용 조건"),
    "mark": Message("the mark of each page, with 초안 for a draft", "표시(초안이면 초안이 붙음)"),
    "as_of": Message("the as-of day", "기준일"),
    "draft": Message("whether it is a draft", "초안인지"),
}
"""What ``document`` has, in templates drawn in Word, Excel or 한글."""

RECIPIENT: Mapping[str, Message] = {
    "id": Message("names the recipient", "수신자의 이름표"),
    "name": Message("the recipient's name", "받는 이의 이름"),
    "organisation": Message("the recipient's organisation", "받는 이의 기관"),
    "greeting": Message("the salutation", "호칭"),
}
"""What ``recipient`` has, in a report with an edition for each (``for: recipients``)."""
