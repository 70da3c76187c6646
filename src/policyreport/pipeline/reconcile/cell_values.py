"""A cell of a received table as a number with its unit, and whether a value of ours reads like it."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Context, Decimal

from pydantic_core import PydanticCustomError

from policyreport.diagnostics import Message
from policyreport.inputs.received_file import ReceivedCell
from policyreport.model import Fact
from policyreport.model.money import POWERS, in_unit
from policyreport.model.written_forms import read_number

_DECIMALS = re.compile(r"[.．]([0-9０-９]+)")
_EXACT = Context(prec=200)
"""Room for every digit of an amount in 원 that was written in 조원."""


class UnreadCellError(Exception):
    """A cell that cannot be compared, and why."""

    def __init__(self, why: Message) -> None:
        super().__init__(why.en)
        self.why = why


def read_cell(cell: ReceivedCell, unit: str, fact: Fact | None) -> tuple[Decimal, str]:
    """Return the number that a cell says, and its unit; raises ``UnreadCellError``."""
    text = cell.text.strip()
    ours = fact.unit if fact else unit
    for behind in sorted({ours, unit, *POWERS, "%"} - {""}, key=len, reverse=True):
        if text.endswith(behind):
            text, unit = text.removesuffix(behind).rstrip(), behind
            break
    try:
        number = read_number(text)
    except PydanticCustomError as error:
        if error.type == "black_triangle":
            raise UnreadCellError(Message("▲ may be a rise or a fall", "▲는 증가인지 감소인지 알 수 없음")) from None
        raise UnreadCellError(Message("not a number", "수가 아님")) from None
    unit = unit or ours
    is_same = unit == ours or (unit in POWERS and ours in POWERS) or {unit, ours} == {"%", "%p"}
    if fact is not None and not is_same:
        raise UnreadCellError(Message(f"in {unit}, ours in {ours}", f"단위가 {unit}, 우리는 {ours}"))
    return number, unit


def in_their_unit(fact: Fact | None, unit: str) -> Decimal | None:
    """Return a fact's value in a unit of the table; None where there is none."""
    if fact is None or fact.value is None:
        return None
    is_money = unit in POWERS and fact.unit in POWERS
    return in_unit(fact.value, fact.unit, unit) if is_money else fact.value


def reads_alike(theirs: Decimal, ours: Decimal, shown: str) -> bool:
    """Tell whether our value reads as theirs does, to the decimals that are printed of theirs."""
    if theirs == ours:
        return True
    printed = _DECIMALS.search(shown)
    step = Decimal(1).scaleb(-len(printed[1]) if printed else 0)
    return abs(ours - theirs.quantize(step, ROUND_HALF_UP, _EXACT)) * 2 <= step
