"""How the policy is carried out: money, milestones, risks, and the law it needs."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field as constrained
from pydantic import model_validator
from pydantic_core import PydanticCustomError

from policyreport.model.base import Day, Entry, Id, Members, Month, Number, QuarterName, Ref, Text, Year, no_members
from policyreport.model.code_lists import Coded
from policyreport.model.money import MoneyUnit
from policyreport.model.quarter import Quarter
from policyreport.model.restated import require_both

Account = tuple[str, int, str | None, frozenset[tuple[str, str]]]
"""What an amount of money is of: a programme, a budget's year, its fund, and members of dimensions."""


class Budget(Entry):
    """A programme's budget for one year, in ``unit``; ``current`` is the 예산현액, what may be spent after all changes.

    There is one for each programme and year, or one for each ``fund`` (재원) from which that year's money comes,
    and for each member of ``dimensions``.
    The ``supplementary`` budget counts from the day of its decision, ``supplementary_on``, where that is written.
    ``executed`` is the sum spent by the end of the month ``executed_as_of``, for an office that overwrites it each
    quarter; ``Execution`` keeps what was spent by each. What is not known stays None.
    ``restated_from`` is one of the amounts as it was issued before it was put right, for ``restated_reason``.
    """

    id: Id
    program: Annotated[Id, Ref("programs")]
    year: Year
    fund: Text | None = None
    unit: MoneyUnit
    original: Number | None = None
    supplementary: Number | None = None
    supplementary_on: Day | None = None
    current: Number | None = None
    executed: Number | None = None
    executed_as_of: Month | None = None
    dimensions: Members = constrained(default_factory=no_members)
    restated_from: Number | None = None
    restated_reason: Text | None = None
    source: Annotated[Id, Ref("sources")]

    @model_validator(mode="after")
    def _executed_needs_month(self) -> Budget:
        if self.executed is not None and self.executed_as_of is None:
            raise PydanticCustomError("executed_as_of", "an executed sum needs its month")
        return self

    @model_validator(mode="after")
    def _restated_needs_both(self) -> Budget:
        require_both(self.restated_from, self.restated_reason)
        return self

    @property
    def account(self) -> Account:
        """What the amounts are of; there is one budget of each account, and one execution in a quarter."""
        return self.program, self.year, self.fund, frozenset(self.dimensions.items())

    @property
    def execution_quarter(self) -> Quarter | None:
        """The quarter in which ``executed`` was observed: that of its month."""
        month = self.executed_as_of
        return Quarter(int(month[:4]), (int(month[5:]) + 2) // 3) if month is not None else None

    @property
    def available(self) -> Decimal | None:
        """What may be spent: the current budget, or else the original and the supplementary one; None if unknown."""
        if self.current is not None or self.original is None:
            return self.current
        return self.original + (self.supplementary or 0)

    def known_on(self, day: date) -> Budget | None:
        """Return what was known of the amounts on a day; None where all of them came with a later decision.

        Before a supplementary budget was decided the original one was all that there was to spend. Where the current
        one is not the sum of the two, money was carried or moved over, and what it was before is not known.
        """
        if self.supplementary_on is None or self.supplementary_on <= day:
            return self
        if self.original is None:
            return None
        is_sum = self.current is None or self.original + (self.supplementary or 0) == self.current
        before = self.original if is_sum else None
        return self.model_copy(update={"supplementary": None, "supplementary_on": None, "current": before})


class Execution(Entry):
    """What was spent of a programme's budget for ``year`` by the end of a month (집행액), as known in one quarter.

    ``as_of`` is that month; where it is not written, the quarter's last one. ``executed`` counts from the year's
    beginning, as does ``planned``, what was to be spent by then (집행계획). An ``executed`` of None was looked for and
    is not there yet. ``restated_from`` is one of the sums as it was issued, put right for ``restated_reason``.
    """

    program: Annotated[Id, Ref("programs")]
    year: Year
    quarter: QuarterName
    fund: Text | None = None
    as_of: Month | None = None
    executed: Number | None = None
    planned: Number | None = None
    unit: MoneyUnit
    dimensions: Members = constrained(default_factory=no_members)
    restated_from: Number | None = None
    restated_reason: Text | None = None
    source: Annotated[Id, Ref("sources")]
    note: Text | None = None

    @model_validator(mode="after")
    def _restated_needs_both(self) -> Execution:
        require_both(self.restated_from, self.restated_reason)
        return self

    @property
    def account(self) -> Account:
        """What the amounts are of; there is one budget of each account, and one execution in a quarter."""
        return self.program, self.year, self.fund, frozenset(self.dimensions.items())

    @property
    def month(self) -> str:
        """The month by whose end ``executed`` was spent."""
        return self.as_of or self.quarter.last_day.isoformat()[:7]


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
    omitted: Text | None = None

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
    status: Annotated[Literal["open", "closed"], Coded("risk_statuses")] = "open"
    sources: Annotated[tuple[Id, ...], Ref("sources")]
    omitted: Text | None = None


class Legislation(Entry):
    """A law or rule that the policy needs, and how far it has come. ``date`` is the day of that stage."""

    id: Id
    title: Text
    kind: Annotated[str, Coded("legislation_kinds")]
    stage: Annotated[str, Coded("legislation_stages")]
    date: Day | None = None
    note: Text | None = None
    sources: Annotated[tuple[Id, ...], Ref("sources")]


class Organisation(Entry):
    """An organisation by its right name; ``mistaken_for`` are names that are written for it by mistake."""

    id: Id
    title: Text
    title_en: Text | None = None
    mistaken_for: tuple[Text, ...] = ()
