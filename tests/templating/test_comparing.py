"""Figures, dates and other data in conditions: compared by value, or refused; never silently unequal."""

from __future__ import annotations

import pytest
from tests.knowledge import budget, dataset, event, indicator, measure, program, seen, target
from tests.templating.writing import BODY, PARTS, facts, problems, refused, said

from policyreport.diagnostics import PolicyReportError, Problem
from policyreport.document.number_format import plain_text

COOP = facts(
    dataset(
        "2024Q2",
        "2024Q3",
        measures=[measure("m1"), measure("m2"), measure("m3")],
        programs=[program("p1", "m1", period="2024~2026년"), program("p2", "m2")],
        indicators=[
            indicator("shops", unit="곳", program="p1", aspect="selected"),
            indicator("members", unit="명", role="outcome"),
            indicator("share", unit="%", role="outcome"),
            indicator("loan", unit="백만원", role="term"),
            indicator("hours", unit="시간", role="outcome"),
        ],
        observations=[
            seen("shops", "2024Q3", 42),
            seen("members", "2024Q2", 900),
            seen("members", "2024Q3", 1210),
            seen("share", "2024Q3", "69.97"),
            seen("loan", "2024Q3", 50, bound="at_most", as_of="2024-08"),
        ],
        targets=[target("members", 1200, "2024-07-10", year=2026), target("hours", 30, "2024-07-10", year=2025)],
        budgets=[
            budget("b1", "p1", 2024, current=1000, executed=250, executed_as_of="2024-09"),
            budget("b2", "p2", 2024, current=900),
        ],
        events=[event("e1", "2024-08-09", programs=["p1"]), event("e2", "2024-09-30", programs=["p2"])],
    )
)
SETS = (
    "{% set shops, members, share, loan, hours = indicators %}{% set opened, last = events %}"
    "{% set spent, unspent = budgets %}{% set p, q = programs %}"
)


def holds(condition: str) -> bool:
    read = plain_text(said(f"{SETS}{{% if {condition} %}}맞음{{% else %}}아님{{% endif %}}", COOP))
    assert read in ("맞음", "아님")
    return read == "맞음"


def refusal(condition: str) -> Problem:
    """Return the one problem of a condition on the second line of a template."""
    with pytest.raises(PolicyReportError) as caught:
        said(f"{SETS}\n{{% if {condition} %}}가{{% endif %}}", COOP)
    (problem,) = caught.value.problems
    assert (caught.value.exit_code, problem.code) == (4, "template.comparison")
    assert str(problem.where) == f"{BODY}:2"
    return problem


@pytest.mark.parametrize(
    ("true", "false"),
    [
        ("count.measures == 3", "count.measures == 4"),
        ("count.measures != 4", "count.measures != 3"),
        ("3 == count.measures", "4 == count.measures"),
        ("count.measures >= 3", "count.measures > 3"),
        ("count.measures <= 3", "count.measures < 3"),
        ("2 < count.measures < 4", "3 < count.measures < 4"),
        ("count.measures in [1, 3]", "count.measures in [1, 2]"),
        ("count.measures not in [1, 2]", "count.measures not in [1, 3]"),
        ("count.measures is eq 3", "count.measures is eq 4"),
        ("count.measures is equalto(3)", "count.measures is equalto(2)"),
        ("count.measures is ne 4", "count.measures is ne 3"),
        ("count.measures is gt 2", "count.measures is lessthan 2"),
        ("count.measures is in [3]", "count.measures is in [4]"),
        ("count.measures == measures | length", "count.measures > measures | length"),
        ("members.actual == 1210.0", "members.actual == 1210.5"),
        ("members.actual > members.target", "members.actual == members.target"),
        ("members.change == 310", "members.change < 0"),
        ("spent.rate < 70", "spent.rate >= 70"),
        ("spent.current > 999.5", "spent.current > 1000"),
    ],
)
def test_a_figure_compares_with_numbers_and_other_figures_by_its_value(true: str, false: str) -> None:
    assert holds(true)
    assert not holds(false)


