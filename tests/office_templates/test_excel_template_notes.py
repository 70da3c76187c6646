"""What an Excel template hides, and what stands beside a loop, is told without being a fault."""

from __future__ import annotations

from openpyxl.worksheet.table import Table
from openpyxl.worksheet.worksheet import Worksheet

from .drawing_in_excel import FILE, Draw, Rows, drawn, filled_with, refused_with

FOR, END = ["{%tr for r in records %}", "", "", "", ""], ["{%tr endfor %}"]
HEAD = ["구분", "값", "", "항목", "수"]
RECORDS = [{"title": f"사업 {n}", "plan": n * 10} for n in (1, 2, 3)]
BESIDE: Rows = [HEAD, FOR, ["{{ r.title }}", "{{ r.plan }}", "", "운영비", 7], END, ["끝", "", "", "여비", 9]]


def notes(rows: Rows, *draw: Draw) -> dict[str, str]:
    """Return the places of what is told of a template, with its codes."""
    found = filled_with(drawn(rows, *draw), records=RECORDS).notes
    assert all(note.hint for note in found)
    return {str(note.where).removeprefix(FILE).removeprefix(" › "): note.code for note in found}


def test_a_plain_template_has_nothing_that_is_told():
    assert notes([HEAD[:2], FOR, ["{{ r.title }}", "{{ r.plan }}", "=B3*2", "건"], END, ["계", "=SUM(B3:B3)"]]) == {}


def test_hidden_rows_columns_and_sheets_are_told_where_something_stands_in_them():
    def hide(sheet: Worksheet) -> None:
        for row in (1, 30):
            sheet.row_dimensions[row].hidden = True
        for column in ("B", "H"):
            sheet.column_dimensions[column].hidden = True
        assert sheet.parent is not None
        sheet.parent.create_sheet("목록").sheet_state = "hidden"

    rows = [HEAD[:2], FOR, ["{{ r.title }}", "{{ r.plan }}"], END]
    assert notes(rows, hide) == dict.fromkeys(("총괄!1:1", "총괄!B:B", ""), "template.hidden-cells")


def test_what_a_loop_repeats_though_it_stands_apart_is_told():
    assert notes(BESIDE) == {"총괄!D3:E3": "template.repeated-beside"}
    beside = [*BESIDE[:2], ["{{ r.title }}", "{{ r.plan }}", "", "{{ r.title }}", 7], *BESIDE[3:]]
    assert notes(beside) == {}


def table(name: str, cells: str) -> Draw:
    return lambda sheet: sheet.add_table(Table(displayName=name, ref=cells))


def test_a_native_table_whose_rows_a_loop_beside_it_would_repeat_is_a_fault():
    (problem,) = refused_with(drawn(BESIDE, table("오른쪽", "D1:E5")), records=RECORDS)
    assert (str(problem.where), problem.code) == (f"{FILE} › 총괄!D1:E5", "template.native-table")
    assert refused_with(drawn(BESIDE, table("왼쪽", "A1:B4")), records=RECORDS) == []
