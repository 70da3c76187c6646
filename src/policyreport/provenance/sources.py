"""Which of the numbers that a set prints rest on which source, and how well."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from policyreport.provenance.printed_set import Origin, PrintedNumber, PrintedSet

_PRESS = "press"
_WITHOUT_SOURCE = frozenset(("count", "status", "late", "even"))
"""Numbers that stand on records, or on the calendar, and so on no source of their own."""


@dataclass(frozen=True, slots=True)
class SourceUse:
    """A source, and the printed numbers that rest on it, be it through others that they were made of."""

    source: Origin
    numbers: tuple[PrintedNumber, ...]


@dataclass(frozen=True, slots=True)
class SourceReview:
    """What a set's printed numbers rest on: by source, on nothing, and on one report of the press alone."""

    uses: tuple[SourceUse, ...]
    without: tuple[PrintedNumber, ...]
    one_press_report: tuple[PrintedNumber, ...]


def review_sources(of: PrintedSet) -> SourceReview:
    """Return what the numbers that a set prints rest on; those without a value rest on nothing and are left out."""
    printed = [one for one in of.numbers if one.printed and one.value is not None]
    uses = tuple(
        SourceUse(source, tuple(one for one in printed if source.id in one.sources)) for source in of.sources.values()
    )
    without = tuple(one for one in printed if not one.sources and _needs_source(of, one))
    return SourceReview(uses, without, tuple(_of_one_press_report(of, printed)))


def _needs_source(of: PrintedSet, number: PrintedNumber) -> bool:
    """Tell whether a number should have a source: what is made of counts alone need not."""
    operands = list(of.operands(number))
    if operands:
        return any(_needs_source(of, operand) for operand in operands)
    return number.rule not in _WITHOUT_SOURCE


def _of_one_press_report(of: PrintedSet, printed: list[PrintedNumber]) -> Iterator[PrintedNumber]:
    for number in printed:
        known = [of.sources[source] for source in number.sources if source in of.sources]
        if len(known) == 1 and known[0].kind == _PRESS and not number.derived_from:
            yield number
