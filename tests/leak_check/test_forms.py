"""A number is looked for in every form in which it may be printed, where that form can only be this number."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from policyreport.document.nodes import Number
from policyreport.document.number_format import number_text
from policyreport.leak_check.search import Form, figures_in, forms, is_telling


def told(text: str) -> list[Decimal]:
    return [figure.value for figure in figures_in(text)]


@pytest.mark.parametrize(
    ("value", "unit", "form"),
    [
        ("1234567890", "원", Form(Decimal(1234567890))),
        ("1230", "백만원", Form(Decimal("12.3"))),
        ("57.3", "%", Form(Decimal("57.3"))),
        ("57.3", "%", Form(Decimal("0.573"))),
        ("-1524", "개사", Form(Decimal(1524))),
        ("1524.6", "개사", Form(Decimal(1525))),
        ("123", "개사", Form(Decimal(123), "개사")),
        ("5200", "억원", Form(Decimal(5200), "억원")),
        ("149497", "억원", Form(Decimal("14.9497"))),
        ("1230000", "원", Form(Decimal(1230000))),
        ("43215.7", "억원", Form(Decimal(4321600000000))),
    ],
)
def test_a_number_is_looked_for_as(value: str, unit: str, form: Form) -> None:
    assert form in set(forms(Decimal(value), unit))


@pytest.mark.parametrize(
    ("value", "unit"),
    [("5", "개사"), ("2025", ""), ("12", "개월"), ("50", "%"), ("100", "개"), ("0.5", "%"), ("0", "원")],
)
def test_a_number_of_which_many_read_the_same_is_not_looked_for(value: str, unit: str) -> None:
    assert list(forms(Decimal(value), unit)) == []


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("1,234,567,890", ["1234567890"]),
        ("△1,524개사", ["1524"]),
        ("0.57299999999999995", ["0.573"]),
        ("5.73E-1", ["0.573"]),
        ("14조 9,497억원", ["14", "9497", "14949700000000"]),
        ("12억 3,400만원", ["12", "3400", "1234000000"]),
        ("4조 3,216억 규모", ["4", "3216", "4321600000000"]),
        ("３,２１６억원", ["3216", "321600000000"]),
        ("3천2백억 원", ["3", "2", "320000000000"]),
        ("사조 삼천이백십육억원", ["4321600000000"]),
        ("십이만 삼천사백오십육 명", ["123456"]),
        ("12만 3천 명", ["12", "3", "123000"]),
        ("1억 2억", ["1", "2", "100000000", "200000000"]),
        ("1억2억", ["1", "2", "100000000", "200000000"]),
        ("1억-2억", ["1", "2", "100000000", "200000000"]),
        ("3,216억 1조 2천억", ["3216", "1", "2", "321600000000", "1200000000000"]),
        ("2백 3천", ["2", "3", "200", "3000"]),
        ("이십억 삼십억", ["2000000000", "3000000000"]),
        ("4조 3,216억 이상", ["4", "3216", "4321600000002", "4321600000000"]),
        ("4조 3,216억이 든다", ["4", "3216", "4321600000002", "4321600000000"]),
        ("4조 3,216억 12개 사업", ["4", "3216", "12", "4321600000012", "4321600000000"]),
        ("2025. 6. 30.", ["2025", "6", "30"]),
        ("2025-06-30", []),
        ("2025.6.30.", []),
        ("044-204-7712", []),
        ("B1234", []),
        ("$A$1234", []),
        ("합계,1,524", ["1524"]),
        ("1,524.", ["1524"]),
    ],
)
def test_a_text_tells_the_numbers(text: str, values: list[str]) -> None:
    assert told(text) == [Decimal(value) for value in values]


@given(st.decimals(min_value=1000, max_value=10**11, places=2), st.sampled_from(["억원", "백만원", "원", "%", "개사"]))
@example(Decimal("4999999.95"), "%")  # printed as 5,000,000.0%, which any number near it may be
def test_what_the_documents_print_of_a_number_is_one_of_its_forms_if_it_tells(value: Decimal, unit: str) -> None:
    printed = told(number_text(Number("", value, unit)))
    looked_for = {form.value for form in forms(value, unit)}
    assert not looked_for or looked_for.intersection(printed) or not any(map(is_telling, printed))
