"""Terms are found to the letter: where they begin and end, by how many digits they tell, in which forms."""

from __future__ import annotations

from decimal import Decimal

import pytest

from policyreport.leak_check.layers import Layer, plain
from policyreport.leak_check.search import (
    Figure,
    Form,
    Search,
    SearchTerms,
    Told,
    WithheldValue,
    as_name,
    exact,
    figures_in,
    forms,
    is_telling,
    normalize,
    rounded,
)


def value(field: str) -> WithheldValue:
    return WithheldValue(field, None)


def looking_for(*texts: str, names: tuple[str, ...] = (), words: tuple[str, ...] = (), **forms: Form) -> Search:
    return Search(
        SearchTerms(
            {text: value(text) for text in texts},
            {name: value(name) for name in names},
            {form: value(name) for name, form in forms.items()},
            {word: value(word) for word in words},
        )
    )


@pytest.mark.parametrize(
    ("amount", "unit", "expected"),
    [
        ("57.35", "%", {"57.35", "57.4", "0.5735", "0.574"}),
        ("57.35", "%p", {"57.35", "57.4", "0.5735", "0.574"}),
        ("-1524.6", "개사", {"1524.6", "1525"}),
        ("123", "개사", {"123 개사"}),
        ("12", "개사", set()),
        ("5200", "명", {"5200 명"}),
        ("52", "백만원", {"52000000 원", "52000 천원", "5200 만원"}),
        ("1.25", "억원", {"1.25", "125000000", "125000 천원", "12500 만원", "125 백만원"}),
        ("1234567.891", "", {"1234567.891", "1234567.89", "1234567.9", "1234568"}),
    ],
)
def test_these_are_all_the_forms_of_a_number(amount: str, unit: str, expected: set[str]):
    found = {f"{form.value.normalize():f} {form.unit}".strip() for form in forms(Decimal(amount), unit)}
    assert found >= expected
    if unit not in ("백만원", "억원"):
        assert found == expected


def test_an_amount_is_looked_for_in_every_unit_of_money():
    found = {(f"{form.value.normalize():f}", form.unit) for form in forms(Decimal("1234.5"), "백만원")}
    assert {("1234500000", ""), ("1234500", ""), ("123450", ""), ("12.345", ""), ("0.0012345", "")} <= found
    assert {("1235", ""), ("12.35", ""), ("12.3", ""), ("1235000000", ""), ("1200000000", "원")} <= found
    assert all(unit in ("", "원") for _, unit in found)


@pytest.mark.parametrize(
    ("number", "tells"),
    [
        *((n, False) for n in ("123", "999", "1000", "1900", "2024", "2100", "1200000", "100000", "1.2", "0.12")),
        *((n, True) for n in ("1234", "1899", "2101", "12345", "1230000", "12.3", "0.123", "1230000.0")),
        *((n, False) for n in ("123000", "12000000", "9990", "0.5", "0")),
    ],
)
def test_a_number_tells_by_four_digits_or_three_of_a_long_or_broken_one(number: str, *, tells: bool):
    assert is_telling(Decimal(number)) is tells


def test_numbers_are_rounded_half_up_to_two_places_one_and_none():
    assert [str(each) for each in rounded(Decimal("1.245"))] == ["1.245", "1", "1.2", "1.25"]
    assert [str(each) for each in rounded(Decimal("0.5"))] == ["0.5", "1", "0.5", "0.50"]


def test_fifteen_digits_are_compared():
    assert exact("1234567890123456") == exact("1234567890123457") != exact("1234567890123466")
    assert exact("1,234,567.5") == Decimal("1234567.5")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1234명 가운데", [("1234", "명 가운데")]),
        ("1234 가나다라마바사아자차카타파", [("1234", " 가나다라마바사아자차카")]),
        ("1.5조 규모", [("1.5", "조 규모"), ("1500000000000", " 규모")]),
        ("약 12만, 3천", [("12", "만, 3천"), ("3", "천"), ("120000", ", 3천"), ("3000", "")]),
        ("2억3만", [("2", "억3만"), ("3", "만"), ("200030000", "")]),
        ("육백만원", [("6000000", "원")]),
        ("십만 공백 천", [("100000", " 공백 천"), ("1000", "")]),
        ("조 억 만", []),
        ("12,34", []),
        ("1234.5.6", []),
        ("1234-5", []),
        ("v1.2", []),
        ("3.5e3", [("3500", "")]),
        ("3.5E-2", [("0.035", "")]),
        ("1234.", [("1234", ".")]),
        ("12 34", [("12", " 34"), ("34", "")]),
    ],
)
def test_a_text_gives_its_numbers_with_what_follows_them(text: str, expected: list[tuple[str, str]]):
    assert list(figures_in(text)) == [Figure(Decimal(number), after) for number, after in expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("라온 전자", "라온전자"),
        ("「ＡＢｃ」-d_e", "abcde"),
        ("1,234.5", "1\x1f234\x1f5"),
        ("1 - 2", "1\x1f2"),
        ("가1 나", "가1나"),
    ],
)
def test_letters_and_digits_stay_of_a_text(text: str, expected: str):
    assert normalize(text) == expected


