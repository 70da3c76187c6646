"""References to the columns of native tables: ``표1[값]``, ``표1[[#This Row],[값]]``.

In a table's own cells Excel may leave its name out, which other programs do not understand.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from openpyxl.formula.tokenizer import Token

from policyreport.office_templates.excel.references import tokens

_COLUMN = r"\[((?:'.|[^\[\]'])*)\]"
_THIS_ROW = "#This Row"
_WHOLE = re.compile(rf"([\w.]*)(?:{_COLUMN}|\[(?:\[{_THIS_ROW}\],)?{_COLUMN}(?::{_COLUMN})?\])")
_BARE = re.compile(rf"\[\[{_THIS_ROW}\],([^\[].*)\]")
_ESCAPED = re.compile("'(.)")


class Columns(NamedTuple):
    """Columns of a table, from one to another: all rows of its body, or the formula's own."""

    table: str
    first: str
    last: str
    of_this_row: bool


def columns_named(written: str) -> Columns | None:
    """Return the columns that are named so; None for anything else, such as a table's head."""
    found = _WHOLE.fullmatch(written)
    if found is None:
        return None
    table, alone, first, last = found.groups()
    first = first if alone is None else alone
    if first.startswith("#"):
        return None
    of_this_row = written.startswith(f"{table}[[{_THIS_ROW}],")
    return Columns(table, _unescaped(first), _unescaped(last or first), of_this_row)


def with_table(formula: str, table: str) -> str:
    """Return a formula of one of a table's cells with the table's name wherever it names its columns without."""
    return "".join(
        table + _BARE.sub(rf"[[{_THIS_ROW}],[\1]]", token.value)
        if token.type == Token.OPERAND and token.subtype == Token.RANGE and token.value.startswith("[")
        else token.value
        for token in tokens(formula)
    )


def _unescaped(column: str) -> str:
    return _ESCAPED.sub(r"\1", column)
