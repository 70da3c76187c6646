"""What other programs make of a filled workbook: the values that its template and its data say."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pandas as pd
import pytest
from openpyxl import load_workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.worksheet.table import Table
from openpyxl.worksheet.worksheet import Worksheet
from tests.knowledge import dataset, indicator, measure, program, seen
from tests.renderers.open_xml_sdk import faults, needs_the_sdk
from tests.templating.writing import facts

from .drawing_in_excel import SHEET, Rows, drawn, filled_of
from .recalculating import Values, differences, recalculated, values_of

ROWS: Rows = [
    ["{{ document.title }}"],
    ["기준일", "{{ quarter.as_of }}"],
    ["시책", "사업", "값", "비중"],
    ["{%tr for m in measures %}"],
    ["{{ m.title }}", "", "=SUM(C7:C7)", "=C5/$C$10"],
    ["{%tr for p in m.programs %}"],
    ["", "{{ p.title }}", "{{ outcomes[0].actual }}", "=IF($C$10=0,0,C7/$C$10)"],
    ["{%tr endfor %}"],
    ["{%tr endfor %}"],
    ["합계", "=COUNTA(B7:B7)", "=SUBTOTAL(9,C7:C7)", "=SUM(D7:D7)"],
    ["평균", "", "=AVERAGE(C7:C7)", "=MAX(D5:D7)"],
    ["지표", "수"],
    ["{%tr for i in outcomes %}"],
    ["{{ i.title }}", "{{ i.actual }}"],
    ["{%tr endfor %}"],
    ["계", "=SUBTOTAL(109,지표[수])"],
]


def furnished(sheet: Worksheet) -> None:
    sheet.merge_cells("A1:D1")
    sheet.freeze_panes = "A4"
    sheet.print_area = "A1:D16"
    sheet["C5"].number_format, sheet["D7"].number_format = "#,##0.00", "0.0%"
    sheet["B7"].comment = Comment("사업의 이름", "홍길동")
    table = Table(displayName="지표", ref="A12:B16", totalsRowCount=1)
    table._initialise_columns()
    table.tableColumns[0].name, table.tableColumns[1].name = "지표", "수"
    sheet.add_table(table)
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=3, min_row=7, max_row=7))
    chart.title = "{{ policy.title }} 차트"
    sheet.add_chart(chart, "F3")


KNOWN = facts(
    dataset(
        "2024Q3",
        measures=[measure("m1", title="=1+1"), measure("m2", title="R&D ‹혁신>"), measure("m3")],
        programs=[program(f"p{n}", f"m{1 + n % 2}", title=f"사업 _x0041_ {n}") for n in range(7)],
        indicators=[indicator(f"i{n}", role="outcome", unit="억원") for n in range(4)],
        observations=[seen(f"i{n}", "2024Q3", f"{n}12.345") for n in range(1, 4)],
    )
)
TEMPLATE = drawn(ROWS, furnished)
FILE = filled_of(TEMPLATE, KNOWN).content


@pytest.fixture(scope="module")
def reckoned(tmp_path_factory: pytest.TempPathFactory) -> Values:
    """What LibreOffice reckons from the file without its cached values."""
    return recalculated([FILE], tmp_path_factory.mktemp("reckoned"))[0]


def test_libreoffice_reckons_what_is_written_beside_formulas(reckoned: Values):
    assert differences(FILE, reckoned) == {}
    assert len(values_of(FILE)) > 30


def test_libreoffice_reckons_every_formula_to_a_value(reckoned: Values):
    sheet = load_workbook(BytesIO(FILE)).worksheets[0]
    formulas = [
        cell.coordinate for row in sheet.iter_rows() for cell in row if cell.data_type == "f" and cell.value[0] == "="
    ]
    of_data = {"A4"}
    assert [
        place
        for place in formulas
        if place not in of_data and not isinstance(reckoned.get((SHEET, place)), int | float)
    ] == []
    assert reckoned[SHEET, "D15"] == pytest.approx(1)


@needs_the_sdk
def test_the_open_xml_sdk_finds_no_fault_that_the_template_has_not(tmp_path: Path):
    known = [(fault["path"], fault["description"]) for fault in faults(TEMPLATE, "xlsx", tmp_path)]
    assert [f for f in faults(FILE, "xlsx", tmp_path) if (f["path"], f["description"]) not in known] == []


@pytest.mark.parametrize("engine", ["openpyxl", "calamine"])
def test_pandas_reads_the_same_values(engine: str):
    frame = pd.read_excel(BytesIO(FILE), header=2, engine=engine)
    told = values_of(FILE)
    assert frame["시책"].iloc[0] == told[SHEET, "A4"] == "=1+1"
    assert frame["사업"].iloc[1] == told[SHEET, "B5"] == "사업 _x0041_ 0"
    assert frame["값"].iloc[0] == told[SHEET, "C4"] == frame["값"].iloc[1:5].sum()


def test_every_relationship_leads_to_a_part_that_is_there():
    with ZipFile(BytesIO(FILE)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    targets = {
        t.decode() for n, c in parts.items() if n.endswith(".rels") for t in re.findall(rb'Target="/?([^"]+)"', c)
    }
    assert targets - parts.keys() == set()
    listed = {n.decode() for n in re.findall(rb'PartName="/([^"]+)"', parts["[Content_Types].xml"])}
    assert listed == {name for name in parts if not name.endswith(".rels") and name != "[Content_Types].xml"}
