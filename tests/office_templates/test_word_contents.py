"""Tables of contents and of figures are made anew from the headings and captions of the filled document."""

from __future__ import annotations

import pytest
from docx.document import Document as WordDocument
from docx.oxml.ns import qn

from policyreport.document.output import Rendered

from .drawing import Draw, filled, problems, reopened, unpacked
from .fields_of_word import bookmark, field, paragraph, simple_field, text
from .test_word_lists import lists

LOOP, END = "{%p for m in measures %}", "{%p endfor %}"


def heading(words: str, level: int = 1) -> Draw:
    return lambda document: document.add_heading(words, level)


def contents(code: str = r'TOC \o "1-3" \h \z \u', entry: str = "{{ m.title }} 지난 제목") -> Draw:
    """Return what draws contents over two paragraphs, as Word does, with an entry that has a page field in it."""
    begin, _, rest = field(code, "§").partition(text("§"))

    def draw(document: WordDocument) -> None:
        looks = '<w:pPr><w:tabs><w:tab w:val="right" w:leader="dot" w:pos="8000"/></w:tabs></w:pPr>'
        paragraph(looks, begin, text(entry), "<w:r><w:tab/></w:r>", field("PAGEREF _Toc1", "3"))(document)
        paragraph(rest)(document)

    return draw


def lines(made: Rendered) -> list[str]:
    return [
        "".join(
            "\t" if e.tag == qn("w:tab") else e.text or ""
            for e in p.iter(qn("w:t"), qn("w:tab"))
            if e.get(qn("w:pos")) is None
        )
        for p in reopened(made).element.body.iter(qn("w:p"))
    ]


def test_the_entries_are_the_headings_made_and_lead_to_them():
    made = filled(contents(), LOOP, heading("{{ m.title }}"), heading("개요", 2), END, "끝")
    assert lines(made)[:5] == ["시책 m1\t", "개요\t", "시책 m2\t", "개요\t", ""]
    body = reopened(made).element.body
    targets = [link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))]
    names = [mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))]
    pages = [(code.text or "").split()[1] for code in body.iter(qn("w:instrText")) if "PAGEREF" in (code.text or "")]
    assert targets == names == pages
    assert len(set(names)) == 4


def test_word_is_asked_to_fill_in_the_pages_and_the_notes_say_so():
    made = filled(contents(), heading("{{ policy.title }}"))
    dirty = [e.get(qn("w:dirty")) for e in reopened(made).element.iter(qn("w:fldChar")) if e.get(qn("w:dirty"))]
    assert dirty == ["true", "true"]
    assert b"updateFields" in unpacked(made.content)["word/settings.xml"]
    assert [note.code for note in made.notes] == ["template.contents-pages"]
    without = filled(heading("{{ policy.title }}"))
    assert (without.notes, b"updateFields" in unpacked(without.content)["word/settings.xml"]) == ((), False)


def test_old_entries_are_no_fault_whatever_they_name():
    entry = "{{ nobody }} {%p endfor %} {{"
    assert lines(filled(contents(entry=entry), heading("가")))[0] == "가\t"


def test_entries_keep_the_tabs_of_the_old_ones():
    made = filled(contents(), heading("가"), heading("나"))
    tabs = [
        tab.get(qn("w:pos"))
        for p in reopened(made).paragraphs[:2]
        for tab in p._p.iter(qn("w:tab"))
        if tab.get(qn("w:pos"))
    ]
    assert tabs == ["8000", "8000"]


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (r'TOC \o "1-1"', ["큰\t"]),
        (r'TOC \o "2-2" \n', ["작은"]),
        (r"TOC \u", ["큰\t", "작은\t"]),
        (r'TOC \t "Title,2;Quote;1"', ["겉\t", "말\t"]),
        (r'TOC \o "1-2" \p " "', ["큰 ", "작은 "]),
        ("TOC", ["큰\t", "작은\t"]),
    ],
)
def test_the_code_says_what_is_listed(code: str, expected: list[str]):
    def styled(document: WordDocument) -> None:
        document.add_paragraph("겉", "Title")
        document.add_paragraph("말", "Quote")

    made = filled(contents(code), styled, heading("큰"), heading("작은", 2))
    assert lines(made)[: len(expected) + 1] == [*expected, ""]


