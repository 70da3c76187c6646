"""Footnotes stand at the foot of the page that marks them, numbered as they come."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest

from policyreport.document.nodes import (
    Block,
    Box,
    Card,
    Cards,
    Column,
    Footnote,
    Heading,
    Inline,
    Item,
    Items,
    Link,
    Note,
    Pair,
    Pairs,
    Paragraph,
    Row,
    Strong,
    Table,
)

from .charts.specimens import CHARTS
from .specimens import META, number, opened, rendered, said, table_of, texts

LAST_LINE = 70.87
"""Where a page's column ends, in points above the page's lower end."""


def marked(i: int) -> tuple[Inline, ...]:
    return said(f"표시{i}번", Footnote(said(f"각주{i}번")))


def words(pages: list[str], word: str) -> list[list[int]]:
    """Return the numbers that stand after a word on each page."""
    return [list(map(int, re.findall(rf"{word}(\d+)번", page))) for page in pages]


def test_a_note_stands_on_the_page_that_marks_it():
    pages = texts(rendered(*(Paragraph((*marked(i), *said(" 글" * 200))) for i in range(40))))
    assert len(pages) > 5
    assert words(pages, "각주") == words(pages, "표시")


@pytest.mark.parametrize(
    "made",
    [
        lambda content: Heading(1, content),
        Note,
        lambda content: Items((Item(content),)),
        lambda content: Items((Item(said("위"), (Item(content),)),)),
        lambda content: Box(content, (Paragraph(said("글")),)),
        lambda content: Box(said("상자"), (Paragraph(content),)),
        lambda content: Cards((Card(content, said("1")),)),
        lambda content: Cards((Card(said("1"), content),)),
        lambda content: Pairs((Pair(said("라벨"), content),)),
        lambda content: Table((Column(content),), (Row((said("칸"),)),)),
        lambda content: Table((Column(said("칸")),), (Row((content,)),)),
        lambda content: Table((Column(said("칸"), "left", content),), (Row((said("칸"),)),)),
        lambda content: Table((Column(said("칸")),), (Row((said("칸"),)),), content),
        lambda content: Paragraph((Strong(content),)),
        lambda content: Paragraph((Link("https://example.org", content),)),
    ],
)
def test_a_note_can_be_marked_wherever_something_is_said(made):  # noqa: ANN001
    block: Block = made(marked(1))
    (page,) = texts(rendered(block))
    assert page.count("표시1번") == page.count("각주1번") == 1
    assert page.endswith("1) 각주1번")


def test_notes_are_numbered_as_they_come():
    pages = texts(rendered(*(Paragraph(marked(i)) for i in (1, 2, 3))))
    assert pages[0].endswith("1) 각주1번 2) 각주2번 3) 각주3번")


def test_notes_of_a_table_over_pages_stand_where_their_rows_do():
    rows = tuple(Row((marked(i), said("글"))) for i in range(80))
    pages = texts(rendered(Table((Column(said("가")), Column(said("나"))), rows)))
    assert len(pages) > 2
    assert words(pages, "각주") == words(pages, "표시")


def test_the_note_of_a_repeated_head_stands_once():
    table = table_of(*[("칸",)] * 80)
    table = Table((Column(marked(1)),), table.rows)
    assert [page.count("각주1번") for page in texts(rendered(table))].count(1) == 1


def test_notes_end_where_the_column_does():
    page = opened(rendered(Paragraph(marked(1))))[0].get_textpage()
    (index,) = [i for i in range(page.count_chars()) if page.get_text_range(i, 2) == "각주"]
    _, bottom, *_ = page.get_charbox(index)
    assert LAST_LINE <= bottom <= LAST_LINE + 6


def test_a_mark_leads_to_the_page_of_its_note():
    file = rendered(table_of(*[("채움",)] * 60), Paragraph(marked(1)))
    with pikepdf.open(BytesIO(file.content)) as pdf:
        (note,) = pdf.pages[-1].Annots
        assert note.Dest[0].objgen == pdf.pages[-1].obj.objgen
        assert str(note.Contents) == "각주 1"


def test_a_number_in_a_note_is_placed():
    file = rendered(Paragraph(said("글", Footnote(said("뺀 것 ", number("out", "3"))))))
    assert [(placed.fact, placed.text) for placed in file.placements] == [("out", "3개사")]


def test_a_note_in_a_note_is_a_note_too():
    file = rendered(Paragraph(said("글", Footnote(said("겉각주", Footnote(said("속각주")))))))
    (page,) = texts(file)
    assert "1) 겉각주2) 2) 속각주" in page


def test_a_note_that_a_line_end_precedes_stays_with_its_word():
    for filling in range(30, 60):
        (page,) = opened(rendered(Paragraph(said("가" * filling, Footnote(said("각주"))))))
        said_of_page = page.get_textpage().get_text_range()
        assert re.search(r"가1\)", said_of_page), filling


def test_a_note_can_be_marked_among_the_particulars():
    meta = replace(META, particulars=(Pair(said("기준일"), marked(1)),))
    (page,) = texts(rendered(meta=meta), meta)
    assert page.endswith("1) 각주1번")


def test_a_note_can_be_marked_in_a_chart():
    chart = CHARTS["bar"]
    first, *others = chart.table.rows
    table = replace(chart.table, rows=(replace(first, cells=(marked(1), *first.cells[1:])), *others))
    (page,) = texts(rendered(replace(chart, table=table, alt="그림")))
    assert "표시1번1)" in page
    assert page.endswith("1) 각주1번")


def test_long_notes_of_one_paragraph_stand_on_the_pages_that_mark_them():
    long = Footnote(said("긴 각주 " * 400))
    pages = texts(rendered(Paragraph(said("글 " * 600, long, "글 " * 900, long))))
    assert [page.count("1) 긴 각주") + page.count("2) 긴 각주") for page in pages].count(1) == 2
