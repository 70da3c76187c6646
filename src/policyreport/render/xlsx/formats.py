"""The number formats by which Excel shows numbers and days as the document reads."""

from __future__ import annotations

from dataclasses import replace

from policyreport.document.text import (
    excel_format,
    excel_rate_format,
    is_kept_short,
    rounded_value,
    shown_decimals,
    suffix,
)
from policyreport.document.tree import Number
from policyreport.render.xlsx.cells import Value
from policyreport.render.xlsx.formulas import Formula, Rate

_DATE = 'yyyy". "m". "d"."'
Kind = tuple[int, str, str | None, bool, bool, bool, bool, str]
"""What decides a number's format, and little else."""


def format_of(value: Value, formula: Formula | None = None) -> str:
    """Return the format of a number, given or worked out, or of a day; the mark of a footnote to it follows."""
    number = value.number
    if number is None:
        return f'{_DATE}"{value.mark}"' if value.mark else _DATE
    marked = _marked(number, value.mark) if value.mark else number
    return excel_rate_format(marked) if isinstance(formula, Rate) else excel_format(marked)


def kind_of(number: Number, formula: Formula | None = None) -> Kind:
    """Return what numbers of one format have in common: to compare it is quicker than to make the format."""
    decimals = shown_decimals(number) if number.decimals is None else number.decimals
    looks = decimals, number.unit, number.bound, number.change, number.shows_unit, _vanishes(number)
    is_rate = isinstance(formula, Rate) and number.value is not None and number.value >= 0
    return *looks, is_rate, excel_format(number) if is_kept_short(number) else ""


def _marked(number: Number, mark: str) -> Number:
    """Return the number with the mark after its unit."""
    unit = f"{suffix(number)} {mark}"
    return replace(number, unit=unit, decimals=shown_decimals(number), bound=None, shows_unit=True)


def _vanishes(number: Number) -> bool:
    """Return whether a number is so small that it is shown as nothing, which changes its format."""
    return number.value is not None and -1 < number.value < 1 and bool(number.value) and not rounded_value(number)
