from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyreport.inputs.excel.sheet import formatted_text, number_text
from policyreport.inputs.raw_data import Value

from .workbooks import read, with_cells, with_parts, workbook

numbers = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9, places=5)


@pytest.mark.parametrize(
    ("stored", "told"),
    [
        ("0.1", "0.1"),
        ("0.8", "0.8"),
        ("149497", "149497"),
        ("1e3", "1000"),
        ("1.5E-2", "0.015"),
        ("0.30000000000000004", "0.3"),
        ("12.799999999999999", "12.8"),
        ("123456789012345", "123456789012345"),
        ("0.123456789012345", "0.123456789012345"),
        ("-0.0", "0"),
        ("100", "100"),
        ("12345678901234567890", "12345678901234567890"),
        ("1E+999999999", "1E+999999999"),
        ("NaN", "NaN"),
        ("x", "x"),
    ],
)
def test_a_number_is_told_as_excel_shows_it(stored: str, told: str):
    assert number_text(stored) == told


@given(numbers)
def test_a_number_of_fifteen_digits_comes_back_from_a_binary_fraction(number: Decimal):
    assert Decimal(number_text(repr(float(number)))) == number


@pytest.mark.parametrize(
    ("stored", "form", "told"),
    [
        ("45838", "yyyy-mm-dd", "2025-06-30"),
        ("45838", 'yyyy"년" m"월" d"일"', "2025-06-30"),
        ("45838", "[$-412]yyyy/m/d;@", "2025-06-30"),
        ("45838", "m/d", "2025-06-30"),
        ("45838", "yyyy-mm", "2025-06"),
        ("45838", "mmm\\-yy", "2025-06"),
        ("45838", "yyyy", "2025"),
        ("45838.5", "yyyy-mm-dd hh:mm", "2025-06-30 12:00:00"),
        ("45838", "#,##0", "45838"),
        ("45838", '#,##0"명"', "45838"),
        ("45838", "G/표준", "45838"),
        ("45838", "[Red]0.0", "45838"),
        ("1.5", "[h]:mm", "1.5"),
        ("30", "yyyy-mm-dd", "30"),
        ("1e99", "yyyy-mm-dd", "1e99"),
        ("0.125", "0.0%", "12.5%"),
        ("12.5", '0.0"%"', "12.5"),
    ],
)
def test_a_number_means_what_its_format_makes_of_it(stored: str, form: str, told: str):
    assert formatted_text(stored, form) == told


def test_a_workbook_may_count_its_days_from_1904():
    assert formatted_text("44376", "yyyy-mm-dd", from_1904=True) == "2025-06-30"


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ('<c t="b"><v>1</v></c>', "true"),
        ('<c t="b"><v>0</v></c>', "false"),
        ('<c t="d"><v>2025-06-30T00:00:00</v></c>', "2025-06-30"),
        ('<c t="str"><f>A1</f><v>글</v></c>', "글"),
        ('<c t="str"><f>A1</f><v></v></c>', None),
        ("<c><f>1+1</f><v>2</v></c>", "2"),
        ("<c/>", None),
        ('<c t="inlineStr"><is><t>2025-06-30</t></is></c>', "2025-06-30"),
        ('<c t="inlineStr"><is><r><t>굵</t></r><r><t>게</t></r><rPh sb="0"><t>음</t></rPh></is></c>', "굵게"),
        ('<c t="inlineStr"><is><t xml:space="preserve"> R&amp;D &lt;5%&gt; </t></is></c>', " R&D <5%> "),
        ('<c t="inlineStr"><is><t>가_x000D_\n나_x005F_x000D_</t></is></c>', "가\n나_x000D_"),
    ],
)
def test_a_cell_says_what_it_stores(cell: str, told: str | None):
    reading = read(with_cells("<c><v>7</v></c><c/><c/><c/>", cell))
    assert _first(reading.content["sources"]).get("note") == told


@pytest.mark.parametrize("number", [27, 31, 36, 57])
def test_the_dates_of_korean_excel_are_dates(number: int):
    dated = with_parts(
        workbook(("s1", 45838), head=("식별자", "날짜", "이름", "매체", "종류")),
        {"xl/styles.xml": lambda part: part.replace(b'numFmtId="0"', f'numFmtId="{number}"'.encode())},
    )
    assert _first(read(dated).content["sources"])["date"] == "2025-06-30"


def _first(records: Value) -> dict[str, Value]:
    assert isinstance(records, list)
    assert isinstance(records[0], dict)
    return records[0]
