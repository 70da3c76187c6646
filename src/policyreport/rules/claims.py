"""Whether sentences claim of numbers what is true."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from policyreport.claims import Claim, ClaimKind
from policyreport.diagnostics import Message
from policyreport.rules.rule import Finding, LintContext, Rule


def _false(kind: ClaimKind) -> Callable[[LintContext], Iterator[Finding]]:
    def find(review: LintContext) -> Iterator[Finding]:
        for sentence in review.judged_prose:
            for claim in sentence.false:
                if claim.kind == kind:
                    yield Finding(sentence.path, _what(sentence.text, claim), _hint(claim))

    return find


def _what(sentence: str, claim: Claim) -> Message:
    return Message(
        f"'{claim.word}' is not true of '{claim.of}' in '{sentence}': {claim.facts.en}",
        f"‘{sentence}’의 '{claim.word}'은(는) '{claim.of}'의 수치와 다릅니다: {claim.facts.ko}",
    )


def _hint(claim: Claim) -> Message:
    return Message(
        f"true would be '{claim.right.en}'; or correct the figures. If the sentence is right as it is, switch the rule "
        "off for this record and 'text', with the reason, under 'rules › off' of data/project.yaml",
        f"사실에 맞는 말은 '{claim.right.ko}'입니다. 글이나 수치를 고치십시오. 글이 맞으면 data/project.yaml의 "
        "rules › off에 이 기록과 글(text), 사유를 적으십시오",
    )


_LEFT_ALONE = Message(
    "Arithmetic: what is not understood, planned, feared, denied or quoted is left alone; 'policyreport claims' lists "
    "what was judged.",
    "계산: 뜻을 알 수 없는 문장, 계획·우려·인용은 보지 않습니다. 'policyreport claims'로 비교한 문장을 봅니다.",
)

_TITLES: dict[ClaimKind, tuple[str, Message, Message]] = {
    "direction": (
        "claim.direction",
        Message("Words of change are true: 증가, 감소, 개선, 유지", "증가·감소·개선·악화·유지는 수치와 맞음"),
        _LEFT_ALONE,
    ),
    "target": (
        "claim.target",
        Message("What is said of a target is true: 달성, 미달", "목표 달성·미달·초과와 목표값, 달성률은 수치와 맞음"),
        Message(
            "Arithmetic: as the achievement of the target in force on the last day of the sentence's quarter.",
            "계산: 글의 분기 말에 유효한 목표와 비교합니다.",
        ),
    ),
    "number": (
        "claim.number",
        Message("Numbers written by hand are the indicator's", "손으로 적은 수는 같은 이름·단위의 수치와 맞음"),
        Message(
            "House: a number that is typed into a sentence does not change with the data. Rounded or cut off it is "
            "right.",
            "내부 기준: 글에 손으로 적은 수는 자료를 고쳐도 바뀌지 않습니다. 반올림하거나 버린 수는 맞습니다.",
        ),
    ),
    "rank": (
        "claim.rank",
        Message("최고, 최저, 처음, 연속 are true of the known quarters", "최고·최저·처음·연속은 아는 분기들과 맞음"),
        Message(
            "Arithmetic: what the known quarters deny. What lies before them is not known.",
            "계산: 자료에 있는 분기와 어긋나는 것만 알립니다. 그 전의 값은 모릅니다.",
        ),
    ),
    "size": (
        "claim.size",
        Message("절반, 두 배, 이상, 이하, 과반 are true", "절반·두 배·이상·이하·가까이·과반·모두는 수치와 맞음"),
        Message(
            "Arithmetic: the numbers that the sentence or the data give.",
            "계산: 글이나 자료에 있는 수로 계산합니다.",
        ),
    ),
    "count": (
        "claim.count",
        Message("As many are listed as a text says", "3개 지역(대구·울산·충북)처럼 적은 수와 늘어놓은 것의 수는 같음"),
        Message(
            "Arithmetic: a list that ends in 등 may have more.", "계산: '등'으로 끝나는 목록은 더 있을 수 있습니다."
        ),
    ),
}

CLAIM_RULES: tuple[Rule, ...] = tuple(
    Rule(code, "error", title, why, _false(kind)) for kind, (code, title, why) in _TITLES.items()
)
