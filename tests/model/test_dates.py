from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from policyreport.model import Quarter
from policyreport.model.base import AsOf, Day, Id, Month, QuarterName, WebAddress, Year


def type_of_fault(kind: Any, value: object) -> str:  # noqa: ANN401
    with pytest.raises(ValidationError) as refused:
        TypeAdapter(kind).validate_python(value)
    return refused.value.errors()[0]["type"]


@pytest.mark.parametrize("text", ["2025-06-30", "2025-06", "2025", "2024-02-29"])
def test_a_value_holds_for_a_day_a_month_or_a_year(text: str) -> None:
    assert TypeAdapter(AsOf).validate_python(text) == text


@pytest.mark.parametrize(
    "text",
    ["2025-13", "25", "25.6.30", "2025. 13.", "0000", "2025-", "2025년 상반기", "2025-6.30", ""],
)
def test_other_times_are_refused(text: str) -> None:
    assert type_of_fault(AsOf, text) == "as_of"


def test_a_day_is_written_in_full() -> None:
    assert TypeAdapter(Day).validate_python("2024-07-10") == date(2024, 7, 10)


@pytest.mark.parametrize("text", ["2024-07", "2024-W28-3", "24. 7. 10.", "7월 10일", "2024-7.10", "2024. 7. 10.(목)"])
def test_other_spellings_of_days_are_refused(text: str) -> None:
    assert type_of_fault(Day, text) == "date"


@pytest.mark.parametrize(
    "text",
    [
        "2026-1-20",
        "2026. 1. 20.",
        "2026. 1. 20",
        "2026.1.20",
        "2026.01.20.",
        "2026/1/20",
        "2026년 1월 20일",
        "2026년1월20일",
        "20260120",
        "２０２６．１．２０",
        "2026-01-20 00:00:00",
        "2026-01-20T00:00",
    ],
)
def test_a_day_is_read_as_people_write_it(text: str) -> None:
    assert TypeAdapter(Day).validate_python(text) == date(2026, 1, 20)
    assert TypeAdapter(AsOf).validate_python(text) == "2026-01-20"


@pytest.mark.parametrize(
    "text", ["2023-02-29", "2026-02-30", "2026. 2. 30.", "2026년 13월 1일", "20260230", "2026-06-31"]
)
def test_a_day_that_is_in_no_calendar_is_told_as_such(text: str) -> None:
    assert type_of_fault(Day, text) == "no_such_day"
    assert type_of_fault(AsOf, text) == "no_such_day"


def test_a_day_with_a_time_of_day_is_told_as_such() -> None:
    assert type_of_fault(Day, "2026-01-20 14:30") == "date_time"
    assert type_of_fault(AsOf, "2026-01-20T14:30:00") == "date_time"


@pytest.mark.parametrize(
    "text", ["2026-09", "2026-9", "2026. 9.", "2026.9", "2026/9", "2026년 9월", "202609", "２０２６. ９."]
)
def test_a_month_is_read_as_people_write_it(text: str) -> None:
    assert TypeAdapter(Month).validate_python(text) == "2026-09"
    assert TypeAdapter(AsOf).validate_python(text) == "2026-09"


def test_a_month_of_two_digits_is_no_month_of_one() -> None:
    assert TypeAdapter(Month).validate_python("2026.10") == "2026-10"
    assert type_of_fault(Month, "2026. 13.") == "month"


@pytest.mark.parametrize("text", ["2026", "2026년", "2026년도", "２０２６년"])
def test_a_year_is_read_as_people_write_it(text: str) -> None:
    assert TypeAdapter(Year).validate_python(text) == 2026
    assert TypeAdapter(AsOf).validate_python(text) == "2026"


def test_a_year_of_two_digits_is_refused() -> None:
    assert type_of_fault(Year, "26") == "year"


@pytest.mark.parametrize(
    "text",
    ["2026Q3", "2026-Q3", "2026 Q3", "2026q3", "2026년 3분기", "2026년 3/4분기", "2026년3분기", "２０２６년 ３분기"],
)
def test_a_quarter_is_read_as_people_write_it(text: str) -> None:
    assert TypeAdapter(QuarterName).validate_python(text) == Quarter(2026, 3)


@pytest.mark.parametrize("text", ["2026Q5", "2026년 5분기", "2026년 3/3분기", "26년 3분기", "3분기", "2026-3"])
def test_other_quarters_are_refused(text: str) -> None:
    assert type_of_fault(QuarterName, text) == "quarter"


@pytest.mark.parametrize("text", ["s1", "global-tips", "ondevice-2024.selected", "1000"])
def test_ids_are_safe_in_file_names_and_excel_names(text: str) -> None:
    assert TypeAdapter(Id).validate_python(text) == text


@pytest.mark.parametrize("text", ["", "Tips", "a_b", "-a", "a-", "a--b", "가", "a b", "a/b", "a\n"])
def test_other_ids_are_refused(text: str) -> None:
    assert type_of_fault(Id, text) == "id"


@pytest.mark.parametrize("text", ["https://www.korea.kr/view?id=1#a", "http://example.kr"])
def test_web_addresses_are_taken_as_they_are(text: str) -> None:
    assert TypeAdapter(WebAddress).validate_python(text) == text


@pytest.mark.parametrize("text", ["javascript:alert(1)", "file:///etc/passwd", "ftp://a.kr", "//a.kr"])
def test_an_address_of_another_scheme_is_refused_for_it_would_become_a_live_link(text: str) -> None:
    assert type_of_fault(WebAddress, text) == "address_scheme"


@pytest.mark.parametrize("text", ["a.kr", "https://", "https:// a.kr", "HTTP:a"])
def test_what_is_no_whole_address_is_refused(text: str) -> None:
    assert type_of_fault(WebAddress, text) == "address"
