"""How a document begins: with a head on its first page, with a cover, or as a notice under its banner."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from policyreport.document.nodes import Meta, Pair, Text
from policyreport.document.theme import Theme
from policyreport.renderers.pdf.boxes import LayoutBox, TextBox, baseline_of, notes_of
from policyreport.renderers.pdf.canvas import Canvas, TextPosition
from policyreport.renderers.pdf.fonts import BOLD
from policyreport.renderers.pdf.line_breaking import Line, broken
from policyreport.renderers.pdf.paginate import Footnotes, height_of
from policyreport.renderers.pdf.runs import Run, RunStyle, runs
from policyreport.renderers.pdf.structure_tree import Element, Role

_PAD = 7.0
_BETWEEN_PAIRS = 2.0
"""In letters' widths."""
_COVER_TITLE = 1.35
_COVER_TOP = 0.24
_BANNER = 1.25


class Beside(NamedTuple):
    """A text, and how far in it stands on its line, in points."""

    line: Line
    indent: float

    @property
    def end(self) -> float:
        """Where it ends, from the left."""
        return self.indent + self.line.width


class RuledBox(NamedTuple):
    """Lines between a thick rule above and a thin one below, each of texts side by side; never parted."""

    lines: Sequence[Sequence[Beside]]
    leading: float
    element: Element
    width: float
    edge: str
    rule: str
    before: float = 0
    stays_with_next: bool = False
    stays_with_last: bool = False

    @property
    def height(self) -> float:
        """The height of its lines and padding."""
        return self.leading * len(self.lines) + 2 * _PAD

    @property
    def least(self) -> float:
        """All of it."""
        return self.height

    def notes(self) -> list[int]:
        """Return the numbers of the footnotes that its lines mark."""
        return list(notes_of(text.line for line in self.lines for text in line))

    def parted(self, room: float) -> tuple[LayoutBox, LayoutBox] | None:  # noqa: ARG002
        """It stays whole."""
        return None

    def draw(self, pen: Canvas, left: float, top: float) -> None:
        """Draw the rules and the lines."""
        pen.rule(left, left + self.width, top, self.edge, 1.4)
        pen.rule(left, left + self.width, top - self.height, self.rule, 0.5)
        pen.texts([(self.element, list(self._stands(left, top - _PAD)))])

    def _stands(self, left: float, top: float) -> Iterator[TextPosition]:
        for number, line in enumerate(self.lines):
            for text, indent in line:
                yield TextPosition(text, left + indent, baseline_of(text, top - number * self.leading, self.leading))


class CoverBox(NamedTuple):
    """Parts that have a page to themselves, ``room`` points high, the last of them at its foot."""

    parts: Sequence[LayoutBox]
    room: float
    before: float = 0
    stays_with_next: bool = False
    stays_with_last: bool = False

    @property
    def height(self) -> float:
        """The height of the page; more where the parts need more."""
        return max(self.room, self._needed)

    @property
    def _needed(self) -> float:
        return sum(part.before + part.height for part in self.parts)

    @property
    def least(self) -> float:
        """All of the page."""
        return self.height

    def notes(self) -> list[int]:
        """Return the numbers of the footnotes that its parts mark."""
        return [number for part in self.parts for number in part.notes()]

    def parted(self, room: float) -> tuple[LayoutBox, LayoutBox] | None:  # noqa: ARG002
        """It stays whole."""
        return None

    def draw(self, pen: Canvas, left: float, top: float) -> None:
        """Draw the parts, from a quarter of the page down, or from higher where they need the room."""
        *upper, last = self.parts
        y = top - min(self.height * _COVER_TOP, self.height - self._needed)
        for part in upper:
            y -= part.before
            part.draw(pen, left, y)
            y -= part.height
        last.draw(pen, left, top - self.height + last.height)


