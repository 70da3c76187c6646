import re

from docx.oxml.ns import qn

from policyreport.document.nodes import Block, Box, Contents, Heading, Paragraph

from .specimens import long_table, opened, rendered, said

CHAPTERS = (
    Heading(1, said("첫째 장")),
    Heading(2, said("절")),
    Heading(1, said("둘째 장")),
    Heading(3, said("깊은 절")),
)


def body_of(*blocks: Block):
    return opened(rendered(*blocks)).element.body


def entries(*blocks: Block) -> list[tuple[str, str]]:
    contents = body_of(*blocks).find(qn("w:sdt"))
    texts = ["".join(t.text or "\t" for t in p.iter(qn("w:t"), qn("w:tab"))) for p in contents.iter(qn("w:p"))]
    return [tuple(text.split("\t")) for text in texts if "\t" in text]


def instructions(*blocks: Block) -> list[str]:
    return [i.text.strip() for i in body_of(*blocks).iter(qn("w:instrText"))]


def test_the_contents_list_the_headings_down_to_their_depth():
    assert entries(Contents(2), *CHAPTERS) == [("첫째 장", "1"), ("절", "1"), ("둘째 장", "1")]
    assert ("깊은 절", "1") in entries(Contents(3), *CHAPTERS)


def test_the_contents_are_one_field_that_word_can_make_anew():
    found = instructions(Contents(2), *CHAPTERS)
    assert found[0] == r'TOC \o "1-2" \h \z'
    assert all(re.fullmatch(r"PAGEREF _h\w+ \\h", field) for field in found[1:])


def test_every_entry_links_to_its_headings_bookmark():
    body = body_of(Contents(1), *CHAPTERS)
    anchors = [link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))]
    headings = [p for p in body.iter(qn("w:p")) if p.style == "Heading1"]
    assert anchors == [p.find(qn("w:bookmarkStart")).get(qn("w:name")) for p in headings]


def test_a_heading_far_below_stands_on_a_later_page():
    pages = [int(page) for _, page in entries(Contents(1), CHAPTERS[0], long_table(120), CHAPTERS[2])]
    assert pages[0] == 1
    assert pages[1] > 3


def test_headings_in_a_box_and_of_the_same_words_are_told_apart():
    again = Box(said("상자"), (Heading(1, said("첫째 장")),))
    body = body_of(Contents(1), CHAPTERS[0], again)
    anchors = [link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))]
    assert len(set(anchors)) == 2


def test_contents_without_headings_are_an_empty_field():
    assert entries(Contents(1), Paragraph(said("글"))) == []
    assert instructions(Contents(1)) == [r'TOC \o "1-1" \h \z']


def test_contents_in_a_box_list_the_same():
    box = body_of(Box(said("상자"), (Contents(1),)), *CHAPTERS)
    assert len(list(box.iter(qn("w:hyperlink")))) == 2
