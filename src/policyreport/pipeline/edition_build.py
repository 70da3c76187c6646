"""Making the editions of a set: each is staged, listed and let go of, so that their number takes no memory."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace

from policyreport.diagnostics import ErrorKind, Message, PolicyReportError, Problem
from policyreport.document.output import NO_PLACEMENTS
from policyreport.pipeline.audiences import AudienceView
from policyreport.pipeline.build_session import BuildSession
from policyreport.pipeline.edition_worker import EditionFile, EditionOrder, EditionWorker
from policyreport.pipeline.editions import Edition
from policyreport.pipeline.executors import run_editions
from policyreport.pipeline.explain import why
from policyreport.pipeline.manifest import EditionIndex, EditionIndexWriter, Output, output_of
from policyreport.pipeline.selection import Selected

_ENOUGH = 10
"""Editions after which the rest is not tried, where all so far failed, and in the same way."""


class Faults:
    """The problems of a number of editions, as they become known."""

    def __init__(self, total: int, *, draft: bool = False) -> None:
        self._total = total
        self._draft = draft
        self._done = 0
        self._failed = 0
        self._of: dict[Problem, list[Edition]] = {}
        self._stopped: tuple[Problem, ...] = ()

    def add(self, edition: Edition, problems: Sequence[Problem]) -> None:
        """Note that an edition is done, and what was wrong with it."""
        self._done += 1
        self._failed += bool(problems)
        for problem in dict.fromkeys(problems):
            self._of.setdefault(problem, []).append(edition)

    def stop(self, problems: tuple[Problem, ...]) -> None:
        """Note what stopped the making of all."""
        self._stopped = problems

    @property
    def hopeless(self) -> bool:
        """Whether no edition could be made so far, and all have the same problems."""
        return self._failed == self._done >= _ENOUGH and all(len(of) == self._done for of in self._of.values())

    def all_problems(self) -> tuple[Problem, ...]:
        """Return the problems, each with the editions that have it, and how many were made; none if all were."""
        problems = [*self._stopped, *(_in_editions(problem, editions) for problem, editions in self._of.items())]
        if not problems:
            return ()
        return (*problems, self._unfinished(ErrorKind(PolicyReportError(problems).exit_code)))

    def _unfinished(self, kind: ErrorKind) -> Problem:
        done = self._done - self._failed
        where = (
            Message("; they are in the draft", "만들어 초안에 넣었습니다")
            if self._draft
            else Message(
                "; they are kept, and the set stands as it was", "만들어 보관했고, 보고서 일체는 그대로 두었습니다"
            )
        )
        what = Message(
            f"{done} of {self._total} editions were made{where.en}",
            f"{self._total}부 가운데 {done}부를 {where.ko}",
        )
        hint = Message(
            "mend what is wrong, then make the others with: policyreport build --retry",
            "문제를 고친 다음 나머지를 만드십시오: policyreport build --retry",
        )
        return Problem(kind, "editions.unfinished", what, hint=hint)


def _in_editions(problem: Problem, editions: Sequence[Edition]) -> Problem:
    first, others = editions[0], len(editions) - 1
    at = f", {first.place}" if problem.where and first.place else ""
    what = Message(
        f"{problem.what.en} (in the edition '{first.label}'{at}" + (f", and in {others} more)" if others else ")"),
        f"{problem.what.ko} ('{first.label}' 부{at}" + (f", 그 밖에 {others}부)" if others else ")"),
    )
    return replace(problem, what=what, where=problem.where or first.place)


PerRecord = Sequence[tuple[Selected, tuple[Edition, ...]]]


@dataclass(slots=True)
class Outcome:
    """The files of editions, without where they print their numbers, the lists of that, problems and warnings."""

    outputs: list[Output] = field(default_factory=list[Output])
    listed: tuple[EditionIndex, ...] = ()
    problems: tuple[Problem, ...] = ()
    warnings: list[Problem] = field(default_factory=list[Problem])


def build_editions(per_record: PerRecord, worker: EditionWorker, session: BuildSession) -> Outcome:
    """Stage the files of all editions and their lists; where one cannot be made, the others are made all the same.

    None is tried any more where the first ones all fail alike, for then it is not their records that are at fault.
    """
    outcome, faults = Outcome(), Faults(sum(len(editions) for _, editions in per_record), draft=worker.data.draft)
    indexes = {
        chosen.report.kind: EditionIndexWriter(chosen.report, chosen.report.editions, len(editions), session.staged)
        for chosen, editions in per_record
        if chosen.report.editions
    }
    try:
        with closing(_make(per_record, worker, session)) as results:
            for edition, files in results:
                faults.add(edition, [problem for file in files for problem in file.problems])
                if faults.hopeless:
                    break
                sound = (file for file in files if not file.problems)
                reader = worker.data.reader_of(edition.report)
                outcome.warnings += [warning for file in files for warning in file.typed]
                outcome.outputs += [_lay(edition, file, indexes[edition.report], session, reader) for file in sound]
        outcome.listed = tuple(index.end() for index in indexes.values())
    except PolicyReportError as error:
        faults.stop(error.problems)
    outcome.problems = faults.all_problems()
    return outcome


def _make(
    per_record: PerRecord, worker: EditionWorker, session: BuildSession
) -> Generator[tuple[Edition, list[EditionFile]]]:
    """Yield each edition with its files, in their order, telling of each before it is waited for."""
    wanted = [(edition, chosen) for chosen, editions in per_record for edition in editions]
    orders = (_order(edition, chosen, session) for edition, chosen in wanted)
    with closing(run_editions(worker, orders, len(wanted), session.options)) as results:
        for edition, chosen in wanted:
            session.begin(f"{chosen.report.stem}/{edition.stem}")
            yield edition, next(results)


def _order(edition: Edition, chosen: Selected, session: BuildSession) -> EditionOrder:
    names = [edition.file_name(variant, chosen.report.stem) for variant in chosen.variants]
    existing = {name: before.origin for name in names if (before := session.reusable(name))}
    return EditionOrder(edition, chosen.variants, existing, session.options.tie_out)


def _lay(
    edition: Edition, file: EditionFile, index: EditionIndexWriter, session: BuildSession, reader: AudienceView
) -> Output:
    name, before = file.name, session.before(file.name)
    cached, reused = file.cached or before, file.cached is None
    if cached is None:
        raise LookupError(name)
    if reused:
        reader.require_silent(name, session.lay_again(name, cached))
    else:
        session.lay_new(name, file.content, cached)
    index.add(edition, name, file.variant, cached)
    output = output_of(name, edition.report, file.variant, cached, reused=reused)
    return replace(output, placements=NO_PLACEMENTS, reasons=why(before, cached, reused=reused), record=edition.record)
