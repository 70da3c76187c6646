"""Whatever value a template gives to a filter, a test or a function, at most a problem with its line comes of it."""

from __future__ import annotations

import warnings
from collections.abc import Collection
from itertools import product

import pytest
from tests.office_templates import drawing_in_excel as excel
from tests.templating.writing import BODY, composed, facts

from policyreport.delivery.message import MessageWriter
from policyreport.diagnostics import ErrorKind, PolicyReportError
from policyreport.project import MESSAGE_TEMPLATES
from policyreport.templating.comparison import TESTS
from policyreport.templating.name_meanings import FILTERS, FUNCTIONS
from policyreport.templating.renderer import TemplateRenderer
from policyreport.templating.template_context import template_names

VALUES = {
    "a number": "1",
    "a fraction": "1.5",
    "an endless number": "1e400",
    "a number that is none": "(1e400 - 1e400)",
    "a text": "'가 나'",
    "nothing": "none",
    "a yes": "true",
    "a list": "['가', 1]",
    "an empty list": "[]",
    "a dictionary": "{'가': [1]}",
    "a record": "policy",
    "records": "measures",
    "a figure": "outcomes[0].actual",
    "a day": "events[0].date",
    "a link": "link('https://a.kr', '가')",
    "a macro": "m",
    "what a macro says": "m()",
    "a function": "box",
    "an unknown name": "nowhere",
    "lists in a list": "[[1], ['가'], none, m()]",
}
NAMES = template_names(facts())
MAIL, _ = MESSAGE_TEMPLATES
ONLY_PROBLEMS = {ErrorKind.TEMPLATE, ErrorKind.LIMIT, ErrorKind.SECURITY}


def ended(text: str) -> Collection[ErrorKind]:
    """Return what comes of a body that may call a macro ``m``: problems with their line, or nothing."""
    rendering = TemplateRenderer({BODY: "{% macro m() %}가{% endmacro %}\n" + text}, NAMES)
    rendering.body(BODY)
    kinds = {problem.kind for problem in rendering.problems}
    assert kinds <= ONLY_PROBLEMS, text
    assert all(problem.where and problem.where.file == BODY for problem in rendering.problems), text
    return kinds


@pytest.mark.parametrize("name", sorted(FILTERS))
def test_a_filter_takes_any_value_or_tells_what_is_wrong(name: str):
    for value, other in product(VALUES.values(), ["", "none", "link('https://a.kr', '가')"]):
        ended(f"{{{{ {value} | {name}{f'({other})' if other else ''} }}}}")


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
def test_a_function_takes_any_value_or_tells_what_is_wrong(name: str):
    for value in VALUES.values():
        for given in (value, f"'가', {value}", f"measures, column('가', {value})"):
            ended(f"{{{{ {name}({given}) }}}}")
        ended(f"{{% call {name}({value}) %}}가{{% endcall %}}")


@pytest.mark.parametrize("name", sorted(name for name in TESTS if name.isalpha()))
def test_a_test_takes_any_value_or_tells_what_is_wrong(name: str):
    for value in VALUES.values():
        ended(f"{{% if {value} is {name}(1) %}}가{{% endif %}}{{% if '가' is {name}({value}) %}}가{{% endif %}}")


@pytest.mark.parametrize("operator", ["+", "-", "*", "/", "//", "%", "~", "<", "==", "in", "and"])
def test_any_two_values_may_stand_beside_an_operator(operator: str):
    for value, other in product(VALUES.values(), ["1", "'가'", "policy"]):
        ended(f"{{% set a = {value} {operator} {other} %}}{{% set a = {other} {operator} {value} %}}")


@pytest.mark.parametrize(
    "text",
    [
        "{{ VALUE(1) }}",
        "{{ VALUE[1] }}",
        "{{ VALUE['가'] }}",
        "{{ VALUE[1:] }}",
        "{{ VALUE.title }}",
        "{{ VALUE.items() }}",
        "{{ -VALUE }}",
        "{{ not VALUE }}",
        "{{ (1, 2)[VALUE] }}",
        "{{ {VALUE: 1} }}",
        "{{ m(*VALUE) }}",
        "{{ m(**VALUE) }}",
        "{% for a in VALUE %}{{ a }}{% endfor %}",
        "{% for a, b in VALUE %}{{ a }}{% endfor %}",
        "{% set a, b = VALUE %}",
        "{% include VALUE %}",
        "{% import VALUE as a %}",
        "{% extends VALUE %}",
        "{% call VALUE() %}가{% endcall %}",
        "{% with a = VALUE %}{{ a }}{% endwith %}",
    ],
)
def test_any_value_may_stand_anywhere(text: str):
    for value in VALUES.values():
        ended(text.replace("VALUE", value))


@pytest.mark.parametrize(
    "text", ["{{ ['가'] | without_start(1) }}", "{{ [1] | without_start('가') }}", "{{ [link] | without_start('가') }}"]
)
def test_a_value_without_what_a_filter_asks_of_it_is_told_with_its_line(text: str):
    assert ended(text) == {ErrorKind.TEMPLATE}


@pytest.mark.parametrize("make", ["title", "subject", "mail", "excel"])
def test_so_it_is_in_each_kind_of_template(make: str):
    text, names = "{{ [1] | without_start('가') }}", {"link": "https://a.kr"}
    run = {
        "title": lambda: composed("가", title=text),
        "subject": lambda: MessageWriter({"data/project.yaml": text, MAIL: "가"}, names).wording(names),
        "mail": lambda: MessageWriter({"data/project.yaml": "가", MAIL: text}, names).wording(names),
        "excel": lambda: excel.filled([[text]]),
    }[make]
    with pytest.raises(PolicyReportError) as caught:
        run()
    assert caught.value.exit_code == ErrorKind.TEMPLATE
    assert all(problem.where for problem in caught.value.problems)


def test_what_python_thinks_of_a_template_is_not_printed():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert ended("{{ 1[2:] }}") == {ErrorKind.TEMPLATE}
