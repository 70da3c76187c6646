"""What hangs on text that is removed or repeated: its notes, pictures, links and headers."""

from __future__ import annotations

import re
from io import BytesIO

import docx
import pytest
from docx.document import Document as WordDocument
from docx.enum.section import WD_SECTION
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from policyreport.document.output import Placement, Rendered
from policyreport.office_templates.xml import Element

from .drawing import Draw, filled, reopened, told, unpacked
from .fields_of_word import field, in_cell, note_of, notes, paragraph, text
from .test_word_leaks import PICTURE

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def noted(content: str, number: int, kind: str = "footnote") -> Draw:
    """Return what adds a paragraph with a reference to a note."""
    return paragraph(text(content), note_of(number, kind))


def pairs(made: Rendered, kind: str = "footnote") -> list[str]:
    """Return the text of the note of each reference, and require that there is no other note."""
    parts = unpacked(made.content)
    held = docx.oxml.parse_xml(parts[f"word/{kind}s.xml"])
    by_id = {note.get(f"{W}id"): _text(note) for note in held if note.get(f"{W}type") is None}
    used = [e.get(f"{W}id") for e in reopened(made).element.iter(f"{W}{kind}Reference")]
    assert list(by_id) == used
    assert [note.get(f"{W}id") for note in held][:2] == ["-1", "0"]
    return [by_id[number] for number in used]


def _text(element: Element) -> str:
    return "".join(t.text or "" for t in element.iter(f"{W}t"))


KINDS = pytest.mark.parametrize("kind", ["footnote", "endnote"])


@KINDS
def test_the_note_of_a_paragraph_that_is_left_out_goes_with_its_text(kind: str):
    held = notes({1: "내부 검토용", 2: "기준일 {{ quarter.as_of }}"}, kind)
    made = filled(held, "{%p if council %}", noted("가", 1, kind), "{%p endif %}", noted("나", 2, kind))
    assert pairs(made, kind) == ["기준일 2024. 9. 30."]
    assert "내부 검토용" not in b"".join(unpacked(made.content).values()).decode(errors="replace")


@KINDS
def test_notes_go_with_comments_and_with_the_rows_of_an_empty_list(kind: str):
    held = notes({1: "문단의 것", 2: "줄의 것", 3: "남는 것"}, kind)
    removed = paragraph(text("{#p 뺌 #}"), note_of(1, kind))
    table = [["{%tr for r in risks %}"], ["가"], ["{%tr endfor %}"], ["나"]]

    def in_row(document: WordDocument) -> None:
        run = parse_xml(f'<w:r {nsdecls("w")}><w:{kind}Reference w:id="2"/></w:r>')
        document.tables[0].cell(1, 0).paragraphs[0]._p.append(run)

    assert pairs(filled(held, removed, table, in_row, noted("다", 3, kind)), kind) == ["남는 것"]


@KINDS
def test_a_note_of_repeated_text_is_repeated(kind: str):
    loops = ["{%p for m in measures %}", noted("{{ m.title }}", 4, kind), "{%p endfor %}"]
    made = filled(notes({3: "처음", 4: "수 {{ count.measures }}"}, kind), *loops, noted("끝", 3, kind))
    assert pairs(made, kind) == ["수 2개", "수 2개", "처음"]


def test_a_note_of_nested_loops_is_there_as_often_as_it_is_referred_to():
    inner = ["{%p for p in m.programs %}", noted("{{ p.title }}", 1), "{%p endfor %}"]
    made = filled(notes({1: "사업"}), "{%p for m in measures %}", *inner, "{%p endfor %}", "끝")
    assert pairs(made) == ["사업"]


@KINDS
def test_a_note_knows_the_names_of_the_loop_around_its_reference(kind: str):
    loops = ["{%p for m in measures %}", noted("{{ m.title }}", 1, kind), "{%p endfor %}"]
    assert pairs(filled(notes({1: "{{ loop.index }} {{ m.title }}"}, kind), *loops), kind) == ["1 시책 m1", "2 시책 m2"]


