from __future__ import annotations

from decimal import Decimal
from io import BytesIO

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyreport.diagnostics import ErrorKind, PolicyReportError
from policyreport.document.nodes import Column, Heading, Number, Pair, Pairs, Row, Table, Text
from policyreport.document.theme import Theme
from policyreport.renderers.pdf.fonts import SANS
from policyreport.renderers.pdf.line_breaking import Line
from policyreport.renderers.pdf.paginate import pages
from policyreport.renderers.pdf.runs import RenderContext, RunStyle
from policyreport.renderers.pdf.structure_tree import Element
from policyreport.renderers.pdf.table_layout import PAD_Y, Cell, LaidRow, TableBox, TableLayout, TableStyle, row_of

from .specimens import number, opened, overlapping, rendered, said, table_of, texts

LEADING = 10.0
LOOK = TableStyle((100.0,), ("left",), LEADING, "#000000", "#000000", "#FFFFFF", "#FFFFFF")


def laid_row(*said: str, is_head: bool = False) -> LaidRow:
    """Return a row of one cell, a line for each text."""
    lines = [Line((RunStyle(9, "#000000", SANS.regular).run(text),), 20) for text in said]
    return row_of([Cell(lines, Element("TD"), 0)], LEADING, is_head=is_head)


HEAD = [laid_row("머리", is_head=True)]


def laid_table(heights: list[int]) -> TableBox:
    """Return a table of one column whose rows have so many lines each; row 3's are called 3.0, 3.1 …"""
    rows = [laid_row(*(f"{i}.{j}" for j in range(n))) for i, n in enumerate(heights)]
    return TableBox(HEAD, rows, LOOK)


def parts_of(height: float, *tables: TableBox) -> list[TableBox]:
    """Return the parts of tables on pages so many points high."""
    parts = [each.box for page in pages(tables, height) for each in page.column]
    assert all(isinstance(part, TableBox) for part in parts)
    return [part for part in parts if isinstance(part, TableBox)]


def box_of(table: Table, width: float = 459) -> TableBox:
    box, lies = TableLayout(table, RenderContext(Theme()), Element("Table")).box(width, width)
    assert not lies
    return box


def lines_of(table: TableBox) -> list[str]:
    return [line.runs[0].text for row in table.rows for line in row.cells[0].lines]


row_heights = st.lists(st.integers(1, 60), min_size=1, max_size=25)


@given(row_heights, st.floats(120, 700), st.floats(0, 700))
def test_rows_are_neither_lost_nor_doubled(heights: list[int], page: float, above: float):
    table = laid_table(heights)
    filler = laid_table([max(1, int(min(above, page - 40) / LEADING) - 3)])
    _, *parts = parts_of(page, filler, table)
    assert [line for part in parts for line in lines_of(part)] == lines_of(table)


@given(row_heights, st.floats(120, 700))
def test_each_part_of_a_table_has_the_head_and_stays_on_its_page(heights: list[int], page: float):
    for laid in pages([laid_table(heights)], page):
        assert all(isinstance(each.box, TableBox) and each.box.head == HEAD for each in laid.column)
        assert laid.end <= page + 1e-6


@given(st.lists(st.integers(1, 3), min_size=3, max_size=60), st.floats(150, 500))
def test_short_rows_are_never_parted(heights: list[int], page: float):
    parts = parts_of(page, laid_table(heights))
    assert [len(row.cells[0].lines) for part in parts for row in part.rows] == heights


@given(st.integers(5, 80), st.floats(150, 500))
def test_no_last_row_stands_alone_under_a_repeated_head(count: int, page: float):
    assert all(len(part.rows) > 1 for part in parts_of(page, laid_table([1] * count)))


def test_a_table_of_labels_has_no_head_to_repeat():
    table = TableBox([], laid_table([1] * 30).rows, LOOK)
    first, rest = table.split(5 * (LEADING + 2 * PAD_Y)) or (None, None)
    assert isinstance(first, TableBox)
    assert isinstance(rest, TableBox)
    assert (first.head, len(first.rows), len(rest.rows)) == ([], 5, 25)


def test_the_head_is_printed_on_every_page_and_each_row_once():
    found = texts(rendered(table_of(*((f"행{i}번", "글") for i in range(200)))))
    assert len(found) > 3
    assert all("가 나" in page for page in found)
    assert [f"행{i}번" in page for i in range(200) for page in found].count(True) == 200


def test_a_cell_taller_than_a_page_goes_on_on_the_next():
    words = [f"낱말{i}" for i in range(1500)]
    found = texts(rendered(table_of((" ".join(words), "옆"))))
    assert len(found) > 2
    said_again = " ".join(found).split()
    assert [word for word in said_again if word.startswith("낱말")] == words
    assert said_again.count("옆") == 1


def test_a_caption_stands_on_the_page_where_its_table_begins():
    for filling in range(40, 60):
        blocks = (
            table_of(*[("채움",)] * filling),
            Heading(2, said("머리말")),
            table_of(("칸",), ("칸",), caption="이름"),
        )
        found = texts(rendered(*blocks))
        assert len([page for page in found if "머리말 표 1. 이름 가 칸 칸" in page]) == 1, filling


def test_five_thousand_rows_are_all_there():
    found = " ".join(texts(rendered(table_of(*((f"행{i}",) for i in range(5000))))))
    assert [word for word in found.split() if word.startswith("행")] == [f"행{i}" for i in range(5000)]


