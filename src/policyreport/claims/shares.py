"""What prose says of a part and a whole that it both names: ``2,412명 중 1,310명(54.3%)``, 과반, 대부분, 모두."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal

from policyreport.claims.claim import Claim
from policyreport.claims.tokens import Token
from policyreport.claims.written_number import WrittenNumber
from policyreport.diagnostics import Message

_HALF = Decimal("0.5")
_ABOUT_HALF = Decimal("0.06")


def shares(tokens: Sequence[Token]) -> Iterator[Claim]:
    """Yield what a sentence claims of each part whose whole it names just before."""
    for i, token in enumerate(tokens):
        whole = tokens[i - 1].number if i and token.kind == "part" else None
        part = _part(tokens, i + 1) if whole else None
        if whole is None or part is None:
            continue
        at, number = part
        if number.unit == whole.unit and whole.value > 0 and not (whole.rough or number.rough):
            after = tokens[at + 1 :] if at == i + 1 else tokens[at + 1 : at + 4]
            yield from _of_one(after, number, whole)


def _part(tokens: Sequence[Token], start: int) -> tuple[int, WrittenNumber] | None:
    """Return the number that follows at once or after one word, and its position."""
    while start < len(tokens) and tokens[start].kind == "other" and (start == 0 or tokens[start - 1].kind != "other"):
        start += 1  # 중 학생은 48,210명(34.6%)
    if start < len(tokens) and (number := tokens[start].number):
        return start, number
    return None


def _of_one(after: Sequence[Token], part: WrittenNumber, whole: WrittenNumber) -> Iterator[Claim]:
    ratio = part.value / whole.value
    name = f"{whole.text} 중 {part.text}"
    percent = f"{(ratio * 100).quantize(Decimal('0.1'), ROUND_HALF_UP)}%"
    facts = Message(f"{percent} of the whole", f"전체의 {percent}")
    for i, token in enumerate(after):
        if token.kind in ("part", "comma", "base", "target", "rate"):
            return
        number = token.number
        if number and number.unit == "%" and _stands_alone(after, i):
            near = abs(number.value - ratio * 100) < number.step
            yield Claim("size", number.text, name, near, facts, Message(percent, percent))
            return
        told = _told(token, ratio)
        if told is not None:
            yield Claim("size", token.text, name, told, facts, Message(_right(ratio), _right(ratio)))
            return


def _stands_alone(tokens: Sequence[Token], i: int) -> bool:
    before, after = tokens[i - 1] if i else None, tokens[i + 1] if i + 1 < len(tokens) else None
    return bool(before and before.kind == "open" and after and after.kind == "close")


def _told(token: Token, ratio: Decimal) -> bool | None:
    """Return whether a word that tells of a share is true of a ratio; None for any other word."""
    if token.kind == "majority":
        return ratio >= _HALF if token.group("majority").startswith("절반") else ratio > _HALF
    if token.kind == "all":
        return ratio == 1
    if token.kind == "multiple" and token.group("half"):
        return abs(ratio - _HALF) <= _ABOUT_HALF
    return None


def _right(ratio: Decimal) -> str:
    if ratio == 1:
        return "모두"
    if abs(ratio - _HALF) <= Decimal("0.02"):
        return "절반"
    return "과반" if ratio > _HALF else "절반 미만"
