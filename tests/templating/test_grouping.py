"""Lists in templates: the first by a value, and groups of what has a value in common."""

from __future__ import annotations

import pytest
from tests.templating.test_reckoning import read, refusal


@pytest.mark.parametrize(
    ("asked", "ids"),
    [
        ("budgets | top(2, by='current')", "b1, b2"),
        ("budgets | top(2, by='current', lowest=true)", "b3, b2"),
        ("budgets | top(5, by='executed')", "b1, b2"),
        ("budgets | top(1, by='id')", "b3"),
        ("programs | top(2, by='money.current')", "p1, p2"),
        ("budgets | top(0, by='current')", "-"),
    ],
)
def test_the_top_are_those_with_the_greatest_values_and_none_without_one(asked: str, ids: str) -> None:
    assert read(f"{{{{ {asked} | map(attribute='id') | join(', ') }}}}") == ids


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ("outcomes | top(2, by='actual')", "template.comparison"),
        ("budgets | groupby('current')", "template.comparison"),
        ("programs | groupby('budgets')", "template.comparison"),
        ("policy | top(2, by='id')", "template.not-a-list"),
        ("policy.title | groupby('id')", "template.not-a-list"),
    ],
)
def test_what_has_no_order_or_makes_no_groups_is_refused(asked: str, code: str) -> None:
    assert refusal(f"{{% for x in {asked} %}}가{{% endfor %}}").code == code


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("budgets | top(-1, by='current')", "-1"),
        ("budgets | top('2', by='current')", "'2'"),
        ("budgets | top(2.0, by='current')", "2.0"),
        ("budgets | top(true, by='current')", ""),
        ("budgets | top(count.programs, by='current')", ""),
        ("budgets | top(none, by='current')", ""),
        ("budgets | top((budgets | length) - 5, by='current')", "-2"),
        ("budgets | weightiest(-1)", "-1"),
        ("budgets | weightiest('2')", "'2'"),
        ("[] | weightiest(-1)", "-1"),
    ],
)
def test_how_many_are_kept_is_a_whole_number_that_is_not_negative(asked: str, shown: str) -> None:
    problem = refusal(f"{{% for x in {asked} %}}가{{% endfor %}}")
    assert (problem.code, problem.what.ko.endswith(f": {shown}" if shown else "합니다")) == ("template.cut", True)
    assert problem.hint is not None
    assert "(5)" in problem.hint.ko


def test_a_wrong_name_for_how_many_are_kept_is_told_as_a_wrong_name() -> None:
    assert refusal("{% for b in budgets | top(many, by='id') %}{{ b.id }}{% endfor %}").code == "template.unknown-name"


def test_all_are_kept_where_more_are_asked_for_by_the_length_of_the_list() -> None:
    assert loop("b in budgets | top(budgets | length, by='id')", "{{ b.id }}") == "b3b2b1"


def loop(over: str, body: str) -> str:
    return read(f"{{% for {over} %}}{body}{{% endfor %}}")


def test_groups_come_in_the_order_of_their_first_records() -> None:
    ids = "{{ g.list | map(attribute='id') | join('·') }}"
    assert loop("g in outcomes | groupby('unit')", f"[{{{{ g.grouper }}}}: {ids}]") == "[명: members·still][%: share]"


def test_a_group_can_be_taken_apart_in_the_loop() -> None:
    several = "{% if found | length > 1 %}+{% endif %}"
    assert loop("unit, found in outcomes | groupby('unit')", "{{ unit }}" + several) == "명+%"


def test_records_group_by_the_record_that_they_name() -> None:
    body = "[{{ p.id }} {{ own | sum(attribute='current') }}]"
    expected = "[p1 1,000백만원][p2 900백만원][p3 30백만원]"
    assert loop("p, own in budgets | groupby('program')", body) == expected


def test_what_has_no_value_makes_a_last_group_without_one() -> None:
    assert loop("g in outcomes | groupby('trend')", "[{{ g.grouper }}]").endswith("[-]")
