"""A publishable number, and what it stands on."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from policyreport.errors import Place


@dataclass(frozen=True, slots=True)
class Fact:
    """A number that a document may print.

    A given fact has a ``place`` in a file and its ``sources``; a derived one names the facts it was ``derived_from``
    and has their sources. ``value`` is None where there is none to be had, and ``missing`` then says why.
    ``decimals`` is how many places are shown (None: as given); ``change`` marks a difference.
    """

    id: str
    value: Decimal | None
    unit: str
    rule: str
    decimals: int | None = None
    bound: Literal["at_most", "at_least"] | None = None
    change: bool = False
    as_of: str = ""
    place: Place | None = None
    sources: tuple[str, ...] = ()
    derived_from: tuple[str, ...] = ()
    missing: str = ""
