"""What one rendering may ask for: loop turns, calls, characters and bytes, by the data that it is given."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Sized
from dataclasses import dataclass
from functools import wraps
from sys import getsizeof
from typing import cast

from policyreport.templating.data_size import values_in
from policyreport.templating.errors import BudgetExceededError, TooManyRowsError

STEPS = 12_000_000
CHARACTERS = 50_000_000
LONGEST_TEXT = 1_000_000
CHARACTERS_A_STEP = 256
STEPS_A_VALUE = 10
STEPS_A_TEMPLATE = 100
LONGEST_INTEGER = 256
"""The most bits of a whole number: 77 digits."""
BYTES = 200_000_000
BYTES_A_DATUM = 400
_FREE_BYTES = 1024
STEPS_A_DATUM = 20
CHARACTERS_A_DATUM = 40


@dataclass(slots=True)
class StepBudget:
    """The loop turns, calls and characters that one rendering has left.

    A table may have so many rows as ``most_rows`` says, or as many as it needs.
    """

    steps: int = STEPS
    characters: int = CHARACTERS
    bytes: int = BYTES
    most_rows: int | None = None

    def allow_for(self, names: Mapping[str, object]) -> None:
        """Let a rendering that can use some names spend more, the more data they hold.

        A report goes through all data some times, and of some records through what belongs to them.
        """
        values = values_in(names)
        self.steps += STEPS_A_DATUM * values
        self.characters += CHARACTERS_A_DATUM * values
        self.bytes += BYTES_A_DATUM * values

    def step(self, cost: int = 1) -> None:
        """Pay for one loop turn or call; raises ``BudgetExceededError`` when too little is left."""
        self.steps -= max(cost, 0)
        if self.steps < 0:
            raise BudgetExceededError

    def counted(self, items: Iterable[object], cost: int, *, prints_rows: bool = False) -> Iterator[object]:
        """Yield the items of a loop, paying for each turn; one that prints rows may have no more than a table may."""
        if prints_rows and self.most_rows is not None:
            items = _of_a_table(items, self.most_rows)
        for item in items:
            self.step(cost)
            yield item

    def print(self, piece: str, stands_for: int = 0) -> str:
        """Return a piece of output, paid for by its length and by that of what its marks stand for."""
        self.characters -= len(piece) + stands_for
        if self.characters < 0:
            raise BudgetExceededError
        return piece

    def made(self, value: object) -> object:
        """Return what an operator made, paid for by its length; raises ``BudgetExceededError`` when it is too long."""
        if isinstance(value, int):
            if value.bit_length() > LONGEST_INTEGER:
                raise BudgetExceededError
        elif isinstance(value, Sized):
            if len(value) > LONGEST_TEXT:
                raise BudgetExceededError
            self.hold(value)
        return value

    def hold(self, value: object) -> None:
        """Pay for the memory of a text or list, and for having written it, however long it is."""
        if is_long(value):
            self.step(len(cast("Sized", value)) // CHARACTERS_A_STEP)
            size = getsizeof(value)
            if size > _FREE_BYTES:
                self.bytes -= size
                if self.bytes < 0:
                    raise BudgetExceededError

    def read(self, value: object) -> None:
        """Pay for reading a text to its end, or a list with all lists in it: one turn a member.

        A list that holds another twice, and that one a third twice, is read as often as it seems to be there.
        """
        if isinstance(value, str):
            self.step(len(value) // CHARACTERS_A_STEP)
        elif isinstance(value, list | tuple):
            members = cast("Sequence[object]", value)
            self.step(len(members))
            for member in members:
                if is_long(member):
                    self.read(member)

    def paid(self, made: Callable[..., object]) -> Callable[..., object]:
        """Return a filter that is paid for by the length of what it is given."""

        @wraps(made)
        def paid_filter(*values: object, **named: object) -> object:
            self.step(max(1, sum(len(cast("Sized", v)) for v in values if is_long(v))))
            counted = (
                self.counted(cast("Iterator[object]", value), 1) if isinstance(value, Iterator) else value
                for value in values
            )
            result = made(*counted, **named)
            self.hold(result)
            return result

        return paid_filter


def _of_a_table(items: Iterable[object], most: int) -> Iterator[object]:
    """Yield items of which each becomes a row; raises ``TooManyRowsError`` as soon as there are surely too many."""
    if isinstance(items, Sized) and len(items) > most:
        raise TooManyRowsError(f"{len(items):,}", most)
    for number, item in enumerate(items, start=1):
        if number > most:
            raise TooManyRowsError(f"{number:,}", most)
        yield item


def is_long(value: object) -> bool:
    """Return whether a value may be long: a text, or a list."""
    return isinstance(value, str | list | tuple)


def check_product(left: object, right: object) -> None:
    """Raise ``BudgetExceededError`` when ``left * right`` would be a text or list longer than any here should be."""
    for text, times in ((left, right), (right, left)):
        if isinstance(text, Sized) and isinstance(times, int) and len(text) * times > LONGEST_TEXT:
            raise BudgetExceededError
    if isinstance(left, int) and isinstance(right, int) and left.bit_length() + right.bit_length() > LONGEST_INTEGER:
        raise BudgetExceededError
