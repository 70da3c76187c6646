from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyreport.renderers.pdf.charts.drawing import Scale

values = st.decimals(allow_nan=False, allow_infinity=False, places=3) | st.sampled_from(
    [Decimal("1E+400"), Decimal("-1E+400"), Decimal("1E-400")]
)


@given(st.lists(values, min_size=1))
def test_every_value_and_zero_lie_on_the_scale(found: list[Decimal]):
    scale = Scale.with_zero(found, 10, 100)
    assert all(9.999 <= scale.at(value) <= 110.001 for value in (*found, Decimal(0)))


@given(st.lists(values, min_size=2))
def test_a_higher_value_stands_no_lower(found: list[Decimal]):
    scale = Scale.with_zero(found, 0, 100)
    places = [scale.at(value) for value in sorted(found)]
    assert places == sorted(places)


@given(st.integers(1, 10**9), st.integers(1, 10**9))
def test_lengths_from_zero_are_in_the_proportion_of_their_values(one: int, other: int):
    scale = Scale.with_zero([Decimal(one), Decimal(other)], 5, 200)
    lengths = [scale.at(Decimal(value)) - scale.zero for value in (one, other)]
    assert lengths[0] * other == pytest.approx(lengths[1] * one)


def test_where_all_is_zero_all_stands_at_the_start():
    assert Scale.with_zero([Decimal(0)], 5, 200).at(Decimal(0)) == 5
