"""Whether what is claimed of an indicator is true, and what would be."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from policyreport.claims.claim import Claim, ClaimKind
from policyreport.claims.figures import Reading, Subject
from policyreport.claims.written_number import WrittenNumber, is_within
from policyreport.diagnostics import Message
from policyreport.document.nodes import Number
from policyreport.document.number_format import number_text
from policyreport.model import Quarter

_NEAR = Decimal("0.05")
_HALF = Decimal("0.5")
_ENGLISH = {"전 분기": "the quarter before", "전년 동기": "the same quarter of last year", "기준값": "the baseline"}


def shown(subject: Subject, value: Decimal) -> str:
    """Return a value of an indicator as documents print it."""
    return number_text(Number("-", value, subject.indicator.unit, subject.decimals))


def _claim(  # noqa: PLR0913 - the fields of a claim
    kind: ClaimKind, word: str, subject: Subject, facts: Message, right: Message | str, *, is_true: bool
) -> Claim:
    written = Message(right, right) if isinstance(right, str) else right
    return Claim(kind, word, subject.indicator.title, is_true, facts, written, subject.indicator.id)


def _between(subject: Subject, base: Reading, current: Decimal) -> Message:
    before, now = shown(subject, base.value), shown(subject, current)
    when = _ENGLISH.get(base.when, base.when)
    return Message(f"{before} ({when}) to {now}", f"{base.when} {before}, {subject.quarter.label} {now}")


def _now(subject: Subject, current: Decimal) -> Message:
    return Message(f"{shown(subject, current)} now", f"{subject.quarter.label} {shown(subject, current)}")


def _as_shown(subject: Subject, value: Decimal) -> Decimal:
    decimals = subject.decimals
    return value if decimals is None else value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def change_sign(subject: Subject, base: Decimal, current: Decimal) -> int:
    """Return whether a value reads as more (1), less (-1) or the same (0) than another."""
    before, now = _as_shown(subject, base), _as_shown(subject, current)
    return (now > before) - (now < before)


def sign_of(subject: Subject, sense: str) -> int | None:
    """Return the sign of a sense: ``+``, ``-``, better (``!``) or worse (``?``); None where nothing tells."""
    if sense in "+-":
        return 1 if sense == "+" else -1
    better = {"up": 1, "down": -1}.get(subject.indicator.direction)
    return None if better is None else better if sense == "!" else -better


def right_word(subject: Subject, sense: str, sign: int) -> str:
    """Return the word for a change of a sign, in the words of a claimed sense."""
    if sign == 0:
        return "유지"
    if sense in "+-":
        return ("상승" if sign > 0 else "하락") if subject.indicator.unit == "%" else "증가" if sign > 0 else "감소"
    return "개선" if sign == sign_of(subject, "!") else "악화"


def judge_direction(
    subject: Subject, word: str, sense: str, bases: Sequence[Reading], *, denied: bool = False
) -> Claim | None:
    """Judge a direction: false where no value that it may be compared with bears it out; None where there is none."""
    current, wanted = subject.current, sign_of(subject, sense)
    if current is None or wanted is None or not bases:
        return None
    signs = [change_sign(subject, base.value, current) for base in bases]
    is_true = any((sign == wanted) != denied for sign in signs)
    right = right_word(subject, sense, signs[0])
    return _claim("direction", word, subject, _between(subject, bases[0], current), right, is_true=is_true)


def judge_kept(subject: Subject, word: str, bases: Sequence[Reading], *, exactly: bool) -> Claim | None:
    """Judge that a value is what it was, or about that: within a twentieth."""
    current = subject.current
    if current is None or not bases:
        return None
    is_true = any(
        change_sign(subject, base.value, current) == 0
        or (not exactly and abs(current - base.value) <= abs(base.value) * _NEAR)
        for base in bases
    )
    right = right_word(subject, "+", change_sign(subject, bases[0].value, current))
    return _claim("direction", word, subject, _between(subject, bases[0], current), right, is_true=is_true)


def judge_streak(subject: Subject, word: str, sense: str, length: int) -> Claim | None:
    """Judge that a value went one way for some quarters; None where fewer are known, and none of them denies it."""
    wanted = 0 if sense == "=" else sign_of(subject, sense)
    values = dict(subject.known)
    quarter, steps = subject.quarter, list[int]()
    while len(steps) < length and quarter in values and quarter.previous in values:
        steps.append(change_sign(subject, values[quarter.previous], values[quarter]))
        quarter = quarter.previous
    run = next((i for i, step in enumerate(steps) if step != wanted), len(steps))
    if wanted is None or not steps or (run == len(steps) and len(steps) < length):
        return None
    told = [shown(subject, value) for _, value in subject.known[-length - 1 :]]
    facts = Message(" → ".join(told), f"최근 {len(told)}개 분기 {' → '.join(told)}")
    right = Message(f"{run} quarter(s)", f"{run}분기 연속" if run > 1 else "연속이 아님")
    return _claim("rank", word, subject, facts, right, is_true=run == length)


def judge_amount(
    subject: Subject, number: WrittenNumber, sense: str, bases: Sequence[Reading], word: str
) -> Claim | None:
    """Judge by how much a value is said to have changed, in its own unit or in percent."""
    current, wanted = subject.current, sign_of(subject, sense)
    if current is None or wanted is None or not bases:
        return None
    amounts: list[Decimal] = []
    for base in (base for base in bases if change_sign(subject, base.value, current) == wanted):
        amounts += _differences(subject, number, base.value, current)
    fitting = [base for base in bases if change_sign(subject, base.value, current) == wanted]
    if not amounts or not fitting:
        return None
    base = fitting[0]
    right = _amount_text(subject, number, base.value, current)
    is_near = not number.bound and any(abs(amount - abs(number.value)) < number.step for amount in amounts)
    is_true = is_near or any(number.is_told_by(amount) for amount in amounts)
    return _claim(
        "number", f"{number.text} {word}".strip(), subject, _between(subject, base, current), right, is_true=is_true
    )


def _differences(subject: Subject, number: WrittenNumber, base: Decimal, current: Decimal) -> list[Decimal]:
    found: list[Decimal] = []
    in_unit = number.in_unit(subject.difference_unit)
    scale = number.value / in_unit.value if in_unit and in_unit.value else Decimal(1)
    if in_unit is not None:
        found.append(abs(current - base) * scale)
    if number.unit == "%" and base:
        found.append(abs((current - base) * 100 / base))
        if subject.indicator.unit == "%":
            found.append(abs(current - base))
    return found


def _amount_text(subject: Subject, number: WrittenNumber, base: Decimal, current: Decimal) -> str:
    if number.unit == "%" and base and subject.indicator.unit != "%":
        return f"{abs((current - base) * 100 / base).quantize(Decimal('0.1'), ROUND_HALF_UP)}%"
    return number_text(Number("-", abs(current - base), subject.difference_unit, subject.decimals))


def judge_value(subject: Subject, number: WrittenNumber, readings: Sequence[Reading], *, about: bool) -> Claim | None:
    """Judge a number that is said to be an indicator's value at some time."""
    in_unit = number.in_unit(subject.indicator.unit)
    if in_unit is None or not readings:
        return None
    is_true = any(
        in_unit.is_told_by(reading.value)
        or (about and abs(reading.value - in_unit.value) <= abs(reading.value) * _NEAR)
        for reading in readings
    )
    told = shown(subject, readings[0].value)
    facts = Message(f"{told} ({_ENGLISH.get(readings[0].when, readings[0].when)})", f"{readings[0].when} {told}")
    return _claim("number", number.text, subject, facts, told, is_true=is_true)


