"""Whether values rest on sources that were out, that still hold, and that are more than one report of the press."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from policyreport.diagnostics import Message
from policyreport.model import Observation, Path, Source
from policyreport.model.states import is_out
from policyreport.model.words import Voice
from policyreport.rules.rule import Finding, LintContext, Rule

_PRESS = "press"
_NAMED = 4
"""How many of the values that rest on a source are named."""


class _Resting(NamedTuple):
    """A value in force: where its source is written, of what it is, and its source."""

    path: Path
    of: str
    source: str


def _money(review: LintContext) -> Iterator[_Resting]:
    """Yield the amounts that documents of the newest quarter tell."""
    newest = review.newest
    for i, budget in enumerate(review.dataset.budgets):
        known = budget.known_on(newest.as_of) if budget.year <= newest.quarter.year else None
        if known is not None and known.available is not None:
            yield _Resting(("budgets", i, "source"), f"{budget.program} {budget.year}", budget.source)
    for i, execution in enumerate(review.dataset.executions):
        if execution.quarter <= newest.quarter and (execution.executed, execution.planned) != (None, None):
            yield _Resting(("executions", i, "source"), f"{execution.program} {execution.quarter}", execution.source)


def _in_force(review: LintContext) -> Iterator[_Resting]:
    """Yield the latest value of each indicator, the newest quarter's amounts, and each target set last."""
    newest = review.newest
    latest: dict[tuple[object, ...], tuple[int, Observation]] = {}
    for i, seen in sorted(enumerate(review.dataset.observations), key=lambda numbered: numbered[1].quarter):
        if seen.used and seen.kind == "actual" and seen.value is not None and seen.quarter <= newest.quarter:
            latest[seen.indicator, frozenset(seen.dimensions.items())] = i, seen
    yield from (_Resting(("observations", i, "source"), seen.indicator, seen.source) for i, seen in latest.values())
    targets: dict[tuple[object, ...], tuple[int, str]] = {}
    for i, target in sorted(enumerate(review.dataset.targets), key=lambda numbered: numbered[1].set_on):
        if target.set_on <= newest.as_of and (target.due is None or target.due >= newest.quarter.first_day):
            targets[target.indicator, target.year, target.quarter] = i, target.source
    yield from (_Resting(("targets", i, "source"), str(key[0]), source) for key, (i, source) in targets.items())
    for one in _money(review):
        record = review.dataset.executions[int(one.path[1])] if one.path[0] == "executions" else None
        year = record.year if record else review.dataset.budgets[int(one.path[1])].year
        if year == newest.quarter.year and (record is None or record.quarter == newest.quarter):
            yield one


def _not_out(review: LintContext, voice: Voice) -> Iterable[tuple[_Resting, Source]]:
    """Yield the amounts whose source came out after the newest as-of day, in documents of one voice."""
    if review.dataset.words.voice != voice:
        return
    known = {source.id: source for source in review.dataset.sources}
    for one in _money(review):
        source = known.get(one.source)
        if source is not None and not is_out(source.date, review.newest.as_of):
            yield one, source


def _of_no_source(review: LintContext) -> Iterator[Finding]:
    for one, source in _not_out(review, "observer"):
        as_of = review.newest.as_of
        what = Message(
            f"nothing that was out by {as_of} tells the money of '{one.of}': '{source.id}' is of {source.date}",
            f"'{one.of}' 금액을 밝힌 출처가 {as_of}까지 없습니다. '{source.id}'은(는) {source.date}의 것입니다",
        )
        hint = Message(
            "name the source of that time; write what came later in 'executions' of its quarter, or give the "
            "supplementary budget its 'supplementary_on'",
            "그때의 출처를 적으십시오. 뒤에 나온 집행액은 그 분기의 집행(executions)에, 추경은 "
            "의결일(supplementary_on)과 함께 적습니다",
        )
        yield Finding(one.path, what, hint)


def _of_the_office(review: LintContext) -> Iterator[Finding]:
    as_of = review.newest.as_of
    for path, source, named in _by_source(review, ((one, source) for one, source in _not_out(review, "office"))):
        what = Message(
            f"documents as of {as_of} name no source of the money of {named.en}, for '{source.id}' is of "
            f"{source.date}; it rests on the office's own word",
            f"{as_of} 기준 문서에 {named.ko} 금액의 출처가 나오지 않습니다. '{source.id}'이(가) {source.date}의 "
            "것이어서 기관이 적은 값으로 봅니다",
        )
        hint = Message(
            "where a paper of that time tells it, name this one", "그때의 문서가 있으면 그것을 출처로 적으십시오"
        )
        yield Finding(path, what, hint)


