"""What came of comparing a received table with the facts."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from policyreport.diagnostics import Message, SourceLocation
from policyreport.model import Quarter


class CellDifference(NamedTuple):
    """A cell that says otherwise than we: both values in the table's unit, None where one has none.

    ``name`` is of what the cell tells, ``places`` where our value stands in the data.
    """

    where: SourceLocation
    name: str
    of: Message
    theirs: Decimal | None
    ours: Decimal | None
    unit: str
    fact: str
    places: tuple[SourceLocation, ...]
    sources: tuple[str, ...]

    @property
    def difference(self) -> Decimal | None:
        """Theirs less ours; None where either is not there."""
        return None if self.theirs is None or self.ours is None else self.theirs - self.ours


class UnmatchedRow(NamedTuple):
    """A row of theirs of which we know nothing: what it calls its record, and why nothing is found."""

    where: SourceLocation
    text: str
    why: Message
    hint: Message | None = None


class UnlistedRecord(NamedTuple):
    """What we know and their table does not list, with a place of ours."""

    name: str
    quarter: Quarter
    places: tuple[SourceLocation, ...]


class UnreadCell(NamedTuple):
    """A cell that is compared with nothing, since it cannot be read as a number of a unit known, and why."""

    where: SourceLocation
    text: str
    why: Message


@dataclass
class Reconciliation:
    """What came of comparing one table; ``agreeing`` counts cells that say the same, ``left_out`` rows of totals."""

    where: SourceLocation
    quarter: Quarter
    agreeing: int = 0
    left_out: int = 0
    differences: list[CellDifference] = field(default_factory=list[CellDifference])
    unmatched: list[UnmatchedRow] = field(default_factory=list[UnmatchedRow])
    unlisted: list[UnlistedRecord] = field(default_factory=list[UnlistedRecord])
    unread: list[UnreadCell] = field(default_factory=list[UnreadCell])

    @property
    def agrees(self) -> bool:
        """Whether every cell could be compared and says the same, and neither side has what the other has not."""
        return not (self.differences or self.unmatched or self.unlisted or self.unread)
