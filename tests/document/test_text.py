from __future__ import annotations

import math
import re
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from policyreport.document.nodes import Date, Inline, Lamp, LineBreak, Link, Number, ShortNumber, Strong, Text
from policyreport.document.number_format import date_text, number_text, plain_text, rounded_value

values = st.builds(
    lambda digits, places: Decimal(digits).scaleb(-places), st.integers(-(10**15) + 1, 10**15 - 1), st.integers(0, 15)
)


def said(value: str | None, unit: str = "개사", **more: object) -> str:
    return number_text(Number("f", Decimal(value) if value is not None else None, unit, **more))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        ("1524", "개사", "1,524개사"),
        ("0", "건", "0건"),
        ("-5", "개사", "△5개사"),
        ("12.85", "개사", "12.85개사"),
        ("16.949", "%", "16.9%"),
        ("28", "%", "28.0%"),
        ("-1.25", "%p", "△1.3%p"),
        ("12.8", ":1", "12.8:1"),
        ("13", ":1", "13.0:1"),
        ("6.5", "억원", "6.5억원"),
        ("1000000", "달러", "1,000,000달러"),
    ],
)
def test_a_number_reads_with_commas_its_unit_and_its_decimals(value: str, unit: str, text: str) -> None:
    assert said(value, unit) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("9999", "9,999억원"),
        ("9999.5", "9,999.5억원"),
        ("10000", "1조원"),
        ("10001", "1조 1억원"),
        ("149497", "14조 9,497억원"),
        ("-152488", "△15조 2,488억원"),
        ("10000.5", "1조 0.5억원"),
        ("123456789", "12,345조 6,789억원"),
    ],
)
def test_amounts_from_one_jo_on_read_in_jo_and_eok(value: str, text: str) -> None:
    assert said(value, "억원") == text


def test_an_amount_that_rounds_up_to_one_jo_reads_as_one_jo() -> None:
    assert said("9999.96", "억원", decimals=1) == "1조원"


def test_a_bare_amount_stays_in_eok_for_the_unit_above_its_column_says_so() -> None:
    assert said("149497", "억원", shows_unit=False) == "149,497"


@given(st.integers(10**4, 10**12))
def test_an_amount_in_jo_and_eok_is_the_amount_that_was_given(amount: int) -> None:
    match = re.fullmatch(r"([\d,]+)조(?: ([\d,]+)억)?원", said(str(amount), "억원"))
    assert match is not None
    jo, eok = (int(part.replace(",", "")) if part else 0 for part in match.groups())
    assert (jo * 10**4 + eok, eok < 10**4) == (amount, True)


def test_what_is_missing_reads_as_a_dash() -> None:
    assert said(None) == said(None, bound="at_most", change=True) == "-"


@pytest.mark.parametrize(("bound", "text"), [("at_most", "3억원 이내"), ("at_least", "3억원 이상"), (None, "3억원")])
def test_a_bound_follows_the_unit(bound: str | None, text: str) -> None:
    assert said("3", "억원", bound=bound) == text


def test_a_bound_stays_where_the_unit_is_not_shown() -> None:
    assert said("3", "억원", bound="at_most", shows_unit=False) == "3 이내"


@pytest.mark.parametrize(("value", "text"), [("5", "5개사"), ("-5", "△5개사"), ("0", "0개사"), ("-0.004", "0.00개사")])
def test_a_change_bears_a_triangle_where_it_is_a_decrease_and_reads_zero_where_it_is_none(
    value: str, text: str
) -> None:
    assert said(value, change=True, decimals=2 if value == "-0.004" else None) == text


@pytest.mark.parametrize("value", ["-0.04", "0.04", "0", "-0", "-0.0"])
def test_what_rounds_to_zero_has_no_sign(value: str) -> None:
    assert said(value, "%") == "0.0%"


@pytest.mark.parametrize(("value", "text"), [("0.05", "0.1%"), ("-0.05", "△0.1%"), ("2.25", "2.3%"), ("2.249", "2.2%")])
def test_a_half_is_rounded_away_from_zero(value: str, text: str) -> None:
    assert said(value, "%") == text


@given(values, st.integers(0, 6))
@example(Decimal("0.5"), 0)
@example(Decimal("-2.5"), 0)
@example(Decimal("1.0000005"), 6)
def test_rounding_is_half_up_for_every_value(value: Decimal, places: int) -> None:
    nearest = math.floor(abs(Fraction(value)) * 10**places + Fraction(1, 2))
    assert abs(Fraction(rounded_value(Number("f", value, "개사", places)))) == Fraction(nearest, 10**places)


@pytest.mark.parametrize(
    ("value", "short_of", "places", "text"),
    [
        ("99.96", "100", 1, "99.9%"),
        ("99.96", "100", 2, "99.96%"),
        ("99.5", "100", 0, "99%"),
        ("99.94", "100", 1, "99.9%"),
        ("9.04", "9", 1, "9.1%"),
        ("9.06", "9", 1, "9.1%"),
        ("-0.04", "0", 1, "△0.1%"),
        ("-9.96", "-10", 1, "△9.9%"),
        ("0.96", "1", 1, "0.9%"),
    ],
)
def test_a_number_is_not_rounded_to_what_it_is_short_of(value: str, short_of: str, places: int, text: str) -> None:
    assert number_text(ShortNumber("f", Decimal(value), "%", places, short_of=Decimal(short_of))) == text


def test_an_amount_short_of_one_jo_does_not_read_as_one() -> None:
    amount = ShortNumber("f", Decimal("9999.96"), "억원", 1, short_of=Decimal(10_000))
    assert number_text(amount) == "9,999.9억원"


@given(values, st.integers(-(10**6), 10**6), st.integers(0, 6))
def test_only_what_would_read_as_reached_is_rounded_otherwise_than_half_up(
    value: Decimal, short_of: int, places: int
) -> None:
    assume(value != short_of)
    half_up = rounded_value(Number("f", value, "개사", places))
    kept = rounded_value(ShortNumber("f", value, "개사", places, short_of=Decimal(short_of)))
    assert (kept < short_of, kept > short_of) == (value < short_of, value > short_of)
    assert half_up in (kept, short_of)


@given(values)
def test_without_decimals_told_every_digit_that_was_given_is_shown(value: Decimal) -> None:
    digits = said(str(value), "달러").removesuffix("달러").replace(",", "")
    assert Decimal(digits.replace("△", "-")) == value


def test_a_missing_value_cannot_be_rounded() -> None:
    with pytest.raises(ValueError, match=r"count\.measures"):
        rounded_value(Number("count.measures", None, "개"))


@pytest.mark.parametrize(
    ("node", "text"),
    [
        (Date(2025, 6, 30), "2025. 6. 30."),
        (Date(2025, 6), "2025. 6."),
        (Date(2025), "2025년"),
        (Date.of(date(2024, 12, 1)), "2024. 12. 1."),
    ],
)
def test_a_date_reads_as_the_decree_on_public_documents_writes_it(node: Date, text: str) -> None:
    assert date_text(node) == text


def test_plain_text_has_the_words_of_every_inline_and_no_more() -> None:
    content: tuple[Inline, ...] = (
        Text("선정 "),
        Strong((Number("f", Decimal(5), "개사"), Text(" <b>"))),
        LineBreak(),
        Link("https://a.kr", (Text("기사"),)),
        Date(2025),
        Lamp("good", "정상"),
    )
    assert plain_text(content) == "선정 5개사 <b>\n기사2025년정상"
