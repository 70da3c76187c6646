"""The days that a day, month or year begins and ends with."""

from __future__ import annotations

from calendar import monthrange
from datetime import date


def first_day(as_of: str) -> date:
    """Return the first day of ``2025-06-30``, ``2025-06`` or ``2025``."""
    return date.fromisoformat((as_of + "-01-01")[:10])


def last_day(as_of: str) -> date:
    """Return the last day of ``2025-06-30``, ``2025-06`` or ``2025``."""
    year, *rest = map(int, as_of.split("-"))
    month = rest[0] if rest else 12
    return date(year, month, rest[1] if len(rest) > 1 else monthrange(year, month)[1])