def judge_bound(subject: Subject, number: WrittenNumber, bound: str, word: str) -> Claim | None:
    """Judge on which side of a number a value is said to be, or how near."""
    current, in_unit = subject.current, number.in_unit(subject.indicator.unit)
    if current is None or in_unit is None:
        return None
    limit = in_unit.value
    holds = is_within(current, limit, bound)
    if current == limit and bound in ("more", "less") and word.startswith(("넘", "못")):
        holds = bound == "more"
    right = "이상" if current >= limit else "미만"
    if bound in ("nearly", "about"):
        right = shown(subject, current)
    return _claim("size", f"{number.text} {word}", subject, _now(subject, current), right, is_true=holds)


def judge_first(subject: Subject, number: WrittenNumber, bound: str, word: str) -> Claim | None:
    """Judge that a value is beyond a number for the first time."""
    in_unit, earlier = number.in_unit(subject.indicator.unit), subject.known[:-1]
    if in_unit is None or not subject.is_fresh or not earlier:
        return None
    above = bound in ("more", "at_least")
    before = [(q, v) for q, v in earlier if (v > in_unit.value if above else v < in_unit.value)]
    plain = judge_bound(subject, number, bound, word)
    if plain is not None and not plain.is_true:
        return plain
    if not before:
        return plain
    quarter, value = before[0]
    facts = Message(f"{shown(subject, value)} in {quarter}", f"{quarter.label}에 이미 {shown(subject, value)}")
    right = Message("not for the first time", "'처음' 삭제")
    return _claim("rank", f"처음 {number.text} {word}", subject, facts, right, is_true=False)


