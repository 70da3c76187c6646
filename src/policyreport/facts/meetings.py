"""The council's meetings: who was there, and which one comes next."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from policyreport.facts.as_of import without_later
from policyreport.model import Dataset, Fact, Meeting, QuarterReport


def meeting_facts(dataset: Dataset, report: QuarterReport) -> Iterator[Fact]:
    """Yield ``meeting.<id>.attended``, ``.absent`` and ``.headcount`` of each meeting that had been held.

    The first two count the members that are named, in organisations; the third is the number of persons that is given.
    What is not said of a meeting is missing.
    """
    of = {meeting.id: i for i, meeting in enumerate(dataset.meetings)}
    for meeting in without_later(dataset, report).meetings:
        for name in ("attended", "absent"):
            yield _members(dataset, ("meetings", of[meeting.id], name), meeting, getattr(meeting, name))
        value = None if meeting.headcount is None else Decimal(meeting.headcount)
        place = dataset.places.find(("meetings", of[meeting.id], "headcount")) if value is not None else None
        yield Fact(
            f"meeting.{meeting.id}.headcount",
            value,
            "명",
            "given",
            0,
            as_of=str(meeting.date),
            places=(place,) if place else (),
            sources=meeting.sources if value is not None else (),
            missing="" if value is not None else "not said",
        )


def _members(dataset: Dataset, path: tuple[str, int, str], meeting: Meeting, members: tuple[str, ...]) -> Fact:
    found = (dataset.places.find((*path, i)) for i in range(len(members)))
    places = tuple(place for place in found if place)
    value = Decimal(len(members)) if members else None
    return Fact(
        f"meeting.{meeting.id}.{path[-1]}",
        value,
        "개",
        "count",
        0,
        as_of=str(meeting.date),
        places=places,
        missing="" if members else "not said",
    )


def next_meeting(dataset: Dataset, report: QuarterReport) -> Meeting | None:
    """Return the first meeting after a quarter's as-of day as it was called: its day, place and agenda; or None.

    It is the one for which the quarter's papers are made, and was never held as far as they know. Once it was held, an
    old quarter tells of it only if a source with a date from before that day had called it: an agenda that is only in
    the minutes was not known.
    """
    later = sorted((m for m in dataset.meetings if m.date > report.as_of), key=lambda meeting: meeting.date)
    if not later or not _was_called(dataset, later[0]):
        return None
    return later[0].model_copy(update={name: Meeting.model_fields[name].default for name in _RESULTS})


_RESULTS = ("discussion", "decisions", "attended", "absent", "headcount", "also_present")
"""What is known of a meeting only once it was held."""


def _was_called(dataset: Dataset, meeting: Meeting) -> bool:
    is_held = any(getattr(meeting, name) for name in _RESULTS) or any(a.meeting == meeting.id for a in dataset.actions)
    dates = {source.id: source.date for source in dataset.sources}
    before = (date for source in meeting.sources if (date := dates.get(source)))
    return not is_held or any(date < meeting.date.isoformat()[: len(date)] for date in before)
