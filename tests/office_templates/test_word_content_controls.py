"""Numbers that a Word template prints stand in controls with the ids of their facts, where Word takes one unharmed."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from lxml import etree
from tests.renderers.docx.test_content_controls import controls, tagged
from tests.renderers.open_xml_sdk import faults, needs_the_sdk
from tests.templating.writing import facts

from policyreport.document.report_type import DrawnTemplate
from policyreport.document.theme import Theme
from policyreport.leak_check import Layer, layers
from policyreport.leak_check.search import as_name
from policyreport.office_templates import fill

from .drawing import FILE, META, Draw, drawn, filled, unpacked
from .fields_of_word import field, note_of, notes, paragraph, simple_field, text
from .test_word_corners import boxed, linked

COUNT = "{{ count.measures }}"
FACT, READS = "count.measures", "2개"
TABLE = [["시책", "값"], ["{%tr for i in outcomes %}", ""], ["{{ i.title }}", "{{ i.actual }}"], ["{%tr endfor %}", ""]]


def within_control(document: WordDocument) -> None:
    control = f"<w:sdt><w:sdtContent>{text(COUNT)}</w:sdtContent></w:sdt>"
    paragraph(control)(document)


def in_header(document: WordDocument) -> None:
    document.sections[0].header.paragraphs[0].text = COUNT
    document.sections[0].footer.paragraphs[0].text = COUNT


def styled(document: WordDocument) -> None:
    made = document.add_paragraph("앞 ")
    made.add_run(COUNT).bold = True
    made.add_run(" 뒤")


def all_controls(content: bytes) -> list[str]:
    parts = [name for name in unpacked(content) if name.startswith("word/") and name.endswith(".xml")]
    return [tag for part in parts for tag, _ in tagged(content, part)]


def test_each_printed_number_stands_alone_in_a_control_with_its_id():
    file = filled(f"모두 {COUNT}, 다시 {COUNT}임", TABLE)
    found = tagged(file.content)

    assert found[:2] == [(FACT, READS)] * 2
    assert [tag for tag, _ in found] == [placed.fact for placed in file.placements]
    assert [words for _, words in found] == [placed.text for placed in file.placements]


def test_a_control_is_hidden_goes_when_edited_and_holds_the_run_as_it_was_drawn():
    (control,) = controls(filled(styled).content)

    properties = [one.tag.rpartition("}")[2] for one in control.find(qn("w:sdtPr"))]
    assert properties == ["tag", "temporary", "appearance"]
    assert control.find(f"{qn('w:sdtContent')}/{qn('w:r')}/{qn('w:rPr')}/{qn('w:b')}") is not None


def test_a_control_says_in_words_what_its_number_is_called():
    template = DrawnTemplate("docx", FILE, drawn(COUNT))
    (control,) = controls(fill(template, facts(), META, Theme(), {FACT: "시책 수"}).content)

    assert control.find(f"{qn('w:sdtPr')}/{qn('w:alias')}").get(qn("w:val")) == "시책 수"


def test_a_number_in_a_note_bears_its_id():
    file = filled(paragraph(text("가"), note_of(1)), notes({1: COUNT}))

    assert tagged(file.content, "word/footnotes.xml") == [(FACT, READS)]


@pytest.mark.parametrize(
    "place",
    [
        pytest.param(within_control, id="a control of the author's"),
        pytest.param(in_header, id="a header and a footer"),
        pytest.param(boxed(COUNT), id="a text box"),
        pytest.param(paragraph(field("QUOTE", COUNT)), id="a field"),
        pytest.param(paragraph(simple_field("QUOTE", COUNT)), id="a field of one element"),
        pytest.param(linked(COUNT), id="a link"),
    ],
)
def test_a_number_has_no_control_where_one_could_do_harm(place: Draw):
    file = filled(place)

    assert [placed.fact for placed in file.placements][:1] == [FACT]
    assert FACT not in all_controls(file.content)


def test_after_a_field_numbers_have_controls_again():
    assert tagged(filled(paragraph(field("QUOTE", COUNT), text(COUNT))).content) == [(FACT, READS)]


def test_programs_that_do_not_know_newer_names_are_told_to_pass_over_them():
    root = etree.fromstring(unpacked(filled(COUNT).content)["word/document.xml"])

    prefix = next(one for one, meant in root.nsmap.items() if meant.endswith("/word/2012/wordml"))
    assert prefix in root.get("{http://schemas.openxmlformats.org/markup-compatibility/2006}Ignorable").split()


def test_a_theme_can_leave_the_controls_out():
    theme = Theme(number_ids=False)
    plain = fill(DrawnTemplate("docx", FILE, drawn(COUNT)), facts(), META, theme, {FACT: "시책 수"})

    assert b"w:sdt" not in unpacked(plain.content)["word/document.xml"]


def test_the_check_for_leaks_reads_the_ids():
    read = [one for one in layers("a.docx", filled(COUNT).content) if isinstance(one, Layer)]

    assert any(FACT in as_name(layer.words) for layer in read)


@needs_the_sdk
def test_the_open_xml_sdk_finds_no_fault_with_the_controls(tmp_path: Path):
    file = filled(
        styled, TABLE, in_header, paragraph(field("QUOTE", COUNT), text(COUNT), note_of(1)), notes({1: COUNT})
    )

    assert faults(file.content, "docx", tmp_path) == []
