"""Numbers that templates reckon themselves, as a manifest has to know them."""

from __future__ import annotations

from typing import NamedTuple


class Reckoned(NamedTuple):
    """A number that a template made of facts: how it came about, and of which.

    ``value`` is written in digits, and None where one of the facts has none; ``missing`` then says why.
    """

    id: str
    value: str | None
    unit: str
    rule: str
    derived_from: tuple[str, ...]
    sources: tuple[str, ...] = ()
    bound: str | None = None
    as_of: str = ""
    missing: str = ""
