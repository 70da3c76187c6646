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
    """What a set's printed numbers rest on: by source, on nothing, and on one report of the press alone.

    ``own`` are those of an office that rest on its own word, written in its data before any source had told them.
    ``expired`` are the sources that no longer held on the set's as-of day, with what rests on them.
    """

    uses: tuple[SourceUse, ...]
    without: tuple[PrintedNumber, ...]
    one_press_report: tuple[PrintedNumber, ...]
    own: tuple[PrintedNumber, ...] = ()
    expired: tuple[SourceUse, ...] = ()


def review_sources(of: PrintedSet, *, is_office: bool = False) -> SourceReview:
    """Return what the numbers that a set prints rest on; those without a value rest on nothing and are left out.

    In a set of an office, the office is the source of the numbers that stand in its data before any source told them.
    """
    printed = [one for one in of.numbers if one.printed and one.value is not None]
    uses = tuple(
        SourceUse(source, tuple(one for one in printed if source.id in one.sources)) for source in of.sources.values()
    )
    lacking = [(one, list(_without_source(of, one))) for one in printed]
    bare = [(one, parts) for one, parts in lacking if parts]
    is_own = [is_office and all(part.stands_at for part in parts) for _, parts in bare]
    own = tuple(one for (one, _), of_office in zip(bare, is_own, strict=True) if of_office)
    without = tuple(one for (one, _), of_office in zip(bare, is_own, strict=True) if not of_office)
    expired = tuple(use for use in uses if use.numbers and "" < use.source.valid_until < of.as_of)
    return SourceReview(uses, without, tuple(_of_one_press_report(of, printed)), own, expired)


def _without_source(of: PrintedSet, number: PrintedNumber) -> Iterator[PrintedNumber]:
    """Yield what of a number should have a source and has none: itself, or what it was made of.

    What counts records, or days, stands on these.
    """
    if number.rule in _WITHOUT_SOURCE:
        return
    operands = list(of.operands(number))
    for operand in operands:
        yield from _without_source(of, operand)
    if not operands and not number.sources:
        yield number


def _of_one_press_report(of: PrintedSet, printed: list[PrintedNumber]) -> Iterator[PrintedNumber]:
    for number in printed:
        known = [of.sources[source] for source in number.sources if source in of.sources]
        if len(known) == 1 and known[0].kind == _PRESS and not number.derived_from:
            yield number
