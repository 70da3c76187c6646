"""What ``data/project.yaml`` says."""

from __future__ import annotations

import difflib
import re
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema, field_validator, model_validator
from pydantic_core import PydanticCustomError

from policyreport.model.base import ClockTime, Id, QuarterName, Record, Text, matching, text_schema
from policyreport.model.code_lists import BUILT_IN, CodeLists
from policyreport.model.dataset import COLLECTIONS
from policyreport.model.delivery import MailAddress, MailSettings
from policyreport.model.dimension import DIMENSIONS, Dimension
from policyreport.model.labels import HEADS
from policyreport.model.money import Fund, MoneyUnit, funds_in_order
from policyreport.model.progress import ProgressThresholds
from policyreport.model.rule_settings import RuleSettings
from policyreport.model.words import Voice
from policyreport.project.received_table import ReceivedTable


class Notify(Record):
    """Who is told when something was issued or failed.

    ``command`` is a program and its arguments; it is given ``status.json`` to read. ``mail`` is written to through the
    server of the project's ``mail:``.
    """

    command: tuple[Text, ...] = ()
    mail: MailAddress | None = None


class Schedule(Record):
    """When a quarter is due, and what then happens.

    A quarter is due ``grace_days`` whole days after its last one, in the project's time zone. ``first`` is the first
    quarter to make; without it that is the newest one that was due, with data, when the project was first run. ``at``
    is the time of the day, in that zone, at which the host's timer runs.
    """

    first: QuarterName | None = None
    grace_days: Annotated[int, Field(ge=0, le=366)] = 20
    at: ClockTime = "06:00"
    notify: Notify = Notify()


_LANGUAGE_TAG = "[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*"
Language = Annotated[str, matching(_LANGUAGE_TAG, "language"), text_schema(_LANGUAGE_TAG)]
"""A language tag such as ``ko-KR`` (BCP 47), which readers of a document's voice go by."""

_USUAL_ZONE = "Asia/Seoul"


def _check_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        near = difflib.get_close_matches(name, sorted(available_timezones()), n=1)
        raise PydanticCustomError("timezone", "not known", {"near": [*near, _USUAL_ZONE][0]}) from None
    return name


TimeZone = Annotated[str, AfterValidator(_check_zone)]
"""A time zone by its name in the IANA database, such as ``Asia/Seoul``."""


def _no_text(value: object) -> object:
    return "" if value is None else value


_NameOrNone = Annotated[str, BeforeValidator(_no_text), WithJsonSchema({"type": ["string", "null"]})]


class Input(Record):
    """One more source of data: a workbook, a CSV file or a database.

    ``file`` is a path from ``data/``. A workbook's ``sheets`` lead to collections; a CSV file holds one ``collection``,
    in its ``encoding``. ``columns`` lead an office's own heads to fields. The empty text, or null, leaves a sheet or a
    column out.
    A database is at the address ``sql``, or at the one that the environment variable ``sql_from`` holds; each of its
    ``queries``, by the collection that it fills, is one statement. A SQLite file's path starts at the project's folder.
    """

    file: Text | None = None
    sheets: dict[Text, _NameOrNone] = Field(default_factory=dict[str, str])
    collection: Text | None = None
    encoding: Literal["utf-8", "cp949", "euc-kr"] | None = None
    columns: dict[Text, _NameOrNone] = Field(default_factory=dict[str, str])
    sql: Text | None = None
    sql_from: Text | None = None
    queries: dict[Text, Text] = Field(default_factory=dict[str, str])


_CODE_PATTERN = "[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*"
CodeName = Annotated[str, matching(_CODE_PATTERN, "code_name"), text_schema(_CODE_PATTERN)]
"""A code of a project's own: lower-case letters and digits, joined by ``-`` or ``_``."""


class OwnCode(Record):
    """A code of a list: one of the project's own with its Korean word, or a built-in one, perhaps with another word."""

    code: CodeName
    title: Text | None = None


class OwnLists(Record):
    """What a project says of the code lists of its data.

    Codes come in the order in which they are written, behind the built-in ones that are not. A code that is not built
    in needs its ``title``, and no two codes of a list have one word.
    """

    instruments: tuple[OwnCode, ...] = ()
    indicator_roles: tuple[OwnCode, ...] = ()
    legislation_kinds: tuple[OwnCode, ...] = ()
    legislation_stages: tuple[OwnCode, ...] = ()
    action_statuses: tuple[OwnCode, ...] = ()
    sectors: tuple[OwnCode, ...] = ()
    contact_roles: tuple[OwnCode, ...] = ()
    source_kinds: tuple[OwnCode, ...] = ()

    def code_lists(self) -> CodeLists:
        """Return the project's code lists."""
        return BUILT_IN.with_own({name: [(one.code, one.title) for one in codes] for name, codes in self._written()})

    def _written(self) -> list[tuple[str, tuple[OwnCode, ...]]]:
        return [(name, getattr(self, name)) for name in type(self).model_fields if getattr(self, name)]

    @model_validator(mode="after")
    def _distinct(self) -> OwnLists:
        for name, codes in self._written():
            for one in codes:
                if one.title is None and one.code not in BUILT_IN.codes(name):
                    raise PydanticCustomError("code_title", "no word", {"list": name, "code": one.code})
                if sum(one.code == other.code for other in codes) > 1:
                    raise PydanticCustomError("code_twice", "twice", {"list": name, "code": one.code})
        for name, _ in self._written():
            written: dict[str, str] = {}
            for one in self.code_lists().of[name]:
                for text in (one.code, one.word):
                    if written.setdefault("".join(text.split()), one.code) != one.code:
                        raise PydanticCustomError("code_word", "one word", {"list": name, "word": text})
        return self


