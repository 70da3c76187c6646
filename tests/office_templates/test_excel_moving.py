"""What stands on a sheet beside its cells, and grows, moves or is repeated with the rows of a filled template."""

from __future__ import annotations

import re
from io import BytesIO

from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, TwoCellAnchor
from openpyxl.formatting.rule import CellIsRule, DataBarRule, FormulaRule
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.table import Table, TableFormula
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook
from tests.knowledge import dataset, measure, program
from tests.templating.writing import facts

from .drawing_in_excel import (
    Draw,
    Rows,
    changed,
    drawn,
    everything,
    filled,
    filled_of,
    part,
    refused_of,
    reopened,
    sheet_of,
    told,
)

ROWS: Rows = [
    ["시책", "값"],
    ["{%tr for m in measures %}"],
    ["{{ m.title }}", 3],
    ["{%tr endfor %}"],
    ["합계", "=SUBTOTAL(9,B3:B3)"],
    ["끝"],
]
KNOWN = facts(dataset("2024Q3", measures=[measure(f"m{n}") for n in range(1, 4)], programs=[program("p1", "m1")]))
EMPTY = facts(dataset("2024Q3", measures=[], programs=[]))


def sheet(*draw: Draw, rows: Rows = ROWS) -> Worksheet:
    return sheet_of(filled(rows, *draw, known=KNOWN))


def test_merged_cells_of_repeated_rows_are_repeated_and_those_below_move():
    def merged(page: Worksheet) -> None:
        for area in ("A1:B1", "B3:C3", "A6:B6"):
            page.merge_cells(area)

    assert sorted(map(str, sheet(merged).merged_cells.ranges)) == ["A1:B1", "A6:B6", "B2:C2", "B3:C3", "B4:C4"]


def test_merged_cells_around_repeated_rows_grow():
    assert list(map(str, sheet(lambda page: page.merge_cells("C1:C6")).merged_cells.ranges)) == ["C1:C6"]


def test_merged_cells_that_would_cover_one_another_are_told():
    assert told(ROWS, lambda page: page.merge_cells("C3:C6")) == {"총괄!C3:C6": "template.merged"}


def test_row_heights_and_formats_are_repeated():
    def drawn_so(page: Worksheet) -> None:
        page.row_dimensions[3].height = 33
        page["B3"].number_format = "0.00"

    made = sheet(drawn_so)
    assert [made.row_dimensions[row].height for row in range(1, 6)] == [None, 33, 33, 33, None]
    assert [cell.number_format for cell in made["B"]][:5] == ["General", "0.00", "0.00", "0.00", "General"]


def test_conditional_formats_and_validations_hold_for_all_repeated_rows():
    def ruled(page: Worksheet) -> None:
        page.conditional_formatting.add("B3", CellIsRule(operator="greaterThan", formula=["AVERAGE($B$3:$B$3)"]))
        page.conditional_formatting.add("A3:B3", FormulaRule(formula=['$A3="가"']))
        page.conditional_formatting.add("B3:B5", DataBarRule("min", None, "max", None, "FF0000"))
        listed = DataValidation(type="list", formula1="$A$6:$A$6")
        listed.add("A3")
        page.add_data_validation(listed)

    made = sheet(ruled)
    assert {str(one.sqref): one.rules[0].formula for one in made.conditional_formatting} == {
        "B2:B4": ["AVERAGE($B$2:$B$4)"],
        "A2:B4": ['$A2="가"'],
        "B2:B5": [],
    }
    (listed,) = made.data_validations.dataValidation
    assert (str(listed.sqref), listed.formula1) == ("A2:A4", "$A$6:$A$6")


def test_rules_for_rows_of_inner_loops_leave_the_others_out():
    rows = [
        ["{%tr for m in measures %}"],
        ["{{ m.title }}"],
        ["{%tr for p in m.programs %}"],
        ["{{ p.title }}"],
        ["{%tr endfor %}"],
        ["{%tr endfor %}"],
    ]
    known = facts(
        dataset(
            "2024Q3",
            measures=[measure("m1"), measure("m2")],
            programs=[program(f"p{n}", "m1" if n < 2 else "m2") for n in range(5)],
        )
    )
    rule = CellIsRule(operator="equal", formula=["1"])
    made = sheet_of(filled(rows, lambda page: page.conditional_formatting.add("A4", rule), known=known))
    assert [str(one.sqref) for one in made.conditional_formatting] == ["A2:A3 A5:A7"]


