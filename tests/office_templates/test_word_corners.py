"""Where text can stand in a Word file besides paragraphs and cells: boxes, controls, links and notes."""

from __future__ import annotations

from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from .drawing import Draw, filled, reopened, told, unpacked

BOX = (
    f'<w:r {nsdecls("w")} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml">'
    '<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent>{0}</w:txbxContent></wps:txbx>'
    "</w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>{0}</w:txbxContent></v:textbox></w:pict>"
    "</mc:Fallback></mc:AlternateContent></w:r>"
)


def added(xml: str) -> Draw:
    """Return what adds XML at the end of the body."""

    def add(document: WordDocument) -> None:
        document.element.body.insert(len(document.element.body) - 1, parse_xml(xml))

    return add


def boxed(text: str) -> Draw:
    paragraph = f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"

    def add(document: WordDocument) -> None:
        document.add_paragraph("앞 ")._p.append(parse_xml(BOX.format(paragraph)))

    return add


def body(*content: Draw | str) -> str:
    texts = reopened(filled(*content)).element.iter(qn("w:t"))
    return "".join(text.text for text in texts)


def test_text_boxes_are_filled_once_and_told_as_such():
    assert body(boxed("{{ policy.title }}")) == "앞 레벨업 전략"
    assert told(boxed("{{ polisy }}")) == {"문단 1, 글상자": "template.unknown-name"}


def test_content_controls_are_filled():
    paragraph = "<w:p><w:r><w:t>{{ policy.title }}</w:t></w:r></w:p>"
    control = f"<w:sdt {nsdecls('w')}><w:sdtContent>{paragraph}</w:sdtContent></w:sdt>"
    assert body("가", added(control)) == "가레벨업 전략"
    assert told("가", added(control.replace("policy", "polisy"))) == {"문단 2": "template.unknown-name"}


def linked(text: str) -> Draw:
    run = f"<w:r><w:t>{text}</w:t></w:r>"
    return added(f'<w:p {nsdecls("w")}><w:hyperlink w:anchor="a">{run}</w:hyperlink></w:p>')


def test_text_of_links_is_filled():
    assert body(linked("{{ policy.title }}")) == "레벨업 전략"


def test_a_link_within_a_link_is_its_text():
    made = unpacked(filled(linked("{{ link('https://a.kr/', '가') }}")).content)["word/document.xml"]
    assert made.count(b"<w:hyperlink") == 1


def test_a_block_that_begins_in_a_link_must_end_in_it():
    link = (
        f'<w:p {nsdecls("w")}><w:hyperlink w:anchor="a"><w:r><w:t>{{% if policy %}}</w:t></w:r></w:hyperlink>'
        "<w:r><w:t>{% endif %}</w:t></w:r></w:p>"
    )
    assert told(added(link)) == {"문단 1": "template.straddling"}


def test_tabs_and_line_ends_beside_tags_are_kept_and_those_within_are_not():
    xml = (
        f"<w:p {nsdecls('w')}><w:r><w:t>가</w:t><w:tab/><w:t>{{{{ policy</w:t><w:br/><w:t>.title }}}}</w:t>"
        "<w:br/><w:t>나</w:t></w:r></w:p>"
    )
    assert reopened(filled(added(xml))).paragraphs[0].text == "가\t레벨업 전략\n나"


def test_bookmarks_of_repeated_paragraphs_are_named_once():
    run = "<w:r><w:t>가</w:t></w:r>"
    start, end = '<w:bookmarkStart w:id="1" w:name="a"/>', '<w:bookmarkEnd w:id="1"/>'
    marked = added(f"<w:p {nsdecls('w')}>{start}{run}{end}</w:p>")
    made = unpacked(filled("{%p for m in measures %}", marked, "{%p endfor %}").content)["word/document.xml"]
    assert (made.count(b"<w:bookmarkStart"), made.count(b"<w:bookmarkEnd"), made.count("가".encode())) == (1, 1, 2)


def test_a_section_s_end_is_not_lost_with_its_paragraph():
    end = "<w:pPr><w:sectPr/></w:pPr>"
    paragraph = added(f"<w:p {nsdecls('w')}>{end}<w:r><w:t>{{%p if policy %}}</w:t></w:r></w:p>")
    assert told(paragraph, "{%p endif %}") == {"문단 1": "template.beside-tag"}


def test_rows_that_were_deleted_with_tracking_are_gone():
    def deleted(document: WordDocument) -> None:
        table = document.add_table(2, 1)
        table.cell(0, 0).text, table.cell(1, 0).text = "{{ polisy }}", "가"
        properties = table.rows[0]._tr.get_or_add_trPr()
        properties.append(parse_xml(f'<w:del {nsdecls("w")} w:id="1" w:author="x"/>'))

    made = reopened(filled(deleted))
    assert [row.cells[0].text for row in made.tables[0].rows] == ["가"]
    assert made.element.find(f".//{qn('w:del')}") is None
