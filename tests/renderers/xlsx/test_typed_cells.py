from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal

import pytest
from openpyxl.cell import Cell

from policyreport.document.nodes import Date, Lamp, LineBreak, Link, Number, Strong, Text


def number(value: str | None, unit: str = "", **more: object) -> Number:
    return Number("fact", None if value is None else Decimal(value), unit, **more)


def test_a_number_alone_keeps_its_unrounded_value(cells_of: Callable[..., list[Cell]]):
    (cell,) = cells_of((number("16.9491525423729", "%"),))
    assert cell.value == 16.9491525423729


def test_a_number_alone_is_shown_by_a_format_that_rounds_it(cells_of: Callable[..., list[Cell]]):
    (cell,) = cells_of((number("16.9491525423729", "%"),))
    assert cell.number_format.startswith('#,##0.0"%";"△"#,##0.0"%"')


def test_emphasis_does_not_make_text_of_a_number(cells_of: Callable[..., list[Cell]]):
    (cell,) = cells_of((Strong((number("1250", "개사"),)),))
    assert (cell.value, cell.font.b) == (1250, True)


def test_a_missing_number_is_a_dash(cells_of: Callable[..., list[Cell]]):
    (cell,) = cells_of((number(None, "개사"),))
    assert (cell.value, cell.alignment.horizontal) == ("-", "center")


def test_a_change_too_small_to_show_keeps_its_value(cells_of: Callable[..., list[Cell]]):
    (cell,) = cells_of((number("0.04", "%p", change=True),))
    assert cell.value == 0.04


def test_a_number_among_words_is_text(cells_of: Callable[..., list[Cell]]):
    (cell,) = cells_of((number("5", "개사"), Text(" (3→5)")))
    assert cell.value == "5개사 (3→5)"


def test_a_day_alone_is_a_date_as_the_decree_writes_it(cells_of: Callable[..., list[Cell]]):
    (cell,) = cells_of((Date(2025, 6, 3),))
    assert (cell.value, cell.number_format) == (datetime.fromisoformat("2025-06-03"), 'yyyy". "m". "d"."')


@pytest.mark.parametrize(
    ("day", "text"),
    [(Date(2025, 6), "2025. 6."), (Date(2025), "2025년"), (Date(1900, 2, 28), "1900. 2. 28.")],
)
def test_what_excel_has_no_date_for_is_text(cells_of: Callable[..., list[Cell]], day: Date, text: str):
    (cell,) = cells_of((day,))
    assert cell.value == text


def test_a_link_alone_leads_to_its_address(cells_of: Callable[..., list[Cell]]):
    (cell,) = cells_of((Link("https://www.mss.go.kr/a?b=1&c=2", (Text("보도자료"),)),))
    assert (cell.value, cell.hyperlink.target) == ("보도자료", "https://www.mss.go.kr/a?b=1&c=2")


def test_an_emphasised_link_still_leads_to_its_address(cells_of: Callable[..., list[Cell]]):
    (cell,) = cells_of((Strong((Link("https://www.mss.go.kr", (Text("보도자료"),)),)),))
    assert (cell.font.b, cell.hyperlink.target) == (True, "https://www.mss.go.kr")


def test_a_link_among_words_is_where_its_cell_leads(cells_of: Callable[..., list[Cell]]):
    (cell,) = cells_of((Text("출처: "), Link("https://www.mss.go.kr", (Text("보도자료"),))))
    assert (cell.value, cell.hyperlink.target) == ("출처: 보도자료", "https://www.mss.go.kr")
    assert cell.comment is None


def test_a_lamp_has_a_shape_and_a_word_in_its_colour(cells_of: Callable[..., list[Cell]]):
    (cell,) = cells_of((Lamp("watch", "관심필요"),))
    assert (cell.value, cell.font.color.rgb) == ("▲ 관심필요", "FF965800")


def test_a_line_break_stays_within_its_cell(cells_of: Callable[..., list[Cell]]):
    (cell,) = cells_of((Text("위"), LineBreak(), Text("아래")))
    assert (cell.value, cell.alignment.wrap_text) == ("위\n아래", True)


def test_an_empty_cell_is_empty(cells_of: Callable[..., list[Cell]]):
    assert [cell.value for cell in cells_of((), (Text(""),))] == [None, None]


def test_a_number_or_a_day_is_never_wrapped(cells_of: Callable[..., list[Cell]]):
    cells = cells_of((number("5", "개사"),), (Date(2025, 6, 3),), (Text("글"),))
    assert [bool(cell.alignment.wrap_text) for cell in cells] == [False, False, True]
