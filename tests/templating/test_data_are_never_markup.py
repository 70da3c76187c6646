"""Whatever characters a value holds, it comes through as just one text, and nothing around it changes."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from tests.at_night import tries
from tests.knowledge import BASE, dataset, measure
from tests.templating.writing import composed, facts, written

from policyreport.document.nodes import (
    Block,
    Box,
    Card,
    Cards,
    Column,
    Heading,
    Inline,
    Item,
    Items,
    Lamp,
    LineBreak,
    Link,
    Note,
    Pair,
    Pairs,
    Paragraph,
    Row,
    Strong,
    Table,
    Text,
)
from policyreport.model import Facts

NASTY = st.text(st.sampled_from("|*_#<>&{}[]()!\\`~-+.\"'%:=※ \n1가나"), min_size=1, max_size=12).filter(str.strip)
ENOUGH = settings(max_examples=tries(20, 60), suppress_health_check=[HealthCheck.too_slow])


def knowing(text: str) -> Facts:
    """Return what is known where the policy's purpose, and the title of the only measure, is a text."""
    policy = {**BASE["policy"], "purpose": text}  # type: ignore[dict-item]
    return facts(dataset(policy=policy, measures=[measure("m", title=text)]))


def table(*cells: tuple[Inline, ...], head: tuple[Inline, ...] = (Text("머리"),), **more: object) -> Table:
    return Table((Column(head), Column((Text("둘"),))), (Row(cells),), **more)  # type: ignore[arg-type]


PLACES: dict[str, tuple[str, list[Block | str]]] = {
    "heading": ("## {{ policy.purpose }}", [Heading(2, (Text("?"),))]),
    "paragraph": ("{{ policy.purpose }}", [Paragraph((Text("?"),))]),
    "beside words": ("앞({{ policy.purpose }})", [Paragraph((Text("앞(?)"),))]),
    "emphasis": ("앞 **{{ policy.purpose }}**", [Paragraph((Text("앞 "), Strong((Text("?"),))))]),
    "within marks": (
        r"\_{{ policy.purpose }}_ \*{{ policy.purpose }}* <{{ policy.purpose }}>",
        [Paragraph((Text("_?_ *?* <?>"),))],
    ),
    "line of its own": ("앞\n{{ policy.purpose }}\n뒤", [Paragraph((Text("앞 ? 뒤"),))]),
    "item": (
        "- {{ policy.purpose }}\n  - {{ policy.purpose }}",
        [Items((Item((Text("?"),), (Item((Text("?"),)),)),))],
    ),
    "note": ("※ {{ policy.purpose }}", [Note((Text("?"),))]),
    "cell": ("| 머리 | 둘 |\n|--|--|\n| {{ policy.purpose }} | 나 |", [table((Text("?"),), (Text("나"),))]),
    "head": (
        "| {{ policy.purpose }} | 둘 |\n|--|--|\n| 가 | 나 |",
        [table((Text("가"),), (Text("나"),), head=(Text("?"),))],
    ),
    "loop": (
        "| 머리 | 둘 |\n|--|--|\n{% for m in measures %}\n| {{ m.title }} | {{ m.title }} |\n{% endfor %}",
        [table((Text("?"),), (Text("?"),))],
    ),
    "macro": ("{% macro m(x) %}**{{ x }}**{% endmacro %}{{ m(policy.purpose) }}", [Paragraph((Strong((Text("?"),)),))]),
    "macro in a macro": (
        "{% macro m(x) %}{{ x }}{% endmacro %}{% macro n(x) %}{{ m(x) }}{% endmacro %}{{ n(policy.purpose) }}",
        [Paragraph((Text("?"),))],
    ),
    "set block": ("{% set x %}{{ policy.purpose }}{% endset %}{{ x }}", [Paragraph((Text("?"),))]),
    "set": ("{% set x = policy.purpose %}{{ x }}", [Paragraph((Text("?"),))]),
    "joined by ~": ('{{ "앞" ~ policy.purpose ~ 1 }}', [Paragraph((Text("앞?1"),))]),
    "joined by +": ('{{ "앞" + policy.purpose }}', [Paragraph((Text("앞?"),))]),
    "joined to a macro": (
        "{% macro m() %}**가**{% endmacro %}{{ m() ~ policy.purpose }}",
        [Paragraph((Strong((Text("가"),)), Text("?")))],
    ),
    "added to a macro": (
        "{% macro m() %}**가**{% endmacro %}{{ policy.purpose + m() }}",
        [Paragraph((Text("?"), Strong((Text("가"),))))],
    ),
    "joined list": ('{{ measures | map(attribute="title") | join("|") }}', [Paragraph((Text("?"),))]),
    "separator": ("{{ [1, 2] | join(policy.purpose) }}", [Paragraph((Text("1?2"),))]),
    "list": ("{{ [policy.purpose, policy.purpose] }}", [Paragraph((Text("?, ?"),))]),
    "inline if": ("{{ policy.purpose if measures else 1 }}", [Paragraph((Text("?"),))]),
    "box": (
        "{% call box(policy.purpose) %}\n- {{ policy.purpose }}\n{% endcall %}",
        [Box((Text("?"),), (Items((Item((Text("?"),)),)),))],
    ),
    "caption": (
        "{% call captioned(policy.purpose, unit=policy.purpose) %}\n| 머리 | 둘 |\n|--|--|\n| 가 | 나 |\n{% endcall %}",
        [table((Text("가"),), (Text("나"),), caption=(Text("?"),), unit="?")],
    ),
    "cards": (
        "{{ cards(card(policy.purpose, policy.purpose, policy.purpose)) }}",
        [Cards((Card((Text("?"),), (Text("?"),), (Text("?"),)),))],
    ),
    "pairs": ("{{ pairs(pair(policy.purpose, policy.purpose)) }}", [Pairs((Pair((Text("?"),), (Text("?"),)),))]),
    "table": (
        '{{ table(measures, column("머리", "title"), column("둘", "title"), caption=policy.purpose) }}',
        [table((Text("?"),), (Text("?"),), caption=(Text("?"),))],
    ),
    "lamp": ('{{ lamp("good", policy.purpose) }}', [Paragraph((Lamp("good", "?"),))]),
    "link": (
        '{{ link("https://a.kr", policy.purpose) }}',
        [Paragraph((Link("https://a.kr", (Text("?"),)),))],
    ),
}