def test_native_tables_grow_and_their_columns_are_called_as_their_heads():
    rows = [["{{ quarter.label }}", "값"], *ROWS[1:4], ["합계", "=SUBTOTAL(109,표1[값])"]]

    def table(page: Worksheet) -> None:
        made = Table(displayName="표1", ref="A1:B5", totalsRowCount=1)
        made._initialise_columns()
        made.tableColumns[0].name, made.tableColumns[1].name = "{{ quarter.label }}", "값"
        made.autoFilter.ref = "A1:B4"
        page.add_table(made)

    made = filled(rows, table, known=KNOWN)
    (grown,) = sheet_of(made).tables.values()
    assert (grown.ref, grown.autoFilter.ref) == ("A1:B5", "A1:B4")
    assert grown.column_names == [sheet_of(made)["A1"].value, "값"]
    assert sheet_of(made, values=True)["B5"].value == 9


def test_a_table_whose_rows_are_none_keeps_a_blank_one():
    def table(page: Worksheet) -> None:
        page.add_table(Table(displayName="표1", ref="A1:B4"))

    (kept,) = sheet_of(filled(ROWS, table, known=EMPTY)).tables.values()
    assert kept.ref == "A1:B2"


def test_a_table_that_would_be_repeated_is_told():
    rows = [["{%tr for m in measures %}"], ["가", "나"], [1, 2], ["{%tr endfor %}"]]

    def table(page: Worksheet) -> None:
        page.add_table(Table(displayName="표1", ref="A2:B3"))

    assert told(rows, table) == {"총괄!A2:B3": "template.native-table"}


def test_a_table_with_other_rows_of_a_loop_between_its_own_is_told():
    def table(page: Worksheet) -> None:
        page.add_table(Table(displayName="표1", ref="A1:B3"))

    assert told(PAIRS, table) == {"총괄!A1:B3": "template.native-table"}


def own_columns(page: Worksheet) -> None:
    made = Table(displayName="표1", ref="A1:C5", totalsRowCount=1)
    made._initialise_columns()
    for column, called in zip(made.tableColumns, ("이름", "값", "반"), strict=True):
        column.name = called
    made.tableColumns[2].calculatedColumnFormula = TableFormula(attr_text="[[#This Row],값]/2")
    page.add_table(made)
    for row in (2, 3, 4):
        page[f"C{row}"] = "=[[#This Row],값]/2"


def test_formulas_read_the_columns_of_their_own_table():
    rows = [["이름", "값", "반"], ROWS[1], ["{{ m.title }}", 3], ROWS[3], ["합계", "=SUBTOTAL(109,[값])"]]
    made = filled([*rows, ["=SUM(표1[[값]:[반]])"]], own_columns, known=KNOWN)
    assert [cell.value for cell in sheet_of(made)["C"]][1:4] == ["=표1[[#This Row],[값]]/2"] * 3
    values = sheet_of(made, values=True)
    assert [cell.value for cell in values["C"]][1:4] == [1.5] * 3
    assert (values["B5"].value, values["A6"].value) == (9, 13.5)


def test_columns_of_a_table_are_nothing_outside_the_file_and_other_brackets_are():
    assert told(ROWS, lambda page: page.__setitem__("D1", "=[1]총괄!A1")) == {"총괄!D1": "template.formula"}


def test_what_an_array_formula_once_gave_is_forgotten():
    def arrays(page: Worksheet) -> None:
        page["D6"], page["D7"] = ArrayFormula("D6:D7", "=B5*2"), 777

    made = sheet(arrays, rows=[*ROWS, []])
    assert [made["D6"].value.text, made["D7"].value] == ["=B5*2", None]


def test_names_print_areas_titles_and_filters_follow():
    def named(page: Worksheet) -> None:
        assert page.parent is not None
        page.parent.defined_names["값들"] = DefinedName("값들", attr_text="총괄!$B$3:$B$3")
        page.print_area, page.print_title_rows = "A1:B6", "1:1"
        page.auto_filter.ref = "A1:B4"

    made = reopened(filled(ROWS, named, known=KNOWN))
    page = made["총괄"]
    assert made.defined_names["값들"].attr_text == "총괄!$B$2:$B$4"
    assert (page.print_area, page.print_title_rows, page.auto_filter.ref) == ("'총괄'!$A$1:$B$6", "$1:$1", "A1:B4")


def test_frozen_heads_and_page_breaks_follow():
    rows = [["{%tr if council %}"], ["회의"], ["{%tr endif %}"], *ROWS[:4], [], ["끝"]]

    def viewed(page: Worksheet) -> None:
        page.freeze_panes = "B5"
        page.row_breaks.append(Break(id=8))

    made = sheet(viewed, rows=rows)
    assert (made.freeze_panes, [one.id for one in made.row_breaks.brk]) == ("B2", [5])


