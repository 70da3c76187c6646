"""The whole of what a project knows, as one frozen value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Annotated, cast, get_args

from pydantic import BaseModel
from pydantic import Field as constrained

from policyreport.diagnostics import SourceLocation
from policyreport.model.base import Record, Ref
from policyreport.model.council import Action, Council, Meeting, Member
from policyreport.model.implementation import Budget, Legislation, Milestone, Organisation, Risk
from policyreport.model.indicator import Indicator, Observation, Target
from policyreport.model.policy import Field, Measure, Policy, Program, Strategy
from policyreport.model.record import Event, QuarterReport, Source

Path = tuple[str | int, ...]
"""The way from the data set to a value: ``("observations", 3, "value")``."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where each value of a data set stands in the project's files.

    Two data sets that say the same are equal wherever they say it, so all Places are equal.
    """

    of: Mapping[Path, SourceLocation] = field(default_factory=dict[Path, SourceLocation], compare=False)

    def find(self, path: Path) -> SourceLocation | None:
        """Return the place of a value, or of the nearest record around it; None for a value from no file."""
        while path:
            if path in self.of:
                return self.of[path]
            path = path[:-1]
        return None


class Dataset(Record):
    """Everything that the project's files say. Ids are unique within a collection; every reference leads somewhere."""

    policy: Policy
    strategies: tuple[Strategy, ...]
    fields: tuple[Field, ...] = ()
    measures: tuple[Measure, ...]
    programs: tuple[Program, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    observations: tuple[Observation, ...] = ()
    targets: tuple[Target, ...] = ()
    budgets: tuple[Budget, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    risks: tuple[Risk, ...] = ()
    legislation: tuple[Legislation, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    council: Council | None = None
    members: tuple[Member, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    actions: tuple[Action, ...] = ()
    events: tuple[Event, ...] = ()
    sources: tuple[Source, ...]
    quarters: Annotated[tuple[QuarterReport, ...], constrained(min_length=1)]
    places: Places = constrained(default_factory=Places, exclude=True, repr=False)


def references(record: BaseModel, path: Path = ()) -> Iterator[tuple[Path, Ref, str]]:
    """Yield every reference that a record and the records in it make: its path, what it refers to, and the id."""
    for name, ref in _referring_fields(type(record)):
        for step, item in _items(getattr(record, name), (*path, name)):
            if isinstance(item, BaseModel):
                yield from references(item, step)
            elif ref is not None and isinstance(item, str):
                yield step, ref, item


@cache
def _referring_fields(model: type[BaseModel]) -> tuple[tuple[str, Ref | None], ...]:
    """Return the fields that hold ids, each with what they refer to, and those that hold records, with None."""
    marks = {
        name: next((mark for mark in described.metadata if isinstance(mark, Ref)), None)
        for name, described in model.model_fields.items()
    }
    return tuple(
        (name, ref) for name, ref in marks.items() if ref or _holds_records(model.model_fields[name].annotation)
    )


def _holds_records(annotation: object) -> bool:
    is_record = isinstance(annotation, type) and issubclass(annotation, BaseModel)
    return is_record or any(map(_holds_records, get_args(annotation)))


def _items(value: object, path: Path) -> Iterator[tuple[Path, object]]:
    if isinstance(value, tuple):
        members = cast("tuple[object, ...]", value)
        for i, item in enumerate(members):
            yield (*path, i), item
    else:
        yield path, value
