"""Which numbers a copy of an issued file says otherwise, and where in it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import count
from typing import NamedTuple

from policyreport.document.output import Placement
from policyreport.provenance.printed_set import PrintedNumber, PrintedSet, page_of
from policyreport.tie_out import open_places, untied
from policyreport.tie_out.comparison import Change
from policyreport.tie_out.places import Places, folded

_ROW = re.compile(r"(.+)!(\d+):\2")
_PAGE = re.compile(r"page \d+ at")
_CELL = re.compile(r"(.+)!\$?[A-Z]+\$?(\d+)")


class ChangedNumber(NamedTuple):
    """A number that a copy says otherwise: what was issued at the place, and what stands there now.

    ``now`` is None where the copy has no such place.
    """

    number: PrintedNumber
    placed: Placement
    now: str | None


def changed_numbers(
    of: PrintedSet, name: str, issued: bytes, copy: bytes, parts: Sequence[Change] = ()
) -> Iterator[ChangedNumber]:
    """Yield the numbers of a file of a set that a copy of it says otherwise.

    A number that only stands elsewhere, its paragraph or cell being as it was, is none of them, but where ``parts`` of
    the file that stand for one another say that it is another there, as cells do that were swapped. Nor is one that the
    issued file itself does not say where it is listed, for that says nothing of the copy. Nothing is known of a copy
    that cannot be read.
    """
    before, after = open_places(name, issued), open_places(name, copy)
    if before is None or after is None:
        return
    printed = {p.placement: one for one in of.numbers for p in one.printed if p.file == name}
    moved = _after_moves([*printed], parts)
    wanted = {moved[placed]: one.value for placed, one in printed.items() if placed in moved}
    back = {now: placed for placed, now in moved.items()}
    otherwise = [(back[one.placed], one.found) for one in untied(after, wanted)]
    unsure = {one.placed for one in untied(before, {placed: printed[placed].value for placed, _ in otherwise})}
    texts = _counted(before) if otherwise else Counter[str]()
    lost = texts - _counted(after)
    told = {part.where: part for part in parts if part.issued is not None and part.aspect == "text"}
    gone = {_row_of(where) or where for where, part in told.items() if part.now is None}
    for placed, now in otherwise:
        around = folded(before.read(placed.where) or "")
        part = told.get(placed.where)
        if placed not in unsure and (part or around in lost or around not in texts):
            is_gone = bool(gone.intersection(_around(placed.where)))
            yield ChangedNumber(printed[placed], placed, None if is_gone else part.now if part else now)


def _after_moves(placed: Sequence[Placement], parts: Sequence[Change]) -> dict[Placement, Placement]:
    """Return where numbers are to be looked for in a copy: on the pages that theirs became, none of which is gone."""
    gone = {page_of(f"{part.where} at 0,0") for part in parts if part.aspect == "page" and part.now is None}
    new = {page_of(f"{part.where} at 0,0") for part in parts if part.aspect == "page" and part.issued is None}
    if not (gone or new):
        return {one: one for one in placed}
    last = max((page_of(one.where) or 0 for one in placed), default=0)
    stayed = (page for page in range(1, last + 1) if page not in gone)
    pages = dict(zip(stayed, (page for page in count(1) if page not in new), strict=False))
    return {
        one: replace(one, where=_PAGE.sub(f"page {pages[page]} at", one.where))
        for one in placed
        if (page := page_of(one.where)) in pages
    }


def _around(where: str) -> list[str]:
    """Return a place and those in which it lies: a cell lies in its row, that in a table."""
    words = where.split(" ")
    found = [" ".join(words[:count]) for count in range(len(words), 1, -2)]
    return [*found, row] if (row := _row_of(where)) else found


def _row_of(where: str) -> str:
    found = _CELL.fullmatch(where) or _ROW.fullmatch(where)
    return f"{found[1]}!{found[2]}" if found else ""


def _counted(places: Places) -> Counter[str]:
    """Return how often each text stands in a file: what stands as often as before has only moved."""
    return Counter(map(folded, places.texts()))
