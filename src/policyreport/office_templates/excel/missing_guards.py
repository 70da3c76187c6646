"""Formulas that would take a missing value for a number, guarded so that they have no value either.

``B3*2`` becomes ``IF(COUNT(B3)=0,"-",B3*2)`` where the value of ``B3`` is missing: neither an error nor a verdict on
what is not known is printed, and the formula works as soon as somebody writes the value into its cell.
"""

from __future__ import annotations

from collections.abc import Callable

from policyreport.document.number_format import MISSING
from policyreport.office_templates.excel.missing_values import asks
from policyreport.office_templates.excel.operands import operands

_MOST_CHARACTERS = 8192
_TOGETHER = {**dict.fromkeys(("SUM", "AVERAGE", "MIN", "MAX", "MEDIAN", "PRODUCT"), 0), "SUBTOTAL": 1}
"""Functions that leave missing values out and have none where no number is left, and how much they are given first."""
_SHIFTED = ("OFFSET",)
"""Functions that name another cell than they are given."""


def condition(formula: str, is_missing: Callable[[str], bool], has_none: Callable[[str], bool]) -> str:
    """Return the condition under which a formula has no value, empty where none can be told from its words.

    ``is_missing`` tells of what names one cell whether its value is missing, ``has_none`` of all that a function takes
    together, as it is written, whether there is no number among it.
    """
    cells: dict[str, None] = {}
    totals: dict[str, None] = {}
    named = [operand for operand in operands(formula) if operand.is_reference]
    asked = {operand.word for operand in named if asks(operand)}
    for operand in named:
        subject, word = operand, operand.word
        if operand.outer is not None and operand.outer.word in _SHIFTED and not operand.place:
            subject = operand.outer
            word = f"{subject.word}({','.join(subject.arguments)})"
        function = subject.outer
        if function is not None and function.word in _TOGETHER and not subject.beside:
            given = ",".join(function.arguments[_TOGETHER[function.word] :])
            if has_none(given):
                totals[given] = None
        elif word not in asked and is_missing(word):
            cells[word] = None
    conditions = [f"COUNT({given})=0" for given in totals if given not in cells]
    if cells:
        conditions.insert(0, f"COUNT({','.join(cells)})" + ("=0" if len(cells) == 1 else f"<{len(cells)}"))
    return conditions[0] if len(conditions) == 1 else f"OR({','.join(conditions)})" if conditions else ""


def guarded(formula: str, when: str) -> str:
    """Return a formula that has no value under a condition, empty where it becomes longer than Excel allows."""
    result = f'IF({when},"{MISSING}",{formula})'
    return result if len(result) <= _MOST_CHARACTERS else ""
