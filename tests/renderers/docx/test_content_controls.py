"""Each number stands in a content control that bears the id of its fact and is not seen."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
from docx.oxml.ns import qn
from lxml import etree
from tests.renderers.open_xml_sdk import faults, needs_the_sdk

from policyreport.document.nodes import Block, Column, Document, Footnote, Link, Paragraph, Row, Strong, Table
from policyreport.document.theme import Theme
from policyreport.renderers.docx import render
from policyreport.renderers.docx.content_controls import tag_of

from .kitchen_sink import SINK
from .specimens import EVERY_NODE, META, number, said

_APPEARANCE = "{http://schemas.microsoft.com/office/word/2012/wordml}appearance"
_ALONE = Table((Column(said("수")),), (Row((said(number("c", "3", "개")),)),))


def controls(content: bytes, part: str = "word/document.xml") -> list[etree._Element]:
    """Return the controls of a part that have a tag; those of contents have none."""
    root = etree.fromstring(ZipFile(BytesIO(content)).read(part))
    return [one for one in root.iter(qn("w:sdt")) if one.find(f"{qn('w:sdtPr')}/{qn('w:tag')}") is not None]


def tagged(content: bytes, part: str = "word/document.xml") -> list[tuple[str, str]]:
    """Return the tag of each control, and the text in it."""
    return [
        (one.find(f"{qn('w:sdtPr')}/{qn('w:tag')}").get(qn("w:val")), "".join(one.itertext()))
        for one in controls(content, part)
    ]


def made(*blocks: Block, theme: Theme | None = None) -> bytes:
    return render(Document(META, blocks), theme or Theme()).content


def test_a_number_in_words_in_bold_in_a_link_and_alone_in_a_cell_bears_its_id():
    words = said("가 ", number("a", "1", "개"), Strong(said(number("b", "2", "개"))))
    link = Link("https://example.org", said("누리집 ", number("d", "4", "회")))

    assert tagged(made(Paragraph(words), _ALONE, Paragraph(said(link)))) == [
        *tagged(made()),
        *(("a", "1개"), ("b", "2개"), ("c", "3개"), ("d", "4회")),
    ]


def test_a_number_in_a_footnote_bears_its_id_there():
    file = made(Paragraph(said("가", Footnote(said(number("n", "5", "명"))))))

    assert tagged(file, "word/footnotes.xml") == [("n", "5명")]


def test_every_number_of_a_document_bears_its_id():
    file = render(EVERY_NODE, Theme())
    found = {tag for part in ("word/document.xml", "word/footnotes.xml") for tag, _ in tagged(file.content, part)}

    assert found == {tag_of(placed.fact) for placed in file.placements if not placed.where.startswith("chart")}


def test_a_control_says_in_words_what_its_number_is_called():
    document = Document(META, (_ALONE,), titles={"c": "지원사업 수", "other": "다른 것"})
    (control,) = (one for one in controls(render(document, Theme()).content) if "".join(one.itertext()) == "3개")

    assert control.find(f"{qn('w:sdtPr')}/{qn('w:alias')}").get(qn("w:val")) == "지원사업 수"


def test_a_control_is_hidden_locks_nothing_and_goes_when_its_number_is_edited():
    for control in controls(made(_ALONE)):
        properties = control.find(qn("w:sdtPr"))
        assert [one.tag for one in properties] == [qn("w:tag"), qn("w:temporary"), _APPEARANCE]
        assert "hidden" in properties[-1].values()


def test_a_long_id_is_cut_to_what_word_takes_and_stays_apart_from_others():
    long, other = ("indicator." + "x" * 60 + end for end in ("a", "b"))

    assert (len(tag_of(long)), tag_of(long)[:40]) == (64, long[:40])
    assert tag_of(long) != tag_of(other)
    assert tag_of("indicator.a") == "indicator.a"


def test_a_theme_can_leave_the_controls_out():
    plain = made(_ALONE, theme=Theme(number_ids=False))

    assert not controls(plain)
    assert docx.Document(BytesIO(plain)).tables[-1].cell(1, 0).text == "3개"


@needs_the_sdk
def test_the_open_xml_sdk_finds_no_fault_with_the_controls(tmp_path: Path):
    for document in (EVERY_NODE, SINK):
        assert faults(render(document, Theme()).content, "docx", tmp_path) == []
