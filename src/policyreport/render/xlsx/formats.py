"""The number formats by which Excel shows numbers and days as the document reads."""

from __future__ import annotations

from dataclasses import replace

from policyreport.document.text import excel_format, rounded_value, shown_decimals, suffix
from policyreport.document.tree import Number
from policyreport.render.xlsx.cells import Value

_DATE = 'yyyy". "m". "d"."'
Kind = tuple[int, str, str | None, bool, bool, bool]
"""What decides a number's format, and little else."""


def format_of(value: Value) -> str:
    """Return the format of a number or a day; the mark of a footnote to it follows."""
    number = value.number
    if number is None:
        return f'{_DATE}"{value.mark}"' if value.mark else _DATE
    return excel_format(_marked(number, value.mark) if value.mark else number)


def kind_of(number: Number) -> Kind:
    """Return what numbers of one format have in common: to compare it is quicker than to make the format."""
    decimals = shown_decimals(number) if number.decimals is None else number.decimals
    return decimals, number.unit, number.bound, number.change, number.shows_unit, _vanishes(number)


def _marked(number: Number, mark: str) -> Number:
    """Return the number with the mark after its unit."""
    unit = f"{suffix(number)} {mark}"
    return replace(number, unit=unit, decimals=shown_decimals(number), bound=None, shows_unit=True)


def _vanishes(number: Number) -> bool:
    """Return whether a number is so small that it is shown as nothing, which changes its format."""
    return number.value is not None and -1 < number.value < 1 and bool(number.value) and not rounded_value(number)
