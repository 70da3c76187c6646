from __future__ import annotations

import json
from collections.abc import Callable, Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyreport.diagnostics import ErrorKind, PolicyReportError, Problem, SourceLocation
from policyreport.inputs import json_file, load
from policyreport.inputs.files import clean_text
from policyreport.inputs.json_file import read_json_text
from policyreport.inputs.raw_data import Value
from policyreport.inputs.yaml_syntax import MOST_DEPTH
from policyreport.project import Project

FILE = "data/x.json"
Make = Callable[[Mapping[str, str | bytes]], Project]

clean_texts = st.text().map(lambda text: clean_text(text).text)
values = st.recursive(
    st.none() | clean_texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(clean_texts.filter(bool), inner, max_size=4),
    max_leaves=12,
)


def refused(text: str) -> Problem:
    with pytest.raises(PolicyReportError) as caught:
        read_json_text(text, FILE)
    (problem,) = caught.value.problems
    return problem


def found(text: str) -> list[tuple[str, str]]:
    return [(p.code, str(p.where)) for p in read_json_text(text, FILE).problems]


@given(st.dictionaries(clean_texts.filter(bool), values), st.sampled_from([{}, {"ensure_ascii": False}, {"indent": 2}]))
def test_what_any_json_writer_writes_is_read_as_it_was_meant(content: dict[str, Value], style: dict[str, int]) -> None:
    written = json.dumps(content, **style)
    assert read_json_text(written, FILE).content == content


@pytest.mark.parametrize("number", ["0", "-5", "1524", "12.80", "1e999", "123456789012345678901", "-0.0"])
def test_a_number_is_the_text_that_is_written(number: str) -> None:
    assert read_json_text(f'{{"value": {number}}}', FILE).content == {"value": number}


def test_flags_are_texts_and_null_is_nothing() -> None:
    said = read_json_text('{"a": true, "b": false, "c": null, "d": "null"}', FILE).content
    assert said == {"a": "true", "b": "false", "c": None, "d": "null"}


def test_every_value_has_its_place() -> None:
    places = read_json_text('{"programs": [\n  {"id": "a",\n   "fields": ["x", 1]}\n]}', FILE).places
    assert places == {
        ("programs",): SourceLocation(FILE, 1, 14),
        ("programs", 0): SourceLocation(FILE, 2, 3),
        ("programs", 0, "id"): SourceLocation(FILE, 2, 10),
        ("programs", 0, "fields"): SourceLocation(FILE, 3, 14),
        ("programs", 0, "fields", 0): SourceLocation(FILE, 3, 15),
        ("programs", 0, "fields", 1): SourceLocation(FILE, 3, 20),
    }


def test_decomposed_names_are_composed() -> None:
    assert read_json_text('{"\u110c\u1166\u1106\u1169\u11a8": "가"}', FILE).content == {"제목": "가"}


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("", "json.empty", "1:1"),
        (" \n", "json.empty", "1:1"),
        ("[1]", "json.not-an-object", "1:1"),
        ('"글"', "json.not-an-object", "1:1"),
        ('{"a": 1,}', "json.trailing-comma", "1:8"),
        ('{"a": [1,\n 2,\n]}', "json.trailing-comma", "2:3"),
        ('{"a": 1, // 비고\n "b": 2}', "json.comment", "1:10"),
        ('{"a": 1 /* 비고 */}', "json.comment", "1:9"),
        ('# 비고\n{"a": 1}', "json.comment", "1:1"),
        ('{"a": NaN}', "json.number", "1:7"),
        ('{"a": -Infinity}', "json.number", "1:7"),
        ('{"a": .nan}', "json.number", "1:7"),
        ('{"a": 0711}', "json.number", "1:7"),
        ('{"a": 1_000}', "json.number", "1:7"),
        ('{"a": 1,000}', "json.number", "1:9"),
        ('{"a": +1}', "json.number", "1:7"),
        ("{'a': 1}", "json.quotes", "1:2"),
        ("{a: 1}", "json.quotes", "1:2"),
        ('{"a": 가}', "json.quotes", "1:7"),
        ('{"a": True}', "json.quotes", "1:7"),
        ('{"a": "열림', "json.unclosed", "1:7"),
        ('{"a": [1, 2', "json.unclosed", "1:7"),
        ('{"a": {"b": 1', "json.unclosed", "1:7"),
        ('{"a": "줄\n끝"}', "json.line-end", "1:9"),
        ('{"a": "\\x"}', "json.escape", "1:8"),
        ('{"a" 1}', "json.syntax", "1:6"),
        ('{"a": [1 2]}', "json.syntax", "1:10"),
        ('{"a": 1 "b": 2}', "json.syntax", "1:9"),
        ('{"a": ]}', "json.syntax", "1:7"),
        ('{"a": 1]', "json.syntax", "1:8"),
        ('{"a": 1} }', "json.syntax", "1:10"),
        ('{"a": 1}\n{"b": 2}', "json.syntax", "2:1"),
    ],
)
def test_what_is_not_json_is_refused_with_its_reason(text: str, code: str, place: str) -> None:
    problem = refused(text)
    assert (problem.kind, problem.code, str(problem.where)) == (ErrorKind.DATA, code, f"{FILE}:{place}")
    assert problem.hint is not None


def test_a_name_given_twice_tells_both_lines() -> None:
    text = '{"a": 1,\n "b": 2,\n "a": 3}'
    (problem,) = read_json_text(text, FILE).problems
    assert (problem.code, problem.where) == ("json.duplicate-key", SourceLocation(FILE, 3, 2))
    assert problem.what.en == "'a' is given twice: before in line 1"
    assert read_json_text(text, FILE).content == {"a": "1", "b": "2"}


def test_a_name_that_is_empty_is_none() -> None:
    assert found('{"": 1}') == [("json.key", f"{FILE}:1:2")]


@pytest.mark.parametrize("code", ["\\ud83d", "\\u000b", "\\u0000", "\\ufffe", "\\u202e"])
def test_a_code_that_is_no_character_is_refused(code: str) -> None:
    assert found(f'{{"a": "x{code}"}}') == [("text.character", f"{FILE}:1:7")]


def test_a_pair_of_surrogates_is_one_character() -> None:
    assert read_json_text('{"a": "\\ud83d\\ude00"}', FILE).content == {"a": "😀"}


def test_an_invisible_character_is_removed_with_a_warning() -> None:
    reading = read_json_text('{"a": "가\\u200b나"}', FILE)
    assert reading.content == {"a": "가나"}
    assert reading.warnings["a",].code == "text.zero-width"


def test_values_too_deep_in_one_another_are_a_limit() -> None:
    assert refused('{"a": ' + "[" * MOST_DEPTH).code == "json.too-deep"


def test_too_many_values_are_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_file, "MOST_VALUES", 3)
    problem = refused('{"a": [1, 2, 3]}')
    assert (problem.kind, problem.code) == (ErrorKind.LIMIT, "json.too-many-values")


def test_json_under_data_is_read_like_yaml(make: Make) -> None:
    source = {"id": "s2", "title": "자료", "publisher": "통계청", "kind": "dataset"}
    dataset = load(make({"data/more.json": json.dumps({"sources": [source]})})).dataset
    assert [s.id for s in dataset.sources] == ["s2", "s1"]


def test_a_quarters_file_may_be_json(make: Make) -> None:
    told = {"quarter": "2025Q1", "report": {"as_of": "2025-03-31", "headline": "공고"}}
    dataset = load(make({"data/quarters/2025Q1.json": json.dumps(told)})).dataset
    assert [str(q.quarter) for q in dataset.quarters] == ["2025Q1", "2025Q2"]
