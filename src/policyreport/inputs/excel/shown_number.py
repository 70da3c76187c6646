"""What a number format shows of a stored number, so that a cell is never read as another number than people see."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation, localcontext
from fractions import Fraction
from functools import cache
from typing import NamedTuple

_TOKEN = re.compile(
    r"""
    "(?P<quoted>[^"]*)"
  | \\(?P<escaped>.)
  | \[\$(?P<currency>[^\]-]*)[^\]]*\]
  | \[(?P<condition>[<>=]{1,2})(?P<bound>-?[0-9.]+)\]
  | \[[^\]]*\]          # a colour or a language
  | _.                  # as wide as the sign
  | \*.                 # the sign as often as it fits
  | (?P<general>General)
  | (?P<exponent>E[+-]0+)
  | (?P<fraction>[0#?]+[ ]?/[ ]?(?P<denominator>[0-9#?]+))
  | (?P<digits>[0#?](?:[0#?,]*[0#?])?)
  | (?P<places>\.[0#?]*)
  | (?P<thousands>,+)
  | (?P<literal>.)
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_SECTION = re.compile(r'(?:"[^"]*"|\\.|\[[^\]]*\]|[^;])*', re.DOTALL)
_SIGNS = ("-", "−", "△", "▲", "(")
_MOST_DIGITS = 100
_POSITIVE, _NEGATIVE, _ZERO = 0, 1, 2


class ShownNumber(NamedTuple):
    """What is shown of a number, whether it is the same number, and whether it is shown in thousands."""

    text: str
    is_same: bool
    is_scaled: bool


class _Section(NamedTuple):
    """What a section of a format makes of a number, in the order in which it stands."""

    tokens: Sequence[re.Match[str]]

    def texts(self, name: str) -> list[str]:
        return [token[name] for token in self.tokens if token[name] is not None]

    def holds(self, number: Decimal) -> bool | None:
        """Return whether a number meets the section's condition; None for a section without one."""
        for token in self.tokens:
            if token["condition"]:
                bound = Decimal(token["bound"])
                return bool(
                    {
                        "<": number < bound,
                        "<=": number <= bound,
                        ">": number > bound,
                        ">=": number >= bound,
                        "<>": number != bound,
                    }.get(token["condition"], number == bound)
                )
        return None


def shown_number(stored: str, form: str) -> ShownNumber | None:
    """Return what a format shows of a stored number; None where it shows the number as it is, or is none of a number.

    A rounded number, one in thousands or with a text in its place, and a negative one that loses its sign are others.
    """
    if form in ("General", "@", ""):
        return None
    try:
        number = Decimal(stored)
    except InvalidOperation:
        return None
    if not number.is_finite() or abs(number.adjusted()) > _MOST_DIGITS:
        return None
    with localcontext(prec=3 * _MOST_DIGITS):
        return _shown(number, form)


def _shown(number: Decimal, form: str) -> ShownNumber | None:
    sections = _parsed(form)
    section, bears_sign = _chosen(sections, number)
    if section.texts("general") or section.texts("fraction"):
        return _plain(number, section)
    literals = "".join(_literal(token) for token in section.tokens)
    digits = section.texts("digits")
    if not digits and not section.texts("places"):
        return None if "@" in literals else ShownNumber(literals, is_same=False, is_scaled=False)
    percent = literals.count("%")
    thousands = sum(len(text) for text in section.texts("thousands"))
    value = abs(number) * 100**percent / Decimal(1000) ** thousands
    shown = _rounded(value, section)
    text = _text(shown, section)
    sign = "-" if number < 0 and not bears_sign and shown else ""
    is_signed = number >= 0 or bool(sign) or any(sign in text for sign in _SIGNS)
    is_same = shown == value and not thousands and is_signed and not re.search("[0-9]", literals) and len(digits) <= 1
    seems_negative = number >= 0 and text.lstrip()[:1] in _SIGNS and any(c.isdigit() for c in text)
    return ShownNumber(sign + text, is_same=is_same and not seems_negative, is_scaled=bool(thousands) and number != 0)


@cache
def _parsed(form: str) -> Sequence[_Section]:
    return [_Section(list(_TOKEN.finditer(part))) for part in _sections(form)]


def _sections(form: str) -> list[str]:
    """Return the sections of a format, which stand between semicolons."""
    parts: list[str] = []
    at = 0
    while True:
        match = _SECTION.match(form, at)
        end = match.end() if match else len(form)
        parts.append(form[at:end])
        if end >= len(form):
            return parts
        at = end + 1


def _chosen(sections: Sequence[_Section], number: Decimal) -> tuple[_Section, bool]:
    """Return the section that shows a number, and whether it says itself that the number is negative."""
    if any(section.holds(number) is not None for section in sections):
        section = next((one for one in sections if one.holds(number) is not False), sections[-1])
        return section, section.holds(number) is not None and number < 0 and any(map(_bears_sign, section.tokens))
    if number < 0 and len(sections) > _NEGATIVE:
        return sections[_NEGATIVE], True
    if number == 0 and len(sections) > _ZERO:
        return sections[_ZERO], False
    return sections[_POSITIVE], False


def _bears_sign(token: re.Match[str]) -> bool:
    return any(sign in _literal(token) for sign in _SIGNS)


def _plain(number: Decimal, section: _Section) -> ShownNumber | None:
    """Return what a fraction shows; None for a number that is shown as it is."""
    for denominator in section.texts("denominator"):
        part = Fraction(number)
        near = (
            Fraction(round(part * int(denominator)), int(denominator))
            if denominator.isdecimal() and int(denominator)
            else part.limit_denominator(10 ** len(denominator) - 1)
        )
        return None if near == part else ShownNumber(str(near), is_same=False, is_scaled=False)
    return None


def _rounded(value: Decimal, section: _Section) -> Decimal:
    places = sum(len(text) - 1 for text in section.texts("places"))
    if section.texts("exponent"):
        return value if not value else value.quantize(Decimal(1).scaleb(value.adjusted() - places), ROUND_HALF_UP)
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def _text(shown: Decimal, section: _Section) -> str:
    """Return the text of a number that is not negative, digits from the right into their places."""
    if section.texts("exponent"):
        return f"{shown:E}"
    digits = section.texts("digits")
    whole, _, fraction = f"{shown:f}".partition(".")
    fraction = _kept(fraction, "".join(text[1:] for text in section.texts("places")))
    if len(digits) <= 1:
        least = sum(sign == "0" for sign in "".join(digits))
        whole = whole.lstrip("0").zfill(least)
        blocks = [f"{int(whole):,}" if whole and "," in "".join(digits) else whole]
    else:
        blocks = _spread(whole, [len(text) for text in digits])
    parts: list[str] = []
    for token in section.tokens:
        if token["digits"] is not None:
            parts.append(blocks.pop(0))
        elif token["places"] is not None:
            parts.append(f".{fraction}" if fraction or token["places"] == "." else "")
        else:
            parts.append(_literal(token))
    return "".join(parts).strip()


def _kept(fraction: str, places: str) -> str:
    """Return the decimals without the zeros at the end that no ``0`` asks for."""
    least = places.rfind("0") + 1
    return fraction[:least] + fraction[least:].rstrip("0")


def _spread(whole: str, widths: Sequence[int]) -> list[str]:
    """Return the digits of a number in blocks of some widths, the first with all that is left."""
    whole = whole.zfill(sum(widths))
    blocks: list[str] = []
    for width in reversed(widths[1:]):
        blocks.insert(0, whole[-width:])
        whole = whole[:-width]
    return [whole, *blocks]


def _literal(token: re.Match[str]) -> str:
    """Return the text that stands in the format itself."""
    return token["quoted"] or token["escaped"] or token["currency"] or token["literal"] or ""
