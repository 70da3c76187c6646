"""What every record shares: strictness, ids, references, and how numbers and dates are written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal, LiteralString, Never, get_args

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer, WithJsonSchema
from pydantic_core import PydanticCustomError

from policyreport.model.code_lists import Coded
from policyreport.model.quarter import Quarter

_NUMBER = re.compile(r"[-−△▲]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?", re.ASCII)
_MINUS_SIGNS = str.maketrans({"−": "-", "△": "-", "▲": "-", ",": None})
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_YEAR = re.compile(r"\d{4}", re.ASCII)
_AS_OF = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?", re.ASCII)
_FLAGS = {"true": True, "false": False, "사용": True, "쓰지 않음": False, "미사용": False}
_WEB_ADDRESS = re.compile(r"https?://[^\s/\\]+(?:/\S*)?")
_OTHER_SCHEME = re.compile(r"(?:(?!https?:)[a-z][a-z0-9+-]*:|//|\\\\)", re.IGNORECASE)
"""How a link to elsewhere begins: another scheme, or a server's name without one."""

MOST_DIGITS = 15
"""Significant digits that Excel keeps; a number with more would change its value there."""


class Record(BaseModel):
    """A frozen record that accepts no field it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


Audience = Literal["public", "council", "internal"]
"""Who may read a record, from the widest circle to the narrowest."""

AudienceCode = Annotated[Audience, Coded("audiences")]
"""A field that says who may read a record, by the code or its word."""

_NARROWNESS: Mapping[Audience, int] = {audience: i for i, audience in enumerate(get_args(Audience))}


def may_read(reader: Audience, audience: Audience) -> bool:
    """Say whether readers of a class may read what is for an audience: the office all, the public what is public."""
    return _NARROWNESS[audience] <= _NARROWNESS[reader]


class Entry(Record):
    """A record of a collection, with the circle that may read it."""

    audience: AudienceCode = "public"

    def is_for(self, reader: Audience) -> bool:
        """Say whether readers of a class may read the record."""
        return may_read(reader, self.audience)


@dataclass(frozen=True, slots=True)
class Ref:
    """Marks a field as holding ids of the records of one collection of the data set.

    Where it differs from record to record, the field ``by`` of the record names the collection.
    """

    collection: str = ""
    by: str = ""


def parse_number(value: object) -> Decimal:
    """Return the exact number that a text says; raises ``number`` or ``digits`` errors.

    ``1,000`` with commas at the thousands, and ``△5``, ``▲5`` or ``−5`` for minus five, are read as Korean tables
    write them. Words, exponents, ``nan``, underscores and full-width digits are not numbers here.
    """
    if isinstance(value, Decimal | int) and not isinstance(value, bool):
        return _bounded(Decimal(value))
    if not isinstance(value, str) or not _NUMBER.fullmatch(value):
        _refused("number")
    return _bounded(Decimal(value.translate(_MINUS_SIGNS)))


def _bounded(number: Decimal) -> Decimal:
    if not number.is_finite():
        _refused("number")
    return number if max(len(number.as_tuple().digits), -number.adjusted()) <= MOST_DIGITS else _refused("digits")


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
        return _FLAGS[value] if value in _FLAGS else _refused("flag")
    return value


def _parse_year(value: object) -> object:
    return _refused("int_parsing") if isinstance(value, str) and not _YEAR.fullmatch(value) else value


def _check_text(text: str) -> str:
    return text if text.strip() else _refused("string_too_short")


def _check_address(text: str) -> str:
    if _OTHER_SCHEME.match(text.strip()):
        _refused("address_scheme")
    return text if _WEB_ADDRESS.fullmatch(text) else _refused("address")


def _check_as_of(text: str) -> str:
    try:
        date.fromisoformat((text + "-01-01")[:10] if _AS_OF.fullmatch(text) else "")
    except ValueError:
        _refused("as_of")
    return text


def matching(pattern: str, error_type: LiteralString) -> AfterValidator:
    """Return a validator that refuses a text that is not wholly of a pattern, with an error of a type of its own.

    ``StringConstraints`` has one type of error for all patterns, so that no message could name what was expected.
    """
    expression = re.compile(pattern, re.ASCII)

    def check(text: str) -> str:
        return text if expression.fullmatch(text) else _refused(error_type)

    return AfterValidator(check)


def text_schema(pattern: str, *other_types: str) -> WithJsonSchema:
    r"""Return the JSON Schema of a text, or also of a value that YAML reads as one of the other types.

    The patterns are those of the validators, in the signs that the editors' regular expressions and Python's share:
    ``\d`` and ``\w`` mean more in one than in the other.
    """
    return WithJsonSchema({"type": [*other_types, "string"] if other_types else "string", "pattern": f"^{pattern}$"})


_ID_PATTERN = "[a-z0-9]+(?:[-.][a-z0-9]+)*"
_MONTH_PATTERN = "[0-9]{4}-(0[1-9]|1[0-2])"
_DAY_PATTERN = rf"{_MONTH_PATTERN}-(0[1-9]|[12][0-9]|3[01])"

Id = Annotated[str, matching(_ID_PATTERN, "id"), text_schema(_ID_PATTERN)]
"""Lower-case letters, digits, hyphens and points: stable, and safe in a file name, an anchor and an Excel name."""

Text = Annotated[str, AfterValidator(_check_text), WithJsonSchema({"type": "string", "pattern": r"\S"})]
"""Text that says something: it is not blank."""

Year = Annotated[int, BeforeValidator(_parse_year), Field(ge=1948, le=2999)]
Number = Annotated[
    Decimal, BeforeValidator(parse_number), text_schema(r"[-−△▲]?([0-9]+|[0-9]{1,3}(,[0-9]{3})+)(\.[0-9]+)?", "number")
]
Day = Annotated[date, BeforeValidator(_parse_date), text_schema(_DAY_PATTERN)]
Flag = Annotated[bool, BeforeValidator(_parse_flag), WithJsonSchema({"enum": [True, False, *_FLAGS]})]
QuarterName = Annotated[
    Quarter, BeforeValidator(_parse_quarter), PlainSerializer(str), text_schema("[1-9][0-9]{3}Q[1-4]")
]

AsOf = Annotated[
    str, AfterValidator(_check_as_of), text_schema(rf"([0-9]{{4}}|{_MONTH_PATTERN}|{_DAY_PATTERN})", "integer")
]
"""The day, month or year for which a value holds: ``2025-06-30``, ``2025-06`` or ``2025``, a whole number to YAML."""

Month = Annotated[str, matching(_MONTH_PATTERN, "month"), text_schema(_MONTH_PATTERN)]
"""A month such as ``2025-06``."""

WebAddress = Annotated[str, AfterValidator(_check_address), text_schema(r"https?://[^\s/\\]+(/\S*)?")]
"""An ``http`` or ``https`` address; every other scheme is refused, for it would become a live link."""
