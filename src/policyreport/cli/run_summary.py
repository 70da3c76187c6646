"""What a run did, in a few lines."""

from __future__ import annotations

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from policyreport.cli.speech import Speech
from policyreport.errors import Place, Words
from policyreport.rules import RULES
from policyreport.run import Outcome, Status, Told

_OUTCOMES = {
    "issued": Words("issued", "펴냄"),
    "unchanged": Words("issued before, unchanged", "이미 펴낸 그대로임"),
    "failed": Words("failed", "실패"),
    "waiting": Words("waits for its data", "자료를 기다림"),
}
_ENDS = {
    "running": Words("under way", "실행 중"),
    "failed": Words("failed", "실패"),
    "issued": Words("issued what was due", "때가 된 것을 펴냄"),
    "nothing-due": Words("nothing was due", "만들 것이 없었음"),
}
_RULES: Mapping[str, Words] = {rule.code: rule.title for rule in RULES}
_FIGURES: Mapping[str, Words] = {
    "figure.missing": Words("an issued figure would be missing", "발행한 수치가 없어짐"),
    "figure.restated": Words("an issued figure would be another", "발행한 수치가 바뀜"),
    "figure.more": Words("more issued figures", "그 밖에 발행한 수치"),
}
_LISTED = 6
"""What stopped a quarter, told one by one."""


def run_summary(status: Status, speech: Speech) -> str:
    """Return when a run was and how it ended, what came of each quarter that was due, and which is due next."""
    began = status.began.astimezone(ZoneInfo(status.timezone) if status.timezone else None)
    how = _ENDS[status.outcome]
    lines = [
        speech.say(Words(f"run of {began:%Y-%m-%d %H:%M %z}: {how.en}", f"{began:%Y-%m-%d %H:%M %z} 실행: {how.ko}"))
    ]
    lines += [f"  {line}" for each in status.quarters for line in _quarter(each, speech)]
    if status.next_due:
        quarter, day = status.next_due.quarter, status.next_due.day
        lines.append(speech.say(Words(f"next due: {quarter} on {day}", f"다음: {day}에 {quarter}")))
    return "\n".join(lines)


def _quarter(each: Outcome, speech: Speech) -> list[str]:
    """Return what came of a quarter, and what stopped it: codes, places and rules, for words may hold data's values."""
    codes = ", ".join(dict.fromkeys(problem.code for problem in each.problems))
    head = f"{each.quarter}  {speech.say(_OUTCOMES[each.outcome])}{f': {codes}' if codes else ''}"
    more = len(each.problems) - _LISTED
    rest = [f"    {speech.say(Words(f'and {more} more', f'그 밖에 {more}건'))}"] if more > 0 else []
    return [head, *(f"    {_why(problem, speech)}" for problem in each.problems[:_LISTED]), *rest]


def _why(problem: Told, speech: Speech) -> str:
    place = Place(problem.file or "", problem.line or 0, problem.column or 0, problem.cell or "")
    why = _FIGURES.get(problem.code)
    if rule := _RULES.get(problem.code):
        why = Words(f"not kept: {rule.en}", f"어긋난 규칙: {rule.ko}")
    said = (str(place) if place.file else "", speech.say(why) if why else "", f"[{problem.code}]")
    return "  ".join(filter(None, said))
