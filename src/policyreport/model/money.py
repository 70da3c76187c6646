"""Amounts of money: their units, and the funds (재원) that they come from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from policyreport.model.base import Id, Record, Text

MoneyUnit = Literal["조원", "억원", "백만원", "만원", "천원", "원"]

POWERS: Mapping[str, int] = {"원": 0, "천원": 3, "만원": 4, "백만원": 6, "억원": 8, "조원": 12}
"""How many zeros each unit has in 원."""


def in_unit(amount: Decimal, unit: str, wanted: str) -> Decimal:
    """Return an amount in another unit, exactly: 165,330백만원 is 1,653.3억원."""
    power = POWERS[unit] - POWERS[wanted]
    if power == 0:
        return amount
    sign, digits, exponent = amount.as_tuple()
    moved = int(exponent) + power  # a number of the data is finite, so that its exponent is a whole number
    digits += (0,) * max(moved, 0)
    while moved < 0 and digits[-1] == 0:
        digits, moved = digits[:-1] or (0,), moved + 1
    return Decimal((sign, digits, min(moved, 0)))


def smallest_unit(units: Iterable[str]) -> str:
    """Return the smallest of some units, in which all amounts in them can be said exactly; 원 for none."""
    return min(units, key=POWERS.__getitem__, default="원")


class Fund(Record):
    """Where money comes from; funds are told by ``order``, those without one in the order in which they are listed."""

    code: Id
    title: Text
    order: int | None = None


BUILT_IN_FUNDS = (
    Fund(code="national", title="국비", order=10),
    Fund(code="province", title="도비", order=20),
    Fund(code="municipal", title="시군비", order=30),
    Fund(code="own", title="자부담", order=40),
    Fund(code="loan", title="융자", order=50),
    Fund(code="private", title="민간", order=60),
    Fund(code="fund", title="기금", order=70),
    Fund(code="other", title="기타", order=80),
)
"""The funds that every project knows."""


def funds_in_order(own: Iterable[Fund]) -> tuple[Fund, ...]:
    """Return the built-in funds and a project's ``own`` in their order.

    An own fund with the code of a built-in one takes its place, and its order where it has none itself.
    """
    known = {fund.code: fund for fund in BUILT_IN_FUNDS}
    last = max(fund.order or 0 for fund in BUILT_IN_FUNDS)
    for position, fund in enumerate(own, 1):
        before = known.get(fund.code)
        order = fund.order if fund.order is not None else before.order if before else last + position
        known[fund.code] = fund.model_copy(update={"order": order})
    return tuple(sorted(known.values(), key=lambda fund: fund.order or 0))


@dataclass(frozen=True, slots=True)
class MoneyStyle:
    """What a project says of its money: the funds that it knows, and the unit in which tables tell amounts.

    Without a ``display_unit`` that is the unit in which all amounts are written, or the smallest of several.
    """

    funds: tuple[Fund, ...] = BUILT_IN_FUNDS
    display_unit: MoneyUnit | None = None

    def title_of(self, fund: str) -> str:
        """Return what a fund is called; its code where the project does not know it."""
        return next((one.title for one in self.funds if one.code == fund), fund)

    def code_of(self, written: str) -> str | None:
        """Return the code of a fund that is written by its code or title; None where there is no such fund."""
        return next((one.code for one in self.funds if written in (one.code, one.title)), None)
