"""Making the editions of a set: each is staged, listed and let go of, so that their number takes no memory."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace

from policyreport.diagnostics import ErrorKind, Message, PolicyReportError, Problem
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

    def __init__(self, total: int) -> None:
        self._total = total
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

    def told(self) -> tuple[Problem, ...]:
        """Return the problems, each with the editions that have it, and how many were made; none if all were."""
        problems = [*self._stopped, *(_told(problem, editions) for problem, editions in self._of.items())]
        if not problems:
            return ()
        return (*problems, self._unfinished(ErrorKind(PolicyReportError(problems).exit_code)))

    def _unfinished(self, kind: ErrorKind) -> Problem:
        made = self._done - self._failed
        what = Message(
            f"{made} of {self._total} editions were made; they are kept, and nothing was published",
            f"{self._total}부 가운데 {made}부를 만들어 보관했고, 아무것도 펴내지 않았습니다",
        )
        hint = Message(
            "mend what is wrong, then make the others with: policyreport build --retry",
            "문제를 고친 다음 나머지를 만드십시오: policyreport build --retry",
        )
        return Problem(kind, "editions.unfinished", what, hint=hint)


def _told(problem: Problem, editions: Sequence[Edition]) -> Problem:
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
    """The files of editions, without where they print their numbers, the lists of that, and the problems."""

    outputs: list[Output] = field(default_factory=list[Output])
    listed: tuple[EditionIndex, ...] = ()
    problems: tuple[Problem, ...] = ()


def build_editions(per_record: PerRecord, worker: EditionWorker, session: BuildSession) -> Outcome:
    """Stage the files of all editions and their lists; where one cannot be made, the others are made all the same.

    None is tried any more where the first ones all fail alike, for then it is not their records that are at fault.
    """
    outcome, faults = Outcome(), Faults(sum(len(editions) for _, editions in per_record))
    listings = {listing.listed.report: listing for listing in _listings(per_record, session)}
    try:
        with closing(_made(per_record, worker, session)) as made:
            for edition, pieces in made:
                faults.add(edition, [problem for piece in pieces for problem in piece.problems])
                if faults.hopeless:
                    break
                sound = (piece for piece in pieces if not piece.problems)
                reader = worker.data.reader_of(edition.report)
                outcome.outputs += [_laid(edition, piece, listings[edition.report], session, reader) for piece in sound]
        outcome.listed = tuple(listing.end() for listing in listings.values())
    except PolicyReportError as error:
        faults.stop(error.problems)
    outcome.problems = faults.told()
    return outcome


def _listings(per_record: PerRecord, session: BuildSession) -> Iterator[EditionIndexWriter]:
    for chosen, editions in per_record:
        if chosen.report.editions:
            yield EditionIndexWriter(chosen.report, chosen.report.editions, len(editions), session.staged)


def _made(
    per_record: PerRecord, worker: EditionWorker, session: BuildSession
) -> Generator[tuple[Edition, list[EditionFile]]]:
    """Yield each edition with its files, in their order, telling of each before it is waited for."""
    wanted = [(edition, chosen) for chosen, editions in per_record for edition in editions]
    orders = (_order(edition, chosen, session) for edition, chosen in wanted)
    with closing(run_editions(worker, orders, len(wanted), session.options)) as made:
        for edition, chosen in wanted:
            session.begin(f"{chosen.report.stem}/{edition.stem}")
            yield edition, next(made)


def _order(edition: Edition, chosen: Selected, session: BuildSession) -> EditionOrder:
    names = [edition.file_name(variant, chosen.report.stem) for variant in chosen.variants]
    kept = {name: before.origin for name in names if (before := session.reusable(name))}
    return EditionOrder(edition, chosen.variants, kept)


def _laid(
    edition: Edition, piece: EditionFile, listing: EditionIndexWriter, session: BuildSession, reader: AudienceView
) -> Output:
    name, before = piece.name, session.before(piece.name)
    made = piece.made or before
    if made is None:
        raise LookupError(name)
    if piece.made:
        session.lay_new(name, piece.content, piece.made)
    else:
        reader.require_silent(name, session.lay_again(name, made))
    listing.add(edition, name, piece.variant, made)
    reused = piece.made is None
    output = output_of(name, edition.report, piece.variant, made, reused=reused)
    return replace(output, placements=(), reasons=why(before, made, reused=reused), record=edition.record)
