"""What a rule is, what it looks at, and what it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Literal, NamedTuple, cast, get_args

from pydantic import BaseModel

from policyreport.claims.prose import JudgedSentence, Prose, judged_prose
from policyreport.diagnostics import Message
from policyreport.model import Dataset, Path, Quarter, QuarterReport, Update
from policyreport.model.base import Entry, Text
from policyreport.model.dataset import records, types_in
from policyreport.model.rule_settings import RuleSettings
from policyreport.model.states import States
from policyreport.model.updates import History, Key, Stateful, histories

_NAMING_FIELDS = ("id", "indicator", "program", "quarter", "record")


def record_at(dataset: Dataset, path: Path) -> BaseModel:
    """Return the record of a data set that a path leads to or into."""
    content = getattr(dataset, str(path[0]))
    return content if isinstance(content, BaseModel) else content[path[1]]


def record_name(record: BaseModel) -> str:
    """Return a record's id, or else what it is of: an indicator, a programme or a quarter; nothing where neither is."""
    field = next((name for name in _NAMING_FIELDS if name in type(record).model_fields), None)
    return str(getattr(record, field)) if field else ""


def text_at(dataset: Dataset, path: Path) -> str:
    """Return the text of a data set that a path leads to; nothing where it leads to something else."""
    value: object = dataset
    for step in path:
        value = cast("tuple[object, ...]", value)[step] if isinstance(step, int) else getattr(value, step)
    return value if isinstance(value, str) else ""


def field_name(dataset: Dataset, path: Path) -> str:
    """Return a path in words: ``programs › global-tips › partners[2]``."""
    words = [str(path[0])]
    is_one_of_many = len(path) > 1 and isinstance(path[1], int)
    if is_one_of_many:
        words.append(record_name(record_at(dataset, path)))
    for step in path[2 if is_one_of_many else 1 :]:
        if isinstance(step, int):
            words[-1] += f"[{step + 1}]"
        else:
            words.append(step)
    return " › ".join(words)


_MARK = get_args(Text)[1]


class TextField(NamedTuple):
    """One text: its path in the data set, and the field that holds it, alone or among others."""

    path: Path
    field: str
    text: str

    @property
    def collection(self) -> str:
        """The collection that the text's record belongs to."""
        return str(self.path[0])


def texts(dataset: Dataset) -> Iterator[TextField]:
    """Yield every text of a data set, collection by collection."""
    for path, record in records(dataset):
        for field in _text_fields(type(record)):
            yield from _fields_of(path, field, getattr(record, field))


@cache
def _text_fields(model: type[BaseModel]) -> tuple[str, ...]:
    described = model.model_fields.items()
    return tuple(name for name, field in described if _MARK in field.metadata or Text in types_in(field.annotation))


def _fields_of(path: Path, field: str, value: object) -> Iterator[TextField]:
    if isinstance(value, str):
        yield TextField((*path, field), field, value)
    elif isinstance(value, tuple):
        lines = cast("tuple[str, ...]", value)
        yield from (TextField((*path, field, i), field, line) for i, line in enumerate(lines))


Severity = Literal["error", "warning", "note"]
"""How grave a finding is: what is wrong, what looks wrong, and what is merely worth knowing."""


class Finding(NamedTuple):
    """One thing that a rule finds: the path of the value in the data set, what is wrong with it, and what to do."""

    path: Path
    what: Message
    hint: Message


@dataclass(frozen=True)
class LintContext:
    """What a rule looks at: all that is known, and how the project sets the rules.

    ``until`` is the last quarter that is reported on, as far as this review goes; None for all there are.
    """

    dataset: Dataset
    settings: RuleSettings
    until: Quarter | None = None

    @cached_property
    def newest(self) -> QuarterReport:
        """The report of the latest quarter: its as-of day stands for today, for a check reads no clock."""
        until = self.until
        reports = (report for report in self.dataset.quarters if until is None or report.quarter <= until)
        return max(reports, key=lambda report: report.quarter)

    @cached_property
    def now(self) -> States:
        """How records stand by their updates up to the newest report."""
        return States(self.dataset, self.newest.as_of)

    def updates_of(self, record: Stateful) -> tuple[Update, ...]:
        """Return the updates of a record by their days."""
        history = self._histories.get(History.key(record))
        return history.updates if history else ()

    @cached_property
    def _histories(self) -> Mapping[Key, History]:
        return histories(self.dataset.updates)

    @cached_property
    def texts(self) -> tuple[TextField, ...]:
        """Every text of the data set."""
        return tuple(texts(self.dataset))

    @cached_property
    def own_texts(self) -> tuple[TextField, ...]:
        """Every text that the office itself wrote: a source's title is another's words."""
        return tuple(each for each in self.texts if each.field != "title" or each.collection != "sources")

    @cached_property
    def judged_prose(self) -> tuple[JudgedSentence, ...]:
        """The sentences that may claim something of numbers, judged by the figures."""
        return tuple(judged_prose(self.dataset, self._prose(), self.newest.quarter))

    def _prose(self) -> Iterator[Prose]:
        for each in self.own_texts:
            record = record_at(self.dataset, each.path)
            if isinstance(record, Entry):
                yield Prose(each.path, record, each.field, each.text)


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule by its stable code; ``why`` explains it, and says if decree, custom, arithmetic or the house asks it.

    What one that is ``of_quarter`` finds is wrong with the documents of the quarter reviewed, whatever came later.
    """

    code: str
    severity: Severity
    title: Message
    why: Message
    find: Callable[[LintContext], Iterable[Finding]]
    of_quarter: bool = False
