"""What stands in a document is found in parts in landscape too."""

from __future__ import annotations

from tests.document.specimens import META

from policyreport.document.nodes import Contents, Document, Landscape, PageBreak, Paragraph, Text
from policyreport.document.pages import all_blocks, with_directions, without_empty_pages

FIRST, SECOND, THIRD = (Paragraph((Text(said),)) for said in ("가", "나", "다"))


def test_blocks_in_landscape_are_blocks_of_the_document_in_their_order() -> None:
    document = Document(META, (FIRST, Landscape((SECOND, PageBreak())), THIRD))
    assert all_blocks(document) == (FIRST, SECOND, PageBreak(), THIRD)


def test_a_page_break_lies_as_the_page_that_it_ends() -> None:
    blocks = (PageBreak(), FIRST, PageBreak(), Landscape((SECOND,)), PageBreak(), Landscape((THIRD,)), FIRST)
    upright, turned = [False] * 3, [True] * 3
    assert [lies for _, lies in with_directions(blocks)] == [*upright, *turned, False]


def test_page_breaks_stay_where_something_stands_on_both_sides_of_them() -> None:
    ends = PageBreak()
    assert without_empty_pages((ends, FIRST, ends, ends, SECOND, ends), begun=False) == (FIRST, ends, SECOND)
    assert without_empty_pages((ends, ends, FIRST), begun=True) == (ends, FIRST)
    assert without_empty_pages((ends, ends), begun=True) == ()


def test_a_block_that_shows_nothing_fills_no_page() -> None:
    ends, listed = PageBreak(), Contents()
    assert without_empty_pages((listed, ends, FIRST), begun=False, unseen=Contents) == (listed, FIRST)
    assert without_empty_pages((FIRST, ends, listed, ends, SECOND), begun=False, unseen=Contents) == (
        FIRST,
        listed,
        ends,
        SECOND,
    )
    assert without_empty_pages((FIRST, ends, listed), begun=False, unseen=Contents) == (FIRST, listed)
