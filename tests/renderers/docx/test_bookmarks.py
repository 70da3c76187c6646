from docx.oxml.ns import qn

from policyreport.document.nodes import Block, Heading, Item, Items, Note, Paragraph

from .specimens import long_table, opened, rendered, said

SECTION = (Heading(1, said("장")), Paragraph(said("글")), Items((Item(said("항목")),)), Note(said("참고")))


def names(*blocks: Block) -> dict[str, str]:
    paragraphs = opened(rendered(*blocks)).paragraphs
    marks = [(p.text, p._p.find(qn("w:bookmarkStart"))) for p in paragraphs]
    return {text: mark.get(qn("w:name")) for text, mark in marks if mark is not None}


def test_every_paragraph_of_the_tree_has_a_bookmark():
    assert list(names(*SECTION, long_table(1))) == [
        "장",
        "글",
        "항목",
        "참고",
        "표 1. 지원사업별 예산 및 집행 현황\t(단위: 억원, %, %p)",
    ]


def test_a_paragraphs_bookmark_is_its_headings_with_its_place_under_it():
    found = names(*SECTION)
    assert [found["글"], found["항목"]] == [f"{found['장']}_1", f"{found['장']}_2"]


def test_other_sections_do_not_change_a_paragraphs_bookmark():
    before = (Heading(1, said("앞 장")), Paragraph(said("앞 글")))
    assert names(*SECTION).items() <= names(*before, *SECTION).items()


def test_sections_of_one_name_under_different_chapters_are_told_apart():
    chapters = [Heading(1, said("하나")), Heading(2, said("절")), Heading(1, said("둘")), Heading(2, said("절 "))]
    assert len(set(names(*chapters).values())) == 4
