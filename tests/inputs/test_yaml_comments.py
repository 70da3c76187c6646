"""Texts that YAML would take for comments: told where they may have been meant, let alone where they are comments."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyreport.diagnostics import ErrorKind, PolicyReportError, Problem
from policyreport.inputs.yaml_comments import dropped_texts
from policyreport.inputs.yaml_file import read_yaml_text
from policyreport.inputs.yaml_syntax import LOADER, Loader, PureLoader

FILE = "data/x.yaml"


def read_problems(text: str) -> tuple[Problem, ...]:
    try:
        return read_yaml_text(text, FILE).problems
    except PolicyReportError as error:
        return error.problems


def told(text: str) -> list[tuple[str, str, str]]:
    return [(p.code, str(p.where).removeprefix(f"{FILE}:"), p.field) for p in read_problems(text)]


def dropped(*places: tuple[str, str]) -> list[tuple[str, str, str]]:
    return [("yaml.dropped-text", place, field) for place, field in places]


@pytest.mark.parametrize(
    ("text", "place", "field"),
    [
        ("title: 판로 개척 #수출 지원\n", "1:14", "title"),
        ("title: 판로 개척 \t#수출\n", "1:15", "title"),
        ("title: 제3차 #3\n", "1:12", "title"),
        ("title: #수출\n", "1:8", "title"),
        ("partners:\n  - 공단\n  - 협회 #본부\n", "3:8", "partners"),
        ("partners:\n- #본부\n- 협회\n", "2:3", "partners"),
        ("programs:\n  - id: a\n    title: 가\n  - id: b\n    title: 나 #다\n", "5:14", "programs › title"),
        ("a: {kind: sum} #끝\nb: 1\n", "1:16", "a"),
        ("a: {kind: sum #합\n  , of: x}\n", "1:15", "a › kind"),
        ("a: [가, 나 #다\n  , 라]\n", "1:10", "a"),
        ("a: [가,#나\n  다]\n", "1:7", "a"),
        ("a: [#나\n  다]\n", "1:5", "a"),
        ("a: '가' #나\n", "1:8", "a"),
        ('a: "가"#나\n', "1:7", "a"),
        ('a: "가\n  나" #다\n', "2:6", "a"),
        ("a: &b [1] #다\nc: *b #라\n", "1:11", "a"),
        ("a: | #가\n  나\n", "1:6", "a"),
        ("a: >2- #가\n    나\n", "1:8", "a"),
        ("a: #가\n  - 나\n", "1:4", "a"),
        ("a: 😀 𐐷 #가\n", "1:8", "a"),
        ("a: 가 #\u200b나\n", "1:6", "a"),
        ("a: 가 #\u1100\u1161\n", "1:6", "a"),
        ("? 가 #나\n: 다\n", "1:5", "가"),
        ("a: 가 #b: c\n", "1:6", "a"),
    ],
)
def test_a_word_after_a_mark_that_begins_a_comment_is_told(text: str, place: str, field: str) -> None:
    found = told(text)
    assert found[0] == ("yaml.dropped-text", place, field)
    assert {code for code, _, _ in found} == {"yaml.dropped-text"}


@pytest.mark.parametrize(
    "text",
    [
        "a: 가 # 나\n",
        "a: 가 #\n",
        "a: 가 #\t나\n",
        "a: 가 # 나 #다 #4\n",
        "a: # 나\n  - b # 다\n",
        "#가\na: 1\n  #나\n\n#다",
        "a:\n  #가\n  - 나\n  #다\n",
        "a: [가,\n  #나\n  다]\n",
        "a: 'C #1' # 나\n",
        'a: "가 #나 \\" #다"\n',
        "a: 'it''s #1'\n",
        'a: "가\n  #나\n  다"\n',
        "a: |\n  가 #나\n  #다\nb: 1\n",
        "a: >-\n  가 #나\n\n#다\nb: 1\n",
        "a: C#1\n",
        "a: https://example.kr/가#나\n",
        "a: 가#나 다#4\n",
        "a: [C#1, 가#2]\n",
        "C#: 가\n",
        "a: 가\u00a0#나\n",
        "a: 가 ##나\n",
    ],
)
def test_a_comment_and_a_mark_within_a_text_are_fine(text: str) -> None:
    assert read_problems(text) == ()


def test_all_of_a_file_are_told_in_one_run() -> None:
    text = "a: 가 #나\nb:\n  - 다 # 라\n  - 마 #바\nc: {d: 사 #아\n  }\n"
    assert told(text) == dropped(("1:6", "a"), ("4:7", "b"), ("5:10", "c › d"))


def test_what_is_left_of_a_text_over_several_lines_is_told_by_its_cause() -> None:
    text = "a: 가 #나\n  다\nb: 라 #마\n"
    assert told(text) == dropped(("1:6", "a"), ("3:6", "b"))


def test_a_list_without_its_end_is_told_by_its_cause() -> None:
    assert told("a: [가, #나]\nb: 1\nc: 2\n") == dropped(("1:8", "a"))


def test_a_fault_before_a_dropped_text_is_told_beside_it() -> None:
    assert told("a: [가] 나\nb: 다 #라\n") == [("yaml.unquoted-start", "1:4", ""), *dropped(("2:6", "b"))]


def test_a_text_that_was_dropped_as_a_whole_is_not_told_to_be_missing_too() -> None:
    assert read_yaml_text("a: #나 다\nb:\n  - #라\n", FILE).content == {"a": "#나 다", "b": ["#라"]}


def test_the_way_out_is_in_the_hint() -> None:
    (problem,) = read_problems("a: 가 #나\n")
    assert problem.kind is ErrorKind.DATA
    assert problem.hint is not None
    assert "quotes" in problem.hint.en
    assert "따옴표" in problem.hint.ko


def test_a_limit_is_told_before_a_text_is_searched() -> None:
    assert [p.kind for p in read_problems("- " * 100_000 + "a #b\n")] == [ErrorKind.LIMIT]


@pytest.mark.parametrize("loader", [LOADER, PureLoader], ids=["fastest", "pure"])
def test_both_scanners_find_the_same(loader: type[Loader]) -> None:
    text = "가: &x [나 #다\n  ]\n라: >- #마\n  바 #사\n아: '자' #차\n카: *x #타\n"
    found = [str(p.where).removeprefix(f"{FILE}:") for p in dropped_texts(text, FILE, loader)]
    assert found == ["1:10", "3:7", "5:8", "6:7"]


@given(st.text(st.sampled_from("나B1 #._-"), max_size=12))
def test_an_unquoted_text_is_kept_or_told_or_ends_before_a_comment(rest: str) -> None:
    text = f"가{rest}"
    reading = read_yaml_text(f"a: {text}\n", FILE)
    kept = reading.content["a"]
    assert isinstance(kept, str)
    assert text.startswith(kept)
    lost = text[len(kept) :].strip()
    assert bool(reading.problems) == lost[1:2].isalnum()
    assert lost[:1] in ("", "#")
