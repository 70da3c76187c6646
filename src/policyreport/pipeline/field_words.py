"""What a field of a record says, in the words that staff know it by: codes and ids become words and titles."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, cast

from pydantic import BaseModel

from policyreport.diagnostics import Message
from policyreport.model import Dataset, Quarter
from policyreport.model.base import Entry
from policyreport.model.code_lists import Coded
from policyreport.model.dataset import COLLECTIONS, records_of, referring_fields, types_in
from policyreport.model.labels import HEADS
from policyreport.provenance.wording import plain


def field_name(field: str) -> Message:
    """Return what a field is called."""
    head = HEADS.get(field)
    return Message(field.replace("_", " "), head.title if head else field)


class FieldWords:
    """Says what fields hold, and what records are called, by the titles that a data set knows."""

    def __init__(self, *known: Dataset) -> None:
        """Of a record that several data sets have, the title in the last of them counts."""
        self._lists = known[-1].lists
        self._dimensions = {name: one for of in known for name, one in of.dimensions.items()}
        self._titles: Mapping[tuple[str, str], str] = {
            (collection, str(getattr(record, COLLECTIONS[collection].key, ""))): str(title)
            for of in known
            for collection in COLLECTIONS
            for record in records_of(of, collection)
            if (title := getattr(record, "title", None) or getattr(record, "name", None))
        }

    def title(self, collection: str, record: Entry) -> str:
        """Return what a record is called; of one without a name of its own, what it is of and when."""
        own: Any = record
        match collection:
            case "observations":
                words = [self._of("indicators", own.indicator), self._members(own.dimensions), str(own.quarter)]
            case "targets":
                words = [self._of("indicators", own.indicator), str(own.quarter or own.year or "")]
            case "budgets" | "executions":
                when = str(own.quarter) if collection == "executions" else ""
                account = [str(own.year), own.fund or "", self._members(own.dimensions), when]
                words = [self._of("programs", own.program), *account]
            case "updates":
                words = [self._of(own.kind, own.record), own.on.isoformat()]
            case "quarters":
                words = [str(own.quarter)]
            case _:
                words = [self._of(collection, str(getattr(own, COLLECTIONS[collection].key, "")))]
        return ", ".join(filter(None, words))

    def title_of(self, collection: str, record: str) -> str:
        """Return what the record of an id is called; the id where nothing has it."""
        return self._of(collection, record)

    def said(self, record: Entry, field: str, value: object) -> Message | None:
        """Return what a field of a record says; None where it says nothing."""
        if value is None or value in ((), "", {}):
            return None
        if isinstance(value, tuple):
            each = [self.said(record, field, one) or Message("", "") for one in cast("tuple[object, ...]", value)]
            return Message(", ".join(one.en for one in each), ", ".join(one.ko for one in each))
        if isinstance(value, bool):
            return Message("yes", "예") if value else Message("no", "아니오")
        if isinstance(value, Decimal):
            return _same(plain(value))
        if isinstance(value, date | Quarter | int):
            return _same(str(value))
        if isinstance(value, Mapping):
            return _same(self._members(cast("Mapping[str, str]", value)))
        if isinstance(value, BaseModel):
            return _same(", ".join(f"{name} {one}" for name, one in value))
        return self._text(record, field, str(value))

    def _text(self, record: Entry, field: str, text: str) -> Message:
        code_list = _code_list(type(record), field)
        if code_list and text in self._lists.codes(code_list):
            return Message(text, self._lists.word(code_list, text))
        ref = dict(referring_fields(type(record))).get(field)
        if ref is not None:
            return _same(self._of(str(getattr(record, ref.by)) if ref.by else ref.collection, text))
        return _same(text)

    def _of(self, collection: str, record: str) -> str:
        return self._titles.get((collection, record), record)

    def _members(self, members: Mapping[str, str]) -> str:
        found = (self._dimensions[d].title_of(m) if d in self._dimensions else m for d, m in members.items())
        return " · ".join(found)


def _same(text: str) -> Message:
    return Message(text, text)


@cache
def _code_list(record: type[BaseModel], field: str) -> str:
    """Return the name of the list whose codes a field holds; nothing for other fields."""
    described = record.model_fields[field]
    marks = (*described.metadata, *(mark for one in types_in(described.annotation) for mark in _marks(one)))
    return next((mark.list for mark in marks if isinstance(mark, Coded)), "")


def _marks(annotated: object) -> tuple[object, ...]:
    return getattr(annotated, "__metadata__", ())
