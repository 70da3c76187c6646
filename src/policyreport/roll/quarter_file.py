"""The text of a new quarter's file, with comments that tell staff what to fill in."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from policyreport.document.nodes import Number
from policyreport.document.number_format import number_text
from policyreport.model import Action, Dataset, Indicator, Milestone, Observation, Quarter, QuarterReport
from policyreport.model.record import TO_BE_WRITTEN


class Series(NamedTuple):
    """An indicator to be observed again: what was written of it last, and the last value that there is, if any."""

    indicator: Indicator
    last: Observation
    last_valued: Observation | None


class Carried(NamedTuple):
    """What goes on: values to be observed anew, and the open actions and milestones, which stay where they stand."""

    series: tuple[Series, ...]
    actions: tuple[Action, ...]
    milestones: tuple[Milestone, ...]


def carried_over(dataset: Dataset, old: Quarter) -> Carried:
    """Return what the quarter after ``old`` takes over.

    An indicator is to be observed again when it was observed in ``old``, or in the year that ends with it; but a
    condition of support holds until it is changed, and goes on only from ``old`` itself.
    """
    return Carried(
        tuple(_series(dataset, old)),
        tuple(action for action in dataset.actions if action.status != "done"),
        tuple(milestone for milestone in dataset.milestones if milestone.done is None),
    )


def _series(dataset: Dataset, old: Quarter) -> Iterator[Series]:
    written = [seen for seen in dataset.observations if seen.used and seen.kind == "actual" and seen.quarter <= old]
    last, valued = _latest(written), _latest(seen for seen in written if seen.value is not None)
    for indicator in dataset.indicators:
        seen = last.get(indicator.id)
        if seen is not None and _goes_on(indicator, seen.quarter, old):
            yield Series(indicator, seen, valued.get(indicator.id))


def _goes_on(indicator: Indicator, last: Quarter, old: Quarter) -> bool:
    is_of_the_year = last > Quarter(old.year - 1, old.number) and indicator.role != "term"
    return indicator.formula is None and (last == old or is_of_the_year)


def _latest(observations: Iterable[Observation]) -> Mapping[str, Observation]:
    return {seen.indicator: seen for seen in sorted(observations, key=lambda seen: seen.quarter)}


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
        *_listed("끝나지 않은 조치 사항", (_open(one.id, one.title, one.due) for one in carried.actions)),
        *_listed(
            "끝나지 않은 추진일정", (_open(one.id, one.title, one.slipped_to or one.due) for one in carried.milestones)
        ),
        *_observations(carried.series, new),
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


def _listed(title: str, records: Iterable[str]) -> Iterator[str]:
    lines = [f"#   {record}" for record in records]
    if lines:
        yield from ("", f"# {title}(적힌 파일에서 고침)", *lines)


def _open(name: str, title: str, due: object) -> str:
    return f"{name}: {_on_one_line(title)}" + (f" (기한 {due})" if due else "")


def _observations(series: Sequence[Series], new: Quarter) -> Iterator[str]:
    if series:
        yield from ("", "observations:")
    for one in series:
        yield f"  - indicator: {_name(one.indicator.id)}    # {_on_one_line(one.indicator.title)}"
        yield f"    value:    # {_before(one, new)}"
        yield f"    as_of: {new.last_day}"
        yield f"    source: {_name(one.last.source)}"
        if one.last.bound:
            yield f"    bound: {one.last.bound}"
        yield from (f"  {line}" for line in _unless_public(one.last.audience))


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
