"""A formula is told with the values of its operands, and reckoned once more."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyreport.diagnostics import Message
from policyreport.provenance.formulas import formula_of
from policyreport.provenance.printed_set import PrintedNumber
from policyreport.provenance.wording import name_of, place_in_words, plain, value_of


def number(value: str | None, rule: str = "given", unit: str = "명", **fields: str) -> PrintedNumber:
    return PrintedNumber("x", None if value is None else Decimal(value), unit, rule, **fields)


@pytest.mark.parametrize(
    ("made", "operands", "said"),
    [
        (number("3", "sum"), ["1", "2"], "1명 + 2명"),
        (number("-1", "change"), ["1", "2"], "1명 − 2명"),
        (number("50", "share", "%"), ["1", "2"], "1명 ÷ 2명 × 100"),
        (number("50", "execution", "%"), ["2", "1"], "1명 ÷ 2명 × 100"),
        (number("5", "remaining"), ["8", "3"], "8명 − 3명"),
        (number("75", "progress", "%"), ["4", "1", "5"], "(4명 − 1명) ÷ (5명 − 1명) × 100"),
        (number("80", "even", "%", as_of="2026-06-30"), ["4", "10"], "4명 ÷ (10명 × 6 ÷ 12) × 100"),
    ],
)
def test_a_formula_is_told_and_proved(made: PrintedNumber, operands: list[str], said: str):
    formula = formula_of(made, [number(value) for value in operands])
    assert (formula.said.ko, formula.is_proved) == (said, True)


def test_a_number_that_comes_out_otherwise_is_not_proved():
    formula = formula_of(number("4", "sum"), [number("1"), number("2")])
    assert (formula.said.ko, formula.is_proved) == ("1명 + 2명", False)


def test_a_quotient_by_nothing_is_not_proved_and_breaks_nothing():
    assert formula_of(number("4", "share", "%"), [number("0"), number("0")]).is_proved is False


def test_of_very_many_operands_the_count_is_told():
    formula = formula_of(number("9", "sum"), [number("1")] * 9)
    assert (formula.said.ko, formula.is_proved) == ("수치 9개를 더한 값", True)


@pytest.mark.parametrize(("rule", "said"), [("given", "자료에 적힌 값"), ("count", "자료에 있는 기록을 센 수")])
def test_what_the_data_give_has_words_in_place_of_a_formula(rule: str, said: str):
    formula = formula_of(number("4", rule), [])
    assert (formula.said.ko, formula.is_proved) == (said, None)


@given(
    st.lists(
        st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**9), max_value=10**9),
        min_size=1,
        max_size=20,
    )
)
def test_every_sum_is_proved(values: list[Decimal]):
    operands = [number(str(value)) for value in values]
    assert formula_of(number(str(sum(values, Decimal(0))), "sum"), operands).is_proved


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("1214", "1,214"),
        ("-0.5", "△0.5"),
        ("101.1666666666", "101.166666…"),
        ("0", "0"),
        ("1234567.25", "1,234,567.25"),
    ],
)
def test_a_value_is_told_before_rounding(value: str, text: str):
    assert plain(Decimal(value)) == text


def test_a_value_tells_its_bound_and_a_missing_one_why():
    assert value_of(number("3", bound="at_most")) == Message("at most 3명", "3명 이내")
    assert value_of(number(None, missing="자료 없음")).ko == "없음(자료 없음)"


@pytest.mark.parametrize(
    ("fact", "rule", "of", "name"),
    [
        ("indicator.settled", "given", ("정착 청년",), "정착 청년 값"),
        ("indicator.settled.rate", "achievement", ("정착 청년",), "정착 청년 달성률"),
        ("indicator.settled.at-2026Q2", "given", ("정착 청년",), "정착 청년 (2026Q2)"),
        ("budget.total.rate", "execution", (), "전체 집행률"),
        ("budget.b1.current.in-억원", "converted", ("보육",), "보육 예산현액 (억원 단위)"),
        ("count.targets-met", "count", (), "달성한 목표 수"),
    ],
)
def test_a_number_is_called_by_its_record_and_what_of_it_is_told(fact: str, rule: str, of: tuple[str, ...], name: str):
    assert name_of(PrintedNumber(fact, Decimal(1), rule=rule, of=of)).ko == name


@pytest.mark.parametrize(
    ("where", "words"),
    [
        ("page 3 at 1.0,2.0 to 3.0,4.0", "3쪽"),
        ("table 3 row 2 column 4", "표 3 2행 4열"),
        ("paragraph 12", "문단 12"),
        ("chart 2 series 1 point 3", "차트 2 계열 1 점 3"),
        ("line 7", "7줄"),
        ("성과지표!D7", "성과지표!D7"),
    ],
)
def test_places_are_told_in_words(where: str, words: str):
    assert place_in_words(where).ko == words
