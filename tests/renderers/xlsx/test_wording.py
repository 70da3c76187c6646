from __future__ import annotations

from decimal import Decimal

import pytest

from policyreport.document.nodes import LineBreak, Number, Strong, Text
from policyreport.document.number_format import workbook_text
from policyreport.renderers.xlsx.cells import line_text


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (Number("f", Decimal(149497), "억원"), "149,497억원"),
        (Number("f", Decimal(-149497), "억원", bound="at_most"), "△149,497억원 이내"),
        (Number("f", Decimal("12.75"), ":1"), "12.8:1"),
        (Number("f", None, "억원"), "-"),
        (Number("f", Decimal(0), "%p", change=True), "0.0%p"),
        (Number("f", Decimal(20000), "억원", shows_unit=False), "20,000"),
    ],
)
def test_a_number_in_a_workbook_is_never_in_jo(number: Number, text: str):
    assert workbook_text(number) == text


def test_a_sheet_is_named_by_one_line_of_plain_characters():
    assert line_text((Text("성과 "), Strong((Text(" 지표"),)), LineBreak(), Text("2"))) == "성과 지표 2"
