"""How a document begins: with a head on its first page, with a cover, or as a notice under its banner."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from policyreport.document.nodes import Meta, Pair, Text
from policyreport.renderers.pdf.boxes import LayoutBox, TextBox, baseline_of, notes_of
from policyreport.renderers.pdf.canvas import Canvas, TextPosition
from policyreport.renderers.pdf.line_breaking import Line, broken
from policyreport.renderers.pdf.paginate import Footnotes, height_of
from policyreport.renderers.pdf.runs import RunStyle, plain_style, strong_style
from policyreport.renderers.pdf.structure_tree import Element, Role

_PAD = 7.0
_BETWEEN_PAIRS = 2.0
"""In letters' widths."""
_COVER_TITLE = 1.35
_COVER_TOP = 0.24
_BANNER = 1.25
_ROW_PAD = 3.5
BANNER_SHARE = 0.4
"""Of the width, what a notice's banner takes beside its particulars, as in Word and 한글."""


class TextAt(NamedTuple):
    """A text, and how far in it is on its line, in points."""

    line: Line
    indent: float


@dataclass(frozen=True)
class RuledBox(LayoutBox):
    """Lines between a thick rule above and a thin one below, each of texts side by side; never split."""

    lines: Sequence[Sequence[TextAt]]
    leading: float
    element: Element
    width: float
    edge: str
    rule: str

    @property
    def height(self) -> float:
        """The height of its lines and padding."""
        return self.leading * len(self.lines) + 2 * _PAD

    def notes(self) -> list[int]:
        """Return the numbers of the footnotes that its lines mark."""
        return list(notes_of(text.line for line in self.lines for text in line))

    def draw(self, canvas: Canvas, left: float, top: float) -> None:
        """Draw the rules and the lines."""
        canvas.rule(left, left + self.width, top, self.edge, 1.4)
        canvas.rule(left, left + self.width, top - self.height, self.rule, 0.5)
        positions: list[TextPosition] = []
        for number, line in enumerate(self.lines):
            line_top = top - _PAD - number * self.leading
            positions += [TextPosition(t, left + indent, baseline_of(t, line_top, self.leading)) for t, indent in line]
        canvas.texts([(self.element, positions)])


@dataclass(frozen=True)
class CoverBox(LayoutBox):
    """Parts that have a page to themselves, ``room`` points high, the last of them at its foot."""

    parts: Sequence[LayoutBox]
    room: float

    @property
    def height(self) -> float:
        """The height of the page; more where the parts need more."""
        return max(self.room, self._needed)

    @property
    def _needed(self) -> float:
        return sum(part.before + part.height for part in self.parts)

    def notes(self) -> list[int]:
        """Return the numbers of the footnotes that its parts mark."""
        return [number for part in self.parts for number in part.notes()]

    def draw(self, canvas: Canvas, left: float, top: float) -> None:
        """Draw the parts, from a quarter of the page down, or from higher where they need the room."""
        *upper, last = self.parts
        y = top - min(self.height * _COVER_TOP, self.height - self._needed)
        for part in upper:
            y -= part.before
            part.draw(canvas, left, y)
            y -= part.height
        last.draw(canvas, left, top - self.height + last.height)


class BannerRow(NamedTuple):
    """Beside a banner: a label, and the lines of what it stands for."""

    label: Line
    content: Sequence[Line]


@dataclass(frozen=True)
class BannerBox(LayoutBox):
    """The banner of a notice between rules, and beside it, a row each, its particulars; never split."""

    banner: Sequence[Line]
    banner_element: Element
    banner_leading: float
    rows: Sequence[BannerRow]
    element: Element
    leading: float
    width: float
    edge: str
    rule: str

    @property
    def height(self) -> float:
        """The height of its rows, or of the banner where that is higher."""
        banner = self.banner_leading * len(self.banner) + 2 * _PAD
        return max(banner, sum(map(self._row_height, self.rows)))

    def notes(self) -> list[int]:
        """Return the numbers of the footnotes that its rows mark."""
        return list(notes_of(line for row in self.rows for line in (row.label, *row.content)))

    def draw(self, canvas: Canvas, left: float, top: float) -> None:
        """Draw the rules, the banner in the middle of its part, and the rows."""
        canvas.rule(left, left + self.width, top, self.edge, 1.4)
        canvas.rule(left, left + self.width, top - self.height, self.edge, 1.4)
        part = self.width * BANNER_SHARE if self.rows else self.width
        above = (self.height - self.banner_leading * len(self.banner)) / 2
        title = [
            TextPosition(
                line,
                left + (part - line.width) / 2,
                baseline_of(line, top - above - number * self.banner_leading, self.banner_leading),
            )
            for number, line in enumerate(self.banner)
        ]
        canvas.texts([(self.banner_element, title)])
        if self.rows:
            self._draw_rows(canvas, left + part, top)

    def _draw_rows(self, canvas: Canvas, left: float, top: float) -> None:
        indent = max(row.label.width for row in self.rows) + self.leading
        spare = (self.height - sum(map(self._row_height, self.rows))) / len(self.rows)
        right = left + self.width * (1 - BANNER_SHARE)
        positions: list[TextPosition] = []
        for number, row in enumerate(self.rows):
            if number:
                canvas.rule(left, right, top, self.rule, 0.5)
            line_top = top - _ROW_PAD - spare / 2
            positions.append(TextPosition(row.label, left, baseline_of(row.label, line_top, self.leading)))
            for at, line in enumerate(row.content):
                baseline = baseline_of(line, line_top - at * self.leading, self.leading)
                positions.append(TextPosition(line, left + indent, baseline))
            top -= self._row_height(row) + spare
        canvas.texts([(self.element, positions)])

    def _row_height(self, row: BannerRow) -> float:
        return self.leading * max(len(row.content), 1) + 2 * _ROW_PAD


