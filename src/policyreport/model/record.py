"""What happened, who says so, and what the office has to say about a quarter."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from policyreport.model.base import AsOf, ClockTime, Day, Entry, Id, QuarterName, Ref, Text, WebAddress
from policyreport.model.code_lists import Coded

TO_BE_WRITTEN = "작성 필요"
"""Stands where a text is still to be written, in a quarter that was just begun."""


class Source(Entry):
    """Where a value comes from. What is not known of it, such as its address, stays None.

    ``label`` is what it is called beside figures; one without is called by its short id, or numbered.
    ``valid_until`` is the last day on which what it tells still holds, where a newer edition is to be awaited then.
    """

    id: Id
    label: Annotated[Text, StringConstraints(max_length=12)] | None = None
    title: Text
    publisher: Text
    kind: Annotated[str, Coded("source_kinds")]
    address: WebAddress | None = None
    date: AsOf | None = None
    valid_until: Day | None = None
    note: Text | None = None


class Event(Entry):
    """Something that happened on a day. ``figures`` name the indicators whose values belong to it.

    ``photo`` is the path of a picture from the folder of data.
    """

    id: Id
    date: Day
    title: Text
    detail: Text | None = None
    measures: Annotated[tuple[Id, ...], Ref("measures")] = ()
    programs: Annotated[tuple[Id, ...], Ref("programs")] = ()
    figures: Annotated[tuple[Id, ...], Ref("indicators")] = ()
    photo: Text | None = None
    photo_alt: Text | None = None
    sources: Annotated[tuple[Id, ...], Ref("sources")]


class QuarterReport(Entry):
    """What the office says of one quarter. ``as_of`` is the day for which its documents hold (기준일).

    ``narrative`` is told in its own words; ``outlook`` says what is planned next, ``gaps`` what is not known, and
    ``requests`` what the reader is asked to decide or to help with.

    Its press release is handed out on ``release_day`` (배포일), with ``attachments`` (붙임) beside its own, and may be
    published from the time ``embargo_time`` of ``embargo_day`` on (보도시점); at once where that is None.
    """

    quarter: QuarterName
    as_of: Day
    headline: Text
    narrative: tuple[Text, ...] = ()
    outlook: tuple[Text, ...] = ()
    gaps: tuple[Text, ...] = ()
    requests: tuple[Text, ...] = ()
    release_day: Day | None = None
    embargo_day: Day | None = None
    embargo_time: ClockTime | None = None
    attachments: tuple[Text, ...] = ()

    @model_validator(mode="after")
    def _embargo_has_a_day(self) -> QuarterReport:
        if self.embargo_time and not self.embargo_day:
            raise PydanticCustomError("embargo_day", "a time without its day")
        return self

    def covers(self, day: date) -> bool:
        """Say whether a day falls in the quarter, up to the as-of day."""
        return self.quarter.first_day <= day <= self.as_of
