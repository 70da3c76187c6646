from __future__ import annotations

from dataclasses import asdict, fields, replace

from hypothesis import given
from hypothesis import strategies as st
from tests.document.specimens import KITCHEN_SINK, META

from policyreport.document.large_print import large_print, with_narrow_tables
from policyreport.document.nodes import Box, Column, Document, Number, Row, Table, Text
from policyreport.document.number_format import plain_text
from policyreport.document.theme import Page, Sizes, Theme

HOUSE = Theme()
SIZES = tuple(field.name for field in fields(Sizes))
points = st.floats(4, 72).map(lambda size: round(size, 1))
themes = st.builds(
    Theme, sizes=st.builds(Sizes, **dict.fromkeys(SIZES, points)), leading=st.floats(1.2, 2.5), page=st.just(Page())
)


def sizes_of(theme: Theme) -> dict[str, float]:
    return asdict(theme.sizes)


@given(themes)
def test_nothing_is_smaller_than_thirteen_points_nor_than_it_was(theme: Theme) -> None:
    large = large_print(theme)
    assert min(sizes_of(large).values()) >= 13
    assert all(size >= sizes_of(theme)[name] for name, size in sizes_of(large).items())


@given(themes)
def test_lines_stand_at_least_thirteen_tenths_of_their_size_apart(theme: Theme) -> None:
    assert large_print(theme).leading >= max(1.3, theme.leading)


@given(themes)
def test_what_was_larger_is_not_smaller_now(theme: Theme) -> None:
    before, after = sizes_of(theme), sizes_of(large_print(theme))
    names = sorted(SIZES, key=lambda name: before[name])
    assert [after[name] for name in names] == sorted(after.values())


def test_the_body_is_sixteen_points_and_heads_keep_their_distance_from_it() -> None:
    sizes = large_print(HOUSE).sizes
    assert (sizes.body, sizes.heading1 - sizes.body) == (16, HOUSE.sizes.heading1 - HOUSE.sizes.body)


def test_the_steps_of_the_house_scale_are_kept() -> None:
    assert len(set(sizes_of(large_print(HOUSE)).values())) == len(set(sizes_of(HOUSE).values()))


def test_margins_are_narrower_and_colours_and_marks_the_same() -> None:
    large = large_print(HOUSE)
    assert (large.page.side, large.page.top) == (20, 24)
    assert (large.colours, large.item_marks, large.lamps) == (HOUSE.colours, HOUSE.item_marks, HOUSE.lamps)


def test_the_sizes_of_a_reference_file_do_not_take_the_place_of_the_large_ones() -> None:
    assert large_print(replace(HOUSE, reference=b"a Word file")).reference == b""


def test_a_margin_that_is_narrow_already_stays() -> None:
    assert large_print(Theme(page=Page(top=20, bottom=22, side=20))).page == Page(top=20, bottom=22, side=20)


def words(text: str) -> tuple[Text]:
    return (Text(text),)


VALUE = (Number("f", None, "개"),)
WIDE = Table(
    (
        Column(words("사업")),
        Column(words("계획"), "right", words("예산")),
        *(Column(words(name)) for name in ("집행", "잔액", "기간", "비고")),
    ),
    (
        Row((words("묶음"), (), (), (), (), ()), "group"),
        Row((words("가"), VALUE, words("2"), (), words("3"), words("4"))),
    ),
    words("집행"),
    "억원",
)


def test_a_wide_table_has_a_row_for_each_cell_under_its_rows_name() -> None:
    (table,) = with_narrow_tables(Document(META, (WIDE,)), 5).blocks
    assert isinstance(table, Table)
    assert [(row.kind, *map(plain_text, row.cells)) for row in table.rows] == [
        ("group", "묶음", ""),
        ("group", "가", ""),
        ("body", "예산 계획", "-"),
        ("body", "집행", "2"),
        ("body", "기간", "3"),
        ("body", "비고", "4"),
    ]
    assert (table.caption, table.unit) == (WIDE.caption, WIDE.unit)


def test_a_row_of_a_wide_table_keeps_its_name_so_that_references_still_lead_there() -> None:
    wide = Table((Column(()),) * 5, (Row(((Text("가"),),) * 5, name="program.a"),))
    (narrow,) = with_narrow_tables(Document(META, (wide,)), 4).blocks
    assert isinstance(narrow, Table)
    assert [row.name for row in narrow.rows] == ["program.a", "", "", "", ""]


def test_a_wide_table_in_a_box_is_narrowed_too() -> None:
    (box,) = with_narrow_tables(Document(META, (Box((), (WIDE,)),)), 5).blocks
    assert isinstance(box, Box)
    assert [len(table.columns) for table in box.blocks if isinstance(table, Table)] == [2]


def test_what_is_narrow_stays_as_it_is() -> None:
    assert with_narrow_tables(KITCHEN_SINK, 5) == KITCHEN_SINK
