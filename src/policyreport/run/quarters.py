"""The quarters of a run, one by one: what stops one does not hinder the next."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Literal

from policyreport.errors import Kind, Place, Problem, Words, problems_of
from policyreport.model import Quarter
from policyreport.run.scene import Scene
from policyreport.run.status import told


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a quarter that was due, in how many seconds, what stopped it, and what to be warned of."""

    quarter: Quarter
    outcome: Literal["issued", "unchanged", "failed", "waiting"]
    seconds: float = 0
    problems: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()


def issued(scene: Scene, quarter: Quarter) -> Done:
    """Build a quarter's set and issue it; whatever stops that is in what is returned."""
    began, warnings = scene.means.now(), ()
    try:
        made = scene.tried(str(quarter), lambda: scene.means.issue(scene.project, quarter))
    except Exception as fault:  # noqa: BLE001 - a fault of our own hinders no other quarter either
        outcome, problems = "failed", problems_of(fault)
    else:
        outcome, problems = ("issued" if made.changed else "unchanged"), ()
        warnings = made.warnings
    seconds = round((scene.means.now() - began).total_seconds(), 1)
    scene.log.log(_level(problems), "%s: %s after %.1f s", quarter, outcome, seconds)
    for warning in warnings:
        scene.log.warning("%s: %s %s", quarter, warning.code, told(warning).file or "")
    return Done(quarter, outcome, seconds, problems, warnings)


def waits(scene: Scene, quarter: Quarter) -> Done:
    """Return that a quarter waits for its data."""
    scene.log.warning("%s: waits for its data", quarter)
    return Done(quarter, "waiting", warnings=(_waiting(quarter),))


def _waiting(quarter: Quarter) -> Problem:
    """Return the warning that a quarter waits for its data."""
    what = Words(f"{quarter} is due and waits for its data", f"{quarter}은(는) 만들 때가 되었으나 자료가 없습니다")
    hint = Words(
        "write the quarter's report; policyreport roll begins its file",
        "그 분기의 보고를 적으십시오. 파일은 policyreport roll 로 시작합니다",
    )
    return Problem(Kind.DATA, "run.waiting", what, Place(f"data/quarters/{quarter}.yaml"), hint=hint)


def _level(problems: tuple[Problem, ...]) -> int:
    return logging.ERROR if problems else logging.INFO