@pytest.mark.parametrize(
    ("chosen", "ids"),
    [
        ("selectattr('actual', 'eq', 42)", "shops"),
        ("selectattr('actual', '==', 1210)", "members"),
        ("selectattr('actual', 'in', [42, 1210])", "shops, members"),
        ("selectattr('actual', 'gt', 100)", "members"),
        ("rejectattr('actual', 'gt', 45) | selectattr('actual')", "shops"),
        ("selectattr('actual', 'missing')", "hours"),
        ("rejectattr('actual', 'none')", "shops, members, share"),
        ("selectattr('actual', 'ne', none)", "shops, members, share"),
    ],
)
def test_records_are_chosen_by_their_figures(chosen: str, ids: str) -> None:
    three = "indicators | rejectattr('id', 'eq', 'loan')"
    assert plain_text(said(f"{{{{ {three} | {chosen} | map(attribute='id') | join(', ') }}}}", COOP)) == ids


@pytest.mark.parametrize("left", ["unspent.rate", "hours.actual", "q.figures.selected", "q.period"])
@pytest.mark.parametrize("compared", ["< 70", "<= 70", "> 70", ">= 70", "== 70", "!= 70", "in [70]", "not in [70]"])
def test_no_comparison_holds_with_a_missing_value(left: str, compared: str) -> None:
    assert not holds(f"{left} {compared}")


@pytest.mark.parametrize("condition", ["hours.actual < hours.target", "hours.actual == hours.previous"])
def test_a_missing_figure_equals_no_other(condition: str) -> None:
    assert not holds(condition)


@pytest.mark.parametrize(
    ("missing", "there"),
    [
        ("hours.actual", "hours.target"),
        ("unspent.rate", "spent.rate"),
        ("q.figures.selected", "p.figures.selected"),
        ("q.period", "p.period"),
        ("none", "p"),
        ("none", "0"),
        ("none", "''"),
    ],
)
@pytest.mark.parametrize(
    ("asks", "denies"),
    [
        ("{} is missing", "{} is not missing"),
        ("{} is none", "{} is not none"),
        ("{} == none", "{} != none"),
        ("none == {}", "none != {}"),
    ],
)
def test_a_value_is_asked_whether_it_is_missing(missing: str, there: str, asks: str, denies: str) -> None:
    assert holds(asks.format(missing))
    assert holds(denies.format(there))
    assert not holds(denies.format(missing))
    assert not holds(asks.format(there))


@pytest.mark.parametrize(
    ("true", "false"),
    [
        ("opened.date == '2024-08-09'", "opened.date == '2024-08-10'"),
        ("opened.date == '2024. 8. 9.'", "opened.date != '2024. 8. 9.'"),
        ("opened.date < last.date", "opened.date >= last.date"),
        ("last.date == quarter.as_of", "last.date < quarter.as_of"),
        ("opened.date in ['2024-08-09']", "opened.date not in ['2024-08-09']"),
        ("opened.date > '2024-07'", "opened.date < '2024-07'"),
        ("opened.date < 2025", "opened.date > 2025"),
        ("members.target_year == 2026", "members.target_year == 2025"),
        ("members.target_year == '2026년'", "members.target_year != '2026'"),
        ("members.target_year > quarter.as_of", "members.target_year == quarter.as_of"),
        ("loan.as_of == '2024-08'", "loan.as_of == '2024-09'"),
        ("loan.as_of < '2024-09-01'", "loan.as_of >= '2024-09-01'"),
        ("opened.date.month in [7, 8, 9]", "opened.date.year == 2025"),
    ],
)
def test_a_date_compares_with_dates_and_the_texts_of_dates(true: str, false: str) -> None:
    assert holds(true)
    assert not holds(false)


