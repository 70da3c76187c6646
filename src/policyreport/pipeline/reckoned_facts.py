"""The numbers that templates made themselves, as facts beside those of the data."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, Literal, cast

from policyreport.document.reckoned import Reckoned
from policyreport.model import Fact, Facts


def with_reckoned(facts: Facts, made: Iterable[Reckoned]) -> Mapping[str, Fact]:
    """Return facts by their ids, and those that were made of them."""
    return ChainMap({one.id: _fact(one) for one in made}, cast("dict[str, Fact]", facts.of))


def read_reckoned(written: Iterable[Mapping[str, Any]]) -> tuple[Reckoned, ...]:
    """Return the numbers that the ledger keeps of a file, as JSON has them."""
    made = (Reckoned(**one) for one in written)
    return tuple(one._replace(derived_from=tuple(one.derived_from), sources=tuple(one.sources)) for one in made)


def _fact(made: Reckoned) -> Fact:
    return Fact(
        made.id,
        None if made.value is None else Decimal(made.value),
        made.unit,
        made.rule,
        bound=cast("Literal['at_most', 'at_least'] | None", made.bound),
        as_of=made.as_of,
        sources=made.sources,
        derived_from=made.derived_from,
        missing=made.missing,
    )
