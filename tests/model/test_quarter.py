from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyreport.model import Quarter

days = st.dates(date(1000, 4, 1), date(9999, 12, 30))
quarters = days.map(Quarter.of)


@pytest.mark.parametrize("text", ["2025", "2025Q0", "2025Q5", "25Q2", "2025q2", "2025-Q2", " 2025Q2", "2025Q2 ", ""])
def test_other_spellings_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=f"^{text}$"):
        Quarter.parse(text)


@pytest.mark.parametrize("text", ["２０２５Q２", "2０２５Q2", "2025Q２"])
def test_digits_of_other_scripts_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=text):
        Quarter.parse(text)


@given(quarters)
def test_what_is_written_is_read_back(quarter: Quarter) -> None:
    assert Quarter.parse(str(quarter)) == quarter


@given(days)
def test_a_day_falls_between_its_quarters_first_and_last(day: date) -> None:
    quarter = Quarter.of(day)
    assert quarter.first_day <= day <= quarter.last_day


@given(quarters)
def test_quarters_follow_one_another_without_a_gap(quarter: Quarter) -> None:
    assert quarter.previous.last_day + timedelta(days=1) == quarter.first_day


@given(quarters)
def test_a_quarter_is_three_months_long(quarter: Quarter) -> None:
    assert (quarter.first_day.month, quarter.last_day.month) == (3 * quarter.number - 2, 3 * quarter.number)


@given(days, days)
def test_quarters_sort_as_their_days_do(one: date, other: date) -> None:
    assert (Quarter.of(one) < Quarter.of(other)) == (Quarter.of(one).last_day < Quarter.of(other).first_day)


def test_the_quarter_before_the_first_lies_in_the_year_before() -> None:
    assert Quarter(2025, 1).previous == Quarter(2024, 4)


def test_its_names_are_those_that_ministries_use() -> None:
    assert (Quarter(2025, 2).label, Quarter(2025, 2).short_label) == ("2025년 2/4분기", "’25. 2분기")


def test_a_short_name_keeps_the_years_leading_zero() -> None:
    assert Quarter(2005, 4).short_label == "’05. 4분기"
