"""How what changes over time stood on a day: milestones, risks, laws and actions, as far as anything dates them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import assert_never

from policyreport.model.council import Action
from policyreport.model.dataset import Dataset
from policyreport.model.implementation import Legislation, Milestone, Risk
from policyreport.model.quarter import first_day
from policyreport.model.update import Update
from policyreport.model.updates import History, Stateful, histories, with_update

STATEFUL = ("milestones", "risks", "legislation", "actions")
"""The collections whose records say how they stand now, each record in place of what it said before."""


class States:
    """How the records of a data set stood on a day.

    A record with updates stood as the latest of them on or before the day says; before the first, as the record itself
    says. ``updates`` are those that readers know, all of the data set where none are given; the others still tell when
    a record began.

    A record without updates says how it stands now. Of its parts some have a day of their own; the others were known
    once all the sources that it names were out, for nothing says which of them tells what. What was not known is left
    out, with the sources that came later, and the record stands as it did before.
    """

    def __init__(self, dataset: Dataset, day: date, updates: Iterable[Update] | None = None) -> None:
        self._dates = {source.id: source.date for source in dataset.sources}
        self._began = dataset.policy.began
        self._day = day
        self._histories = histories(dataset.updates)
        self._known = self._histories if updates is None else histories(updates)

    def stood(self, written: Stateful) -> Stateful | None:
        """Return a record as it stood; None where nothing had told of it."""
        history = self._histories.get(History.key(written))
        if history is None:
            return self._as_written(written)
        if not self._had_begun(written, history):
            return None
        known = self._known.get(History.key(written), History(()))
        first = known.planned(written).model_copy(update={"sources": self.out(written.sources)})
        base = first if known.until(self._day) else self._as_written(first)
        return self._updated(base, written, known) if base is not None else None

    def latest(self, written: Stateful) -> Stateful:
        """Return a record as its updates up to the day have it, whatever had told of it; itself where it has none."""
        history = self._known.get(History.key(written))
        return written if history is None else self._updated(history.planned(written), written, history)

    def _updated(self, first: Stateful, written: Stateful, history: History) -> Stateful:
        """Return a record after its updates up to the day, and after what it says itself of what came later.

        What it says itself without a day counts from the last of its sources on, and where none of them has a date, as
        the last update of all.
        """
        stood = first
        told = [*history.dated(written, self._day), *history.until(self._day)]
        undated, since = dict(history.undated(written)), self._told_since(written, history)
        for update in sorted(told, key=lambda update: update.on):
            if since is not None and since < update.on:
                stood = stood.model_copy(update=undated)
                undated.clear()
            stood = with_update(stood, update)
        is_known = since <= self._day if since is not None else history.is_over_by(self._day)
        return stood.model_copy(update=undated) if is_known else stood

    def _told_since(self, written: Stateful, history: History) -> date | None:
        """Return when a record's own sources had told what it says without a day; None where nothing dates it.

        A source that an update names tells of that update.
        """
        others = {update.source for update in history.updates}
        dates = [self._dates[source] for source in written.sources if source not in others]
        days = [first_day(date) for date in dates if date and date > self._began.isoformat()]
        return max(days, default=None)

    def _had_begun(self, written: Stateful, history: History) -> bool:
        """Say whether a record was there on the day, though its sources may have come later.

        It begins with its first update where that tells of its beginning (a risk that arose); with the first of its
        sources where that came before the first update; else it had been there all along.
        """
        if isinstance(written, Action) or history.first.on <= self._day:
            return True
        if history.first.state in _BEGINNINGS and history.first.due in (None, getattr(written, "due", None)):
            return False
        if not written.sources or self.out(written.sources):
            return True
        came = min(first_day(date) for source in written.sources if (date := self._dates[source]))
        return self._began <= self._day and came >= history.first.on

    def _as_written(self, written: Stateful) -> Stateful | None:
        """Return a record without updates as it stood, by the days of its parts and of its sources."""
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
        cancelled = written.cancelled if written.cancelled is not None and written.cancelled <= self._day else None
        stood = written.model_copy(update={"done": done, "cancelled": cancelled, "sources": sources})
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


_BEGINNINGS = ("open", "planned")
"""The states that tell of a record's beginning, where its first update tells them."""

_NO_DELAY = {"slipped_to": None, "reason": None, "remedy": None}
_NO_REMEDY = {"status": "open", "remedy": None, "due": None}
_PLANNED = {"stage": "planned", "date": None, "note": None}
