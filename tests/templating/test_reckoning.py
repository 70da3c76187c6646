"""What templates reckon of figures: sums, other units, changes in words; each a fact that names what it is made of."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.knowledge import budget, dataset, indicator, measure, program, seen
from tests.templating.writing import BODY, composed, facts, said

from policyreport.diagnostics import PolicyReportError, Problem
from policyreport.document.nodes import Number
from policyreport.document.number_format import plain_text
from policyreport.document.reckoned import Reckoned
from policyreport.model import Fact
from policyreport.templating.reckoning import in_other_unit, summed
from policyreport.templating.view import Figure

COOP = facts(
    dataset(
        "2024Q2",
        "2024Q3",
        measures=[measure("m1")],
        programs=[program("p1", "m1"), program("p2", "m1"), program("p3", "m1")],
        indicators=[
            indicator("members", unit="명", role="outcome"),
            indicator("share", unit="%", role="outcome"),
            indicator("still", unit="명", role="outcome"),
            indicator("loan", unit="백만원", role="term"),
        ],
        observations=[
            seen("members", "2024Q2", 1300),
            seen("members", "2024Q3", 1210),
            seen("share", "2024Q2", "60.0"),
            seen("share", "2024Q3", "61.25"),
            seen("still", "2024Q2", 7),
            seen("still", "2024Q3", 7),
            seen("loan", "2024Q3", 50, bound="at_most", as_of="2024-08"),
        ],
        budgets=[
            budget("b1", "p1", 2024, current=1000, executed=250, executed_as_of="2024-09"),
            budget("b2", "p2", 2024, current=900, executed="99.5", executed_as_of="2024-09"),
            budget("b3", "p3", 2024, current=30),
        ],
    )
)


def read(text: str) -> str:
    return plain_text(said(text, COOP))


def refusal(text: str) -> Problem:
    with pytest.raises(PolicyReportError) as caught:
        said(f"가\n{text}", COOP)
    (problem,) = caught.value.problems
    assert (caught.value.exit_code, str(problem.where)) == (4, f"{BODY}:2")
    return problem


def test_a_sum_is_a_fact_of_its_own_with_its_operands() -> None:
    document = composed("{{ budgets | sum(attribute='current') }}", COOP)
    (made,) = document.reckoned
    assert (made.value, made.unit, made.rule) == ("1930", "백만원", "sum")
    assert made.derived_from == ("budget.b1.current", "budget.b2.current", "budget.b3.current")
    (number,) = said("{{ budgets | sum(attribute='current') }}", COOP)
    assert isinstance(number, Number)
    assert (number.fact, number.value) == (made.id, Decimal(1930))


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("budgets | sum(attribute='executed')", "-"),
        ("budgets | rejectattr('executed', 'missing') | sum(attribute='executed')", "349.5백만원"),
        ("budgets | map(attribute='current') | sum", "1,930백만원"),
        ("budgets | selectattr('current', 'gt', 5000) | sum(attribute='current')", "-"),
        ("programs | sum(attribute='money.current')", "1,930백만원"),
        ("budgets | sum(attribute='current') | in_unit('억원')", "19.3억원"),
        ("budgets | sum(attribute='current') | in_unit('억원') | to(0)", "19억원"),
        ("budgets[0].current | in_unit('백만원')", "1,000백만원"),
        ("budgets[2].executed | in_unit('억원')", "-"),
    ],
)
def test_sums_and_units_read_as_they_should(asked: str, text: str) -> None:
    assert read(f"{{{{ {asked} }}}}") == text


@pytest.mark.parametrize(
    ("asked", "hint"),
    [
        ("outcomes | sum(attribute='actual')", "selectattr"),
        ("outcomes | selectattr('unit', 'eq', '%') | sum(attribute='actual')", "executed"),
        ("outcomes | selectattr('unit', 'eq', '%') | sum(attribute='change')", "executed_change"),
        ("terms | sum(attribute='actual')", "하나씩"),
        ("[budgets[0], budgets[0]] | sum(attribute='current')", "unique"),
        ("budgets | sum(attribute='title')", "필터 없이"),
        ("count.measures | sum", "programs | top(5)"),
        ("outcomes[0].actual | in_unit('억원')", "백만원"),
        ("budgets[0].current | in_unit('달러')", "백만원"),
        ("outcomes[0].actual | change_words", "i.change"),
    ],
)
def test_what_would_be_another_number_than_it_seems_is_refused(asked: str, hint: str) -> None:
    problem = refusal(f"{{{{ {asked} }}}}")
    assert problem.hint is not None
    assert hint in problem.hint.ko


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("[budgets[0].current]", "[budgets[0].current, budgets[2].executed]"),
        ("[budgets[0].current, none]", "[budgets[0].current]"),
        ("[budgets[0].current, none]", "[none, budgets[0].current]"),
        ("[none]", "[]"),
    ],
)
def test_no_two_sums_of_other_members_share_a_name(one: str, other: str) -> None:
    document = composed(f"{{{{ {one} | sum }}}} {{{{ {other} | sum }}}}", COOP)
    assert len({made.id for made in document.reckoned}) == 2


def test_an_amount_in_its_own_unit_stays_the_fact_of_the_data() -> None:
    assert composed("{{ budgets[0].current | in_unit('백만원') }}", COOP).reckoned == ()
    (made,) = composed("{{ budgets[0].current | in_unit('억원') }}", COOP).reckoned
    assert made.derived_from == ("budget.b1.current",)


def test_a_wrong_name_in_a_sum_is_told_as_a_wrong_name() -> None:
    assert refusal("{{ budgets | sum(attribute='curent') }}").code == "template.unknown-name"


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("outcomes[0].change | change_words", "90명 감소"),
        ("outcomes[1].change | change_words", "1.3%p 상승"),
        ("outcomes[2].change | change_words", "변동 없음"),
        ("outcomes[2].change | change_words(same='전 분기와 같음')", "전 분기와 같음"),
        ("outcomes[0].change | change_words('늘어남', '줄어듦')", "90명 줄어듦"),
        ("outcomes[1].change | to(2) | change_words", "1.25%p 상승"),
        ("terms[0].change | change_words", "-"),
    ],
)
def test_a_change_is_said_in_words_without_its_sign(asked: str, text: str) -> None:
    assert read(f"{{{{ {asked} }}}}") == text


def test_the_number_of_a_change_in_words_names_the_change() -> None:
    (made,) = composed("{{ outcomes[0].change | change_words }}", COOP).reckoned
    assert made[:5] == ("indicator.members.change.size", "90", "명", "size", ("indicator.members.change",))


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("outcomes[0].actual | josa('이/가')", "1,210명이"),
        ("outcomes[1].actual | josa('으로/로')", "61.3%로"),
        ("'도약(Leap)' | josa('을(를)')", "도약(Leap)을"),
        ("'TIPS' | josa('은/는')", "TIPS는"),
        ("'Lab' | josa('은/는', reading='랩')", "Lab은"),
        ("quarter.as_of | josa('으로/로')", "2024. 9. 30.로"),
        ("budgets | sum(attribute='current') | josa('을/를')", "1,930백만원을"),
        ("budgets[2].executed | josa('을/를')", "-"),
        ("none | josa('이/가')", "-"),
        ("[] | join | josa('이/가')", "-"),
        ("budgets[2].executed | josa('이/가', reading='집행')", "-"),
        ("budgets[2].executed | default('자료 없음') | josa('이/가')", "자료 없음이"),
    ],
)
def test_a_particle_follows_what_is_printed(asked: str, text: str) -> None:
    assert read(f"{{{{ {asked} }}}}") == text


def test_a_particle_that_there_is_not_is_told_with_those_that_there_are() -> None:
    problem = refusal("{{ policy.title | josa('에/게') }}")
    assert problem.code == "template.unknown-name"


_AMOUNTS = st.decimals(-(10**9), 10**9, places=3)


@given(st.lists(_AMOUNTS, min_size=1, max_size=8), st.sampled_from(["원", "천원", "만원", "백만원", "억원", "조원"]))
def test_a_sum_in_another_unit_is_the_sum_of_the_amounts_in_it(amounts: list[Decimal], unit: str) -> None:
    figures = [Figure(Fact(f"f{n}", amount, "백만원", "given")) for n, amount in enumerate(amounts)]
    whole = in_other_unit(summed(figures, "x"), unit).fact.value
    parts = summed([in_other_unit(figure, unit) for figure in figures], "x").fact.value
    assert whole == parts
    assert in_other_unit(in_other_unit(figures[0], unit), "백만원").fact.value == amounts[0]


def test_what_is_reckoned_is_written_for_the_ledger_and_read_again() -> None:
    made = Reckoned("sum.x.1", None, "명", "sum", ("a", "b"), ("s1",), missing="없음")
    assert Reckoned(**made._asdict()) == made
