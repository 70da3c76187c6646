"""Every regular expression means the same on each Python that is supported.

Possessive quantifiers and atomic groups came with Python 3.11, whose first releases match them wrongly; Debian 12 has
such a release. They may be used once 3.12 is the oldest Python that is supported.
"""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Mapping
from re import _constants, _parser

import pytest
from tests.bench.measuring import REPOSITORY

PROGRAMS = [file for folder in ("src", "tests", ".ci") for file in (REPOSITORY / folder).rglob("*.py")]
SUSPECT = re.compile(r"[*+?}]\+|\(\?>")
WRONG = {str(_constants.POSSESSIVE_REPEAT), str(_constants.ATOMIC_GROUP)}


def found_in(program: str) -> list[str]:
    """Return what of a program's strings would, as a regular expression, hold such a thing; whatever its use."""
    nodes = list(ast.walk(ast.parse(program)))
    assigned = [node for node in nodes if isinstance(node, ast.Assign)]
    named = {name.id: node.value for node in assigned for name in node.targets if isinstance(name, ast.Name)}
    texts = [text_of(node, named) for node in nodes if isinstance(node, ast.Constant | ast.JoinedStr | ast.BinOp)]
    return [text for text in texts if SUSPECT.search(text) and WRONG & names_in(parsed(text))]


def text_of(node: ast.expr, named: Mapping[str, ast.expr]) -> str:
    """Return a string of a program, with the strings that it is made of; an ``x`` is what only a run would tell."""
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.Constant(value=bytes(octets)):
            return octets.decode("latin-1")
        case ast.JoinedStr(values=parts):
            return "".join(text_of(part, named) for part in parts)
        case ast.FormattedValue(value=part):
            return text_of(part, named)
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            return text_of(left, named) + text_of(right, named)
        case ast.Name(id=name) if name in named:
            return text_of(named[name], {other: value for other, value in named.items() if other != name})
        case _:
            return "x"


def parsed(text: str) -> object:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return _parser.parse(text)
        except (re.error, OverflowError):
            return ()


def names_in(part: object) -> set[str]:
    if isinstance(part, _parser.SubPattern | list | tuple):
        return {name for inner in part for name in names_in(inner)}
    return {str(part)}


def test_none_is_one_that_old_releases_match_wrongly():
    assert {str(file): found for file in PROGRAMS if (found := found_in(file.read_text("utf-8")))} == {}


@pytest.mark.parametrize(
    "program",
    [
        "re.compile(r'a*@b')",
        "re.compile(rb'[ab]+@')",
        "re.search('a?@', text)",
        "re.compile(r'(?:a{2,3}@|b)')",
        "re.compile(r'(?=(?<!x)(a|b*@))')",
        "re.compile('(?' + '>a|b)c')",
        "st.from_regex(r'[^@]*@')",
        "INNER = 'a*'\nOUTER = re.compile(f'{INNER}@')",
        "OUTER = 'b' + INNER + '@'\nINNER = 'a{1,}'",
        "def f(x):\n    return [re.match(rf'{x}*@', y) for y in x]",
    ],
)
def test_such_a_one_is_found_wherever_it_stands(program: str):
    assert found_in(program.replace("@", "+")) != []


@pytest.mark.parametrize(
    "program", ["re.compile(r'a*\\@b[*@]')", "total = f'{count}@1'", "a = a + 'x'\nb = a * 2 + 1", "said = '*@/-'"]
)
def test_what_only_looks_like_one_is_none(program: str):
    assert found_in(program.replace("@", "+")) == []
