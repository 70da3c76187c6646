"""Which loops print a row at each turn, and that a list too long for a sheet is refused before it is gone through."""

from __future__ import annotations

import pytest
from jinja2 import Environment, nodes

from policyreport.templating.errors import TooManyRowsError
from policyreport.templating.row_loops import prints_rows, require_room
from policyreport.templating.step_budget import StepBudget

_TABLE = "| a |\n|---|\n{% for p in programs %}\n| {{ p }} |\n{% endfor %}\n"


def parsed(text: str) -> nodes.Template:
    return Environment(trim_blocks=True, lstrip_blocks=True, autoescape=True).parse(text)


@pytest.mark.parametrize(
    ("body", "is_row"),
    [
        ("\n| {{ p }} |\n", True),
        ("\n| {{ p }} |{% if p %} {{ p }} |{% endif %}\n\n", True),
        ("\n| {{ p }} |\n| {{ p }} |\n", True),
        (" {{ p }} |", False),
        ("| {{ p }} ", False),
        ("\n{% if p %}\n| {{ p }} |\n{% endif %}\n", False),
        ("\n# {{ p }}\n\n| {{ p }} |\n", False),
        ("", False),
    ],
)
def test_a_loop_prints_rows_where_each_turn_is_one_whatever_the_data_are(body: str, is_row: bool):  # noqa: FBT001
    loop = parsed("{% for p in programs %}" + body + "{% endfor %}").find(nodes.For)
    assert loop
    assert prints_rows(loop) == is_row


def test_a_loop_that_leaves_out_members_does_not_tell_how_many_rows_it_prints():
    loop = parsed("{% for p in programs if p %}\n| {{ p }} |\n{% endfor %}").find(nodes.For)
    assert loop
    assert not prints_rows(loop)


@pytest.mark.parametrize("around", ["{}", "{{% call captioned('a') %}}\n{}{{% endcall %}}\n"])
def test_a_list_that_is_surely_printed_must_fit(around: str):
    template = parsed(around.format(_TABLE))
    require_room(template, {"programs": [1, 2]}, 2)
    with pytest.raises(TooManyRowsError) as caught:
        require_room(template, {"programs": [1, 2, 3]}, 2)
    assert caught.value.line
    assert "3" in caught.value.problem(None).what.ko


@pytest.mark.parametrize(
    "text",
    [
        "{% if quarter %}\n" + _TABLE + "{% endif %}\n",
        "{% call own() %}\n" + _TABLE + "{% endcall %}\n",
        "{% set programs = [] %}\n" + _TABLE,
        "{% macro own() %}\n" + _TABLE + "{% endmacro %}\n",
    ],
    ids=["a condition", "a macro of its own around it", "another list of the same name", "a macro"],
)
def test_what_may_not_be_printed_is_not_refused_beforehand(text: str):
    require_room(parsed(text), {"programs": [1, 2, 3]}, 2)


def test_a_loop_of_rows_ends_at_once_where_its_list_is_too_long():
    budget = StepBudget(most_rows=2)
    taken: list[object] = []
    with pytest.raises(TooManyRowsError):
        taken.extend(budget.counted([1, 2, 3], 1, prints_rows=True))
    assert taken == []


def test_a_loop_of_rows_ends_at_the_row_that_is_one_too_many():
    budget = StepBudget(most_rows=2)
    turns = budget.counted(iter(range(1_000_000)), 1, prints_rows=True)
    assert [next(turns), next(turns)] == [0, 1]
    with pytest.raises(TooManyRowsError):
        next(turns)


def test_other_loops_have_as_many_turns_as_they_need():
    budget = StepBudget(most_rows=2)
    assert len(list(budget.counted([1, 2, 3], 1))) == 3
    assert len(list(StepBudget().counted([1, 2, 3], 1, prints_rows=True))) == 3