def test_a_table_of_figures_lists_the_captions_made():
    caption = paragraph(text("표 "), field("SEQ 표", "1"), text(" {{ m.title }}"))
    other = paragraph(text("그림 "), field("SEQ 그림", "1"))
    made = filled(contents(r'TOC \h \c "표"'), LOOP, caption, other, END)
    assert lines(made)[:3] == ["표 1 시책 m1\t", "표 2 시책 m2\t", ""]


@pytest.mark.parametrize("write", [field, simple_field])
def test_contents_in_one_paragraph_and_in_one_element_are_filled(write: type[str]):
    made = filled(paragraph(text("앞 "), write(r'TOC \o "1-3"', "옛것"), text(" 뒤")), heading("가"), heading("나"))
    assert lines(made)[:3] == ["앞 가\t", "나\t 뒤", "가"]


def test_there_may_be_no_heading_at_all():
    assert lines(filled(contents(), "{{ policy.title }}"))[-1] == "레벨업 전략"


def test_a_heading_in_two_lines_with_a_hidden_word_is_one_line():
    hidden = text("숨김").replace("<w:r>", "<w:r><w:rPr><w:vanish/></w:rPr>")
    styled = paragraph(
        '<w:pPr><w:pStyle w:val="Heading1"/></w:pPr>', text("가"), "<w:r><w:br/></w:r>", hidden, text("나")
    )
    assert lines(filled(contents(), styled))[0] == "가 나\t"


def test_a_heading_keeps_the_bookmark_that_it_has():
    styled = paragraph('<w:pPr><w:pStyle w:val="Heading1"/></w:pPr>', bookmark("_Toc5", text("가")))
    body = reopened(filled(contents(), styled)).element.body
    assert [link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))] == ["_Toc5"]


@pytest.mark.parametrize("code", [r"TOC \f", r'TOC \o "x"', r"TOC \b _Ref1 \h", r'TOC \a "표"'])
def test_contents_that_are_not_made_anew_are_refused_with_the_way_out(code: str):
    (problem,) = problems(paragraph(field(code)))
    assert (problem.code, problem.field) == ("template.field", code)
    assert "참조 › 목차" in (problem.hint.ko if problem.hint else "")


def test_contents_that_end_within_their_last_entry_leave_no_empty_line():
    begin, _, rest = field(r'TOC \o "1-3" \h', "§").partition(text("§"))
    entries = [
        paragraph(begin, text("가")),
        paragraph(f'<w:hyperlink w:anchor="_Toc1">{text("나")}{rest}</w:hyperlink>'),
    ]
    assert lines(filled(*entries, heading("하나"), heading("둘"), heading("셋")))[:4] == [
        "하나\t",
        "둘\t",
        "셋\t",
        "하나",
    ]


def test_numbers_of_headings_stand_before_them():
    def headed(words: str) -> Draw:
        number = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="77"/></w:numPr>'
        return paragraph(f'<w:pPr><w:pStyle w:val="Heading1"/>{number}</w:pPr>', text(words))

    made = filled(lists, contents(), LOOP, headed("{{ m.title }}"), END)
    assert lines(made)[:2] == ["1.\t시책 m1\t", "2.\t시책 m2\t"]
    stops = [tab.get(qn("w:val")) for tab in next(reopened(made).element.body.iter(qn("w:tabs")))]
    assert stops == ["left", "right"]


def test_there_are_no_pages_to_update_where_the_contents_are_left_out():
    made = filled("{%p if council %}", contents(), "{%p endif %}", "{{ policy.title }}")
    assert (made.notes, b"updateFields" in unpacked(made.content)["word/settings.xml"]) == ((), False)
