"""Number formats that authors drew, for numbers that shall not read as what they are short of."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from itertools import takewhile

from policyreport.document.nodes import Number
from policyreport.document.number_format import is_kept_short, rounded_value, short_format

_PART = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]|[#0?](?:[#0?,]*[#0?])?(?:\.[#0?]+)?|.', re.DOTALL)
_DIGITS = ("#", "0", "?")
_NOT_PLAIN = ("E", "e", "/", ",", ".", "[<", "[>", "[=")
"""How a part begins that makes more of a number than its digits: a power, a fraction, thousands, a condition."""


def short_number_format(code: str, number: Number, *, per: Decimal) -> str:
    """Return a number format that shows a positive number as another one does, but not as what it is short of.

    ``per`` is by how much the cell's value is less than the number: 100 where a rate is a share of one there. The
    format itself comes back where it keeps the number short anyway, or makes more of it than digits.
    """
    parts: list[str] = list(takewhile(lambda part: part != ";", _PART.findall(code)))
    digits = [part for part in parts if part.startswith(_DIGITS)]
    if len(digits) != 1 or any(part.startswith(_NOT_PLAIN) for part in parts):
        return code
    shown = replace(number, decimals=len(digits[0].partition(".")[2]))
    nearly = rounded_value(shown)
    if not is_kept_short(shown) or nearly < 0:
        return code
    said = f"{nearly:,f}" if "," in digits[0] else f"{nearly:f}"
    colours = list(takewhile(lambda part: part.startswith("["), parts))
    body = parts[len(colours) :]
    told = "".join({digits[0]: re.sub("(.)", r"\\\1", said), "%": r"\%"}.get(part, part) for part in body)
    return short_format(shown.short_of / per, nearly / per, told, "".join(body), "".join(colours))
