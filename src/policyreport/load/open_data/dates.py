"""Days and spans of days as portals write them."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

_DAY = re.compile(r"(\d{4})([-./]?)(\d{2})\2(\d{2})\.?", re.ASCII)


class Span(NamedTuple):
    """The first and the last day of a span, as ISO 8601 writes them."""

    first: str
    last: str


def day_of(text: str) -> str | None:
    """Return a day written as ``20250630``, ``2025-06-30`` or ``2025.06.30`` in ISO 8601; None for anything else."""
    match = _DAY.fullmatch(text.strip())
    try:
        return date(int(match[1]), int(match[3]), int(match[4])).isoformat() if match else None
    except ValueError:
        return None


def span_of(text: str) -> Span | None:
    """Return the days of ``20250101 ~ 20250131``; None for words such as 예산 소진 시까지."""
    first, _, last = text.partition("~")
    days = day_of(first), day_of(last)
    return Span(days[0], days[1]) if days[0] and days[1] else None
