"""What an attack by a template is: what it is written in, what it says, and how it must end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

LIMIT, FENCE, WRONG, HARMLESS = "limit", "fence", "wrong", "harmless"
"""Refused as too much (exit code 6), as reaching out (7), as a fault (4); or made, with little work."""


@dataclass(frozen=True, slots=True)
class Attack:
    """``ends`` are the ways in which it may end; ``place`` is what the place of its problem must begin with."""

    name: str
    run: Callable[[], object]
    ends: frozenset[str]
    place: str
    codes: frozenset[str] = frozenset({"template.too-much"})


def ends(words: str) -> frozenset[str]:
    """Return the ways in which an attack may end, from their words."""
    return frozenset(words.split())