def test_a_term_is_found_at_the_beginning_in_the_midst_and_at_the_end():
    search = looking_for("라온전", "라온전자", "나린")
    for text in ("라온전자", "그 라온전자의", "그 라온 전자"):
        assert search.texts(plain("", text)) == ["라온전", "라온전자"]
    assert search.texts(plain("", "라온")) == search.texts(plain("", "")) == []
    assert search.texts(plain("", "라온전")) == ["라온전"]


def test_a_name_is_found_as_a_word_of_its_own_alone():
    search = looking_for(names=("secret-plan1",))
    assert as_name("Secret_Plan1") == "secret-plan1"
    for text in ("secret-plan1", "SECRET_PLAN1.", "의secret-plan1은", "(secret-plan1)", "-secret-plan1-"):
        assert search.names(plain("", text)) == ["secret-plan1"], text
    for text in ("asecret-plan1", "secret-plan12", "9secret-plan1", "secret-plan1x"):
        assert search.names(plain("", text)) == [], text


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("TIPS를", True),
        ("tips", True),
        ("TIPSY", False),
        ("9TIPS", False),
        ("나린은", True),
        ("나린에서", True),
        ("그 나린", True),
        ("나 린", True),
        ("나\n린", False),
        ("나린회", False),
        ("가나린", False),
        ("나린2", True),
    ],
)
def test_a_short_name_is_found_as_a_word_with_or_without_a_particle(text: str, *, is_found: bool):
    assert bool(looking_for(words=("tips", "나린")).words(plain("", text))) is is_found


def test_a_number_needs_its_unit_only_where_it_does_not_tell_by_itself():
    search = looking_for(a=Form(Decimal(123), "개사"), b=Form(Decimal(4321)))
    assert search.numbers(plain("", "123개사, 4321명")) == [Form(Decimal(123), "개사"), Form(Decimal(4321))]
    assert search.numbers(plain("", "123  개사")) == [Form(Decimal(123), "개사")]
    assert search.numbers(plain("", "123명")) == []


@pytest.mark.parametrize(("number", "is_found"), [("123456", False), ("1234567", True), ("12345678", True)])
def test_a_long_number_is_found_where_a_line_breaks_it_in_what_flows(number: str, *, is_found: bool):
    search = looking_for(a=Form(Decimal(number)))
    broken = f"{number[:3]}\n{number[3:]}"
    assert bool(search.numbers(plain("", broken, flows=True))) is is_found
    assert search.numbers(plain("", broken)) == []


def test_figures_are_looked_for_where_numbers_are_the_text_and_words_everywhere():
    search = looking_for("라온전자", a=Form(Decimal(4321)))
    assert search.values(Layer("", "라온전자 4321", "")) == [value("라온전자")]
    assert search.values(Layer("", "", "라온전자 4321")) == [value("a")]


def test_every_kind_of_term_is_told_once_in_its_order():
    search = looking_for("라온전자", names=("plan-1234",), words=("나린",), a=Form(Decimal(4321)))
    layer = plain("", "나린 4321 plan-1234 라온전자 라온전자 4321")
    assert search.values(layer) == [value(name) for name in ("라온전자", "plan-1234", "a", "나린")]
    assert search.terms
    told = Told(search.texts(layer), search.names(layer), search.numbers(layer), search.words(layer))
    assert not search.terms.without(told)
    for kind in range(4):
        assert search.terms.without(Told(*(() if n == kind else found for n, found in enumerate(told))))