def _of_press_alone(review: LintContext) -> Iterator[Finding]:
    alone = ((one, source) for one, source in _resting(review) if source.kind == _PRESS)
    unconfirmed = ((one, source) for one, source in alone if not _is_confirmed(review, one))
    for path, source, named in _by_source(review, unconfirmed):
        what = Message(
            f"'{source.id}', one press report, is all that {named.en} rests on",
            f"{named.ko}의 근거가 언론 보도 하나('{source.id}')뿐입니다",
        )
        hint = Message(
            "name the official source that it reports; or switch the rule off for this source, with the reason",
            "보도의 바탕인 공식 자료를 출처로 적으십시오. 없으면 사유를 적고 이 출처의 규칙을 끄십시오",
        )
        yield Finding(path, what, hint)


def _is_confirmed(review: LintContext, one: _Resting) -> bool:
    """Tell whether another source tells the same value of the same time."""
    if one.path[0] != "observations":
        return False
    told = review.dataset.observations[int(one.path[1])]
    same = (told.indicator, told.quarter, told.kind, told.value, told.dimensions)
    return any(
        other.source != told.source
        and (other.indicator, other.quarter, other.kind, other.value, other.dimensions) == same
        for other in review.dataset.observations
    )


def _of_an_expired_source(review: LintContext) -> Iterator[Finding]:
    day = review.newest.as_of
    expired = ((one, s) for one, s in _resting(review) if s.valid_until is not None and s.valid_until < day)
    for path, source, named in _by_source(review, expired):
        what = Message(
            f"{named.en} rests on '{source.id}', which holds until {source.valid_until}",
            f"{named.ko}의 근거 '{source.id}'의 유효 기한이 {source.valid_until}까지입니다",
        )
        hint = Message(
            "take the value from a newer source; or mend 'valid_until' of this one",
            "새로 나온 출처의 값을 적거나, 이 출처의 유효 기한(valid_until)을 고치십시오",
        )
        yield Finding((*path, "valid_until"), what, hint)


def _resting(review: LintContext) -> Iterator[tuple[_Resting, Source]]:
    """Yield the values in force with their sources."""
    known = {source.id: source for source in review.dataset.sources}
    return ((one, known[one.source]) for one in _in_force(review) if one.source in known)


def _by_source(
    review: LintContext, resting: Iterable[tuple[_Resting, Source]]
) -> Iterator[tuple[Path, Source, Message]]:
    """Yield each source of some values, with its path, and what rests on it in words."""
    of: dict[str, dict[str, None]] = {}
    for one, source in resting:
        of.setdefault(source.id, {})[one.of] = None
    for i, source in enumerate(review.dataset.sources):
        if named := list(of.get(source.id, ())):
            listed, more = ", ".join(f"'{one}'" for one in named[:_NAMED]), len(named) - _NAMED
            also = Message(f" and {more} more", f" 등 {len(named)}개") if more > 0 else Message("", "")
            yield ("sources", i), source, Message(listed + also.en, listed + also.ko)


RULES = (
    Rule(
        "source.none",
        "error",
        Message("What is told had been told by a source", "실은 금액에는 그때까지 나온 출처가 있음"),
        Message(
            "House: an observer's documents tell what public sources had told by the as-of day. An amount that was "
            "written over later has none for an older quarter. An office's own amounts: source.own-word.",
            "내부 기준: 공개 자료를 살피는 문서(observer)는 기준일까지 나온 출처의 것만 싣습니다. 나중에 덮어쓴 금액은 "
            "앞 분기의 출처가 없습니다. 담당 기관의 금액은 source.own-word가 알립니다.",
        ),
        _of_no_source,
        of_quarter=True,
    ),
    Rule(
        "source.own-word",
        "note",
        Message("An office is the source of what no source had told yet", "출처가 아직 없는 금액은 기관이 적은 값"),
        Message(
            "House: an office knows its own money before a paper tells it; the place in its data is then the source.",
            "내부 기준: 담당 기관(office)은 자기 금액을 문서보다 먼저 압니다. 그때의 근거는 자료에 적은 자리입니다.",
        ),
        _of_the_office,
        of_quarter=True,
    ),
    Rule(
        "source.press-alone",
        "warning",
        Message("A value rests on more than one press report", "언론 보도 하나만 근거인 값이 없음"),
        Message(
            "House: what the press reports is looked up in the official paper that it tells of.",
            "내부 기준: 언론이 전한 수치는 그 바탕인 공식 자료에서 확인합니다.",
        ),
        _of_press_alone,
    ),
    Rule(
        "source.expired",
        "warning",
        Message("Sources still hold on the newest as-of day", "출처의 유효 기한이 지나지 않음"),
        Message(
            "House: what a source tells is used until its 'valid_until', where one is written.",
            "내부 기준: 출처에 유효 기한(valid_until)을 적었으면 그날까지만 씁니다.",
        ),
        _of_an_expired_source,
    ),
)
"""The rules about what values rest on."""
