"""Whether dates stand in an order that can be."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from policyreport.errors import Words
from policyreport.model import Path
from policyreport.model.days import first_day, last_day
from policyreport.rules.rule import Finding, Review, Rule

_IN_ORDER = {"programs": ("call_opens", "call_closes"), "milestones": ("due", "slipped_to")}
"""Of each collection, the field of the day that comes first, and of the one that may not lie before it."""


def _disorder(review: Review) -> Iterator[Finding]:
    for collection, (early, late) in _IN_ORDER.items():
        for i, record in enumerate(getattr(review.dataset, collection)):
            first: date | None = getattr(record, early)
            second: date | None = getattr(record, late)
            if first is not None and second is not None and second < first:
                what = Words(
                    f"'{late}' {second} lies before '{early}' {first}",
                    f"'{late}' {second}이(가) '{early}' {first}보다 이릅니다",
                )
                hint = Words(f"mend '{late}' or '{early}'", f"'{late}'나 '{early}'를 고치십시오")
                yield Finding((collection, i, late), what, hint)


def _after_source(review: Review) -> Iterator[Finding]:
    dates = {source.id: source.date for source in review.dataset.sources}
    for i, seen in enumerate(review.dataset.observations):
        published = dates.get(seen.source)
        if published is not None and first_day(seen.as_of) > last_day(published):
            what = Words(
                f"a value of {seen.as_of} cannot stand in '{seen.source}', which is of {published}",
                f"{published}에 나온 출처 '{seen.source}'에 {seen.as_of}의 값이 있을 수 없습니다",
            )
            hint = Words("mend 'as_of', or name the right source", "'as_of'를 고치거나 바른 출처를 적으십시오")
            yield Finding(("observations", i, "as_of"), what, hint)


def _after_report(review: Review) -> Iterator[Finding]:
    closed = review.newest.as_of
    for path, day in _days_of_deeds(review):
        if first_day(day) > closed:
            what = Words(
                f"{day} is later than the newest report, which holds for {closed}",
                f"{day}은(는) 최신 분기 보고의 기준일 {closed}보다 늦습니다",
            )
            hint = Words(
                "mend the date; or report on the quarter that it falls in",
                "날짜를 고치거나, 그 날짜가 든 분기의 보고를 적으십시오",
            )
            yield Finding(path, what, hint)


def _days_of_deeds(review: Review) -> Iterator[tuple[Path, str]]:
    for i, budget in enumerate(review.dataset.budgets):
        if budget.executed_as_of is not None:
            yield ("budgets", i, "executed_as_of"), budget.executed_as_of
    for collection in ("milestones", "actions"):
        for i, record in enumerate(getattr(review.dataset, collection)):
            if record.done is not None:
                yield (collection, i, "done"), record.done.isoformat()


RULES = (
    Rule(
        "date.order",
        "error",
        Words(
            "A call closes after it opens, and a day put off lies later", "모집 마감은 시작 뒤, 연기된 기한은 기한 뒤"
        ),
        Words(
            "Arithmetic: the second of two days cannot lie before the first.",
            "셈: 뒤에 올 날짜가 앞선 날짜보다 이를 수 없습니다.",
        ),
        _disorder,
    ),
    Rule(
        "date.after-source",
        "warning",
        Words("A value is no later than the source that tells it", "값의 기준 시점은 출처의 날짜 이전"),
        Words(
            "Arithmetic: what a paper tells had been seen when it came out. "
            "(A value later than its quarter's report cannot be loaded at all.)",
            "셈: 출처는 나온 날까지의 값만 말할 수 있습니다. 분기 보고의 기준일보다 늦은 값은 아예 읽지 않습니다.",
        ),
        _after_source,
    ),
    Rule(
        "date.after-report",
        "warning",
        Words("What is done was done by the newest as-of day", "완료일과 집행 기준월은 최신 기준일 이전"),
        Words(
            "Custom: a report holds for its as-of day and tells nothing of later days.",
            "관례: 보고서는 기준일까지의 일만 말합니다.",
        ),
        _after_report,
    ),
)
"""The rules about dates."""
