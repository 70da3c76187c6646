"""One run: every quarter that is due and not yet issued is built, the oldest first, and what came of it is told."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from policyreport.errors import Kind, Place, PolicyReportError, Problem, Words, problems_of
from policyreport.load import settings
from policyreport.model import Quarter
from policyreport.project import Project
from policyreport.project.settings import Settings
from policyreport.publish import holding
from policyreport.publish.folder import open_folder
from policyreport.publish.lock import locked
from policyreport.publish.problems import writing
from policyreport.run.due import due_now
from policyreport.run.log import FOLDER, run_log
from policyreport.run.means import Means
from policyreport.run.memory import Memory
from policyreport.run.quarters import Done, issued, waits
from policyreport.run.scene import Scene
from policyreport.run.status import NextDue, Outcome, Status, told, write_status
from policyreport.schedule import Calendar


@dataclass(frozen=True, slots=True)
class Ran:
    """What a run did: its status, everything that went wrong, and what to be warned of."""

    status: Status
    problems: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class _Work:
    """What was done, as far as it came; ``problems`` are those of no single quarter."""

    settings: Settings | None = None
    done: tuple[Done, ...] = ()
    next_due: NextDue | None = None
    problems: tuple[Problem, ...] = ()

    @property
    def all_problems(self) -> tuple[Problem, ...]:
        return (*self.problems, *(problem for each in self.done for problem in each.problems))


def run(project: Project, means: Means) -> Ran:
    """Issue every quarter that is due, and return what came of it; it is in ``out/status.json`` and in the log too.

    What fails is in what it returns. ``PolicyReportError`` is raised only where not even that can be begun: OUTPUT for
    an output folder that the disk refuses, LOCKED while another run is under way.
    """
    out = project.out
    with writing(out.name):
        open_folder(out)
        open_folder(out / FOLDER)
    with _alone(out / FOLDER), run_log(out) as log:
        scene = Scene(project, means, Memory(out), log)
        log.info("run begins")
        ran = _recorded(scene)
        log.info("run ends: %s, exit code %d", ran.status.outcome, _exit_code(ran.problems))
        return ran


@contextmanager
def _alone(folder: Path) -> Generator[None]:
    """Let no two runs overlap: a quarter would be built twice for nothing, and its faults told twice."""
    with ExitStack() as held:
        try:
            held.enter_context(locked(folder))
        except PolicyReportError as refusal:
            if refusal.exit_code != Kind.LOCKED:
                raise
            raise PolicyReportError([_under_way()]) from None
        yield


def _recorded(scene: Scene) -> Ran:
    begun = Status(began=scene.means.now())
    number, unwritten = None, ()
    try:
        number = scene.tried("run", lambda: _begun(scene, begun.began))
        begun = begun.model_copy(update={"last_good": scene.memory.last_good()})
        unwritten = _written(scene, begun)
        work = _worked(scene, number)
    except Exception as fault:  # noqa: BLE001 - whatever stops a run is told in its status
        work = _Work(problems=problems_of(fault))
    ran = _put_down(scene, number, begun, work, (*unwritten, *work.all_problems))
    untold = _told(scene, work, ran.status)
    return _put_down(scene, number, begun, work, (*ran.problems, *untold)) if untold else ran


def _begun(scene: Scene, now: datetime) -> int:
    """Write down that a run begins, once it is known which sets stand that a dead one was about to issue."""
    with holding(scene.project.out):
        return scene.memory.begin(now)


def _worked(scene: Scene, number: int) -> _Work:
    said = settings(scene.project)
    try:
        return _due_issued(scene, number, said)
    except Exception as fault:  # noqa: BLE001 - as above; with the settings it is known whom to tell
        return _Work(said, problems=problems_of(fault))


def _due_issued(scene: Scene, number: int, said: Settings) -> _Work:
    calendar = Calendar(said.zone, said.schedule.grace_days)

    def reported() -> frozenset[Quarter]:
        return frozenset(scene.tried("data", lambda: scene.means.reported(scene.project)))

    due = due_now(said.schedule.first, calendar, scene.memory, scene.means.now(), reported)
    scene.memory.reckon_from(number, due.first)
    done = [waits(scene, quarter) for quarter in due.waiting] + [issued(scene, quarter) for quarter in due.ready]
    next_due = NextDue(quarter=str(due.next), day=calendar.due_day(due.next))
    return _Work(said, tuple(sorted(done, key=lambda each: each.quarter)), next_due)


def _put_down(scene: Scene, number: int | None, begun: Status, work: _Work, problems: tuple[Problem, ...]) -> Ran:
    """Write down how a run ended, in the ledger and for others to read; what refuses that is one problem more."""
    now = scene.means.now()
    if number is not None:
        problems += _refused(lambda: scene.memory.end(number, now, _exit_code(problems)))
    status = _status(begun, work, problems, now)
    if unwritten := _written(scene, status):
        problems = tuple(dict.fromkeys((*problems, *unwritten)))
        status = _status(begun, work, problems, now)
    return Ran(status, problems, tuple(warning for each in work.done for warning in each.warnings))


def _written(scene: Scene, status: Status) -> tuple[Problem, ...]:
    """Write the status, without which the quarters are issued all the same, and return what refuses that."""
    return _refused(lambda: write_status(scene.project.out, status))


def _refused(action: Callable[[], None]) -> tuple[Problem, ...]:
    try:
        action()
    except PolicyReportError as refusal:
        return refusal.problems
    return ()


def _status(begun: Status, work: _Work, problems: tuple[Problem, ...], now: datetime) -> Status:
    code = _exit_code(problems)
    of_quarters = {problem for each in work.done for problem in each.problems}
    changes = {
        "project": work.settings and work.settings.name,
        "timezone": work.settings and work.settings.timezone,
        "ended": now,
        "exit_code": code,
        "last_good": begun.last_good if code else now,
        "quarters": tuple(map(_outcome, work.done)),
        "problems": tuple(told(problem) for problem in problems if problem not in of_quarters),
        "next_due": work.next_due,
    }
    return begun.model_copy(update=changes)


def _outcome(done: Done) -> Outcome:
    return Outcome(
        quarter=str(done.quarter),
        outcome=done.outcome,
        seconds=done.seconds,
        problems=tuple(map(told, done.problems)),
        warnings=tuple(map(told, done.warnings)),
    )


def _exit_code(problems: tuple[Problem, ...]) -> int:
    return PolicyReportError(problems).exit_code if problems else 0


def _told(scene: Scene, work: _Work, status: Status) -> tuple[Problem, ...]:
    """Tell people, as the settings say, when something was issued or failed."""
    is_news = status.exit_code or status.named("issued")
    return scene.means.tell(scene.project, work.settings, status) if work.settings and is_news else ()


def _under_way() -> Problem:
    what = Words("another policyreport run is under way", "다른 policyreport run 이 실행되고 있습니다")
    hint = Words("wait until it has ended", "끝날 때까지 기다리십시오")
    return Problem(Kind.LOCKED, "run.under-way", what, Place("out"), hint=hint)
