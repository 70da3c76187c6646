"""Whether the documents of older quarters leave out what became known later, which their readers may miss."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from policyreport.errors import Words
from policyreport.model import Action, Dataset, Legislation, Milestone, QuarterReport
from policyreport.model.states import STATEFUL, Stateful, States
from policyreport.model.words import HEADS
from policyreport.rules.rule import Finding, Review, Rule


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


def _known_later(review: Review) -> Iterator[Finding]:
    dataset = review.dataset
    reports = sorted(dataset.quarters, key=lambda report: report.quarter)
    times = [_Then(r, States(dataset, r.as_of), _held(dataset, r)) for r in reports]
    dates = {source.id: source.date for source in dataset.sources}
    for collection in STATEFUL:
        for i, record in enumerate(getattr(dataset, collection)):
            for gap, quarters in _gaps(record, times).items():
                what = _what(record, gap, ", ".join(quarters), _why(record, gap, dates))
                yield Finding((collection, i, *(gap.fields or ("sources",))[:1]), what, _hint(record, gap))


def _held(dataset: Dataset, report: QuarterReport) -> frozenset[str]:
    return frozenset(meeting.id for meeting in dataset.meetings if meeting.date <= report.as_of)


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
    told_by_day = {"done", "status"} if isinstance(record, Milestone | Action) and record.done else set[str]()
    fields = (field for field in type(record).model_fields if field != "sources" and field not in told_by_day)
    return tuple(field for field in fields if getattr(record, field) != getattr(stood, field))


def _what(record: Stateful, gap: _Gap, quarters: str, why: Words) -> Words:
    due = record.due if isinstance(record, Milestone) else None
    told = Words(
        f"'{record.title}' is told for {quarters} as " + (f"due on {due}" if due else "known by then"),
        f"{quarters} 문서에 '{record.title}'이(가) "
        + (f"당초 기한 {due}로" if due else "그때까지 안 대로")
        + " 나옵니다",
    )
    if not gap.fields:
        return Words(f"{told.en}: {why.en}", f"{told.ko}. {why.ko}")
    titles = ", ".join(HEADS[field].title for field in gap.fields)
    left_out = Words(f"without {', '.join(gap.fields)}", f"나오지 않는 항목: {titles}")
    return Words(f"{told.en}, {left_out.en}: {why.en}", f"{told.ko}. {left_out.ko}. {why.ko}")


def _why(record: Stateful, gap: _Gap, dates: Mapping[str, str | None]) -> Words:
    if gap.later:
        listed = ", ".join(f"'{source}' ({dates[source]})" for source in gap.later)
        return Words(f"sources that came later: {listed}", f"기준일 뒤에 나온 출처: {listed}")
    day = record.done if isinstance(record, Action) else record.date if isinstance(record, Legislation) else None
    if day is not None:
        return Words(f"what it says is of {day}", f"적힌 것은 기준일 뒤인 {day}의 일입니다")
    return Words(
        "no source with a date tells since when it is delayed", "언제부터 늦어졌는지 밝힌, 날짜 있는 출처가 없습니다"
    )


def _hint(record: Stateful, gap: _Gap) -> Words:
    if gap.alone and isinstance(record, Milestone):
        return Words(
            "name the source that set its first date as well; where all is right, switch the rule off and say so",
            "당초 기한을 정한 출처도 함께 적으십시오. 이대로 맞으면 까닭을 적고 규칙을 끄십시오",
        )
    if isinstance(record, Milestone) and not gap.later:
        return Words(
            "name the source that tells of it, and give that source its 'date'",
            "그것을 밝힌 출처를 적고, 그 출처에 날짜를 적으십시오",
        )
    return Words(
        "where sources of that time tell it, name only these; 'policyreport rebuild' makes an issue as it was; where "
        "all is right, switch the rule off and say so",
        "그때의 출처가 밝힌 것이면 그 출처만 적으십시오. 펴낸 그대로의 문서는 policyreport rebuild로 만듭니다. "
        "이대로 맞으면 까닭을 적고 규칙을 끄십시오",
    )


RULES = (
    Rule(
        "date.known-later",
        "warning",
        Words("What was known later is left out of older quarters", "나중에 안 것은 앞 분기 문서에 나오지 않음"),
        Words(
            "House: a report tells nothing of later days. What a milestone, risk, law or action says has no day of its "
            "own, so it counts as known once all of its sources were out; a build of that quarter tells what it lacks.",
            "내부 기준: 보고서는 기준일 뒤의 일을 말하지 않습니다. 일정, 부진 사유, 법령, 조치의 내용에는 날짜가 없어 "
            "출처가 모두 나온 때에 안 것으로 보고, 그 분기를 빌드할 때 빠진 것을 알립니다.",
        ),
        _known_later,
    ),
)
"""The rules about what older quarters do not tell."""
