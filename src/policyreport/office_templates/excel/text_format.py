"""What ``TEXT`` makes of a value by a number format, for those formats that every program reads alike."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import NamedTuple

from policyreport.office_templates.excel.formula_eval import UnknownError, Value, reads_as_number, text

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|(?P<general>general)|(?P<zone>\[\$[^\]]*\]|\[[^\]]*\])'
    r"|(?P<date>y+|m+|d+|h+|s+)|(?P<digit>[0#?])|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_PLAIN = frozenset(" -+()':~₩△▲▽▼·~!")
"""Characters that stand for themselves without quotes; so do those beyond ASCII."""
_EPOCH = date(1899, 12, 30).toordinal()
_FIRST_DAY, _LAST_DAY = 61, 2_958_465
_SECONDS, _MINUTE, _HOUR = 86_400, 60, 3600
_MOST_DIGITS = 15
_SURE = 1e-3
_MOST_SECTIONS = 4
_MOST_LETTERS = 2


class _Token(NamedTuple):
    kind: str
    text: str


@lru_cache(maxsize=512)
def _sections(code: str) -> Sequence[Sequence[_Token]]:
    sections: list[list[_Token]] = [[]]
    for found in _TOKEN.finditer(code):
        kind = found.lastgroup or ""
        written = found[kind]
        if kind == "other" and written == ";":
            sections.append([])
        elif kind in ("quoted", "escaped"):
            sections[-1].append(_Token("literal", written))
        elif kind in ("zone", "general"):
            raise UnknownError
        else:
            sections[-1].append(_Token(kind, written))
    return tuple(map(tuple, sections))


def formatted(value: Value | None, code: str) -> str:
    """Return a value in a number format; ``UnknownError`` for formats of which programs make different texts."""
    sections = _sections(code)
    if len(sections) > _MOST_SECTIONS:
        raise UnknownError
    if isinstance(value, str):
        return _text_in(value, sections)
    number = float(value or 0)
    if any(token.text == "@" and token.kind == "other" for token in sections[0]):
        return _text_in(text(number), sections)
    if any(token.kind == "date" for token in sections[0]):
        if len(sections) > 1:
            raise UnknownError
        return _day_in(number, sections[0])
    if not code:
        return ""
    return _number_in(number, sections)


def _text_in(value: str, sections: Sequence[Sequence[_Token]]) -> str:
    """Return a text in the section for texts, or as it is without one."""
    has_own = [section for section in sections if any(t == ("other", "@") for t in section)]
    if not has_own:
        if reads_as_number(value):
            raise UnknownError
        return value
    if len(has_own) > 1 or has_own[0] is not sections[-1] or len(sections) not in (1, _MOST_SECTIONS):
        raise UnknownError
    return "".join(value if token == ("other", "@") else _literal(token) for token in has_own[0])


def _literal(token: _Token) -> str:
    if token.kind == "literal" or token.text in _PLAIN or not token.text.isascii():
        return token.text
    raise UnknownError


def _number_in(number: float, sections: Sequence[Sequence[_Token]]) -> str:
    if len(sections) == 1:
        sign, section = "-" if number < 0 else "", sections[0]
    else:
        sign = ""
        section = sections[1] if number < 0 else sections[0]
        if not number:
            section = (*sections, sections[0])[2]
    if not section:
        if len(sections) == 1:
            return ""
        raise UnknownError
    written, is_nothing = _written(abs(number), section)
    if number < 0 and is_nothing and len(sections) > 1:
        raise UnknownError  # programs differ in the section that they choose
    return written if is_nothing else sign + written


def _written(number: float, section: Sequence[_Token]) -> tuple[str, bool]:
    """Return a number that is not negative in one section, and whether it is rounded to 0."""
    if not any(token.kind == "digit" for token in section):
        return "".join(map(_literal, section)), False
    places = [at for at, token in enumerate(section) if token.kind == "digit"]
    first, last = places[0], places[-1]
    before, after = list(section[:first]), list(section[last + 1 :])
    middle = list(section[first : last + 1])
    scale = 0
    while after and after[0] == ("other", ","):
        scale += 3
        after = after[1:]
    percents = sum(1 for token in section if token == ("other", "%"))
    if middle[0] != ("digit", "0") and before and before[-1] == ("other", "."):
        raise UnknownError
    points = [at for at, token in enumerate(middle) if token == ("other", ".")]
    if len(points) > 1 or any(token.text == "?" and token.kind == "digit" for token in middle):
        raise UnknownError
    whole, fraction = (middle[: points[0]], middle[points[0] + 1 :]) if points else (middle, [])
    if any(token.kind != "digit" for token in fraction):
        raise UnknownError
    if (after and after[0] == ("other", ".")) or (before and before[-1] == ("other", ".")):
        raise UnknownError
    value = Decimal(f"{number:.15g}").scaleb(2 * percents - scale)
    value = value.quantize(Decimal(1).scaleb(-len(fraction)), ROUND_HALF_UP)
    if len(value.as_tuple().digits) > _MOST_DIGITS:
        raise UnknownError
    digits, _, decimals = f"{value:f}".partition(".")
    shown = _whole(digits, whole)
    shown_decimals = _fraction(decimals, fraction)
    if points:
        if not shown_decimals and fraction:
            shown_decimals = ""
        elif shown_decimals or not fraction:
            shown_decimals = "." + shown_decimals
    text_after = "".join("%" if t == ("other", "%") else _literal(t) for t in after)
    text_before = "".join("%" if t == ("other", "%") else _literal(t) for t in before)
    return text_before + shown + shown_decimals + text_after, not value


def _whole(digits: str, section: Sequence[_Token]) -> str:
    """Return the digits before the point, with what stands between their places."""
    grouped = any(token == ("other", ",") for token in section)
    places = [token for token in section if token != ("other", ",")]
    has_text = any(token.kind != "digit" for token in places)
    if grouped and has_text:
        raise UnknownError
    least = len([token for token in places if token.kind == "digit"]) - next(
        (at for at, token in enumerate(t for t in places if t.kind == "digit") if token.text == "0"),
        len([token for token in places if token.kind == "digit"]),
    )
    digits = digits.lstrip("0").rjust(least, "0")
    if grouped:
        return _in_thousands(digits)
    if not has_text:
        return digits
    return _among_text(digits, places)


def _in_thousands(digits: str) -> str:
    head = len(digits) % 3
    return ",".join(filter(None, (digits[:head], *(digits[at : at + 3] for at in range(head, len(digits), 3)))))


def _among_text(digits: str, places: Sequence[_Token]) -> str:
    """Return digits in their places among texts, as in a telephone number: every place is to be taken."""
    if any(token.kind == "digit" and token.text != "0" for token in places):
        raise UnknownError
    count = sum(1 for token in places if token.kind == "digit")
    rest = list(digits)
    extra = "".join(rest[: len(rest) - count])
    rest = rest[len(rest) - count :]
    return extra + "".join(rest.pop(0) if token.kind == "digit" else _literal(token) for token in places)


def _fraction(decimals: str, section: Sequence[_Token]) -> str:
    kept = len(section)
    while kept and section[kept - 1].text == "#" and decimals[kept - 1] == "0":
        kept -= 1
    return decimals[:kept]


def _day_in(number: float, section: Sequence[_Token]) -> str:
    """Return a day, and the time in it, in a section for these."""
    if number < 0 or number >= _LAST_DAY:
        raise UnknownError
    exact = (number - int(number)) * _SECONDS
    seconds = round(exact)
    if abs(exact - seconds) > _SURE:
        raise UnknownError  # programs round times differently
    serial = int(number) + seconds // _SECONDS
    seconds %= _SECONDS
    parts = [_Part(token, _is_minute(section, at)) for at, token in enumerate(section)]
    letters = {"min" if part.is_minute else part.token.text[0].lower() for part in parts if part.token.kind == "date"}
    if letters & {"y", "m", "d"} and serial < _FIRST_DAY:
        raise UnknownError
    if letters & {"h", "min"} and "s" not in letters and seconds % _MINUTE:
        raise UnknownError  # programs round minutes differently
    day = date.fromordinal(_EPOCH + max(serial, _FIRST_DAY))
    return "".join(_date_part(part, day, seconds) for part in parts)


class _Part(NamedTuple):
    token: _Token
    is_minute: bool


def _is_minute(section: Sequence[_Token], at: int) -> bool:
    """Return whether an ``m`` stands beside hours or seconds."""
    if section[at].kind != "date" or section[at].text[0] not in "mM":
        return False
    before = next((t for t in reversed(section[:at]) if t.kind == "date"), None)
    after = next((t for t in section[at + 1 :] if t.kind == "date"), None)
    return bool((before and before.text[0] in "hH") or (after and after.text[0] in "sS"))


def _date_part(part: _Part, day: date, seconds: int) -> str:
    token = part.token
    if token.kind != "date":
        if token.text in "./,:" or token.kind == "literal":
            return token.text
        if token.kind == "digit":
            raise UnknownError
        return _literal(token)
    letter, length = token.text[0].lower(), len(token.text)
    amounts = {
        "y": day.year,
        "m": seconds % _HOUR // _MINUTE if part.is_minute else day.month,
        "d": day.day,
        "h": seconds // _HOUR,
        "s": seconds % _MINUTE,
    }
    if letter == "y":
        if length not in (2, 4):
            raise UnknownError
        return f"{day.year:04d}"[-length:]
    if length > _MOST_LETTERS:
        raise UnknownError  # the name of a month or day, which depends on the language
    return str(amounts[letter]).zfill(length)
