"""Whether dates stand in an order that can be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from policyreport.diagnostics import Message
from policyreport.model import Action, Legislation, Milestone, Path, QuarterReport
from policyreport.model.labels import HEADS
from policyreport.model.quarter import first_day, last_day
from policyreport.model.states import STATEFUL, States
from policyreport.model.updates import Stateful, own_updates
from policyreport.rules.rule import Finding, LintContext, Rule

_IN_ORDER = (
    ("programs", "call_opens", "call_closes"),
    ("milestones", "begins", "due"),
    ("milestones", "due", "slipped_to"),
)
"""A collection, the field of the day that comes first, and of the one that may not lie before it."""


def _disorder(review: LintContext) -> Iterator[Finding]:
    for collection, early, late in _IN_ORDER:
        for i, record in enumerate(getattr(review.dataset, collection)):
            first: date | None = getattr(record, early)
            second: date | None = getattr(record, late)
            if first is not None and second is not None and second < first:
                what = Message(
                    f"'{late}' {second} lies before '{early}' {first}",
                    f"'{late}' {second}이(가) '{early}' {first}보다 이릅니다",
                )
                hint = Message(f"mend '{late}' or '{early}'", f"'{late}'나 '{early}'을(를) 고치십시오")
                yield Finding((collection, i, late), what, hint)


def _after_source(review: LintContext) -> Iterator[Finding]:
    dates = {source.id: source.date for source in review.dataset.sources}
    known = [("observations", i, one.as_of, one.source) for i, one in enumerate(review.dataset.observations)]
    known += [
        ("executions", i, one.month, one.source)
        for i, one in enumerate(review.dataset.executions)
        if one.executed is not None
    ]
    for collection, i, as_of, source in known:
        published = dates.get(source)
        if published is not None and first_day(as_of) > last_day(published):
            what = Message(
                f"a value of {as_of} cannot stand in '{source}', which is of {published}",
                f"{published}에 나온 출처 '{source}'에 {as_of}의 값이 있을 수 없습니다",
            )
            hint = Message("mend 'as_of', or name the right source", "'as_of'를 고치거나 바른 출처를 적으십시오")
            yield Finding((collection, i, "as_of"), what, hint)


def _after_report(review: LintContext) -> Iterator[Finding]:
    closed = review.newest.as_of
    for path, day in _days_of_deeds(review):
        if first_day(day) > closed:
            what = Message(
                f"{day} is later than the newest report, which holds for {closed}",
                f"{day}은(는) 최신 분기 보고의 기준일 {closed}보다 늦습니다",
            )
            hint = Message(
                "mend the date; or report on the quarter that it falls in",
                "날짜를 고치거나, 그 날짜가 든 분기의 보고를 적으십시오",
            )
            yield Finding(path, what, hint)


def _days_of_deeds(review: LintContext) -> Iterator[tuple[Path, str]]:
    for i, budget in enumerate(review.dataset.budgets):
        if budget.executed_as_of is not None:
            yield ("budgets", i, "executed_as_of"), budget.executed_as_of
    for collection, field in (
        ("milestones", "done"),
        ("milestones", "cancelled"),
        ("actions", "done"),
        ("updates", "on"),
    ):
        for i, record in enumerate(getattr(review.dataset, collection)):
            day: date | None = getattr(record, field)
            if day is not None:
                yield (collection, i, field), day.isoformat()


DATE_RULES = (
    Rule(
        "date.order",
        "error",
        Message(
            "A call closes after it opens, and a day put off lies later", "모집 마감은 시작 뒤, 연기된 기한은 기한 뒤"
        ),
        Message(
            "Arithmetic: the second of two days cannot lie before the first.",
            "계산: 뒤에 올 날짜가 앞선 날짜보다 이를 수 없습니다.",
        ),
        _disorder,
    ),
    Rule(
        "date.after-source",
        "warning",
        Message("A value is no later than the source that tells it", "값의 기준 시점은 출처의 날짜 이전"),
        Message(
            "Arithmetic: what a paper tells had been seen when it came out. "
            "(A value later than its quarter's report cannot be loaded at all.)",
            "계산: 출처 발행일보다 늦은 값은 그 출처의 값일 수 없습니다. "
            "분기 보고의 기준일보다 늦은 값은 아예 읽지 않습니다.",
        ),
        _after_source,
    ),
    Rule(
        "date.after-report",
        "warning",
        Message("What is done was done by the newest as-of day", "완료일과 집행 기준월은 최신 기준일 이전"),
        Message(
            "Custom: a report holds for its as-of day and tells nothing of later days.",
            "관례: 보고서에는 기준일까지의 사항만 싣습니다.",
        ),
        _after_report,
    ),
)
"""The rules about dates."""


_AGEING_ROLES = ("outcome", "output")


class _Age(NamedTuple):
    """How many days before the newest as-of day an indicator's latest value held, and that value's position."""

    days: int
    position: int


def _old(review: LintContext) -> Iterator[Finding]:
    bounds = review.settings.freshness
    return (
        _finding(review, age)
        for age in _ages(review)
        if _exceeds(age.days, bounds.warn_days) and not _exceeds(age.days, bounds.error_days)
    )


def _too_old(review: LintContext) -> Iterator[Finding]:
    bound = review.settings.freshness.error_days
    if bound is not None:
        yield from (_finding(review, age) for age in _ages(review) if age.days > bound)


def _exceeds(days: int, bound: int | None) -> bool:
    return bound is not None and days > bound


def _ages(review: LintContext) -> Iterator[_Age]:
    latest = _latest(review)
    for indicator in review.dataset.indicators:
        if indicator.role in _AGEING_ROLES and indicator.id in latest:
            position = latest[indicator.id]
            valid_until = last_day(review.dataset.observations[position].as_of)
            yield _Age((review.newest.as_of - valid_until).days, position)


def _latest(review: LintContext) -> Mapping[str, int]:
    """Return the position of the value in force of each indicator."""
    in_order = sorted(enumerate(review.dataset.observations), key=lambda numbered: numbered[1].quarter)
    return {
        observation.indicator: i
        for i, observation in in_order
        if observation.used
        and observation.kind == "actual"
        and observation.value is not None
        and observation.quarter <= review.newest.quarter
    }


def _finding(review: LintContext, age: _Age) -> Finding:
    newest, latest = review.newest.as_of, review.dataset.observations[age.position]
    what = Message(
        f"the latest value of '{latest.indicator}' is of {latest.as_of}, {age.days} days before {newest}",
        f"'{latest.indicator}'의 최신값은 {latest.as_of}의 값으로, 기준일 {newest}보다 {age.days}일 전의 것입니다",
    )
    hint = Message(
        "observe it anew; or switch the rule off for a record that will not change",
        "새 값을 적거나, 더는 바뀌지 않을 값이면 사유를 적고 그 기록의 규칙을 끄십시오",
    )
    return Finding(("observations", age.position, "as_of"), what, hint)


FRESHNESS_RULES = (
    Rule(
        "freshness.old",
        "warning",
        Message("Values are recent", "최신 값을 보고함(경고 기준)"),
        Message(
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
        Message("Values are not too old", "최신 값을 보고함(오류 기준)"),
        Message(
            "House: as freshness.old, with 'rules.freshness.error_days' (never where nothing is said).",
            "내부 기준: freshness.old와 같되 'rules.freshness.error_days'를 봅니다. 정하지 않으면 보지 않습니다.",
        ),
        _too_old,
    ),
)
"""The rules about the age of values."""


class _Then(NamedTuple):
    """A report, how records stood for it, and the meetings that had been held."""

    report: QuarterReport
    states: States
    held: frozenset[str]


class _Gap(NamedTuple):
    """What of a record was known later than a quarter: these fields and sources, all the sources where ``alone``."""

    fields: tuple[str, ...]
    later: tuple[str, ...]
    alone: bool


def _known_later(review: LintContext) -> Iterator[Finding]:
    dataset = review.dataset
    reports = sorted(dataset.quarters, key=lambda report: report.quarter)
    times = [
        _Then(r, States(dataset, r.as_of), frozenset(m.id for m in dataset.meetings if m.date <= r.as_of))
        for r in reports
    ]
    dates = {source.id: source.date for source in dataset.sources}
    for collection in STATEFUL:
        for i, record in enumerate(getattr(dataset, collection)):
            if review.updates_of(record):
                continue
            for gap, quarters in _gaps(record, times).items():
                what = _what(record, gap, ", ".join(quarters), _why(record, gap, dates))
                hint = _with_lines(_hint(record, gap), record, gap, dates)
                yield Finding((collection, i, *(gap.fields or ("sources",))[:1]), what, hint)


def _gaps(record: Stateful, times: Iterable[_Then]) -> Mapping[_Gap, Sequence[str]]:
    """Return what of a record was known later than some quarters, with the quarters."""
    found: defaultdict[_Gap, list[str]] = defaultdict(list)
    for then in times:
        stood = then.states.stood(record)
        if stood is None or (isinstance(record, Action) and record.meeting not in then.held):
            continue
        later = tuple(source for source in record.sources if source not in stood.sources)
        gap = _Gap(_left_out(record, stood), later, alone=bool(later) and not stood.sources)
        if gap.fields or (gap.alone and isinstance(record, Milestone)):
            found[gap].append(str(then.report.quarter))
    return found


def _left_out(record: Stateful, stood: Stateful) -> tuple[str, ...]:
    """Return the fields that stood otherwise, but for those that follow from the day on which something was done."""
    dated_fields = {"done", "status"} if isinstance(record, Milestone | Action) and record.done else set[str]()
    fields = (field for field in type(record).model_fields if field != "sources" and field not in dated_fields)
    return tuple(field for field in fields if getattr(record, field) != getattr(stood, field))


def _what(record: Stateful, gap: _Gap, quarters: str, why: Message) -> Message:
    due = record.due if isinstance(record, Milestone) else None
    summary = Message(
        f"'{record.title}' is told for {quarters} as " + (f"due on {due}" if due else "known by then"),
        f"{quarters} 문서에 '{record.title}'이(가) "
        + (f"당초 기한 {due}로" if due else "그때까지 안 대로")
        + " 나옵니다",
    )
    if not gap.fields:
        return Message(f"{summary.en}: {why.en}", f"{summary.ko}. {why.ko}")
    titles = ", ".join(HEADS[field].title for field in gap.fields)
    left_out = Message(f"without {', '.join(gap.fields)}", f"나오지 않는 항목: {titles}")
    return Message(f"{summary.en}, {left_out.en}: {why.en}", f"{summary.ko}. {left_out.ko}. {why.ko}")


def _why(record: Stateful, gap: _Gap, dates: Mapping[str, str | None]) -> Message:
    if gap.later:
        listed = ", ".join(f"'{source}' ({dates[source]})" for source in gap.later)
        return Message(f"sources that came later: {listed}", f"기준일 뒤에 나온 출처: {listed}")
    day = record.done if isinstance(record, Action) else record.date if isinstance(record, Legislation) else None
    if day is not None:
        return Message(f"what it says is of {day}", f"적힌 것은 기준일 뒤인 {day}의 일입니다")
    return Message(
        "no source with a date tells since when it is delayed", "언제부터 늦어졌는지 밝힌, 날짜 있는 출처가 없습니다"
    )


def _hint(record: Stateful, gap: _Gap) -> Message:
    if gap.alone and isinstance(record, Milestone):
        return Message(
            "name the source that set its first date as well; where all is right, switch the rule off and say so",
            "당초 기한을 정한 출처도 함께 적으십시오. 이대로 맞으면 사유를 적고 규칙을 끄십시오",
        )
    if isinstance(record, Milestone) and not gap.later:
        return Message(
            "name the source that tells of it, and give that source its 'date'",
            "그것을 밝힌 출처를 적고, 그 출처에 날짜를 적으십시오",
        )
    return Message(
        "where sources of that time tell it, name only these; 'policyreport rebuild' makes an issue as it was; where "
        "all is right, switch the rule off and say so",
        "그때의 출처가 밝힌 것이면 그 출처만 적으십시오. 펴낸 그대로의 문서는 policyreport rebuild로 만듭니다. "
        "이대로 맞으면 사유를 적고 규칙을 끄십시오",
    )


def _with_lines(hint: Message, record: Stateful, gap: _Gap, dates: Mapping[str, str | None]) -> Message:
    """Return a hint with the updates that would date what the record says."""
    day = max((date for source in gap.later if (date := dates[source])), default="")
    source = gap.later[0] if len(gap.later) == 1 else None
    lines = own_updates(record, day if len(day) == len("2025-06-30") else None, source) if gap.fields else ""
    if not lines:
        return hint
    return Message(
        f"{hint.en}; or write it with its day, and the record itself as it first stood: {lines}",
        f"{hint.ko}. 기록에는 처음 상태만 두고 날짜와 함께 적어도 됩니다: {lines}",
    )


LATER_RULES = (
    Rule(
        "date.known-later",
        "warning",
        Message("What was known later is left out of older quarters", "나중에 안 것은 앞 분기 문서에 나오지 않음"),
        Message(
            "House: a report tells nothing of later days. Where a milestone, risk, law or action has no updates, what "
            "it says has no day of its own, so it counts as known once all of its sources were out; a build of that "
            "quarter tells what it lacks.",
            "내부 기준: 보고서는 기준일 뒤의 일을 말하지 않습니다. 상태변경이 없는 일정, 부진 사유, 법령, 조치의 "
            "내용에는 날짜가 없어 출처가 모두 나온 때에 안 것으로 보고, 그 분기를 빌드할 때 빠진 것을 알립니다.",
        ),
        _known_later,
    ),
)
"""The rules about what older quarters do not tell."""
