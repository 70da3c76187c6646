"""Faults in workbooks."""

from __future__ import annotations

import re

from .planting import Plant, dropped, every, fed_otherwise, in_chart, in_parts, put, row, swapped

SHEET, BUDGET = "xl/worksheets/sheet7.xml", "xl/worksheets/sheet10.xml"
NOTES = "xl/comments/comment1.xml"
BOOK, CHART = "xl/workbook.xml", "xl/charts/chart2.xml"


def white(parts: dict[str, bytes]) -> None:
    """Let cell H6 be written in white, by a format of its own."""
    styles = parts["xl/styles.xml"].decode()
    fonts = re.search(r'<fonts count="(\d+)"[^>]*>', styles) or re.search(r"<fonts()[^>]*>", styles)
    assert fonts
    number = len(re.findall(r"<font>|<font/>", styles.partition("</fonts>")[0]))
    styles = styles.replace("</fonts>", '<font><color rgb="FFFFFFFF"/><sz val="9"/></font></fonts>', 1)
    cells = re.search(r"<cellXfs[^>]*>(.*?)</cellXfs>", styles, flags=re.DOTALL)
    assert cells
    form = len(re.findall(r"<xf ", cells[1]))
    styles = styles.replace(
        "</cellXfs>", f'<xf numFmtId="165" fontId="{number}" fillId="0" borderId="0"/></cellXfs>', 1
    )
    parts["xl/styles.xml"] = styles.encode()
    parts[SHEET] = parts[SHEET].replace(b'<c r="H6" s="22">', f'<c r="H6" s="{form}">'.encode(), 1)


