from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyreport.inputs.sql_database import value_text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, None),
        ("글 ", "글 "),
        ("", ""),
        (True, "true"),
        (False, "false"),
        (1524, "1524"),
        (10**18, "1000000000000000000"),
        (12.8, "12.8"),
        (1524.0, "1524"),
        (0.1, "0.1"),
        (1e-7, "0.0000001"),
        (Decimal("1524.00"), "1524"),
        (Decimal("12.80"), "12.8"),
        (Decimal("1E+3"), "1000"),
        (Decimal("123456789012345.67"), "123456789012345.67"),
        (date(2025, 6, 30), "2025-06-30"),
        (datetime.fromisoformat("2025-06-30"), "2025-06-30"),
        (datetime.fromisoformat("2025-06-30T09:30"), "2025-06-30 09:30:00"),
        (UUID(int=1), "00000000-0000-0000-0000-000000000001"),
        (["a", "b"], "a\nb"),
        ((), ""),
    ],
)
def test_a_value_is_the_text_that_a_file_would_hold(value: object, text: str | None) -> None:
    assert value_text(value) == text


@pytest.mark.parametrize("value", [float("nan"), float("inf"), Decimal("NaN")])
def test_what_is_no_number_is_left_for_the_model_to_refuse(value: object) -> None:
    assert value_text(value) in ("NaN", "Infinity", "nan", "inf")


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6))
def test_a_number_keeps_its_value(number: Decimal) -> None:
    assert Decimal(value_text(number) or "") == number


@pytest.mark.parametrize("value", [b"x", memoryview(b"x"), {"a": 1}, object()])
def test_what_no_text_stands_for_is_an_error(value: object) -> None:
    with pytest.raises(TypeError, match=type(value).__name__):
        value_text(value)
