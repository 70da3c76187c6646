from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyreport.document.nodes import Date
from policyreport.document.number_format import date_text
from policyreport.rules.spelling import (
    ends_in_a_verb,
    has_stray_spaces,
    other_dates,
    other_decreases,
    other_percent_points,
    other_times,
)


@pytest.mark.parametrize(
    "written",
    ["2025.6.30", "2025.6.30.", "2025/06/30", "2025-06-30", "2025. 06. 30.", "2025. 6. 30", "2025년 6월 30일"],
)
def test_a_date_written_otherwise_is_found_with_the_right_way(written: str) -> None:
    assert list(other_dates(f"점검({written})")) == [(written, "2025. 6. 30.")]


def test_a_month_without_its_space_is_found() -> None:
    assert list(other_dates("2025.6. 개소")) == [("2025.6.", "2025. 6.")]


@given(st.dates(min_value=date(1948, 1, 1), max_value=date(2099, 12, 31)))
def test_a_date_as_the_house_writes_it_is_left_alone(day: date) -> None:
    assert not list(other_dates(f"기준 {date_text(Date.of(day))}(월)까지"))


@pytest.mark.parametrize(
    "text",
    ["https://wowtale.net/2025/05/28/241705", "2025년 3~10월", "식별값 20250204025411741", "2,025.6.1", "2024/25"],
)
def test_what_only_looks_like_a_date_is_left_alone(text: str) -> None:
    assert not list(other_dates(text))


@pytest.mark.parametrize("written", ["오후 3시", "오전 10:30", "15시 20분", "오후 3시 20분"])
def test_a_time_written_otherwise_is_found(written: str) -> None:
    assert list(other_times(f"회의 {written} 시작")) == [written]


@pytest.mark.parametrize("text", ["회의 15:20 시작", "3시간 20분 동안", "24시각제"])
def test_a_time_as_the_house_writes_it_is_left_alone(text: str) -> None:
    assert not list(other_times(text))


@pytest.mark.parametrize("written", ["-5", "−5.5", "▽1,630", "▼ 3"])
def test_a_decrease_without_its_triangle_is_found(written: str) -> None:
    assert list(other_decreases(f"전년 대비({written}%)")) == [written]


@pytest.mark.parametrize("text", ["△5%", "3-5%", "2025-06", "02-123-4567", "- 5개 분야", "COVID-19", "▲5개 분야"])
def test_what_is_no_decrease_is_left_alone(text: str) -> None:
    assert not list(other_decreases(text))


@pytest.mark.parametrize("written", ["% 포인트", "%포인트", "퍼센트포인트", "%P", "% p"])
def test_percentage_points_written_otherwise_are_found(written: str) -> None:
    assert list(other_percent_points(f"1.2{written} 상승")) == [written]


@pytest.mark.parametrize("text", ["1.2%p 상승", "50% PoC", "5% point-to-point", "100% programme"])
def test_percentage_points_as_the_house_writes_them_are_left_alone(text: str) -> None:
    assert not list(other_percent_points(text))


@pytest.mark.parametrize("text", ["두  칸", " 앞", "뒤 ", "전각\u3000\u3000칸"])
def test_stray_spaces_are_found(text: str) -> None:
    assert has_stray_spaces(text)


@pytest.mark.parametrize("text", ["한 칸", "붙임  1. 계획 1부.", "1부.  끝.", "첫 줄\n\n둘째 줄\n"])
def test_spaces_of_the_decree_and_line_ends_are_left_alone(text: str) -> None:
    assert not has_stray_spaces(text)


@pytest.mark.parametrize("text", ["지원한다", "지원합니다.", "지원했다", "계획이다.", "많다", "바다."])
def test_a_sentence_ends_in_a_verb(text: str) -> None:
    assert ends_in_a_verb(text)


@pytest.mark.parametrize("text", ["지원", "지원함", "계획임.", "캐나다", "다", "다 함께"])
def test_a_noun_is_no_verb(text: str) -> None:
    assert not ends_in_a_verb(text)
