"""Whether as many things are listed as a text says: ``3개 지역(대구·울산·충북)``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from policyreport.claims.claim import Claim
from policyreport.claims.vocabulary import count_of
from policyreport.diagnostics import Message

_NUMERAL = r"(?<![\d.,~∼·가-힣A-Za-z])(?P<n>\d{1,2}|두|세|네|다섯|여섯|일곱|여덟|아홉|열)"
_COUNTED = r"(?:(?:개|대)\s?(?P<noun>[가-힣]{1,8})?|(?P<place>곳|개소|개사|명|인|건|종|팀|가지)(?:\s?[가-힣]{0,6})?)"
_BEFORE_LIST = re.compile(rf"{_NUMERAL}\s?{_COUNTED}\s?\((?P<list>[^()\d]{{3,200}})\)")
_BARE_LIST = re.compile(r"\((?P<list>[^()\d]{3,200})\)")
_PLACES = "지역|시군|시도|시·군|시·도|권역|도시|동|읍면|마을|곳"
_AFTER_LIST = re.compile(
    rf"(?<![가-힣A-Za-z\d·,])(?P<list>[가-힣A-Za-z]{{2,12}}(?:·[가-힣A-Za-z]{{2,12}}){{2,}})\s"
    rf"(?P<n>\d{{1,2}})\s?(?:개\s?)?(?:{_PLACES})(?![가-힣]{{2}})"
)
_OPEN_ENDED = re.compile(r"(?:등|외|기타|포함|…|\.\.\.)\s*$|\s외\s|등\s")
_CLEAR = 2
"""As near a wrong count comes to a right one; further off, something else is counted than what is listed."""


def miscounted(text: str) -> Iterator[Claim]:
    """Yield whether each list that a text counts has as many things as it says."""
    for match in _BEFORE_LIST.finditer(text):
        yield from _judged(match, strictly=False)
    for match in _AFTER_LIST.finditer(text):
        yield from _judged(match, strictly=True)


def listed_against(text: str, noun: str, count: Decimal, shown: str) -> Iterator[Claim]:
    """Yield whether the one list of a text has as many things as a number of its record says: 지역(대구·울산·충북).

    It is judged only where the text names before the list what the number counts (``noun``), and no number itself.
    """
    lists = [match for match in _BARE_LIST.finditer(text) if noun in text[: match.start()]]
    if len(lists) != 1 or any(map(str.isdigit, text)) or _OPEN_ENDED.search(lists[0]["list"]):
        return
    counts = _counts(lists[0]["list"])
    if max(counts) > 1:
        right = min(counts, key=lambda one: abs(one - count))
        facts = Message(f"{right} listed, yet {shown}", f"적힌 것은 {right}, 수치는 {shown}")
        yield Claim("count", lists[0][0], noun, count in counts, facts, Message(shown, shown))


def _judged(match: re.Match[str], *, strictly: bool) -> Iterator[Claim]:
    count, listed = count_of(match["n"]), match["list"]
    if count is None:
        return
    counts = _counts(listed)
    if len(counts) == 1 and max(counts) < 2:  # noqa: PLR2004 - one thing is no list
        return
    is_open = bool(_OPEN_ENDED.search(listed))
    fits = any(count >= one for one in counts) if is_open else count in counts
    right = min(counts, key=lambda one: abs(one - count))
    if not fits and strictly and abs(right - count) > _CLEAR:
        return
    what = match[0].strip()
    facts = Message(f"{right} listed: {listed}", f"적힌 것은 {right}: {listed}")
    written = match[0][: match.start("list") - match.start()] if not strictly else match[0][len(listed) :]
    yield Claim("count", written.strip(" ("), what, fits, facts, Message(str(right), str(right)))


def _counts(listed: str) -> set[int]:
    """Return how many things a list may be said to have: by its commas, by its points, or by both."""
    bare = re.sub(r"\s(?:등|외|기타)\s*$", "", listed)
    by_comma = [item for item in re.split(r"\s*[,;]\s*|\s및\s|(?<=[가-힣])(?:과|와)\s", bare) if item.strip()]
    by_point = [item for part in by_comma for item in re.split(r"\s*[·/・]\s*", part) if item.strip()]
    return {len(by_comma), len(by_point)} if len(by_comma) > 1 else {len(by_point)}
