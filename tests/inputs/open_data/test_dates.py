from __future__ import annotations

import pytest

from policyreport.inputs.open_data.answer import day_of, span_of


@pytest.mark.parametrize("text", ["20250630", "2025-06-30", "2025.06.30", "2025.06.30.", " 2025/06/30 "])
def test_a_day_is_read_however_portals_write_it(text: str) -> None:
    assert day_of(text) == "2025-06-30"


@pytest.mark.parametrize("text", ["", "20250230", "2025-0630", "2025", "상시", "20250630 18:00", "２０２５０６３０"])
def test_what_is_no_day_of_the_calendar_is_none(text: str) -> None:
    assert day_of(text) is None


def test_a_span_has_two_days() -> None:
    assert span_of("20250302 ~ 2025-03-31") == ("2025-03-02", "2025-03-31")


@pytest.mark.parametrize("text", ["", "상시", "20250302", "20250302 ~", "~ 20250331", "20250302 ~ 예산 소진시"])
def test_what_has_not_two_days_is_no_span(text: str) -> None:
    assert span_of(text) is None
