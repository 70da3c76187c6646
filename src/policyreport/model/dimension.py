"""Dimensions that a project declares, such as regions or genders, and the members of which its records tell."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Protocol

from pydantic import Field

from policyreport.model.base import Id, Members, Record, Text

DIMENSIONS = "dimensions"
"""The field in which a record names its members, and what precedes a dimension's id in the name of a column."""


class DimensionMember(Record):
    """One member of a dimension: its ``code``, which data and facts name it by, and the ``title`` that people read."""

    code: Id
    title: Text


class Dimension(Record):
    """A way of dividing what is counted (구분), such as 시군 or 성별, and all of its members.

    The members are the whole: what is told of each of them adds up to what is told of all.
    """

    title: Text
    members: Annotated[tuple[DimensionMember, ...], Field(min_length=1)]

    def code_of(self, written: str) -> str | None:
        """Return the code of a member that is written by its code or its title; None where there is no such member."""
        return next((one.code for one in self.members if written in (one.code, one.title)), None)

    def title_of(self, code: str) -> str:
        """Return the title of a member; the code itself where there is no such member."""
        return next((one.title for one in self.members if one.code == code), code)


Dimensions = Mapping[str, Dimension]
"""The dimensions of a project by their ids, in the order in which it declares them."""


def in_words(members: Mapping[str, str], dimensions: Dimensions) -> str:
    """Return the titles of some members, such as ``가람시 · 여성``, in the order of the dimensions."""
    return " · ".join(one.title_of(members[name]) for name, one in dimensions.items() if name in members)


class OfMembers(Protocol):
    """A record that may be of members."""

    @property
    def dimensions(self) -> Members:
        """The members by the ids of their dimensions."""
        ...


def members_of(record: OfMembers, programs: Mapping[str, OfMembers]) -> Members:
    """Return the members of a record; of one that belongs to a programme also the programme's."""
    program = programs.get(getattr(record, "program", None) or "")
    return {**program.dimensions, **record.dimensions} if program and program.dimensions else record.dimensions
