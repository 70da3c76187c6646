"""Reads a sentence from left to right and judges what it claims of the indicators that it names."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal

from policyreport.claims.claim import Claim
from policyreport.claims.figures import Reading, Subject
from policyreport.claims.judging import (
    judge_amount,
    judge_bound,
    judge_direction,
    judge_first,
    judge_gap,
    judge_kept,
    judge_multiple,
    judge_rank,
    judge_rate,
    judge_streak,
    judge_target,
    judge_target_value,
    judge_value,
)
from policyreport.claims.periods import Period, period_of
from policyreport.claims.sentence_state import SentenceContext, SentenceState
from policyreport.claims.shares import shares
from policyreport.claims.tokens import Lexicon, Token, TokenKind
from policyreport.claims.unnamed import with_implied_name, with_known_names
from policyreport.claims.vocabulary import PLAN, achievement_of, count_of, direction_of
from policyreport.claims.written_number import WrittenNumber


def bound_of(token: Token) -> str:
    """Return which bound a word after a number names."""
    return next(name for name in ("at_least", "at_most", "more", "less", "nearly", "about") if token.group(name))


def claims_of(
    sentence: str, lexicon: Lexicon, context: SentenceContext, named: Mapping[int, str] | None = None
) -> list[Claim]:
    """Return what a sentence claims of numbers, as far as that is understood, each judged.

    ``named`` tells which indicator's value stands at a place of the sentence, where that is known.
    """
    tokens = lexicon.tokens(sentence)
    if named:
        tokens = with_known_names(tokens, named)
    else:
        among = context.figures.indicators if context.strict is None else context.strict
        tokens = with_implied_name(tokens, context.figures, context.quarter, among)
    found = list(shares(tokens))
    reader = _Reader(tokens, context)
    reader.read()
    return [*found, *reader.claims]


class _Reader(SentenceState):
    """Judges each number and each claiming word of a sentence, once what it speaks of is known."""

    def read(self) -> None:
        """Read all tokens."""
        readers: dict[TokenKind, Callable[[Token], None]] = {
            "name": self._name,
            "period": self._period,
            "number": self._number,
            "direction": self._direction,
            "keep": self._keep,
            "achieve": self._achieve,
            "bound": self._bound,
            "rank": self._rank,
            "streak": self._streak,
            "multiple": self._multiple,
            "first": self._first,
            "base": self._base,
            "target": self._target,
            "part": self._unknown,
            "majority": self._majority,
            "about": self._about,
            "comma": self._comma,
            "open": self._open,
            "close": self._close,
            "other": self._unknown,
        }
        for at, token in enumerate(self.tokens):
            self.at = at
            self._pass_over(token)
            if token.text.startswith("각각") and len(self.names) > 1:
                self.unsure = True  # which claim is of which name is for the reader to sort out
            if token.kind == "particle" and self._kind(-1) == "close" and token.text in ("은", "는", "이", "가"):
                self.marked = not self.unsure
            if token.kind in readers:
                readers[token.kind](token)

    # Numbers.

    def _number(self, token: Token) -> None:
        number = token.number
        if number is None:
            return
        self.number = number
        if self._kind(-1) == "target" or (self._kind(-1) == "open" and self._kind(-2) == "target"):
            particle = self.tokens[self.at - 1].particle
            if particle == "의":
                self._rate_number(number, "목표의")
            elif particle in ("에", "보다", "를", "을"):  # by how much it is missed: 목표에 2.1점 못 미침
                self._gap_number(number)
            else:
                self._target_number(number)
            return
        if self._kind(-1) == "rate":
            self._rate_number(number, self.tokens[self.at - 1].text)
            return
        if number.particle in ("이던", "이었던", "였던") and not self.names and self.period is not None:
            self.early = number, self.period
        elif number.particle in ("보다", "보다도"):
            self.base_number, self.has_base = number, True
            return
        if (
            (number.particle == "에서" and self._goes_on(number))
            or self._kind(1) == "arrow"
            or (self._kinds("open", "period", "close") and self._is_from(4))
        ):
            self._start_number(number)
            return
        if self._is_amount(number):
            self._amount(number)
        elif not self._is_of_target(number):
            self._value_or_bound(number)

    def _is_of_target(self, number: WrittenNumber) -> bool:
        """Judge a number that is said of the target just named, and return whether it is one."""
        if not self.on_target:
            return False
        follows = self._next()
        if number.unit == "%":
            self._rate_number(number, "목표 대비")
        elif follows is not None and (follows.kind == "achieve" or follows.text.startswith("초과")):
            self._gap_number(number)
        else:
            return False
        return True

    def _value_or_bound(self, number: WrittenNumber) -> None:
        """Judge a number that is a value, unless the words after it make it a bound, a part or an aim."""
        follows = self._kind(1)
        if follows == "bound" and self._kind(2) == "direction" and not self.tokens[self.at + 1].text.endswith("로"):
            self.amounts.append(replace(number, bound=bound_of(self.tokens[self.at + 1])))
        elif not self._is_no_value(number):
            self._value(number)

    def _is_no_value(self, number: WrittenNumber) -> bool:
        """Return whether the words around a number make it a difference, a bound, a part or an aim."""
        follows, next_kind = self._kind(1), self._next_kind()
        if follows in ("bound", "part") or next_kind == "achieve" or self._kind(-1) == "base":
            return True
        if number.particle in ("까지", "씩", "만큼") or self._leads_to_plan():
            return True
        # of 85점 달성, 3,000명 규모 the next word says what it is
        return follows == "other" and number.particle in ("", "을", "를") and not number.rough

    def _goes_on(self, number: WrittenNumber) -> bool:
        """Return whether a number or a direction follows that a number with 에서 leads to."""
        for token in self.tokens[self.at + 1 :]:
            if token.kind in ("comma", "name"):
                return False
            if token.kind == "direction" or (token.number and token.number.unit == number.unit):
                return True
        return False

    def _is_from(self, offset: int) -> bool:
        return self._kind(offset) == "particle" and self.tokens[self.at + offset].text == "에서"

    def _is_amount(self, number: WrittenNumber) -> bool:
        if number.particle not in ("", "이", "가", "을", "를", "만큼", "씩"):
            return False
        if number.sign and self.has_base:
            return True
        follows = self._next()
        if self.start is not None and not self.end and number.unit == self.start.unit:
            return False
        if follows is not None and follows.kind == "direction":
            return True
        if self._kinds("open", "number", "close"):
            after = self.tokens[self.at + 4 :]
            return bool(after) and after[0].kind == "direction" and self.tokens[self.at + 2].number is not None
        is_second = self._kind(-1) == "open" and self._kind(1) == "close" and bool(self.amounts)
        return is_second and self._kind(2) == "direction"

    def _amount(self, number: WrittenNumber) -> None:
        if number.sign and self._next_kind() != "direction":
            for subject in self.subjects:
                sense = "+" if number.sign > 0 else "-"
                bases = self._bases(subject)
                self._put(self._if_false(judge_direction(subject, number.text, sense, bases)))
                self._put(judge_amount(subject, number, sense, bases, ""))
            return
        self.amounts.append(number)

    @staticmethod
    def _if_false(claim: Claim | None) -> Claim | None:
        return claim if claim is not None and not claim.is_true else None

    def _start_number(self, number: WrittenNumber) -> None:
        self.start = number
        period = self.period
        if self._kinds("open", "period", "close"):
            match = self.tokens[self.at + 2].match
            period = period_of(match, self._now()) if match else None
        for subject in self.subjects:
            if period is not None:
                self._put(judge_value(subject, number, subject.of(period), about=self.about))
        self.period = None

    def _target_number(self, number: WrittenNumber) -> None:
        if self.context.is_plan:
            return
        for subject in self.subjects:
            self._put(judge_target_value(subject, number))

    def _gap_number(self, number: WrittenNumber) -> None:
        if not self.context.is_plan and self._next_kind() in ("achieve", "direction", "bound"):
            for subject in self.subjects:
                in_unit = number.in_unit(subject.indicator.unit)
                if in_unit is None or subject.current is None or not in_unit.is_told_by(subject.current):
                    self._put(judge_gap(subject, number))

    def _rate_number(self, number: WrittenNumber, word: str) -> None:
        for subject in self.rated:
            self._put(judge_rate(subject, number, word))

    def _leads_to_plan(self) -> bool:
        """Return whether what follows, up to the next comma, shows that a number is aimed at or feared."""
        for token in self.tokens[self.at + 1 :]:
            if token.kind in ("comma", "close", "number", "name"):
                return False
            if token.kind == "target" and (token.particle == "로" or token is self.tokens[-1]):
                return True
            if token.kind == "other" and PLAN.search(token.text):
                return True
        return False

    def _value(self, number: WrittenNumber) -> None:
        self.end = self.start is not None
        period, self.period = self.period, None
        if period is not None and self._kind(-2) == "open" and self._kind(1) == "close":
            self.noted = period
        if self._kinds("open", "period", "close"):
            match = self.tokens[self.at + 2].match
            period = period_of(match, self._now()) if match else None
        if self.context.is_plan and period is None:
            return
        if self._kind(-1) == "name" and self._kind(1) == "part":
            return
        for subject in self.named_subjects[-1:]:
            is_strict = self.context.strict is None or subject.indicator.id in self.context.strict
            if not is_strict and period is None and self.topic is None:
                continue
            time = period or (self.topic if self._topic_is_vague() else None)
            readings = subject.of(time) if time else self._current(subject)
            if not time and (running := self._running_total()):
                since_january = subject.of(Period("year", subject.quarter))
                readings = [] if running == "누적" or not since_january else [*readings, *since_january]
            self._put(judge_value(subject, number, readings, about=self.about))
        self.about = False

    def _running_total(self) -> str:
        """Return the word that makes a number a running total: 누계 is since January, 누적 since ever."""
        near = self.tokens[max(0, self.at - 2) : self.at + 4]
        return next((one.text for one in near if one.kind == "filler" and one.text in ("누계", "누적")), "")

    @staticmethod
    def _current(subject: Subject) -> list[Reading]:
        """Return what a number may be that is said of a subject: its value, or what came to it in the quarter."""
        if subject.current is None:
            return []
        readings = [Reading(subject.quarter.label, subject.current)]
        if subject.previous:
            readings.append(Reading("전 분기 대비 증감", abs(subject.current - subject.previous[0].value)))
        return readings

    def _about(self, _: Token) -> None:
        self.about = True

    # Claims.

    def _is_open_to(self, *, needs_base: bool = True) -> bool:
        """Return whether a claim is to be judged here: of a plan only what is expressly compared."""
        return not self.context.is_plan or (needs_base and (self.has_base or self.start is not None))

    def _direction(self, token: Token) -> None:
        if token.match is None:
            return
        (sense, denied), word = direction_of(token.match), token.text.strip()
        for subject in self.subjects if self._is_open_to() else ():
            if self.streak:
                self._put(judge_streak(subject, f"{self.streak}분기 연속 {word}", sense, self.streak))
                continue
            bases = self._bases(subject)
            claim = judge_direction(subject, word, sense, bases, denied=denied)
            self._put(claim)
            if claim is not None and claim.is_true and not denied:
                for amount in self.amounts:
                    self._put(judge_amount(subject, amount, sense, bases, word))
        if not self.names:
            self.words.append(word)
        self._settle()

    def _keep(self, token: Token) -> None:
        is_value_only = self._kind(-1) == "number" or (self._kind(-1) == "filler" and self._kind(-2) == "number")
        for subject in self.subjects if self._is_open_to() else ():
            if self.streak:
                self._put(judge_streak(subject, f"{self.streak}분기 연속 {token.text}", "=", self.streak))
            elif not is_value_only or self.has_base:
                exactly = bool(token.group("same"))
                self._put(judge_kept(subject, token.text, self._bases(subject), exactly=exactly))
        self._settle()

    def _achieve(self, token: Token) -> None:
        if token.match is None:
            return
        group = achievement_of(token.match)
        before = self._before()
        on_number = before is not None and before.kind in ("number", "first", "multiple")
        for subject in self.subjects if self._is_open_to(needs_base=False) else ():
            if before is not None and before.kind == "multiple":
                continue
            if self.on_target and on_number and self.number and self.number.unit == "%" and self._kind(-2) != "target":
                continue  # 목표의 77.8% 달성: the percentage is judged
            if self.on_target:
                self._put(judge_target(subject, token.text, group))
            elif (on_number and self.number is not None and self.number.unit != "%") or (
                on_number and self.number is not None and subject.indicator.unit == "%"
            ):
                self._on_number(subject, token.text, group)
            elif self.base is not None and group in ("beyond", "below"):
                sense = "+" if group == "beyond" else "-"
                self._put(judge_direction(subject, token.text, sense, self._bases(subject)))
        self._settle()

    def _on_number(self, subject: Subject, word: str, group: str) -> None:
        if self.number is None:
            return
        bound = {"missed": "less", "below": "less", "beyond": "more", "met": "at_least"}[group]
        if group == "met" and subject.indicator.direction == "down":
            bound = "at_most"
        if self.first:
            self._put(judge_first(subject, self.number, bound, word))
        else:
            self._put(judge_bound(subject, self.number, bound, word))

    def _bound(self, token: Token) -> None:
        number, group = self.number, bound_of(token)
        if self.amounts and self.amounts[-1].bound:
            return
        if self.on_target and token.text.startswith("초과") and not self._is_limit():
            for subject in self.subjects if self._is_open_to(needs_base=False) else ():
                self._put(judge_target(subject, token.text, "beyond"))
            self._settle()
        if number is None or self._is_limit() or self.on_target:
            return
        is_judged = self._is_open_to(needs_base=False) and not self._leads_to_plan()
        for subject in self.subjects if is_judged else ():
            if self.first and group not in ("nearly", "about"):
                self._put(judge_first(subject, number, group, token.text))
            else:
                self._put(judge_bound(subject, number, group, token.text))
        self.first = False

    def _is_limit(self) -> bool:
        """Return whether the bound is that of a target in brackets: 목표(40건 이하)."""
        return self._kind(-2) == "open" and self._kind(-3) == "target"

    def _rank(self, token: Token) -> None:
        before = self._before()
        if before is not None and before.kind == "period" and before.particle != "이후":
            self.unsure = True  # 2분기 기준 최대: among the quarters of that number alone
        since = self.period.quarter if self.period else None
        most = bool(token.group("most") or token.group("much"))
        for subject in self.subjects if self._is_open_to(needs_base=False) else ():
            self._put(judge_rank(subject, token.text.strip(), most=most, since=since))
        self._settle()

    def _streak(self, token: Token) -> None:
        count = count_of(token.group("n"))
        if count and "째" in token.text:
            count -= 1  # the first of them is where it begins
        if token.group("unit") == "분기" and count:
            self.streak = count
        else:
            self.unsure = True

    def _multiple(self, token: Token) -> None:
        times = Decimal("0.5") if token.group("half") else Decimal(2) if token.group("twice") else None
        if times is None:
            counted = count_of(token.group("n"))
            times = Decimal(counted) if counted is not None else Decimal(token.group("n"))
        how = "exactly"
        if token.group("more") or self._next_is_beyond():
            how = "at_least"
        elif token.group("nearly"):
            how = "nearly"
        elif token.group("less"):
            how = "at_most"
        elif token.group("about") or self.about:
            how = "about"
        for subject in self.subjects if self._is_open_to() else ():
            bases = self._bases(subject)
            if self.on_target and subject.target is not None:
                bases = [Reading("목표", subject.target.value)]
            self._put(judge_multiple(subject, token.text.strip(), times, bases, how))
        self.about = False

    def _next_is_beyond(self) -> bool:
        follows = self._next()
        return (
            follows is not None
            and follows.kind == "achieve"
            and follows.match is not None
            and achievement_of(follows.match) == "beyond"
        )

    def _first(self, _: Token) -> None:
        self.first = True

    def _target(self, token: Token) -> None:
        if token.particle in ("로", "인") or self._is_plan_word():
            self.unsure = True
        self.on_target = True

    def _is_plan_word(self) -> bool:
        """Return whether what stands before makes the word a plan: 달성 목표."""
        return self._kind(-1) == "other"

    def _majority(self, token: Token) -> None:
        self._unknown(token)