def test_links_and_notes_are_repeated_and_the_author_s_name_is_left_out():
    def linked(page: Worksheet) -> None:
        page["A3"].hyperlink = "https://a.kr/"
        page["B3"].comment = Comment("홍길동:\n확인함", "홍길동")
        page["A6"].hyperlink = "#총괄!A6"
        page["A6"].hyperlink.location = "총괄!A6"

    made = filled(ROWS, linked, known=KNOWN)
    cells = sheet_of(made)
    assert [cell.hyperlink.target for cell in cells["A"][1:4]] == ["https://a.kr/"] * 3
    assert [cell.comment.text for cell in cells["B"][1:4]] == ["확인함"] * 3
    assert "홍길동" not in everything(made)


def test_sparklines_are_repeated_each_for_its_own_row():
    line = (
        '<extLst><ext uri="{05C60535-1F16-4fd2-B633-F4F36F0B64E0}" '
        'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main">'
        '<x14:sparklineGroups xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"><x14:sparklineGroup>'
        "<x14:sparklines><x14:sparkline><xm:f>총괄!B3:D3</xm:f><xm:sqref>E3</xm:sqref></x14:sparkline></x14:sparklines>"
        "</x14:sparklineGroup></x14:sparklineGroups></ext></extLst></worksheet>"
    )
    content = changed(drawn(ROWS), {"xl/worksheets/sheet1.xml": lambda p: p.replace(b"</worksheet>", line.encode())})
    written = part(filled_of(content, KNOWN), "xl/worksheets/sheet1.xml")
    assert re.findall("<xm:f>(.*?)</xm:f><xm:sqref>(.*?)</xm:sqref>", written) == [
        ("총괄!B2:D2", "E2"),
        ("총괄!B3:D3", "E3"),
        ("총괄!B4:D4", "E4"),
    ]
    assert "extLst" not in part(filled_of(content, EMPTY), "xl/worksheets/sheet1.xml")


CACHED = b"<numCache><formatCode>0.0</formatCode><ptCount val='1'/><pt idx='0'><v>9</v></pt></numCache>"


def chart(page: Worksheet) -> None:
    made = BarChart()
    made.add_data(Reference(page, min_col=2, min_row=3, max_row=3))
    made.set_categories(Reference(page, min_col=1, min_row=3, max_row=3))
    made.title = "{{ policy.title }} 차트"
    made.anchor = TwoCellAnchor("twoCell", AnchorMarker(3, 0, 7), AnchorMarker(9, 0, 20))
    page.add_chart(made)


def test_charts_show_all_repeated_rows_and_keep_what_they_are():
    content = drawn(ROWS, chart)
    cached = changed(
        content,
        {"xl/charts/chart1.xml": lambda p: p.replace(b"</f></numRef></val>", b"</f>" + CACHED + b"</numRef></val>")},
    )
    written = part(filled_of(cached, KNOWN), "xl/charts/chart1.xml")
    assert re.findall("<f>(.*?)</f>", written) == ["'총괄'!$A$2:$A$4", "'총괄'!$B$2:$B$4"]
    assert '<formatCode>0.0</formatCode><ptCount val="3"/><pt idx="0"><v>3</v></pt>' in written
    assert "<a:t>레벨업 전략</a:t>" in written


PAIRS: Rows = [["구분", "값"], ROWS[1], ["{{ m.title }}", 3], ["", 4], ROWS[3], ["끝"]]
"""Two lines a measure, in rows 3 and 4."""


def test_a_chart_s_series_are_of_their_own_lines_alone():
    cached = b"</f>" + CACHED + b"</numRef></val>"
    content = changed(
        drawn(PAIRS, chart), {"xl/charts/chart1.xml": lambda p: p.replace(b"</f></numRef></val>", cached)}
    )
    written = part(filled_of(content, KNOWN), "xl/charts/chart1.xml")
    assert re.findall("<f>(.*?)</f>", written) == [
        "('총괄'!$A$2,'총괄'!$A$4,'총괄'!$A$6)",
        "('총괄'!$B$2,'총괄'!$B$4,'총괄'!$B$6)",
    ]
    assert re.findall('<pt idx="(.)"><v>(.*?)</v>', written) == [("0", "3"), ("1", "3"), ("2", "3")]


def test_a_series_along_a_repeated_row_is_a_fault():
    def along(page: Worksheet) -> None:
        made = BarChart()
        made.add_data(Reference(page, min_col=1, max_col=2, min_row=3, max_row=3), from_rows=True)
        page.add_chart(made)

    assert told(ROWS, along) == {"총괄 차트": "template.formula"}


