"""How numbers and dates read: the one place that decides it, for every format.

A number is rounded half up, as Excel displays it; a decrease bears △ and an increase no sign; what is missing reads
``-``. Excel gets the unrounded number and a number format that shows the same text.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import assert_never

from policyreport.document.tree import Date, Footnote, Inline, Lamp, LineBreak, Link, Number, Reference, Strong, Text

MISSING = "-"
DECREASE = "△"
_RATES = ("%", "%p", ":1")
_BOUND_WORDS = {"at_most": " 이내", "at_least": " 이상", None: ""}
_EOK_PER_JO = 10_000


def number_text(number: Number) -> str:
    """Return what a number reads as: ``1,524개사``, ``△1.2%p``, ``14조 9,497억원``, ``-`` where it is missing."""
    if number.value is None:
        return MISSING
    rounded = rounded_value(number)
    if number.change and rounded == 0:
        return MISSING
    sign = DECREASE if rounded < 0 else ""
    if number.shows_unit and number.unit == "억원" and abs(rounded) >= _EOK_PER_JO:
        return sign + _in_jo(abs(rounded)) + _BOUND_WORDS[number.bound]
    return sign + f"{abs(rounded):,f}" + suffix(number)


def suffix(number: Number) -> str:
    """Return what follows the digits: the unit where it is shown, then the words of a bound."""
    return (number.unit if number.shows_unit else "") + _BOUND_WORDS[number.bound]


def rounded_value(number: Number) -> Decimal:
    """Return a present number's value as it is shown, rounded half up to its decimals."""
    if number.value is None:
        raise ValueError(number.fact)
    return number.value.quantize(_step(shown_decimals(number)), ROUND_HALF_UP)


@cache
def _step(decimals: int) -> Decimal:
    return Decimal(1).scaleb(-decimals)


def shown_decimals(number: Number) -> int:
    """Return how many decimals are shown: as told, else one for a rate, else as many as the value was given with."""
    if number.decimals is not None:
        return number.decimals
    if number.unit in _RATES:
        return 1
    exponent = number.value.normalize().as_tuple().exponent if number.value else 0
    return max(0, -exponent) if isinstance(exponent, int) else 0


def excel_format(number: Number) -> str:
    """Return the number format by which Excel shows a present number's unrounded value as ``number_text`` reads.

    An amount past one 조 stays in 억원, for no number format can divide it so: give such a column bare numbers.
    """
    places = shown_decimals(number)
    digits = "#,##0" + ("." + "0" * places if places else "")
    tail = _quoted(suffix(number))
    zero = f'"{MISSING}"' if number.change else digits + tail
    negative = zero if number.value and not rounded_value(number) else f'"{DECREASE}"{digits}{tail}'
    positive = zero if number.value and not rounded_value(number) else digits + tail
    return f"{positive};{negative};{zero}"


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '"\\""') + '"' if text else ""


def _in_jo(amount: Decimal) -> str:
    jo, eok = divmod(amount, _EOK_PER_JO)
    return f"{jo:,f}".split(".")[0] + "조" + (f" {eok:,f}억원" if eok else "원")


def date_text(date: Date) -> str:
    """Return a date as the decree writes it: ``2025. 6. 30.``; a month ``2025. 6.``; a year ``2025년``."""
    parts = [part for part in (date.year, date.month, date.day) if part]
    return f"{date.year}년" if len(parts) == 1 else " ".join(f"{part}." for part in parts)


def plain_text(content: Iterable[Inline]) -> str:
    """Return the characters of inline content, without lamps' shapes, links' addresses and footnotes."""
    return "".join(_one(node) for node in content)


def _one(node: Inline) -> str:
    match node:
        case Text(text):
            return text
        case Number():
            return number_text(node)
        case Date():
            return date_text(node)
        case Lamp(word=word):
            return word
        case Strong(content) | Link(content=content) | Reference(content=content):
            return plain_text(content)
        case LineBreak():
            return "\n"
        case Footnote():
            return ""
        case _:
            assert_never(node)
