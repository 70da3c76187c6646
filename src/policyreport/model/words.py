"""What staff call the collections and fields of the data: the sheets and heads of tables, with a note on each field."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Head(NamedTuple):
    """A field as the head of a column: its Korean name, and what to write below it."""

    title: str
    note: str


SHEETS: Mapping[str, str] = {
    "policy": "정책",
    "strategies": "추진전략",
    "fields": "분야",
    "measures": "지원시책",
    "programs": "지원사업",
    "indicators": "지표",
    "observations": "관측값",
    "targets": "목표",
    "budgets": "예산",
    "milestones": "추진일정",
    "risks": "부진사유",
    "legislation": "법령",
    "organisations": "기관",
    "council": "협의회",
    "members": "위원",
    "meetings": "회의",
    "actions": "조치사항",
    "events": "추진실적",
    "sources": "출처",
    "quarters": "분기보고",
}
"""The name of each collection of the data set, which is also its sheet's."""

GUIDE_SHEETS = ("안내", "코드")
"""The names of the intake workbook's first sheet, which explains the others, and of its last, which explains codes."""

_ID = "영문 소문자, 숫자, 하이픈. 한번 정하면 바꾸지 않음"
_IDS = "식별자. 여럿이면 쉼표로 나눔"
_DAY = "2025-06-30처럼 적음"
_LINES = "여럿이면 한 칸 안에서 줄을 바꾸어 적음"
_MONEY = "숫자만. 모르면 비움"

HEADS: Mapping[str, Head] = {
    "id": Head("식별자", _ID),
    "title": Head("이름", "문서에 그대로 나옴"),
    "title_en": Head("영문 이름", "없으면 비움"),
    "short_title": Head("짧은 이름", "표의 머리에 나옴"),
    "purpose": Head("목적", "한 줄, 명사로 끝냄"),
    "goal": Head("목표 내용", "한 줄, 명사로 끝냄"),
    "content": Head("내용", "한 줄, 명사로 끝냄"),
    "definition": Head("정의", "무엇을 재는지 한 줄로"),
    "lead": Head("소관", "기관의 바른 이름"),
    "partners": Head("협력 기관", _LINES),
    "department": Head("담당 부서", "과 이름"),
    "contact": Head("연락처", "공개해도 되는 대표 번호"),
    "owner": Head("담당", "기관이나 부서"),
    "target_group": Head("지원 대상", "한 줄"),
    "period": Head("기간", "2025년, 2025년 3~10월처럼"),
    "began": Head("발표일", _DAY),
    "keywords": Head("핵심어", _LINES),
    "highlights": Head("대표 지표", "지표의 " + _IDS),
    "sources": Head("출처", "출처의 " + _IDS),
    "source": Head("출처", "출처의 식별자"),
    "kind": Head("종류", "목록에서 고름"),
    "strategy": Head("추진전략", "추진전략의 식별자"),
    "fields": Head("분야", "분야의 " + _IDS + ". 비우면 전체 분야"),
    "measures": Head("지원시책", "지원시책의 " + _IDS),
    "measure": Head("지원시책", "지원시책의 식별자"),
    "programs": Head("지원사업", "지원사업의 " + _IDS),
    "program": Head("지원사업", "지원사업의 식별자"),
    "instrument": Head("지원 수단", "목록에서 고름"),
    "call_opens": Head("모집 시작", _DAY),
    "call_closes": Head("모집 마감", _DAY),
    "address": Head("주소", "https://부터 적음"),
    "unit": Head("단위", "개사, %, 억원처럼"),
    "role": Head("구분", "목록에서 고름"),
    "aspect": Head("사업의 무엇", "지원사업 표의 열. 목록에서 고름"),
    "formula.kind": Head("산식", "sum은 합, share는 첫째÷둘째×100"),
    "formula.of": Head("산식의 지표", "지표의 " + _IDS),
    "decimals": Head("소수 자리", "비우면 적은 대로"),
    "direction": Head("방향", "up은 클수록, down은 작을수록 좋음. keep은 유지"),
    "weight": Head("가중치(%)", "숫자만"),
    "measured_by": Head("자료원", "통계나 시스템의 이름"),
    "indicator": Head("지표", "지표의 식별자"),
    "quarter": Head("분기", "2025Q2처럼 적음"),
    "value": Head("값", "숫자만. 아직 없으면 비움"),
    "as_of": Head("기준 시점", "2025-06-30, 2025-06, 2025처럼"),
    "bound": Head("한계", "at_most는 이내, at_least는 이상"),
    "used": Head("사용", "출처끼리 달라 쓰지 않으면 false"),
    "reason": Head("까닭", "쓰지 않거나 늦어진 까닭"),
    "year": Head("연도", "2027처럼 네 자리"),
    "set_on": Head("정한 날", _DAY),
    "original": Head("본예산", _MONEY),
    "supplementary": Head("추경", _MONEY),
    "current": Head("예산현액", _MONEY),
    "executed": Head("집행액", _MONEY),
    "executed_as_of": Head("집행 기준월", "2025-06처럼 적음"),
    "due": Head("기한", _DAY),
    "done": Head("완료일", _DAY),
    "slipped_to": Head("연기된 기한", _DAY),
    "remedy": Head("대책", "한 줄"),
    "status": Head("상태", "목록에서 고름"),
    "stage": Head("단계", "목록에서 고름"),
    "date": Head("날짜", _DAY),
    "note": Head("비고", "한 줄"),
    "mistaken_for": Head("틀리기 쉬운 이름", _LINES),
    "rhythm": Head("운영", "한 줄"),
    "members_note": Head("위원 비고", "한 줄"),
    "sector": Head("구분", "목록에서 고름"),
    "venue": Head("장소", "한 줄"),
    "agenda": Head("안건", _LINES),
    "decisions": Head("결정", _LINES),
    "meeting": Head("회의", "회의의 식별자"),
    "evidence": Head("증빙", "문서 이름이나 주소"),
    "detail": Head("세부", "한 줄"),
    "figures": Head("관련 지표", "지표의 " + _IDS),
    "publisher": Head("매체", "기관이나 매체의 이름"),
    "headline": Head("한 줄 요지", "명사로 끝냄"),
    "narrative": Head("서술", _LINES),
    "outlook": Head("향후 계획", _LINES),
    "gaps": Head("자료 공백", _LINES),
    "audience": Head("공개 범위", "public은 공개, council은 협의회, internal은 내부"),
}
"""What each field of the records is called; fields of one name are called the same in every collection."""