def judge_target_value(subject: Subject, number: WrittenNumber) -> Claim | None:
    """Judge a number that is said to be the target."""
    target, in_unit = subject.target, number.in_unit(subject.indicator.unit)
    if target is None or in_unit is None:
        return None
    is_true = any(in_unit.is_told_by(value) for value in subject.target_values())
    told = shown(subject, target.value)
    return _claim("target", number.text, subject, Message(f"target {told}", f"목표 {told}"), told, is_true=is_true)


def judge_gap(subject: Subject, number: WrittenNumber) -> Claim | None:
    """Judge by how much a value is said to be off its target."""
    target, current = subject.target, subject.current
    in_unit = number.in_unit(subject.difference_unit)
    if target is None or current is None or in_unit is None:
        return None
    gap = abs(current - target.value)
    told = number_text(Number("-", gap, subject.difference_unit, subject.decimals))
    aim, now = shown(subject, target.value), shown(subject, current)
    facts = Message(f"target {aim}, now {now}", f"목표 {aim}, {subject.quarter.label} {now}")
    return _claim("target", number.text, subject, facts, told, is_true=in_unit.is_told_by(gap))


def judge_target(subject: Subject, word: str, claimed: str) -> Claim | None:
    """Judge whether a target is ``met``, ``missed``, or gone ``beyond`` or stayed ``below``."""
    target, limits, current = subject.target, subject.limits, subject.current
    if target is None or limits is None or current is None:
        return None
    is_met = limits.missed_by(current) is None
    holds = {
        "met": is_met,
        "missed": not is_met,
        "beyond": current > target.value or (is_met and current != target.value),
        "below": current < target.value,
    }[claimed]
    told, now = shown(subject, target.value), shown(subject, current)
    facts = Message(f"target {told}, now {now}", f"목표 {told}, {subject.quarter.label} {now}")
    right = "달성" if is_met else "미달"
    return _claim("target", word, subject, facts, right, is_true=holds)


def judge_rate(subject: Subject, number: WrittenNumber, word: str) -> Claim | None:
    """Judge a percentage that is said of the target."""
    rates = list(subject.rates())
    if number.unit != "%" or not rates:
        return None
    is_true = any(number.is_told_by(rate) or abs(rate - number.value) < number.step for rate in rates)
    told = f"{rates[0].quantize(Decimal('0.1'), ROUND_HALF_UP)}%"
    return _claim(
        "target", f"{word} {number.text}", subject, Message(f"rate {told}", f"달성률 {told}"), told, is_true=is_true
    )


def judge_multiple(subject: Subject, word: str, times: Decimal, bases: Sequence[Reading], how: str) -> Claim | None:
    """Judge how many times a value is of another; ``how`` is at_least, at_most, nearly, about or exactly."""
    current = subject.current
    ratios = [(base, current / base.value) for base in bases if current is not None and base.value > 0]
    if not ratios or current is None:
        return None
    is_true = any(_is_times(ratio, times, how) for _, ratio in ratios)
    base, ratio = ratios[0]
    told = f"{ratio.quantize(Decimal('0.01'), ROUND_HALF_UP).normalize():f}배"
    return _claim("size", word, subject, _between(subject, base, current), told, is_true=is_true)


def _is_times(ratio: Decimal, times: Decimal, how: str) -> bool:
    step = Decimal(1).scaleb(min(0, int(times.as_tuple().exponent)))
    match how:
        case "at_least":
            return ratio >= times
        case "at_most":
            return ratio <= times
        case "nearly":
            return times * Decimal("0.85") <= ratio <= times * Decimal("1.02")
        case _:
            rough = Decimal("0.1") if how == "about" or step == 1 else Decimal(0)
            if times == _HALF:
                return abs(ratio - times) <= (Decimal("0.08") if how == "about" else Decimal("0.05"))
            return abs(ratio - times) <= max(times * rough, step * _HALF)


def judge_rank(subject: Subject, word: str, *, most: bool, since: Quarter | None = None) -> Claim | None:
    """Judge that a value is the greatest or least known; None where too few are known to say so."""
    known = [(quarter, value) for quarter, value in subject.known if since is None or quarter >= since]
    if not subject.is_fresh or len(known) < 2:  # noqa: PLR2004 - one value is beside none
        return None
    pick = max if most else min
    quarter, extreme = pick(known, key=lambda one: one[1])
    current = known[-1][1]
    told = shown(subject, extreme)
    facts = Message(
        f"{shown(subject, current)} now, {told} in {quarter}",
        f"{subject.quarter.label} {shown(subject, current)}, {quarter.label} {told}",
    )
    place = 1 + sum(value > current if most else value < current for _, value in known)
    name = "높음" if most else "낮음"
    right = Message(f"number {place} of {len(known)}", f"{len(known)}개 분기 가운데 {place}번째로 {name}")
    return _claim("rank", word, subject, facts, right, is_true=extreme == current)
