"""Sound files of every kind, each with much in it, which are spoilt afterwards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from io import BytesIO
from struct import pack
from zlib import compress, crc32

import docx
from docx.shared import Mm
from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import PatternFill
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table
from tests.inputs.conftest import FILES
from tests.office_templates import drawing_in_hangul

JSON = """{"strategies": [{"id": "market", "title": "시장", "goal": "판로", "sources": ["s1"]}],
 "events": [{"id": "e1", "date": "2025-04-08", "kind": "announced", "title": "공고 1e3", "programs": ["global-tips"],
   "figures": ["applied"], "sources": ["s1"]}],
 "budgets": [{"id": "b1", "program": "global-tips", "year": 2025, "amount": 120.5, "unit": "억원", "kind": "main",
   "sources": ["s1"]}]}
"""
PROJECT = """\
project:
  name: levelup
  title: 레벨업
  organisation: 중소벤처기업부
  mark: 가상
  rules:
    freshness: {warn_days: 10, error_days: 20}
inputs:
  - {file: more.csv, collection: programs}
  - {file: all.xlsx}
dimensions: {place: {title: 지역, members: [{code: east, title: 동쪽}, {code: west, title: 서쪽}]}}
"""
CSV = """\
id,title,measures,content,lead,sources
p2,두번째,challenge,"다년, 지원",중소벤처기업부,s1
p3,세번째,challenge,내용,중소벤처기업부,s1
"""
RECIPIENTS = """\
groups:
  - {id: council, deliver: mail, audience: council, reports: [brief], formats: [docx]}
recipients:
  - {id: r1, name: 김하나, address: hana@example.kr, groups: [council]}
  - {id: r2, name: 이두리, address: duri@example.kr, audience: public, deliver: mail, reports: [brief], formats: [txt]}
"""
THEME = """\
colours: {accent: "#1F3864", text: "#000000"}
sizes: {body: 10.5, title: 20}
page: {left: 25, right: 25}
leading: 1.6
"""
REPORT = """\
title: "{{ policy.title }}"
subtitle: "{{ quarter.headline }}"
running_title: "{{ policy.title }}"
summary: "{{ policy.title }} {{ quarter.label }}"
keywords: ["{{ policy.title }}", 낱말]
particulars:
  - {label: 담당, content: "{{ policy.lead }}"}
formats: [docx, txt]
front: head
banner: "{{ policy.title }}"
max_pages: 3
tighten: [{sizes: {body: 9}}]
leave_out: [지원사업]
for: programs
name: "{{ program.title }}"
"""
BODY = """\
{% import "templates/house/parts.md.j2" as parts %}
{% set shown = programs | list %}
# 지원사업

{% for p in shown %}
{{ loop.index }}. {{ p.title }}: {{ p.content }}{% if p.budgets %}, {{ p.budgets[0].amount | to(1) }}{% endif %}
{% endfor %}

{% call captioned("성과") %}
| 지표 | 실적 |
|:---|---:|
{% for i in outcomes %}
| {{ i.title }} | {{ i.actual }} |
{% endfor %}
{% endcall %}

{{ table(programs, column('사업', 'title'), column('내용', 'content')) }}
{{ chart('bar', outcomes) }}
{{ box("알림", "가") }}

