"""What docxtpl, fillers of workbooks and of HWPX can do, and what ``docs/drawn-features.md`` says of it here.

Each row of the table has a template here, drawn by its feature. One that is filled returns what it became and what it
should be; one that is refused returns its problems. A row without one, or with another verdict, fails.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import datetime
from io import BytesIO

import docx
import pytest
from docx.document import Document as WordDocument
from docx.enum.text import WD_BREAK
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import nsdecls, qn
from docx.shared import RGBColor
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table
from openpyxl.worksheet.worksheet import Worksheet
from tests.bench.measuring import REPOSITORY
from tests.knowledge import dataset, measure
from tests.renderers.markdown_blocks import image
from tests.templating.writing import facts

from policyreport.diagnostics import Problem
from policyreport.document.report_type import DrawnTemplate
from policyreport.document.theme import Theme
from policyreport.model import Facts
from policyreport.office_templates import fill
from policyreport.templating.pictures import DataPicture

from . import drawing_in_excel as excel
from . import drawing_in_hangul as hangul
from . import test_cell_statements as cells
from .drawing import FILE, META, add_table, drawn, filled, refused, reopened, rows, texts, unpacked
from .fields_of_word import field, note_of, notes, paragraph, shown, text
from .test_hangul_fields import fielded
from .test_link_addresses import addresses, cell_link, linked
from .test_word_corners import BOX, added
from .test_word_leaks import PICTURE

PAGE = "docs/drawn-features.md"
ROW = re.compile(r"^\| `([a-z]+-[a-z-]+)` \|.*\| (같음|더 나음|받지 않음)([^|]*)\|$", re.MULTILINE)
SAME, BETTER, REFUSED = "같음", "더 나음", "받지 않음"
Outcome = tuple[object, object] | list[Problem]
FEATURES: dict[str, tuple[str, Callable[[], Outcome]]] = {}


def same(name: str) -> Callable[[Callable[[], Outcome]], Callable[[], Outcome]]:
    """Enter a feature that does what it does in the peer."""
    return _entered(name, SAME)


def better(name: str) -> Callable[[Callable[[], Outcome]], Callable[[], Outcome]]:
    """Enter a feature that does more than in the peer."""
    return _entered(name, BETTER)


def refusal(name: str) -> Callable[[Callable[[], Outcome]], Callable[[], Outcome]]:
    """Enter a feature that is refused with what to do instead."""
    return _entered(name, REFUSED)


def _entered(name: str, verdict: str) -> Callable[[Callable[[], Outcome]], Callable[[], Outcome]]:
    def enter(draw: Callable[[], Outcome]) -> Callable[[], Outcome]:
        assert name not in FEATURES
        FEATURES[name] = (verdict, draw)
        return draw

    return enter


LISTED = {name: verdict for name, verdict, _ in ROW.findall((REPOSITORY / PAGE).read_text(encoding="utf-8"))}


def by_title(*titles: str) -> Facts:
    return facts(dataset("2024Q3", measures=[measure(f"m{n}", title=t) for n, t in enumerate(titles, start=1)]))


def loop(of: str, *body: str) -> list[str]:
    return [f"{{%p {of} %}}", *body, f"{{%p end{of.partition(' ')[0]} %}}"]


def rows_of(*row: str, of: str = "for m in measures") -> list[list[str]]:
    blank = [""] * (len(row) - 1)
    return [[f"{{%tr {of} %}}", *blank], [*row], [f"{{%tr end{of.partition(' ')[0]} %}}", *blank]]


def test_each_row_of_the_table_has_a_template_and_each_template_a_row():
    assert {name: verdict for name, (verdict, _) in FEATURES.items()} == LISTED


def test_the_counts_under_the_table_are_those_of_its_rows():
    page = (REPOSITORY / PAGE).read_text(encoding="utf-8")
    for peer, title in (("word", "docxtpl"), ("excel", "xltpl, xlsx-template"), ("hangul", "한글 채우개")):
        held = [verdict for name, verdict in LISTED.items() if name.startswith(f"{peer}-")]
        counts = " | ".join(str(held.count(verdict)) for verdict in (SAME, BETTER, REFUSED))
        assert f"| {title} | {counts} |" in page


@pytest.mark.parametrize("name", LISTED)
def test_what_the_table_says_of_a_feature_happens(name: str):
    verdict, draw = FEATURES[name]
    outcome = draw()
    if verdict == REFUSED:
        assert isinstance(outcome, list)
        assert outcome
        assert all(problem.where is not None and problem.hint is not None for problem in outcome)
    else:
        assert isinstance(outcome, tuple)
        made, expected = outcome
        assert made == expected


# docxtpl


@same("word-value")
def _() -> Outcome:
    return texts("{{ policy.title }} 보고"), ["레벨업 전략 보고"]


@same("word-paragraph-loop")
def _() -> Outcome:
    return texts(*loop("for m in measures", "○ {{ m.title }}")), ["○ 시책 m1", "○ 시책 m2"]


@same("word-inline")
def _() -> Outcome:
    written = "{% for m in measures %}{{ m.title }}{% if not loop.last %}, {% endif %}{% endfor %}"
    return texts(written), ["시책 m1, 시책 m2"]


@same("word-row-loop")
def _() -> Outcome:
    return rows([["이름", "번"], *rows_of("{{ m.title }}", "{{ loop.index }}")]), [
        ["이름", "번"],
        ["시책 m1", "1"],
        ["시책 m2", "2"],
    ]


@same("word-column-loop")
def _() -> Outcome:
    return rows([["가", "{%tc for m in measures %}", "{{ m.title }}", "{%tc endfor %}"]]), [
        ["가", "시책 m1", "시책 m2"]
    ]


@same("word-dynamic-table")
def _() -> Outcome:
    inner = ["{{ m.title }}", "{%tc for n in measures %}", "{{ loop.index }}", "{%tc endfor %}"]
    return rows(rows_of(*inner)), [["시책 m1", "1", "2"], ["시책 m2", "1", "2"]]


@same("word-nested-loop")
def _() -> Outcome:
    inner = loop("for p in m.programs", "- {{ p.title }}")
    return texts(*loop("for m in measures", "{{ m.title }}", *inner)), ["시책 m1", "- 사업 p1", "시책 m2"]


@same("word-condition-in-loop")
def _() -> Outcome:
    chosen = loop("if loop.first", "첫째 {{ m.title }}")
    return texts(*loop("for m in measures", *chosen)), ["첫째 시책 m1"]


@same("word-fewer-cells")
def _() -> Outcome:
    table = [["{%tc for r in risks %}", "{{ r.title }}", "{%tc endfor %}", "끝"]]
    return [len(row) for row in rows(table)], [1]


@same("word-nested-table")
def _() -> Outcome:
    def nested(document: WordDocument) -> None:
        add_table(document, [["가"]])
        add_inner = document.tables[0].cell(0, 0).add_table(3, 1)
        for cell, (content,) in zip(add_inner.columns[0].cells, rows_of("{{ m.title }}"), strict=True):
            cell.text = content

    inner = reopened(filled(nested)).tables[0].cell(0, 0).tables[0]
    return [cell.text for cell in inner.columns[0].cells], ["시책 m1", "시책 m2"]


@same("word-list-loop")
def _() -> Outcome:
    def bullets(document: WordDocument) -> None:
        for content in loop("for m in measures", "{{ m.title }}"):
            document.add_paragraph(content, style="List Bullet")

    made = reopened(filled(bullets)).paragraphs
    return [(p.text, p.style and p.style.name) for p in made], [
        ("시책 m1", "List Bullet"),
        ("시책 m2", "List Bullet"),
    ]


@better("word-vertical-merge")
def _() -> Outcome:
    merged = cells.cells(rows_of("{% vm %}{{ m.title }}", "가"), known=by_title("가", "가", "나"))
    return [row[0] for row in merged], [("가", "restart", None), ("", "continue", None), ("나", None, None)]


@better("word-horizontal-merge")
def _() -> Outcome:
    row = ["머리", "{%tc for m in measures %}", "{% hm %}{{ m.title }}", "{%tc endfor %}"]
    (merged,) = cells.cells([row], known=by_title("가", "가", "나"))
    return merged[1:], [("가", None, "2"), ("나", None, None)]


@better("word-cell-colour")
def _() -> Outcome:
    assert refused([["{% cellbg 'red' %}가"]])
    shade = next(reopened(filled([["{% cellbg 'FFE699' %}가"]])).element.iter(qn("w:shd")))
    return shade.get(qn("w:fill")), "FFE699"


@better("word-column-span")
def _() -> Outcome:
    assert refused([["{% colspan 64 %}가"]])
    table = [["{% colspan measures | length %}합계", "{#tc #}"], ["가", "나"]]
    return cells.cells(table)[0], [("합계", None, "2")]


@same("word-header-footer")
def _() -> Outcome:
    def furnished(document: WordDocument) -> None:
        document.sections[0].header.paragraphs[0].text = "{{ policy.title }}"
        document.sections[0].footer.paragraphs[0].text = "{{ quarter.label }} · R&D"

    section = reopened(filled(furnished)).sections[0]
    return (section.header.paragraphs[0].text, section.footer.paragraphs[0].text), (
        "레벨업 전략",
        "2024년 3/4분기 · R&D",
    )


@same("word-header-picture")
def _() -> Outcome:
    def furnished(document: WordDocument) -> None:
        document.sections[0].header.paragraphs[0].add_run().add_picture(BytesIO(PICTURE))

    return sum(name.startswith("word/media/") for name in unpacked(filled(furnished).content)), 1


@same("word-footnote")
def _() -> Outcome:
    made = filled(notes({3: "근거 {{ policy.title }}"}), paragraph(text("가"), note_of(3)))
    return "레벨업 전략" in unpacked(made.content)["word/footnotes.xml"].decode(), True


@same("word-text-box")
def _() -> Outcome:
    inner = f"<w:p>{text('{{ policy.title }}')}</w:p>"
    drawn = added(f"<w:p {nsdecls('w')}>{BOX.format(inner)}</w:p>")
    return [t for t in shown(filled(drawn)) if t][-1], "레벨업 전략"


@same("word-comment")
def _() -> Outcome:
    return texts("가{# 메모 #}", "{#p 문단 #}", "나"), ["가", "나"]


@same("word-comment-row")
def _() -> Outcome:
    return rows([["가", "나"], ["{#tr 줄 #}", ""], ["{#tc 칸 #}", "다"]])[-1][:1], ["다"]


@same("word-braces")
def _() -> Outcome:
    return texts("{_{ 이름 }_} {_% if %_}"), ["{{ 이름 }} {% if %}"]


@same("word-merge-paragraphs")
def _() -> Outcome:
    return texts("이 사업은", "{%- if policy -%}", "\u00a0좋다", "{%- endif -%}"), ["이 사업은\u00a0좋다"]


@same("word-trim")
def _() -> Outcome:
    return texts("가 {{- policy.title -}} 나"), ["가레벨업 전략나"]


@same("word-scattered")
def _() -> Outcome:
    def scattered(document: WordDocument) -> None:
        added_paragraph = document.add_paragraph()
        for piece in ("{", "{ policy", ".title }", "}"):
            added_paragraph.add_run(piece).bold = len(piece) > 1

    return texts(scattered), ["레벨업 전략"]


@same("word-quotes")
def _() -> Outcome:
    return texts("{% if policy.title\u00a0== “레벨업 전략” %}가{% endif %}"), ["가"]


@same("word-spaces")
def _() -> Outcome:
    return texts("  두  칸 {{ policy.title }}\t탭\u00a0묶음\n줄 "), ["  두  칸 레벨업 전략\t탭\u00a0묶음\n줄 "]


@same("word-page-break")
def _() -> Outcome:
    def broken(document: WordDocument) -> None:
        document.add_paragraph("{%p for m in measures %}")
        document.add_paragraph("{{ m.title }}").add_run().add_break(WD_BREAK.PAGE)
        document.add_paragraph("{%p endfor %}")

    made = unpacked(filled(broken).content)["word/document.xml"].decode()
    return made.count('w:type="page"'), 2


@better("word-line-break")
def _() -> Outcome:
    return texts("{{ measures[0].title }}", known=by_title("가\n나\t다")), ["가\n나\t다"]


@same("word-run-look")
def _() -> Outcome:
    def looking(document: WordDocument) -> None:
        run = document.add_paragraph().add_run("{{r policy.title }}")
        run.italic, run.font.color.rgb = True, RGBColor(0xAA, 0, 0)
        properties = run._r.get_or_add_rPr()
        properties.get_or_add_rFonts().set(qn("w:eastAsia"), "바탕")

    run = next(run for run in reopened(filled(looking)).paragraphs[0].runs if run.text)
    fonts = run._r.rPr.rFonts if run._r.rPr is not None else None
    assert fonts is not None
    return (run.italic, run.font.color.rgb, fonts.get(qn("w:eastAsia"))), (True, RGBColor(0xAA, 0, 0), "바탕")


@refusal("word-rich-text")
def _() -> Outcome:
    return refused('{{r RichText("가", bold=true) }}')


@better("word-link")
def _() -> Outcome:
    assert refused("{{ link('javascript:x', '가') }}")
    return addresses("{{ link('https://a.kr', '가') }}"), [("가", "https://a.kr")]


@better("word-link-address")
def _() -> Outcome:
    return addresses(linked("https://a.kr/{{ measures[0].id }}")), [("보기", "https://a.kr/m1")]


@refusal("word-subdocument")
def _() -> Outcome:
    return refused("{{p policy.title }}")


@better("word-escape")
def _() -> Outcome:
    return texts("{{ measures[0].title }}", known=by_title("<b> R&D {{ x }}")), ["<b> R&D {{ x }}"]


@refusal("word-escape-filter")
def _() -> Outcome:
    return refused("{{ policy.title | e }}")


@refusal("word-own-filter")
def _() -> Outcome:
    return refused("{{ policy.title | my_filter }}")


@refusal("word-inline-picture")
def _() -> Outcome:
    return refused("{{ picture }}")


@better("word-replace-picture")
def _() -> Outcome:
    def pictured(document: WordDocument) -> None:
        document.add_picture(BytesIO(PICTURE))
        next(document.element.iter(qn("wp:docPr"))).set("descr", "{{ picture }}")

    photo = image("jpeg").content
    template = DrawnTemplate("docx", FILE, drawn(pictured), pictures={"data/a.jpg": photo})
    made = unpacked(fill(template, {"picture": DataPicture("a.jpg", "개소식")}, META, Theme()).content)
    return [part for name, part in made.items() if name.startswith("word/media/")], [photo]


@better("word-undeclared")
def _() -> Outcome:
    found = refused("{{ polisy }}", "{% if council %}{{ policy.titel }}{% endif %}", [["{{ quater.label }}"]])
    assert all(problem.hint for problem in found)
    return sorted(p.field for p in found), ["{{ policy.titel }}", "{{ polisy }}", "{{ quater.label }}"]


@better("word-syntax-error")
def _() -> Outcome:
    found = refused("{% for m measures %}{% endfor %}", "{{ policy. }}")
    return [str(p.where).rpartition(" › ")[2] for p in found], ["문단 1", "문단 2"]


@better("word-lookalike")
def _() -> Outcome:
    return [p.code for p in refused("｛｛ policy.title ｝｝ { { x } }")], ["template.looks-like-tag"] * 2


@better("word-properties")
def _() -> Outcome:
    def titled(document: WordDocument) -> None:
        document.core_properties.title = "{{ policy.title }}"
        document.core_properties.author = "김주무관"

    made = reopened(filled(titled)).core_properties
    return (made.title, "김" in (made.author or "")), ("레벨업 전략 추진현황", False)


@same("word-again")
def _() -> Outcome:
    return filled("{{ policy.title }}").content, filled("{{ policy.title }}").content


@same("word-set")
def _() -> Outcome:
    return texts("{%p set 이름 = policy.title %}", "{{ 이름 }}"), ["레벨업 전략"]


@same("word-default")
def _() -> Outcome:
    return texts('{{ outcomes[0].previous | default("자료 없음") }}'), ["자료 없음"]


@same("word-none")
def _() -> Outcome:
    return texts("{% if outcomes[0].previous is none %}없음{% endif %}"), ["없음"]


@refusal("word-defined")
def _() -> Outcome:
    return refused("{% if policy is defined %}가{% endif %}")


@refusal("word-include")
def _() -> Outcome:
    return refused("{% include 'x.docx' %}", "{% import 'x' as y %}", "{% extends 'x' %}")


@refusal("word-macro")
def _() -> Outcome:
    return refused("{% macro 줄(x) %}{{ x }}{% endmacro %}", "{% call 줄() %}{% endcall %}")


@refusal("word-raw")
def _() -> Outcome:
    return refused("{% raw %}{{ x }}{% endraw %}")


@refusal("word-filter-block")
def _() -> Outcome:
    return refused("{% filter upper %}a{% endfilter %}", "{% with x = 1 %}{% endwith %}")


@same("word-line-statements")
def _() -> Outcome:
    return texts("# for m in measures", "## 제목"), ["# for m in measures", "## 제목"]


@better("word-captions")
def _() -> Outcome:
    caption = paragraph(text("표 "), field("SEQ 표 \\* ARABIC", "1"), text(" {{ m.title }}"))
    made = filled("{%p for m in measures %}", caption, "{%p endfor %}")
    return shown(made), ["표 1 시책 m1", "표 2 시책 m2"]


@refusal("word-embedded")
def _() -> Outcome:
    def embedded(document: WordDocument) -> None:
        part = Part(PackURI("/word/embeddings/oleObject1.bin"), "application/octet-stream", b"x", document.part.package)
        document.part.relate_to(part, RELATIONSHIP_TYPE.OLE_OBJECT)

    return refused(embedded)


# xltpl, xlsx-template


def _column(table: Sequence[Sequence[object]], *draw: Callable[[Worksheet], object]) -> list[object]:
    return [row[0] for row in excel.said(table, *draw)]


@same("excel-value")
def _() -> Outcome:
    (row,) = excel.said([["{{ outcomes[0].actual }}", "{{ quarter.as_of }}", "{{ policy.title }}"]])
    return row, [28, datetime(2024, 9, 30), "레벨업 전략"]  # noqa: DTZ001


@same("excel-text")
def _() -> Outcome:
    return excel.said([["정책: {{ policy.title }}"]]), [["정책: 레벨업 전략"]]


@same("excel-row-loop")
def _() -> Outcome:
    return _column(rows_of("{{ m.title }}")), ["시책 m1", "시책 m2"]


@same("excel-column-loop")
def _() -> Outcome:
    return excel.said([["가", "{%tc for m in measures %}", "{{ m.title }}", "{%tc endfor %}", "끝"]]), [
        ["가", "시책 m1", "시책 m2", "끝"]
    ]


@same("excel-nested-loop")
def _() -> Outcome:
    inner = rows_of("- {{ p.title }}", of="for p in m.programs")
    table = [["{%tr for m in measures %}"], ["{{ m.title }}"], *inner, ["{%tr endfor %}"]]
    return _column(table), ["시책 m1", "- 사업 p1", "시책 m2"]


@same("excel-condition")
def _() -> Outcome:
    return _column([*rows_of("가", of="if council"), *rows_of("나", of="if policy")]), ["나"]


@same("excel-merged-below")
def _() -> Outcome:
    def merged(sheet: Worksheet) -> None:
        sheet.merge_cells("A4:B4")

    made = excel.sheet_of(excel.filled([*rows_of("{{ m.title }}", "나"), ["끝", ""]], merged))
    return [str(area) for area in made.merged_cells.ranges], ["A3:B3"]


@same("excel-named-cells")
def _() -> Outcome:
    def named(sheet: Worksheet) -> None:
        assert sheet.parent is not None
        sheet.parent.defined_names["시책들"] = DefinedName("시책들", attr_text=f"{excel.SHEET}!$A$2")

    made = excel.reopened(excel.filled(rows_of("{{ m.title }}"), named))
    return made.defined_names["시책들"].attr_text, f"{excel.SHEET}!$A$1:$A$2"


@same("excel-native-table")
def _() -> Outcome:
    def table(sheet: Worksheet) -> None:
        sheet.add_table(Table(displayName="표1", ref="A1:B4"))

    made = excel.sheet_of(excel.filled([["이름", "번"], *rows_of("{{ m.title }}", "{{ loop.index }}")], table))
    return made.tables["표1"].ref, "A1:B3"


@better("excel-formulas")
def _() -> Outcome:
    made = excel.filled([*rows_of("{{ loop.index }}"), ["=SUM(A2:A2)"]])
    return (excel.sheet_of(made)["A3"].value, excel.sheet_of(made, values=True)["A3"].value), ("=SUM(A1:A2)", 3)


@same("excel-sheets")
def _() -> Outcome:
    def second(sheet: Worksheet) -> None:
        assert sheet.parent is not None
        sheet.parent.create_sheet("둘째")["A1"] = "{{ policy.title }}"

    return excel.reopened(excel.filled([["가"]], second))["둘째"]["A1"].value, "레벨업 전략"


@refusal("excel-copy-sheet")
def _() -> Outcome:
    def named(sheet: Worksheet) -> None:
        sheet.title = "{{ m.title }}"

    return [p for p in excel.problems([["가"]], named) if p.code == "template.out-of-reach"]


@refusal("excel-picture")
def _() -> Outcome:
    return excel.problems([["{{ picture }}"]])


@refusal("excel-picture-statement")
def _() -> Outcome:
    return excel.problems([["{% img picture %}"]])


@better("excel-link")
def _() -> Outcome:
    made = excel.sheet_of(excel.filled(rows_of("{{ m.title }}"), cell_link("A2", "https://a.kr/{{ m.id }}")))
    return [row[0].hyperlink and row[0].hyperlink.target for row in made.iter_rows()], [
        "https://a.kr/m1",
        "https://a.kr/m2",
    ]


@same("excel-validation")
def _() -> Outcome:
    def validated(sheet: Worksheet) -> None:
        rule = DataValidation(type="list", formula1='"예,아니요"')
        rule.add("B2")
        sheet.add_data_validation(rule)

    made = excel.sheet_of(excel.filled(rows_of("{{ m.title }}", "예"), validated))
    return [str(rule.sqref) for rule in made.data_validations.dataValidation], ["B1:B2"]


@same("excel-auto-filter")
def _() -> Outcome:
    def filtered(sheet: Worksheet) -> None:
        sheet.auto_filter.ref = "A1:B4"

    made = excel.sheet_of(excel.filled([["이름", "번"], *rows_of("{{ m.title }}", "1")], filtered))
    return made.auto_filter.ref, "A1:B3"


@same("excel-header-footer")
def _() -> Outcome:
    def headed(sheet: Worksheet) -> None:
        assert sheet.oddHeader is not None
        assert sheet.oddHeader.center is not None
        sheet.oddHeader.center.text = "{{ policy.title }}"

    made = excel.filled([["가"]], headed)
    return "<oddHeader>&amp;C레벨업 전략</oddHeader>" in excel.part(made, "xl/worksheets/sheet1.xml"), True


@same("excel-formats")
def _() -> Outcome:
    def formatted(sheet: Worksheet) -> None:
        sheet["A2"].number_format = "0.00"
        sheet.row_dimensions[2].height = 30

    made = excel.sheet_of(excel.filled(rows_of("{{ loop.index }}"), formatted))
    return [(made.cell(n, 1).number_format, made.row_dimensions[n].height) for n in (1, 2)], [("0.00", 30)] * 2


@better("excel-chart")
def _() -> Outcome:
    def charted(sheet: Worksheet) -> None:
        chart = BarChart()
        chart.title = "{{ policy.title }}"
        chart.add_data(Reference(sheet, min_col=1, min_row=2, max_row=2))
        sheet.add_chart(chart, "D1")

    made = excel.part(excel.filled(rows_of("{{ loop.index }}"), charted), "xl/charts/chart1.xml")
    return ("레벨업 전략" in made, "$A$1:$A$2" in made), (True, True)


@same("excel-conditional-format")
def _() -> Outcome:
    def ruled(sheet: Worksheet) -> None:
        sheet.conditional_formatting.add("A2", CellIsRule(operator="greaterThan", formula=["1"]))

    made = excel.sheet_of(excel.filled(rows_of("{{ loop.index }}"), ruled))
    return [str(each.sqref) for each in made.conditional_formatting], ["A1:A2"]


@better("excel-formula-like-text")
def _() -> Outcome:
    made = excel.sheet_of(excel.filled([["{{ measures[0].title }}"]], known=by_title("=1+1")))
    return (made["A1"].value, made["A1"].data_type, made["A1"].quotePrefix), ("=1+1", "s", True)


@same("excel-trim")
def _() -> Outcome:
    return excel.said([["가 {%- if policy %} 나{% endif -%} 다"]]), [["가 나다"]]


@refusal("excel-value-statement")
def _() -> Outcome:
    return excel.problems([["{% xv outcomes[0].actual %}"]])


@refusal("excel-notes")
def _() -> Outcome:
    def noted(sheet: Worksheet) -> None:
        sheet["A1"].comment = Comment("beforerow{% for m in measures %}", "가")

    return excel.problems([["{{ policy.title }}"]], noted)


@refusal("excel-merge")
def _() -> Outcome:
    return excel.problems(rows_of("{% vm %}{{ m.title }}"))


# 한글


@same("hangul-field")
def _() -> Outcome:
    return hangul.texts("앞 《옛》 뒤", change=fielded("policy.title")), ["앞 레벨업 전략 뒤"]


@better("hangul-long-field")
def _() -> Outcome:
    return hangul.texts("앞 《옛 첫째", "옛 끝》 뒤", change=fielded("policy.title")), ["앞 레벨업 전략 뒤"]


@same("hangul-value")
def _() -> Outcome:
    return hangul.texts("{{ policy.title }}"), ["레벨업 전략"]


@better("hangul-row-loop")
def _() -> Outcome:
    return hangul.rows([["이름"], *rows_of("{{ m.title }}")]), [["이름"], ["시책 m1"], ["시책 m2"]]


@better("hangul-condition")
def _() -> Outcome:
    return hangul.texts(*loop("if council", "가"), *loop("if policy", "나")), ["나"]


@better("hangul-cell-merge")
def _() -> Outcome:
    table = [["머리", "수"], *rows_of("{% vm %}{{ m.title }}", "{{ loop.index }}")]
    return hangul.rows(table, known=by_title("가", "가")), [["머리", "수"], ["가", "1"], ["2"]]


@better("hangul-cell-colour")
def _() -> Outcome:
    made = hangul.filled([["가"], ["{% cellbg 'FFE699' %}나"]])
    return "#FFE699" in excel.part(made, "Contents/header.xml"), True


@better("hangul-lookalike")
def _() -> Outcome:
    return [p.code for p in hangul.refused("｛｛ policy.title ｝｝")], ["template.looks-like-tag"]


@better("hangul-wrong-name")
def _() -> Outcome:
    return [p.code for p in hangul.refused("{{ polisy }}", [["가"], ["{{ policy.titel }}"]])], [
        "template.unknown-name"
    ] * 2


@refusal("hangul-tracked-changes")
def _() -> Outcome:
    return hangul.refused("가", change=lambda xml: xml.replace("<hp:t>가", "<hp:t><hp:insertBegin/>가<hp:insertEnd/>"))


def test_the_files_of_word_still_open_for_its_own_library():
    assert docx.Document(BytesIO(filled(rows_of("{% vm %}{{ m.title }}")).content)).tables
