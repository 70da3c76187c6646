"""What the check says of a sentence about the made-up city."""

from __future__ import annotations

from dataclasses import dataclass, field

from policyreport.claims import Claim, Figures, Lexicon, SentenceContext, claims_of
from policyreport.claims.enumerations import miscounted
from policyreport.model import Quarter

from .city import city
from .sentences import Pair

DATA = city()
FIGURES, LEXICON = Figures(DATA), Lexicon(DATA.indicators, "다온시 기획예산과")
NOW = Quarter(2026, 2)


def claims(sentence: str, *, is_plan: bool = False) -> list[Claim]:
    """Return what a sentence of the second quarter of 2026 claims, judged."""
    context = SentenceContext(FIGURES, NOW, is_plan)
    return [*claims_of(sentence, LEXICON, context), *miscounted(sentence)]


def false(sentence: str, *, is_plan: bool = False) -> list[Claim]:
    """Return what a sentence claims wrongly."""
    return [claim for claim in claims(sentence, is_plan=is_plan) if not claim.is_true]


@dataclass
class Score:
    """How the check does with sentences: of the false ones those found, of the true ones those taken for false."""

    false: int = 0
    found: int = 0
    true: int = 0
    judged: int = 0
    missed: list[str] = field(default_factory=list[str])
    alarms: list[str] = field(default_factory=list[str])

    def count(self, pair: Pair) -> None:
        """Count a true sentence and its false twin."""
        true, wrong = pair
        self.true += 1
        self.judged += bool(claims(true))
        self.alarms += [true] if false(true) else []
        if wrong is not None:
            self.false += 1
            hit = bool(false(wrong))
            self.found += hit
            self.missed += [] if hit else [wrong]