def test_a_wrong_name_in_a_note_is_told_at_the_note():
    held = notes({1: "가", 2: "{{ m.titel }}{{ n }}"})
    loops = ["{%p for m in measures %}", noted("{{ m.title }}", 2), "{%p endfor %}"]
    assert told(held, noted("나", 1), *loops) == {"각주 2": "template.unknown-name"}


def test_a_table_in_a_note_is_no_table_of_the_text_around_the_reference():
    table = [["{%tr for m in measures %}"], ["가"], ["{%tr endfor %}"]]
    assert told(notes({1: "{#tr 뺌 #}"}), table, in_cell(1, 0, note_of(1))) == {"각주 1": "template.no-table"}


def test_notes_stand_in_the_order_of_the_text():
    made = filled(notes({1: "뒤", 2: "앞"}), noted("가", 2), noted("나", 1))
    assert pairs(made) == ["앞", "뒤"]


def test_the_numbers_of_a_note_that_is_gone_are_not_traced():
    held = notes({1: "{{ outcomes[0].actual }}", 2: "{{ count.measures }}"})
    made = filled(held, "{%p if council %}", noted("가", 1), "{%p endif %}", noted("나", 2))
    assert made.placements == (Placement("count.measures", "2개", "footnote 1"),)


def test_captions_in_notes_are_counted_apart():
    def captioned(document: WordDocument) -> None:
        notes({1: "표"})(document)
        part = next(r.target_part for r in document.part.rels.values() if r.reltype.endswith("/footnotes"))
        part._blob = part.blob.replace(
            b"</w:p></w:footnote></w:footnotes>", f"{field('SEQ 표')}</w:p></w:footnote></w:footnotes>".encode()
        )

    made = filled(captioned, "{%p for m in measures %}", noted("{{ m.title }}", 1), "{%p endfor %}")
    assert pairs(made) == ["표1", "표2"]


def _targets(made: Rendered) -> set[str]:
    parts = unpacked(made.content)
    return {t.decode() for n, c in parts.items() if n.endswith(".rels") for t in re.findall(rb'Target="/?([^"]+)"', c)}


def test_pictures_and_links_of_text_that_is_left_out_go_with_it():
    def pictured(document: WordDocument) -> None:
        document.add_picture(BytesIO(PICTURE))

    def linked(document: WordDocument) -> None:
        number = document.part.relate_to("https://secret.kr/", RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        paragraph(f'<w:hyperlink r:id="{number}">{text("가")}</w:hyperlink>')(document)

    made = filled("{%p if council %}", pictured, linked, "{%p endif %}", "나")
    assert [name for name in unpacked(made.content) if "media" in name] == []
    assert "https://secret.kr/" not in _targets(made)
    kept = filled("{%p if policy %}", pictured, linked, "{%p endif %}", "나")
    assert [name for name in unpacked(kept.content) if "media" in name] == ["word/media/image1.png"]
    assert {"https://secret.kr/", "word/media/image1.png"} <= _targets(kept)


def test_the_header_of_a_section_that_is_left_out_goes_with_it():
    def sections(document: WordDocument) -> None:
        document.sections[0].header.paragraphs[0].text = "검토용 {{ count.measures }}"
        document.add_paragraph("{%p if council %}")
        document.add_paragraph("가")
        document.add_section(WD_SECTION.NEW_PAGE)
        document.add_paragraph("{%p endif %}")
        document.sections[-1].header.is_linked_to_previous = False
        document.sections[-1].header.paragraphs[0].text = "공개 {{ count.measures }}"

    made = filled(sections, "나")
    headers = [part.decode() for name, part in unpacked(made.content).items() if name.startswith("word/header")]
    assert (len(headers), "공개" in headers[0]) == (1, True)
    assert [placed.where for placed in made.placements] == ["header"]
