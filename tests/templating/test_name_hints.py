"""What a wrong name was meant to be is found among all names that may stand there."""

from __future__ import annotations

import pytest
from tests.templating.writing import problems

from policyreport.templating.name_hints import name_hint

MEANT = [
    ("{% for p in programs %}\n{{ program.title }}\n{% endfor %}", "did you mean 'p'?"),
    ("{% for m in measures | sort(attribute='title') %}\n{{ measure.title }}\n{% endfor %}", "did you mean 'm'?"),
    ("{% for s in strategies %}{% for m in s.measures %}\n{{ measure.title }}\n{% endfor %}{% endfor %}", "'m'?"),
    ("{{ program.title }}", "did you mean 'programs'?"),
    ("{{ strategy }}", "did you mean 'strategies'?"),
    ("{{ ㅔㅐㅣㅑ쵸.샤싣 }}", "did you mean 'policy'?"),
    ("{{ 정책.title }}", "did you mean 'policy'?"),
    ("{% for p in 지원사업 %}{% endfor %}", "did you mean 'programs'?"),
    ("{{ policy.ㅅㅑㅅㅣㄷ }}", ""),
    ("{{ policy.샤싣 }}", "did you mean 'title'?"),
    ("{{ policy.제목 }}", "did you mean 'title'?"),
    ("{{ policy.정책명 }}", "did you mean 'title'?"),
    ("{{ policy.발표일 }}", "did you mean 'began'?"),
    ("{{ quarter.기준일 }}", "did you mean 'as_of'?"),
    ("{% set total = count.measures %}\n{{ totl }}", "did you mean 'total'?"),
    ("{% macro cite(x) %}{{ x }}{% endmacro %}{{ cyte(1) }}", "did you mean 'cite'?"),
    ("{{ headline }}", "did you mean one of these? quarter.headline (all"),
    ("{{ purpose }}", "policy.purpose"),
    ("{{ detail }}", "{% for e in events %} … e.detail"),
]


@pytest.mark.parametrize(("line", "meant"), MEANT)
def test_what_was_meant_is_offered(line: str, meant: str) -> None:
    (problem,) = [one for one in problems(line) if one.code == "template.unknown-name"][:1]
    assert problem.hint is not None
    assert meant in problem.hint.en


def test_how_to_see_all_names_of_a_record_is_told() -> None:
    (problem,) = problems("{% for m in measures %}\n{{ m.titel }}\n{% endfor %}")
    assert problem.hint is not None
    assert problem.hint.en == "did you mean 'title'? (all names: policyreport names measures)"
    assert problem.hint.ko == "'title'을(를) 뜻했습니까? (모든 이름: policyreport names measures)"


@pytest.mark.parametrize(
    ("line", "command"),
    [
        ("{{ quarter.lable }}", "names quarter)"),
        ("{{ policyy }}", "names)"),
        ("{{ table(measures, column('가', 'titel')) }}", "names measures)"),
        ("{{ count.mesures }}", "names)"),
    ],
)
def test_the_command_names_what_was_asked(line: str, command: str) -> None:
    (problem,) = problems(line)
    assert problem.hint is not None
    assert f"policyreport {command}" in problem.hint.en


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("program", "programs"),
        ("measures", "measure"),
        ("ㄱㅁㅅㄷ", "rate"),
        ("ㅔ개ㅎㄱㅁㅡㄴ", "programs"),
        ("달성률", "rate"),
        ("출처", "sources"),
        ("집행율", "rate"),
    ],
)
def test_near_names_are_found(wrong: str, right: str) -> None:
    known = (
        ["title", "programs"]
        if right == "programs"
        else ["title", "measure"]
        if right == "measure"
        else ["title", "rate", "sources"]
    )
    assert f"'{right}'" in name_hint(wrong, known).en


def test_where_nothing_is_near_all_names_are_listed() -> None:
    assert name_hint("xyz", ["b", "a"]).en == "there is: a, b (all names: policyreport names)"
    assert name_hint("xyz", []).en == "there is none here"
