"""What a renderer returns: a file's bytes, and where in the file each number stands."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import overload
from urllib.parse import quote, unquote

from policyreport.diagnostics import Problem
from policyreport.document.reckoned import Reckoned

PROPERTY = "policyreport"
"""The name of the property that holds a file's identity, among those that an office file may have of its own."""

_SCHEME = f"{PROPERTY}:"


def identifier(identity: str) -> str:
    """Return an identity as an identifier in plain ASCII that shows that it is ours."""
    return _SCHEME + quote(identity, safe="")


def identity_of(identifier: str) -> str:
    """Return the identity that an identifier stands for; nothing for one that is not ours."""
    return unquote(identifier.removeprefix(_SCHEME)) if identifier.startswith(_SCHEME) else ""


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a file prints a fact, in the words of its format, and the text that stands there.

    ``where`` reads ``page 2 at 71.0,512.3 to 96.4,524.0`` (points from the page's lower left) in a PDF, ``paragraph
    12``, ``table 3 row 2 column 4``, ``footnote 1``, ``chart 2 series 1 point 3`` or, for a number beside a chart's
    values, ``chart 2 category 3`` in a Word file (all counted from 1), ``성과지표!D7`` in a workbook, ``line 12`` in
    plain text.
    """

    fact: str
    text: str
    where: str


class PlacementTable(Sequence[Placement]):
    """Placements in little memory, for a set keeps those of all its files: texts as bytes, and where each ends."""

    def __init__(self, placements: Iterable[Placement] = ()) -> None:
        self.facts: list[str] = []
        self._texts, self._ends = bytearray(), array("Q", [0])
        for one in placements:
            self.add(one.fact, one.text, one.where)

    def add(self, fact: str, text: str, where: str) -> None:
        """Add a placement."""
        self.facts.append(fact)
        for part in (text, where):
            self._texts += part.encode("utf-8", "surrogatepass")
            self._ends.append(len(self._texts))

    def __len__(self) -> int:
        return len(self.facts)

    @overload
    def __getitem__(self, index: int) -> Placement: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Placement]: ...
    def __getitem__(self, index: int | slice) -> Placement | Sequence[Placement]:
        """Return one placement, which is made anew, or some."""
        if isinstance(index, slice):
            return [self._at(i) for i in range(*index.indices(len(self)))]
        return self._at(range(len(self))[index])

    def __iter__(self) -> Iterator[Placement]:
        return map(self._at, range(len(self)))

    def _at(self, index: int) -> Placement:
        start, middle, end = self._ends[2 * index : 2 * index + 3]
        text, where = (
            self._texts[part].decode("utf-8", "surrogatepass") for part in (slice(start, middle), slice(middle, end))
        )
        return Placement(self.facts[index], text, where)


NO_PLACEMENTS = PlacementTable()


@dataclass(frozen=True, slots=True)
class Rendered:
    """One file. ``extent`` counts its pages or sheets, None where the format has no fixed number of them.

    ``last_page`` is how much of its last page is filled, from 0 to 1, None where that is not known.
    ``page_starts`` are the first words on each page, where the format has pages and its renderer reads them. ``notes``
    say what is worth knowing of it, such as what programs will work out only when they open it; ``warnings`` what looks
    wrong in it; ``reckoned`` the numbers that a drawn template made itself.
    """

    content: bytes
    placements: Sequence[Placement]
    extent: int | None = None
    page_starts: tuple[str, ...] = ()
    notes: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()
    reckoned: tuple[Reckoned, ...] = ()
    last_page: float | None = None