XLSX = [
    Plant(
        "a number",
        "matrix.xlsx",
        put(SHEET, "<v>1214</v>", "<v>1314</v>"),
        "성과지표!H6: 신규 정착 청년농업인: value 1,214",
        "'1314'",
    ),
    Plant(
        "a text",
        "matrix.xlsx",
        put(SHEET, "연초부터 농업경영체에", "연말부터 농업경영체에"),
        "성과지표!B6: text",
        "연말부터",
    ),
    Plant(
        "swapped cells",
        "matrix.xlsx",
        row(SHEET, '<row r="6"', "", swapped("<v>705</v>", "<v>1214</v>")),
        "성과지표!D6: ",
        "'1214'",
    ),
    Plant(
        "the other of swapped cells",
        "matrix.xlsx",
        row(SHEET, '<row r="6"', "", swapped("<v>705</v>", "<v>1214</v>")),
        "성과지표!H6: ",
        "'705'",
    ),
    Plant(
        "a dropped row",
        "matrix.xlsx",
        row(SHEET, '<row r="7"', "", dropped),
        "성과지표!7:7: text '영농 중단율",
        "is gone",
    ),
    Plant(
        "a formula",
        "matrix.xlsx",
        put(SHEET, "<f>H6/F6*100</f>", "<f>H6/F6*120</f>"),
        "성과지표!I6: formula 'H6/F6*100', now 'H6/F6*120'",
    ),
    Plant(
        "a value in the place of a formula",
        "matrix.xlsx",
        put(SHEET, "<f>H6/F6*100</f>", ""),
        "성과지표!I6: formula 'H6/F6*100' is gone",
    ),
    Plant(
        "the value that a formula bears",
        "matrix.xlsx",
        put(SHEET, "<v>101.16666666666667</v>", "<v>121.16666666666667</v>"),
        "성과지표!I6: 신규 정착 청년농업인: achievement",
        "121.16",
    ),
    Plant(
        "% for %p",
        "matrix.xlsx",
        put("xl/styles.xml", 'formatCode="#,##0.0&quot;%p&quot;;', 'formatCode="#,##0.0&quot;%&quot;;'),
        "",
        "number format '#,##0.0%p;△#,##0.0%p;#,##0.0%p', now '#,##0.0%;",
    ),
    Plant(
        "a number format",
        "matrix.xlsx",
        put(SHEET, '<c r="D6" s="22">', '<c r="D6" s="24">'),
        "성과지표!D6: number format",
        "#,##0.0",
    ),
    Plant(
        "a format that shows nothing",
        "matrix.xlsx",
        put("xl/styles.xml", 'numFmtId="168" formatCode="', 'numFmtId="168" formatCode=";;;'),
        "",
        "number format",
    ),
    Plant(
        "a value that a chart keeps",
        "matrix.xlsx",
        put(CHART, "<v>13980.2</v>", "<v>15980.2</v>"),
        "예산집행 › chart 1 series 2 point 1: value in the chart '13980.2', now '15980.2'",
    ),
    Plant(
        "a chart fed with another series",
        "matrix.xlsx",
        put(CHART, "<f>'예산집행'!$E$6:$E$17</f>", "<f>'예산집행'!$C$6:$C$17</f>"),
        "예산집행 › chart 1 series 2: cells that it refers to",
        "$C$6",
    ),
    Plant(
        "the series of a chart exchanged",
        "matrix.xlsx",
        in_chart(CHART, fed_otherwise),
        "예산집행 › chart 1 series 1: cells that it refers to",
        "$E$6",
    ),
    Plant(
        "the axis of a chart",
        "matrix.xlsx",
        put(
            CHART,
            '<scaling><orientation val="minMax"/></scaling>',
            '<scaling><orientation val="minMax"/><min val="50000"/></scaling>',
        ),
        "예산집행 › chart 1: axis of the chart",
        "50000",
    ),
    Plant(
        "an alternative text",
        "matrix.xlsx",
        put("xl/drawings/drawing2.xml", "집행액 13,980.2백만원", "집행액 15,980.2백만원"),
        "예산집행 › drawing 1: alternative text",
        "15,980.2",
    ),
    Plant(
        "a note",
        "matrix.xlsx",
        put("xl/comments/comment1.xml", "[6] · 2026년", "[6] · 2025년"),
        "총괄표!E15: note",
        "2025년",
    ),
    Plant(
        "the header",
        "matrix.xlsx",
        every(BUDGET, r"(<oddHeader>)", r"\1가짜"),
        "예산집행 › header 1: text".replace(" 1", ""),
        "가짜",
    ),
    Plant("the footer", "matrix.xlsx", every(BUDGET, r"(<oddFooter>)", r"\1가짜"), "예산집행 › footer: text", "가짜"),
    Plant(
        "the target of a link",
        "matrix.xlsx",
        every("xl/worksheets/sheet2.xml", '(<hyperlink ref="D6" location=)"[^"]*"', "\\1\"'추진실적'!A6\""),
        "총괄표!D6: link",
        "추진실적",
    ),
    Plant(
        "a hidden row",
        "matrix.xlsx",
        put(SHEET, '<row r="7" ', '<row r="7" hidden="1" '),
        "성과지표!7:7: is hidden now",
    ),
    Plant(
        "a hidden column",
        "matrix.xlsx",
        every(BUDGET, r'<col ([^>]*min="5")', r'<col hidden="1" \1'),
        "예산집행!E:E: is hidden now",
    ),
    Plant(
        "a hidden sheet",
        "matrix.xlsx",
        put(BOOK, 'name="변경이력" sheetId="13" state="visible"', 'name="변경이력" sheetId="13" state="hidden"'),
        "변경이력: is hidden now",
    ),
    Plant("a cell in white", "matrix.xlsx", in_parts(white), "성과지표!H6: text that is not seen '1214'"),
    Plant(
        "a name for another cell",
        "matrix.xlsx",
        put(BOOK, "'성과지표'!$H$6<", "'성과지표'!$D$6<"),
        "name indicator.settled: cells that it refers to",
        "$D$6",
    ),
    Plant(
        "the name of a sheet",
        "matrix.xlsx",
        put(BOOK, 'name="추진경과"', 'name="추진결과"'),
        "추진경과: sheet",
        "추진결과",
    ),
    Plant(
        "the author in the properties",
        "matrix.xlsx",
        every("docProps/core.xml", "가람도 농업정책과</dc:creator>", "나래군</dc:creator>"),
        "property of the document 'creator'",
        "나래군",
    ),
    Plant(
        "merged cells",
        "matrix.xlsx",
        every(BUDGET, r'<mergeCell ref="[^"]*"/>', ""),
        "예산집행: merged cells",
        "is gone",
    ),
]
