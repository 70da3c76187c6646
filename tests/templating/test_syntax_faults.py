"""Every fault of a template's writing is told in the reader's language, at the line that is to be changed."""

from __future__ import annotations

import pytest
from jinja2 import Environment, TemplateSyntaxError

from policyreport.diagnostics import Problem, SourceLocation
from policyreport.templating.syntax_faults import syntax_problem

_ENGLISH_OF_JINJA = ("expected", "unexpected", "Jinja", "token", "Encountered", "nesting", "Missing")


def fault_of(source: str) -> Problem:
    with pytest.raises(TemplateSyntaxError) as caught:
        Environment(autoescape=True).parse(source)
    caught.value.source = source
    return syntax_problem(caught.value, SourceLocation("body.md.j2", caught.value.lineno))


@pytest.mark.parametrize(
    ("source", "line", "korean", "hint"),
    [
        ("{{ a }", 1, "'}'에서 괄호의 짝이 맞지 않습니다", "{{는 }}"),
        ("{{ (a }}", 1, "'}' 앞에 ')'가 없습니다", "')'로 닫으십시오"),
        ("가\n{{ a b }}", 2, "'}}'로 닫을 자리에 'b'이(가) 있습니다", "~로 쓰고"),
        ("{% if a = 1 %}{% endif %}", 1, "'%}'로 닫을 자리에", "비교는 =="),
        ("{{ }}", 1, "'}}' 앞에 값이 없습니다", "이름이나 따옴표로 묶은 글"),
        ("{{ “a” }}", 1, "글자입니다: “", "곧은 따옴표"),
        ("{{ a！ }}", 1, "글자입니다: ！", "반각 기호"),
        ("{{ 'a }}", 1, "글자입니다: '", "따옴표를 닫으십시오"),
        ("{# a", 1, "{#으로 연 설명을 닫지 않았습니다", "#}을"),
        ("{{ a", 1, "표시를 '}}'로 닫지 않았습니다", "'}}'를"),
        ("가\n{% if a %}\n{% if b %}\n{% endif %}\n나", 2, "{% if %}의 짝이 되는 끝이 없습니다", "{% endif %}를"),
        ("{% for a in b %}\n{% if a %}\n{% endfor %}", 3, "{% endfor %}보다 2행의 {% if %}를 먼저", "{% endif %}를"),
        ("{% endif %}", 1, "{% endif %}의 짝이 되는 시작이 없습니다", "지우거나"),
        ("{% fro a in b %}", 1, "'fro'라는 문장은 없습니다", "'from'을 뜻했습니까?"),
        ("{% set 1 = 2 %}", 1, "값을 붙일 수 있는 것은 이름뿐입니다", "{% set"),
        ("{% for a of b %}{% endfor %}", 1, "'in'이 있어야 할 곳에 'of'가 있습니다", "'in'을"),
        ("{{ f(a=1, 2) }}", 1, "표시를 쓰는 법에 맞지 않습니다", "짝을 확인하십시오"),
    ],
)
def test_a_fault_of_writing_is_told_in_korean_with_its_line_and_a_way_out(
    source: str, line: int, korean: str, hint: str
) -> None:
    problem = fault_of(source)
    assert problem.where == SourceLocation("body.md.j2", line)
    assert korean in problem.what.text(korean=True)
    assert problem.hint
    assert hint in problem.hint.text(korean=True)


@pytest.mark.parametrize(
    "source",
    [
        *("{{ a }", "{{ a ? b }}", "{% %}", "{% raw %}x", "{% set a %}", "{% call x %}{% endcall %}", "{{ a..b }}"),
        *(
            "{% else %}",
            "{% macro %}",
            "{% import 'x' %}",
            "{{ not }}",
            "{% block %}",
            "{{ {1:2, %} }}",
            "{% if x %}{% if",
        ),
    ],
)
def test_no_word_of_jinja_reaches_the_reader(source: str) -> None:
    problem = fault_of(source)
    assert problem.hint
    told = " ".join((*problem.what, *problem.hint)).replace("is expected", "")
    assert not [word for word in _ENGLISH_OF_JINJA if word in told]


def test_what_jinja_may_say_in_a_later_version_is_told_as_a_fault_of_the_line() -> None:
    problem = syntax_problem(TemplateSyntaxError("some new words", 7), SourceLocation("body.md.j2", 7))
    assert problem.what.ko == "템플릿을 읽을 수 없습니다: 표시를 쓰는 법에 맞지 않습니다"
    assert str(problem.where) == "body.md.j2:7"
