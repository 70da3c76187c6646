"""What a number is called, how it came about and how it reads, in words for people who ask where it comes from."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from policyreport.diagnostics import Message
from policyreport.provenance.printed_set import PrintedNumber

_WHAT: Mapping[str, Message] = {
    "indicator": Message("value", "값"),
    "budget": Message("budget", "예산"),
    "count": Message("count", "건수"),
    "status": Message("state", "상태"),
    "meeting": Message("meeting", "회의"),
    "program": Message("programme", "지원사업"),
}
_COUNTED: Mapping[str, Message] = {
    "measures": Message("measures", "시책 수"),
    "programs": Message("programmes", "지원사업 수"),
}
_STATES: Mapping[str, Message] = {
    "done": Message("done", "완료한"),
    "on-track": Message("on track", "정상추진"),
    "attention": Message("that need attention", "관심필요"),
    "behind": Message("behind", "부진"),
    "unknown": Message("without a state", "상태를 알 수 없는"),
    "now": Message("with events of this quarter", "당분기 실적이 있는"),
    "earlier": Message("with earlier events alone", "종전 실적만 있는"),
    "untold": Message("of which nothing is told", "실적을 알 수 없는"),
}
_PARTS: Mapping[str, Message] = {
    "previous": Message("value before", "직전 값"),
    "change": Message("change", "증감"),
    "change-year": Message("change on the year", "전년 동기 대비 증감"),
    "since-report": Message("change since the report before", "직전 보고 대비 증감"),
    "baseline": Message("baseline", "기준값"),
    "target": Message("target", "목표"),
    "target-before": Message("target before", "종전 목표"),
    "target-upper": Message("upper target", "목표 상한"),
    "rate": Message("rate", "비율"),
    "progress": Message("progress from the baseline", "기준값부터의 진척률"),
    "share": Message("share", "비중"),
    "original": Message("original budget", "본예산"),
    "supplementary": Message("supplementary budget", "추경"),
    "current": Message("current budget", "예산현액"),
    "executed": Message("executed", "집행액"),
    "planned": Message("planned", "집행계획"),
    "remaining": Message("remaining", "잔액"),
    "plan-rate": Message("rate against the plan", "계획 대비 집행률"),
    "executed-change": Message("executed, change", "집행액 증감"),
    "executed-on-year": Message("executed, change on the year", "집행액 전년 동기 대비 증감"),
    "rate-on-year": Message("rate, change on the year", "집행률 전년 동기 대비 증감"),
    "late": Message("days late", "지연 일수"),
    "pace": Message("pace expected by now", "지금까지의 기준 집행률"),
    "headcount": Message("who attended", "참석 인원"),
    "size": Message("without its sign", "부호를 뗀 값"),
    "total": Message("total", "전체"),
    **_COUNTED,
    "events": Message("events", "추진실적 수"),
    "events-now": Message("events of this quarter", "당분기 추진실적 수"),
    "tasks": Message("tasks", "과제 수"),
    "strategies": Message("strategies", "추진전략 수"),
    "fields": Message("fields of industry", "분야 수"),
    "members": Message("members", "위원 수"),
    "meetings": Message("meetings", "회의 횟수"),
    **{
        f"{collection}-{status}": Message(f"{words.en} {state.en}", f"{state.ko} {words.ko}")
        for collection, words in _COUNTED.items()
        for status, state in _STATES.items()
    },
    "targets-met": Message("targets reached", "달성한 목표 수"),
    "targets-missed": Message("targets missed", "미달한 목표 수"),
    "targets-ongoing": Message("targets under way", "진행 중인 목표 수"),
}
_RATES: Mapping[str, Message] = {
    "achievement": Message("achievement", "달성률"),
    "execution": Message("execution rate", "집행률"),
}
_OF_QUARTER = re.compile(r"(?:at|during)-?(\d{4}Q[1-4])")
_OF_UNIT = re.compile(r"in-(.+)")
_RIVAL = re.compile(r"(unused|used)-\d+")

_MOST_DECIMALS = 6


def name_of(number: PrintedNumber) -> Message:
    """Return what a number is called: the records that it is of, and what of them it tells."""
    words = [*_details(number)]
    of = " · ".join(number.of)
    english, korean = (", ".join(word.en for word in words), " ".join(word.ko for word in words))
    if not of:
        return Message(english or number.id, korean or number.id)
    return Message(f"{of}: {english}" if english else of, f"{of} {korean}" if korean else of)


def _details(number: PrintedNumber) -> list[Message]:
    first, *rest = number.id.split(".")
    found: list[Message] = []
    for segment in rest:
        if quarter := _OF_QUARTER.fullmatch(segment):
            found.append(Message(f"in {quarter[1]}", f"({quarter[1]})"))
        elif unit := _OF_UNIT.fullmatch(segment):
            found.append(Message(f"in {unit[1]}", f"({unit[1]} 단위)"))
        elif rival := _RIVAL.fullmatch(segment):
            is_used = rival[1] == "used"
            words = ("쓴 값", "value used") if is_used else ("쓰지 않은 값", "value not used")
            found.append(Message(words[1], words[0]))
        elif segment == "rate" and number.rule in _RATES:
            found.append(_RATES[number.rule])
        elif segment in _PARTS:
            found.append(_PARTS[segment])
    if not found and first in _WHAT and (first != "indicator" or len(rest) == 1):
        found.append(_WHAT[first])
    return found


def value_of(number: PrintedNumber) -> Message:
    """Return the value of a number before rounding, with its unit; why there is none where it has none."""
    if number.value is None:
        why = f"({number.missing})" if number.missing else ""
        return Message(f"none {why}".rstrip(), f"없음{why}")
    text = f"{plain(number.value)}{number.unit}"
    bounds = {"at_most": Message("at most", "이내"), "at_least": Message("at least", "이상")}
    bound = bounds.get(number.bound)
    return Message(f"{bound.en} {text}", f"{text} {bound.ko}") if bound else Message(text, text)


def plain(value: Decimal) -> str:
    """Return a value with the commas of thousands; one that goes on is cut after six decimals, and says so."""
    whole, mark, decimals = f"{value:f}".partition(".")
    sign, digits = ("△", whole.removeprefix("-")) if whole.startswith("-") else ("", whole)
    more = "…" if len(decimals) > _MOST_DECIMALS else ""
    return f"{sign}{int(digits):,}{mark}{decimals[:_MOST_DECIMALS]}{more}"


_IN_PAGES = re.compile(r"page (\d+)(?: at .*)?")
_WORDS_OF_PLACES: Mapping[str, str] = {
    "paragraph": "문단 {}",
    "table": "표 {}",
    "row": "{}행",
    "column": "{}열",
    "footnote": "각주 {}",
    "endnote": "미주 {}",
    "comment": "메모 {}",
    "header": "머리글 {}",
    "footer": "바닥글 {}",
    "drawing": "개체 {}",
    "picture": "그림 {}",
    "bookmark": "책갈피 {}",
    "contents": "차례 {}번째 줄",
    "page": "{}쪽",
    "chart": "차트 {}",
    "series": "계열 {}",
    "point": "점 {}",
    "category": "항목 {}",
    "line": "{}줄",
    "box": "글상자 {}",
    "section": "구역 {}",
}
_PLACE = re.compile(r"(?:[a-z]+ \d+ ?)+")
_STEP = re.compile(r"([a-z]+) (\d+)")


def place_in_words(where: str) -> Message:
    """Return where in a file a number stands (``Placement.where``), in words; a cell is told as it is."""
    if page := _IN_PAGES.fullmatch(where):
        return Message(f"page {page[1]}", f"{page[1]}쪽")
    if not _PLACE.fullmatch(where):
        return Message(where, where)
    steps = _STEP.findall(where)
    korean = (_WORDS_OF_PLACES.get(word, f"{word} {{}}").format(number) for word, number in steps)
    return Message(where, " ".join(korean))
