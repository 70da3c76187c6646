from __future__ import annotations

from itertools import pairwise

import pytest

from policyreport.diagnostics import ErrorKind, PolicyReportError, Problem, SourceLocation
from policyreport.inputs import yaml_syntax
from policyreport.inputs.yaml_file import read_yaml_text
from policyreport.inputs.yaml_syntax import LOADER, MOST_DEPTH, PureLoader, compose

FILE = "data/x.yaml"


def refused(text: str, loader: type[yaml_syntax.Loader] = LOADER) -> Problem:
    with pytest.raises(PolicyReportError) as caught:
        compose(text, FILE, loader)
    (problem,) = caught.value.problems
    return problem


def found(text: str) -> list[tuple[str, str]]:
    return [(p.code, str(p.where)) for p in read_yaml_text(text, FILE).problems]


@pytest.mark.parametrize(
    "scalar", ["NO", "on", "10:00", "3:1", "0711", "1e3", "2025-06-30", ".nan", "0x1F", "1_000", "예"]
)
def test_a_scalar_is_the_text_that_is_written(scalar: str) -> None:
    assert read_yaml_text(f"value: {scalar}\n", FILE).content == {"value": scalar}


@pytest.mark.parametrize("scalar", ["", "~", "null", "Null", "NULL", "# 비고"])
def test_an_empty_scalar_is_nothing(scalar: str) -> None:
    assert read_yaml_text(f"value: {scalar}\n", FILE).content == {"value": None}


@pytest.mark.parametrize("scalar", ["''", '""', "'~'", '"null"'])
def test_a_quoted_scalar_is_a_text_even_if_it_looks_like_nothing(scalar: str) -> None:
    assert read_yaml_text(f"value: {scalar}\n", FILE).content == {"value": scalar[1:-1]}


def test_every_value_has_its_place() -> None:
    places = read_yaml_text("programs:\n  - id: a\n    fields: [x, y]\n", FILE).places
    assert places == {
        ("programs",): SourceLocation(FILE, 2, 3),
        ("programs", 0): SourceLocation(FILE, 2, 5),
        ("programs", 0, "id"): SourceLocation(FILE, 2, 9),
        ("programs", 0, "fields"): SourceLocation(FILE, 3, 13),
        ("programs", 0, "fields", 0): SourceLocation(FILE, 3, 14),
        ("programs", 0, "fields", 1): SourceLocation(FILE, 3, 17),
    }


def test_a_place_counts_characters_not_bytes() -> None:
    assert read_yaml_text("{제목: 😀, 뒤: 값}\n", FILE).places["뒤",] == SourceLocation(FILE, 1, 12)


def test_an_alias_stands_for_what_it_names() -> None:
    assert read_yaml_text("a: &x [1]\nb: *x\n", FILE).content == {"a": ["1"], "b": ["1"]}


def test_decomposed_keys_are_composed() -> None:
    assert read_yaml_text("\u110c\u1166\u1106\u1169\u11a8: 가\n", FILE).content == {"제목": "가"}


UNREADABLE = [
    ("a:\n\tb: 1\n", "yaml.tab", "2:1", "indent with spaces"),
    ("a:\n  b: 1\n\tc: 2\n", "yaml.tab", "3:1", "indent with spaces"),
    ("title: @home\n", "yaml.unquoted-start", "1:8", "put the text in quotes"),
    ("title: %50\n", "yaml.unquoted-start", "1:8", "put the text in quotes"),
    ("title: `x`\n", "yaml.unquoted-start", "1:8", "put the text in quotes"),
    ("title: *별표\n", "yaml.unquoted-start", "1:8", "put the text in quotes"),
    ("title: * 별표\n", "yaml.unquoted-start", "1:8", "put the text in quotes"),
    ("title: **굵게**\n", "yaml.unquoted-start", "1:8", "put the text in quotes"),
    ("title: & 그리고\n", "yaml.unquoted-start", "1:8", "put the text in quotes"),
    ("title: Plan: phase 2\n", "yaml.unquoted-colon", "1:12", "put the text in quotes"),
    ("a: 1\n---\nb: 2\n", "yaml.two-documents", "2:1", "remove the line '---', or make two files"),
    ("", "yaml.empty", "", "fill it or remove it"),
    ("# 비고\n", "yaml.empty", "", "fill it or remove it"),
    ("- a\n- b\n", "yaml.not-a-mapping", "1:1", "begin with a name, such as 'programs:'"),
    ("글\n", "yaml.not-a-mapping", "1:1", "begin with a name, such as 'programs:'"),
    ('title: "열림\nb: 1\n', "yaml.unclosed-quote", "1:8", "close it"),
    ("a: &a [*a]\n", "yaml.recursive-alias", "1:4", "write the values out"),
    ("title: [가칭] 계획\n", "yaml.unquoted-start", "1:8", "put the text in quotes"),
    ("a:\n    b: 1\n  c: 2\n", "yaml.indentation", "3:3", "begin it in the same column"),
    ("a:\n  - b: 1\n - c: 2\n", "yaml.indentation", "3:2", "begin it in the same column"),
    ("a: [가, 나\nb: 1\n", "yaml.unclosed-bracket", "1:4", "close it with ']'"),
    ("a: {b: 1\nc: 2\n", "yaml.unclosed-bracket", "1:4", "close it with '}'"),
    ("a: [가]]\n", "yaml.extra-bracket", "1:7", "delete it"),
    ('a: "가" 나\n', "yaml.after-quote", "1:8", "put the whole text in quotes"),
    ("a: 1\n제목： 가\nb: 2\n", "yaml.full-width-colon", "2:3", "write a half-width colon"),
    ("a:\n  - b： 1\n    c: 2\n", "yaml.full-width-colon", "2:6", "write a half-width colon"),
    ("a: 1\nb 2\nc: 3\n", "yaml.no-colon", "2:1", "write 'name: value'"),
    ("- " * (MOST_DEPTH + 2) + "a\n", "yaml.too-deep", "", "write them flatter"),
]


