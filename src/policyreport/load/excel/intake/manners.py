"""How the values of each form look in their column."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from openpyxl.styles import Alignment

from policyreport.load.excel.cell_text import number_text
from policyreport.load.excel.intake import looks
from policyreport.load.excel.intake.entries import CellValue, Entry, Form


class Manner(NamedTuple):
    """A number format, a placing, and the least and the greatest width of a column, in digits."""

    number_format: str
    placing: Alignment
    narrowest: int
    widest: int


_BY_FORM: Mapping[Form, Manner] = {
    "text": Manner("@", looks.TEXT_PLACING, 14, 54),
    "id": Manner("@", looks.TEXT_PLACING, 16, 34),
    "day": Manner("yyyy-mm-dd", looks.SHORT_PLACING, 13, 13),
    "number": Manner("General", looks.NUMBER_PLACING, 13, 22),
    "whole": Manner("0", looks.NUMBER_PLACING, 10, 14),
}
_SHORT = Manner("@", looks.SHORT_PLACING, 12, 20)


def manner_of(entry: Entry) -> Manner:
    """Return how the values of a column look."""
    if entry.of or entry.column.many:
        return _BY_FORM["text" if entry.column.many == "texts" else "id"]
    return _BY_FORM.get(entry.form, _SHORT)


def format_of(value: CellValue, manner: Manner) -> str:
    """Return the number format of a value: a number with as many decimals as it has, a day that is a text as text."""
    if isinstance(value, Decimal):
        decimals = len(number_text(str(value)).partition(".")[2])
        return "#,##0" + (f".{decimals * '0'}" if decimals else "")
    return "@" if isinstance(value, str) else manner.number_format