def test_labels_from_cells_follow_their_series():
    labels = (
        b'<extLst><ext uri="{02D57815-91ED-43cb-92C2-25804820EDAC}" '
        b'xmlns:c15="http://schemas.microsoft.com/office/drawing/2012/chart"><c15:datalabelsRange>'
        b"<c15:f>\xec\xb4\x9d\xea\xb4\x84!$A$3</c15:f><c15:dlblRangeCache><ptCount val='1'/><pt idx='0'><v>{{</v></pt>"
        b"</c15:dlblRangeCache></c15:datalabelsRange></ext></extLst></ser>"
    ).replace(b"{{", "옛 이름".encode())
    content = changed(drawn(ROWS, chart), {"xl/charts/chart1.xml": lambda p: p.replace(b"</ser>", labels)})
    written = part(filled_of(content, KNOWN), "xl/charts/chart1.xml")
    assert "<c15:f>총괄!$A$2:$A$4</c15:f>" in written
    assert "시책 m3" in written
    assert "옛 이름" not in written


def test_a_shape_that_shows_a_cell_shows_one():
    def linked(cell: str) -> bytes:
        shape = (
            '<xdr:twoCellAnchor xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing">'
            "<xdr:from><xdr:col>0</xdr:col><xdr:row>9</xdr:row></xdr:from><xdr:to><xdr:col>1</xdr:col>"
            f'<xdr:row>9</xdr:row></xdr:to><xdr:sp textlink="{cell}"/><xdr:clientData/></xdr:twoCellAnchor></'
        )
        added = {"xl/drawings/drawing1.xml": lambda p: re.sub(rb"</(?=(?:xdr:)?wsDr>)", shape.encode(), p)}
        return changed(drawn(ROWS, chart), added)

    assert 'textlink="총괄!$B$5"' in part(filled_of(linked("총괄!$B$5"), KNOWN), "xl/drawings/drawing1.xml")
    assert [p.field for p in refused_of(linked("총괄!$B$3"))] == ["총괄!$B$3"]


def test_charts_on_sheets_of_their_own_follow_too():
    def on_its_own(page: Worksheet) -> None:
        assert page.parent is not None
        made = BarChart()
        made.add_data(Reference(page, min_col=2, min_row=3, max_row=3))
        page.parent.create_chartsheet("차트").add_chart(made)

    made = filled(ROWS, on_its_own, known=KNOWN)
    assert reopened(made).sheetnames == ["총괄", "차트"]
    assert re.findall("<f>(.*?)</f>", part(made, "xl/charts/chart1.xml")) == ["'총괄'!$B$2:$B$4"]


def test_formulas_of_arrays_are_repeated_with_their_areas():
    def arrays(page: Worksheet) -> None:
        page["D3"], page["E3"] = ArrayFormula("D3", "=SUM(B3*B3)"), ArrayFormula("E3:F3", "=B3:C3*2")

    cells = [cell.value for column in ("D", "E") for cell in sheet(arrays)[column][1:4]]
    assert [(cell.ref, cell.text) for cell in cells] == [
        *((f"D{row}", f"=SUM(B{row}*B{row})") for row in (2, 3, 4)),
        *((f"E{row}:F{row}", f"=B{row}:C{row}*2") for row in (2, 3, 4)),
    ]


def test_charts_move_with_their_row_and_keep_their_size():
    written = part(filled(ROWS, chart, known=KNOWN), "xl/drawings/drawing1.xml")
    rows = [int(row) for row in re.findall(r"<(?:xdr:)?row>(\d+)<", written)]
    assert rows == [7, 20]
    longer = facts(dataset("2024Q3", measures=[measure(f"m{n}") for n in range(10)]))
    moved = part(filled(ROWS, chart, known=longer), "xl/drawings/drawing1.xml")
    assert [int(row) for row in re.findall(r"<(?:xdr:)?row>(\d+)<", moved)] == [14, 27]


def test_columns_that_are_repeated_keep_their_width():
    rows = [["시책", "{%tc for m in measures %}", "{{ m.title }}", "{%tc endfor %}", "끝"]]

    def wide(page: Worksheet) -> None:
        for letter, width in zip("ABCDE", (10, 1, 22, 1, 30), strict=True):
            page.column_dimensions[letter].width = width

    made = part(filled(rows, wide, known=KNOWN), "xl/worksheets/sheet1.xml")
    widths = {n: w for w, n in re.findall(r'<col width="(\d+)" customWidth="1" min="(\d+)"', made)}
    assert widths == {"1": "10", "2": "22", "3": "22", "4": "22", "5": "30"}


def test_other_readers_see_the_same_values():
    rows = CalamineWorkbook.from_filelike(BytesIO(filled(ROWS, known=KNOWN).content)).get_sheet_by_index(0).to_python()
    assert rows == [["시책", "값"], *[[f"시책 m{n}", 3.0] for n in (1, 2, 3)], ["합계", 9.0], ["끝", ""]]
