"""Whether what should have been done by now was done, or is explained."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TypeVar

from policyreport.diagnostics import Message
from policyreport.model import Action, Milestone, Quarter, QuarterReport, Risk, Target
from policyreport.rules.rule import Finding, LintContext, Rule

_Dated = TypeVar("_Dated", Action, Milestone, Risk)


def _no_target(review: LintContext) -> Iterator[Finding]:
    with_target = {target.indicator for target in review.dataset.targets if _is_in_force(target, review.newest)}
    for i, indicator in enumerate(review.dataset.indicators):
        if indicator.role == "outcome" and indicator.id not in with_target:
            what = Message(
                f"the outcome '{indicator.title}' has no target in force for {review.newest.quarter}",
                f"성과지표 '{indicator.title}'에 {review.newest.quarter} 현재의 목표가 없습니다",
            )
            hint = Message(
                "write its target under 'targets', or give it another role",
                "'targets'에 목표를 적거나 지표의 구분(role)을 바꾸십시오",
            )
            yield Finding(("indicators", i), what, hint)


def _is_in_force(target: Target, report: QuarterReport) -> bool:
    end = target.quarter or (Quarter(target.year, 4) if target.year is not None else report.quarter)
    return target.set_on <= report.as_of and end >= report.quarter


def _against_direction(review: LintContext) -> Iterator[Finding]:
    directions = {indicator.id: indicator.direction for indicator in review.dataset.indicators}
    for i, target in enumerate(review.dataset.targets):
        direction = directions[target.indicator]
        if (direction, target.bound) in _CONTRADICTIONS:
            what = Message(
                f"'{target.indicator}' has the direction '{direction}', yet this target has the bound '{target.bound}'",
                f"'{target.indicator}'의 방향은 '{direction}'인데 이 목표의 한계는 '{target.bound}'입니다",
            )
            hint = Message(
                "where less is better, write 'direction: down' for the indicator and 'bound: at_most' for the target; "
                "where more is better, 'up' and 'at_least'",
                "작을수록 좋으면 지표의 방향(direction)을 down, 목표의 한계(bound)를 at_most로, "
                "클수록 좋으면 up과 at_least로 적으십시오",
            )
            yield Finding(("targets", i, "bound"), what, hint)


_CONTRADICTIONS = (("up", "at_most"), ("down", "at_least"))


def _aim(target: Target) -> str:
    return f"{target.value:,f}" + (f"~{target.upper:,f}" if target.upper is not None else "")


def _conflicts(review: LintContext) -> Iterator[Finding]:
    first: dict[tuple[object, ...], int] = {}
    for i, target in enumerate(review.dataset.targets):
        rival = first.setdefault((target.indicator, target.year, target.quarter, target.set_on), i)
        one, other = (_aim(found) for found in (review.dataset.targets[rival], target))
        if one != other:
            what = Message(
                f"on {target.set_on} both {one} and {other} are aimed at",
                f"{target.set_on}에 정한 목표가 {one}와(과) {other} 둘입니다",
            )
            hint = Message(
                "keep one of the two; tell of the other in its 'note'", "하나만 남기고 나머지는 'note'에 밝히십시오"
            )
            yield Finding(("targets", i, "value"), what, hint)


TARGET_RULES = (
    Rule(
        "target.missing",
        "warning",
        Message("An outcome has a target in force", "성과지표에는 현재의 목표가 있음"),
        Message(
            "Custom: a result is judged by the target for its time; one whose time is over no longer counts.",
            "관례: 성과는 해당 연도·분기의 목표와 비교하며, 기간이 지난 목표는 제외합니다.",
        ),
        _no_target,
    ),
    Rule(
        "target.conflict",
        "error",
        Message("One target at a time", "같은 날 같은 시기의 목표는 하나"),
        Message(
            "Arithmetic: of two targets set on one day for one time, none can be said to supersede the other. "
            "(Observations that conflict without a choice cannot be loaded at all.)",
            "계산: 같은 날 정한 같은 시기의 두 목표는 어느 것이 대체한 것인지 알 수 없습니다. "
            "고르지 않은 채 어긋난 관측값은 아예 읽지 않습니다.",
        ),
        _conflicts,
    ),
    Rule(
        "target.direction",
        "warning",
        Message("A target's bound goes with its indicator's direction", "목표의 한계는 지표의 방향과 맞음"),
        Message(
            "Arithmetic: an achievement rate is worked out for at least a target, or for at most it. An indicator that "
            "is to go up at most to a target is taken as one that is to stay below; one that is to go down at least to "
            "a target has no rate.",
            "계산: 달성률은 목표 이상이어야 하는지 이내여야 하는지에 따라 냅니다. up인데 at_most이면 이내로 보고, "
            "down인데 at_least이면 내지 않습니다.",
        ),
        _against_direction,
    ),
)
"""The rules about targets."""


def _unobserved(review: LintContext) -> Iterator[Finding]:
    for i, observation in enumerate(review.dataset.observations):
        if (
            observation.quarter == review.newest.quarter
            and observation.value is None
            and observation.used
            and observation.reason is None
        ):
            what = Message(
                f"'{observation.indicator}' has no value yet for {observation.quarter}",
                f"{observation.quarter}의 '{observation.indicator}' 값이 아직 없습니다",
            )
            hint = Message(
                "write the value; or say in 'reason' why there is none",
                "값을 적거나, 없는 사유를 'reason'에 적으십시오",
            )
            yield Finding(("observations", i, "value"), what, hint)


def _milestones_past_due(review: LintContext) -> Iterator[Finding]:
    for i, written in enumerate(review.dataset.milestones):
        milestone = _now(review, written)
        due = milestone.slipped_to or milestone.due
        if due < review.newest.as_of and not milestone.is_over and not _is_explained(review, written, due):
            yield Finding(("milestones", i), _past_due(milestone.title, due), _DONE_OR_REASON)


def _milestones_put_off(review: LintContext) -> Iterator[Finding]:
    for i, written in enumerate(review.dataset.milestones):
        milestone = _now(review, written)
        if milestone.slipped_to is not None and not milestone.is_over:
            missing = [name for name in ("reason", "remedy") if getattr(milestone, name) is None]
            if missing:
                listed = ", ".join(missing)
                what = Message(
                    f"'{milestone.title}' was put off to {milestone.slipped_to} without: {listed}",
                    f"'{milestone.title}'의 기한을 {milestone.slipped_to}(으)로 미루면서 적지 않은 것: {listed}",
                )
                hint = Message(f"add: {listed}", f"적을 항목: {listed}")
                path = ("milestones", i, "slipped_to") if written.slipped_to is not None else ("milestones", i)
                yield Finding(path, what, hint)


def _actions_past_due(review: LintContext) -> Iterator[Finding]:
    for i, written in enumerate(review.dataset.actions):
        action = _now(review, written)
        due = action.due if action.status != "done" and action.done is None else None
        if due is not None and due < review.newest.as_of and not _is_explained(review, written, due):
            yield Finding(("actions", i), _past_due(action.title, due), _DONE_OR_NOTE)


def _now(review: LintContext, written: _Dated) -> _Dated:
    """Return a record as its updates up to the newest report have it."""
    now = review.now.latest(written)
    return now if isinstance(now, type(written)) else written


def _is_explained(review: LintContext, written: Milestone | Action, due: date) -> bool:
    """Say whether anything tells why a record past its day is open.

    That is its reason or note, or where it has updates, one from after that day that says why or that it is delayed.
    """
    updates = review.updates_of(written)
    if not updates:
        return (written.reason if isinstance(written, Milestone) else written.note) is not None
    later = [update for update in updates if due < update.on <= review.newest.as_of]
    return any(update.state == "delayed" or update.reason or update.note for update in later)


def _risks_without_remedy(review: LintContext) -> Iterator[Finding]:
    for i, written in enumerate(review.dataset.risks):
        risk = _now(review, written)
        if risk.status == "open" and risk.remedy is None:
            what = Message(f"nothing is done about '{risk.title}'", f"'{risk.title}'에 대책이 없습니다")
            hint = Message(
                "write 'remedy'; or 'status: closed' where it is over",
                "'remedy'에 대책을 적거나, 끝난 일이면 'status: closed'로 적으십시오",
            )
            yield Finding(("risks", i), what, hint)


def _past_due(title: str, due: date) -> Message:
    return Message(
        f"'{title}' was due on {due}, is not done, and nothing says why",
        f"'{title}'은(는) 기한 {due}이(가) 지났는데 완료되지 않았고 사유도 없습니다",
    )


_DONE_OR_REASON = Message(
    "write what became of it under 'updates': - {on: …, state: put_off, due: …, reason: …, remedy: …}, or state: done",
    "어떻게 되었는지 updates에 적으십시오: - {on: …, state: 연기, due: …, reason: …, remedy: …} 또는 state: 완료",
)
_DONE_OR_NOTE = Message(
    "write what became of it under 'updates': - {on: …, state: delayed, due: …, note: …}, or state: done",
    "어떻게 되었는지 updates에 적으십시오: - {on: 날짜, state: 지연, due: 새 기한, note: …} 또는 state: 완료",
)

PROGRESS_RULES = (
    Rule(
        "observation.empty",
        "warning",
        Message("The newest quarter's values are there", "최신 분기의 값이 있음"),
        Message(
            "House: a quarter that was rolled forward begins with empty values; each is given, or it is said why not.",
            "내부 기준: 새 분기는 빈 값으로 시작하므로 값을 적거나 없는 사유를 밝힙니다.",
        ),
        _unobserved,
    ),
    Rule(
        "milestone.past-due",
        "error",
        Message("A milestone past its day is done or explained", "기한이 지난 일정은 완료되었거나 사유가 있음"),
        Message(
            "Custom: reports tell of each delay with its reason (부진 사유). The day put off to counts, "
            "as of the newest report; where there are updates, one from after that day must tell.",
            "관례: 지연은 부진 사유와 함께 보고합니다. 최신 보고의 기준일로 보며, 연기된 기한이 있으면 그것을 봅니다. "
            "상태변경이 있으면 그 기한 뒤의 것이 사유를 밝혀야 합니다.",
        ),
        _milestones_past_due,
    ),
    Rule(
        "milestone.put-off",
        "warning",
        Message("What is put off has reason and remedy", "미룬 일정에는 사유와 대책이 있음"),
        Message(
            "Custom: a delayed item is shown as a card with 부진 사유 and 대책.",
            "관례: 지연된 일은 부진 사유와 대책을 함께 보고합니다.",
        ),
        _milestones_put_off,
    ),
    Rule(
        "action.past-due",
        "error",
        Message("An action past its day is done or explained", "기한이 지난 조치사항은 완료되었거나 경과가 있음"),
        Message(
            "Custom: the council is told what became of everything it asked for; where there are updates, by one from "
            "after its day.",
            "관례: 협의회가 요청한 일은 어떻게 되었는지 모두 보고합니다. "
            "상태변경이 있으면 그 기한 뒤의 것이 밝혀야 합니다.",
        ),
        _actions_past_due,
    ),
    Rule(
        "risk.no-remedy",
        "warning",
        Message("An open risk has a remedy", "남아 있는 부진 사유에는 대책이 있음"),
        Message(
            "Custom: 문제점·부진 사유 is followed by what is done about it.",
            "관례: 문제점과 부진 사유에는 대책이 따릅니다.",
        ),
        _risks_without_remedy,
    ),
)
"""The rules about how far things have come."""
