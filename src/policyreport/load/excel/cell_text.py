"""What a cell says as text: exactly what is stored, or why it cannot be told."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from enum import Enum, auto
from functools import cache
from typing import Literal

from policyreport.model import MOST_DIGITS

_INTEGER = re.compile(r"-?\d+", re.ASCII)
_NOT_SHOWN = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_ELAPSED = re.compile(r"\[[hms]+\]")
_WIDEST = 40
_FIRST_1900 = datetime(1899, 12, 30)  # noqa: DTZ001 - Excel's times are of no zone
_FIRST_1904 = datetime(1904, 1, 1)  # noqa: DTZ001
_EARLIEST = datetime(1900, 3, 1)  # noqa: DTZ001
_SECONDS = 24 * 60 * 60

_Meaning = Literal["number", "share", "day", "month", "year"]
_SHOWN: Mapping[_Meaning, int | None] = {"day": None, "month": 7, "year": 4}


class Untold(Enum):
    """Why a cell that is not empty says nothing that can be read."""

    NOT_RECKONED = auto()
    """Its formula has never been reckoned: a program wrote it, and no Excel has opened it since."""
    ERROR = auto()
    """It shows an error such as ``#REF!``."""


def number_text(stored: str) -> str:
    """Return a stored number without exponent, as exact as Excel shows it: to 15 significant digits.

    ``0.1`` stays ``0.1``, ``1e3`` is ``1000``, ``0.30000000000000004`` is ``0.3``. A whole number that is written out
    is kept to its last digit, and what is no number, or beyond all measure, is returned as it stands.
    """
    if _INTEGER.fullmatch(stored):
        return stored
    try:
        number = Decimal(stored)
    except InvalidOperation:
        return stored
    if not number.is_finite() or abs(number.adjusted()) > _WIDEST:
        return stored
    return _plain(Decimal(f"{number:.{MOST_DIGITS - 1}e}"))


def formatted_text(stored: str, form: str, *, from_1904: bool = False) -> str:
    """Return a number as its format means it: a date as ``2025-06-30``, a month as ``2025-06``, a share with its ``%``.

    A share is shown as what it stands for, ``12.5%`` for a stored 0.125, since nobody can tell which of the two numbers
    is meant where only a number may stand. Of a date no more is told than its format shows.
    """
    meaning = _meaning(form)
    if meaning == "number":
        return number_text(stored)
    if meaning == "share":
        return _share_text(stored)
    return _date_text(stored, _FIRST_1904 if from_1904 else _FIRST_1900)[: _SHOWN[meaning]]


def iso_date_text(stored: str) -> str:
    """Return the day of a stored ISO 8601 time of midnight; any other as it stands."""
    return stored.removesuffix("Z").removesuffix("T00:00:00")


@cache
def _meaning(form: str) -> _Meaning:
    """Return what a number format makes of a number: a date down to its day, month or year, a share, or a number."""
    first = form.split(";", maxsplit=1)[0].lower()
    shown = _NOT_SHOWN.sub("", first)
    if "%" in shown:
        return "share"
    if _ELAPSED.search(first) or not set("dmyhs") & set(shown):
        return "number"
    if "y" not in shown or set("dhs") & set(shown):
        return "day"
    return "month" if "m" in shown else "year"


def _date_text(stored: str, first: datetime) -> str:
    """Return the moment that a serial number stands for: a day, and the time where it is not midnight.

    Excel counts a 29th of February in 1900 that never was; what is dated before the March of that year is a number.
    """
    try:
        moment = first + timedelta(seconds=round(float(stored) * _SECONDS))
    except (OverflowError, ValueError):
        return number_text(stored)
    if moment < _EARLIEST:
        return number_text(stored)
    return moment.date().isoformat() if moment.time() == time() else moment.isoformat(" ")


def _share_text(stored: str) -> str:
    try:
        return f"{number_text(str(Decimal(stored) * 100))}%"
    except InvalidOperation:
        return stored


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text
