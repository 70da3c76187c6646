"""Whether what records and their updates say of the same thing can all be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from policyreport.diagnostics import Message
from policyreport.model import Path, Update
from policyreport.model.labels import HEADS
from policyreport.model.states import STATEFUL
from policyreport.model.update import STATES_OF
from policyreport.model.updates import History, Key, histories, own_updates
from policyreport.rules.rule import Finding, LintContext, Rule

_ENDS = ("done", "cancelled")


class _Numbered(NamedTuple):
    """An update and its position among those of the data set."""

    position: int
    update: Update

    @property
    def path(self) -> Path:
        """The path of the update in the data set."""
        return ("updates", self.position)


def _conflicts(review: LintContext) -> Iterator[Finding]:
    for told in _by_record(review).values():
        first: dict[date, Update] = {}
        for one in told:
            before = first.setdefault(one.update.on, one.update)
            if before != one.update:
                what = Message(
                    f"of {one.update.on}, two updates of '{one.update.record}' say different things",
                    f"{one.update.on}에 '{one.update.record}'의 상태변경이 둘인데 서로 다릅니다",
                )
                hint = Message("keep one of the two, or mend its day", "하나만 남기거나 날짜를 고치십시오")
                yield Finding((*one.path, "on"), what, hint)


def _impossible_days(review: LintContext) -> Iterator[Finding]:
    began = review.dataset.policy.began
    held = {meeting.id: meeting.date for meeting in review.dataset.meetings}
    meetings = {action.id: held[action.meeting] for action in review.dataset.actions if action.meeting in held}
    for one in (_Numbered(i, update) for i, update in enumerate(review.dataset.updates)):
        update = one.update
        begin = meetings.get(update.record, began) if update.kind == "actions" else began
        if update.on < begin:
            what = Message(
                f"an update of '{update.record}' is of {update.on}, before there was anything to change ({begin})",
                f"'{update.record}'의 상태변경 {update.on}이(가) 그 기록이 시작된 {begin}보다 이릅니다",
            )
            hint = Message(
                "mend 'on'; what had been so from the start belongs into the record itself",
                "날짜(on)를 고치십시오. 처음부터 그랬던 것은 기록 자체에 적습니다",
            )
            yield Finding((*one.path, "on"), what, hint)
        if update.done is not None and update.done < begin:
            what = Message(
                f"'{update.record}' was done on {update.done}, before there was anything to do ({begin})",
                f"'{update.record}'의 완료일 {update.done}이(가) 그 기록이 시작된 {begin}보다 이릅니다",
            )
            yield Finding((*one.path, "done"), what, Message("mend 'done'", "완료일(done)을 고치십시오"))
        for field in ("done", "stage_date"):
            day: date | None = getattr(update, field)
            if day is not None and day > update.on:
                what = Message(
                    f"'{field}' {day} is later than the update that tells of it, which is of {update.on}",
                    f"'{HEADS[field].title}' {day}이(가) 그것을 말하는 상태변경의 날짜 {update.on}보다 늦습니다",
                )
                hint = Message(
                    f"mend '{field}', or give the update the day from which on it is so",
                    f"'{field}'을(를) 고치거나, on에 그렇게 된 날을 적으십시오",
                )
                yield Finding((*one.path, field), what, hint)


def _unlikely_order(review: LintContext) -> Iterator[Finding]:
    records = {History.key(r): r for name in STATEFUL for r in getattr(review.dataset, name)}
    for key, told in _by_record(review).items():
        yield from _as_listed(told)
        once = {one.update: one for one in reversed(told)}
        in_order = sorted(once.values(), key=lambda one: (one.update.on, one.position))
        due: date | None = getattr(records[key], "due", None) if key in records else None
        for before, one in zip([None, *in_order], in_order, strict=False):
            yield from _after_end(before, one)
            yield from _backwards(before, one)
            yield from _due(one, due)
            due = one.update.due or due


def _as_listed(told: Sequence[_Numbered]) -> Iterator[Finding]:
    for before, one in pairwise(told):
        if one.update.on < before.update.on:
            what = Message(
                f"the update of {one.update.on} is listed after that of {before.update.on}",
                f"{one.update.on}의 상태변경이 {before.update.on}의 것보다 뒤에 적혀 있습니다",
            )
            hint = Message("mend 'on', or list them by their days", "날짜(on)를 고치거나 날짜 차례로 적으십시오")
            yield Finding((*one.path, "on"), what, hint)


def _after_end(before: _Numbered | None, one: _Numbered) -> Iterator[Finding]:
    if before is not None and before.update.state in _ENDS and before.update != one.update:
        ended = before.update
        what = Message(
            f"'{ended.record}' was {ended.state} on {ended.on}, yet there is a later update of {one.update.on}",
            f"'{ended.record}'은(는) {ended.on}에 끝났는데(state: {ended.state}) {one.update.on}의 상태변경이 있습니다",
        )
        hint = Message(
            "mend the day or the state; where it was taken up again, say so in 'note' and switch the rule off for it",
            "날짜나 상태를 고치십시오. 다시 시작한 일이면 비고에 밝히고 이 기록의 규칙을 끄십시오",
        )
        yield Finding((*one.path, "state"), what, hint)


def _backwards(before: _Numbered | None, one: _Numbered) -> Iterator[Finding]:
    stages = STATES_OF["legislation"]
    if before is not None and one.update.kind == "legislation":
        earlier, later = before.update.state, one.update.state
        if stages.index(later) < stages.index(earlier):
            what = Message(
                f"the law goes back from '{earlier}' to '{later}'",
                f"법령의 단계가 '{earlier}'에서 '{later}'(으)로 되돌아갑니다",
            )
            hint = Message("mend the day or the state", "날짜나 상태를 고치십시오")
            yield Finding((*one.path, "state"), what, hint)


def _due(one: _Numbered, due: date | None) -> Iterator[Finding]:
    """Yield what is wrong with a delay; ``due`` is the day on which the record was due before it."""
    update = one.update
    if due is None or update.kind != "milestones":
        return
    if update.state == "put_off" and update.due is not None and update.due <= due:
        what = Message(
            f"put off to {update.due}, which is not later than {due}",
            f"연기된 기한 {update.due}이(가) 앞의 기한 {due}보다 늦지 않습니다",
        )
        hint = Message(
            "mend 'due'; a day that was moved forward is 'state: planned' with its 'due'",
            "'due'를 고치십시오. 앞당긴 것은 'state: planned'와 'due'로 적습니다",
        )
        yield Finding((*one.path, "due"), what, hint)
    if update.state == "delayed" and update.on < (update.due or due):
        what = Message(
            f"called delayed on {update.on}, though it is due on {update.due or due}",
            f"기한 {update.due or due}이(가) 지나지 않은 {update.on}에 지연으로 적었습니다",
        )
        hint = Message(
            "write 'state: put_off' with the new 'due'; documents call it delayed once its day has passed",
            "새 기한이 있으면 'state: put_off'와 'due'로 적으십시오. 지연은 기한이 지나야 문서에 나옵니다",
        )
        yield Finding((*one.path, "state"), what, hint)


def _old_fields(review: LintContext) -> Iterator[Finding]:
    told = histories(review.dataset.updates)
    for collection in STATEFUL:
        for i, record in enumerate(getattr(review.dataset, collection)):
            history = told.get(History.key(record))
            names = history.untold(record) if history else ()
            if names:
                listed = ", ".join(names)
                what = Message(
                    f"'{record.title}' has updates, yet says itself, without a day of its own: {listed}",
                    f"'{record.title}'에 상태변경이 있는데, 언제부터인지 없이 기록 자체에도 적은 것: {listed}",
                )
                lines = own_updates(record)
                hint = Message(
                    f"write it among the updates with its day and take it out of the record: {lines}",
                    f"날짜와 함께 updates에 옮기고 기록에서는 지우십시오: {lines}",
                )
                yield Finding((collection, i, names[0]), what, hint)


def _by_record(review: LintContext) -> Mapping[Key, Sequence[_Numbered]]:
    """Return the updates of each record as they are listed."""
    found: dict[Key, list[_Numbered]] = {}
    for i, update in enumerate(review.dataset.updates):
        found.setdefault((update.kind, update.record), []).append(_Numbered(i, update))
    return found


UPDATE_RULES = (
    Rule(
        "update.conflict",
        "error",
        Message("One update of a record a day", "한 기록의 하루 상태변경은 하나"),
        Message(
            "Arithmetic: of two updates of one day that differ, none can be said to be the later.",
            "계산: 같은 날의 서로 다른 두 상태변경은 어느 것이 뒤의 것인지 알 수 없습니다.",
        ),
        _conflicts,
    ),
    Rule(
        "update.day",
        "error",
        Message("An update tells what had happened by its day", "상태변경은 그 날짜까지의 일을 말함"),
        Message(
            "Arithmetic: nothing changes before the policy, or the meeting that asked for an action; and what was done "
            "or reached later than the update's day would be told too early.",
            "계산: 정책이나 조치를 요청한 회의보다 앞선 변경은 없습니다. 완료일이나 단계 날짜가 변경한 날보다 늦으면 "
            "앞선 분기 문서가 뒤의 일을 말하게 됩니다.",
        ),
        _impossible_days,
    ),
    Rule(
        "update.order",
        "warning",
        Message("Updates follow one another", "상태변경은 차례로 이어짐"),
        Message(
            "Custom: they are listed by their days; nothing follows the end; a law goes forward; what is put off is "
            "due later, and what is delayed was due before.",
            "관례: 날짜 차례로 적습니다. 끝난 뒤의 변경, 되돌아간 법령 단계, 늦지 않은 연기 기한, 기한 전의 지연은 "
            "잘못 적은 것일 수 있습니다.",
        ),
        _unlikely_order,
    ),
    Rule(
        "update.own-field",
        "warning",
        Message("A record with updates says its first state itself", "상태변경이 있는 기록에는 처음 상태만 적음"),
        Message(
            "House: the new day, the end or the reasons of a record that has updates have their day there. In the "
            "record itself they count as known once its own dated sources were out, or else as the last update.",
            "내부 기준: 상태변경이 있는 기록의 연기, 완료, 사유는 날짜와 함께 거기에 적습니다. 기록 자체에 적은 것은 "
            "그 기록의 날짜 있는 출처가 나온 때에 안 것으로, 그런 출처가 없으면 마지막 변경으로 봅니다.",
        ),
        _old_fields,
    ),
)
"""The rules about updates."""
