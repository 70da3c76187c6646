"""Where the reading of a sentence stands: of what it speaks, at what time, and with what it compares.

A word that is not understood makes what follows it uncertain, up to the next comma or name: nothing is judged there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from policyreport.claims.claim import Claim
from policyreport.claims.figures import Figures, Reading, Subject
from policyreport.claims.judging import judge_value
from policyreport.claims.periods import Period, is_relative, period_of
from policyreport.claims.tokens import Token
from policyreport.claims.written_number import WrittenNumber
from policyreport.model import Quarter

_LINKING = re.compile(r"(?:으로|로|면서|하여|되어|여|고|며|나|지만|결과|따라|힘입어|인해|어|아|해|불구하고|반면|달리)$")
"""With what a word ends that says why or how, not of whom the name after it is."""
_NARROWING = re.compile(r"(?:은|는|의|에서|에서는|에는|도)$")
"""With what a word ends that may say of whom everything after it is: 원도심은, 여성의."""
_ADVERBIAL = re.compile(r"(?:으로|로|히|하게|하여|해|따라|힘입어|때문에|덕분에|탓에|불구하고|인해|벗어나)$")
"""With what a phrase ends that says why or how; it may stand between a name and what is claimed of it."""
_NOT_ADVERBIAL = re.compile(r"(?:은|는|이|가|도|와|과|에서|하던)$")


@dataclass(frozen=True, slots=True)
class SentenceContext:
    """What a sentence is read with: the figures, the quarter of which it tells, and what is not to be taken strictly.

    ``is_plan`` is one that tells of what is to come: only what it expressly compares with the past is judged.
    ``strict`` are the indicators whose numbers are to be those of the quarter; None for all.
    """

    figures: Figures
    quarter: Quarter
    is_plan: bool = False
    strict: frozenset[str] | None = None


@dataclass
class SentenceState:
    """Where the reading of one sentence stands: of what it speaks, and what was said but not judged yet."""

    tokens: Sequence[Token]
    context: SentenceContext
    claims: list[Claim] = field(default_factory=list[Claim])
    names: tuple[str, ...] = ()
    words: list[str] = field(default_factory=list[str])
    topic: Period | None = None
    is_topic_past: bool = False
    unsure: bool = False
    marked: bool = False
    after: list[str] = field(default_factory=list[str])
    period: Period | None = None
    base: Period | None = None
    base_number: WrittenNumber | None = None
    has_base: bool = False
    base_is_target: bool = False
    noted: Period | None = None
    early: tuple[WrittenNumber, Period] | None = None
    on_target: bool = False
    start: WrittenNumber | None = None
    end: bool = False
    amounts: list[WrittenNumber] = field(default_factory=list[WrittenNumber])
    number: WrittenNumber | None = None
    streak: int = 0
    first: bool = False
    about: bool = False
    at: int = 0
    outer: list[tuple[bool, tuple[str, ...]]] = field(default_factory=list[tuple[bool, tuple[str, ...]]])

    def _pass_over(self, token: Token) -> None:
        """Take words that are not understood for a phrase that says why or how, where they end like one."""
        if not self.after or token.kind in ("other", "filler", "particle", "about"):
            return
        plain = not any(_NOT_ADVERBIAL.search(word) for word in self.after)
        if self.marked and plain and _ADVERBIAL.search(self.after[-1]):
            self.unsure, self.after = False, []
        elif token.kind in ("number", "period", "direction", "keep"):
            self.marked = False  # whatever ends the phrase later, it is no plain one

    def _kind(self, offset: int) -> str:
        at = self.at + offset
        return self.tokens[at].kind if 0 <= at < len(self.tokens) else ""

    def _kinds(self, *kinds: str, start: int = 1) -> bool:
        """Return whether the tokens from an offset on are of these kinds."""
        return all(self._kind(start + i) == kind for i, kind in enumerate(kinds))

    def _before(self) -> Token | None:
        """Return the last token that is more than a filler."""
        return next((token for token in reversed(self.tokens[: self.at]) if token.kind != "filler"), None)

    def _next(self) -> Token | None:
        """Return the next token that is more than a filler."""
        rest = (token for token in self.tokens[self.at + 1 :] if token.kind not in ("filler", "about", "first"))
        return next(rest, None)

    @property
    def subjects(self) -> list[Subject]:
        """What the sentence claims something of now; nothing where that, or its time, is not sure."""
        return [] if self._topic_is_vague() and not self._only_since() else self.named_subjects

    @property
    def named_subjects(self) -> list[Subject]:
        """What the sentence speaks of now, also of a half or a year; nothing where that is not sure."""
        if self.unsure or not self.names:
            return []
        quarter = self.context.quarter
        if self.topic is not None:
            if self.topic.kind in ("unknown", "future", "baseline"):
                return []
            quarter = quarter if self._topic_is_vague() else self.topic.quarters(quarter)[0]
        subjects = [self.context.figures.subject(name, quarter) for name in self.names]
        if self.topic is not None and quarter != self.context.quarter:
            return [subject for subject in subjects if subject.is_fresh]
        return subjects

    @property
    def rated(self) -> list[Subject]:
        """What a rate of achievement is of: in brackets also of what stands before words that are not understood."""
        if self.unsure and self.on_target and self._kind(-2) == "open" and self._kind(1) == "close":
            return [self.context.figures.subject(name, self._now()) for name in self.names[-1:]]
        return self.subjects

    def _put(self, claim: Claim | None) -> None:
        if claim is not None:
            self.claims.append(claim)

    def _settle(self) -> None:
        """Forget what a claim was made with, once it is judged."""
        self.base, self.base_number, self.has_base, self.on_target = None, None, False, False
        self.base_is_target, self.noted = False, None
        self.end = False
        self.start, self.amounts, self.number, self.period = None, [], None, None
        self.streak, self.first, self.about = 0, False, False

    # What is spoken of.

    def _name(self, token: Token) -> None:
        if self._kind(1) == "base":
            self._unknown(token)
            return
        joined = bool(self.names) and self._joins()
        if self.is_topic_past and not joined:
            self.topic = Period("unknown")  # whether the time before the comma is meant of this too, nobody knows
        narrowed = bool(self.words) and (
            not _LINKING.search(self.words[-1]) or any(_NARROWING.search(word) for word in self.words)
        )
        if len(token.names) != 1 or self._kind(1) == "part":
            self.names, self.unsure = (), True
        else:
            self.names = (*self.names, *token.names) if joined else token.names
            self.unsure = narrowed
            self.marked = not narrowed and token.particle in ("은", "는", "이", "가", "의 경우")
        self.after = []
        self.words = []
        if not joined:
            self._settle()
        if self.early is not None:
            self._start_from(*self.early)
            self.early = None

    def _start_from(self, number: WrittenNumber, period: Period) -> None:
        """Take a number for what the value was at a time, from which it has changed: 전 분기 47건이던 교통사고."""
        for subject in self.subjects:
            self._put(judge_value(subject, number, subject.of(period), about=False))
        self.start = number

    def _joins(self) -> bool:
        """Return whether a name continues a list: 신청자(2,412명)와 지원 인원."""
        before = self.tokens[self.at - 1] if self.at else None
        if before is None or self.unsure:
            return False
        if before.kind == "name":
            return before.particle in ("와", "과", "및")
        return before.kind == "particle" and before.text in ("와", "과", "및", "·")

    def _unknown(self, token: Token) -> None:
        self.words.append(token.text)
        if self.names:
            if not self.unsure or self.after:
                self.after.append(token.text)
            self.unsure = True

    def _comma(self, _: Token) -> None:
        self._settle()
        self.words, self.after = [], []
        if self.topic is not None and self.topic.kind in ("unknown", "future"):
            self.topic = None
        self.is_topic_past = self.topic is not None

    def _open(self, _: Token) -> None:
        self.outer.append((self.unsure, self.names))

    def _close(self, _: Token) -> None:
        if self.outer:
            self.unsure, self.names = self.outer.pop()
        if not self.names:
            self.words = []

    # With what it is compared.

    def _period(self, token: Token) -> None:
        if token.match is None:
            return
        period = period_of(token.match, self._now() if is_relative(token.match) else self.context.quarter)
        if self._kind(1) == "base" or self._kinds("open", "number", "close", "base"):
            self.base, self.has_base = period, True
            self.period = period if self._kind(1) == "open" else None
        elif self._kind(1) in ("multiple", "keep") or (
            self._next_kind() in ("multiple", "keep") and token.particle in ("의", "과", "와")
        ):
            self.base, self.has_base = period, True
        elif self._kind(1) == "number" or self._kinds("open", "number", "close"):
            self.period = period
        elif self._kind(-1) == "open" and self._kind(-2) == "number":
            pass  # the time of a number before it, which that has looked ahead for
        elif self.names and token.particle in ("의", "과", "와", "로"):
            self.unsure = True
        elif token.particle in ("이후", "이전"):
            self.period = self.base = period
            self.has_base = True
        else:
            is_other = period.kind != "quarter" or period.quarter != self.context.quarter
            self.topic, self.is_topic_past = period if is_other else None, False

    def _now(self) -> Quarter:
        """Return the quarter that the sentence speaks of at this place."""
        if self.topic is not None and self.topic.kind in ("quarter", "year-ago"):
            return self.topic.quarters(self.context.quarter)[0]
        return self.context.quarter

    def _topic_is_vague(self) -> bool:
        """Return whether the time that the sentence speaks of may be one of several: 전년."""
        return self.topic is not None and self.topic.kind in ("year-before", "half", "year")

    def _only_since(self) -> bool:
        """Return whether the time that the sentence speaks of is this year up to now, in which it compares as ever."""
        now = self.context.quarter
        return self.topic is not None and self.topic.kind == "year" and self.topic.quarter == now

    def _next_kind(self) -> str:
        token = self._next()
        return token.kind if token else ""

    def _base(self, _: Token) -> None:
        if self.has_base and self.base is not None:
            return
        before = self._kind(-1)
        if (
            before == "target"
            or (before == "close" and self.on_target)
            or (before == "number" and self._kind(-2) == "target")
        ):
            self.on_target = self.base_is_target = True
        elif before == "number" and self.number is not None:
            self.base_number, self.has_base = self.number, True
        elif before == "period":
            self.has_base = True
        else:
            self.unsure = True

    def _bases(self, subject: Subject) -> list[Reading]:
        """Return the values that a subject is compared with; none where that is not known."""
        if self.start is not None:
            in_unit = self.start.in_unit(subject.indicator.unit)
            return [Reading("", in_unit.value)] if in_unit else []
        if self.base_number is not None:
            in_unit = self.base_number.in_unit(subject.indicator.unit)
            return [Reading("", in_unit.value)] if in_unit else []
        if self.base is not None:
            return subject.of(self.base)
        if self.base_is_target and subject.target is not None:
            return [Reading("목표", subject.target.value)]
        if self.has_base or self.on_target:
            return []
        if self.noted is not None:
            return subject.of(self.noted)
        return [] if self.context.is_plan else subject.usual()
