"""Where on a line a value stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Self


@dataclass(frozen=True, slots=True)
class Scale:
    """Values from ``lowest`` to ``highest``, laid out evenly over so many points from ``start`` on.

    The sums are done in decimals, which, unlike floats, hold any value that a fact can have.
    """

    lowest: Decimal
    highest: Decimal
    start: float
    length: float

    @classmethod
    def with_zero(cls, values: Iterable[Decimal], start: float, length: float) -> Self:
        """Return a scale over the values and zero, as bars need it."""
        reach = [Decimal(0), *values]
        return cls(min(reach), max(reach), start, length)

    def at(self, value: Decimal) -> float:
        """Return a value's place in points; the start where all values are the same."""
        if self.highest == self.lowest:
            return self.start
        return self.start + float((value - self.lowest) / (self.highest - self.lowest)) * self.length

    @property
    def zero(self) -> float:
        """Where zero stands."""
        return self.at(Decimal(0))
