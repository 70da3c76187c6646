"""A name that is wrong is told with its line and the nearest right one, and one run tells all of them."""

from __future__ import annotations

import pytest
from tests.templating.writing import BODY, PARTS, problems, refused, told

from policyreport.diagnostics import ErrorKind

WRONG = [
    ("{{ policyy.title }}", "policyy", "did you mean 'policy'?"),
    ("{{ policy.titel }}", "titel", "did you mean 'title'?"),
    ("{{ policy['titel'] }}", "titel", "did you mean 'title'?"),
    ("{{ policy.titel.text[0]('가') }}", "titel", "did you mean 'title'?"),
    ("{{ quarter.as_of.yeer }}", "yeer", "did you mean 'year'?"),
    ("{{ count.measures.unitt }}", "unitt", "did you mean 'unit'?"),
    ("{{ policy.title.upper() }}", "upper", "there is none here"),
    ("{{ tabel(programs) }}", "tabel", "did you mean 'table'?"),
    ("{% for m in mesures %}{% endfor %}", "mesures", "did you mean 'measures'?"),
    ("{% if policyy %}{% endif %}", "policyy", "did you mean 'policy'?"),
    ("{% if not policyy %}{% endif %}", "policyy", "did you mean 'policy'?"),
    ("{% if policyy is none %}{% endif %}", "policyy", "did you mean 'policy'?"),
    ("{% if policyy == 1 %}{% endif %}", "policyy", "did you mean 'policy'?"),
    ("{% if 1 in policyy %}{% endif %}", "policyy", "did you mean 'policy'?"),
    ("{% if policyy in measures %}{% endif %}", "policyy", "did you mean 'policy'?"),
    ("{{ policyy + 1 }}", "policyy", "did you mean 'policy'?"),
    ("{{ 2 * policyy }}", "policyy", "did you mean 'policy'?"),
    ("{{ -policyy }}", "policyy", "did you mean 'policy'?"),
    ("{{ policyy < 1 }}", "policyy", "did you mean 'policy'?"),
    ("{{ 'a' ~ policyy }}", "policyy", "did you mean 'policy'?"),
    ("{{ policyy | bare }}", "policyy", "did you mean 'policy'?"),
    ("{{ policyy | join }}", "policyy", "did you mean 'policy'?"),
    ("{{ policyy | length }}", "policyy", "did you mean 'policy'?"),
    ("{{ [policyy] }}", "policyy", "did you mean 'policy'?"),
    ("{{ policyy[0] }}", "policyy", "did you mean 'policy'?"),
    ("{{ measures | map(attribute='titel') | join }}", "titel", "did you mean 'title'?"),
    ("{% set n = measures | selectattr('titel') | list | length %}", "titel", "did you mean 'title'?"),
    ("{{ pairs(pair('가', policyy)) }}", "policyy", "did you mean 'policy'?"),
    ("{{ cards(card('가', '나', policyy)) }}", "policyy", "did you mean 'policy'?"),
    ("{{ lamp(policyy, '가') }}", "policyy", "did you mean 'policy'?"),
    ("{{ lamp('good', policyy) }}", "policyy", "did you mean 'policy'?"),
    ("{{ link(policyy, '가') }}", "policyy", "did you mean 'policy'?"),
    ("{% call boxx('가') %}{% endcall %}", "boxx", "did you mean 'box'?"),
    ("{% call box(policyy) %}{% endcall %}", "policyy", "did you mean 'policy'?"),
    ("{% set x = policyy %}{{ x }}", "policyy", "did you mean 'policy'?"),
    ("{% import '" + PARTS + "' as say %}{{ say.cyte() }}", "cyte", "did you mean 'cite'?"),
]


@pytest.mark.parametrize(("line", "name", "hint"), WRONG)
def test_a_wrong_name_is_told_once_with_its_line_and_the_nearest_name(line: str, name: str, hint: str) -> None:
    error = refused(f"가\n\n{line}\n", parts="{% macro cite() %}{% endmacro %}")
    (problem,) = error.problems
    assert (error.exit_code, problem.kind, problem.code) == (4, ErrorKind.TEMPLATE, "template.unknown-name")
    assert (problem.field, str(problem.where)) == (name, f"{BODY}:3")
    assert f"'{name}'" in problem.what.en
    assert f"'{name}'" in problem.what.ko
    assert problem.hint is not None
    assert problem.hint.en.startswith(hint)
    assert ("all names: policyreport names" in problem.hint.en) is (hint != "there is none here")


