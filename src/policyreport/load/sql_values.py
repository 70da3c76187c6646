"""Values that databases give, as text: numbers exactly, days as ISO 8601 writes them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from decimal import Decimal
from typing import cast
from uuid import UUID


def value_text(value: object) -> str | None:
    """Return a value as text, None for NULL; ``TypeError`` for one that no text stands for, such as bytes.

    A float is the shortest number that means it. Zeros at the end of a fraction are left out, for they come from the
    column's type. A time of midnight is only its day. A list has an item a line.
    """
    match value:
        case None | str():
            return value
        case bool():
            return str(value).lower()
        case int() | date() | UUID():
            return _day_or_number(value)
        case float() | Decimal():
            return _number(Decimal(str(value)))
        case list() | tuple():
            return _lines(cast("Iterable[object]", value))
        case _:
            raise TypeError(type(value).__name__)


def _day_or_number(value: int | date | UUID) -> str:
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    return str(value)


def _number(number: Decimal) -> str:
    if not number.is_finite() or number == number.to_integral_value():
        return format(number, ".0f")
    return format(number, "f").rstrip("0")


def _lines(items: Iterable[object]) -> str:
    return "\n".join(value_text(item) or "" for item in items)
