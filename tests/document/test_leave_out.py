"""Parts of a document are left out by their headings and captions as they are printed."""

from __future__ import annotations

from tests.document.specimens import META

from policyreport.document.leave_out import with_note, without
from policyreport.document.nodes import (
    Box,
    Chart,
    Column,
    Document,
    DocumentBlock,
    Heading,
    Landscape,
    Note,
    PageBreak,
    Paragraph,
    Rule,
    Table,
    Text,
)


def said(text: str) -> tuple[Text]:
    return (Text(text),)


def table(caption: str) -> Table:
    return Table((Column(said("칸")),), (), said(caption))


CHAPTER, SECTION, NEXT = Heading(1, said("현황")), Heading(2, said("가. 세부")), Heading(1, said("계획"))
TEXT = Paragraph(said("글"))


def left(name: str, *blocks: DocumentBlock) -> tuple[DocumentBlock, ...]:
    return without(Document(META, blocks), name)[0].blocks


def test_a_heading_takes_its_section_with_it():
    assert left("현황", TEXT, CHAPTER, TEXT, SECTION, TEXT, NEXT, TEXT) == (TEXT, NEXT, TEXT)
    assert left("가. 세부", CHAPTER, TEXT, SECTION, TEXT, NEXT) == (CHAPTER, TEXT, NEXT)


def test_a_table_takes_its_notes_with_it_and_nothing_else():
    note = Note(said("설명"))
    assert left("총괄", TEXT, table("총괄"), note, note, TEXT, note) == (TEXT, TEXT, note)


def test_a_chart_goes_by_the_caption_of_its_table_and_a_box_by_its_title():
    chart = Chart("line", table("추이"), "설명")
    assert left("추이", TEXT, chart) == left("요약", TEXT, Box(said("요약"), ())) == (TEXT,)


def test_a_part_in_landscape_is_left_out_as_any_other_and_the_rest_of_it_stays_in_landscape():
    wide, note = table("총괄"), Note(said("설명"))
    assert left("현황", TEXT, Landscape((CHAPTER, TEXT, NEXT, wide))) == (TEXT, Landscape((NEXT, wide)))
    assert left("총괄", Landscape((TEXT, wide)), note, TEXT) == (Landscape((TEXT,)), TEXT)


def test_a_section_that_begins_upright_goes_with_its_pages_in_landscape_and_ends_in_them():
    assert left("현황", CHAPTER, Landscape((TEXT,)), TEXT, NEXT) == (NEXT,)
    assert left("현황", CHAPTER, TEXT, Landscape((TEXT, NEXT, TEXT))) == (Landscape((NEXT, TEXT)),)


def test_an_asterisk_stands_for_the_rest_and_all_that_fit_it_go():
    first, second = table("지표 가 추이"), table("지표 나 추이")
    document, names = without(Document(META, (first, second, table("총괄"))), "지표*")
    assert (document.blocks, names) == ((table("총괄"),), ("지표 가 추이", "지표 나 추이"))


def test_a_name_that_is_no_part_changes_nothing():
    document = Document(META, (CHAPTER, TEXT, table("총괄")))
    assert without(document, "현") == (document, ())
    assert without(document, "총괄 ") == (document, ())


def test_the_note_stays_on_the_page_of_what_is_left():
    wide, note = Landscape((TEXT, PageBreak())), Note(said("지면에 맞추어 싣지 않음: 현황"))
    assert with_note(Document(META, (TEXT, Rule(), PageBreak())), ["현황"]).blocks == (TEXT, note)
    assert with_note(Document(META, (TEXT, wide)), ["현황"]).blocks == (TEXT, Landscape((TEXT, note)))


def test_a_note_at_the_end_names_what_was_left_out():
    assert with_note(Document(META, (TEXT,)), ["현황", "추이"]).blocks == (
        TEXT,
        Note(said("지면에 맞추어 싣지 않음: 현황, 추이")),
    )
