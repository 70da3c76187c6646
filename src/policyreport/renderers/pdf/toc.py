"""The table of contents: each heading with a leader to the page where it stands, and a link to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from policyreport.document.nodes import Footnote, Heading, Inline, Link, Reference, Strong
from policyreport.document.number_format import plain_text
from policyreport.document.theme import Theme
from policyreport.renderers.pdf.boxes import LayoutBox, baseline_of
from policyreport.renderers.pdf.canvas import Canvas, TextPosition
from policyreport.renderers.pdf.fonts import BOLD, REGULAR
from policyreport.renderers.pdf.line_breaking import Line, broken
from policyreport.renderers.pdf.runs import NUMERAL_ROOM, RunStyle, runs, with_numeral
from policyreport.renderers.pdf.structure_tree import Element

_FEWEST = 2
_LEADER_GAP = 5.0
_DOTS = (0.8, 2.6)
_INDENT, _PAGE_NUMBER_ROOM = 1.4, 4.0
"""In widths of the body's letters."""


class Entry(NamedTuple):
    """A heading as the contents name it: its lines, how far in, and which heading it is, counted from 0.

    ``label`` is its numeral, which stands at the left.
    """

    lines: Sequence[Line]
    indent: float
    look: RunStyle
    before: float
    heading: int
    element: Element
    label: Line | None = None

    @property
    def words(self) -> str:
        """What it says."""
        said = "".join(run.text for line in self.lines for run in line.runs)
        return f"{self.label.runs[0].text} {said}" if self.label else said

    def height(self, leading: float) -> float:
        """The height of its lines in points, the space above them included."""
        return self.before + len(self.lines) * leading * self.look.size


class ContentsBox(NamedTuple):
    """Entries below each other; ``headings`` are those of the document, known once all of it is set."""

    entries: Sequence[Entry]
    headings: Sequence[Element]
    leading: float
    width: float
    leader: str
    before: float = 4
    stays_with_next: bool = False
    stays_with_last: bool = False

    @property
    def height(self) -> float:
        """The height of all entries."""
        return sum(entry.height(self.leading) for entry in self.entries)

    @property
    def least(self) -> float:
        """The height of the first two."""
        return sum(entry.height(self.leading) for entry in self.entries[:_FEWEST])

    def notes(self) -> list[int]:
        """Return nothing: contents mark no footnotes."""
        return []

    def parted(self, room: float) -> tuple[LayoutBox, LayoutBox] | None:
        """Part between entries."""
        count = 0
        while count < len(self.entries) and self.entries[count].height(self.leading) <= room:
            room -= self.entries[count].height(self.leading)
            count += 1
        if not 0 < count < len(self.entries):
            return None
        return self._replace(entries=self.entries[:count]), self._replace(entries=self.entries[count:], before=0)

    def draw(self, pen: Canvas, left: float, top: float) -> None:
        """Draw each entry, its leader and its page."""
        for entry in self.entries:
            self._draw(pen, entry, left, top - entry.before)
            top -= entry.height(self.leading)

    def _draw(self, pen: Canvas, entry: Entry, left: float, top: float) -> None:
        place = pen.places[self.headings[entry.heading]]
        stands = list(self._stands(entry, str(place.page), left, top))
        (*_, text, number), right = stands, left + self.width
        start, end = text.x + text.line.width + _LEADER_GAP, number.x - _LEADER_GAP
        with pen.artifact():
            pen.polyline([(start, text.baseline + 1), (max(start, end), text.baseline + 1)], self.leader, 0.8, _DOTS)
        pen.texts([(entry.element, stands)])
        box = (left, top - len(entry.lines) * self.leading * entry.look.size, right, top)
        pen.lead(entry.element, box, entry.words, place)

    def _stands(self, entry: Entry, page: str, left: float, top: float) -> Iterator[TextPosition]:
        leading = self.leading * entry.look.size
        if entry.label is not None:
            yield TextPosition(entry.label, left, baseline_of(entry.label, top, leading))
        for i, line in enumerate(entry.lines):
            yield TextPosition(
                line._replace(spaced=True), left + entry.indent, baseline_of(line, top - i * leading, leading)
            )
        number = entry.look.run(page)
        baseline = baseline_of(entry.lines[-1], top - (len(entry.lines) - 1) * leading, leading)
        yield TextPosition(Line((number,), number.width), left + self.width - number.width, baseline)


def contents_entries(
    headings: Sequence[Heading], depth: int, theme: Theme, width: float, element: Element
) -> list[Entry]:
    """Return the entries of the headings that say something, down to a level, within a TOC element.

    The column is ``width`` points wide.
    """
    chosen = [(i, h) for i, h in enumerate(headings) if h.level <= depth and plain_text(h.content).strip()]
    return [_entry(heading, i, theme, width, element) for i, heading in chosen]


def _entry(heading: Heading, number: int, theme: Theme, width: float, element: Element) -> Entry:
    is_chapter = heading.level == 1
    colours = theme.colours
    look = RunStyle(theme.sizes.body, *((colours.title, BOLD) if is_chapter else (colours.ink, REGULAR)))
    indent = (heading.level - 1) * theme.sizes.body * _INDENT
    numeral, said = with_numeral(tuple(_unmarked(heading.content)))
    label = Line.of(look.runs(numeral), spaced=True) if numeral else None
    hang = indent + (theme.sizes.body * NUMERAL_ROOM if numeral else 0)
    lines = broken(runs(said, look, theme), width - hang - theme.sizes.body * _PAGE_NUMBER_ROOM)
    link = element.add("TOCI").add("Reference").add("Link")
    return Entry(lines, hang, look, theme.sizes.body * 0.4 if is_chapter else 0, number, link, label)


def _unmarked(content: Iterable[Inline]) -> Iterator[Inline]:
    """Yield content without the marks of its footnotes, and leading nowhere else within the document."""
    for node in content:
        match node:
            case Footnote():
                pass
            case Reference(content=inner):
                yield from _unmarked(inner)
            case Strong(inner) | Link(content=inner):
                yield replace(node, content=tuple(_unmarked(inner)))
            case _:
                yield node
