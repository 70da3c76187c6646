"""Which columns a table of a collection may have, as the models themselves declare them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from policyreport.load.clean_text import ZERO_WIDTH
from policyreport.load.shape import COLLECTIONS, parts, record_in
from policyreport.model import Ref
from policyreport.model.base import Text
from policyreport.model.words import HEADS

_TEXT_MARK: object = get_args(Text)[1]


@dataclass(frozen=True, slots=True)
class Column:
    """A field as a column of a table; ``path`` leads to it from the record: ``("formula", "kind")``.

    ``many`` says what the field lists, if it is a list. Where an empty cell stands for None, though the record must
    say so, it is ``nullable``. ``verbatim`` is a text whose blanks at its ends are kept.
    """

    path: tuple[str, ...]
    many: Literal["ids", "texts"] | None
    required: bool
    nullable: bool
    verbatim: bool

    @property
    def name(self) -> str:
        """The name by which the column is declared: ``formula.kind``."""
        return ".".join(self.path)

    @property
    def title(self) -> str:
        """The column's Korean head."""
        return HEADS[self.name].title


@cache
def columns_of(collection: str) -> Mapping[str, Column]:
    """Return the columns of a collection's table by their names, in the order in which its record declares them."""
    return {column.name: column for column in _columns(COLLECTIONS[collection])}


def known_heads(collection: str, own: Mapping[str, str]) -> Mapping[str, Column | None]:
    """Return which column each head stands for: the office's ``own`` heads, Korean titles, and names of fields.

    An own head that stands for the empty text is a column to be left out: None.
    """
    columns = columns_of(collection)
    heads: dict[str, Column | None] = {**columns, **{column.title: column for column in columns.values()}}
    for head, name in own.items():
        if name in columns or not name:
            heads[normalised_head(head)] = columns.get(name)
    return heads


def normalised_head(text: str | None) -> str:
    """Return a head in NFC on one line, without invisible characters and needless blanks."""
    return " ".join(unicodedata.normalize("NFC", ZERO_WIDTH.sub("", text or "")).split())


def _columns(record: type[BaseModel]) -> Iterator[Column]:
    for name, described in record.model_fields.items():
        inner = record_in(described.annotation)
        if inner is None:
            yield _column(name, described)
        else:
            yield from (replace(c, path=(name, *c.path), required=False) for c in _columns(inner))


def _column(name: str, described: FieldInfo) -> Column:
    inside = [*described.metadata, *parts(described.annotation)]
    return Column(
        path=(name,),
        many=_listed(described) if get_origin(described.annotation) is tuple else None,
        required=described.is_required(),
        nullable=type(None) in inside,
        verbatim=_TEXT_MARK in inside,
    )


def _listed(described: FieldInfo) -> Literal["ids", "texts"]:
    return "ids" if any(isinstance(mark, Ref) for mark in described.metadata) else "texts"
