"""A reference is a link to the place where its row stands."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest

from policyreport.document.nodes import (
    Box,
    Chart,
    Column,
    Contents,
    Footnote,
    Heading,
    Inline,
    Paragraph,
    Reference,
    Row,
    Strong,
    Table,
)
from policyreport.document.output import Rendered

from .conformance import findings
from .conformance.opened import Opened
from .specimens import number, opened, rendered, said, table_of
from .test_contents import links

FILLING = table_of(*[("채움",)] * 45)


def to(row: str, *content: Inline | str) -> Reference:
    return Reference(row, said(*content))


def table(*names: str, words: str = "{}의 줄") -> Table:
    return Table((Column(said("이름")),), tuple(Row((said(words.format(name)),), name=name) for name in names))


def stands_at(file: Rendered, page: int, top: float) -> str:
    """Return the line of text below a height on a page."""
    return opened(file)[page].get_textpage().get_text_bounded(0, top - 20, 595, top).strip()


def test_a_reference_leads_to_the_row_wherever_it_stands():
    file = rendered(table("a", "b"), Paragraph((to("c", "뒤로"), to("b", "앞으로"))), FILLING, table("c", "d"))
    assert [(said_of, stands_at(file, page, top)) for said_of, page, top in links(file)] == [
        ("뒤로", "c의 줄"),
        ("앞으로", "b의 줄"),
    ]


def test_a_row_in_a_box_and_one_of_a_group_are_found():
    group = Table((Column(said("이름")),), (Row((said("묶음의 머리"),), "group", "g"), Row((said("줄"),))))
    file = rendered(Paragraph((to("a", "상자"), to("g", "묶음"))), Box(said("상자"), (table("a"),)), group)
    assert [stands_at(file, page, top) for _, page, top in links(file)] == ["a의 줄", "묶음의 머리"]


def test_a_row_that_is_parted_is_found_where_it_begins():
    file = rendered(Paragraph((to("a", "긴 줄"),)), table("a", words="{0} 긴 내용 " * 2500))
    assert [page for _, page, _ in links(file)] == [0]


def test_of_two_rows_of_one_name_the_first_is_led_to():
    file = rendered(Paragraph((to("a", "여기"),)), table("a"), FILLING, table("a"))
    assert [page for _, page, _ in links(file)] == [0]


@pytest.mark.parametrize("content", [said("글"), (number("count", "3"),), (Strong(said("굵은 글")),)])
def test_a_reference_that_leads_nowhere_is_its_words(content: tuple[Inline, ...]):
    file = rendered(Paragraph((Reference("gone", content),)))
    assert file.content == rendered(Paragraph(content)).content


def test_a_number_that_leads_somewhere_is_placed_as_a_number():
    (placed,) = rendered(Paragraph((to("a", number("count.programs", "3")),)), table("a")).placements
    assert (placed.fact, placed.text) == ("count.programs", "3개사")


def test_the_words_of_a_cell_that_lead_somewhere_can_be_followed_where_they_stand():
    leading = Table((Column(said("시책")), Column(said("사업"), "right")), (Row((said("가"), (to("a", "12"),))),))
    file = rendered(leading, FILLING, table("a"))
    with pikepdf.open(BytesIO(file.content)) as pdf:
        (note,) = pdf.pages[0].Annots
        left, bottom, right, top = map(float, note.Rect)
    assert opened(file)[0].get_textpage().get_text_bounded(left, bottom, right, top).strip() == "12"


def test_a_number_that_leads_somewhere_names_no_row_and_words_that_do_name_one():
    columns = tuple(map(Column, map(said, "가나다라")))
    rows = tuple(Row(((to("a", first),), *map(said, "234")), name="a") for first in ("말", number("n", "1"), "말"))
    with Opened.of(rendered(Table(columns, rows)).content) as pdf:
        roles = [element.role for element in pdf.elements if element.role in ("/TH", "/TD")]
    assert roles[4::4] == ["/TH", "/TD", "/TH"]


def test_references_in_heads_headings_and_notes_keep_to_the_standards():
    file = rendered(
        Contents(1),
        Heading(1, (to("a", "장의 이름"),)),
        Paragraph(said("글", Footnote((to("a", "각주"), to("b", "다른 각주"))), to("a", "가", Footnote(said("속"))))),
        Table((Column((to("a", "머리"),)),), (Row(((to("a", "가"), to("b", "나")),), name="a"), *table("b").rows)),
        Chart("bar", table_of(("가", "1", "1", "1")), "그림"),
        FILLING,
    )
    assert findings(file.content) == {}
