"""Excel's number formats show what ``number_text`` says; a small reader of such formats stands in for Excel here."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from policyreport.document.text import excel_format, number_text, rounded_value
from policyreport.document.tree import Number

_TOKEN = re.compile(r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|(?P<digits>#,##0(?:\.0+)?)|(?P<section>;)|(?P<literal>-)')


def shown_by_excel(value: Decimal, form: str) -> str:
    """Return what Excel shows: the section for positive, negative or zero, and the value's size in place of digits."""
    sections: list[list[str]] = [[]]
    end = 0
    for token in _TOKEN.finditer(form):
        assert token.start() == end, f"no token at {end} of {form}"
        end = token.end()
        if token["section"]:
            sections.append([])
        elif token["digits"]:
            sections[-1].append(_digits(abs(value), len(token["digits"].partition(".")[2])))
        else:
            sections[-1].append(token["quoted"] or token["escaped"] or token["literal"] or "")
    assert (end, len(sections)) == (len(form), 3)
    return "".join(sections[0 if value > 0 else 1 if value < 0 else 2])


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


@given(st.integers(10_000, 10**12), st.sampled_from([1, -1]), st.booleans())
def test_an_amount_past_one_jo_stays_in_eok(amount: int, sign: int, change: bool) -> None:  # noqa: FBT001
    number = Number("f", Decimal(sign * amount), "억원", change=change)
    assert shown_by_excel(Decimal(sign * amount), excel_format(number)) == ("△" if sign < 0 else "") + f"{amount:,}억원"


@pytest.mark.parametrize(
    ("number", "form"),
    [
        (Number("f", Decimal(5), "개사"), '#,##0"개사";"△"#,##0"개사";#,##0"개사"'),
        (Number("f", Decimal("1.5"), "%p", change=True), '#,##0.0"%p";"△"#,##0.0"%p";"-"'),
        (Number("f", Decimal("1.5"), "억원", shows_unit=False), '#,##0.0;"△"#,##0.0;#,##0.0'),
    ],
)
def test_formats_are_as_short_as_a_reader_would_write_them(number: Number, form: str) -> None:
    assert excel_format(number) == form


def test_a_missing_value_has_no_format() -> None:
    with pytest.raises(ValueError, match="f"):
        rounded_value(Number("f", None, "개사"))
