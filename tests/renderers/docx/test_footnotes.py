from docx.oxml.ns import qn
from lxml import etree

from policyreport.document.nodes import Column, Footnote, Link, Paragraph, Row, Strong, Table

from .kitchen_sink import FOOTNOTED
from .specimens import number, rendered, said
from .test_soundness import relations, unpacked


def notes(*blocks: object) -> list[str]:
    part = etree.fromstring(unpacked(rendered(*blocks).content)["word/footnotes.xml"])
    return ["".join(t.text for t in note.iter(qn("w:t"))).strip() for note in part][2:]


def test_a_footnote_stands_in_the_part_of_footnotes():
    assert notes(FOOTNOTED)[0] == "선정이 취소된 3개사는 뺐음. 공고"


def test_a_footnote_to_a_footnote_stands_in_brackets():
    assert notes(FOOTNOTED)[1] == "각주 안의 각주 [속 2건]"


def test_a_link_in_a_footnote_belongs_to_the_part_of_footnotes():
    parts = unpacked(rendered(FOOTNOTED).content)
    targets = [relation.get("Target") for relation in relations(parts, "word/footnotes.xml").values()]
    assert targets == ["https://example.org/n"]


def test_footnotes_are_found_in_strong_text_links_and_cells():
    strong = Paragraph(
        said(Strong(said("가", Footnote(said("하나")))), Link("https://example.org", said("나", Footnote(said("둘")))))
    )
    table = Table((Column(said("머리")),), (Row((said("칸", Footnote(said("셋"))),)),))
    assert notes(strong, table) == ["하나", "둘", "셋"]


def test_a_number_in_a_footnote_is_placed_there():
    file = rendered(Paragraph(said("글", Footnote(said(number("noted", "3"))))))
    assert [(p.fact, p.where) for p in file.placements][-1] == ("noted", "footnote 1")
