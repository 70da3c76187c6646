"""Whether what should have been done by now was done, or is explained."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from policyreport.errors import Words
from policyreport.rules.rule import Finding, Review, Rule


def _unobserved(review: Review) -> Iterator[Finding]:
    for i, seen in enumerate(review.dataset.observations):
        if seen.quarter == review.newest.quarter and seen.value is None and seen.used and seen.reason is None:
            what = Words(
                f"'{seen.indicator}' has no value yet for {seen.quarter}",
                f"{seen.quarter}의 '{seen.indicator}' 값이 아직 없습니다",
            )
            hint = Words(
                "write the value; or say in 'reason' why there is none",
                "값을 적거나, 없는 까닭을 'reason'에 적으십시오",
            )
            yield Finding(("observations", i, "value"), what, hint)


def _milestones_past_due(review: Review) -> Iterator[Finding]:
    for i, milestone in enumerate(review.dataset.milestones):
        due = milestone.slipped_to or milestone.due
        if due < review.newest.as_of and milestone.done is None and milestone.reason is None:
            yield Finding(("milestones", i), _past_due(milestone.title, due), _DONE_OR_REASON)


def _milestones_put_off(review: Review) -> Iterator[Finding]:
    for i, milestone in enumerate(review.dataset.milestones):
        if milestone.slipped_to is not None and milestone.done is None:
            missing = [name for name in ("reason", "remedy") if getattr(milestone, name) is None]
            if missing:
                listed = ", ".join(missing)
                what = Words(
                    f"'{milestone.title}' was put off to {milestone.slipped_to} without: {listed}",
                    f"'{milestone.title}'의 기한을 {milestone.slipped_to}로 미루면서 적지 않은 것: {listed}",
                )
                hint = Words(f"add: {listed}", f"적을 항목: {listed}")
                yield Finding(("milestones", i, "slipped_to"), what, hint)


def _actions_past_due(review: Review) -> Iterator[Finding]:
    for i, action in enumerate(review.dataset.actions):
        open_yet = action.status != "done" and action.done is None and action.note is None
        if action.due is not None and action.due < review.newest.as_of and open_yet:
            yield Finding(("actions", i), _past_due(action.title, action.due), _DONE_OR_NOTE)


def _risks_without_remedy(review: Review) -> Iterator[Finding]:
    for i, risk in enumerate(review.dataset.risks):
        if risk.status == "open" and risk.remedy is None:
            what = Words(f"nothing is done about '{risk.title}'", f"'{risk.title}'에 대책이 없습니다")
            hint = Words(
                "write 'remedy'; or 'status: closed' where it is over",
                "'remedy'에 대책을 적거나, 끝난 일이면 'status: closed'로 적으십시오",
            )
            yield Finding(("risks", i), what, hint)


def _past_due(title: str, due: date) -> Words:
    return Words(
        f"'{title}' was due on {due}, is not done, and nothing says why",
        f"'{title}'은(는) 기한 {due}이 지났는데 완료되지 않았고 까닭도 없습니다",
    )


_DONE_OR_REASON = Words(
    "write 'done'; or 'slipped_to' with 'reason' and 'remedy'",
    "'done'에 완료일을 적거나, 'slipped_to'와 'reason', 'remedy'를 적으십시오",
)
_DONE_OR_NOTE = Words(
    "write 'status: done' with 'done'; or say in 'note' how it stands",
    "'status: done'과 'done'을 적거나, 'note'에 경과를 적으십시오",
)

RULES = (
    Rule(
        "observation.empty",
        "warning",
        Words("The newest quarter's values are there", "최신 분기의 값이 있음"),
        Words(
            "House: a quarter that was rolled forward begins with empty values; each is given, or it is said why not.",
            "내부 기준: 새 분기는 빈 값으로 시작하므로 값을 적거나 없는 까닭을 밝힙니다.",
        ),
        _unobserved,
    ),
    Rule(
        "milestone.past-due",
        "error",
        Words("A milestone past its day is done or explained", "기한이 지난 일정은 완료되었거나 까닭이 있음"),
        Words(
            "Custom: reports tell of each delay with its reason (부진 사유). The day put off to counts, "
            "as of the newest report.",
            "관례: 지연은 부진 사유와 함께 보고합니다. 최신 보고의 기준일로 보며, 연기된 기한이 있으면 그것을 봅니다.",
        ),
        _milestones_past_due,
    ),
    Rule(
        "milestone.put-off",
        "warning",
        Words("What is put off has reason and remedy", "미룬 일정에는 사유와 대책이 있음"),
        Words(
            "Custom: a delayed item is shown as a card with 부진 사유 and 대책.",
            "관례: 지연된 일은 부진 사유와 대책을 함께 보고합니다.",
        ),
        _milestones_put_off,
    ),
    Rule(
        "action.past-due",
        "error",
        Words("An action past its day is done or explained", "기한이 지난 조치사항은 완료되었거나 경과가 있음"),
        Words(
            "Custom: the council is told what became of everything it asked for.",
            "관례: 협의회가 요청한 일은 어떻게 되었는지 모두 보고합니다.",
        ),
        _actions_past_due,
    ),
    Rule(
        "risk.no-remedy",
        "warning",
        Words("An open risk has a remedy", "남아 있는 부진 사유에는 대책이 있음"),
        Words(
            "Custom: 문제점·부진 사유 is followed by what is done about it.",
            "관례: 문제점과 부진 사유에는 대책이 따릅니다.",
        ),
        _risks_without_remedy,
    ),
)
"""The rules about how far things have come."""
