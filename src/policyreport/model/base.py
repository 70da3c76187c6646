"""What every record shares: strictness, ids, references, and how numbers and dates are written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal, LiteralString, Self, TypeVar, get_args

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer, WithJsonSchema

from policyreport.model.code_lists import Coded
from policyreport.model.quarter import Quarter
from policyreport.model.written_forms import (
    DAY_PATTERN,
    MONTH_PATTERN,
    NUMBER_PATTERN,
    QUARTER_PATTERN,
    YEAR_PATTERN,
    read_as_of,
    read_day,
    read_month,
    read_number,
    read_quarter,
    read_year,
    refused,
)

_FLAGS = {"true": True, "false": False, "사용": True, "쓰지 않음": False, "미사용": False}
_WEB_ADDRESS = re.compile(r"https?://[^\s/\\]+(?:/\S*)?")
_OTHER_SCHEME = re.compile(r"(?:(?!https?:)[a-z][a-z0-9+-]*:|//|\\\\)", re.IGNORECASE)
"""How a link to elsewhere begins: another scheme, or a server's name without one."""

MOST_DIGITS = 15
"""Significant digits that Excel keeps; a number with more would change its value there."""


class Record(BaseModel):
    """A frozen record that accepts no field it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    @classmethod
    def __pydantic_init_subclass__(cls, **_options: object) -> None:
        """Let Python see the names of the fields before there are records: it then keeps them once for all of a kind.

        Pydantic gives each record a dictionary of its own, from which Python learns nothing; see ``compact``.
        """
        first = cls.__new__(cls)
        for name in cls.model_fields:
            object.__setattr__(first, name, None)

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """Return a copy, some fields of it changed without a check, that takes as little memory as a record read."""
        return compact(super().model_copy(update=update, deep=deep))


RecordT = TypeVar("RecordT", bound=BaseModel)
_SETS_OF_FIELDS: dict[frozenset[str], set[str]] = {}


def compact(record: RecordT) -> RecordT:
    """Return a record with the same fields in a third of the memory; there are very many.

    It has its values beside one another, in the order in which its kind has its fields, and shares the set of the
    fields that were written with all others that have the same: records of one kind have a few such sets.
    """
    small, put = record.__class__.__new__(record.__class__), object.__setattr__
    for name, value in record.__dict__.items():
        put(small, name, value)
    fields = record.model_fields_set
    put(small, "__pydantic_fields_set__", _SETS_OF_FIELDS.setdefault(frozenset(fields), fields))
    put(small, "__pydantic_extra__", record.__pydantic_extra__)
    put(small, "__pydantic_private__", record.__pydantic_private__)
    return small


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


_Value = TypeVar("_Value")


class HashedDict(dict[str, _Value]):
    """A dictionary that nobody changes, so that the frozen records which hold it can be hashed."""

    __slots__ = ()

    def __hash__(self) -> int:  # pyright: ignore[reportIncompatibleVariableOverride]
        return hash(frozenset(self.items()))


Members = Annotated[dict[str, str], AfterValidator(HashedDict[str])]
"""The members of which a record tells, by the ids of their dimensions: ``{"region": "garam"}``."""

_NO_MEMBERS: HashedDict[str] = HashedDict()


def no_members() -> HashedDict[str]:
    """Return the members of a record that tells of none, which are the same for all such records."""
    return _NO_MEMBERS


@dataclass(frozen=True, slots=True)
class Ref:
    """Marks a field as holding ids of the records of one collection of the data set.

    Where it differs from record to record, the field ``by`` of the record names the collection.
    """

    collection: str = ""
    by: str = ""


def parse_number(value: object) -> Decimal:
    """Return the exact number that a text says; raises ``number`` or ``digits`` errors, or those of ``read_number``.

    ``1,000`` with commas at the thousands, and ``△5``, ``−5`` or ``(5)`` for minus five, are read as Korean tables
    write them, also in full width. Words, exponents, ``nan`` and underscores are not numbers here.
    """
    if isinstance(value, Decimal | int) and not isinstance(value, bool):
        return _bounded(Decimal(value))
    return _bounded(read_number(value)) if isinstance(value, str) else refused("number")


def _bounded(number: Decimal) -> Decimal:
    if not number.is_finite():
        refused("number")
    return number if max(len(number.as_tuple().digits), -number.adjusted()) <= MOST_DIGITS else refused("digits")


def _parse_date(value: object) -> object:
    return read_day(value) if isinstance(value, str) else value


def _parse_quarter(value: object) -> Quarter:
    if isinstance(value, Quarter):
        return value
    return read_quarter(value) if isinstance(value, str) else refused("quarter")


def _parse_flag(value: object) -> object:
    if isinstance(value, str):
        return _FLAGS[value] if value in _FLAGS else refused("flag")
    return value


def _parse_year(value: object) -> object:
    return read_year(value) if isinstance(value, str) else value


def _check_text(text: str) -> str:
    return text if text.strip() else refused("string_too_short")


def _check_address(text: str) -> str:
    if _OTHER_SCHEME.match(text.strip()):
        refused("address_scheme")
    return text if _WEB_ADDRESS.fullmatch(text) else refused("address")


def matching(pattern: str, error_type: LiteralString) -> AfterValidator:
    """Return a validator that refuses a text that is not wholly of a pattern, with an error of a type of its own.

    ``StringConstraints`` has one type of error for all patterns, so that no message could name what was expected.
    """
    expression = re.compile(pattern, re.ASCII)

    def check(text: str) -> str:
        return text if expression.fullmatch(text) else refused(error_type)

    return AfterValidator(check)


def text_schema(pattern: str, *other_types: str) -> WithJsonSchema:
    r"""Return the JSON Schema of a text, or also of a value that YAML reads as one of the other types.

    The patterns are those of the validators, in the signs that the editors' regular expressions and Python's share:
    ``\d`` and ``\w`` mean more in one than in the other.
    """
    return WithJsonSchema({"type": [*other_types, "string"] if other_types else "string", "pattern": f"^{pattern}$"})


_ID_PATTERN = "[a-z0-9]+(?:[-.][a-z0-9]+)*"

Id = Annotated[str, matching(_ID_PATTERN, "id"), text_schema(_ID_PATTERN)]
"""Lower-case letters, digits, hyphens and points: stable, and safe in a file name, an anchor and an Excel name."""

Text = Annotated[str, AfterValidator(_check_text), WithJsonSchema({"type": "string", "pattern": r"\S"})]
"""Text that says something: it is not blank."""

_YEAR_SCHEMA = {"type": ["integer", "string"], "pattern": f"^{YEAR_PATTERN}$", "minimum": 1948, "maximum": 2999}

Year = Annotated[int, BeforeValidator(_parse_year), Field(ge=1948, le=2999), WithJsonSchema(_YEAR_SCHEMA)]
Number = Annotated[Decimal, BeforeValidator(parse_number), text_schema(NUMBER_PATTERN, "number")]
Day = Annotated[date, BeforeValidator(_parse_date), text_schema(DAY_PATTERN, "integer")]
_CLOCK_TIME = "(?:[01][0-9]|2[0-3]):[0-5][0-9]"
ClockTime = Annotated[str, matching(_CLOCK_TIME, "time"), text_schema(_CLOCK_TIME)]
"""A time of the day, such as ``06:00``."""
Flag = Annotated[bool, BeforeValidator(_parse_flag), WithJsonSchema({"enum": [True, False, *_FLAGS]})]
QuarterName = Annotated[Quarter, BeforeValidator(_parse_quarter), PlainSerializer(str), text_schema(QUARTER_PATTERN)]

AsOf = Annotated[
    str, AfterValidator(read_as_of), text_schema(f"({YEAR_PATTERN}|{MONTH_PATTERN}|{DAY_PATTERN})", "number")
]
"""The day, month or year for which a value holds: ``2025-06-30``, ``2025-06`` or ``2025``, a whole number to YAML."""

Month = Annotated[str, AfterValidator(read_month), text_schema(MONTH_PATTERN, "number")]
"""A month such as ``2025-06``; ``202506`` and ``2025.6`` are numbers to YAML."""

WebAddress = Annotated[str, AfterValidator(_check_address), text_schema(r"https?://[^\s/\\]+(/\S*)?")]
"""An ``http`` or ``https`` address; every other scheme is refused, for it would become a live link."""