class FrontMatterLayout:
    """Lays out the front of a document in a column ``width`` points wide."""

    def __init__(self, meta: Meta, width: float, root: Element, footnotes: Footnotes) -> None:
        self._meta, self._width, self._root, self._footnotes = meta, width, root, footnotes
        self._context = footnotes.context
        self._theme = self._context.theme
        self._sizes, self._colours = self._theme.sizes, self._theme.colours

    def boxes(self, height: float) -> list[LayoutBox]:
        """Return the boxes before the body; ``height`` is that of a page's column in points."""
        match self._meta.front:
            case "head":
                return [*self._titles(1), *self._particulars(11)]
            case "cover":
                parts = [*self._titles(_COVER_TITLE), *self._particulars(24)]
                parts.append(self._text(self._meta.organisation, "P", self._sizes.heading1, 1.6))
                notes = list(self._footnotes.marked(number for part in parts for number in part.notes()))
                return [CoverBox(parts, height - height_of(notes))]
            case "notice":
                return [self._banner(), *self._notice_titles()]

    def _titles(self, scale: float) -> Iterator[LayoutBox]:
        yield self._text(self._meta.title, "H1", self._sizes.title * scale, 1.32)
        if self._meta.subtitle:
            style = plain_style(self._theme, self._sizes.subtitle * scale, self._colours.quiet)
            yield replace(self._text(self._meta.subtitle, "P", style.size, 1.5, style), before=4 * scale)

    def _banner(self) -> BannerBox:
        size, colours, pairs = self._sizes.title * _BANNER, self._colours, self._meta.particulars
        part = self._width * BANNER_SHARE if pairs else self._width
        lines = broken(strong_style(self._theme, size, colours.title).runs(self._meta.banner), part - _PAD)
        banner, rows = self._root.add("P"), self._root.add("P")
        leading = self._sizes.table * 1.6
        label = strong_style(self._theme, self._sizes.table, colours.title)
        content = plain_style(self._theme, self._sizes.table, colours.ink)
        labels = [Line.of(self._context.runs((*pair.label, Text(" ")), label)) for pair in pairs]
        room = self._width - part - max((line.width for line in labels), default=0) - leading
        made = [
            BannerRow(
                line, [one._replace(spaced=True) for one in broken(self._context.runs(pair.content, content), room)]
            )
            for line, pair in zip(labels, pairs, strict=True)
        ]
        return BannerBox(lines, banner, size * 1.4, made, rows, leading, self._width, colours.title, colours.rule)

    def _notice_titles(self) -> Iterator[LayoutBox]:
        """Yield the title and, between dashes, the subtitle, centred as press releases have them."""
        size = self._sizes.title
        style = strong_style(self._theme, size * 0.9, self._colours.title)
        yield replace(self._text(self._meta.title, "H1", size, 1.22, style), before=20, centred=True)
        if self._meta.subtitle:
            size = self._sizes.subtitle
            style = strong_style(self._theme, size, self._colours.ink)
            yield replace(self._text(f"- {self._meta.subtitle} -", "P", size, 1.5, style), before=6, centred=True)

    def _text(self, text: str, role: Role, size: float, leading: float, style: RunStyle | None = None) -> TextBox:
        """Return text in a style, else in bold in the colour of titles; ``leading`` is line height over ``size``."""
        style = style or strong_style(self._theme, size, self._colours.title)
        lines = broken(style.runs(text), self._width)
        return TextBox(lines, size * leading, self._root.add(role), width=self._width)

    def _particulars(self, before: float) -> Iterator[LayoutBox]:
        if self._meta.particulars:
            lines, element = self._pair_lines(self._meta.particulars), self._root.add("P")
            leading, colours = self._sizes.table * 1.6, self._colours
            yield RuledBox(lines, leading, element, self._width, colours.title, colours.rule, before=before)

    def _pair_lines(self, pairs: Sequence[Pair]) -> list[list[TextAt]]:
        """Return the pairs side by side, in as many lines as they need; only one wider than a line is broken."""
        gap = self._sizes.table * _BETWEEN_PAIRS
        label_style = plain_style(self._theme, self._sizes.table, self._colours.quiet)
        content_style = strong_style(self._theme, self._sizes.table, self._colours.ink)
        lines: list[list[TextAt]] = []
        for pair in pairs:
            label = self._context.runs((*pair.label, Text(" ")), label_style)
            runs = [*label, *self._context.runs(pair.content, content_style)]
            first, *more = (line._replace(spaced=True) for line in broken(runs, self._width))
            indent = lines[-1][-1].indent + lines[-1][-1].line.width + gap if lines else 0
            if lines and not more and indent + first.width <= self._width:
                lines[-1].append(TextAt(first, indent))
            else:
                lines += [[TextAt(line, 0)] for line in (first, *more)]
        return lines
