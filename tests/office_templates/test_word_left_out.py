"""What is left out of a Word template is told in notes, and tables stand as they are drawn."""

from __future__ import annotations

import pytest
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from .drawing import Draw, filled, reopened, unpacked
from .fields_of_word import paragraph, text

LOOP, END = "{%p for m in measures %}", "{%p endfor %}"


def kinds(*content: str | list[list[str]] | Draw) -> list[str]:
    """Return the elements of a filled body, in their order."""
    return [str(element.tag).rpartition("}")[2] for element in reopened(filled(*content)).element.body]


def test_tables_that_a_loop_repeats_keep_a_paragraph_between_them_and_at_the_end():
    assert kinds(LOOP, [["{{ m.title }}"]], END) == ["tbl", "p", "tbl", "p", "sectPr"]


def test_tables_that_stand_apart_or_together_as_drawn_stay_so():
    table = [["가"]]
    assert kinds("{{ policy.title }}", table, "나", table, "다") == ["p", "tbl", "p", "tbl", "p", "sectPr"]
    assert kinds(table, table, "{{ policy.title }}") == ["tbl", "tbl", "p", "sectPr"]
    gone = [table, "{%p if council %}", table, "{%p endif %}"]
    assert kinds("{{ policy.title }}", *gone) == ["p", "tbl", "p", "sectPr"]
    assert "joined" not in {a for e in reopened(filled(table, table, "다")).element.iter() for a in e.attrib}


def test_a_content_control_that_fills_a_cell_gets_no_line_below_it():
    content = f"<w:sdtContent><w:p>{text('{{ policy.title }}')}</w:p></w:sdtContent>"

    def controlled(document: WordDocument) -> None:
        cell = document.add_table(1, 1).cell(0, 0)._tc
        cell.replace(cell.p_lst[0], parse_xml(f"<w:sdt {nsdecls('w')}>{content}</w:sdt>"))

    body = reopened(filled(controlled, "끝")).element.body
    assert len(list(next(body.iter(qn("w:tc"))).iter(qn("w:p")))) == 1


HIDDEN = text("감춤").replace("<w:r>", "<w:r><w:rPr><w:vanish/></w:rPr>")
SHOWN = text("보임").replace("<w:r>", '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr>')
TRACED = {
    "template.comments": paragraph(text("가"), '<w:r><w:commentReference w:id="3"/></w:r>'),
    "template.tracked-changes": paragraph(f'<w:ins w:id="4" w:author="x">{text("나")}</w:ins>'),
    "template.hidden-text": paragraph(text("다"), HIDDEN),
}


@pytest.mark.parametrize("code", TRACED)
def test_what_is_left_out_or_hidden_is_told_with_its_place(code: str):
    (note,) = filled("{{ policy.title }}", TRACED[code]).notes
    assert (note.code, str(note.where).rpartition(" › ")[2], bool(note.hint)) == (code, "문단 2", True)


def test_what_is_plainly_there_is_not_told():
    assert filled("{{ policy.title }}", paragraph(SHOWN)).notes == ()


def test_the_word_template_to_which_a_file_is_attached_is_left_out_and_told():
    def attached(document: WordDocument) -> None:
        settings = document.part._settings_part
        number = settings.relate_to(
            "file:///C:/x.dotm",
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate",
            is_external=True,
        )
        settings.element.insert(0, parse_xml(f'<w:attachedTemplate {nsdecls("w", "r")} r:id="{number}"/>'))

    made = filled("{{ policy.title }}", attached)
    assert [note.code for note in made.notes] == ["template.attached-template"]
    assert b"x.dotm" not in b"".join(unpacked(made.content).values())
