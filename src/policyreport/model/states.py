"""How what changes over time stood on a day: milestones, risks, laws and actions, as far as anything dates them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import assert_never

from policyreport.model.council import Action
from policyreport.model.dataset import Dataset
from policyreport.model.implementation import Legislation, Milestone, Risk
from policyreport.model.quarter import first_day

Stateful = Milestone | Risk | Legislation | Action

STATEFUL = ("milestones", "risks", "legislation", "actions")
"""The collections whose records say how they stand now, each record in place of what it said before."""


class States:
    """How the records of a data set stood on a day.

    A record says how it stands now. Of its parts some have a day of their own; the others were known once all the
    sources that it names were out, for nothing says which of them tells what. What was not known is left out, with the
    sources that came later, and the record stands as it did before.
    """

    def __init__(self, dataset: Dataset, day: date) -> None:
        self._dates = {source.id: source.date for source in dataset.sources}
        self._began = dataset.policy.began
        self._day = day

    def stood(self, written: Stateful) -> Stateful | None:
        """Return a record as it stood; None where nothing had told of it."""
        match written:
            case Milestone():
                return self._milestone(written)
            case Risk():
                return self._risk(written)
            case Legislation():
                return self._law(written)
            case Action():
                return self._action(written)
            case _:
                assert_never(written)

    def out(self, sources: Iterable[str]) -> tuple[str, ...]:
        """Return those of some sources that were out by the day; one without a date counts as out."""
        return tuple(source for source in sources if is_out(self._dates.get(source), self._day))

    def _milestone(self, written: Milestone) -> Milestone | None:
        """Return a milestone as it stood.

        It was ahead until the day on which it was reached. One that is put off, late or reached in the first source
        that tells of it had been planned before.
        """
        sources = self.out(written.sources)
        if written.sources and not sources and not self._had_been_planned(written):
            return None
        done = written.done if written.done is not None and written.done <= self._day else None
        stood = written.model_copy(update={"done": done, "sources": sources})
        return stood if self._is_delay_known(written) else stood.model_copy(update=_NO_DELAY)

    def _risk(self, written: Risk) -> Risk | None:
        """Return a risk as it stood: open until all that is told of it was known."""
        sources = self.out(written.sources)
        if sources == written.sources:
            return written
        return written.model_copy(update={"sources": sources, **_NO_REMEDY}) if sources else None

    def _law(self, written: Legislation) -> Legislation | None:
        """Return a law as it stood: planned, once it was told of, until the day or the sources of its stage.

        A stage that came later leaves a law out unless a dated source told of the law before.
        """
        sources = self.out(written.sources)
        is_whole = sources == written.sources
        if written.date is not None and written.date <= self._day:
            return written if is_whole else written.model_copy(update={"sources": sources, "note": None})
        if written.date is None and is_whole:
            return written
        before = sources if written.date is None else [source for source in sources if self._dates[source]]
        return written.model_copy(update={"sources": sources, **_PLANNED}) if before else None

    def _action(self, written: Action) -> Action:
        """Return an action as it stood: under way, or delayed, until the day or the sources that tell otherwise."""
        sources = self.out(written.sources)
        is_done_later = written.done is not None and written.done > self._day
        if sources == written.sources and not is_done_later:
            return written
        untold = {"sources": sources, "evidence": None, "note": None}
        if written.status == "unreported" or (written.done is not None and not is_done_later):
            return written.model_copy(update=untold)
        is_late = written.due is not None and written.due < self._day
        return written.model_copy(update={**untold, "done": None, "status": "delayed" if is_late else "ongoing"})

    def _had_been_planned(self, milestone: Milestone) -> bool:
        """Say whether a milestone of which only later sources tell was planned before them, and the policy begun."""
        first = min(first_day(date) for source in milestone.sources if (date := self._dates[source]))
        return self._began <= self._day and milestone.state(first) != "ahead"

    def _is_delay_known(self, milestone: Milestone) -> bool:
        """Say whether a delay and what is told of it were known.

        A source from after the policy began dates it; without one it was known when the milestone had come due.
        """
        dates = [self._dates[source] for source in milestone.sources]
        is_dated = any(date > self._began.isoformat() for date in dates if date)
        return self.out(milestone.sources) == milestone.sources and (is_dated or milestone.due <= self._day)


def is_out(published: str | None, day: date) -> bool:
    """Say whether a source was out by a day: from its day, month or year on, and always where it has no date."""
    return published is None or published <= day.isoformat()


_NO_DELAY = {"slipped_to": None, "reason": None, "remedy": None}
_NO_REMEDY = {"status": "open", "remedy": None, "due": None}
_PLANNED = {"stage": "planned", "date": None, "note": None}
