"""What a file can tell of its own numbers: by what they are called, what they stand on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

Record = Mapping[str, object]
"""Fields as JSON has them."""


@dataclass(frozen=True, slots=True)
class Passport:
    """The ``numbers`` of a document by the ids of their facts, and the ``sources`` that these name, by their ids."""

    numbers: Mapping[str, Record]
    sources: Mapping[str, Record]


def sources_of(number: Record) -> list[str]:
    """Return the ids of the sources that a number names."""
    named = number.get("sources")
    return [str(source) for source in cast("list[object]", named)] if isinstance(named, list) else []
