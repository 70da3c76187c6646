from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from policyreport.model.base import AsOf, Day, Id, WebAddress


def type_of_fault(kind: Any, value: object) -> str:  # noqa: ANN401
    with pytest.raises(ValidationError) as refused:
        TypeAdapter(kind).validate_python(value)
    return refused.value.errors()[0]["type"]


@pytest.mark.parametrize("text", ["2025-06-30", "2025-06", "2025", "2024-02-29"])
def test_a_value_holds_for_a_day_a_month_or_a_year(text: str) -> None:
    assert TypeAdapter(AsOf).validate_python(text) == text


@pytest.mark.parametrize(
    "text",
    ["2025-6", "2025-13", "2025-02-29", "2025-06-31", "25", "2025.6", "20250630", "0000", "２０２５", "2025-", ""],
)
def test_other_times_are_refused(text: str) -> None:
    assert type_of_fault(AsOf, text) == "as_of"


def test_a_day_is_written_in_full() -> None:
    assert TypeAdapter(Day).validate_python("2024-07-10") == date(2024, 7, 10)


@pytest.mark.parametrize("text", ["2024-7-10", "2024-07", "20240710", "2024-W28-3", "2023-02-29", "2024-07-10T00:00"])
def test_other_spellings_of_days_are_refused(text: str) -> None:
    assert type_of_fault(Day, text) == "date"


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
