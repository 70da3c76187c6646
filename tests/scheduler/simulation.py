"""Seven years of runs in one time zone, with deaths between any two states: a program of its own, since it forks.

    python simulation.py FOLDER ZONE

A run is a child process; it dies at once, as by kill -9, before or after a step that was chosen. Printed is a JSON
list of what went wrong, which is empty, and how many runs died.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from pathlib import Path
from zoneinfo import ZoneInfo

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.scheduler.world import World, issues_of, project_in

from policyreport.ledger.issues import IssueStore
from policyreport.model import Quarter
from policyreport.project import Project
from policyreport.publish import publish
from policyreport.scheduler import run, unattended
from policyreport.scheduler.due import RunStore
from policyreport.scheduler.timers import Calendar, next_after

GRACE = 20
FIRST, LAST = Quarter(2024, 1), Quarter(2030, 4)
DIED = 9
STEPS = [
    *((RunStore, name) for name in ("begin", "last_good", "first", "is_issued", "reckon_from", "end")),
    *((publish, name) for name in ("put_in_place", "swap_in", "preserve_edited")),
    *((IssueStore, name) for name in ("write_pending", "confirm", "withdraw")),
    *((unattended, name) for name in ("write_status", "_notify")),
]
"""The functions before and after which a run may die; SQLite itself sees to it that a statement counts or does not."""


def quarters() -> Iterator[Quarter]:
    quarter = FIRST
    while quarter <= LAST:
        yield quarter
        quarter = next_after(quarter)


def mortal(deadly: int) -> None:
    """Let this process die at the step of a number."""
    steps = count(1)

    def step() -> None:
        if next(steps) == deadly:
            os._exit(DIED)

    for owner, name in STEPS:
        setattr(owner, name, between(getattr(owner, name), step))


def between(function: Callable[..., object], step: Callable[[], None]) -> Callable[..., object]:
    def stepped(*given: object, **named: object) -> object:
        step()
        result = function(*given, **named)
        step()
        return result

    return stepped


def survived(project: Project, now: datetime, deadly: int = 0) -> bool:
    """Let a run happen at a moment, to die at a step; tell whether it came to its end."""
    child = os.fork()
    if not child:
        mortal(deadly)
        ran = run(project, World(now, tuple(quarters())).means())
        os._exit(ran.status.exit_code or 0)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert code in (0, DIED), f"a run failed with {code}"
    return code == 0


class Watch:
    """Looks at what is issued after each run."""

    def __init__(self, zone: str) -> None:
        self.calendar = Calendar(ZoneInfo(zone), GRACE)
        self.wrong: list[str] = []
        self.deaths = 0

    def due(self, now: datetime) -> set[str]:
        today = now.astimezone(self.calendar.zone).date()
        return {str(quarter) for quarter in quarters() if quarter.last_day + timedelta(days=GRACE) < today}

    def look(self, project: Project, now: datetime, *, whole: bool) -> None:
        held, due = issues_of(project.out), self.due(now)
        self.wrong += [f"{now}: {name} issued {len(at)} times" for name, at in held.items() if len(at) != 1]
        self.wrong += [f"{now}: {name} issued early" for name in held if name not in due]
        self.wrong += [f"{now}: {name} not issued" for name in due - held.keys() if whole]
        sets = {path.name for path in project.out.iterdir() if path.is_dir() and path.name[0] == "2"}
        self.wrong += [f"{now}: {name} stands, but was not issued" for name in sets - held.keys() if whole]

    def moment(self, day: date) -> datetime:
        """Return the moment at which a day begins in the zone."""
        return datetime.combine(day, time(), self.calendar.zone).astimezone(UTC)

    def seven_years(self, project: Project) -> None:
        """Visit each quarter's due day, after 0, 1, 2 and 3 quarters without runs, and die at three steps each time."""
        chosen, deadly, pause = list(quarters()), count(1, 7), [0, 1, 2, 3]
        while chosen:
            due_day = self.calendar.due_day(chosen.pop(0))
            now = self.moment(due_day)
            self.visit(project, now - timedelta(seconds=1), deaths=())
            self.visit(project, now, deaths=[next(deadly) % 40 + 1 for _ in range(3)])
            self.visit(project, now + timedelta(days=1), deaths=())
            pause = [*pause[1:], pause[0]]
            chosen = chosen[pause[0] :] or chosen[-1:]

    def visit(self, project: Project, now: datetime, deaths: Iterable[int]) -> None:
        for deadly in deaths:
            self.deaths += not survived(project, now, deadly)
            self.look(project, now, whole=False)
        assert survived(project, now)
        self.look(project, now, whole=True)

    def each_step(self, project: Project, now: datetime) -> None:
        """Die at each step of a run that has three quarters to issue, from the same beginning each time."""
        kept = project.root / "kept"
        shutil.copytree(project.out, kept)
        for deadly in count(1):
            shutil.rmtree(project.out)
            shutil.copytree(kept, project.out)
            if survived(project, now, deadly):
                break
            self.deaths += 1
            self.look(project, now, whole=False)
            self.visit(project, now, deaths=())


def main(folder: Path, zone: str) -> None:
    watch = Watch(zone)
    settings = f"timezone: {zone}\nschedule: {{first: {FIRST}, grace_days: {GRACE}}}\n"
    watch.seven_years(project_in(folder / "years", settings))
    project = project_in(folder / "steps", settings)
    watch.visit(project, watch.moment(date(2024, 4, 25)), deaths=())
    watch.each_step(project, watch.moment(date(2025, 1, 25)))
    sys.stdout.write(json.dumps({"wrong": watch.wrong, "deaths": watch.deaths}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
