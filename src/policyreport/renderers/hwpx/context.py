"""What blocks are set in: the look, the width there is, and what the whole document shares."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count

from policyreport.document.nodes import Block, Box, Heading
from policyreport.document.theme import Theme
from policyreport.renderers.hwpx.styles import Catalogue, Type

_FIRST_HEADING = 1_000_000_001


@dataclass(frozen=True, slots=True)
class Counts:
    """The next number of each thing that is counted through the document; ``ids`` are of paragraphs and objects."""

    ids: Iterator[int] = field(default_factory=lambda: count(1))
    headings: Iterator[int] = field(default_factory=lambda: count(_FIRST_HEADING))
    footnotes: Iterator[int] = field(default_factory=lambda: count(1))
    captions: Mapping[str, Iterator[int]] = field(default_factory=lambda: {"TABLE": count(1), "PICTURE": count(1)})


@dataclass(frozen=True, slots=True)
class RenderContext:
    """The look, the width there is (in HWPUNIT), and what the whole document shares.

    ``headings`` are all of the document's with their ids, for the contents to lead to.
    """

    theme: Theme
    width: int
    catalogue: Catalogue
    headings: tuple[tuple[int, Heading], ...] = ()
    counts: Counts = field(default_factory=Counts)

    def letters(self, style: str) -> Type:
        """Return the letters of a style."""
        return self.catalogue.styles[style].letters


def headings_with_ids(blocks: Iterable[Block]) -> tuple[tuple[int, Heading], ...]:
    """Return the headings in reading order, each with the id that its paragraph will have."""
    return tuple(enumerate(_headings(blocks), start=_FIRST_HEADING))


def _headings(blocks: Iterable[Block]) -> Iterator[Heading]:
    for block in blocks:
        if isinstance(block, Heading):
            yield block
        elif isinstance(block, Box):
            yield from _headings(block.blocks)
