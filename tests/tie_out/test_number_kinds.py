"""Days, years, articles, numberings, telephones, addresses and names are no figures; all other digits are."""

from __future__ import annotations

import pytest

from policyreport.tie_out.number_kinds import figures_in

NO_FIGURES = """붙임 1. 추진경과
# 1. 회의 개요
1쪽 요약보고
2025. 6. 30. 기준
2025년 2분기
'25. 6월말 기준
’25년 상반기
제12조의2 및 제30회 위원회
법률 제20123호
문의: 044-203-1234, 02-123-4567, 1588-1234
(04383) 서울특별시 용산구 이태원로 22
https://a.go.kr/b?x=100
abc123@korea.kr
표 3, 그림 2-1
6월 30일까지, 15일
14:00~15:30, 오후 2시
CO2 G20 5G K-스타트업
1인당 1개소당
<표 1> [그림 2]
(1) 개요
- 2) 항목
2차 추경, 1단계
2024~2026년
2025~26년
3~5월
별지 제3호서식
세종로 209, 3층
2025
2025-06-30
2025Q2
1/4분기
별표 1
3. 추진실적
m^2^ H~2~O""".splitlines()
FIGURES = {
    "100개사 발굴": ["100"],
    "예산 5,608억원": ["5,608"],
    "향후계획은 3건": ["3"],
    "64.7%": ["64.7"],
    "1.2%p": ["1.2"],
    "2025개사": ["2025"],
    "3개 전략": ["3"],
    "90일 이내": ["90"],
    "1위": ["1"],
    "2025년 12곳, 제3조에 따라 40명": ["12", "40"],
    "가. 12명": ["12"],
    "10만명 중 3배": ["10", "3"],
}


@pytest.mark.parametrize("text", NO_FIGURES)
def test_what_only_names_counts_or_dates_is_no_figure(text: str):
    assert [figure.text for figure in figures_in(text)] == []


@pytest.mark.parametrize(("text", "figures"), FIGURES.items())
def test_all_other_digits_are_figures(text: str, figures: list[str]):
    found = list(figures_in(text))
    assert [figure.text for figure in found] == figures
    assert all(text[figure.start :].startswith(figure.text) for figure in found)
