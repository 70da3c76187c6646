"""What a template's author left in the file does not leave the office with the filled document."""

from __future__ import annotations

import re
import struct
import zlib
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from tests.templating.writing import facts

from policyreport.diagnostics import ErrorKind
from policyreport.document.report_type import DrawnTemplate
from policyreport.document.theme import Theme
from policyreport.office_templates import fill

from .drawing import FILE, META, drawn, filled, problems, reopened, told, unpacked


def chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


PICTURE = b"\x89PNG\r\n\x1a\n" + b"".join(
    chunk(kind, content)
    for kind, content in (
        (b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)),
        (b"tEXt", b"Author\0kim"),
        (b"IDAT", zlib.compress(b"\0\0")),
        (b"IEND", b""),
    )
)


def revised(kind: str, text: str) -> str:
    tag = "delText" if kind == "del" else "t"
    return (
        f'<w:{kind} {nsdecls("w")} w:id="1" w:author="비밀작성자" w:date="2024-01-01T00:00:00Z">'
        f'<w:r w:rsidR="00AB12CD"><w:{tag} xml:space="preserve">{text}</w:{tag}></w:r></w:{kind}>'
    )


def with_changes(document: WordDocument) -> None:
    paragraph = document.add_paragraph("앞 ")
    paragraph._p.append(parse_xml(revised("del", "{{ secret }}")))
    paragraph._p.append(parse_xml(revised("ins", "{{ policy.title }}")))
    paragraph._p.set(qn("w:rsidR"), "00AB12CD")


def with_traces(document: WordDocument) -> None:
    properties = document.core_properties
    properties.author, properties.last_modified_by = "비밀작성자", "비밀작성자"
    properties.comments, properties.title = "비밀메모", "비밀제목"
    run = document.add_paragraph().add_run("가")
    document.add_comment(run, "비밀메모", author="비밀작성자")
    settings = document.settings.element
    for tag in ("rsids", "docVars", "trackRevisions"):
        element = OxmlElement(f"w:{tag}")
        settings.append(element)
    bound = OxmlElement("w:docVar")
    bound.set(qn("w:val"), "C:\\비밀경로")
    settings.append(bound)


def test_tracked_changes_are_taken_as_accepted():
    assert [p.text for p in reopened(filled(with_changes)).paragraphs] == ["앞 레벨업 전략"]


def test_nothing_of_the_author_is_left():
    parts = unpacked(filled(with_changes, with_traces).content)
    said = b"\n".join(parts.values()).decode(errors="replace")
    assert [word for word in ("비밀", "rsid", "comment", "2024-01-01T", "python") if word in said] == []
    assert {name.partition("/")[0] for name in parts} == {"[Content_Types].xml", "_rels", "docProps", "word"}
    assert [name for name in parts if name.startswith("docProps")] == ["docProps/core.xml"]


def test_the_file_says_of_itself_what_the_report_says():
    properties = reopened(filled("가")).core_properties
    assert (properties.title, properties.subject, properties.keywords) == (
        "레벨업 전략 추진현황",
        "2024년 3분기",
        "레벨업, 추진현황",
    )
    assert (properties.comments, properties.language, properties.author) == (
        "추진현황을 알린다",
        "ko-KR",
        "중소벤처기업부",
    )


def test_every_relationship_leads_to_a_part_that_is_there():
    parts = unpacked(filled(with_traces, "{{ link('https://a.kr/') }}").content)
    targets = [t for n, c in parts.items() if n.endswith(".rels") for t in re.findall(rb'Target="/?([^"]+)"', c)]
    assert {t.decode() for t in targets} - parts.keys() == {"https://a.kr/"}
    assert all(
        f'PartName="/{name}"'.encode() in parts["[Content_Types].xml"]
        for name in parts
        if "rels" not in name and "[" not in name
    )


def field(code: str) -> object:
    def add(document: WordDocument) -> None:
        run = document.add_paragraph("가").add_run()
        for element, text in (("fldChar", "begin"), ("instrText", code), ("fldChar", "end")):
            made = OxmlElement(f"w:{element}")
            if element == "fldChar":
                made.set(qn("w:fldCharType"), text)
            else:
                made.text = text
            run._r.append(made)

    return add


@pytest.mark.parametrize("code", ["INCLUDETEXT c:\\a", "DDEAUTO excel", "LINK Excel", 'HYPERLINK "file:///etc/passwd"'])
def test_a_field_that_reaches_outside_is_refused(code: str):
    (problem,) = problems(field(code))
    assert (problem.kind, str(problem.where)) == (ErrorKind.SECURITY, f"{FILE} › 문단 1")


@pytest.mark.parametrize("code", ["FILENAME \\p", "AUTHOR", "docproperty Company"])
def test_a_field_that_tells_of_the_template_is_told(code: str):
    assert told(field(code)) == {"문단 1": "template.field"}


@pytest.mark.parametrize("code", ["PAGE", "NUMPAGES", 'HYPERLINK "https://a.kr"', 'HYPERLINK \\l "_Toc1"', "TOC \\o"])
def test_other_fields_are_kept(code: str):
    assert code.encode() in unpacked(filled(field(code)).content)["word/document.xml"].replace(b"&quot;", b'"')


def test_content_that_cannot_be_taken_over_is_told():
    content = drawn("가")
    stream = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(stream, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "word/_rels/document.xml.rels":
                part = part.replace(
                    b"</Relationships>",
                    b'<Relationship Id="rIdX" Type="urn:x/diagramData" Target="styles.xml"/></Relationships>',
                )
            new.writestr(name, part)
    with pytest.raises(Exception, match="diagramData"):
        fill(DrawnTemplate("docx", FILE, stream.getvalue()), facts(), META, Theme())


def test_a_picture_s_name_tells_no_path():
    def pictured(document: WordDocument) -> None:
        document.add_picture(BytesIO(PICTURE))
        (properties,) = document.element.iter(qn("wp:docPr"))
        properties.set("descr", "C:\\Users\\kim\\a.png")
        properties.set("name", "그림 1/2")

    made = filled(pictured)
    (drawing,) = reopened(made).element.iter(qn("wp:docPr"))
    assert b"kim" not in b"".join(unpacked(made.content).values())
    assert (drawing.get("descr"), drawing.get("name")) == ("", "그림 1/2")


def test_a_file_remains_that_word_s_own_library_opens():
    assert docx.Document(BytesIO(filled(with_changes, with_traces).content)).paragraphs
