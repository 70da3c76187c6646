"""What blocks are rendered in: the theme, the width there is, what the document shares; and the runs of its looks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import count
from math import ceil

from policyreport.document.nodes import DocumentBlock, Heading
from policyreport.document.theme import Theme
from policyreport.ooxml.text_width import text_width
from policyreport.renderers.flow.blocks import CaptionNumbers, headings
from policyreport.renderers.hwpx.styles import Layout, StyleRegistry, Type
from policyreport.renderers.hwpx.units import hwp_units
from policyreport.renderers.hwpx.xml import Shell, Xml, hp, shell, text_content

_FIRST_HEADING = 1_000_000_001
_RIGHT_TAB = 2
_TEXT = shell("t")


@dataclass(frozen=True, slots=True)
class Own:
    """What a paragraph has of its own: a layout other than its style's, the id to which links lead, a new page."""

    layout: Layout | None = None
    number: int = 0
    new_page: bool = False


AS_STYLED = Own()


@dataclass(frozen=True, slots=True)
class RenderContext:
    """Where blocks are rendered; ``width`` is of the column there is, in HWPUNIT; ``item_level`` that of its items.

    ``headings`` are all of the document's with their ids, for the contents to lead to. The rest grows while the
    document is rendered; ``ids`` are of paragraphs and objects, and the facts ``bookmarked`` have a number before.
    """

    theme: Theme
    width: int
    registry: StyleRegistry
    headings: tuple[tuple[int, Heading], ...] = ()
    item_level: int = 0
    ids: Iterator[int] = field(default_factory=lambda: count(1))
    heading_ids: Iterator[int] = field(default_factory=lambda: count(_FIRST_HEADING))
    footnotes: Iterator[int] = field(default_factory=lambda: count(1))
    captions: CaptionNumbers = field(default_factory=CaptionNumbers)
    bookmarked: set[str] = field(default_factory=set[str])

    def letters(self, style: str) -> Type:
        """Return the letters of a style."""
        return self.registry.styles[style].letters

    def run(self, text: str, letters: Type) -> Xml:
        """Return a run that prints the text exactly: new lines, tabs and no-break spaces become 한글's own."""
        return self.element_run(_TEXT.around(text_content(text)), letters)

    def right_tab(self, text: str, letters: Type, width: int) -> Xml:
        """Return the run of a tab and the text that it sets to the right edge; ``width`` is how far the tab must reach.

        한글 computes the width anew from the tab stops of the paragraph; other readers take it as it is.
        """
        tab = hp("tab", width=max(width, 0), leader=0, type=_RIGHT_TAB)
        return self.element_run(hp("t", tab, text_content(text)), letters)

    def element_run(self, content: Xml, letters: Type) -> Xml:
        """Return a run of elements."""
        return self.run_shell(letters).around(content)

    def run_shell(self, letters: Type) -> Shell:
        """Return the tags around what stands in a run."""
        return _run_shell(self.registry.letters.number(letters))

    def bookmark(self, fact: str, letters: Type) -> Iterator[Xml]:
        """Yield the run of a bookmark with the id of a fact, which stands before the first number that shows it.

        A file has one bookmark of each name, or 한글 would lead to the first alone.
        """
        if fact and self.theme.number_ids and fact not in self.bookmarked:
            self.bookmarked.add(fact)
            yield self.element_run(hp("ctrl", hp("bookmark", name=fact)), letters)

    def paragraph(self, style: str, runs: Iterable[Xml], own: Own = AS_STYLED) -> Xml:
        """Return a paragraph of a style."""
        empty = hp("run", charPrIDRef=self.registry.letters.number(self.letters(style)))
        return self.paragraph_shell(style, own).around(*(list(runs) or [empty]))

    def paragraph_shell(self, style: str, own: Own = AS_STYLED) -> Shell:
        """Return the tags around the runs of a paragraph of a style, of which there must be one."""
        layout = self.registry.layout(own.layout or self.registry.styles[style].layout)
        return _paragraph_shell(own.number, layout, self.registry.style_numbers[style], int(own.new_page))

    def height_of(self, text: str, style: str, width: int | None = None) -> int:
        """Return how high a paragraph is, with the space around it, estimated by the count of its letters."""
        look = self.registry.styles[style]
        room = max((self.width if width is None else width) - hwp_units(look.layout.left), 1)
        letter = hwp_units(look.letters.size) / 2
        lines = sum(max(1, ceil(text_width(line) * letter / room)) for line in text.split("\n"))
        around = look.layout.before + look.layout.after + 2 * look.layout.pad
        return round(lines * hwp_units(look.letters.size) * look.layout.leading) + hwp_units(around)

    def room_between(self, left: str, right: str, size: float) -> int:
        """Return how much of the width is free between texts at the left and the right, of a size in points."""
        return self.width - round((text_width(left) + text_width(right)) * hwp_units(size) / 2)


@lru_cache(maxsize=256)
def _run_shell(letters: int) -> Shell:
    return shell("run", charPrIDRef=letters)


@lru_cache(maxsize=1024)
def _paragraph_shell(number: int, layout: int, style: int, new_page: int) -> Shell:
    looks = {"paraPrIDRef": layout, "styleIDRef": style}
    return shell("p", id=number, **looks, pageBreak=new_page, columnBreak=0, merged=0)


def headings_with_ids(blocks: Iterable[DocumentBlock]) -> tuple[tuple[int, Heading], ...]:
    """Return the headings in reading order, each with the id that its paragraph will have."""
    return tuple(enumerate(headings(blocks), start=_FIRST_HEADING))
