"""The first number that shows a fact has a bookmark before it, with the fact's id as its name."""

from __future__ import annotations

from policyreport.document.nodes import Card, Cards, DocumentBlock, Footnote, Link, Paragraph
from policyreport.document.theme import Theme

from .specimens import found, number, part, rendered, said, table

_SECTION = "Contents/section0.xml"


def bookmarks(*blocks: DocumentBlock, theme: Theme | None = None) -> list[tuple[str, str]]:
    """Return the name of each bookmark and the text of the run after it."""
    marks = found(part(rendered(*blocks, theme=theme).content, _SECTION), "//hp:ctrl/hp:bookmark")
    return [(mark.get("name"), "".join(mark.getparent().getparent().getnext().itertext())) for mark in marks]


def test_numbers_in_words_in_cells_and_in_links_have_bookmarks():
    link = Link("https://example.org", said("누리집 ", number("c", "3", "회")))

    assert bookmarks(Paragraph(said("가 ", number("a", "1"))), table(("나", number("b", "2"))), Paragraph((link,))) == [
        ("a", "1개사"),
        ("b", "2개사"),
        ("c", "3회"),
    ]


def test_a_large_figure_has_its_bookmark_before_its_digits():
    assert bookmarks(Cards((Card(said("기업"), said(number("a", "15"))),))) == [("a", "15")]


def test_a_name_stands_once_in_a_file():
    again = Paragraph(said(number("a", "1"), Footnote(said(number("a", "1"), number("b", "2")))))

    assert [name for name, _ in bookmarks(again, again)] == ["a", "b"]


def test_a_theme_can_leave_the_bookmarks_out():
    assert not bookmarks(Paragraph(said(number("a", "1"))), theme=Theme(number_ids=False))
