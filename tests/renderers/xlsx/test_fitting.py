from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyreport.document.nodes import (
    Block,
    Column,
    Date,
    Inline,
    Link,
    Number,
    Pair,
    Pairs,
    Paragraph,
    Row,
    Table,
    Text,
)
from policyreport.document.theme import Theme
from policyreport.renderers.xlsx.context import RenderContext
from policyreport.renderers.xlsx.plan import Sheet
from policyreport.renderers.xlsx.sheets import block_lines, columns_of
from policyreport.renderers.xlsx.sizing import (
    column_widths,
    line_capacity,
    row_heights,
    units,
    word_widths,
    wrapped_lines,
)
from policyreport.renderers.xlsx.styles import CellStyle

LOOK = CellStyle(10, "#000000")
PAGE = 139


def planned(*blocks: Block) -> Sheet:
    columns = columns_of(blocks)
    return Sheet("표", columns, tuple(block_lines(blocks, RenderContext(Theme(), columns))))


def widths_of(*contents: Inline) -> tuple[float, ...]:
    table = Table(tuple(Column((Text("열"),)) for _ in contents), (Row(tuple((c,) for c in contents)),))
    return column_widths(planned(table), Theme())


def test_a_hangul_is_two_digits_wide():
    assert units("가나 AB1") == 8


@pytest.mark.parametrize(
    ("text", "lines"), [("", 1), ("가", 1), ("가나다 " * 30, 11), ("가\n나\n다", 3), ("W" * 100, 6)]
)
def test_lines_are_counted_by_words_and_long_words_are_broken(text: str, lines: int):
    assert wrapped_lines(text, line_capacity(20, LOOK), word_widths([text])) == lines


@given(st.text(st.sampled_from("가A ,\n"), max_size=200), st.integers(4, 60))
def test_text_never_takes_more_room_than_its_lines_have(text: str, width: int):
    assert (
        units(text.replace("\n", "")) * 0.875
        <= wrapped_lines(text, line_capacity(width, LOOK), word_widths([text])) * width + 1
    )


def test_a_narrow_table_fills_the_page():
    assert sum(widths_of(Text("가"), Text("나"))) == pytest.approx(PAGE, abs=1)


def test_a_longer_text_has_a_wider_column():
    short, long = widths_of(Text("가"), Text("가나다라마바사"))
    assert long > short


def test_a_table_of_long_texts_stays_legible_when_shrunk_to_the_page():
    assert sum(widths_of(*[Text("가나다라 마바사 " * 20)] * 8)) == pytest.approx(PAGE * 1.25, abs=2)


def test_a_number_always_has_the_room_it_needs():
    wide = Number("f", Decimal(-123456789012345), "백만원", bound="at_least")
    widths = widths_of(wide, *[Text("가나다라 마바사 " * 20)] * 9)
    assert widths[0] > len("△123,456,789,012,345") + 2 * len("백만원 이상") - 4


def test_a_date_always_has_the_room_it_needs():
    assert widths_of(Date(2025, 12, 31), *[Text("가나다라 마바사 " * 20)] * 12)[0] > len("2025. 12. 31.")


def test_caption_and_unit_have_room_beside_each_other():
    small = Table(
        (Column((Text("가"),)), Column((Text("나"),))), (), (Text("제목은 스무 자쯤 되는 표의 제목"),), "개사, 억원, %"
    )
    large = Table(tuple(Column((Text("가나다라마바사아자차"),)) for _ in range(9)), ())
    widths = column_widths(planned(small, large), Theme())
    assert widths[0] + widths[1] > 0.9 * (units("제목은 스무 자쯤 되는 표의 제목") + units("(단위: 개사, 억원, %)"))


def test_labels_stay_close_to_what_they_stand_for():
    widths = column_widths(planned(Pairs((Pair((Text("일시"),), (Text("장소"),)),))), Theme())
    assert widths[0] < 12 < widths[1]


def test_a_row_is_as_high_as_its_lines():
    sheet = planned(Paragraph((Text("한 줄"),)), Paragraph((Text("첫\n둘\n셋"),)))
    one, three = row_heights(sheet, column_widths(sheet, Theme()))
    assert three == pytest.approx(one + 2 * 14.5)


def test_no_row_is_higher_than_excel_allows():
    sheet = planned(Paragraph((Text("가" * 32_000),)))
    assert row_heights(sheet, column_widths(sheet, Theme())) == [409]


def test_a_text_of_a_thousand_letters_in_a_table_is_not_cut():
    table = Table((Column((Text("열"),)),) * 6, (Row(((Text("가나다 라마바 " * 170),), *[(Text("가" * 9),)] * 5)),))
    sheet = planned(table)
    assert max(row_heights(sheet, column_widths(sheet, Theme()))) < 409


def test_an_address_stands_on_one_line():
    address = "https://example.org/" + "a" * 45
    table = Table(
        tuple(Column((Text("열"),)) for _ in range(7)),
        (Row(((Link(address, (Text(address),)),), *(((Text("설명 " * 30),),) * 6))),),
    )
    assert column_widths(planned(table), Theme())[0] > units(address) * 0.9


def test_in_a_sheet_of_very_many_columns_korean_words_are_broken_rather_than_all_printed_tiny():
    crowded = widths_of(*[Text("가람도농업기술원")] * 20)
    assert crowded == widths_of(*[Text("가람도농업")] * 20)
    assert widths_of(*[Text("061-000-1001")] * 20)[0] > units("061-000-1001")
