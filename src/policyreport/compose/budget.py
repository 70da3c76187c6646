"""How much work a template may ask for. A sandbox stops what a template may touch, not what it may cost."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sized
from dataclasses import dataclass
from functools import wraps
from typing import cast

from policyreport.compose.misuse import TooMuchError

STEPS = 12_000_000
CHARACTERS = 50_000_000
LONGEST_TEXT = 1_000_000
CHARACTERS_A_STEP = 256
STEPS_A_VALUE = 10


@dataclass(slots=True)
class Budget:
    """The loop turns, calls and characters that one rendering has left."""

    steps: int = STEPS
    characters: int = CHARACTERS

    def step(self, cost: int = 1) -> None:
        """Pay for one loop turn or call; raises ``TooMuchError`` when too little is left."""
        self.steps -= cost
        if self.steps < 0:
            raise TooMuchError

    def counted(self, items: Iterable[object], cost: int) -> Iterator[object]:
        """Yield the items of a loop, paying for each turn."""
        for item in items:
            self.step(cost)
            yield item

    def print(self, piece: str) -> str:
        """Return a piece of output, paid for by its length."""
        self.characters -= len(piece)
        if self.characters < 0:
            raise TooMuchError
        return piece

    def made(self, value: object) -> object:
        """Return what an operator made, paid for by its length; raises ``TooMuchError`` when it is too long."""
        if isinstance(value, Sized):
            if len(value) > LONGEST_TEXT:
                raise TooMuchError
            self.step(len(value) // CHARACTERS_A_STEP)
        return value

    def paid(self, made: Callable[..., object]) -> Callable[..., object]:
        """Return a filter that is paid for by the length of what it is given."""

        @wraps(made)
        def given(*values: object, **named: object) -> object:
            self.step(sum(len(cast("Sized", value)) for value in values if isinstance(value, list | tuple | str)))
            return made(*values, **named)

        return given


def check_product(left: object, right: object) -> None:
    """Raise ``TooMuchError`` when ``left * right`` would be a text or list longer than any here should be."""
    for text, times in ((left, right), (right, left)):
        if isinstance(text, Sized) and isinstance(times, int) and len(text) * times > LONGEST_TEXT:
            raise TooMuchError
