"""What staff call the collections and fields of the data: the sheets and heads of tables, with a note on each field."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from policyreport.model.dataset import COLLECTIONS


class ColumnLabel(NamedTuple):
    """A field as the head of a column: its Korean name, and what to write below it."""

    title: str
    note: str


SHEETS: Mapping[str, str] = {name: collection.title for name, collection in COLLECTIONS.items()}
"""The name of each collection of the data set, which is also its sheet's."""

GUIDE_SHEETS = ("안내", "코드")
"""The names of the intake workbook's first sheet, which explains the others, and of its last, which explains codes."""

_ID = "영문 소문자, 숫자, 하이픈. 한번 정하면 바꾸지 않음"
_IDS = "식별자. 여럿이면 쉼표로 나눔"
_DAY = "2025-06-30처럼 적음"
_LINES = "여럿이면 한 칸 안에서 줄을 바꾸어 적음"
_MONEY = "숫자만. 모르면 비움"

HEADS: Mapping[str, ColumnLabel] = {
    "id": ColumnLabel("식별자", _ID),
    "title": ColumnLabel("이름", "문서에 그대로 나옴"),
    "title_en": ColumnLabel("영문 이름", "없으면 비움"),
    "short_title": ColumnLabel("짧은 이름", "표의 머리에 나옴"),
    "purpose": ColumnLabel("목적", "한 줄, 명사로 끝냄"),
    "goal": ColumnLabel("목표 내용", "한 줄, 명사로 끝냄"),
    "content": ColumnLabel("내용", "한 줄, 명사로 끝냄"),
    "definition": ColumnLabel("정의", "무엇을 재는지 한 줄로"),
    "lead": ColumnLabel("소관", "기관의 바른 이름"),
    "partners": ColumnLabel("협력 기관", _LINES),
    "department": ColumnLabel("담당 부서", "과 이름"),
    "photo": ColumnLabel("사진", "data 폴더의 PNG, JPEG, SVG 파일. pictures/개소식.jpg처럼"),
    "photo_alt": ColumnLabel("사진 설명", "무엇이 보이는지 한 줄로. 사진이 있으면 꼭 적음"),
    "contact": ColumnLabel("연락처", "공개해도 되는 대표 번호"),
    "owner": ColumnLabel("담당", "기관이나 부서"),
    "target_group": ColumnLabel("지원 대상", "한 줄"),
    "period": ColumnLabel("기간", "2025년, 2025년 3~10월처럼"),
    "began": ColumnLabel("발표일", _DAY),
    "keywords": ColumnLabel("핵심어", _LINES),
    "highlights": ColumnLabel("대표 지표", "지표의 " + _IDS),
    "sources": ColumnLabel("출처", "출처의 " + _IDS),
    "source": ColumnLabel("출처", "출처의 식별자"),
    "kind": ColumnLabel("종류", "목록에서 고름"),
    "strategy": ColumnLabel("추진전략", "추진전략의 식별자"),
    "fields": ColumnLabel("분야", "분야의 " + _IDS + ". 비우면 전체 분야"),
    "measures": ColumnLabel("지원시책", "지원시책의 " + _IDS),
    "measure": ColumnLabel("지원시책", "지원시책의 식별자"),
    "programs": ColumnLabel("지원사업", "지원사업의 " + _IDS),
    "program": ColumnLabel("지원사업", "지원사업의 식별자"),
    "instrument": ColumnLabel("지원 수단", "목록에서 고름"),
    "call_opens": ColumnLabel("모집 시작", _DAY),
    "call_closes": ColumnLabel("모집 마감", _DAY),
    "address": ColumnLabel("주소", "https://부터 적음"),
    "unit": ColumnLabel("단위", "개사, %, 억원처럼"),
    "role": ColumnLabel("구분", "목록에서 고름"),
    "aspect": ColumnLabel("사업의 무엇", "지원사업 표의 열. 목록에서 고름"),
    "formula.kind": ColumnLabel("산식", "sum은 합, share는 첫째÷둘째×100"),
    "formula.of": ColumnLabel("산식의 지표", "지표의 " + _IDS),
    "decimals": ColumnLabel("소수 자리", "비우면 적은 대로"),
    "direction": ColumnLabel("방향", "up은 클수록, down은 작을수록 좋음. keep은 유지"),
    "achievement": ColumnLabel("달성률 방식", "ratio는 비율, progress는 기준값부터의 진도, met은 달성 여부만"),
    "weight": ColumnLabel("가중치(%)", "숫자만"),
    "measured_by": ColumnLabel("자료원", "통계나 시스템의 이름"),
    "indicator": ColumnLabel("지표", "지표의 식별자"),
    "quarter": ColumnLabel("분기", "2025Q2처럼 적음"),
    "value": ColumnLabel("값", "숫자만. 아직 없으면 비움"),
    "upper": ColumnLabel("상한", "범위가 목표일 때만. 숫자만"),
    "as_of": ColumnLabel("기준 시점", "2025-06-30, 2025-06, 2025처럼"),
    "bound": ColumnLabel("한계", "at_most는 이내, at_least는 이상"),
    "used": ColumnLabel("사용", "출처끼리 달라 쓰지 않으면 false"),
    "reason": ColumnLabel("사유", "쓰지 않거나 늦어진 사유"),
    "restated_from": ColumnLabel("종전 값", "발행한 값을 바로잡았을 때만. 발행한 숫자 그대로"),
    "restated_reason": ColumnLabel("수정 사유", "종전 값을 적었으면 꼭. 각주와 수정 공표 표에 나옴"),
    "year": ColumnLabel("연도", "2027처럼 네 자리"),
    "set_on": ColumnLabel("정한 날", _DAY),
    "original": ColumnLabel("본예산", _MONEY),
    "supplementary": ColumnLabel("추경", _MONEY),
    "current": ColumnLabel("예산현액", _MONEY),
    "supplementary_on": ColumnLabel("추경 의결일", _DAY + ". 그날부터 추경을 더함"),
    "executed": ColumnLabel("집행액", "연초부터의 누계. " + _MONEY),
    "planned": ColumnLabel("집행계획", "연초부터의 누계. " + _MONEY),
    "fund": ColumnLabel("재원", "국비, 도비, 시군비처럼. 나누지 않으면 비움"),
    "executed_as_of": ColumnLabel("집행 기준월", "2025-06처럼 적음"),
    "due": ColumnLabel("기한", _DAY),
    "done": ColumnLabel("완료일", _DAY),
    "slipped_to": ColumnLabel("연기된 기한", _DAY),
    "begins": ColumnLabel("착수일", _DAY),
    "cancelled": ColumnLabel("취소일", _DAY),
    "record": ColumnLabel("식별자", "종류에 고른 시트의 식별자"),
    "on": ColumnLabel("날짜", "이날부터 이 상태. 2025-06-30처럼 적음"),
    "state": ColumnLabel("상태", "목록에서 고르거나 예정, 연기, 완료, 해소, 시행처럼 적음"),
    "stage_date": ColumnLabel("단계 날짜", "법령이 그 단계에 이른 날. 비우면 날짜와 같음"),
    "remedy": ColumnLabel("대책", "한 줄"),
    "status": ColumnLabel("상태", "목록에서 고름"),
    "stage": ColumnLabel("단계", "목록에서 고름"),
    "date": ColumnLabel("날짜", _DAY),
    "combine": ColumnLabel("구분별 합산", "구분별 값을 더해 전체로 볼지. 비우면 세는 단위만 더함"),
    "dimensions": ColumnLabel("구분", "data/project.yaml의 dimensions에 적은 구분과 그 항목. 전체이면 적지 않음"),
    "note": ColumnLabel("비고", "한 줄"),
    "omitted": ColumnLabel("미수록 사유", "어느 보고서에도 싣지 않을 때만. 한 줄"),
    "mistaken_for": ColumnLabel("틀리기 쉬운 이름", _LINES),
    "short_names": ColumnLabel("짧은 이름", _LINES),
    "rhythm": ColumnLabel("운영", "한 줄"),
    "members_note": ColumnLabel("위원 비고", "한 줄"),
    "sector": ColumnLabel("구분", "목록에서 고름"),
    "venue": ColumnLabel("장소", "한 줄"),
    "agenda": ColumnLabel("안건", _LINES),
    "reports": ColumnLabel("보고", _LINES),
    "discussion": ColumnLabel("논의", _LINES),
    "decisions": ColumnLabel("의결", _LINES),
    "attended": ColumnLabel("참석", "위원의 " + _IDS),
    "absent": ColumnLabel("불참", "위원의 " + _IDS),
    "headcount": ColumnLabel("참석 인원", "숫자만. 모르면 비움"),
    "also_present": ColumnLabel("배석", _LINES),
    "name": ColumnLabel("성명", "한 사람의 이름"),
    "position": ColumnLabel("직위", "과장, 사무관처럼"),
    "telephone": ColumnLabel("전화", "054-880-1234처럼"),
    "mail": ColumnLabel("메일", "메일 주소 하나"),
    "valid_until": ColumnLabel("유효 기한", "이날까지 쓸 수 있는 자료. 지나면 새 자료를 쓰라고 알림"),
    "label": ColumnLabel("표시", "문서에 찍을 짧은 이름. 비우면 번호"),
    "meeting": ColumnLabel("회의", "회의의 식별자"),
    "evidence": ColumnLabel("증빙", "문서 이름이나 주소"),
    "detail": ColumnLabel("세부", "한 줄"),
    "figures": ColumnLabel("관련 지표", "지표의 " + _IDS),
    "publisher": ColumnLabel("매체", "기관이나 매체의 이름"),
    "headline": ColumnLabel("한 줄 요지", "명사로 끝냄"),
    "narrative": ColumnLabel("서술", _LINES),
    "outlook": ColumnLabel("향후 계획", _LINES),
    "gaps": ColumnLabel("자료 공백", _LINES),
    "requests": ColumnLabel("결정·협조 요청", _LINES),
    "release_day": ColumnLabel("배포일", _DAY),
    "embargo_day": ColumnLabel("보도시점(날짜)", _DAY),
    "embargo_time": ColumnLabel("보도시점(시각)", "06:00처럼. 날짜도 함께 적음"),
    "attachments": ColumnLabel("붙임", _LINES),
    "audience": ColumnLabel("공개 범위", "public은 공개, council은 협의회, internal은 내부"),
}
"""What each field of the records is called; fields of one name are called the same in every collection."""

_REASON = {"까닭": "reason"}
OTHER_HEADS: Mapping[str, Mapping[str, str]] = {
    "meetings": {"결정": "decisions"},
    "observations": _REASON,
    "milestones": _REASON,
    "risks": _REASON,
    "updates": {
        **_REASON,
        "대상": "record",
        "변경일": "on",
        "단계": "state",
        "새 기한": "due",
        "변경 기한": "due",
    },
}
"""Further heads that a collection's table may have for its fields, by the collection."""
