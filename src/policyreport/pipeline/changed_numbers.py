"""Which numbers a copy of an issued file says otherwise, and where in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from policyreport.document.output import Placement
from policyreport.provenance.printed_set import PrintedNumber, PrintedSet
from policyreport.tie_out import open_places, untied
from policyreport.tie_out.places import Places, folded


class ChangedNumber(NamedTuple):
    """A number that a copy says otherwise: what was issued at the place, and what stands there now.

    ``now`` is None where the copy has no such place.
    """

    number: PrintedNumber
    placed: Placement
    now: str | None


def changed_numbers(of: PrintedSet, name: str, issued: bytes, copy: bytes) -> Iterator[ChangedNumber]:
    """Yield the numbers of a file of a set that a copy of it says otherwise.

    A number that only stands elsewhere, its paragraph or cell being as it was, is none of them; nor is one that the
    issued file itself does not say where it is listed, for that says nothing of the copy. Nothing is known of a copy
    that cannot be read.
    """
    before, after = open_places(name, issued), open_places(name, copy)
    if before is None or after is None:
        return
    printed = {p.placement: one for one in of.numbers for p in one.printed if p.file == name}
    otherwise = list(untied(after, {placed: one.value for placed, one in printed.items()}))
    unsure = {one.placed for one in untied(before, {placed: printed[placed].value for placed, _ in otherwise})}
    texts = _counted(before) if otherwise else Counter[str]()
    lost = texts - _counted(after)
    for placed, now in otherwise:
        around = folded(before.read(placed.where) or "")
        if placed not in unsure and (around in lost or around not in texts):
            yield ChangedNumber(printed[placed], placed, now)


def _counted(places: Places) -> Counter[str]:
    """Return how often each text stands in a file: what stands as often as before has only moved."""
    return Counter(map(folded, places.texts()))
