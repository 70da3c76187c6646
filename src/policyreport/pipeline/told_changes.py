"""What is otherwise between two states of the data as a reader would ask for it: by topic, record by record."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal, NamedTuple

from policyreport.diagnostics import Message
from policyreport.difference import Comparison, FigureChange, RecordChange, StateChange
from policyreport.document.nodes import Number
from policyreport.document.number_format import number_text
from policyreport.model import Fact
from policyreport.model.code_lists import CodeLists
from policyreport.model.dataset import COLLECTIONS
from policyreport.pipeline.field_words import FieldWords, field_name
from policyreport.pipeline.record_titles import RecordTitles
from policyreport.provenance.printed_set import PrintedNumber
from policyreport.provenance.wording import name_of

TopicName = Literal[
    "indicators",
    "targets",
    "money",
    "states",
    "programs",
    "owners",
    "events",
    "meetings",
    "actions",
    "counts",
    "sources",
    "texts",
]

TOPICS: Mapping[TopicName, Message] = {
    "indicators": Message("Indicators", "지표"),
    "targets": Message("Targets", "목표"),
    "money": Message("Money", "예산과 집행"),
    "states": Message("States and dates", "추진상황과 날짜"),
    "programs": Message("Strategies, measures, programmes", "추진전략·지원시책·지원사업"),
    "owners": Message("Who is in charge", "소관과 담당"),
    "events": Message("Events", "추진실적"),
    "meetings": Message("Council", "협의회"),
    "actions": Message("Actions asked for", "조치사항"),
    "counts": Message("Counts", "집계"),
    "sources": Message("Sources", "출처"),
    "texts": Message("Texts and definitions", "글과 정의"),
}
"""The topics in the order in which they are told."""


class ToldPart(NamedTuple):
    """One thing of a record that is otherwise: what it is, as it was and as it is, and what that means."""

    name: Message
    before: Message | None
    after: Message | None
    note: Message | None = None


@dataclass(slots=True)
class ToldRecord:
    """A record of which something is otherwise. ``mark`` says whether it is new (+), gone (-) or changed (~)."""

    topic: TopicName
    mark: Literal["+", "-", "~"]
    kind: Message
    title: str
    parts: list[ToldPart] = field(default_factory=list[ToldPart])


_TOPIC_OF: Mapping[str, TopicName] = {
    "observations": "indicators",
    "targets": "targets",
    "budgets": "money",
    "executions": "money",
    "milestones": "states",
    "risks": "states",
    "legislation": "states",
    "updates": "states",
    "policy": "programs",
    "strategies": "programs",
    "fields": "programs",
    "measures": "programs",
    "programs": "programs",
    "organisations": "owners",
    "contacts": "owners",
    "events": "events",
    "council": "meetings",
    "members": "meetings",
    "meetings": "meetings",
    "actions": "actions",
    "sources": "sources",
}
"""The topic under which the records of a collection are told; those of the others are texts."""
_IN_CHARGE = ("lead", "partners", "department", "contact", "owner")
_WORDS = ("content", "purpose", "definition", "note", "detail", "goal", "title_en", "photo", "photo_alt", "address")
_FIGURES_OF: Mapping[str, str] = {
    "observations": "indicator",
    "targets": "indicator",
    "budgets": "program",
    "executions": "program",
}
"""The collections whose new records are told as figures, and the field that names what the figures are of."""
_SHOWN: Mapping[str, tuple[str, ...]] = {
    "observations": ("value", "as_of"),
    "targets": ("value", "upper"),
    "budgets": ("original", "current", "executed"),
    "executions": ("executed", "planned"),
    "milestones": ("due",),
    "risks": ("reason", "remedy", "due"),
    "legislation": ("stage", "date"),
    "programs": ("lead", "period"),
    "measures": ("strategy", "lead"),
    "members": ("sector",),
    "meetings": ("date",),
    "actions": ("owner", "due"),
    "events": ("date",),
    "sources": ("publisher", "date"),
    "quarters": ("as_of", "headline"),
    "updates": ("state", "due", "reason"),
}
"""What is shown of a record that is new or gone."""
_STATE = Message("state", "상태")
_STATES: Mapping[str, Mapping[str, str]] = {
    "milestones": {"done": "완료", "cancelled": "취소", "late": "지연", "put_off": "연기", "ahead": "예정"},
    "targets": {"met": "달성", "missed": "미달", "ongoing": "진행 중"},
    "programs": {
        "done": "완료",
        "on_track": "정상추진",
        "attention": "관심필요",
        "behind": "부진",
        "unknown": "계획 없음",
    },
}
_CODES_OF_STATES = {"risks": "risk_statuses", "legislation": "legislation_stages", "actions": "action_statuses"}
_TURNS = {"better": Message("better", "개선"), "worse": Message("worse", "악화")}


def told_changes(of: Comparison) -> tuple[ToldRecord, ...]:
    """Return what is otherwise, each record once under each topic, in the order of the topics.

    Nothing is left out but what is told as a figure or a state already.
    """
    words = FieldWords(of.before.known, of.after.known)
    told = [*_figures(of), *_records(of, words), *_states_alone(of, words)]
    order = list(TOPICS)
    return tuple(sorted(told, key=lambda one: order.index(one.topic)))


def by_topic(told: Iterable[ToldRecord]) -> Iterator[tuple[TopicName, list[ToldRecord]]]:
    """Yield what is told under each topic of which anything is."""
    listed = list(told)
    for topic in TOPICS:
        if of_topic := [one for one in listed if one.topic == topic]:
            yield topic, of_topic


def _figures(of: Comparison) -> Iterator[ToldRecord]:
    before, after = RecordTitles(of.before.known), RecordTitles(of.after.known)
    made: dict[tuple[TopicName, str], ToldRecord] = {}
    for change in of.figures:
        if not _is_told_by_itself(change.id, of):
            continue
        topic = _topic_of_figure(change.id)
        rule = (change.after or change.before or _NO_FACT).rule
        name = name_of(PrintedNumber(change.id, None, rule=rule, of=()))
        title = " · ".join(after.of(change.id) or before.of(change.id)) or _WHOLE
        part = ToldPart(name, _read(change.before), _read(change.after), _note(change))
        record = made.setdefault((topic, title), ToldRecord(topic, "~", TOPICS[topic], title))
        record.parts.append(part)
    yield from made.values()


_NO_FACT = Fact("", None, "", "given")
_WHOLE = "전체"


def _is_told_by_itself(fact: str, of: Comparison) -> bool:
    """Tell whether a figure says what no other does: counts of a part, and sums by a means of support, do not.

    Of a value in dispute the one that is used is the value itself.
    """
    first, *rest = fact.split(".")
    if any(part.startswith("used-") for part in rest):
        return False
    if first == "count":
        return len(rest) == 1 and not rest[0].endswith("-of-measures")
    by = [after for part, after in pairwise(rest) if part == "by"]
    return all(dimension in of.after.known.dimensions for dimension in by)


def _topic_of_figure(fact: str) -> TopicName:
    first, *rest = fact.split(".")
    if first == "indicator":
        return "targets" if rest[-1] in ("target", "target-upper") else "indicators"
    return "money" if first == "budget" else "counts"


def _read(fact: Fact | None) -> Message | None:
    if fact is None or fact.value is None:
        return None
    text = number_text(Number(fact.id, fact.value, fact.unit, fact.decimals, fact.bound, fact.change))
    return Message(text, text)


def _note(change: FigureChange) -> Message | None:
    """Return by how much a figure is more or less, and what that means."""
    after, difference = change.after, change.change
    if difference is None or after is None or change.before is None or change.before.unit != after.unit:
        return None
    unit = "%p" if after.unit == "%" else after.unit
    sign = "+" if difference > 0 else ""
    by = sign + number_text(Number("", difference, unit, _decimals(change), change=True))
    turn = _TURNS.get(change.turn)
    return Message(f"{by}, {turn.en}", f"{by}, {turn.ko}") if turn else Message(by, by)


def _decimals(change: FigureChange) -> int | None:
    shown = [fact.decimals for fact in (change.before, change.after) if fact and fact.decimals is not None]
    return max(shown, default=None)


def _records(of: Comparison, words: FieldWords) -> Iterator[ToldRecord]:
    figured = {part for change in of.figures for part in change.id.split(".")[1:2]}
    budgets = (one for facts in (of.before, of.after) for one in facts.known.budgets)
    figured |= {one.program for one in budgets if one.id in figured}
    states = {(one.collection, one.record): one for one in of.states}
    stated = {record for _, record in states}
    for change in of.records:
        named = _FIGURES_OF.get(change.collection)
        if change.kind == "new" and named and getattr(change.record, named) in figured:
            continue
        if change.kind == "new" and change.collection == "updates" and getattr(change.record, "record", "") in stated:
            continue
        state = states.get((change.collection, str(change.key[0]) if change.key else ""))
        told = _MONEY if change.collection == "budgets" and getattr(change.record, "id", "") in figured else ()
        yield from _told(change, state, of, words, told)


_MONEY = ("original", "supplementary", "current", "executed", "executed_as_of")
"""The fields of a budget that are told as figures where one of them is otherwise."""


def _told(
    change: RecordChange, state: StateChange | None, of: Comparison, words: FieldWords, told_already: Collection[str]
) -> Iterator[ToldRecord]:
    collection, record = change.collection, change.record
    topic = _TOPIC_OF.get(collection, "texts")
    kind = Message(collection, COLLECTIONS[collection].title)
    title = words.title(collection, record)
    if change.kind != "changed":
        shown = _SHOWN.get(collection, ())
        parts = [part for name in shown if (part := _shown(change, name, words))]
        yield ToldRecord(topic, "+" if change.kind == "new" else "-", kind, title, parts)
        return
    made: dict[TopicName, ToldRecord] = {}
    if state is not None:
        made[topic] = ToldRecord(topic, "~", kind, title, [_state_part(state, of)])
    for name, before, after in change.fields():
        if name in told_already or (state is not None and name in ("status", "stage")):
            continue
        of_field = _topic_of_field(topic, name)
        part = ToldPart(field_name(name), words.said(record, name, before), words.said(record, name, after))
        told = made.setdefault(of_field, ToldRecord(of_field, "~", kind, title))
        told.parts.append(part._replace(note=_what_it_means(collection, name)))
    yield from made.values()


def _topic_of_field(topic: TopicName, name: str) -> TopicName:
    if name in _IN_CHARGE:
        return "owners"
    if name in ("sources", "source"):
        return "sources"
    return "texts" if name in _WORDS else topic


def _what_it_means(collection: str, name: str) -> Message | None:
    if name == "title":
        return Message("renamed", "이름 바뀜")
    is_moved = (collection, name) in (("programs", "measures"), ("measures", "strategy"))
    return Message("moved", "옮김") if is_moved else None


def _shown(change: RecordChange, name: str, words: FieldWords) -> ToldPart | None:
    said = words.said(change.record, name, getattr(change.record, name))
    if said is None:
        return None
    return ToldPart(field_name(name), *((None, said) if change.kind == "new" else (said, None)))


def _states_alone(of: Comparison, words: FieldWords) -> Iterator[ToldRecord]:
    """Yield what stands otherwise though nothing of its record changed: a step that is late now, a target, a programme.

    A record that is new or gone is told as such.
    """
    changed = {(one.collection, str(one.key[0])): one for one in of.records if one.key}
    for state in of.states:
        record = changed.get((state.collection, state.record))
        if record is not None and (state.collection != "programs" or record.kind != "changed"):
            continue
        collection = "indicators" if state.collection == "targets" else state.collection
        topic: TopicName = "targets" if state.collection == "targets" else "states"
        if state.collection == "actions":
            topic = "actions"
        kind = Message(collection, COLLECTIONS[collection].title)
        yield ToldRecord(topic, "~", kind, words.title_of(collection, state.record), [_state_part(state, of)])


def _state_part(state: StateChange, of: Comparison) -> ToldPart:
    name = Message("target", "달성 여부") if state.collection == "targets" else _STATE
    lists = of.after.known.lists
    return ToldPart(name, *(_state_word(state.collection, one, lists) for one in (state.before, state.after)))


def _state_word(collection: str, state: str | None, lists: CodeLists) -> Message | None:
    if state is None:
        return None
    if collection in _STATES:
        return Message(state.replace("_", " "), _STATES[collection].get(state, state))
    return Message(state, lists.word(_CODES_OF_STATES[collection], state))
