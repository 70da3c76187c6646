"""A template reaches nothing but what it is given, and may not ask for more work than a report needs."""

from __future__ import annotations

import tracemalloc

import pytest
from tests.templating.writing import BODY, PARTS, problems, refused, written

from policyreport.diagnostics import ErrorKind
from policyreport.templating import environment
from policyreport.templating.step_budget import CHARACTERS_A_STEP, LONGEST_TEXT, STEPS

REACHING = [
    "{{ policy.__class__ }}",
    "{{ policy['__class__'] }}",
    "{{ policy._thunks }}",
    "{{ ''.__class__.__mro__ }}",
    "{{ measures | map(attribute='__class__') | list }}",
    "{{ measures | selectattr('title.__class__') | list }}",
    "{{ self.__init__ }}",
    "{{ table.__globals__ }}",
    "{{ policyy.__class__ }}",
    "{{ 'a' | attr('x') }}",
    "{{ 'a' | format }}",
    "{{ policy | tojson }}",
    "{{ 'A' * 10 ** 9 }}",
    "{{ '%1000000000s' % 1 }}",
    "{% include '../secret' %}",
    "{% include '/etc/passwd' %}",
    "{% include 'templates/../../secret' %}",
    "{% import '/etc/passwd' as x %}",
    "{% extends '../secret' %}",
]


@pytest.mark.parametrize("line", REACHING)
def test_reaching_out_is_refused_as_a_matter_of_security(line: str) -> None:
    error = refused(f"가\n{line}")
    (problem,) = error.problems
    assert (error.exit_code, problem.kind, str(problem.where)) == (7, ErrorKind.SECURITY, f"{BODY}:2")
    assert problem.hint is not None


@pytest.mark.parametrize(
    "line", ["{{ policy.title.format() }}", "{{ policy.began.ctime() }}", "{{ count.measures.fact }}"]
)
def test_values_have_no_methods(line: str) -> None:
    (problem,) = problems(line)
    assert problem.code == "template.unknown-name"


@pytest.mark.parametrize("name", ["templates/house/none.md.j2", "parts.md.j2", "data/policy.yaml"])
def test_only_templates_of_the_project_can_be_included(name: str) -> None:
    error = refused(f"\n{{% include '{name}' %}}")
    (problem,) = error.problems
    assert (error.exit_code, problem.code, str(problem.where)) == (4, "template.no-template", f"{BODY}:2")
    assert name in problem.what.en
    assert problem.hint is not None


ENDLESS = [
    "{% for a in [1] * 10000 %}{% for b in [1] * 10000 %}{% endfor %}{% endfor %}",
    "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "{% macro m() %}{{ n() }}{% endmacro %}{% macro n() %}{{ m() }}{% endmacro %}{{ n() }}",
    "{% macro m() %}{{ caller() }}{% call m() %}{% endcall %}{% endmacro %}{% call m() %}{% endcall %}",
    "{% include '" + BODY + "' %}",
    "{{ 'A' * 1000000000 }}",
    "{{ 1000000000 * [1] }}",
    "{% set a = 'A' * 999999 %}{{ a ~ a }}",
    "{% set a = 'A' * 999999 %}{{ a + a }}",
    "{% set a = [1] * 99999 %}{% for b in a %}{% set c = a | length %}{% endfor %}",
]


@pytest.mark.parametrize("line", ENDLESS)
def test_work_without_an_end_is_stopped(line: str) -> None:
    error = refused(f"가\n{line}")
    (problem,) = error.problems
    assert (error.exit_code, problem.kind, problem.code) == (6, ErrorKind.LIMIT, "template.too-much")
    assert str(problem.where) == f"{BODY}:2"
    assert problem.hint is not None


@pytest.mark.parametrize("body", ["{% if a > 1 %}LONG{% endif %}", "{% for b in [] %}LONG{% endfor %}"])
def test_a_turn_of_a_loop_costs_by_the_text_in_its_body_though_none_is_printed(body: str) -> None:
    turns = STEPS // 1000
    around = f"{{% for a in [1] * {turns} %}}{body}{{% endfor %}}가"
    assert written(around.replace("LONG", "나"))
    (problem,) = problems(around.replace("LONG", "나" * (CHARACTERS_A_STEP * 1000)))
    assert problem.code == "template.too-much"