class FrontMatterLayout:
    """Sets the front of a document in a column ``width`` points wide."""

    def __init__(self, meta: Meta, theme: Theme, width: float, root: Element, footnotes: Footnotes) -> None:
        self._meta, self._theme, self._width, self._root, self._footnotes = meta, theme, width, root, footnotes

    def parts(self, height: float) -> list[LayoutBox]:
        """Return the parts that stand before the body; ``height`` is that of a page's column in points."""
        match self._meta.front:
            case "head":
                return [*self._titles(1), *self._particulars(11)]
            case "cover":
                return [self._cover(height)]
            case "notice":
                return [*self._banner(), *self._particulars(4), *self._notice_titles()]

    def _cover(self, height: float) -> LayoutBox:
        parts = [*self._titles(_COVER_TITLE), *self._particulars(24), self._organisation()]
        notes = list(self._footnotes.marked(number for part in parts for number in part.notes()))
        return CoverBox(parts, height - height_of(notes))

    def _titles(self, scale: float) -> Iterable[LayoutBox]:
        sizes, colours = self._theme.sizes, self._theme.colours
        title = RunStyle(sizes.title * scale, colours.title, BOLD).runs(self._meta.title)
        yield self._text(title, "H1", sizes.title * scale * 1.32)
        if self._meta.subtitle:
            subtitle = RunStyle(sizes.subtitle * scale, colours.quiet).runs(self._meta.subtitle)
            yield self._text(subtitle, "P", sizes.subtitle * scale * 1.5)._replace(before=4 * scale)

    def _notice_titles(self) -> Iterable[LayoutBox]:
        """Yield the title and, between dashes, the subtitle, centred as press releases have them."""
        sizes, colours = self._theme.sizes, self._theme.colours
        title = RunStyle(sizes.title * 0.9, colours.title, BOLD).runs(self._meta.title)
        yield self._text(title, "H1", sizes.title * 1.22)._replace(before=20, centred=True)
        if self._meta.subtitle:
            subtitle = RunStyle(sizes.subtitle, colours.ink, BOLD).runs(f"- {self._meta.subtitle} -")
            yield self._text(subtitle, "P", sizes.subtitle * 1.5)._replace(before=6, centred=True)

    def _banner(self) -> Iterable[LayoutBox]:
        sizes, colours = self._theme.sizes, self._theme.colours
        banner = RunStyle(sizes.title * _BANNER, colours.title, BOLD).runs(self._meta.banner)
        organisation = RunStyle(sizes.subtitle, colours.title, BOLD).runs(self._meta.organisation)
        line, text = Line.of(organisation), self._text(banner, "P", sizes.title * _BANNER * 1.4)
        if len(text.lines) == 1 and text.lines[0].width + _PAD + line.width <= self._width:
            yield text._replace(tail=(line, self._root.add("P")))
        else:
            yield text
            yield self._text(organisation, "P", sizes.subtitle * 1.5)

    def _organisation(self) -> LayoutBox:
        look = RunStyle(self._theme.sizes.heading1, self._theme.colours.title, BOLD)
        return self._text(look.runs(self._meta.organisation), "P", look.size * 1.6)

    def _text(self, content: Sequence[Run], role: Role, leading: float) -> TextBox:
        return TextBox(broken(content, self._width), leading, self._root.add(role), width=self._width)

    def _particulars(self, before: float) -> Iterable[LayoutBox]:
        if self._meta.particulars:
            sizes, colours = self._theme.sizes, self._theme.colours
            lines, element = self._pair_lines(self._meta.particulars), self._root.add("P")
            yield RuledBox(lines, sizes.table * 1.6, element, self._width, colours.title, colours.rule, before=before)

    def _pair_lines(self, pairs: Sequence[Pair]) -> list[list[Beside]]:
        """Return the pairs side by side, in as many lines as they need; only one wider than a line is parted."""
        gap = self._theme.sizes.table * _BETWEEN_PAIRS
        lines: list[list[Beside]] = []
        for pair in pairs:
            first, *more = (line._replace(spaced=True) for line in broken(self._pair(pair), self._width))
            if lines and not more and lines[-1][-1].end + gap + first.width <= self._width:
                lines[-1].append(Beside(first, lines[-1][-1].end + gap))
            else:
                lines += [[Beside(line, 0)] for line in (first, *more)]
        return lines

    def _pair(self, pair: Pair) -> list[Run]:
        size, colours = self._theme.sizes.table, self._theme.colours
        label = runs((*pair.label, Text(" ")), RunStyle(size, colours.quiet), self._theme, self._footnotes.number)
        return [*label, *runs(pair.content, RunStyle(size, colours.ink, BOLD), self._theme, self._footnotes.number)]
