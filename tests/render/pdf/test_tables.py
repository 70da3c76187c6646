from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyreport.document.theme import Theme
from policyreport.document.tree import Column, Heading, Number, Pair, Pairs, Row, Table, Text
from policyreport.errors import Kind, PolicyReportError
from policyreport.render.pdf.flow import pages
from policyreport.render.pdf.lines import Line
from policyreport.render.pdf.runs import Look
from policyreport.render.pdf.table import PAD_Y, LaidRow, TableBox, TableLook
from policyreport.render.pdf.tables import table_box

from .specimens import number, opened, rendered, said, table_of, texts

LEADING = 10.0
LOOK = TableLook((100.0,), ("left",), LEADING, "#000000", "#000000", "#FFFFFF", "#FFFFFF")
HEAD = LaidRow(((Line((Look(9, "#000000").run("머리"),), 20),),))


def laid_table(heights: list[int]) -> TableBox:
    """Return a table of one column whose rows have so many lines each; row 3's are called 3.0, 3.1 …"""
    line = Look(9, "#000000").run
    rows = [LaidRow((tuple(Line((line(f"{i}.{j}"),), 20) for j in range(n)),)) for i, n in enumerate(heights)]
    return TableBox(HEAD, tuple(rows), LOOK)


def lines_of(table: TableBox) -> list[str]:
    return [line.runs[0].text for row in table.rows for line in row.cells[0]]


row_heights = st.lists(st.integers(1, 60), min_size=1, max_size=25)


@given(row_heights, st.floats(120, 700), st.floats(0, 700))
def test_rows_are_neither_lost_nor_doubled(heights: list[int], page: float, above: float):
    table = laid_table(heights)
    filler = laid_table([max(1, int(min(above, page - 40) / LEADING) - 3)])
    _, *parts = [each.box for laid in pages([filler, table], page) for each in laid]
    assert [line for part in parts for line in lines_of(part)] == lines_of(table)


@given(row_heights, st.floats(120, 700))
def test_each_part_of_a_table_has_the_head_and_stays_on_its_page(heights: list[int], page: float):
    for laid in pages([laid_table(heights)], page):
        for each in laid:
            assert each.box.head == HEAD
            assert each.offset + each.box.height <= page + 1e-6


@given(st.lists(st.integers(1, 3), min_size=3, max_size=60), st.floats(150, 500))
def test_short_rows_are_never_parted(heights: list[int], page: float):
    parts = [each.box for laid in pages([laid_table(heights)], page) for each in laid]
    assert [len(row.cells[0]) for part in parts for row in part.rows] == heights


@given(st.integers(5, 80), st.floats(150, 500))
def test_no_last_row_stands_alone_under_a_repeated_head(count: int, page: float):
    parts = [each.box for laid in pages([laid_table([1] * count)], page) for each in laid]
    assert all(len(part.rows) > 1 for part in parts)


def test_a_table_of_labels_has_no_head_to_repeat():
    table = TableBox(None, laid_table([1] * 30).rows, LOOK)
    first, rest = table.parted(5 * (LEADING + 2 * PAD_Y)) or (None, None)
    assert isinstance(first, TableBox)
    assert isinstance(rest, TableBox)
    assert (first.head, len(first.rows), len(rest.rows)) == (None, 5, 25)


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
    assert (caught.value.exit_code, problem.code, problem.field) == (Kind.RENDER, "pdf.table-too-wide", "넓은 표")
    assert "60 columns" in problem.what.en
    assert problem.hint is not None
    assert "workbook" in problem.hint.en


def test_every_table_that_is_too_wide_is_told_of():
    wide = tuple(Column(said(f"열{i}")) for i in range(60))
    with pytest.raises(PolicyReportError) as caught:
        rendered(Table(wide, (), said("하나")), table_of(("칸",)), Table(wide, (), said("둘")))
    assert [problem.field for problem in caught.value.problems] == ["하나", "둘"]


def test_columns_fill_the_width_whatever_they_hold():
    assert sum(table_box(table_of(("가", "나" * 300)), Theme(), 459).look.widths) == pytest.approx(459)


def test_no_number_is_parted_by_its_column():
    columns = tuple(Column(said(f"머리{i}"), "right") for i in range(5))
    row = Row(tuple((Number(f"n{i}", Decimal(149497 * 10**i), "억원"),) for i in range(5)))
    box = table_box(Table(columns, (row,) * 2), Theme(), 459)
    assert {len(cell) for laid in box.rows for cell in laid.cells} == {1}


def test_totals_are_bold_and_tinted():
    table = Table((Column(said("구분")),), (Row((said("몸"),)), Row((said("합계"),), "total")))
    body, total = table_box(table, Theme(), 459).rows
    assert [(row.tinted, "Bold" in row.cells[0][0].runs[0].face) for row in (body, total)] == [
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
    box = table_box(Table((Column(said("가")),), (Row(((Text("위\n아래"),),)),)), Theme(), 459)
    assert len(box.rows[0].cells[0]) == 2