def filled(value: object, text: str) -> object:
    """Return nodes with a text wherever they say ``?``."""
    match value:
        case str():
            return value.replace("?", text)
        case tuple():
            return tuple(filled(part, text) for part in value)
        case _ if hasattr(value, "__dataclass_fields__"):
            return type(value)(*(filled(getattr(value, name), text) for name in value.__dataclass_fields__))
        case _:
            return value


@pytest.mark.parametrize("place", PLACES)
@ENOUGH
@given(NASTY)
@example("| a |\n|--|\n# b")
@example("**a** _b_ `c` [d](http://e) <br> &amp; \\| {{ f }} {% raw %}")
@example("- a\n- b")
@example("※ a")
@example(" a ")
@example("합계")
def test_a_value_comes_through_as_one_text(place: str, text: str) -> None:
    body, expected = PLACES[place]
    assert written(body, knowing(text)) == filled(tuple(expected), text)


@ENOUGH
@given(NASTY)
def test_a_value_in_the_texts_of_a_report_comes_through_as_it_is(text: str) -> None:
    given_texts = dict.fromkeys(("title", "subtitle", "summary", "keyword", "label", "content"), "{{ policy.purpose }}")
    meta = composed("", knowing(text), **given_texts).meta
    assert (meta.title, meta.subtitle, meta.summary, meta.keywords) == (text, text, text, (text,))
    assert meta.particulars == (Pair((Text(text),), (Text(text),)),)


def test_a_total_that_is_data_is_no_total_row() -> None:
    (found,) = written("| 머리 |\n|--|\n| {{ policy.purpose }} |", knowing("합계"))
    assert isinstance(found, Table)
    assert found.rows[0].kind == "body"


def test_a_line_end_of_the_templates_own_breaks_a_title_and_one_of_a_value_does_not() -> None:
    document = composed("", knowing("가\n나"), content="다\n{{ policy.purpose }}")
    assert document.meta.particulars[0].content == (Text("다"), LineBreak(), Text("가\n나"))
