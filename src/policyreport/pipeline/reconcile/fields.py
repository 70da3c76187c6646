"""What columns of a received table may be: what says of which record a row is, and what is compared."""

from __future__ import annotations

import re
from collections.abc import Mapping

from policyreport.diagnostics import Message
from policyreport.model.dimension import DIMENSIONS

TOTAL = re.compile(r"(총?합계|[소총누]?계|전체|total|sum)([(\[].*[)\]])?", re.IGNORECASE)
"""What stands for the whole in a column of records, funds or members."""

KEY_FIELDS = ("record", "quarter", "year", "fund", "unit")
OF_MEMBERS = f"{DIMENSIONS}."

_MONEY: Mapping[str, Message] = {
    "original": Message("original budget", "본예산"),
    "supplementary": Message("supplementary budget", "추경"),
    "current": Message("current budget", "예산현액"),
    "executed": Message("executed", "집행액"),
    "planned": Message("planned", "집행계획"),
    "remaining": Message("remaining", "잔액"),
    "rate": Message("execution rate", "집행률"),
}
ASPECTS: Mapping[str, Message] = {
    "applied": Message("applied", "신청"),
    "selected": Message("selected", "선정"),
    "competition": Message("competition", "경쟁률"),
    "ceiling": Message("ceiling", "지원 한도"),
    "duration": Message("duration", "지원 기간"),
    "size": Message("size", "사업 규모"),
    "regions": Message("regions", "지역"),
}
"""What indicators measure of a programme."""
_VALUES: Mapping[str, Message] = {
    "value": Message("value", "값"),
    "target": Message("target", "목표"),
    "baseline": Message("baseline", "기준값"),
    "previous": Message("value before", "직전 값"),
    "change": Message("change", "증감"),
    "rate": Message("achievement", "달성률"),
    "progress": Message("progress", "진도율"),
}
VALUE_FIELDS: Mapping[str, Mapping[str, Message]] = {"programs": {**_MONEY, **ASPECTS}, "indicators": _VALUES}
"""What is compared of the records of a collection, in words."""


def head_key(text: str) -> str:
    """Return a head, or a record's name, as such are compared: without blanks and regardless of case."""
    return "".join(text.split()).casefold()
