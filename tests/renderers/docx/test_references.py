"""A reference is a link to the bookmark of its row."""

from __future__ import annotations

import pytest
from docx.oxml.ns import qn

from policyreport.document.nodes import (
    Block,
    Column,
    Footnote,
    Heading,
    Inline,
    Paragraph,
    Reference,
    Row,
    Strong,
    Table,
)

from .specimens import number, opened, rendered, said
from .test_soundness import unpacked


def to(row: str, *content: Inline | str) -> Reference:
    return Reference(row, said(*content))


def table(*names: str) -> Table:
    heads = (Column(said("이름")), Column(said("값")))
    return Table(heads, tuple(Row((said(f"{name}의 줄"), said("1")), name=name) for name in names))


def led_to(*blocks: Block) -> list[tuple[str, str | None]]:
    """Return what each link within a Word file says, and the paragraph of a table where it leads."""
    body = opened(rendered(*blocks)).element.body
    stands = {
        mark.get(qn("w:name")): "".join(text.text for text in mark.getparent().iter(qn("w:t")))
        for mark in body.iter(qn("w:bookmarkStart"))
        if mark.getparent().getparent().tag == qn("w:tc")
    }
    links = [link for link in body.iter(qn("w:hyperlink")) if link.get(qn("w:anchor"))]
    return [("".join(t.text for t in link.iter(qn("w:t"))), stands.get(link.get(qn("w:anchor")))) for link in links]


def test_a_reference_leads_to_its_row_before_or_behind_it():
    blocks = (table("a", "b"), Paragraph((to("c", "뒤로"), to("b", "앞으로"))), table("c"))
    assert led_to(*blocks) == [("뒤로", "c의 줄"), ("앞으로", "b의 줄")]


def test_the_head_of_a_group_of_rows_is_found():
    group = Table((Column(said("이름")), Column(said("값"))), (Row((said("묶음"), ()), "group", "g"),))
    assert led_to(Paragraph((to("g", "여기"),)), group) == [("여기", "묶음")]


def test_of_two_rows_of_one_name_the_first_is_led_to():
    first = Table((Column(said("이름")),), (Row((said("첫째"),), name="a"),))
    assert led_to(first, table("a"), Paragraph((to("a", "여기"),))) == [("여기", "첫째")]


@pytest.mark.parametrize("content", [said("글"), (number("count", "3"),), (Strong(said("굵은 글")),)])
def test_a_reference_that_leads_nowhere_is_its_words(content: tuple[Inline, ...]):
    assert rendered(Paragraph((Reference("gone", content),))).content == rendered(Paragraph(content)).content


def test_a_number_that_leads_somewhere_is_placed_as_a_number():
    leading = Table((Column(said("사업")),), (Row(((to("a", number("count.programs", "3")),),)),))
    placed = {each.fact: each for each in rendered(leading, table("a")).placements}["count.programs"]
    assert placed.text == "3개사"
    assert placed.where.endswith("row 2 column 1")


def test_references_stand_in_headings_and_notes_too():
    blocks = (Heading(1, (to("a", "장"),)), Paragraph(said("글", Footnote((to("a", "주"),)))), table("a"))
    footnotes = unpacked(rendered(*blocks).content)["word/footnotes.xml"]
    ((_, row),) = led_to(*blocks)
    assert row == "a의 줄"
    assert footnotes.count(b"w:anchor=") == 1


def test_a_rows_bookmark_is_short_and_plain_however_long_its_name():
    (mark,) = [
        mark
        for mark in opened(rendered(table("program." + "x" * 200))).element.body.iter(qn("w:bookmarkStart"))
        if mark.get(qn("w:name")).startswith("_r")
    ]
    assert len(mark.get(qn("w:name"))) <= 40
