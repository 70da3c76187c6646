"""Whether what a number reads as is its value, rounded to the decimals that are shown."""

from __future__ import annotations

import re
from decimal import Decimal

_READING = re.compile(r"(△|-)?(\d[\d,]*)(?:\.(\d+))?(조)?(?: ?(\d[\d,]*)(?:\.(\d+))?억)?")
_EOK_PER_JO = 10_000


def reads_as(text: str, value: Decimal, *, kept_short: bool = False) -> bool:
    """Return whether a text that begins with a number gives a value, rounded half up; one with none is not judged.

    ``kept_short`` are numbers that are not rounded to what they have not reached: those may be up to a whole step off.
    Amounts of ``14조 9,497억원`` are values in 억원.
    """
    found = _READING.match(text)
    if found is None:
        return True
    sign, whole, decimals, jo, eok, eok_decimals = found.groups()
    shown = Decimal(f"{whole.replace(',', '')}.{decimals or 0}")
    if jo:
        shown, decimals = (
            shown * _EOK_PER_JO + Decimal(f"{(eok or '0').replace(',', '')}.{eok_decimals or 0}"),
            eok_decimals,
        )
    step = Decimal(1).scaleb(-len(decimals or ""))
    difference = abs((-shown if sign else shown) - value)
    return difference <= step / 2 or (kept_short and difference < step)