_TEMPLATE_NAMES = (
    *(DIMENSIONS, "by", "recipients", "recipient", "quarter", "count", "changes", "conflicts", "budget_total"),
    *("events_now", "outcomes", "outputs", "terms", "contexts", "say", "words", "voice", "status_rule"),
)
"""What templates know beside the collections: an edition's member is called by its dimension's id there."""

_DIMENSION_ID = re.compile("[a-z][a-z0-9]*(?:_[a-z0-9]+)*", re.ASCII)
"""An id that templates can name."""


def check_dimensions(declared: dict[str, Dimension]) -> dict[str, Dimension]:
    """Return dimensions that data, tables and templates can tell apart from one another and from what they know.

    Raises ``dimension_id`` and ``dimension_twice`` errors.
    """
    known = {*COLLECTIONS, *(one.singular for one in COLLECTIONS.values()), *_TEMPLATE_NAMES}
    for name, dimension in declared.items():
        if not _DIMENSION_ID.fullmatch(name) or name in known:
            raise PydanticCustomError("dimension_id", "not an id", {"name": name})
        _check_members(dimension)
    heads = [*(label.title for label in HEADS.values()), *HEADS]
    titles = [*declared, *(dimension.title for dimension in declared.values() if dimension.title not in declared)]
    repeated = next((title for title in titles if titles.count(title) > 1 or title in heads), None)
    if repeated is not None:
        raise PydanticCustomError("dimension_twice", "not told apart", {"name": repeated})
    return declared


def _check_members(dimension: Dimension) -> None:
    codes = [member.code for member in dimension.members]
    names = [name for member in dimension.members for name in {member.code, member.title}]
    repeated = next((name for of in (codes, names) for name in of if of.count(name) > 1), None)
    if repeated is not None:
        raise PydanticCustomError("member_twice", "not told apart", {"name": repeated, "title": dimension.title})


class Settings(Record):
    """What ``data/project.yaml`` says of every document, and which ``inputs`` there are beside the files in ``data/``.

    ``mark`` is printed on each page, such as 가상 자료. ``kogl`` is the type of the public licence (공공누리) under
    which the documents may be used; it is printed at the foot, with what ``licence`` says beside it. ``funds`` are
    known beside the built-in ones, and ``display_unit`` is the unit in which tables tell amounts of money.
    ``dimensions`` are the ways in which what is counted is divided, by their ids.
    ``voice`` is who speaks in the documents: the office in charge of the policy, as where nothing is written, or an
    observer of what is public. ``progress`` says from when on a programme needs attention or is behind.
    ``reconcile`` says how tables of other offices are read that are compared with the facts.
    """

    name: Id
    title: Text
    organisation: Text
    licence: Text | None = None
    kogl: Literal["0", "1", "2", "3", "4", "ai"] | None = None
    language: Language = "ko-KR"
    voice: Voice | None = None
    mark: Text | None = None
    timezone: TimeZone = _USUAL_ZONE
    inputs: tuple[Input, ...] = ()
    funds: tuple[Fund, ...] = ()
    display_unit: MoneyUnit | None = None
    lists: OwnLists = OwnLists()
    dimensions: dict[str, Dimension] = Field(default_factory=dict[str, Dimension])
    progress: ProgressThresholds = ProgressThresholds()
    rules: RuleSettings = RuleSettings()
    reconcile: tuple[ReceivedTable, ...] = ()
    mail: MailSettings | None = None
    schedule: Schedule = Schedule()

    @field_validator("funds")
    @classmethod
    def _funds_are_told_apart(cls, funds: tuple[Fund, ...]) -> tuple[Fund, ...]:
        codes = [fund.code for fund in funds]
        names = [name for fund in funds_in_order(funds) for name in {fund.code, fund.title}]
        repeated = next((name for names in (codes, names) for name in names if names.count(name) > 1), None)
        if repeated is not None:
            raise PydanticCustomError("fund_twice", "not told apart", {"name": repeated})
        return funds

    @field_validator("dimensions")
    @classmethod
    def _check_dimensions(cls, declared: dict[str, Dimension]) -> dict[str, Dimension]:
        return check_dimensions(declared)

    @property
    def zone(self) -> ZoneInfo:
        """The project's time zone."""
        return ZoneInfo(self.timezone)

    @property
    def reads_databases(self) -> bool:
        """Whether data come from where a change of them does not show in the project's files."""
        return any(each.sql or each.sql_from for each in self.inputs)
