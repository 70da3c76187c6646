"""Excel's number formats show what ``number_text`` says; a small reader of such formats stands in for Excel here."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from policyreport.document.nodes import Number, ShortNumber
from policyreport.document.number_format import excel_format, excel_rate_format, number_text, rounded_value

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|(?P<digits>#,##0(?:\.0+)?)|(?P<section>;)|(?P<literal>-)'
    r"|\[(?P<condition>[<>]=-?\d+(?:\.\d+)?)\]"
)


def shown_by_excel(value: Decimal, form: str) -> str:
    """Return what Excel shows: the value's size in place of digits, in the section whose condition it fits.

    Without conditions, sections are for what is positive, negative and zero.
    """
    sections: list[list[str]] = [[]]
    conditions: list[str] = []
    end = 0
    for token in _TOKEN.finditer(form):
        assert token.start() == end, f"no token at {end} of {form}"
        end = token.end()
        if token["section"]:
            sections.append([])
        elif token["condition"]:
            conditions.append(token["condition"])
        elif token["digits"]:
            sections[-1].append(_digits(abs(value), len(token["digits"].partition(".")[2])))
        else:
            sections[-1].append(token["quoted"] or token["escaped"] or token["literal"] or "")
    assert (end, len(sections)) == (len(form), 3)
    if conditions:
        assert (len(conditions), value >= 0) == (2, True), "a sign would be Excel's own"
        return "".join(sections[next((n for n, said in enumerate(conditions) if _fits(value, said)), 2)])
    return "".join(sections[0 if value > 0 else 1 if value < 0 else 2])


def _fits(value: Decimal, condition: str) -> bool:
    limit = Decimal(condition[2:])
    return value >= limit if condition.startswith(">") else value <= limit


def _digits(size: Decimal, places: int) -> str:
    return f"{size.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):,f}"


values = st.one_of(
    st.builds(
        lambda digits, places: Decimal(digits).scaleb(-places),
        st.integers(-(10**15) + 1, 10**15 - 1),
        st.integers(0, 15),
    ),
    st.builds(lambda digits, places: Decimal(digits).scaleb(-places), st.integers(-60, 60), st.integers(0, 3)),
)
numbers = st.builds(
    Number,
    st.just("f"),
    values,
    st.sampled_from(["개사", "억원", "%", "%p", ":1", "건", "", 'TV 55"', "km/h;가", "a\\b", "[Red]", "@_*0#?"]),
    st.none() | st.integers(0, 6),
    st.sampled_from(["at_most", "at_least", None]),
    st.booleans(),
    st.booleans(),
)


def is_read_in_jo(number: Number) -> bool:
    return number.unit == "억원" and number.shows_unit and abs(rounded_value(number)) >= 10_000


@given(numbers)
@example(Number("f", Decimal("-0.04"), "%"))
@example(Number("f", Decimal("0.04"), "%p", change=True))
@example(Number("f", Decimal("-0.04"), "%p", change=True))
@example(Number("f", Decimal(0), "개사", change=True))
@example(Number("f", Decimal("0.5"), "개사", decimals=0))
@example(Number("f", Decimal("2.5"), '5"', bound="at_most"))
def test_excel_shows_what_is_said(number: Number) -> None:
    assume(number.value is not None and not is_read_in_jo(number))
    assert number.value is not None
    assert shown_by_excel(number.value, excel_format(number)) == number_text(number)


@given(numbers, values)
@example(Number("f", Decimal("99.96"), "%"), Decimal(100))
@example(Number("f", Decimal("9.04"), "%"), Decimal(9))
@example(Number("f", Decimal("-5.04"), "%"), Decimal(-5))
@example(Number("f", Decimal("0.04"), "%"), Decimal(0))
@example(Number("f", Decimal("999.7"), 'TV 55"', 0, "at_least"), Decimal(1000))
def test_excel_shows_what_is_said_of_a_number_that_is_short_of_something(number: Number, short_of: Decimal) -> None:
    assert number.value is not None
    assume(number.value != short_of and not number.change)
    said = (number.fact, number.value, number.unit, number.decimals, number.bound, number.change, number.shows_unit)
    short = ShortNumber(*said, short_of=short_of)
    assume(not is_read_in_jo(short))
    assert shown_by_excel(number.value, excel_format(short)) == number_text(short)


@given(st.decimals(0, 200, places=6), st.integers(0, 5))
@example(Decimal("99.95"), 1)
@example(Decimal(100), 0)
def test_whatever_a_rate_comes_to_in_excel_it_reads_a_hundred_only_from_there_on(value: Decimal, places: int) -> None:
    form = excel_rate_format(Number("f", Decimal(50), "%", places))
    shown = shown_by_excel(value, form)
    assert (Decimal(shown.removesuffix("%")) >= 100) == (value >= 100)
    assert shown == number_text(ShortNumber("f", value, "%", places, short_of=Decimal(100 if value < 100 else -1)))


def test_a_negative_rate_keeps_its_triangle_in_excel() -> None:
    rate = Number("f", Decimal(-5), "%", 1)
    assert excel_rate_format(rate) == excel_format(rate)


@given(st.integers(10_000, 10**12), st.sampled_from([1, -1]), st.booleans())
def test_an_amount_past_one_jo_stays_in_eok(amount: int, sign: int, change: bool) -> None:  # noqa: FBT001
    number = Number("f", Decimal(sign * amount), "억원", change=change)
    assert shown_by_excel(Decimal(sign * amount), excel_format(number)) == ("△" if sign < 0 else "") + f"{amount:,}억원"


@pytest.mark.parametrize(
    ("number", "form"),
    [
        (Number("f", Decimal(5), "개사"), '#,##0"개사";"△"#,##0"개사";#,##0"개사"'),
        (Number("f", Decimal("1.5"), "%p", change=True), '#,##0.0"%p";"△"#,##0.0"%p";#,##0.0"%p"'),
        (Number("f", Decimal("1.5"), "억원", shows_unit=False), '#,##0.0;"△"#,##0.0;#,##0.0'),
        (
            ShortNumber("f", Decimal("99.96"), "%", 1, short_of=Decimal(100)),
            '[>=100]#,##0.0"%";[>=99.9]"99.9%";#,##0.0"%"',
        ),
        (ShortNumber("f", Decimal("98.5"), "%", 1, short_of=Decimal(100)), '#,##0.0"%";"△"#,##0.0"%";#,##0.0"%"'),
    ],
)
def test_formats_are_as_short_as_a_reader_would_write_them(number: Number, form: str) -> None:
    assert excel_format(number) == form


def test_a_missing_value_has_no_format() -> None:
    with pytest.raises(ValueError, match="f"):
        rounded_value(Number("f", None, "개사"))
