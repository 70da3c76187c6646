"""Characters that the font lacks stop the build; none is ever drawn as a box."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from policyreport.diagnostics import ErrorKind, PolicyReportError, Problem
from policyreport.document.nodes import (
    Block,
    Box,
    Card,
    Cards,
    Chart,
    Column,
    Footnote,
    Front,
    Heading,
    Inline,
    Item,
    Items,
    Lamp,
    Landscape,
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
from policyreport.document.theme import LampStyle, Theme

from .specimens import META, NASTY, number, rendered, said, table_of

LACKED = "앞글 😀 뒷글"
SOUND = said("글")
CONTENTS: dict[str, Callable[[tuple[Inline, ...]], Block]] = {
    "heading": lambda content: Heading(1, content),
    "paragraph": Paragraph,
    "note": Note,
    "item": lambda content: Items((Item(content),)),
    "item below": lambda content: Items((Item(SOUND, (Item(content),)),)),
    "box": lambda content: Box(content, ()),
    "in a box": lambda content: Box(SOUND, (Paragraph(content),)),
    "card's label": lambda content: Cards((Card(content, SOUND),)),
    "card's figure": lambda content: Cards((Card(SOUND, content),)),
    "card's remark": lambda content: Cards((Card(SOUND, SOUND, content),)),
    "label": lambda content: Pairs((Pair(content, SOUND),)),
    "pair": lambda content: Pairs((Pair(SOUND, content),)),
    "head": lambda content: Table((Column(content),), ()),
    "cell": lambda content: Table((Column(SOUND),), (Row((content,)),)),
    "caption": lambda content: Table((Column(SOUND),), (), content),
    "strong": lambda content: Paragraph((Strong(content),)),
    "link": lambda content: Paragraph((Link("https://example.org", content),)),
    "footnote": lambda content: Paragraph((Footnote(content),)),
    "footnote in a link": lambda content: Paragraph((Link("https://example.org", (Footnote(content),)),)),
    "footnote deep in what is strong": lambda content: Paragraph((Strong((Strong((Footnote(content),)),)),)),
    "common head": lambda content: Table((Column(SOUND, "left", content),), ()),
    "chart": lambda content: Chart("heat", Table((Column(SOUND), Column(content)), ()), "그림"),
}


def only_problem(*blocks: Block, **given: object) -> Problem:
    with pytest.raises(PolicyReportError) as caught:
        rendered(*blocks, **given)
    assert caught.value.exit_code == ErrorKind.RENDER
    (problem,) = caught.value.problems
    assert problem.code == "pdf.no-glyph"
    return problem


@pytest.mark.parametrize("made", CONTENTS.values(), ids=CONTENTS)
def test_a_missing_glyph_is_a_problem_wherever_it_stands(made: Callable[[tuple[Inline, ...]], Block]):
    problem = only_problem(made(said(LACKED)))
    assert problem.what.en == "no font has a glyph for 😀 (U+1F600) in '앞글 😀 뒷글'"


@pytest.mark.parametrize("character", ["㐂", "国", "؟", "\u0900", "\u200e", "\ufffd", "\x01", "𠮷"])
def test_a_missing_glyph_is_named_by_its_code_point(character: str):
    assert f"U+{ord(character):04X}" in only_problem(Paragraph(said(f"글 {character} 글"))).what.ko


AROUND_THE_TEXT = ("title", "subtitle", "running_title", "licence", "mark", "quarter", "banner")


@pytest.mark.parametrize(
    ("field", "front"),
    [
        *(
            (field, "notice")
            for field in ("title", "subtitle", "running_title", "licence", "mark", "quarter", "banner")
        ),
        ("organisation", "cover"),
    ],
)
def test_a_missing_glyph_in_what_stands_around_the_text_is_a_problem(field: str, front: Front):
    meta = replace(META, front=front, banner="보도자료")
    assert LACKED in only_problem(meta=replace(meta, **{field: LACKED})).what.en


def test_a_missing_glyph_in_a_particular_is_a_problem():
    particulars = (Pair(said("기준일"), said(LACKED)),)
    assert LACKED in only_problem(meta=replace(META, particulars=particulars)).what.en


def test_a_missing_glyph_in_the_unit_of_a_table_is_a_problem():
    assert "😀" in only_problem(table_of(("칸",), unit="😀")).what.en


def test_a_missing_glyph_in_the_unit_of_a_number_is_a_problem():
    assert "12😀" in only_problem(Paragraph((number("n", "12", "😀"),))).what.en


def test_a_missing_glyph_in_the_word_of_a_lamp_is_a_problem():
    assert LACKED in only_problem(Paragraph((Lamp("good", LACKED),))).what.en


@pytest.mark.parametrize(
    "theme",
    [
        Theme(item_marks=("□", "😀")),
        Theme(note_mark="😀"),
        Theme(lamps={**Theme().lamps, "bad": LampStyle(shape="😀", colour="#B3261E")}),
    ],
)
def test_a_mark_of_the_theme_that_the_font_lacks_is_a_problem_where_it_is_drawn(theme: Theme):
    marked = Items((Item(SOUND, (Item(SOUND),)),)), Note(SOUND), Paragraph((Lamp("bad", "지연"),))
    assert "😀 (U+1F600)" in only_problem(*marked, theme=theme).what.en
    rendered(Paragraph(SOUND), theme=theme)


def test_a_missing_glyph_is_placed_under_its_heading():
    blocks = Heading(1, SOUND), Heading(2, said("둘째 제목")), Items((Item(said(LACKED)),)), Heading(1, SOUND)
    assert only_problem(*blocks).field == "둘째 제목"


def test_a_missing_glyph_in_landscape_is_placed_under_its_heading():
    blocks = Heading(1, SOUND), Landscape((Heading(2, said("누운 제목")), Paragraph(said(LACKED))))
    assert only_problem(*blocks).field == "누운 제목"


def test_every_text_with_a_missing_glyph_is_told_of():
    with pytest.raises(PolicyReportError) as caught:
        rendered(Heading(1, said("첫 😀")), Paragraph(said("둘째 㐂 😀")))
    assert [problem.what.en for problem in caught.value.problems] == [
        "no font has a glyph for 😀 (U+1F600) in '첫 😀'",
        "no font has a glyph for 㐂 (U+3402), 😀 (U+1F600) in '둘째 㐂 😀'",
    ]


def test_of_a_long_text_the_part_around_the_missing_glyph_is_shown():
    said_of_it = only_problem(Paragraph(said("가" * 500 + "😀" + "나" * 500))).what.en
    assert said_of_it.endswith(f"in '{'가' * 20}😀{'나' * 19}'")


@pytest.mark.parametrize("text", [*NASTY, "①㉮△▲□○ㆍ※「」“”’", "漢字", "a\u00a0b", "줄\n바꿈"])
def test_what_the_font_has_is_no_problem(text: str):
    assert rendered(Paragraph((Text(text),))).extent == 1
