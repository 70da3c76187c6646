"""A claim that prose makes of a number, and whether it is true."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from policyreport.diagnostics import Message

ClaimKind = Literal["direction", "target", "number", "rank", "size", "count"]


@dataclass(frozen=True, slots=True)
class Claim:
    """A word or a number of a sentence, what it is said of, and whether that is so.

    ``of`` is what it is said of: an indicator's title, or what is counted; ``facts`` are the values that decide, and
    ``right`` what would be true to write in the place of ``word``.
    """

    kind: ClaimKind
    word: str
    of: str
    is_true: bool
    facts: Message
    right: Message
    indicator: str = ""