@pytest.mark.parametrize("name", ["cycler", "range", "namespace", "lipsum", "joiner", "dict", "open", "loop"])
def test_what_jinja_or_python_would_offer_is_not_known(name: str) -> None:
    (problem,) = problems(f"{{{{ {name}('가') }}}}")
    assert (problem.code, problem.field) == ("template.unknown-name", name)


def test_one_run_tells_every_wrong_name_of_every_template() -> None:
    body = "{% import '" + PARTS + "' as say %}\n{{ policyy }}\n{{ say.cite() }}\n{{ quarter.lable }} {{ kount }}\n"
    parts = "{# 조각 #}\n{% macro cite() %}\n{{ sorces }}\n{% endmacro %}"
    found = problems(body, parts, title="{{ policy.titl }}")
    assert told(found) == {
        f"{BODY}:2": "'policyy' is not known here",
        f"{BODY}:4": "'kount' is not known here",
        f"{PARTS}:3": "'sorces' is not known here",
        "templates/briefing/report.yaml:1:8": "'titl' is not known here",
    }
    assert len(found) == 5


def test_a_wrong_name_in_a_loop_is_told_once() -> None:
    assert len(problems("{% for m in measures %}\n{{ m.titel }}\n{% endfor %}")) == 1


@pytest.mark.parametrize("asked", ["meetings | last", "(meetings | first).title", "members | first"])
def test_the_first_of_an_empty_list_is_told_to_be_asked_for(asked: str) -> None:
    (problem,) = problems(f"\n{{{{ {asked} }}}}")
    assert (problem.code, str(problem.where)) == ("template.no-item", f"{BODY}:2")
    assert problem.hint is not None
    assert "{% if %}" in problem.hint.en


def test_a_value_that_a_macro_was_not_given_is_told() -> None:
    (problem,) = problems("{% macro m(x) %}\n{{ x }}\n{% endmacro %}\n{{ m() }}")
    assert (problem.field, str(problem.where)) == ("x", f"{BODY}:2")
    assert problem.hint is not None
    assert problem.hint.en == "parameter 'x' was not provided"


def test_a_macro_that_is_not_there_to_be_imported_is_told() -> None:
    (problem,) = problems("{% from '" + PARTS + "' import cyte %}\n{{ cyte() }}")
    assert (problem.field, str(problem.where)) == ("cyte", f"{BODY}:2")
    assert problem.hint is not None
    assert PARTS in problem.hint.en


@pytest.mark.parametrize(("name", "nearest"), [("joiin", "join"), ("too", "to"), ("xyz", None)])
def test_a_wrong_filter_is_told_with_the_nearest(name: str, nearest: str | None) -> None:
    error = refused(f"가\n{{{{ policy.title | {name} }}}}")
    (problem,) = error.problems
    assert (error.exit_code, problem.code, problem.field) == (4, "template.unknown-filter", name)
    assert str(problem.where) == f"{BODY}:2"
    assert problem.hint is not None
    assert problem.hint.en.startswith(
        f"did you mean '{nearest}'?" if nearest else "there is: bare, change_words, d, default"
    )


def test_safe_is_told_to_be_needless() -> None:
    error = refused("\n{{ policy.title | safe }}")
    (problem,) = error.problems
    assert (error.exit_code, problem.code, str(problem.where)) == (4, "template.safe", f"{BODY}:2")
    assert problem.hint is not None
    assert "leave it out" in problem.hint.en


def test_an_item_that_a_list_does_not_have_is_told_as_such() -> None:
    (problem,) = problems("가\n{{ measures[7] }}")
    assert (problem.code, str(problem.where)) == ("template.no-item", f"{BODY}:2")
    assert problem.what.ko.startswith("목록에 그 항목이 없습니다")
