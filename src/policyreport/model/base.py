"""What every record shares: strictness, ids, references, and how numbers and dates are written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal, LiteralString, Never, get_args

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer, StringConstraints
from pydantic_core import PydanticCustomError

from policyreport.model.quarter import Quarter

_NUMBER = re.compile(r"[-−△▲]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?", re.ASCII)
_MINUS_SIGNS = str.maketrans({"−": "-", "△": "-", "▲": "-", ",": None})
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_YEAR = re.compile(r"\d{4}", re.ASCII)
_MONTH = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])", re.ASCII)
_AS_OF = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?", re.ASCII)
_WEB_ADDRESS = re.compile(r"https?://[^\s/\\]+(?:/\S*)?")
MOST_DIGITS = 15
"""Significant digits that Excel keeps; a number with more would change its value there."""


class Record(BaseModel):
    """A frozen record that accepts no field it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


Audience = Literal["public", "council", "internal"]
"""Who may read a record, from the widest circle to the narrowest."""

_NARROWNESS: Mapping[Audience, int] = {audience: i for i, audience in enumerate(get_args(Audience))}


def may_read(reader: Audience, audience: Audience) -> bool:
    """Say whether readers of a class may read what is for an audience: the office all, the public what is public."""
    return _NARROWNESS[audience] <= _NARROWNESS[reader]


class Entry(Record):
    """A record of a collection, with the circle that may read it."""

    audience: Audience = "public"

    def is_for(self, reader: Audience) -> bool:
        """Say whether readers of a class may read the record."""
        return may_read(reader, self.audience)


@dataclass(frozen=True, slots=True)
class Ref:
    """Marks a field as holding ids of the records of one collection of the data set."""

    collection: str


def parse_number(value: object) -> Decimal:
    """Return the exact number that a text says; raises ``number`` or ``digits`` errors.

    ``1,000`` with commas at the thousands, and ``△5``, ``▲5`` or ``−5`` for minus five, are read as Korean tables
    write them. Words, exponents, ``nan``, underscores and full-width digits are not numbers here.
    """
    if isinstance(value, Decimal | int) and not isinstance(value, bool):
        return _bounded(Decimal(value))
    if not isinstance(value, str) or not _NUMBER.fullmatch(value):
        raise PydanticCustomError("number", "not a number")
    return _bounded(Decimal(value.translate(_MINUS_SIGNS)))


def _bounded(number: Decimal) -> Decimal:
    if not number.is_finite():
        raise PydanticCustomError("number", "not a number")
    if max(len(number.as_tuple().digits), -number.adjusted()) > MOST_DIGITS:
        raise PydanticCustomError("digits", "more than 15 digits")
    return number


def _parse_date(value: object) -> object:
    if isinstance(value, str):
        try:
            return date.fromisoformat(value) if _DAY.fullmatch(value) else _refused("date")
        except ValueError:
            _refused("date")
    return value


def _refused(kind: LiteralString) -> Never:
    raise PydanticCustomError(kind, "refused")


def _parse_quarter(value: object) -> object:
    if isinstance(value, Quarter):
        return value
    try:
        return Quarter.parse(value) if isinstance(value, str) else _refused("quarter")
    except ValueError:
        _refused("quarter")


def _parse_flag(value: object) -> object:
    if isinstance(value, str):
        if value not in ("true", "false"):
            raise PydanticCustomError("flag", "neither true nor false")
        return value == "true"
    return value


def _parse_year(value: object) -> object:
    if isinstance(value, str) and not _YEAR.fullmatch(value):
        raise PydanticCustomError("int_parsing", "not a year")
    return value


def _check_text(text: str) -> str:
    if not text.strip():
        raise PydanticCustomError("string_too_short", "blank")
    return text


def _check_address(text: str) -> str:
    if not _WEB_ADDRESS.fullmatch(text):
        raise PydanticCustomError("address", "not a web address")
    return text


def _check_month(text: str) -> str:
    if not _MONTH.fullmatch(text):
        raise PydanticCustomError("month", "not a month")
    return text


def _check_as_of(text: str) -> str:
    if not _AS_OF.fullmatch(text):
        raise PydanticCustomError("as_of", "not a date")
    try:
        date.fromisoformat((text + "-01-01")[:10])
    except ValueError:
        raise PydanticCustomError("as_of", "not a date") from None
    return text


Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(?:[-.][a-z0-9]+)*$")]
"""Lower-case letters, digits, hyphens and points: stable, and safe in a file name, an anchor and an Excel name."""

Text = Annotated[str, AfterValidator(_check_text)]
"""Text that says something: it is not blank."""

Year = Annotated[int, BeforeValidator(_parse_year), Field(ge=1948, le=2999)]
Number = Annotated[Decimal, BeforeValidator(parse_number)]
Day = Annotated[date, BeforeValidator(_parse_date)]
Flag = Annotated[bool, BeforeValidator(_parse_flag)]
QuarterName = Annotated[Quarter, BeforeValidator(_parse_quarter), PlainSerializer(str)]

AsOf = Annotated[str, AfterValidator(_check_as_of)]
"""The day, month or year for which a value holds: ``2025-06-30``, ``2025-06`` or ``2025``."""

Month = Annotated[str, AfterValidator(_check_month)]
"""A month such as ``2025-06``."""

WebAddress = Annotated[str, AfterValidator(_check_address)]
"""An ``http`` or ``https`` address; every other scheme is refused, for it would become a live link."""
