"""What the cells of areas add up to and where their values stand, kept so that areas that grow are read once."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from math import fsum
from typing import NamedTuple

from policyreport.office_templates.excel.formula_eval import DataText, Form, Value, WrongError, reads_as_number


class AreaTotals(NamedTuple):
    """What the numbers of cells add up to.

    ``partials`` add up to the exact sum of the ``numbers``; ``filled`` counts the cells that are not empty. ``lacking``
    and ``text`` are the first value of the data that is missing and that is text though there is one; ``texts`` counts
    both. Whether truths (``has_truths``) are numbers is not the same for all programs.
    """

    partials: tuple[float, ...] = ()
    numbers: int = 0
    filled: int = 0
    low: float = 0.0
    high: float = 0.0
    lacking: str | None = None
    text: str | None = None
    texts: int = 0
    has_truths: bool = False

    @property
    def sum(self) -> float:
        """The sum of the numbers."""
        return fsum(self.partials)

    def with_value(self, value: Value | None) -> AreaTotals:
        """Return the totals with one more cell."""
        if value is None:
            return self
        if isinstance(value, DataText):
            return self._with_text(value)
        if isinstance(value, bool | str):
            return self._replace(filled=self.filled + 1, has_truths=self.has_truths or isinstance(value, bool))
        low, high = (min(self.low, value), max(self.high, value)) if self.numbers else (value, value)
        return self._replace(
            partials=_added(self.partials, value), numbers=self.numbers + 1, filled=self.filled + 1, low=low, high=high
        )

    def _with_text(self, value: DataText) -> AreaTotals:
        lacking, text = self.lacking, self.text
        if value.form is Form.TEXT:
            text = text or value.cell
        else:
            lacking = lacking or value.cell
        return self._replace(filled=self.filled + 1, lacking=lacking, text=text, texts=self.texts + 1)

    def joined(self, other: AreaTotals) -> AreaTotals:
        """Return the totals of these cells and others."""
        partials = self.partials
        for part in other.partials:
            partials = _added(partials, part)
        with_numbers = [one for one in (self, other) if one.numbers]
        return AreaTotals(
            partials,
            self.numbers + other.numbers,
            self.filled + other.filled,
            min((one.low for one in with_numbers), default=0.0),
            max((one.high for one in with_numbers), default=0.0),
            self.lacking or other.lacking,
            self.text or other.text,
            self.texts + other.texts,
            self.has_truths or other.has_truths,
        )


def _added(partials: tuple[float, ...], value: float) -> tuple[float, ...]:
    """Return numbers that add up to exactly so much more, as ``math.fsum`` keeps them."""
    result: list[float] = []
    for part in partials:
        one, other = (value, part) if abs(value) >= abs(part) else (part, value)
        value = one + other
        rest = other - (value - one)
        if rest:
            result.append(rest)
    result.append(value)
    return tuple(result)


class RunningTotals:
    """The totals of areas that begin in the same row and have the same columns, by their last rows."""

    def __init__(self, values_of: Callable[[int], Sequence[Value | None]]) -> None:
        self._values_of = values_of
        self._totals: list[AreaTotals] = [AreaTotals()]

    @property
    def rows(self) -> int:
        """How many rows were read."""
        return len(self._totals) - 1

    def of(self, rows: int) -> AreaTotals:
        """Return the totals of so many rows."""
        while len(self._totals) <= rows:
            totals = self._totals[-1]
            for value in self._values_of(len(self._totals) - 1):
                totals = totals.with_value(value)
            self._totals.append(totals)
        return self._totals[rows]


class AreaIndex:
    """Where each value of a row or column stands in it, as far as it was read."""

    def __init__(self, item_at: Callable[[int], Value | WrongError | None]) -> None:
        self._item_at = item_at
        self._read = 0
        self._positions: dict[object, list[int]] = {}
        self._doubtful: list[int] = []
        self.texts: list[tuple[int, DataText]] = []

    @property
    def length(self) -> int:
        """How many cells were read."""
        return self._read

    def read(self, length: int) -> AreaIndex:
        """Read as many cells, unless they are known."""
        for position in range(self._read, length):
            item = self._item_at(position)
            self._read = position + 1
            if isinstance(item, DataText):
                self.texts.append((position, item))
                if item.form is Form.BLANK:
                    continue
            elif isinstance(item, str) and item and reads_as_number(item):
                self._doubtful.append(position)
            if item is not None and not isinstance(item, WrongError):
                self._positions.setdefault(key_of(item), []).append(position)
        return self

    def positions(self, value: float | str, length: int) -> list[int]:
        """Return where a value stands among the first so many cells."""
        found = self._positions.get(key_of(value), [])
        return found if not found or found[-1] < length else found[: bisect_left(found, length)]

    def first(self, value: float | str, length: int) -> int | None:
        """Return where a value stands first among the first so many cells."""
        found = self._positions.get(key_of(value))
        return found[0] if found and found[0] < length else None

    def last(self, value: float | str, length: int) -> int | None:
        """Return where a value stands last among the first so many cells."""
        found = self.positions(value, length)
        return found[-1] if found else None

    def doubtful(self, length: int) -> bool:
        """Return whether a text among the first so many cells might be taken for a number."""
        return bool(self._doubtful) and self._doubtful[0] < length


def key_of(value: Value) -> object:
    """Return what equal values have in common; a truth equals no number."""
    if isinstance(value, bool):
        return ("truth", value)
    return str(value).casefold() if isinstance(value, str) else value
