"""The whole of what a project knows, as one frozen value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Annotated, cast, get_args, get_origin

from pydantic import AfterValidator, BaseModel
from pydantic import Field as constrained

from policyreport.diagnostics import SourceLocation
from policyreport.model.base import Entry, HashedDict, Record, Ref
from policyreport.model.code_lists import CodeLists
from policyreport.model.council import Action, Council, Meeting, Member
from policyreport.model.dimension import Dimension
from policyreport.model.implementation import Budget, Execution, Legislation, Milestone, Organisation, Risk
from policyreport.model.indicator import Indicator, Observation, Target
from policyreport.model.money import MoneyStyle
from policyreport.model.people import Contact
from policyreport.model.policy import Field, Measure, Policy, Program, Strategy
from policyreport.model.progress import ProgressThresholds
from policyreport.model.record import Event, QuarterReport, Source
from policyreport.model.update import Update
from policyreport.model.words import DocumentWords

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


@dataclass(frozen=True, slots=True)
class Collection:
    """What a collection is called: the mark of a field of ``Dataset``, from which all else about it is derived.

    ``title`` is the name of its sheet and ``contents`` what is written there, on one line. ``singular`` is what
    templates call one of its records, and without it none can be listed or have an edition. ``key`` is the field that
    names a record. The kind of ``record``, and whether there ``is_list`` of them, come from the field itself.
    """

    title: str
    contents: str
    singular: str = ""
    key: str = "id"
    record: type[BaseModel] = Record
    is_list: bool = True


class Dataset(Record):
    """Everything that the project's files say. Ids are unique within a collection; every reference leads somewhere.

    ``money`` is what the project's settings say of amounts, and ``dimensions`` are those that they declare.
    ``thresholds`` say from when on a programme is behind, and ``words`` are those of the project's documents.
    """

    policy: Annotated[Policy, Collection("정책", "이 정책(한 줄만)")]
    strategies: Annotated[tuple[Strategy, ...], Collection("추진전략", "정책을 나눈 추진전략", "strategy")]
    fields: Annotated[tuple[Field, ...], Collection("분야", "정책이 정한 산업 분야", "field")] = ()
    measures: Annotated[tuple[Measure, ...], Collection("지원시책", "추진전략별 지원시책", "measure")]
    programs: Annotated[tuple[Program, ...], Collection("지원사업", "시책을 실행하는 지원사업", "program")] = ()
    indicators: Annotated[tuple[Indicator, ...], Collection("지표", "무엇을 재는지(값은 관측값에)", "indicator")] = ()
    observations: Annotated[tuple[Observation, ...], Collection("관측값", "지표의 값, 분기와 출처마다 한 줄")] = ()
    targets: Annotated[tuple[Target, ...], Collection("목표", "지표의 목표")] = ()
    budgets: Annotated[tuple[Budget, ...], Collection("예산", "지원사업의 연도별 예산", "budget")] = ()
    executions: Annotated[tuple[Execution, ...], Collection("집행", "예산의 집행액과 집행계획, 분기마다 한 줄")] = ()
    milestones: Annotated[tuple[Milestone, ...], Collection("추진일정", "언제까지 무엇을 할지", "milestone")] = ()
    risks: Annotated[tuple[Risk, ...], Collection("부진사유", "부진한 일과 대책", "risk")] = ()
    legislation: Annotated[tuple[Legislation, ...], Collection("법령", "필요한 법령과 진행 단계", "law")] = ()
    organisations: Annotated[tuple[Organisation, ...], Collection("기관", "기관의 바른 이름", "organisation")] = ()
    council: Annotated[Council | None, Collection("협의회", "협의회(한 줄만)")] = None
    members: Annotated[tuple[Member, ...], Collection("위원", "협의회에 참여하는 기관", "member")] = ()
    meetings: Annotated[tuple[Meeting, ...], Collection("회의", "협의회 회의", "meeting")] = ()
    actions: Annotated[tuple[Action, ...], Collection("조치사항", "회의에서 나온 조치사항", "action")] = ()
    updates: Annotated[tuple[Update, ...], Collection("상태변경", "일정·부진·조치·법령의 상태가 바뀐 날과 내용")] = ()
    contacts: Annotated[
        tuple[Contact, ...], Collection("담당자", "책임자, 담당자, 배석자(적지 않으면 내부만 봄)", "contact")
    ] = ()
    events: Annotated[tuple[Event, ...], Collection("추진실적", "날짜가 있는 실적", "event")] = ()
    sources: Annotated[tuple[Source, ...], Collection("출처", "자료의 출처", "source")]
    quarters: Annotated[
        tuple[QuarterReport, ...],
        Collection("분기보고", "분기마다의 요지와 향후 계획", key="quarter"),
        constrained(min_length=1),
    ]
    lists: CodeLists = constrained(default_factory=CodeLists, exclude=True, repr=False)
    money: MoneyStyle = constrained(default_factory=MoneyStyle, exclude=True, repr=False)
    dimensions: Annotated[dict[str, Dimension], AfterValidator(HashedDict[Dimension])] = constrained(
        default_factory=HashedDict[Dimension], exclude=True, repr=False
    )
    thresholds: ProgressThresholds = constrained(default_factory=ProgressThresholds, exclude=True, repr=False)
    words: DocumentWords = constrained(default_factory=DocumentWords, exclude=True, repr=False)
    places: Places = constrained(default_factory=Places, exclude=True, repr=False)


def references(record: BaseModel, path: Path = ()) -> Iterator[tuple[Path, Ref, str]]:
    """Yield every reference that a record and the records in it make: its path, what it refers to, and the id."""
    for name, ref in referring_fields(type(record)):
        for step, item in _items(getattr(record, name), (*path, name)):
            if isinstance(item, BaseModel):
                yield from references(item, step)
            elif ref is not None and isinstance(item, str):
                meant = Ref(str(getattr(record, ref.by))) if ref.by else ref
                if meant.collection in Dataset.model_fields:
                    yield step, meant, item


@cache
def referring_fields(model: type[BaseModel]) -> tuple[tuple[str, Ref | None], ...]:
    """Return the fields that hold ids, each with what they refer to, and those that hold records, with None."""
    marks = {
        name: next((mark for mark in described.metadata if isinstance(mark, Ref)), None)
        for name, described in model.model_fields.items()
    }
    return tuple((name, ref) for name, ref in marks.items() if ref or record_in(model.model_fields[name].annotation))


def types_in(annotation: object) -> Iterator[object]:
    """Yield a type and, one by one, all the types inside it."""
    yield annotation
    for inner in get_args(annotation):
        yield from types_in(inner)


def record_in(annotation: object) -> type[BaseModel] | None:
    """Return the kind of record that a field holds, alone or many of it; None for a field of plain values."""
    return next((t for t in types_in(annotation) if isinstance(t, type) and issubclass(t, BaseModel)), None)


def _items(value: object, path: Path) -> Iterator[tuple[Path, object]]:
    if isinstance(value, tuple):
        members = cast("tuple[object, ...]", value)
        for i, item in enumerate(members):
            yield (*path, i), item
    else:
        yield path, value


def _collections() -> Iterator[tuple[str, Collection]]:
    for name, described in Dataset.model_fields.items():
        record = record_in(described.annotation)
        for mark in described.metadata:
            if isinstance(mark, Collection) and record is not None:
                yield name, replace(mark, record=record, is_list=get_origin(described.annotation) is tuple)


COLLECTIONS: Mapping[str, Collection] = dict(_collections())
"""Every collection of the data set by its name, in the order of the sheets."""


def records_of(dataset: Dataset, collection: str) -> tuple[Entry, ...]:
    """Return the records of a collection, also of one that has but one."""
    content = getattr(dataset, collection)
    return content if COLLECTIONS[collection].is_list else (content,) if content else ()


def records(dataset: Dataset) -> Iterator[tuple[Path, Entry]]:
    """Yield every record of a data set with its path: ``("programs", 3)``, or ``("policy",)`` for the only one."""
    for name, collection in COLLECTIONS.items():
        for i, record in enumerate(records_of(dataset, name)):
            yield ((name, i) if collection.is_list else (name,)), record
