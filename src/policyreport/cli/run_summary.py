"""What a run did, in a few lines."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from policyreport.cli.speech import Speech
from policyreport.errors import Words
from policyreport.run import Outcome, Status

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


def run_summary(status: Status, speech: Speech) -> str:
    """Return when a run was and how it ended, what came of each quarter that was due, and which is due next."""
    began = status.began.astimezone(ZoneInfo(status.timezone) if status.timezone else None)
    how = _ENDS[status.outcome]
    lines = [
        speech.say(Words(f"run of {began:%Y-%m-%d %H:%M %z}: {how.en}", f"{began:%Y-%m-%d %H:%M %z} 실행: {how.ko}"))
    ]
    lines += [f"  {_quarter(each, speech)}" for each in status.quarters]
    if status.next_due:
        quarter, day = status.next_due.quarter, status.next_due.day
        lines.append(speech.say(Words(f"next due: {quarter} on {day}", f"다음: {day}에 {quarter}")))
    return "\n".join(lines)


def _quarter(each: Outcome, speech: Speech) -> str:
    codes = ", ".join(dict.fromkeys(problem.code for problem in each.problems))
    return f"{each.quarter}  {speech.say(_OUTCOMES[each.outcome])}{f': {codes}' if codes else ''}"
