"""How a set is made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

Progress = Callable[[int, int, str], None]
"""Told before each step: its number from 1, how many there are, and what it makes."""


def silent(_number: int, _total: int, _name: str) -> None:
    """Show no progress."""


@dataclass(frozen=True, slots=True)
class Manner:
    """With each printed file once more in ``large_print``, or as a ``draft``; and who is told how far it has come."""

    large_print: bool = False
    draft: bool = False
    progress: Progress = silent


USUAL = Manner()
