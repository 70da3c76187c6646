"""What may be entered in each column of a collection, and what a record has there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Literal, cast, get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from policyreport.inputs.raw_data import allowed_values, code_list, record_at
from policyreport.inputs.tables import Column, columns_of, dimension_column, joined
from policyreport.model import Quarter, Ref
from policyreport.model.base import AsOf, Month
from policyreport.model.code_lists import BUILT_IN, CodeLists
from policyreport.model.dataset import COLLECTIONS, types_in
from policyreport.model.dimension import DIMENSIONS, Dimension, Dimensions
from policyreport.model.labels import HEADS
from policyreport.model.money import MoneyStyle

FLAGS: Mapping[str, str] = {"true": "사용", "false": "쓰지 않음"}
"""What a flag's values mean."""

Form = Literal["text", "id", "code", "flag", "day", "month", "as_of", "quarter", "number", "whole"]
"""How a column's values are written."""

_SHARED = "audience"
_NO_DIMENSIONS: Dimensions = {}
_MEMBER_NOTE = "목록에서 고름. 전체이면 비움"

CellValue = str | int | Decimal | date | None

_FUND = "fund"
_USUAL_MONEY = MoneyStyle()
_LONGEST_LIST = 250
"""How many characters a list of choices may have that stands in the check itself; Excel allows 255 with its quotes."""

_FIRST_DAY = date(1900, 3, 1)
_BY_MARK: Mapping[object, Form] = {
    get_args(Month)[1]: "month",
    get_args(AsOf)[1]: "as_of",
    date: "day",
    Decimal: "number",
    bool: "flag",
    int: "whole",
    Quarter: "quarter",
}
"""The form of a field whose type, or whose annotation, has a mark."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A column to be filled in: one of ``codes``, or an id of the collection ``of``, or as its ``form`` has it.

    Codes of a list are filled in by their ``words``. A whole number lies from the least to the most of ``bounds``.
    """

    column: Column
    form: Form
    codes: tuple[str, ...]
    words: Mapping[str, str]
    of: str
    bounds: tuple[int, int]

    @property
    def note(self) -> str:
        """What to write in the column."""
        return _MEMBER_NOTE if self.column.path[0] == DIMENSIONS else HEADS[self.column.name].note

    @property
    def offered(self) -> tuple[str, ...]:
        """What is chosen from: the words of a list's codes, and else the codes themselves."""
        return self.codes if self.form == "flag" else tuple(self.words.get(code, code) for code in self.codes)

    def shown(self, value: CellValue) -> CellValue:
        """Return a value as it stands in the column: a code by its word."""
        return self.words.get(value, value) if isinstance(value, str) and self.form == "code" else value

    @property
    def is_needed(self) -> bool:
        """Whether no record may leave it empty."""
        return self.column.required and not self.column.nullable


def entries_of(
    collection: str,
    lists: CodeLists = BUILT_IN,
    money: MoneyStyle = _USUAL_MONEY,
    dimensions: Dimensions = _NO_DIMENSIONS,
) -> list[Entry]:
    """Return a collection's columns in the order in which they are filled in: what names a record first.

    A fund is one of those that the project knows, by its title, where Excel's list of choices can hold them. Each of
    the project's ``dimensions`` is a column where records may be of members; its codes are their titles.
    """
    columns = columns_of(collection).values()
    entries = [_entry(collection, column, lists) for column in sorted(columns, key=lambda c: c.name != "id")]
    funds = tuple(fund.title for fund in money.funds)
    listed = ",".join(funds)
    if len(listed) <= _LONGEST_LIST and listed.count(",") < len(funds) and '"' not in listed:
        entries = [replace(one, form="code", codes=funds) if one.column.name == _FUND else one for one in entries]
    shared = [entry for entry in entries if entry.column.name == _SHARED]
    divided = dimensions if DIMENSIONS in COLLECTIONS[collection].record.model_fields else _NO_DIMENSIONS
    own = [entry for entry in entries if entry.column.name != _SHARED]
    return [*own, *(_dimension_entry(name, one) for name, one in divided.items()), *shared]


def cell_value(
    record: BaseModel,
    column: Column,
    money: MoneyStyle = _USUAL_MONEY,
    dimensions: Dimensions = _NO_DIMENSIONS,
) -> CellValue:
    """Return what a record has in a column as what a cell holds: a day, a number, or a text; None for nothing."""
    if column.path[0] == DIMENSIONS:
        members: Mapping[str, str] = getattr(record, DIMENSIONS)
        name = column.path[1]
        return dimensions[name].title_of(members[name]) if name in members else None
    value: object = record
    for step in column.path:
        value = getattr(value, step) if value is not None else None
    if column.name == _FUND and isinstance(value, str):
        return money.title_of(value)
    if isinstance(value, tuple):
        items = cast("Sequence[str]", value)
        return joined(items, column.many or "texts") if items or column.required else None
    return _scalar(value)


def _dimension_entry(name: str, dimension: Dimension) -> Entry:
    codes = tuple(member.title for member in dimension.members)
    return Entry(dimension_column(name, dimension.title), "code", codes, {}, "", (0, 0))


def _entry(collection: str, column: Column, lists: CodeLists) -> Entry:
    model = record_at(COLLECTIONS[collection].record, column.path)
    described = model.model_fields[column.path[-1]]
    coded = code_list(model, column.path[-1])
    codes = allowed_values(model, column.path[-1], lists)
    inside = [*described.metadata, *types_in(described.annotation)]
    of = next((mark.collection for mark in inside if isinstance(mark, Ref)), "")
    form = "code" if codes else _form(column, inside)
    is_flag = form == "flag"
    words: Mapping[str, str] = lists.words(coded) if coded else (FLAGS if is_flag else {})
    return Entry(column, form, tuple(FLAGS) if is_flag else codes, words, of, _bounds(inside))


def _form(column: Column, inside: Sequence[object]) -> Form:
    if column.name == "id":
        return "id"
    marked: list[Form] = [form for mark, form in _BY_MARK.items() if mark in inside]
    return marked[0] if marked else "text"


def _bounds(inside: Sequence[object]) -> tuple[int, int]:
    marks = [*inside, *(mark for part in inside if isinstance(part, FieldInfo) for mark in part.metadata)]
    least, most = ([getattr(mark, bound, None) for mark in marks] for bound in ("ge", "le"))
    return next(filter(None, least), 0), next(filter(None, most), 0)


def _scalar(value: object) -> CellValue:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, date):
        return value if value >= _FIRST_DAY else value.isoformat()
    if isinstance(value, int | Decimal):
        return value
    return None if value is None else str(value)
