import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.at_night import tries

from policyreport.document.nodes import (
    Block,
    Column,
    Date,
    Heading,
    Inline,
    Item,
    Items,
    Lamp,
    LineBreak,
    Link,
    Note,
    Paragraph,
    Row,
    Strong,
    Table,
    Text,
)
from policyreport.document.number_format import plain_text
from policyreport.document.theme import Theme

from .specimens import META, number, opened, rendered, said

AWKWARD = "R&D <5% & <program> \"x\" 'y' &amp;"
KEPT = st.text(st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff"))


def last_paragraph(*content: Inline):
    return opened(rendered(Paragraph(content))).paragraphs[-1]


@settings(max_examples=tries(20, 60), deadline=None)
@given(KEPT, KEPT)
def test_text_is_printed_to_the_letter(one: str, other: str):
    content = (Text(one), Strong((Text(other),)), Link("https://example.org", (Text(one),)))
    assert last_paragraph(*content).text == plain_text(content)


@pytest.mark.parametrize("text", [AWKWARD, "  앞뒤 빈칸  ", "가\n나\t다", "_x000D_", "{{ 7*7 }}", "㐂😀"])
def test_awkward_text_is_printed_as_it_stands(text: str):
    assert last_paragraph(Text(text)).text == text


@pytest.mark.parametrize(
    "block", [Heading(2, (Text(AWKWARD),)), Note((Text(AWKWARD),)), Items((Item((Text(AWKWARD),)),))]
)
def test_awkward_text_is_printed_as_it_stands_in_every_kind_of_paragraph(block: Block):
    assert opened(rendered(block)).paragraphs[-1].text == AWKWARD


def test_awkward_text_is_printed_as_it_stands_in_a_table():
    table = Table((Column((Text(AWKWARD),)),), (Row(((Text(AWKWARD),),)),))
    printed = opened(rendered(table)).tables[0]
    assert [row.cells[0].text for row in printed.rows] == [AWKWARD, AWKWARD]


def test_numbers_and_dates_read_as_the_document_says():
    content = said(number("a", "-3.46", "%", change=True), " ", Date(2025, 6, 30), LineBreak(), "끝")
    assert last_paragraph(*content).text == "△3.5% 2025. 6. 30.\n끝"


def test_strong_text_is_bold():
    runs = last_paragraph(Text("가"), Strong((Text("나"),))).runs
    assert [run.bold for run in runs] == [None, True]


def test_a_lamp_has_a_shape_a_word_and_the_style_of_its_tone():
    run = last_paragraph(Lamp("watch", "관심필요")).runs[0]
    assert (run.text, run.style.name) == ("▲\u00a0관심필요", "Lamp Watch")


def test_a_lamps_style_bears_its_colour():
    colour = opened(rendered()).styles["Lamp Bad"].font.color.rgb
    assert f"#{colour}" == Theme().lamps["bad"].colour


def test_the_running_title_and_the_marks_of_every_page_are_there():
    section = opened(rendered()).sections[0]
    header, footer = section.header.paragraphs[0].text, section.footer.paragraphs[0].text
    assert header == f"{META.running_title}\t{META.mark}\u2003{META.quarter}"
    assert footer == f"{META.licence}\t1 / 1"


def test_word_is_told_to_keep_the_spaces():
    (text,) = last_paragraph(Text("  앞뒤 빈칸  "))._p.iter(qn("w:t"))
    assert text.get(qn("xml:space")) == "preserve"
