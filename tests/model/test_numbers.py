from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from policyreport.model import MOST_DIGITS, parse_number

numbers = st.builds(
    lambda digits, places: Decimal(digits).scaleb(-places), st.integers(-(10**15) + 1, 10**15 - 1), st.integers(0, 15)
)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1524", "1524"),
        ("1,000", "1000"),
        ("12,345,678.90", "12345678.90"),
        ("0.04", "0.04"),
        ("-5", "-5"),
        ("−5", "-5"),
        ("△5", "-5"),
        ("△1,000.5", "-1000.5"),
        ("△ 5", "-5"),
        ("(5)", "-5"),
        ("(1,000.5)", "-1000.5"),
        ("５", "5"),
        ("１，２３４．５", "1234.5"),
        ("－５", "-5"),
        ("（５）", "-5"),
        ("007", "7"),
        ("123456789012345", "123456789012345"),
        ("0.000000000000001", "0.000000000000001"),
    ],
)
def test_numbers_are_read_as_korean_tables_write_them(text: str, number: str) -> None:
    assert parse_number(text) == Decimal(number)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " 5",
        "5\n",
        "1,00",
        "1,0000",
        "1000,000",
        ",100",
        "1,000,",
        "1_000",
        "1e5",
        "1E5",
        "0x10",
        "٣",
        "nan",
        "inf",
        "-Infinity",
        "5개",
        "5²",
        "①",
        "(5",
        "(-5)",
        "(△5)",
        "다섯",
        "+5",
        "--5",
        "△-5",
        "1.",
        ".5",
        "1.2.3",
        "1/2",
    ],
)
def test_other_spellings_are_no_numbers(text: str) -> None:
    with pytest.raises(PydanticCustomError) as refused:
        parse_number(text)
    assert refused.value.type == "number"


@pytest.mark.parametrize("text", ["▲5", "▲1,000.5", "▲ 5"])
def test_a_black_triangle_is_refused_for_it_is_a_rise_in_some_papers_and_a_fall_in_others(text: str) -> None:
    with pytest.raises(PydanticCustomError) as refused:
        parse_number(text)
    assert refused.value.type == "black_triangle"


@pytest.mark.parametrize("text", ["5%", "45.2 %", "△1.5%", "４５．２％", "(5)%"])
def test_a_percentage_is_no_number_by_itself(text: str) -> None:
    with pytest.raises(PydanticCustomError) as refused:
        parse_number(text)
    assert refused.value.type == "percentage"


@pytest.mark.parametrize("value", [None, True, False, 1.5, [], Decimal("NaN"), Decimal("-Infinity")])
def test_other_values_are_no_numbers(value: object) -> None:
    with pytest.raises(PydanticCustomError) as refused:
        parse_number(value)
    assert refused.value.type == "number"


@pytest.mark.parametrize(
    "value",
    ["1234567890123456", "0.1234567890123456", "1" + "0" * 15, "0." + "0" * 15 + "1", 10**15, Decimal("1e-400")],
)
def test_numbers_that_excel_would_change_are_refused(value: object) -> None:
    with pytest.raises(PydanticCustomError) as refused:
        parse_number(value)
    assert refused.value.type == "digits"


def test_the_limit_is_the_one_that_is_named() -> None:
    assert parse_number("9" * MOST_DIGITS) == 10**MOST_DIGITS - 1


@given(numbers)
@example(Decimal("0.00"))
@example(Decimal(-1))
def test_every_number_is_read_back_from_its_korean_spelling(number: Decimal) -> None:
    sign = "△" if number < 0 else ""
    assert parse_number(f"{sign}{abs(number):,f}") == number


@given(st.text(st.sampled_from("0123456789,.-−△▲eE_+"), max_size=8))
def test_what_is_read_has_just_the_digits_that_were_written(text: str) -> None:
    try:
        number = parse_number(text)
    except PydanticCustomError:
        return
    plain = text.replace(",", "").translate(str.maketrans("−△", "--"))
    assert number == Decimal(plain)
    assert not set(text) & set("eE_+▲")
