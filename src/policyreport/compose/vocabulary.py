"""The words in which documents say the codes of the data."""

from __future__ import annotations

INSTRUMENTS = {
    "funding": "자금",
    "rnd": "연구개발",
    "challenge": "수요연계",
    "certification": "인증",
    "investment": "투자",
    "training": "인력양성",
    "network": "교류",
    "centre": "거점",
    "package": "종합지원",
    "regulation": "제도",
}
SECTORS = {"government": "정부", "association": "협회", "company": "기업"}
ACTIONS = {"done": "완료", "ongoing": "이행 중", "delayed": "지연", "unreported": "자료 없음"}
MILESTONES = {"done": "완료", "late": "지연", "put_off": "연기", "ahead": "예정"}
LAWS = {"act": "법률", "decree": "대통령령", "rule": "부령", "guideline": "지침"}
STAGES = {"planned": "계획", "drafted": "입안", "proposed": "발의·예고", "passed": "통과", "in_force": "시행"}
ROLES = {"outcome": "성과", "output": "실적", "term": "지원조건", "context": "현황"}
SOURCES = {"press": "언론 보도", "official": "공식 자료", "dataset": "공공 데이터", "example": "예시 자료"}
CHANGES = {"value": "지표 값", "target": "목표", "program": "지원사업", "action": "조치 사항", "milestone": "추진 일정"}
NEW = "신규"
ALL_FIELDS = "전체"
KOGL = {
    "0": "공공누리 제0유형",
    "1": "공공누리 제1유형(출처표시)",
    "2": "공공누리 제2유형(출처표시, 상업적 이용금지)",
    "3": "공공누리 제3유형(출처표시, 변경금지)",
    "4": "공공누리 제4유형(출처표시, 상업적 이용금지, 변경금지)",
    "ai": "공공누리 AI유형",
}
