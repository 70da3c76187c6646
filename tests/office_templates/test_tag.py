"""Which tags stand in a text, and that finding them takes no longer than the text is long."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from policyreport.office_templates.tags import spots, strays

STRING = r""""(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'"""
TAG = re.compile(
    rf"\{{\{{(?:{STRING}|(?!{STRING}|\}}\}}).)*\}}\}}|\{{%(?:{STRING}|(?!{STRING}|%\}}).)*%\}}|\{{#(?:(?!#\}}).)*#\}}"
)
"""A tag as one expression, which tries each opening by itself and so is too slow for a text that nobody typed."""


def tags(text: str) -> list[str]:
    return [spot.source for spot in spots(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("가 {{ a }} 나", ["{{ a }}"]),
        ("{% if a %}{{ b }}{% endif %}", ["{% if a %}", "{{ b }}", "{% endif %}"]),
        ("{# 메모 #}{{ a }}{# 또 #}", ["{# 메모 #}", "{{ a }}", "{# 또 #}"]),
        ("{# don't #}{# {{ a }} #}", ["{# don't #}", "{# {{ a }} #}"]),
        ("{{ '}}' }} {% set a = \"%}\" %}", ["{{ '}}' }}", '{% set a = "%}" %}']),
        (r"{{ '\'}}' }}", [r"{{ '\'}}' }}"]),
        (r"{{ '\\' }} '}}", [r"{{ '\\' }}"]),
        ("{{ it's }}", ["{{ it's }}"]),
        ("{{ “}}” }}", ['{{ "}}" }}']),
        ("{{ 'no end {{ a }} after' ", ["{{ a }}"]),
        ("{{{ a }}}", ["{{{ a }}"]),
        ("{#}{%}{{}", []),
    ],
)
def test_a_tag_ends_where_it_is_not_quoted(text: str, found: list[str]):
    assert tags(text) == found


@given(st.text(st.sampled_from("{}%#\"'\\a "), max_size=40))
@example(r"{{ '\'{{\"}}'\" }}%}")
def test_tags_are_those_that_one_expression_finds(text: str):
    assert [(spot.start, spot.end) for spot in spots(text)] == [found.span() for found in TAG.finditer(text)]


def test_braces_without_a_partner_are_strays():
    assert strays("{{ a }} }} {{ {% b %} {# {") == ["}}", "{{", "{#"]


def test_what_a_tag_leaves_behind_is_read_as_one_text():
    assert strays("{{{ a }}{") == []
    assert strays("{{# a #}{") == ["{{"]


@pytest.mark.parametrize(
    "piece",
    [
        "{{",
        "{%",
        "{#",
        "{{'",
        '{{"{%',
        '{{ "\\',
        "{{ \\\"'",
        "{{ '{{ \"",
        "{{ a }} ",
        "{{ '}}' }}",
        "\\",
        "{{\\",
        "'\"",
    ],
)
@pytest.mark.parametrize("start", ["", "{{ ", "{% '", '{# "'])
def test_a_text_that_nobody_typed_is_read_in_a_time_that_grows_as_it_does(start: str, piece: str):
    text = start + piece * (40_000 // len(piece))
    before = time.process_time()
    strays(text)
    assert time.process_time() - before < 30
