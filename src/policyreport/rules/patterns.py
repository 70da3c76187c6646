"""Ways of writing that are not the house's, found by their shape."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policyreport.document.text import date_text
from policyreport.document.tree import Date

_DATE = re.compile(
    r"""(?<![\w/=.-])(?:
      (?P<y1>(?:19|20)\d\d) (?:\s?[./-]\s?(?P<m1>\d{1,2})) (?:\s?[./-]\s?(?P<d1>\d{1,2})) (?!\d) \.?
    | (?P<y2>(?:19|20)\d\d)년\s?(?P<m2>\d{1,2})월\s?(?P<d2>\d{1,2})일
    | (?P<y3>(?:19|20)\d\d)\.(?P<m3>\d{1,2})\.(?!\s?\d)
    )""",
    re.VERBOSE | re.ASCII,
)
_TIME = re.compile(r"오[전후]\s?\d{1,2}(?:시|:\d\d)(?:\s?\d{1,2}분)?|(?<!\d)\d{1,2}시\s?\d{1,2}분")
_DECREASE = re.compile(r"(?:^|(?<=[\s(]))[-−–]\d[\d,]*(?:\.\d+)?|[▽▼]\s?\d[\d,]*(?:\.\d+)?|▲\d[\d,]*(?:\.\d+)?(?=\s?%)")
_PERCENT_POINT = re.compile(r"(?:%|퍼센트)\s?포인트|%\s?P(?![A-Za-z])|%\s+p(?![A-Za-z])")
_SPACES = re.compile("^[ \u3000]|(?<!붙임)[ \u3000]{2,}(?!끝\\.)|[ \u3000]$")


def other_dates(text: str) -> Iterator[tuple[str, str]]:
    """Yield each date that is not written like ``2025. 6. 30.``, and how it is to be written."""
    for match in _DATE.finditer(text):
        right = date_text(Date(*(int(part) for part in match.groups() if part)))
        if match[0] != right:
            yield match[0], right


def other_times(text: str) -> Iterator[str]:
    """Yield each time of day that is not written like ``15:20``."""
    return (match[0] for match in _TIME.finditer(text))


def other_decreases(text: str) -> Iterator[str]:
    """Yield each negative number or decrease that bears another sign than △."""
    return (match[0] for match in _DECREASE.finditer(text))


def other_percent_points(text: str) -> Iterator[str]:
    """Yield each unit of percentage points that is not written ``%p``."""
    return (match[0] for match in _PERCENT_POINT.finditer(text))


def has_stray_spaces(text: str) -> bool:
    """Say whether a text begins or ends with a space, or holds two together other than around 붙임 and 끝."""
    return bool(_SPACES.search(text))


def ends_in_a_verb(text: str) -> bool:
    """Say whether a text ends as a sentence does, as 지원한다 and 지원합니다 do.

    캐나다 too ends in 다 and is a noun; so where no point follows, the letter before must be able to end a verb's stem.
    """
    bare = text.rstrip(". ")
    return bare.endswith("다") and (text.rstrip().endswith(".") or _may_end_a_stem(bare[-2:-1]))


def _may_end_a_stem(letter: str) -> bool:
    has_final_consonant = "가" <= letter <= "힣" and (ord(letter) - ord("가")) % 28 != 0
    return has_final_consonant or letter in tuple("이니하되")
