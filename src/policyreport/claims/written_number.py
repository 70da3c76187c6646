"""Numbers as prose writes them: ``139,500명``, ``13만 5천 명``, ``103억 8천만 원``, ``△1.2%p``, ``2,400여 명``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from functools import lru_cache

_SCALES = {
    "조": 10**12,
    "천억": 10**11,
    "백억": 10**10,
    "억": 10**8,
    "천만": 10**7,
    "백만": 10**6,
    "십만": 10**5,
    "만": 10**4,
    "천": 10**3,
}
_SCALE = "조|천억|백억|억|천만|백만|십만|만|천"
_DIGITS = r"\d[\d,]{0,14}(?:\.\d{1,6})?"
_COUNTERS = (
    *(
        "명",
        "인",
        "개소",
        "곳",
        "개사",
        "개교",
        "개월",
        "개",
        "건",
        "회",
        "팀",
        "가구",
        "세대",
        "호",
        "동",
        "대",
        "필지",
    ),
    *("ha", "㎡", "km", "톤", "점", "위", "권", "원", "달러", "시간", "일", "년", "배", "쪽", "종", "마리", "채", "실"),
)
_APART = {"퍼센트포인트": "%p", "%P": "%p", "퍼센트": "%", "곳": "개소"}
"""Units that are written otherwise than the data write them."""
PARTICLES = (
    "이던|이었던|였던|에게는|에게|으로서|으로써|으로|로서|로|에서는|에서|에는|에도|에|이었으며|이었으나|이었음|이었다|이었고|이며|이고|이나|이다|이라|입니다|임"
    "|였음|였다|였으며|였으나|을|를|이|가|은|는|의|과|와|도|만|까지|보다도|보다|인|만큼|씩|나"
)
_TOO_LARGE = Decimal(10) ** 20
"""More last places than any number of the office has, and than can be rounded."""
_APPROXIMATE = r"가량|쯤|정도|내외|안팎|남짓"


@lru_cache(maxsize=16)
def number_pattern(units: tuple[str, ...]) -> re.Pattern[str]:
    """Return the pattern of a written number with one of some units, the usual counters, or none."""
    known = sorted({*units, *_COUNTERS, *_APART, "%p", "%"}, key=len, reverse=True)
    unit = "|".join(r"\s?".join(map(re.escape, one.split())) for one in known)
    return re.compile(
        rf"""(?<![\dA-Za-z.,~∼-])(?P<sign>[+△▲▽▼])?\s?
        (?P<digits>{_DIGITS}(?:\s?(?:{_SCALE})(?:\s?{_DIGITS}\s?(?:{_SCALE}))*(?:\s?{_DIGITS}(?!\s?(?:{_SCALE})))?)?)
        (?P<more>\s?여)?\s?(?P<unit>{unit})?(?P<about>\s?(?:{_APPROXIMATE}))?
        (?P<particle>{PARTICLES})?(?![가-힣A-Za-z\d~∼])""",
        re.VERBOSE,
    )


@dataclass(frozen=True, slots=True)
class WrittenNumber:
    """A number in prose: its value, the value of its last digit's place, and its unit as the data write it.

    ``rough`` is what it says of itself: ``more`` (2,400여 명) or ``about`` (1,300명가량); ``particle`` is what follows,
    and ``bound`` what the word after it makes of it: at_least, at_most, more, less, nearly or about.
    """

    text: str
    value: Decimal
    step: Decimal
    unit: str
    rough: str = ""
    particle: str = ""
    sign: int = 0
    bound: str = ""

    def is_told_by(self, value: Decimal) -> bool:
        """Return whether it is what a value reads as, rounded or cut off to as many places."""
        if self.bound:
            return is_within(value, self.value, self.bound)
        if self.rough == "more":
            return self.value <= value <= self.value * Decimal("1.1")
        if self.rough == "about":
            return abs(value - self.value) <= abs(self.value) * Decimal("0.07")
        return any(_to_step(abs(value), self.step, how) == abs(self.value) for how in (ROUND_HALF_UP, ROUND_DOWN))

    def in_unit(self, unit: str) -> WrittenNumber | None:
        """Return it in another unit of the same money, or as it is where its unit is that; None where it is another."""
        own_scale, own = _base_unit(self.unit)
        scale, base = _base_unit(unit)
        if own != base:
            return None
        factor = Decimal(own_scale) / Decimal(scale)
        return WrittenNumber(
            self.text, self.value * factor, self.step * factor, unit, self.rough, self.particle, self.sign, self.bound
        )


def is_within(value: Decimal, limit: Decimal, bound: str) -> bool:
    """Return whether a value is on the side of a limit that a word names, or as near to it."""
    return {
        "at_least": value >= limit,
        "at_most": value <= limit,
        "more": value > limit,
        "less": value < limit,
        "nearly": limit * Decimal("0.9") <= value <= limit * Decimal("1.01"),
        "about": abs(value - limit) <= abs(limit) * Decimal("0.1"),
    }[bound]


def _to_step(value: Decimal, step: Decimal, rounding: str) -> Decimal:
    return (value / step).quantize(Decimal(1), rounding) * step if abs(value) < _TOO_LARGE * step else value


def _base_unit(unit: str) -> tuple[int, str]:
    """Return how many of which unit a unit is: 억원 is 10⁸ 원, 개 지역 one 개지역."""
    bare = "".join(unit.split())
    bare = _APART.get(bare, bare)
    for scale in sorted(_SCALES, key=len, reverse=True):
        if bare.endswith("원") and bare[:-1] == scale:
            return _SCALES[scale], "원"
    return 1, bare


def written_number(match: re.Match[str]) -> WrittenNumber:
    """Return the number that a match of ``number_pattern`` has found."""
    value, step = Decimal(0), Decimal(1)
    for digits, scale in re.findall(rf"({_DIGITS})\s?({_SCALE})?", match["digits"]):
        factor = _SCALES.get(scale, 1)
        plain = digits.replace(",", "")
        decimals = len(plain.partition(".")[2])
        value += Decimal(plain) * factor
        step = Decimal(factor).scaleb(-decimals)
    unit = match["unit"] or ""
    scale, base = _base_unit(unit)
    rough = "more" if match["more"] else "about" if match["about"] else ""
    sign = {"+": 1, "△": -1, "▽": -1, "▼": -1}.get(match["sign"] or "", 0)
    text = match[0][: len(match[0]) - len(match["particle"] or "")].strip()
    return WrittenNumber(text, value * scale, step * scale, base, rough, match["particle"] or "", sign)


def unit_names(units: Iterable[str]) -> tuple[str, ...]:
    """Return the units of a data set without their scale, in an order that is always the same."""
    return tuple(sorted({unit if _base_unit(unit)[0] == 1 else _base_unit(unit)[1] for unit in units}))
