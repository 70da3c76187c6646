"""Faults in Word files."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

from .planting import Edit, Plant, added, dropped, every, fed_otherwise, in_chart, in_parts, put, row, swapped

BODY, RELS = "word/document.xml", "word/_rels/document.xml.rels"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RATE_ROW = "101.2%</w:t>"
GOAL = "table 8 row 2 column 7: 신규 정착 청년농업인: achievement 101.2%"


def with_comment(parts: dict[str, bytes]) -> None:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
    said = f'<w:comments xmlns:w="{W}"><w:comment w:id="0" w:author="갑"><w:p><w:r><w:t>확인 필요</w:t></w:r></w:p>'
    parts["word/comments.xml"] = f"{said}</w:comment></w:comments>".encode()
    link = f'<Relationship Id="rId99" Type="{kind}" Target="comments.xml"/></Relationships>'
    parts[RELS] = parts[RELS].replace(b"</Relationships>", link.encode())


def with_template(parts: dict[str, bytes]) -> None:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"
    link = f'<Relationship Id="rId1" Type="{kind}" Target="https://example.net/a.dotm" TargetMode="External"/>'
    begin = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    parts["word/_rels/settings.xml.rels"] = f"{begin}{link}</Relationships>".encode()


def with_other_targets(parts: dict[str, bytes]) -> None:
    changed = swapped("charts/chart1.xml", "charts/chart3.xml")(parts[RELS].decode())
    parts[RELS] = changed.encode()


def with_other_workbook(parts: dict[str, bytes]) -> None:
    name = "word/embeddings/chart1.xlsx"
    with zipfile.ZipFile(BytesIO(parts[name])) as book:
        sheet = next(one for one in book.namelist() if "sheet1.xml" in one and "rels" not in one)
        value = re.search(rb'<c r="C2"[^>]*><v>(\d+)</v>', book.read(sheet))
    assert value
    parts[name] = put(sheet, value[0].decode(), value[0].decode().replace(f"<v>{value[1].decode()}<", "<v>7<"))(
        parts[name]
    )


def without_theme(parts: dict[str, bytes]) -> None:
    del parts["word/theme/theme1.xml"]


RUN = "<w:r><w:rPr>{}</w:rPr><w:t>숨은 말 77개</w:t></w:r></w:p>"


def with_run(properties: str) -> Edit:
    return row(BODY, "<w:tr", RATE_ROW, lambda text: text.replace("</w:p>", RUN.format(properties), 1))


WORD = [
    Plant(
        "a digit of a run",
        "handout.docx",
        row(BODY, "<w:tr", RATE_ROW, lambda t: t.replace("101.2%", "121.2%")),
        GOAL,
        "'121.2%'",
    ),
    Plant(
        "a run cut in two with another digit",
        "handout.docx",
        row(
            BODY, "<w:tr", RATE_ROW, lambda t: t.replace("<w:t>101.2%</w:t>", "<w:t>10</w:t></w:r><w:r><w:t>7.2%</w:t>")
        ),
        GOAL,
        "'107.2%'",
    ),
    Plant("% for %p", "handout.docx", put(BODY, "△1.2%p", "△1.2%"), "table ", "'△1.2%'"),
    Plant(
        "swapped cells",
        "handout.docx",
        row(BODY, "<w:tr", RATE_ROW, swapped("<w:t>705</w:t>", "<w:t>1,214</w:t>")),
        "table 8 row 2 column 6: 신규 정착 청년농업인: value 1,214",
        "'705'",
    ),
    Plant(
        "the other of swapped cells",
        "handout.docx",
        row(BODY, "<w:tr", RATE_ROW, swapped("<w:t>705</w:t>", "<w:t>1,214</w:t>")),
        "table 8 row 2 column 3: ",
        "'1,214'",
    ),
    Plant(
        "a dropped row",
        "handout.docx",
        row(BODY, "<w:tr", RATE_ROW, dropped),
        "table 8 row 2: text '신규 정착 청년농업인",
        "is gone",
    ),
    Plant("a number of a dropped row", "handout.docx", row(BODY, "<w:tr", RATE_ROW, dropped), GOAL, "now gone"),
    Plant(
        "a row that was added",
        "handout.docx",
        row(BODY, "<w:tr", RATE_ROW, lambda t: t + t.replace("101.2%", "55.5%").replace("신규 정착", "기존 정착")),
        "table 8 row 3: text '기존 정착",
        "is new",
    ),
    Plant(
        "a word of a paragraph",
        "handout.docx",
        put(BODY, "보금자리 2호 단지 착공", "보금자리 3호 단지 착공"),
        "paragraph 2: text",
        "3호",
    ),
    Plant(
        "a paragraph that was added",
        "handout.docx",
        put(BODY, "<w:tbl>", "<w:p><w:r><w:t>끼워 넣은 문단</w:t></w:r></w:p><w:tbl>"),
        "paragraph ",
        "'끼워 넣은 문단' is new",
    ),
    Plant(
        "a hidden run",
        "handout.docx",
        with_run("<w:vanish/>"),
        "table 8 row 2 column 1: text that is not seen",
        "숨은 말 77개",
    ),
    Plant(
        "a run in white",
        "handout.docx",
        with_run('<w:color w:val="FFFFFF"/>'),
        "table 8 row 2 column 1: text that is not seen",
        "숨은 말 77개",
    ),
    Plant(
        "a run too small to see",
        "handout.docx",
        with_run('<w:sz w:val="2"/>'),
        "table 8 row 2 column 1: text that is not seen",
        "숨은 말 77개",
    ),
    Plant(
        "a style that hides",
        "handout.docx",
        every("word/styles.xml", r'(w:styleId="LampGood".*?<w:rPr>)', r"\1<w:vanish/>"),
        "table 8 row 2 column 8: text that is not seen",
        "달성",
    ),
    Plant(
        "a hidden row",
        "handout.docx",
        row(BODY, "<w:tr", RATE_ROW, lambda t: t.replace("<w:trPr>", "<w:trPr><w:hidden/>")),
        "table 8 row 2: is hidden now",
    ),
    Plant(
        "the header",
        "handout.docx",
        put("word/header1.xml", "2026년 4/4분기", "2026년 3/4분기"),
        "header 1: text",
        "3/4분기",
    ),
    Plant("the footer", "handout.docx", put("word/footer1.xml", "가람도", "나래도"), "footer 1: text", "나래도"),
    Plant(
        "a footnote",
        "handout.docx",
        put(
            "word/footnotes.xml",
            "</w:footnotes>",
            '<w:footnote w:id="2"><w:p><w:r><w:t>잠정치</w:t></w:r></w:p></w:footnote></w:footnotes>',
        ),
        "footnote 1: text '잠정치'",
        "is new",
    ),
    Plant("a comment", "handout.docx", in_parts(with_comment), "comment 1: text '확인 필요'", "is new"),
    Plant(
        "a tracked deletion",
        "handout.docx",
        row(
            BODY,
            "<w:tr",
            RATE_ROW,
            lambda t: t.replace(
                "<w:r><w:t>101.2%</w:t></w:r>", '<w:del w:id="9"><w:r><w:delText>101.2%</w:delText></w:r></w:del>'
            ),
        ),
        "table 8 row 2 column 7: tracked deletion",
        "101.2%",
    ),
    Plant(
        "a tracked insertion",
        "handout.docx",
        row(
            BODY,
            "<w:tr",
            RATE_ROW,
            lambda t: t.replace("<w:r><w:t>101.2%</w:t></w:r>", '<w:ins w:id="9"><w:r><w:t>101.2%</w:t></w:r></w:ins>'),
        ),
        "table 8 row 2 column 7: tracked insertion",
        "101.2%",
    ),
    Plant(
        "the target of a link",
        "handout.docx",
        put(RELS, "https://example.org/survey", "https://example.net/survey"),
        "",
        "link 'https://example.org/survey', now 'https://example.net/survey'",
    ),
    Plant(
        "a table of contents",
        "handout.docx",
        put(BODY, "1. 회의 개요", "1. 회의 결과"),
        "contents 2: text",
        "회의 결과",
    ),
    Plant(
        "the title in the properties",
        "handout.docx",
        every("docProps/core.xml", "(<dc:title>)", r"\1가짜 "),
        "property of the document 'title'",
        "가짜",
    ),
    Plant(
        "a look of all tables",
        "handout.docx",
        every("word/styles.xml", '(w:styleId="TableText")', r'\1 w:customStyle="0"'),
        "word/styles.xml: part of the file is not as it was issued",
    ),
    Plant(
        "a macro",
        "handout.docx",
        added("word/vbaProject.bin", b"\xd0\xcf\x11\xe0"),
        "word/vbaProject.bin: part of the file was added",
    ),
    Plant(
        "a part beside those that are read",
        "handout.docx",
        added("word/styles2.xml", b"<a/>"),
        "word/styles2.xml: part of the file was added",
    ),
    Plant(
        "a part that was taken out",
        "handout.docx",
        in_parts(without_theme),
        "word/theme/theme1.xml: part of the file is gone",
    ),
    Plant(
        "a template elsewhere",
        "handout.docx",
        in_parts(with_template),
        "word/_rels/settings.xml.rels",
        "reference to another file 'https://example.net/a.dotm' is new",
    ),
    Plant(
        "a value that a chart keeps",
        "briefing.docx",
        every("word/charts/chart1.xml", r'(<c:ser>.*?<c:ser>.*?<c:val>.*?<c:pt idx="0"[^>]*><c:v>)2<', r"\g<1>3<"),
        "chart 1 series 2 point 1: ",
        "'3'",
    ),
    Plant(
        "a series fed by another",
        "briefing.docx",
        in_chart("word/charts/chart1.xml", fed_otherwise),
        "chart 1 series 1: cells that it refers to",
        "Sheet1!$C$2:$C$4",
    ),
    Plant(
        "the values of a series fed by another",
        "briefing.docx",
        in_chart("word/charts/chart1.xml", fed_otherwise),
        "chart 1 series 1 point 1: ",
        "'2'",
    ),
    Plant(
        "the name of a series",
        "briefing.docx",
        put("word/charts/chart1.xml", "<c:v>완료</c:v>", "<c:v>부진</c:v>"),
        "chart 1 series 1: name of the series '완료', now '부진'",
    ),
    Plant(
        "a category of a chart",
        "briefing.docx",
        every("word/charts/chart1.xml", "농촌 정주 여건 개선", "농촌 정주 여건 악화"),
        "chart 1 category 3: category of the chart",
        "악화",
    ),
    Plant("one chart in the place of another", "briefing.docx", in_parts(with_other_targets), "chart 1", "chart"),
    Plant(
        "the workbook behind a chart",
        "briefing.docx",
        in_parts(with_other_workbook),
        "word/embeddings/chart1.xlsx › Sheet1!C2: text",
        "now '7'",
    ),
    Plant(
        "an alternative text",
        "briefing.docx",
        put(
            BODY,
            'descr="상태별 누적막대그래프: 농지·자금 기반 확충 완료 0개, 정상추진 2개',
            'descr="상태별 누적막대그래프: 농지·자금 기반 확충 완료 0개, 정상추진 8개',
        ),
        "drawing 1: alternative text",
        "8개",
    ),
]