※ {{ parts.note(count.programs) }} [누리집](https://example.kr) {{ link(sources[0].address, '자료') }}
- {{ measures | map(attribute='title') | join(', ') }}
"""
PARTS = """\
{% macro note(x) %}{{ x }}건{% endmacro %}
"""
MAIL = """\
{{ name }} 님,
{% for file in files %}
- {{ file }}
{% endfor %}
{{ title }} {{ quarter }}
"""
MAIL_NAMES: Mapping[str, object] = {
    "name": "김하나",
    "title": "레벨업",
    "quarter": "2025년 2분기",
    "files": ["가.docx"],
}
ANSWERS = {
    "kstartup": '{"currentCount": 1, "data": [{"biz_pbanc_nm": "공고", "pbanc_sn": 1, "pbanc_rcpt_bgng_dt": "20250101",'
    ' "pbanc_rcpt_end_dt": "20250201", "pbanc_ntrp_nm": "기관", "detl_pg_url": "www.k-startup.go.kr/x",'
    ' "pbanc_ctnt": "<p>가</p>"}]}',
    "bizinfo": '{"jsonArray": [{"pblancId": "P1", "pblancNm": "공고", "reqstBeginEndDe": "20250101 ~ 20250201",'
    ' "jrsdInsttNm": "기관", "pblancUrl": "/web/x", "bsnsSumryCn": "<p>가 &amp; 나</p>",'
    ' "creatPnttm": "2025-01-01 10:00:00"}]}',
    "openfiscal": '{"OPFI": [{"head": [{"list_total_count": 1}]}, {"row": [{"FSCL_YY": "2025", "SACTV_NM": "사업",'
    ' "OFFC_NM": "부처", "Y_YY_DFN_KCUR_AMT": 1000, "EXE_M": "202506", "ACTV_NM": "단위"}]}]}',
}


def data_files() -> Mapping[str, str | bytes]:
    """Return a small project whose data are files of every kind."""
    return {
        **FILES,
        "data/project.yaml": PROJECT,
        "data/more.csv": CSV,
        "data/more.json": JSON,
        "data/all.xlsx": data_workbook(),
    }


@cache
def data_workbook() -> bytes:
    """Return a workbook of data with numbers, days, a formula, hidden rows and merged cells."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "사업"
    rows: Sequence[Sequence[object]] = (
        ("id", "title", "measures", "content", "lead", "sources"),
        ("p4", "네번째", "challenge", "내용", "중소벤처기업부", "s1"),
        ("p5", "다섯번째", "challenge", "내용", "중소벤처기업부", "s1"),
    )
    for row in rows:
        sheet.append(row)
    sheet.row_dimensions[3].hidden = True
    more = book.create_sheet("측정값")
    for row in (("indicator", "quarter", "value", "as_of", "source"), ("applied", "2025Q1", 12.5, "2025-03-31", "s1")):
        more.append(row)
    more["C2"].number_format = "0.0%"
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def picture(width: int = 2, height: int = 2) -> bytes:
    """Return a PNG file."""
    rows = (b"\0" + b"\x80" * 3 * width) * height

    def chunk(kind: bytes, content: bytes) -> bytes:
        return pack(">I", len(content)) + kind + content + pack(">I", crc32(kind + content))

    head = chunk(b"IHDR", pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", compress(rows)) + chunk(b"IEND", b"")


@cache
def word() -> bytes:
    """Return a template drawn in Word."""
    document = docx.Document()
    document.add_heading("{{ policy.title }}")
    document.add_paragraph("{%p for p in programs %}")
    paragraph = document.add_paragraph("{{ p.title }} {% if p.content %}{{ p.content }}{% else %}없음{% endif %}")
    document.add_paragraph("{%p endfor %}")
    document.add_comment(paragraph.runs, "가", "나")
    table = document.add_table(3, 2)
    for cell, text in zip(
        (cell for row in table.rows for cell in row.cells),
        ("{%tr for i in outcomes %}", "", "{{ i.title }}", "{{ i.actual }}", "{%tr endfor %}", ""),
        strict=True,
    ):
        cell.text = text
    section = document.sections[0]
    section.header.paragraphs[0].text = "{{ document.title }}"
    section.footer.paragraphs[0].text = "{{ quarter.label }}"
    document.add_picture(BytesIO(picture()), Mm(10))
    document.add_section()
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


@cache
def excel() -> bytes:
    """Return a template drawn in Excel."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "표"
    rows: Sequence[Sequence[object]] = (
        ("사업", "실적", "비율"),
        ("{%tr for i in outcomes %}", None, None),
        ("{{ i.title }}", "{{ i.actual }}", "=B3/2"),
        ("{%tr endfor %}", None, None),
        ("{{ policy.title }} {{ quarter.label }}", "=SUM(B3:B3)", '=IF(B5>1,B5,"")'),
        ("{#tr note #}", None, None),
        ("끝", 1, "2025-01-01"),
    )
    for row in rows:
        sheet.append(row)
    sheet.merge_cells("A7:A8")
    sheet["A1"].comment = Comment("설명", "누구")
    sheet.conditional_formatting.add("B3:B5", CellIsRule("greaterThan", ["1"], fill=PatternFill(bgColor="FF0000")))
    rule = DataValidation("list", formula1='"가,나"')
    rule.add("C7")
    sheet.add_data_validation(rule)
    sheet.add_image(Image(BytesIO(picture())), "E2")
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=2, min_row=1, max_row=3), titles_from_data=True)
    sheet.add_chart(chart, "E10")
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = "A1:C3"
    sheet.print_title_rows = "1:1"
    second = book.create_sheet("둘째")
    second.append(("이름", "값"))
    second.append(("{{ policy.title }}", "=표!B5"))
    second.add_table(Table(displayName="T", ref="A1:B2"))
    book.defined_names["합계"] = DefinedName("합계", attr_text="표!$B$5")
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


@cache
def hangul() -> bytes:
    """Return a template drawn in 한글."""
    return drawing_in_hangul.drawn(
        "{{ policy.title }}",
        "{%p for p in programs %}",
        "{{ p.title }} {% if p.content %}{{ p.content }}{% endif %}",
        "{%p endfor %}",
        (
            ("지표", "실적"),
            ("{%tr for i in outcomes %}", ""),
            ("{{ i.title }}", "{{ i.actual }}"),
            ("{%tr endfor %}", ""),
        ),
        "{{ quarter.label }}",
    )


@cache
def house_style() -> bytes:
    """Return a Word file whose looks documents take."""
    document = docx.Document()
    document.add_heading("제목")
    document.add_paragraph("글", style="List Bullet")
    document.add_table(1, 1, style="Table Grid")
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()
