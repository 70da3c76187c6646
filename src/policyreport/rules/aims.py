"""Whether it is clear what is aimed at."""

from __future__ import annotations

from collections.abc import Iterator

from policyreport.errors import Words
from policyreport.model import Quarter, QuarterReport, Target
from policyreport.rules.rule import Finding, Review, Rule


def _no_target(review: Review) -> Iterator[Finding]:
    aimed = {target.indicator for target in review.dataset.targets if _is_in_force(target, review.newest)}
    for i, indicator in enumerate(review.dataset.indicators):
        if indicator.role == "outcome" and indicator.id not in aimed:
            what = Words(
                f"the outcome '{indicator.title}' has no target in force for {review.newest.quarter}",
                f"성과지표 '{indicator.title}'에 {review.newest.quarter} 현재의 목표가 없습니다",
            )
            hint = Words(
                "write its target under 'targets', or give it another role",
                "'targets'에 목표를 적거나 지표의 구분(role)을 바꾸십시오",
            )
            yield Finding(("indicators", i), what, hint)


def _is_in_force(target: Target, report: QuarterReport) -> bool:
    end = target.quarter or (Quarter(target.year, 4) if target.year is not None else report.quarter)
    return target.set_on <= report.as_of and end >= report.quarter


def _against_direction(review: Review) -> Iterator[Finding]:
    directions = {indicator.id: indicator.direction for indicator in review.dataset.indicators}
    for i, target in enumerate(review.dataset.targets):
        direction = directions[target.indicator]
        if (direction, target.bound) in _CONTRADICTIONS:
            what = Words(
                f"'{target.indicator}' has the direction '{direction}', yet this target has the bound '{target.bound}'",
                f"'{target.indicator}'의 방향은 '{direction}'인데 이 목표의 한계는 '{target.bound}'입니다",
            )
            hint = Words(
                "where less is better, write 'direction: down' for the indicator and 'bound: at_most' for the target; "
                "where more is better, 'up' and 'at_least'",
                "작을수록 좋으면 지표의 방향(direction)을 down, 목표의 한계(bound)를 at_most로, "
                "클수록 좋으면 up과 at_least로 적으십시오",
            )
            yield Finding(("targets", i, "bound"), what, hint)


_CONTRADICTIONS = (("up", "at_most"), ("down", "at_least"))


def _conflicts(review: Review) -> Iterator[Finding]:
    first: dict[tuple[object, ...], int] = {}
    for i, target in enumerate(review.dataset.targets):
        rival = first.setdefault((target.indicator, target.year, target.quarter, target.set_on), i)
        before = review.dataset.targets[rival].value
        if before != target.value:
            what = Words(
                f"on {target.set_on} both {before:,f} and {target.value:,f} are aimed at",
                f"{target.set_on}에 정한 목표가 {before:,f}와(과) {target.value:,f} 둘입니다",
            )
            hint = Words(
                "keep one of the two; tell of the other in its 'note'", "하나만 남기고 나머지는 'note'에 밝히십시오"
            )
            yield Finding(("targets", i, "value"), what, hint)


RULES = (
    Rule(
        "target.missing",
        "warning",
        Words("An outcome has a target in force", "성과지표에는 현재의 목표가 있음"),
        Words(
            "Custom: a result is judged by the target for its time; one whose time is over no longer counts.",
            "관례: 성과는 그 시기의 목표에 견주어 봅니다. 연도나 분기가 지난 목표는 치지 않습니다.",
        ),
        _no_target,
    ),
    Rule(
        "target.conflict",
        "error",
        Words("One target at a time", "같은 날 같은 시기의 목표는 하나"),
        Words(
            "Arithmetic: of two targets set on one day for one time, none can be said to supersede the other. "
            "(Observations that conflict without a choice cannot be loaded at all.)",
            "셈: 같은 날 정한 같은 시기의 두 목표는 어느 것이 대체한 것인지 알 수 없습니다. "
            "고르지 않은 채 어긋난 관측값은 아예 읽지 않습니다.",
        ),
        _conflicts,
    ),
    Rule(
        "target.direction",
        "warning",
        Words("A target's bound goes with its indicator's direction", "목표의 한계는 지표의 방향과 맞음"),
        Words(
            "Arithmetic: an achievement rate is worked out for at least a target, or for at most it. An indicator that "
            "is to go up at most to a target is taken as one that is to stay below; one that is to go down at least to "
            "a target has no rate.",
            "셈: 달성률은 목표 이상이어야 하는지 이내여야 하는지에 따라 냅니다. up인데 at_most이면 이내로 보고, "
            "down인데 at_least이면 내지 않습니다.",
        ),
        _against_direction,
    ),
)
"""The rules about targets."""