@pytest.mark.parametrize(
    ("true", "false"),
    [
        ("policy.title == '레벨업 전략'", "policy.title == '레벨업'"),
        ("'레벨업' in policy.title", "'성장' in policy.title"),
        ("'성장' not in policy.title", "'레벨업' not in policy.title"),
        ("q.period != '2024년'", "q.period == '2024년'"),
        ("p.id in ['p1', 'p2']", "p.id in ['p2']"),
        ("'가' < '나'", "'가' > '나'"),
        ("p == p", "p == q"),
        ("p != q", "p != p"),
        ("p in programs", "p in []"),
        ("p.measures | length == 1", "p.measures == measures"),
        ("p.measures == [measures[0]]", "p.measures != [measures[0]]"),
        ("opened.is_new == true", "opened.is_new == false"),
        ("spent.year == 2024", "spent.year == 2025"),
        ("'사업 p1' in programs | map(attribute='title')", "'p1' in programs | map(attribute='title')"),
    ],
)
def test_texts_codes_records_and_numbers_compare_as_they_are(true: str, false: str) -> None:
    assert holds(true)
    assert not holds(false)


@pytest.mark.parametrize(
    ("condition", "hint"),
    [
        ("members.actual == '1210'", "without quotes"),
        ("members.actual != '1210명'", "without quotes"),
        ("members.actual in ['1210']", "without quotes"),
        ("members.actual is eq('1210')", "without quotes"),
        ("indicators | selectattr('actual', 'eq', '42') | list", "without quotes"),
        ("'1210' == members.actual", "without quotes"),
        ("members.actual in '1210명'", "without quotes"),
        ("hours.actual == '30'", "without quotes"),
        ("hours.actual in '30'", "without quotes"),
        ("'30' in hours.actual", "list or in a text"),
        ("programs | map(attribute='id') | join == 'p1p2'", "the value itself"),
        ("members.actual == true", "compare a figure with a number"),
        ("members.actual == opened.date", "2025-06-30"),
        ("opened.date == '8월 9일'", "2025-06-30"),
        ("opened.date == '2024-02-30'", "2025-06-30"),
        ("opened.date == 8", "2025-06-30"),
        ("opened.date > 'e'", "2025-06-30"),
        ("spent.year == '2024'", "a number without quotes"),
        ("policy.title > 3", "a number without quotes"),
        ("p == 'p1'", ".id"),
        ("count == 3", ".id"),
        ("p > q", ".id"),
        ("measures == 3", "length"),
        ("p.measures > q.measures", "length"),
        ("'42' in shops.actual", "list or in a text"),
        ("'p1' in p", "list or in a text"),
        ("lamp('good', '가') == '가'", "one kind"),
        ("indicators | unique(attribute='actual') | list", 'unique(attribute="id")'),
        ("[1, '가'] | sort", "without quotes"),
        ("programs | sort", ".id"),
    ],
)
def test_what_cannot_be_compared_is_refused_with_its_line_and_what_to_write(condition: str, hint: str) -> None:
    problem = refusal(condition)
    assert problem.hint is not None
    assert hint in problem.hint.en


@pytest.mark.parametrize(
    "condition",
    [
        "members.actual > shops.actual",
        "hours.actual > shops.actual",
        "share.actual == members.change",
        "indicators | sort(attribute='actual')",
    ],
)
def test_figures_of_different_units_are_not_compared(condition: str) -> None:
    assert "different units" in refusal(condition).what.en


@pytest.mark.parametrize("condition", ["share.actual < 70", "share.actual == 70", "70 <= share.actual"])
def test_a_comparison_that_rounding_decides_is_refused_and_names_the_value(condition: str) -> None:
    problem = refusal(condition)
    assert problem.field == "indicator.share"
    assert problem.hint is not None
    assert "69.97" in problem.hint.ko
    assert "70.0%" in problem.hint.ko
    assert "to(1)" in problem.hint.ko


@pytest.mark.parametrize(
    ("true", "false"),
    [
        ("share.actual | to(1) == 70", "share.actual | to(1) < 70"),
        ("share.actual | to(2) < 70", "share.actual | to(2) == 70"),
        ("share.actual > 69", "share.actual > 71"),
    ],
)
def test_a_figure_that_a_template_rounds_is_what_it_then_reads(true: str, false: str) -> None:
    assert holds(true)
    assert not holds(false)


