"""A function or macro that is called wrongly is told by its name, with what is wrong, in both languages."""

from __future__ import annotations

import pytest
from jinja2 import Environment

from policyreport.templating.call_faults import misused_call

MACRO = "{% macro said(a, b) %}{{ a }}{{ b }}{% endmacro %}"


def _card(label: str, figure: str, *, remark: str = "") -> str:
    return label + figure + remark


def fault_of(call: str) -> str:
    template = Environment(autoescape=True).from_string(f"{MACRO}{{{{ {call} }}}}", {"card": _card, "text": "글"})
    with pytest.raises(TypeError) as caught:
        template.render()
    return str(caught.value)


@pytest.mark.parametrize(
    ("call", "korean", "english"),
    [
        ("text()", "함수가 아닌데 뒤에 괄호 ( )가 있습니다", "this is no function, and brackets stand behind it"),
        ("card('가')", "card()에 넣지 않은 값: 'figure'", "card() lacks: 'figure'"),
        ("card()", "card()에 넣지 않은 값: 'label', 'figure'", "card() lacks: 'label', 'figure'"),
        ("card('가', '나', '다')", "card()에 넣은 값이 너무 많습니다", "card() was given too many values"),
        ("card('가', '나', colour=1)", "card()에는 'colour'가 없습니다", "card() takes no 'colour'"),
        ("card('가', '나', label=1)", "card()에 'label'을 두 번 넣었습니다", "card() was given 'label' twice"),
        ("said(1, 2, 3)", "said()에 넣은 값이 너무 많습니다", "said() was given too many values"),
        ("said(1, colour=2)", "said()에는 'colour'가 없습니다", "said() takes no 'colour'"),
    ],
)
def test_a_wrong_call_is_told_by_its_name(call: str, korean: str, english: str) -> None:
    told = misused_call(fault_of(call))
    assert told
    assert (told[0].text(korean=True), told[0].en) == (korean, english)
    assert all(told[1])


def test_what_is_no_fault_of_a_call_is_left_to_others() -> None:
    assert misused_call("unsupported operand type(s) for +: 'int' and 'str'") is None