def test_sixty_columns_are_a_problem_that_names_the_table_and_what_to_do():
    heads = tuple(Column(said(f"열{i}")) for i in range(60))
    wide = Table(heads, (Row(tuple(said("값") for _ in heads)),), said("넓은 표"))
    with pytest.raises(PolicyReportError) as caught:
        rendered(wide)
    (problem,) = caught.value.problems
    assert (caught.value.exit_code, problem.code, problem.field) == (ErrorKind.RENDER, "pdf.table-too-wide", "넓은 표")
    assert "60 columns" in problem.what.en
    assert problem.hint is not None
    assert "workbook" in problem.hint.en


def test_every_table_that_is_too_wide_is_told_of():
    wide = tuple(Column(said(f"열{i}")) for i in range(60))
    with pytest.raises(PolicyReportError) as caught:
        rendered(Table(wide, (), said("하나")), table_of(("칸",)), Table(wide, (), said("둘")))
    assert [problem.field for problem in caught.value.problems] == ["하나", "둘"]


def test_columns_fill_the_width_whatever_they_hold():
    assert sum(box_of(table_of(("가", "나" * 300))).style.widths) == pytest.approx(459)


def test_no_number_is_parted_by_its_column():
    columns = tuple(Column(said(f"머리{i}"), "right") for i in range(5))
    row = Row(tuple((Number(f"n{i}", Decimal(149497 * 10**i), "억원"),) for i in range(5)))
    box = box_of(Table(columns, (row,) * 2))
    assert {len(cell.lines) for laid in box.rows for cell in laid.cells} == {1}


def test_totals_are_bold_and_tinted():
    table = Table((Column(said("구분")),), (Row((said("몸"),)), Row((said("합계"),), "total")))
    body, total = box_of(table).rows
    assert [(bool(row.tint), "Bold" in row.cells[0].lines[0].runs[0].face.name) for row in (body, total)] == [
        (False, False),
        (True, True),
    ]


def test_tables_with_captions_are_numbered_as_they_come():
    found = " ".join(
        texts(rendered(table_of(("칸",), caption="하나"), table_of(("칸",)), table_of(("칸",), caption="둘")))
    )
    assert "표 1. 하나" in found
    assert "표 2. 둘" in found


def test_the_unit_stands_above_the_table():
    assert "(단위: 억원) 가 칸" in texts(rendered(table_of(("칸",), unit="억원")))[0]


def test_an_empty_table_shows_its_head():
    assert texts(rendered(Table((Column(said("머리")),), ())))[0].endswith("머리")


def test_pairs_of_a_very_long_label_keep_half_the_width_for_their_contents():
    pairs = Pairs((Pair(said("아주 긴 이름표 " * 20), said(number("n", "12", "건"))),))
    file = rendered(pairs)
    (placed,) = file.placements
    assert placed.text == "12건"
    assert float(placed.where.split(" to ")[1].split(",")[0]) < opened(file)[0].get_width()


def test_a_cells_line_break_begins_a_line():
    box = box_of(Table((Column(said("가")),), (Row(((Text("위\n아래"),),)),)))
    assert len(box.rows[0].cells[0].lines) == 2


def grouped(head: str) -> Table:
    """Return a table whose first column, of a head of its own, stands beside six under a common one."""
    columns = Column(said(head)), *(Column(said("가"), "left", said("묶음")) for _ in range(6))
    return Table(columns, (Row(tuple(said("길고 긴 칸 내용 " * 6) for _ in columns)),))


@pytest.mark.parametrize("times", [1, 2, 3, 6])
def test_a_head_beside_a_common_one_has_room_for_all_its_lines(times: int):
    assert overlapping(rendered(grouped("아주 긴 머리말이 여러 줄로 " * times))) == []


def test_columns_side_by_side_stand_under_their_common_head():
    heads = [("이름", ""), ("예산", "2025년"), ("집행", "2025년"), ("예산", "2026년")]
    columns = tuple(Column(said(head), "left", said(group) if group else ()) for head, group in heads)
    (page,) = texts(rendered(Table(columns, (Row(tuple(map(said, "가나다라"))),))))
    assert page.endswith("이름 2025년 2026년 예산 집행 예산 가 나 다 라")


def test_a_row_that_heads_others_says_only_its_first_cell():
    columns = Column(said("이름")), Column(said("예산"), "right")
    rows = Row((said("아주 긴 묶음의 이름 " * 4), said("숨음")), "group"), Row((said("하나"), said("1")))
    (page,) = texts(rendered(Table(columns, rows)))
    assert page.endswith("아주 긴 묶음의 이름 하나 1")


def test_a_row_that_heads_others_is_the_head_of_its_row():
    columns = Column(said("이름")), Column(said("예산"), "right")
    rows = Row((said("묶음"), ()), "group"), Row((said("하나"), said("1")))
    pdf = pikepdf.open(BytesIO(rendered(Table(columns, rows)).content))
    cells = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/TH"]
    assert [(str(one.A.Scope), int(one.A.get("/ColSpan", 1))) for one in cells] == [
        ("/Column", 1),
        ("/Column", 1),
        ("/Row", 2),
    ]


def test_a_row_that_heads_others_is_never_the_last_on_a_page():
    for every in range(2, 7):
        rows = [Row((said(f"묶음{i}"),), "group") if i % every == 0 else Row((said(f"행{i}"),)) for i in range(1, 100)]
        pages_read = texts(rendered(Table((Column(said("가")),), tuple(rows))))
        assert not [page for page in pages_read[:-1] if page.split()[-1].startswith("묶음")], every
