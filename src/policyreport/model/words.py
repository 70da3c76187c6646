"""The words of documents that depend on who speaks: an office in charge of a policy, or an observer of public data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from policyreport.diagnostics import Message
from policyreport.model.base import HashedDict

Voice = Literal["office", "observer"]
"""Who speaks in a project's documents."""


class DocumentWord(NamedTuple):
    """One word or sentence of the shipped templates in both voices, and where it is printed."""

    office: str
    observer: str
    meaning: Message


def _word(office: str, observer: str, en: str, ko: str) -> DocumentWord:
    return DocumentWord(office, observer, Message(en, ko))


DOCUMENT_WORDS: Mapping[str, DocumentWord] = {
    "no_data": _word("자료 없음", "공개 자료 없음", "why a value is missing", "값이 없는 사유"),
    "no_events_now": _word(
        "당분기 추진실적 없음",
        "당분기에 공개된 추진실적 없음",
        "in place of the quarter's events",
        "당분기 실적이 없을 때",
    ),
    "no_events": _word("추진실적 없음", "공개된 추진실적 없음", "in place of the events", "추진실적이 없을 때"),
    "no_meetings": _word("개최한 회의 없음", "공개된 회의 없음", "in place of the meetings", "회의가 없을 때"),
    "no_programs": _word(
        "이 전략에 속한 지원사업 없음",
        "이 전략에 속한 지원사업은 공개 자료에서 확인되지 않음",
        "in place of a strategy's programmes",
        "전략에 지원사업이 없을 때",
    ),
    "no_money": _word(
        "사업별 예산·집행 자료 없음",
        "사업별 예산·집행의 공개 자료 없음",
        "in place of the budgets",
        "예산 자료가 없을 때",
    ),
    "events_now": _word(
        "당분기 추진실적",
        "당분기에 확인된 추진실적",
        "heads the quarter's events",
        "당분기 추진실적의 제목",
    ),
    "status_head": _word("추진상황", "실적 확인", "heads the column of lamps", "상태 표시 열의 이름"),
    "status_caption": _word(
        "전략별 지원시책 추진상황",
        "전략별 지원시책의 실적 확인",
        "captions the chart of lamps",
        "상태별 그림의 제목",
    ),
    "told_now": _word("당분기 실적 있음", "당분기 실적 확인", "lamp: events in the quarter", "상태 표시: 당분기 실적"),
    "told_before": _word(
        "기존 실적 있음", "기존 실적 확인", "lamp: events before the quarter", "상태 표시: 이전 분기 실적"
    ),
    "told_undated": _word(
        "일자별 실적 없음", "일자별 실적 없음", "lamp: money, but no event", "상태 표시: 예산만 있고 실적 없음"
    ),
    "told_never": _word("실적 없음", "공개 자료 없음", "lamp: no event", "상태 표시: 실적 없음"),
    "status_done": _word("완료", "완료", "lamp: done", "추진상황: 완료"),
    "status_on_track": _word("정상추진", "정상추진", "lamp: on track", "추진상황: 정상추진"),
    "status_attention": _word("관심필요", "관심필요", "lamp: needs attention", "추진상황: 관심필요"),
    "status_behind": _word("부진", "부진", "lamp: behind", "추진상황: 부진"),
    "status_unknown": _word(
        "판단 자료 없음", "판단 자료 없음", "lamp: no plan to compare with", "추진상황: 일정·예산·목표가 없음"
    ),
    "events_note": _word(
        "누적 실적은 정책 발표 이후 지원시책의 실적. 합계는 중복된 사업·실적을 한 번만 집계",
        "누적 실적은 공개 자료로 날짜가 확인된 지원시책의 실적. 합계는 중복된 사업·실적을 한 번만 집계",
        "below the table of strategies",
        "추진전략 총괄표의 주석",
    ),
    "missing_note": _word(
        "‘-’는 해당 자료 없음. 실적이 없는 지표는 달성률 산정 제외",
        "‘-’는 공개 자료 없음. 실적이 공개되지 않은 지표는 달성률 산정 제외",
        "below the table of indicators",
        "성과지표 표의 주석",
    ),
    "missing_cells": _word("‘-’는 해당 자료 없음", "‘-’는 공개 자료 없음", "below a table", "표의 주석"),
    "others_note": _word(
        "소관 시책이 정해지지 않은 사업",
        "소속 시책이 공개 자료에서 확인되지 않은 사업",
        "below the programmes of no measure",
        "시책이 없는 사업의 주석",
    ),
    "press_lead": _word(
        "추진상황 발표", "추진상황(공개 자료 기준)", "ends the first line of a press release", "보도자료 첫 줄의 끝"
    ),
    "press_note": _word(
        "기준 추진실적이며, 세부 수치는 확정 과정에서 달라질 수 있음",
        "기준으로 공개 자료에서 확인된 내용",
        "ends a press release, behind its day",
        "보도자료 끝, 기준일 다음",
    ),
    "quarter_values": _word(
        "분기 값은 해당 분기 말 현재 기준",
        "분기 값은 해당 분기 말까지 공개된 자료 기준",
        "below the values of quarters",
        "분기별 값의 주석",
    ),
    "executed_note": _word(
        "집행액은 연초부터의 누계로, 해당 분기 말 현재 기준",
        "집행액은 연초부터의 누계로, 해당 분기 말까지 공개된 자료 기준",
        "below the execution of quarters",
        "분기별 집행의 주석",
    ),
    "gaps": _word("자료 보완사항", "미확보 자료", "heads what could not be known", "알 수 없었던 것의 제목"),
}
"""Every word of the shipped templates that speaks of what is known, or of how a programme stands, by its key."""


@dataclass(frozen=True, slots=True)
class DocumentWords:
    """The words of a project's documents: those of its voice, and of its ``own`` in their place."""

    voice: Voice = "office"
    own: Mapping[str, str] = field(default_factory=HashedDict[str])

    def __getitem__(self, key: str) -> str:
        word = DOCUMENT_WORDS[key]
        return self.own.get(key) or (word.office if self.voice == "office" else word.observer)

    def all(self) -> Mapping[str, str]:
        """Return every word by its key."""
        return {key: self[key] for key in DOCUMENT_WORDS}
