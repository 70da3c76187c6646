"""Whether values are recent enough to speak of the newest quarter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from policyreport.errors import Words
from policyreport.model.days import last_day
from policyreport.rules.rule import Finding, Review, Rule

_KEPT_FRESH = ("outcome", "output")


class _Age(NamedTuple):
    """How many days before the newest as-of day an indicator's latest value held, and that value's position."""

    days: int
    position: int


def _old(review: Review) -> Iterator[Finding]:
    bounds = review.settings.freshness
    return (
        _finding(review, age)
        for age in _ages(review)
        if _exceeds(age.days, bounds.warn_days) and not _exceeds(age.days, bounds.error_days)
    )


def _too_old(review: Review) -> Iterator[Finding]:
    bound = review.settings.freshness.error_days
    if bound is not None:
        yield from (_finding(review, age) for age in _ages(review) if age.days > bound)


def _exceeds(days: int, bound: int | None) -> bool:
    return bound is not None and days > bound


def _ages(review: Review) -> Iterator[_Age]:
    latest = _latest(review)
    for indicator in review.dataset.indicators:
        if indicator.role in _KEPT_FRESH and indicator.id in latest:
            position = latest[indicator.id]
            held_until = last_day(review.dataset.observations[position].as_of)
            yield _Age((review.newest.as_of - held_until).days, position)


def _latest(review: Review) -> Mapping[str, int]:
    """Return the position of the value in force of each indicator."""
    in_order = sorted(enumerate(review.dataset.observations), key=lambda numbered: numbered[1].quarter)
    return {
        seen.indicator: i
        for i, seen in in_order
        if seen.used and seen.kind == "actual" and seen.value is not None and seen.quarter <= review.newest.quarter
    }


def _finding(review: Review, age: _Age) -> Finding:
    seen = review.dataset.observations[age.position]
    what = Words(
        f"the latest value of '{seen.indicator}' is of {seen.as_of}, {age.days} days before {review.newest.as_of}",
        f"'{seen.indicator}'의 최신값은 {seen.as_of}의 것으로 기준일 {review.newest.as_of}보다 {age.days}일 앞섭니다",
    )
    hint = Words(
        "observe it anew; or switch the rule off for a record that will not change",
        "새 값을 적거나, 더는 바뀌지 않을 값이면 까닭을 적고 그 기록의 규칙을 끄십시오",
    )
    return Finding(("observations", age.position, "as_of"), what, hint)


RULES = (
    Rule(
        "freshness.old",
        "warning",
        Words("Values are recent", "값이 오래되지 않음"),
        Words(
            "House: the latest value of an outcome or output is no older, at the newest as-of day, than "
            "'rules.freshness.warn_days' (400 where nothing is said).",
            "내부 기준: 성과·실적 지표의 최신값이 최신 기준일보다 'rules.freshness.warn_days'(정하지 않으면 400일) "
            "넘게 앞서면 알립니다.",
        ),
        _old,
    ),
    Rule(
        "freshness.too-old",
        "error",
        Words("Values are not too old", "값이 너무 오래되지 않음"),
        Words(
            "House: as freshness.old, with 'rules.freshness.error_days' (never where nothing is said).",
            "내부 기준: freshness.old와 같되 'rules.freshness.error_days'를 봅니다. 정하지 않으면 보지 않습니다.",
        ),
        _too_old,
    ),
)
"""The rules about the age of values."""
