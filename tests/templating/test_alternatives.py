"""The filter ``default``, and what to write instead of the filters and tests of Jinja that there are not."""

from __future__ import annotations

import pytest
from jinja2.filters import FILTERS  # pyright: ignore[reportUnknownVariableType]
from jinja2.tests import TESTS
from tests.office_templates.drawing import problems, texts

from policyreport.templating import alternatives


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ('{{ outcomes[0].previous | default("자료 없음") }}', "자료 없음"),
        ('{{ outcomes[0].actual | default("자료 없음") }}', "28.0%"),
        ("{{ outcomes[0].previous | d(outcomes[0].actual) }}", "28.0%"),
        ('{{ council | default("없음") }}', "없음"),
        ('{{ "" | default("없음") }}|', "|"),
        ('{{ "" | default("없음", true) }}', "없음"),
        ('{{ risks | default("없음", true) }}', "없음"),
        ("{{ 0 | default(1, true) }}", "0"),
        ("{% for r in risks | default([]) %}가{% endfor %}끝", "끝"),
        ("{% if outcomes[0].previous is none %}없음{% endif %}", "없음"),
        ("{% if outcomes[0].actual is not none %}있음{% endif %}", "있음"),
    ],
)
def test_what_is_missing_is_said_in_other_words(written: str, printed: str):
    assert texts(written) == [printed]


def test_a_wrong_name_has_no_default():
    assert [p.code for p in problems('{{ polisy | default("없음") }}')] == ["template.unknown-name"]
    assert [p.code for p in problems('{{ policy.titel | default("없음") }}')] == ["template.unknown-name"]


@pytest.mark.parametrize(
    ("test", "way_out"),
    [("defined", "is not missing"), ("undefined", "is missing"), ("even", "divisibleby(2)"), ("number", "missing")],
)
def test_tests_that_there_are_not_tell_what_to_write(test: str, way_out: str):
    for written in (f"{{% if policy is {test} %}}가{{% endif %}}", f"{{{{ '가' if policy is not {test} }}}}"):
        (problem,) = problems(written)
        assert problem.code == "template.unknown-test"
        assert problem.hint is not None
        assert way_out in problem.hint.ko


@pytest.mark.parametrize(("name", "way_out"), [("round", "to(1)"), ("max", "top(1"), ("upper", "글자 그대로")])
def test_filters_that_there_are_not_tell_what_to_write(name: str, way_out: str):
    (problem,) = problems(f"{{{{ outcomes[0].actual | {name} }}}}")
    assert problem.code == "template.unknown-filter"
    assert problem.hint is not None
    assert way_out in problem.hint.ko


def test_what_is_named_here_is_jinja_s_own():
    assert set(alternatives.FILTERS) <= set(FILTERS)
    assert set(alternatives.TESTS) <= set(TESTS)
