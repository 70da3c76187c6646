"""Whether what prose claims of numbers is true: 증가, 목표 달성, 역대 최고, 두 배, and numbers written by hand."""

from policyreport.claims.claim import Claim, ClaimKind
from policyreport.claims.documents import PrintedClaim, false_in_document
from policyreport.claims.figures import Figures
from policyreport.claims.prose import JudgedSentence, judged_prose
from policyreport.claims.reading import claims_of
from policyreport.claims.sentence_state import SentenceContext
from policyreport.claims.template_claim import UnknownClaimError, judge_word
from policyreport.claims.tokens import Lexicon

__all__ = [
    "Claim",
    "ClaimKind",
    "Figures",
    "JudgedSentence",
    "Lexicon",
    "PrintedClaim",
    "SentenceContext",
    "UnknownClaimError",
    "claims_of",
    "false_in_document",
    "judge_word",
    "judged_prose",
]
