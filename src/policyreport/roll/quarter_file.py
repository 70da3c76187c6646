"""The text of a new quarter's file, with comments that tell staff what to fill in."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from policyreport.document.nodes import Number
from policyreport.document.number_format import number_text
from policyreport.model import (
    Action,
    Budget,
    Dataset,
    Execution,
    Indicator,
    Milestone,
    Observation,
    Quarter,
    QuarterReport,
    Risk,
)
from policyreport.model.dimension import in_words
from policyreport.model.record import TO_BE_WRITTEN
from policyreport.model.states import States


class Series(NamedTuple):
    """An indicator to be observed again: what was written of it last, and the last value that there is, if any."""

    indicator: Indicator
    last: Observation
    last_valued: Observation | None


class Spending(NamedTuple):
    """A budget whose execution is to be entered again, what it is called, and the last that was written of it."""

    budget: Budget
    title: str
    last: Execution | None


class Carried(NamedTuple):
    """What goes on: values to be observed anew, and the open actions, milestones and risks as they now stand.

    ``unobserved`` are the indicators of which nothing at all was written yet, so that not even a source is known.
    """

    series: tuple[Series, ...]
    executions: tuple[Spending, ...]
    unobserved: tuple[Indicator, ...]
    actions: tuple[Action, ...]
    milestones: tuple[Milestone, ...]
    risks: tuple[Risk, ...]


def carried_over(dataset: Dataset, old: Quarter, new: Quarter) -> Carried:
    """Return what the quarter ``new`` after ``old`` takes over: of money, the budgets of its year.

    An indicator is to be observed again when it was observed in ``old``, or in the year that ends with it; but a
    condition of support holds until it is changed, and goes on only from ``old`` itself. What was observed by members
    last is to be observed by the same members.
    """
    states = States(dataset, date.max)
    actions, milestones, risks = (
        map(states.latest, records) for records in (dataset.actions, dataset.milestones, dataset.risks)
    )
    return Carried(
        tuple(_series(dataset, old)),
        tuple(_spending(dataset, old, new.year)),
        tuple(_unobserved(dataset, old)),
        tuple(action for action in actions if isinstance(action, Action) and action.status != "done"),
        tuple(m for m in milestones if isinstance(m, Milestone) and not m.is_over),
        tuple(risk for risk in risks if isinstance(risk, Risk) and risk.status == "open"),
    )


def _series(dataset: Dataset, old: Quarter) -> Iterator[Series]:
    written = [seen for seen in dataset.observations if seen.used and seen.kind == "actual" and seen.quarter <= old]
    last, valued = _latest(written), _latest(seen for seen in written if seen.value is not None)
    of_indicator: defaultdict[str, list[_Key]] = defaultdict(list)
    for key in last:
        of_indicator[key[0]].append(key)
    for indicator in dataset.indicators:
        newest = max((last[key].quarter for key in of_indicator[indicator.id]), default=old)
        for key in of_indicator[indicator.id]:
            if last[key].quarter == newest and _goes_on(indicator, newest, old):
                yield Series(indicator, last[key], valued.get(key))


def _spending(dataset: Dataset, old: Quarter, year: int) -> Iterator[Spending]:
    titles = {program.id: program.title for program in dataset.programs}
    written = sorted((one for one in dataset.executions if one.quarter <= old), key=lambda one: one.quarter)
    last = {one.account: one for one in written}
    for budget in dataset.budgets:
        if budget.year == year:
            fund = f" {dataset.money.title_of(budget.fund)}" if budget.fund else ""
            members = in_words(budget.dimensions, dataset.dimensions)
            title = f"{titles.get(budget.program, budget.program)}{fund} {members}".rstrip()
            yield Spending(budget, title, last.get(budget.account))


def _unobserved(dataset: Dataset, old: Quarter) -> Iterator[Indicator]:
    used = (seen for seen in dataset.observations if seen.used and seen.kind == "actual")
    observed = {seen.indicator for seen in used if seen.quarter <= old}
    for indicator in dataset.indicators:
        if indicator.formula is None and indicator.id not in observed:
            yield indicator


def _goes_on(indicator: Indicator, last: Quarter, old: Quarter) -> bool:
    is_of_the_year = last > Quarter(old.year - 1, old.number) and indicator.role != "term"
    return indicator.formula is None and (last == old or is_of_the_year)


_Key = tuple[str, frozenset[tuple[str, str]]]
"""An indicator, and the members of which a value of it is."""


def _latest(observations: Iterable[Observation]) -> Mapping[_Key, Observation]:
    return {_key(seen): seen for seen in sorted(observations, key=lambda seen: seen.quarter)}


def _key(seen: Observation) -> _Key:
    return seen.indicator, frozenset(seen.dimensions.items())


_PLAIN = re.compile(r"(?=.*[가-힣])[^\W_](?:[^:#\n]|:(?! |$)|(?<! )#)*")
"""Texts that every YAML reader takes for what they are without quotes: a number or ``true`` holds no Hangul."""

_NOTHING = "null"
"""The one id that YAML would read as no value."""


def quarter_file_text(old: QuarterReport, carried: Carried, new: Quarter) -> str:
    """Return the text of ``data/quarters/<new>.yaml``, which loads as it stands."""
    lines = (
        f"# {new.label}. {old.quarter}에서 이어받음. 값을 채우고, 이번 분기에 볼 것이 없는 지표는 지움.",
        f"quarter: {new}",
        "",
        *_report(old, new),
        *_still_open(carried, new),
        *_observations(carried.series, new),
        *_without_value(carried.unobserved, new),
        *_executions(carried.executions, new),
    )
    return "\n".join(lines) + "\n"


def _report(old: QuarterReport, new: Quarter) -> Iterator[str]:
    yield "report:"
    yield f"  as_of: {new.last_day}"
    yield f"  headline: {TO_BE_WRITTEN}"
    yield from _carried_texts("outlook", old.outlook)
    yield from _carried_texts("gaps", old.gaps)
    yield from _unless_public(old.audience)


def _carried_texts(name: str, texts: Sequence[str]) -> Iterator[str]:
    if texts:
        yield f"  {name}:    # 전 분기에 적은 것. 고쳐 적음"
        yield from (f"    - {_scalar(text)}" for text in texts)


def _unless_public(audience: str) -> Iterator[str]:
    if audience != "public":
        yield f"  audience: {audience}"


_UPDATES_NOTE = (
    "# 끝나지 않은 추진일정, 조치사항, 부진사유. 상태가 바뀐 것은 'updates:'와 그 줄의 '#'을 지우고 빈 곳을 채움.",
    "# on은 바뀐 날, due는 새 기한. 상태(state): 추진일정 연기 완료 취소, 조치사항 이행 중 지연 완료, 부진사유 해소.",
)
_STATE_NAMES = {
    "ahead": "예정",
    "put_off": "연기",
    "late": "지연",
    "ongoing": "이행 중",
    "delayed": "지연",
    "unreported": "자료 없음",
    "open": "발생",
}


def _still_open(carried: Carried, new: Quarter) -> Iterator[str]:
    """Yield a line for each thing that is open, which tells what became of it once it is filled in."""
    lines = [
        *(_update("milestones", m, m.state(new.first_day), m.slipped_to or m.due) for m in carried.milestones),
        *(_update("actions", action, action.status, action.due) for action in carried.actions),
        *(_update("risks", risk, risk.status, risk.due) for risk in carried.risks),
    ]
    if lines:
        yield from ("", *_UPDATES_NOTE, "# updates:", *(f"#   - {line}" for line in lines))


def _update(kind: str, record: Milestone | Action | Risk, state: str, due: date | None) -> str:
    blanks = "on: , state: , due: , note: , source: "
    now = ", ".join([_STATE_NAMES.get(state, state), *([f"기한 {due}"] if due else [])])
    return f"{{kind: {kind}, record: {_name(record.id)}, {blanks}}}    # {_on_one_line(record.title)} ({now})"


def _observations(series: Sequence[Series], new: Quarter) -> Iterator[str]:
    if series:
        yield from ("", "observations:")
    for one in series:
        yield f"  - indicator: {_name(one.indicator.id)}    # {_on_one_line(one.indicator.title)}"
        yield f"    value:    # {_before(one, new)}"
        yield f"    as_of: {new.last_day}"
        yield f"    source: {_name(one.last.source)}"
        yield from _members(one.last.dimensions)
        if one.last.bound:
            yield f"    bound: {one.last.bound}"
        yield from (f"  {line}" for line in _unless_public(one.last.audience))


def _executions(executions: Sequence[Spending], new: Quarter) -> Iterator[str]:
    if executions:
        yield from ("", "executions:    # 연초부터 as_of 달 말까지의 누계")
    for one in executions:
        last = one.last
        yield f"  - program: {_name(one.budget.program)}    # {_on_one_line(one.title)}"
        yield f"    year: {one.budget.year}"
        if one.budget.fund:
            yield f"    fund: {_name(one.budget.fund)}"
        yield from _members(one.budget.dimensions)
        yield f"    as_of: {new.last_day.isoformat()[:7]}"
        yield f"    executed:    # {_spent_before(one, new)}"
        if last is not None and last.planned is not None:
            yield f"    planned:    # {last.month}까지 {last.planned:,f}{last.unit}"
        yield f"    unit: {last.unit if last else one.budget.unit}"
        yield f"    source: {_name(last.source if last else one.budget.source)}"
        yield from (f"  {line}" for line in _unless_public((last or one.budget).audience))


def _members(members: Mapping[str, str]) -> Iterator[str]:
    if members:
        yield f"    dimensions: {{{', '.join(f'{name}: {_name(code)}' for name, code in members.items())}}}"


def _spent_before(one: Spending, new: Quarter) -> str:
    """Return the last amount that was written of a budget: in its executions, or else in the budget itself."""
    if one.last is not None and one.last.executed is not None:
        when = "전 분기" if one.last.quarter == new.previous else str(one.last.quarter)
        return f"{when} {one.last.executed:,f}{one.last.unit}({one.last.month})"
    if one.budget.executed is not None:
        return f"예산에 적은 집행액 {one.budget.executed:,f}{one.budget.unit}({one.budget.executed_as_of})"
    return "앞서 본 값 없음"


def _without_value(indicators: Sequence[Indicator], new: Quarter) -> Iterator[str]:
    """Yield the indicators never observed as comments: no observation may stand without its source."""
    if indicators:
        yield from ("", "# 아직 값이 없는 지표. 값이 나오면 '#'을 떼어 observations: 아래에 두고 값과 출처를 채움")
    for indicator in indicators:
        yield f"#  - indicator: {_name(indicator.id)}    # {_on_one_line(indicator.title)}"
        yield "#    value:"
        yield f"#    as_of: {new.last_day}"
        yield "#    source:"


def _before(one: Series, new: Quarter) -> str:
    if one.last_valued is None:
        return "앞서 본 값 없음"
    seen, indicator = one.last_valued, one.indicator
    when = "전 분기" if seen.quarter == new.previous else str(seen.quarter)
    # As documents print it, so that staff know it again.
    value = number_text(Number(indicator.id, seen.value, indicator.unit, indicator.decimals, seen.bound))
    return f"{when} {_on_one_line(value)}"


def _on_one_line(text: str) -> str:
    return " ".join(text.split())


def _scalar(text: str) -> str:
    """Return a text as YAML, in quotes where it would be read as something else without them."""
    is_plain = _PLAIN.fullmatch(text) and text == text.strip()
    return text if is_plain else json.dumps(text, ensure_ascii=False)


def _name(name: str) -> str:
    return json.dumps(name) if name == _NOTHING else name
