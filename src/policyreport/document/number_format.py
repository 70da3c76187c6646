"""Format numbers and dates as text, in the one place that decides it for every format.

A number is rounded half up, as Excel displays it, but never to what it has not reached: 99.96% of a target reads 99.9%.
A decrease bears △ and an increase no sign, and no change reads 0; what is missing reads ``-``. Excel gets the unrounded
number and a number format that shows the same text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from functools import cache
from typing import TypeGuard, assert_never

from policyreport.document.nodes import (
    Date,
    Footnote,
    Inline,
    Lamp,
    Leaf,
    LineBreak,
    Number,
    Script,
    ShortNumber,
    Text,
    leaves,
)

MISSING = "-"
NO_VALUE = "자료 없음"
"""What a missing value is called where a dash would say nothing, as beside the name of a bar."""
DECREASE = "△"
RATE_UNITS = ("%", "%p", ":1")
"""Units of rates, of which one decimal is shown and which have no sum."""
_BOUND_WORDS = {"at_most": " 이내", "at_least": " 이상", None: ""}
_EOK_PER_JO = 10_000
_ALL = Decimal(100)
"""All of something, in percent."""


def number_text(number: Number) -> str:
    """Return what a number reads as: ``1,524개사``, ``△1.2%p``, ``14조 9,497억원``, ``-`` where it is missing."""
    if number.value is None:
        return MISSING
    rounded = rounded_value(number)
    if number.shows_unit and number.unit == "억원" and abs(rounded) >= _EOK_PER_JO:
        jo, eok = divmod(abs(rounded), _EOK_PER_JO)
        amount = f"{jo:,f}".split(".")[0] + "조" + (f" {eok:,f}억원" if eok else "원")
        return _sign(rounded) + amount + _BOUND_WORDS[number.bound]
    return _in_digits(number, rounded)


def workbook_text(number: Number) -> str:
    """Return what a number reads as in a workbook: as ``number_text`` has it, but 14,949억원 where that says 조.

    No number format can split an amount into 조 and 억, so a workbook says it in 억원 in its texts as well.
    """
    if number.unit != "억원" or not number.shows_unit:
        return number_text(number)
    bare = number_text(replace(number, shows_unit=False, bound=None))
    return MISSING if bare == MISSING else bare + unit_suffix(number)


def unit_suffix(number: Number) -> str:
    """Return what follows the digits: the unit where it is shown, then the words of a bound."""
    return (number.unit if number.shows_unit else "") + _BOUND_WORDS[number.bound]


def rounded_value(number: Number) -> Decimal:
    """Return a present number's value as shown, rounded half up to its decimals, but not to what it is short of."""
    if number.value is None:
        raise ValueError(number.fact)
    step = _step(shown_decimals(number))
    half_up = number.value.quantize(step, ROUND_HALF_UP)
    if not isinstance(number, ShortNumber) or not _reaches(number.value, half_up, number.short_of):
        return half_up
    return number.value.quantize(step, ROUND_FLOOR if number.value < number.short_of else ROUND_CEILING)


def is_kept_short(number: Number) -> TypeGuard[ShortNumber]:
    """Return whether a number would read as having reached what it is short of, if it were rounded half up."""
    if not isinstance(number, ShortNumber) or number.value is None:
        return False
    half_up = number.value.quantize(_step(shown_decimals(number)), ROUND_HALF_UP)
    return _reaches(number.value, half_up, number.short_of)


def _reaches(value: Decimal, rounded: Decimal, limit: Decimal) -> bool:
    """Return whether a value reads, rounded, as having reached a limit of which it is short."""
    return (rounded - limit) * (value - limit) <= 0


@cache
def _step(decimals: int) -> Decimal:
    return Decimal(1).scaleb(-decimals)


def shown_decimals(number: Number) -> int:
    """Return how many decimals are shown: its own decimals, else one for a rate, else as many as the value has."""
    if number.decimals is not None:
        return number.decimals
    if number.unit in RATE_UNITS:
        return 1
    exponent = number.value.normalize().as_tuple().exponent if number.value else 0
    return max(0, -exponent) if isinstance(exponent, int) else 0


def excel_format(number: Number) -> str:
    """Return the number format by which Excel shows a present number's unrounded value as ``number_text`` reads.

    An amount past one 조 stays in 억원, for no number format can divide it so: give such a column bare numbers.
    """
    shown = _shown(number)
    if is_kept_short(number):
        nearly = rounded_value(number)
        text = _quoted(_in_digits(number, nearly))
        is_negative = number.value is not None and number.value < 0  # which no condition shows with △
        return f"{shown};{text};{shown}" if is_negative else short_format(number.short_of, nearly, text, shown)
    negative = shown if number.value and not rounded_value(number) else f'"{DECREASE}"{shown}'
    return f"{shown};{negative};{shown}"


def excel_rate_format(rate: Number) -> str:
    """Return the number format of a rate that Excel works out: whatever is below a hundred never reads a hundred.

    A number format has room for one such limit: that of a rate which is above a hundred now is for what is above it.
    """
    if rate.value is None or rate.value < 0 or (is_kept_short(rate) and rate.value > rate.short_of):
        return excel_format(rate)
    nearly = _ALL - _step(shown_decimals(rate))
    return short_format(_ALL, nearly, _quoted(f"{nearly:,f}{unit_suffix(rate)}"), _shown(rate))


def short_format(limit: Decimal, nearly: Decimal, text: str, shown: str, colour: str = "") -> str:
    """Return a number format that shows what is at least (or most) ``nearly`` but short of a limit as ``text``."""
    beyond = ">=" if nearly < limit else "<="
    return f"{colour}[{beyond}{limit:f}]{shown};{colour}[{beyond}{nearly:f}]{text};{colour}{shown}"


def _shown(number: Number) -> str:
    places = shown_decimals(number)
    return "#,##0" + ("." + "0" * places if places else "") + _quoted(unit_suffix(number))


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '"\\""') + '"' if text else ""


def _in_digits(number: Number, rounded: Decimal) -> str:
    return _sign(rounded) + f"{abs(rounded):,f}" + unit_suffix(number)


def _sign(rounded: Decimal) -> str:
    return DECREASE if rounded < 0 else ""


def date_text(date: Date) -> str:
    """Return a date as the decree writes it: ``2025. 6. 30.``; a month ``2025. 6.``; a year ``2025년``."""
    parts = [part for part in (date.year, date.month, date.day) if part]
    return f"{date.year}년" if len(parts) == 1 else " ".join(f"{part}." for part in parts)


def plain_text(content: Iterable[Inline], numbers: Callable[[Number], str] = number_text) -> str:
    """Return the characters of inline content, without lamps' shapes, links' addresses and footnotes."""
    return "".join([_plain(node, numbers) for node in leaves(content)])


_SUPERSCRIPTS = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
_SUBSCRIPTS = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")


def script_text(script: Script) -> str:
    """Return small characters as plain text: ``²`` and ``₂`` where Unicode has them all, else ``^(…)`` and ``_(…)``."""
    small = _SUPERSCRIPTS if script.place == "super" else _SUBSCRIPTS
    if all(ord(character) in small for character in script.text):
        return script.text.translate(small)
    return f"{'^' if script.place == 'super' else '_'}({script.text})"


def _plain(node: Leaf, numbers: Callable[[Number], str]) -> str:
    match node:
        case Text(text):
            return text
        case Number():
            return numbers(node)
        case Date():
            return date_text(node)
        case Lamp(word=word):
            return word
        case LineBreak():
            return "\n"
        case Footnote():
            return ""
        case Script():
            return script_text(node)
        case _:
            assert_never(node)
