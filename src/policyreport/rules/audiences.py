"""Whether what is meant for few is told to many."""

from __future__ import annotations

from collections.abc import Iterator

from policyreport.errors import Words
from policyreport.model import references
from policyreport.model.base import Audience, Entry, may_read
from policyreport.rules.rule import Finding, Review, Rule
from policyreport.rules.texts import records

_KOREAN = {"public": "공개", "council": "협의회", "internal": "내부"}


def _wider(review: Review) -> Iterator[Finding]:
    held = [(path, record) for path, record in records(review.dataset) if isinstance(record, Entry)]
    audiences: dict[tuple[object, object], Audience] = {
        (path[0], getattr(record, "id", None)): record.audience for path, record in held
    }
    if set(audiences.values()) <= {"public"}:
        return
    for path, record in held:
        for step, ref, name in references(record, path):
            other = audiences.get((ref.collection, name), record.audience)
            if not may_read(record.audience, other):
                what = Words(
                    f"this record is {record.audience}, yet refers to '{name}', which is {other}",
                    f"공개 범위가 '{_KOREAN[record.audience]}'인 기록이 '{_KOREAN[other]}'인 '{name}'을(를) 가리킵니다",
                )
                hint = Words(
                    f"write 'audience: {other}' here, or widen that of '{name}'",
                    f"이 기록에 'audience: {other}'를 적거나 '{name}'의 공개 범위를 넓히십시오",
                )
                yield Finding(step, what, hint)


RULES = (
    Rule(
        "audience.wider",
        "error",
        Words(
            "A record's audience is no wider than that of what it refers to", "공개 범위는 가리키는 기록보다 넓지 않음"
        ),
        Words(
            "House: a public document would name or count what only the council, or nobody outside, may know.",
            "내부 기준: 공개 문서에 협의회나 내부만 알 것이 드러나지 않게 합니다.",
        ),
        _wider,
    ),
)
"""The rules about who may read what."""
