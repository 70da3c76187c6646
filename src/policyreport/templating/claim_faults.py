"""What is wrong with a word that a template claims of an indicator."""

from __future__ import annotations

from policyreport.claims import Claim
from policyreport.diagnostics import ErrorKind, Message, Problem, SourceLocation
from policyreport.templating.errors import TemplateValueError


class FalseClaimError(TemplateValueError):
    """A template claims of an indicator what is not true."""

    code = "template.false-claim"
    message = Message("'{0}' is not true", "'{0}'은(는) 사실이 아닙니다")
    advice = Message("give all the words that may be true", "맞을 수 있는 말을 모두 적으십시오")

    def __init__(self, claim: Claim) -> None:
        super().__init__(claim.word)
        self.claim = claim

    def problem(self, place: SourceLocation | None) -> Problem:
        """Return the problem, with the values and the word that would be true."""
        claim = self.claim
        what = Message(
            f"'{claim.word}' is not true of '{claim.of}': {claim.facts.en}",
            f"'{claim.of}'에 '{claim.word}'은(는) 사실이 아닙니다: {claim.facts.ko}",
        )
        hint = Message(
            f'true would be \'{claim.right.en}\'; give all the words that may be true, as in claim(i, "증가", "감소")',
            f'맞는 말은 \'{claim.right.ko}\'입니다. claim(i, "증가", "감소")처럼 맞을 수 있는 말을 모두 적으십시오',
        )
        return Problem(ErrorKind.TEMPLATE, self.code, what, place, hint=hint)


class UnjudgedClaimError(TemplateValueError):
    """A template claims of an indicator what cannot be judged; the text is its words."""

    code = "template.unjudged-claim"
    message = Message(
        "it cannot be said whether '{0}' is true: the words are not known, or there is no value to compare with",
        "'{0}'이(가) 맞는지 알 수 없습니다. 아는 말이 아니거나 비교할 값이 없습니다",
    )
    advice = Message(
        "write a word such as 증가, 감소, 개선, 목표 달성, 최고; ask first with {% if i.change %}",
        "증가, 감소, 개선, 목표 달성, 최고 같은 말을 쓰고, 값이 없을 수 있으면 {% if i.change %}로 먼저 물으십시오",
    )
