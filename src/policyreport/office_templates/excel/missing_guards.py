"""Formulas that would take a missing value for a number, guarded so that they have no value either.

``B3*2`` becomes ``IF(COUNT(B3)=0,"-",B3*2)`` where the value of ``B3`` is missing: neither an error nor a verdict on
what is not known is printed, and the formula works as soon as somebody writes the value into its cell.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from policyreport.document.number_format import MISSING
from policyreport.office_templates.excel.formula_eval import DataText, Form, Value
from policyreport.office_templates.excel.missing_values import asks
from policyreport.office_templates.excel.operands import operands
from policyreport.office_templates.excel.references import Cell

_MOST_CHARACTERS = 8192
_TOGETHER = {**dict.fromkeys(("SUM", "AVERAGE", "MIN", "MAX", "MEDIAN", "PRODUCT"), 0), "SUBTOTAL": 1}
"""Functions that leave missing values out and have none where no number is left, and how much they are given first."""
_SHIFTED = ("OFFSET",)
"""Functions that name another cell than they are given."""


class Guards:
    """The formulas of a workbook that have no value since they would take a missing one for a number.

    ``formulas`` are what they become, by cells; empty for one of the first turn, where there is no cell to ask for.
    ``first_turns`` are the cells that name a row above which is not there, and whether they have no value for it;
    ``is_drawn`` tells of a cell whether a chart or a sparkline shows it.
    """

    def __init__(self, first_turns: Mapping[Cell, bool], is_drawn: Callable[[Cell], bool]) -> None:
        self.formulas: dict[Cell, str] = {}
        self._first_turns, self._is_drawn = first_turns, is_drawn

    def value(self, cell: Cell, place: str) -> DataText | None:
        """Return the value of a formula that has none, None where it may have one."""
        if cell not in self.formulas and not self._first_turns.get(cell, False):
            return None
        self.formulas.setdefault(cell, "")
        return DataText("", Form.BLANK, place) if self._is_drawn(cell) else DataText(MISSING, Form.MISSING, place)

    def add(self, cell: Cell, formula: str, worked_out: Callable[[str], Value | None]) -> bool:
        """Guard the formula of a cell; return whether it can be said in its words when it has no value.

        ``worked_out`` gives what a formula in the same cell comes to, None where that is not known.
        """
        if cell in self._first_turns:
            self.formulas[cell] = ""
            return True
        when = _condition(formula, worked_out)
        result = f'IF({when},"{MISSING}",{formula})'
        if not when or worked_out(when) is not True or len(result) > _MOST_CHARACTERS:
            return False
        self.formulas[cell] = result
        return True


def _condition(formula: str, worked_out: Callable[[str], Value | None]) -> str:
    """Return the condition under which a formula has no value, empty where none can be told from its words."""
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
            if worked_out(f"COUNT({given})") == 0:
                totals[given] = None
        elif word not in asked and _is_missing(worked_out(word)):
            cells[word] = None
    conditions = [f"COUNT({given})=0" for given in totals if given not in cells]
    if cells:
        conditions.insert(0, f"COUNT({','.join(cells)})" + ("=0" if len(cells) == 1 else f"<{len(cells)}"))
    return conditions[0] if len(conditions) == 1 else f"OR({','.join(conditions)})" if conditions else ""


def _is_missing(value: Value | None) -> bool:
    return isinstance(value, DataText) and value.form is not Form.TEXT
