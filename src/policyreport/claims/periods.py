"""The times that prose names, and the quarters that they mean on the day of a sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from policyreport.model import Quarter

Kind = Literal["quarter", "year", "half", "year-before", "year-ago", "baseline", "unknown", "future"]
"""``year-before`` is 전년, which is the same quarter of the year before or its end; ``year-ago`` the former alone.

A ``half`` or a ``year`` may mean the value at its end, or what its quarters add up to.
"""


@dataclass(frozen=True, slots=True)
class Period:
    """A time that a sentence names: a quarter, several (``quarter`` is the last of them), or one not understood."""

    kind: Kind
    quarter: Quarter | None = None

    def quarters(self, now: Quarter) -> tuple[Quarter, ...]:
        """Return the quarters that may be meant in a sentence of the quarter ``now``."""
        if self.kind == "year-before":
            return Quarter(now.year - 1, now.number), Quarter(now.year - 1, 4)
        if self.kind == "year-ago":
            return (Quarter(now.year - 1, now.number),)
        return (self.quarter,) if self.quarter else ()

    def span(self, now: Quarter) -> tuple[Quarter, ...]:
        """Return all quarters of a half or a year, up to ``now``; none of another time."""
        if self.kind == "year-before":
            return _quarters(Quarter(now.year - 1, 4), 1)
        if self.quarter is None or self.kind not in ("half", "year"):
            return ()
        return _quarters(self.quarter, 3 if self.kind == "half" and self.quarter.number == 4 else 1)  # noqa: PLR2004


_YEAR = (
    r"(?:(?P<year>(?:19|20)\d\d)년|[’'](?P<short>\d\d)년?|(?P<last>지난해|작년|전년도?)|(?P<this>올해|금년|이번\s?해))"
)
_QUARTER = r"(?P<q>[1-4])(?:/4)?\s?분기|(?P<half>상|하)반기|(?P<month>1[0-2]|[1-9])월"
PERIOD = re.compile(
    rf"""(?<![가-힣\dA-Za-z])(?:
      (?P<ago>(?:전년|지난해|작년)\s?(?:동기|동\s?분기|동월|같은\s?(?:기간|분기|때))|1년\s전|일\s?년\s전|1년\s사이)
    | (?P<before>(?:전|직전|지난|저번)\s?분기)
    | (?P<now>(?:이번|금|당|해당)\s?분기|현재)
    | (?P<base>기준\s?연도|기준\s?년도|기준값|계획\s수립\s(?:당시|시점))
    | (?P<dy>(?:19|20)\d\d)\.\s?(?P<dm>\d{{1,2}})\.(?:\s?\d{{1,2}}\.?)?(?=\s?(?:기준|현재|말))
        (?:\s?(?:기준|현재|말))?
    | (?P<unknown>전월|지난달|전달|작년\s?동월|\d+년\s전|\d+개월\s전|최근\s\d+년|전년\s?동월|전일|전주|지난\s?주)
    | {_YEAR}\s?(?:{_QUARTER}|(?P<end>말|연말)|(?P<plan>(?:하반기|연말)?까지))?
    | (?P<q2>[1-4])(?:/4)?\s?분기(?!\s?연속)(?:\s?말)?|(?P<half2>상|하)반기|(?P<month2>1[0-2]|[1-9])월
    )(?P<tail>\s?(?:말|중))?
    (?P<particle>까지|부터|\s?이후|\s?이전|에는|에도|에(?!\s?[비견])|은|는|의|(?:과|와)(?!\s?비교)|로|도|부로)?
    (?=$|[^가-힣\d]|보다|대비|에\s?[비견]|(?:과|와)\s?비교)""",
    re.VERBOSE,
)
"""A time that prose names, with the particle that follows."""


def period_of(match: re.Match[str], now: Quarter) -> Period:
    """Return the time that a match of ``PERIOD`` means in a sentence of the quarter ``now``."""
    if match["plan"] or match["particle"] in ("까지", "부터"):
        return Period("unknown")
    if match["ago"]:
        return Period("year-ago")
    if match["before"]:
        return Period("quarter", now.previous)
    if match["now"]:
        return Period("quarter", now)
    if match["base"]:
        return Period("baseline")
    if match["unknown"]:
        return Period("unknown")
    return _dated(match, now)


def is_relative(match: re.Match[str]) -> bool:
    """Return whether a time goes by another that the sentence has named: 전 분기, 전년 동기, 1분기."""
    return any(match[name] for name in ("ago", "before", "q2", "half2", "month2"))


def _dated(match: re.Match[str], now: Quarter) -> Period:
    year = now.year
    if match["dy"]:
        return _month(int(match["dy"]), int(match["dm"]), now)
    if match["year"]:
        year = int(match["year"])
    elif match["short"]:
        year = 2000 + int(match["short"])
    elif match["last"]:
        year = now.year - 1
    number = match["q"] or match["q2"]
    half, month = match["half"] or match["half2"], match["month"] or match["month2"]
    if number:
        quarter = Quarter(year, int(number))
    elif half:
        quarter = Quarter(year, 2 if half == "상" else 4)
        return Period("future" if quarter > now else "half", quarter)
    elif month:
        at_end = (match["tail"] or "").strip() == "말"
        return _month(year, int(month), now) if at_end else Period("unknown")
    elif match["last"] and not match["end"] and not match["tail"]:
        return Period("year-before")
    elif year == now.year:
        return Period("unknown" if match["end"] or match["tail"] else "year", now)
    elif match["end"] or (match["tail"] or "").strip() == "말":
        quarter = Quarter(year, 4)
    else:
        return Period("future" if year > now.year else "year", Quarter(year, 4))
    return Period("future" if quarter > now else "quarter", quarter)


def _quarters(last: Quarter, first: int) -> tuple[Quarter, ...]:
    return tuple(Quarter(last.year, number) for number in range(first, last.number + 1))


def _month(year: int, month: int, now: Quarter) -> Period:
    """Return the quarter that ends with a month; of other months nothing is known."""
    if month % 3 or not 1 <= month <= 12:  # noqa: PLR2004 - the months of a year
        return Period("unknown")
    quarter = Quarter(year, month // 3)
    return Period("future" if quarter > now else "quarter", quarter)
