"""The table of contents: each heading with a leader to the page where it stands, and a link to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from policyreport.document.nodes import Footnote, Heading, Inline, Link, Reference, Strong
from policyreport.document.number_format import plain_text
from policyreport.renderers.pdf.boxes import LayoutBox, baseline_of
from policyreport.renderers.pdf.canvas import Canvas, TextPosition
from policyreport.renderers.pdf.line_breaking import Line, broken
from policyreport.renderers.pdf.runs import (
    NUMERAL_ROOM,
    RenderContext,
    RunStyle,
    plain_style,
    strong_style,
    with_numeral,
)
from policyreport.renderers.pdf.structure_tree import Element

_FEWEST = 2
_LEADER_GAP = 5.0
_DOTS = (0.8, 2.6)
_INDENT, _PAGE_NUMBER_ROOM = 1.4, 4.0
"""In widths of the body's letters."""


class Entry(NamedTuple):
    """A heading as the contents list it: its lines, how far in, and which heading it is, counted from 0.

    ``label`` is its numeral, at the left.
    """

    lines: Sequence[Line]
    indent: float
    style: RunStyle
    before: float
    heading: int
    element: Element
    label: Line | None = None

    @property
    def words(self) -> str:
        """Its text."""
        text = "".join(run.text for line in self.lines for run in line.runs)
        return f"{self.label.runs[0].text} {text}" if self.label else text

    def height(self, leading: float) -> float:
        """The height of its lines in points, the space above them included."""
        return self.before + len(self.lines) * leading * self.style.size


@dataclass(frozen=True)
class ContentsBox(LayoutBox):
    """Entries below each other; ``headings`` are those of the document, known once all of it is laid out."""

    entries: Sequence[Entry]
    headings: Sequence[Element]
    leading: float
    width: float
    leader: str

    @property
    def height(self) -> float:
        """The height of all entries."""
        return sum(entry.height(self.leading) for entry in self.entries)

    @property
    def min_height(self) -> float:
        """The height of the first two."""
        return sum(entry.height(self.leading) for entry in self.entries[:_FEWEST])

    def split(self, room: float) -> tuple[LayoutBox, LayoutBox] | None:
        """Split between entries."""
        count = 0
        while count < len(self.entries) and self.entries[count].height(self.leading) <= room:
            room -= self.entries[count].height(self.leading)
            count += 1
        if not 0 < count < len(self.entries):
            return None
        return replace(self, entries=self.entries[:count]), replace(self, entries=self.entries[count:], before=0)

    def draw(self, canvas: Canvas, left: float, top: float) -> None:
        """Draw each entry, its leader and its page."""
        for entry in self.entries:
            self._draw(canvas, entry, left, top - entry.before)
            top -= entry.height(self.leading)

    def _draw(self, canvas: Canvas, entry: Entry, left: float, top: float) -> None:
        place = canvas.places[self.headings[entry.heading]]
        positions = list(self._positions(entry, str(place.page), left, top))
        (*_, text, number), right = positions, left + self.width
        start, end = text.x + text.line.width + _LEADER_GAP, number.x - _LEADER_GAP
        with canvas.artifact():
            canvas.polyline([(start, text.baseline + 1), (max(start, end), text.baseline + 1)], self.leader, 0.8, _DOTS)
        canvas.texts([(entry.element, positions)])
        box = (left, top - len(entry.lines) * self.leading * entry.style.size, right, top)
        canvas.link(entry.element, box, entry.words, place)

    def _positions(self, entry: Entry, page: str, left: float, top: float) -> Iterator[TextPosition]:
        leading = self.leading * entry.style.size
        if entry.label is not None:
            yield TextPosition(entry.label, left, baseline_of(entry.label, top, leading))
        for i, line in enumerate(entry.lines):
            yield TextPosition(
                line._replace(spaced=True), left + entry.indent, baseline_of(line, top - i * leading, leading)
            )
        number = entry.style.run(page)
        baseline = baseline_of(entry.lines[-1], top - (len(entry.lines) - 1) * leading, leading)
        yield TextPosition(Line((number,), number.width), left + self.width - number.width, baseline)


def contents_entries(
    headings: Sequence[Heading], depth: int, context: RenderContext, width: float, element: Element
) -> list[Entry]:
    """Return the entries of the headings that are not empty, down to a level, within a TOC element.

    The column is ``width`` points wide.
    """
    chosen = [(i, h) for i, h in enumerate(headings) if h.level <= depth and plain_text(h.content).strip()]
    return [_entry(heading, i, context, width, element) for i, heading in chosen]


def _entry(heading: Heading, number: int, context: RenderContext, width: float, element: Element) -> Entry:
    theme, is_chapter = context.theme, heading.level == 1
    size, colours = theme.sizes.body, theme.colours
    style = strong_style(theme, size, colours.title) if is_chapter else plain_style(theme, size, colours.ink)
    indent = (heading.level - 1) * theme.sizes.body * _INDENT
    numeral, text = with_numeral(tuple(_unmarked(heading.content)))
    label = Line.of(style.runs(numeral), spaced=True) if numeral else None
    hang = indent + (theme.sizes.body * NUMERAL_ROOM if numeral else 0)
    lines = broken(context.runs(text, style), width - hang - theme.sizes.body * _PAGE_NUMBER_ROOM)
    link = element.add("TOCI").add("Reference").add("Link")
    return Entry(lines, hang, style, theme.sizes.body * 0.4 if is_chapter else 0, number, link, label)


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
