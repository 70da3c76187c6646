"""Whether one word is true of an indicator, as a template claims it: ``{{ claim(i, "증가") }}``."""

from __future__ import annotations

from policyreport.claims.claim import Claim
from policyreport.claims.figures import Figures
from policyreport.claims.reading import claims_of
from policyreport.claims.sentence_state import SentenceContext
from policyreport.claims.tokens import Lexicon
from policyreport.model import Quarter


class UnknownClaimError(ValueError):
    """Words claim nothing that can be judged, or there are no figures to judge it by."""


def judge_word(figures: Figures, indicator: str, quarter: Quarter, words: str) -> Claim:
    """Return what some words claim of an indicator in a quarter, judged; the first wrong claim where there are several.

    They are read as prose is that names the indicator: ``전년 동기 대비 증가``, ``목표 달성``, ``3분기 연속 감소``. A
    direction that says no other time is compared with the quarter before. Raises ``UnknownClaimError`` where they claim
    nothing, or nothing tells.
    """
    meant = figures.indicators[indicator]
    lexicon = Lexicon([meant])
    first = next(iter(lexicon.tokens(words)), None)
    compared = "전 분기 대비 " if first and first.kind in ("direction", "keep") else ""
    claims = claims_of(f"{meant.title} {compared}{words}", lexicon, SentenceContext(figures, quarter))
    if not claims:
        raise UnknownClaimError(words)
    return next((claim for claim in claims if not claim.is_true), claims[0])
