"""A number reads as its value, rounded to what is shown, in whichever form; another value does not."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyreport.document.nodes import Number
from policyreport.document.number_format import number_text, workbook_text
from policyreport.tie_out.readings import reads_as

VALUES = st.decimals(-(10**9), 10**9, allow_nan=False, places=4)
UNITS = st.sampled_from(["개", "%", "%p", "억원", ":1", ""])


@given(value=VALUES, unit=UNITS, decimals=st.integers(0, 3), shows_unit=st.booleans())
def test_every_form_of_a_number_reads_as_its_value(*, value: Decimal, unit: str, decimals: int, shows_unit: bool):
    number = Number("a", value, unit, decimals, shows_unit=shows_unit)
    assert reads_as(number_text(number), value)
    assert reads_as(workbook_text(number), value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,214명", "1215"),
        ("△1.2%p", "1.2"),
        ("64.7%", "64.76"),
        ("14조 9,497억원", "149498"),
        ("2조원", "20001"),
        ("0", "1"),
    ],
)
def test_another_value_does_not_read_so(text: str, value: str):
    assert not reads_as(text, Decimal(value))


def test_a_number_kept_short_of_a_limit_may_be_a_step_off_and_words_are_not_judged():
    assert reads_as("99.9%", Decimal("99.96"), kept_short=True)
    assert not reads_as("99.9%", Decimal("99.96"))
    assert reads_as("자료 없음", Decimal(3))