@pytest.mark.parametrize("loader", [LOADER, PureLoader], ids=["fastest", "pure"])
@pytest.mark.parametrize(("text", "code", "place", "hint"), UNREADABLE)
def test_an_unreadable_text_is_refused_with_its_reason(
    text: str, code: str, place: str, hint: str, loader: type[yaml_syntax.Loader]
) -> None:
    problem = refused(text, loader)
    assert (problem.code, str(problem.where)) == (code, f"{FILE}:{place}".rstrip(":"))
    assert problem.hint is not None
    assert problem.hint.en.startswith(hint)


def test_a_code_that_is_no_character_is_refused() -> None:
    with pytest.raises(PolicyReportError) as caught:
        read_yaml_text('a: "\\ud83d"\n', FILE)
    assert [(p.code, p.where) for p in caught.value.problems] == [("text.character", SourceLocation(FILE, 1, 7))]


def test_an_alias_bomb_is_a_limit() -> None:
    names = "abcdefghi"
    levels = (f"{name}: &{name} [{', '.join(['*' + before] * 9)}]" for before, name in pairwise(names))
    problem = refused("\n".join(["a: &a [x, x, x, x, x, x, x, x, x]", *levels]))
    assert (problem.kind, problem.code) == (ErrorKind.LIMIT, "yaml.too-many-values")


def test_a_long_chain_of_aliases_is_a_limit() -> None:
    links = (f"x{i}: &x{i} [*x{i - 1}]" for i in range(1, 200))
    with pytest.raises(PolicyReportError) as caught:
        read_yaml_text("\n".join(["x0: &x0 [a]", *links]), FILE)
    assert [(p.kind, p.code) for p in caught.value.problems] == [(ErrorKind.LIMIT, "yaml.too-deep")]


def test_millions_of_nested_lists_do_not_overrun_the_stack() -> None:
    assert refused("- " * 2_000_000).kind is ErrorKind.LIMIT


@pytest.mark.parametrize("value", ["!!python/object/apply:os.system [ls]", "!!int 5", "!mine {a: 1}"])
def test_an_explicit_tag_is_refused_for_security(value: str) -> None:
    (problem,) = read_yaml_text(f"a: {value}\n", FILE).problems
    assert (problem.kind, problem.code, problem.where) == (ErrorKind.SECURITY, "yaml.tag", SourceLocation(FILE, 1, 4))


def test_a_key_given_twice_names_both_lines() -> None:
    (problem,) = read_yaml_text("a: 1\nb: 2\na: 3\n", FILE).problems
    assert (problem.code, problem.where) == ("yaml.duplicate-key", SourceLocation(FILE, 3, 1))
    assert problem.what.en == "'a' is given twice: before in line 1"


def test_keys_that_differ_only_in_their_normal_form_are_the_same() -> None:
    assert found("가: 1\n\u1100\u1161: 2\n") == [("yaml.duplicate-key", f"{FILE}:2:1")]


def test_an_anchor_that_swallows_a_texts_beginning_is_refused() -> None:
    assert found("title: &R D\n") == [("yaml.unquoted-start", f"{FILE}:1:8")]


@pytest.mark.parametrize("key", ["<<", "[a, b]", "''"])
def test_what_is_no_name_cannot_be_a_key(key: str) -> None:
    assert found(f"a: 1\n{key}: {{b: 1}}\n") == [("yaml.key", f"{FILE}:2:1")]


def test_a_zero_width_character_in_a_key_is_removed_with_a_warning() -> None:
    reading = read_yaml_text("ti\u200btle: 가\n", FILE)
    assert (reading.content, reading.problems) == ({"title": "가"}, ())
    (warning,) = reading.warnings.values()
    assert (warning.code, warning.where) == ("text.zero-width", SourceLocation(FILE, 1, 3))


def test_a_refused_character_is_placed_where_it_stands() -> None:
    reading = read_yaml_text("note: |\n  첫 줄\n  둘\u202e째\n", FILE)
    (problem,) = reading.problems
    assert (problem.code, problem.where) == ("text.character", SourceLocation(FILE, 3, 4))
    assert "U+202E" in problem.what.en


def test_an_escaped_character_is_placed_at_its_text() -> None:
    assert found('a: "x\\x0by"\n') == [("text.character", f"{FILE}:1:4")]


def test_a_zero_width_character_in_a_text_is_removed_with_a_warning() -> None:
    reading = read_yaml_text("title: 글\u200b로벌\n", FILE)
    assert (reading.content, reading.problems) == ({"title": "글로벌"}, ())
    warning = reading.warnings["title",]
    assert (warning.code, warning.where) == ("text.zero-width", SourceLocation(FILE, 1, 9))
    assert "U+200B" in warning.what.en
