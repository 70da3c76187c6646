"""A document is cut from its end, its tables first, and says what it lacks."""

from __future__ import annotations

from tests.document.specimens import META

from policyreport.document.nodes import (
    Block,
    Box,
    Card,
    Cards,
    Column,
    Contents,
    Document,
    DocumentBlock,
    Heading,
    Item,
    Items,
    Landscape,
    Note,
    Paragraph,
    Row,
    RowKind,
    Table,
    Text,
)
from policyreport.document.pages import all_blocks
from policyreport.document.shortening import Cut, cuts, shortened


def said(text: str) -> tuple[Text]:
    return (Text(text),)


def row(text: str, kind: RowKind = "body") -> Row:
    return Row((said(text),), kind)


def table(*rows: Row, caption: str = "표 하나") -> Table:
    return Table((Column(said("칸")),), rows, said(caption))


def items(*texts: str) -> Items:
    return Items(tuple(Item(said(text)) for text in texts))


TEXT, NOTE = Paragraph(said("글")), Note(said("설명"))
BOX = Box(said("요약"), (items("가", "나", "다", "라"),))
FIRST, SECOND = Heading(1, said("첫째 장")), Heading(1, said("둘째 장"))


def cut_to(
    cut: Cut, *blocks: DocumentBlock, keep: tuple[str, ...] = ()
) -> tuple[tuple[DocumentBlock, ...], tuple[str, ...]]:
    document, lacking = shortened(Document(META, blocks), cut, keep)
    return document.blocks, lacking


def test_a_table_keeps_its_first_rows_and_its_total_and_counts_what_it_lacks():
    whole = table(row("1"), row("2"), row("3"), row("합계", "total"))
    (made,), lacking = cut_to(Cut(rows=1), whole)
    assert made == table(row("1"), row("합계", "total"))
    assert lacking == ("표 하나 중 2줄(합계는 전체 기준)",)


def test_a_group_without_rows_loses_its_head_and_its_subtotal():
    first = (row("묶음 1", "group"), row("1"), row("소계", "subtotal"))
    second = (row("묶음 2", "group"), row("2"), row("소계", "subtotal"))
    (made,), _ = cut_to(Cut(rows=1), table(*first, *second, row("합계", "total")))
    assert made == table(*first, row("합계", "total"))


def test_an_outline_is_named_by_the_chapter_that_it_stands_in():
    blocks, lacking = cut_to(Cut(items=2), FIRST, items("가", "나", "다", "라"))
    assert (blocks, lacking) == ((FIRST, items("가", "나")), ("첫째 장 중 2항목",))


def test_the_items_of_a_box_are_counted_apart_from_those_outside():
    assert cut_to(Cut(items=1), BOX) == ((BOX,), ())
    assert cut_to(Cut(box_items=3), BOX) == ((Box(said("요약"), (items("가", "나", "다"),)),), ("요약 중 1항목",))


def test_chapters_go_from_the_end_and_what_stands_before_them_stays():
    assert cut_to(Cut(chapters=1), BOX, FIRST, TEXT, SECOND, TEXT) == ((BOX, FIRST, TEXT), ("둘째 장",))


def test_the_first_chapter_stays_where_nothing_but_the_contents_is_before_it():
    document = Document(META, (Contents(), FIRST, TEXT, SECOND, TEXT))
    assert max(cut.chapters for cut in cuts(document)) == 1
    assert FIRST in shortened(document, cuts(document)[-1])[0].blocks


def test_a_block_goes_with_its_notes_and_a_heading_with_the_last_block_under_it():
    cards = Cards((Card(said("이름"), said("1")),))
    blocks = (BOX, cards, FIRST, TEXT, table(row("1")), NOTE)
    assert cut_to(Cut(blocks=1), *blocks) == ((BOX, cards, FIRST, TEXT), ("표 하나",))
    assert cut_to(Cut(blocks=3), *blocks) == ((BOX,), ("첫째 장", "표 하나", "주요 수치 1개"))


def test_what_is_kept_stays_with_its_notes_though_the_rest_of_its_chapter_may_go():
    kept = table(row("1"), row("2"), caption="담당 부서")
    document = Document(META, (BOX, FIRST, TEXT, SECOND, kept, NOTE))
    deepest = shortened(document, cuts(document, ["담당*"])[-1], ["담당*"])[0].blocks
    assert deepest[1:] == (SECOND, kept, NOTE)


def test_what_stands_in_landscape_is_cut_as_any_other():
    blocks, lacking = cut_to(Cut(rows=1, chapters=1), TEXT, Landscape((table(row("1"), row("2")), SECOND, TEXT)))
    assert (blocks, lacking) == ((TEXT, Landscape((table(row("1")),))), ("표 하나 중 1줄", "둘째 장"))


def test_each_cut_leaves_no_more_than_the_one_before_it_and_the_last_one_leaves_the_first_block():
    rows = [row(str(number)) for number in range(12)]
    lists: tuple[Block, ...] = (items(*"가나다라마"), table(*rows))
    document = Document(META, (BOX, *lists, FIRST, *lists, SECOND, TEXT))

    def size(cut: Cut) -> int:
        return len(repr(all_blocks(shortened(document, cut)[0])))

    sizes = [size(cut) for cut in cuts(document)]
    assert sizes == sorted(sizes, reverse=True)
    assert shortened(document, cuts(document)[-1])[0].blocks == (Box(said("요약"), (items("가"),)),)