def test_each_value_that_is_printed_is_paid_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "STEPS_A_VALUE", 100 * STEPS)
    (problem,) = problems("가\n{{ 1 }}")
    assert (problem.code, str(problem.where)) == ("template.too-much", f"{BODY}:2")


def test_output_without_an_end_is_stopped() -> None:
    line = "가" * 1000
    (problem,) = problems("{% for a in [1] * 100000 %}\n" + line + "\n{% endfor %}")
    assert problem.code == "template.too-much"


def test_a_text_may_be_as_long_as_the_limit() -> None:
    assert written(f"{{% set a = 'A' * {LONGEST_TEXT} %}}가")


@pytest.mark.parametrize("name", ["counted", "concatenated", "#counted"])
def test_a_template_cannot_give_itself_more_to_spend(name: str) -> None:
    (problem,) = problems(f"{{% for a in [1] | {name}(-1000000) %}}{{% endfor %}}")
    assert problem.code in ("template.unknown-filter", "template.syntax")


def test_a_loop_may_not_call_itself() -> None:
    (problem,) = problems("\n{% for m in measures recursive %}{{ loop(measures) }}{% endfor %}")
    assert (problem.code, str(problem.where)) == ("template.syntax", f"{BODY}:2")
    assert "recursive" in problem.what.en


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("{% for m in measures %}", "{% for %} is never closed"),
        ("{% call box('가') %}", "{% call %} is never closed"),
        ("{{ policy.title", "never closed with '}}'"),
        ("{% fro m in measures %}", "'fro'"),
        ("{% endfor %}", "{% endfor %} belongs to nothing"),
    ],
)
def test_a_template_that_cannot_be_read_is_told_with_its_line(line: str, what: str) -> None:
    error = refused(f"가\n{line}")
    (problem,) = error.problems
    assert (error.exit_code, problem.code, str(problem.where)) == (4, "template.syntax", f"{BODY}:2")
    assert what in problem.what.en
    assert problem.hint is not None


def test_a_fault_in_an_included_template_is_told_at_its_own_line() -> None:
    (problem,) = problems("{% import '" + PARTS + "' as say %}", parts="가\n\n{% if %}")
    assert str(problem.where) == f"{PARTS}:3"


@pytest.mark.parametrize("line", ["{{ 1 / 0 }}", "{{ policy | list }}", "{{ 3 | join }}"])
def test_what_cannot_be_worked_out_is_told_with_its_line(line: str) -> None:
    error = refused(f"가\n{line}")
    (problem,) = error.problems
    assert (error.exit_code, problem.code, str(problem.where)) == (4, "template.failed", f"{BODY}:2")
    assert problem.hint is not None


def test_a_text_that_would_be_too_long_is_never_made() -> None:
    tracemalloc.start()
    try:
        problems("{{ 'A' * 100000000 }}")
        assert tracemalloc.get_traced_memory()[1] < 50_000_000
    finally:
        tracemalloc.stop()


def test_more_loops_within_loops_than_python_takes_are_refused() -> None:
    deep = "".join(f"{{% for a{i} in [1] %}}" for i in range(30)) + "x" + "{% endfor %}" * 30
    (problem,) = refused(deep).problems
    assert (problem.kind, problem.code) == (ErrorKind.LIMIT, "template.too-much")


@pytest.mark.parametrize(
    "line",
    [
        "{% set a = " + "1 + " * 20_000 + "1 %}",
        "{% set a = 1" + " | d" * 10_000 + " %}",
        "{{ " + "(" * 2_000 + "1" + ")" * 2_000 + " }}",
        "{% set a = " + "- " * 5_000 + "1 %}",
        "{% set a = " + "1 if 1 else " * 3_000 + "1 %}",
    ],
    ids=["a sum", "filters", "parentheses", "signs", "conditions"],
)
def test_more_within_one_another_than_can_be_read_is_refused_with_its_line(line: str) -> None:
    (problem,) = refused(f"가\n{line}").problems
    assert (problem.kind, problem.code, str(problem.where)) == (ErrorKind.LIMIT, "template.too-much", f"{BODY}:2")