def test_a_figure_that_says_at_most_decides_only_what_is_certain() -> None:
    assert holds("loan.actual < 60")
    assert holds("loan.actual <= 50")
    assert not holds("loan.actual > 50")
    for condition in ("loan.actual == 50", "loan.actual > 40", "loan.actual >= 50"):
        assert "이내" in refusal(condition).what.ko


@pytest.mark.parametrize("condition", ["opened.date > '2024-08'", "opened.date == 2024", "loan.as_of < '2024-08-31'"])
def test_a_date_is_not_compared_with_the_month_or_year_in_which_it_falls(condition: str) -> None:
    problem = refusal(condition)
    assert problem.hint is not None
    assert ".month" in problem.hint.ko


def test_what_a_macro_printed_of_a_value_is_not_compared_with_a_text() -> None:
    body = "{% macro code(x) %}{{ x }}{% endmacro %}\n{% if code(policy.id) == 'levelup' %}가{% endif %}"
    (problem,) = problems(body)
    assert (problem.code, str(problem.where)) == ("template.comparison", f"{BODY}:2")
    assert problem.hint is not None
    assert "the value itself" in problem.hint.en


def test_the_members_of_a_loop_are_chosen_by_value() -> None:
    loop = "{% for i in indicators if i.actual > 60 %}{{ i.id }} {% endfor %}"
    assert plain_text(said(loop, COOP)).split() == ["members", "share"]


def test_what_a_macro_printed_of_its_own_words_is_a_text() -> None:
    macro = "{% macro tone(x) %}{% if x %}좋음{% else %}나쁨{% endif %}{% endmacro %}"
    assert plain_text(said(macro + "{% if tone(policy) == '좋음' %}가{% endif %}")) == "가"


def test_every_comparison_that_is_refused_is_told_in_one_run_and_once() -> None:
    body = (
        "{% import '" + PARTS + "' as say %}\n{% for m in measures %}\n{{ count.measures == '2' }}\n{% endfor %}\n"
        "{{ say.state() }}\n{{ policyy }}\n"
    )
    parts = "{% macro state() %}\n{% if count.measures == none or 'a' > 3 %}가{% endif %}\n{% endmacro %}"
    found = problems(body, parts, title="{% if quarter.as_of == '작년' %}가{% endif %}나")
    assert sorted((p.code, str(p.where)) for p in found) == [
        ("template.comparison", f"{BODY}:3"),
        ("template.comparison", "templates/briefing/report.yaml:1:8"),
        ("template.comparison", f"{PARTS}:2"),
        ("template.unknown-name", f"{BODY}:6"),
        ("template.unknown-name", f"{PARTS}:2"),
    ]


@pytest.mark.parametrize(
    ("sort", "ids"),
    [
        ("budgets | sort(attribute='current')", "b2, b1"),
        ("budgets | sort(attribute='current', reverse=true)", "b1, b2"),
        ("budgets | sort(attribute='rate')", "b1, b2"),
        ("budgets | sort(attribute='rate', reverse=true)", "b1, b2"),
        ("events | sort(attribute='date', reverse=true)", "e2, e1"),
        ("programs | sort(attribute='period,id', reverse=true)", "p1, p2"),
        ("indicators | sort(attribute='unit,id')", "share, shops, members, loan, hours"),
    ],
)
def test_records_are_sorted_by_value_with_what_is_missing_last(sort: str, ids: str) -> None:
    assert plain_text(said(f"{{{{ {sort} | map(attribute='id') | join(', ') }}}}", COOP)) == ids


@pytest.mark.parametrize(
    "condition", ["count.measures is sameas 3", "indicators | selectattr('actual', 'sameas', 3) | list"]
)
def test_a_test_that_there_is_not_is_told_with_those_that_there_are(condition: str) -> None:
    error = refused(f"가\n{{% if {condition} %}}나{{% endif %}}")
    (problem,) = error.problems
    assert (error.exit_code, problem.code, str(problem.where)) == (4, "template.unknown-test", f"{BODY}:2")
    assert problem.field == "sameas"
    assert problem.hint is not None
    assert "equalto" in problem.hint.en
