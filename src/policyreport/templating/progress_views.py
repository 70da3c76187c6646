"""How programmes and measures stand as templates see it: a word, a tone for the lamp, the reasons, and the rule."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from policyreport.document.nodes import Tone
from policyreport.korean_particles import particle
from policyreport.model import Facts
from policyreport.model.progress import Progress, ProgressReason, ProgressStatus, ProgressThresholds
from policyreport.model.words import DocumentWords
from policyreport.templating.view import Figure, Named, Table, View, plain

TONES: Mapping[ProgressStatus, Tone] = {
    "done": "done",
    "on_track": "good",
    "attention": "watch",
    "behind": "bad",
    "unknown": "none",
}
"""The lamp of each status."""

REASONS = {
    "milestone": "일정",
    "start": "착수",
    "money": "집행",
    "target": "목표",
    "worse": "지표",
    "risk": "부진사유",
}


class ProgressViews:
    """Makes what the views of programmes and measures say of how they stand; ``named`` finds the records around."""

    def __init__(self, facts: Facts, named: Named) -> None:
        self._facts = facts
        self._named = named
        self._words = facts.known.words

    def table(self, progress: Mapping[str, Progress]) -> Table:
        """Return what the views of programmes or measures say of how they stand, by the names of templates."""
        return {
            "code": lambda record: progress[record.id].status,
            "status": lambda record: self._words[f"status_{progress[record.id].status}"],
            "tone": lambda record: TONES[progress[record.id].status],
            "reasons": lambda record: [self._reason(reason) for reason in progress[record.id].reasons],
        }

    def _reason(self, reason: ProgressReason) -> View:
        record = next(iter(self._named(reason.collection, (reason.record,))), None)
        late, rate, pace = (self._figure(reason, end) for end in (".late", ".rate", ".pace"))
        names = record.names() if record else ()
        is_even = any(self._facts[fact].rule == "even" for fact in reason.facts)
        return plain(
            {
                "code": reason.kind,
                "kind": REASONS[reason.kind],
                "status": self._words[f"status_{reason.status}"],
                "status_code": reason.status,
                "title": record.get("title") if record else None,
                "record": record,
                "late": late,
                "rate": rate if reason.kind == "money" else None,
                "pace": pace,
                "pace_differs": bool(rate and pace and rate.fact.value != pace.fact.value),
                "pace_is_even": is_even,
                "reason": record.get("reason") if record and "reason" in names else None,
                "remedy": record.get("remedy") if record and "remedy" in names else None,
            }
        )

    def _figure(self, reason: ProgressReason, end: str) -> Figure | None:
        found = next((fact for fact in reason.facts if fact.endswith(end)), None)
        return Figure(self._facts[found]) if found else None


def rule_text(limits: ProgressThresholds, words: DocumentWords) -> str:
    """Return the rule by which a programme's status is judged, in one note, with the project's own words."""
    low, lowest, achieved, spent = map(
        _plain,
        (limits.execution_attention, limits.execution_behind, limits.achievement_behind, limits.execution_done),
    )
    attention, behind, done = (words[f"status_{status}"] for status in ("attention", "behind", "done"))
    days, head = limits.late_days, words["status_head"]
    return (
        f"{head}{particle(head, '은/는')} 일정, 집행, 목표, 부진사유 가운데 가장 낮은 단계로 판정. "
        f"{behind}: 기한이 {days}일 넘게 지난 일정·대책, 계획 대비 집행 {lowest}% 미만, 달성률 {achieved}% 미만. "
        f"{attention}: 그 밖의 지연·연기·착수 지연, 계획 대비 집행 {low}% 미만, 목표 미달, 미해소 부진사유. "
        f"{done}: 일정을 모두 마치고 집행률 {spent}% 이상. "
        f"집행계획이 없으면 월별 균등 계획으로 보며, 연중에는 다른 사유가 함께 있을 때만 {behind} 판정"
    )


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"
