"""How the policy is carried out: money, milestones, risks, and the law it needs."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from policyreport.model.base import Day, Entry, Id, Month, Number, Ref, Text, Year


class Budget(Entry):
    """A programme's budget for one year, in ``unit``; ``current`` is the 예산현액, what may be spent after all changes.

    There is one for each programme and year, and those of a year are all in one unit, so that they can be added up.
    ``executed`` is the sum spent by the end of the month ``executed_as_of``. What is not known stays None.
    """

    id: Id
    program: Annotated[Id, Ref("programs")]
    year: Year
    unit: Literal["억원", "백만원", "천원", "원"]
    original: Number | None = None
    supplementary: Number | None = None
    current: Number | None = None
    executed: Number | None = None
    executed_as_of: Month | None = None
    source: Annotated[Id, Ref("sources")]

    @model_validator(mode="after")
    def _executed_needs_month(self) -> Budget:
        if self.executed is not None and self.executed_as_of is None:
            raise PydanticCustomError("executed_as_of", "an executed sum needs its month")
        return self


class Milestone(Entry):
    """A step that is due on a day; ``slipped_to`` is the new day of one put off, with its ``reason`` and ``remedy``.

    ``begins`` is the day on which the work towards it starts (착수). Where updates tell of it, ``due`` is its day as
    first planned; the new days, the reasons and how it ended are the updates'.
    """

    id: Id
    title: Text
    measure: Annotated[Id | None, Ref("measures")] = None
    program: Annotated[Id | None, Ref("programs")] = None
    begins: Day | None = None
    due: Day
    done: Day | None = None
    cancelled: Day | None = None
    slipped_to: Day | None = None
    reason: Text | None = None
    remedy: Text | None = None
    sources: Annotated[tuple[Id, ...], Ref("sources")]

    @property
    def is_over(self) -> bool:
        """Whether nothing more is to be done: it was reached, or cancelled."""
        return self.done is not None or self.cancelled is not None

    def state(self, day: date) -> Literal["done", "cancelled", "late", "put_off", "ahead"]:
        """Return how the milestone stands on a day; one put off is late again after its new day."""
        if self.done is not None and self.done <= day:
            return "done"
        if self.cancelled is not None and self.cancelled <= day:
            return "cancelled"
        if (self.slipped_to or self.due) < day:
            return "late"
        return "put_off" if self.slipped_to is not None and self.slipped_to >= self.due else "ahead"


class Risk(Entry):
    """What keeps something from going well (부진 사유) and what is done about it (대책)."""

    id: Id
    title: Text
    measure: Annotated[Id | None, Ref("measures")] = None
    program: Annotated[Id | None, Ref("programs")] = None
    reason: Text
    remedy: Text | None = None
    owner: Text | None = None
    due: Day | None = None
    status: Literal["open", "closed"] = "open"
    sources: Annotated[tuple[Id, ...], Ref("sources")]


class Legislation(Entry):
    """A law or rule that the policy needs, and how far it has come. ``date`` is the day of that stage."""

    id: Id
    title: Text
    kind: Literal["act", "decree", "rule", "guideline"]
    stage: Literal["planned", "drafted", "proposed", "passed", "in_force"]
    date: Day | None = None
    note: Text | None = None
    sources: Annotated[tuple[Id, ...], Ref("sources")]


class Organisation(Entry):
    """An organisation by its right name; ``mistaken_for`` are names that are written for it by mistake."""

    id: Id
    title: Text
    title_en: Text | None = None
    mistaken_for: tuple[Text, ...] = ()
