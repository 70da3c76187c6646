"""Draw on pages: content is marked with its structure element, everything else as an artifact.

Each number's place is recorded. Text and rules are written as operators (ISO 32000-1, annex A) on ReportLab's canvas.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from string import punctuation
from typing import Literal, NamedTuple
from urllib.parse import quote

from policyreport.document.nodes import Image
from policyreport.document.output import Placement
from policyreport.renderers.pdf.font_embedding import EmbeddedFace
from policyreport.renderers.pdf.fonts import Face
from policyreport.renderers.pdf.line_breaking import Line
from policyreport.renderers.pdf.runs import Run
from policyreport.renderers.pdf.structure_tree import Element, Mark, text_entry
from policyreport.renderers.pdf.tagged_pdf import Box, Place, RowNamed, TaggedCanvas, Target

Point = tuple[float, float]
Artifact = Literal["Layout", "Pagination"]
_ASCENT, _DESCENT = 0.88, 0.12
_FEW_LETTERS = 4
"""So few letters are a mark, not words."""


class TextPosition(NamedTuple):
    """A line, and its place: its left end and its baseline; ``spread`` is added after each letter, in points."""

    line: Line
    x: float
    baseline: float
    spread: float = 0


class Canvas:
    """Draws on the pages of a document; points are measured from the lower left.

    ``placements`` gathers every number drawn. ``places`` are those of headings and notes, for the links to them;
    ``notes`` are the elements of the footnotes by their numbers. ``starts`` gathers the first words on each page.
    Where it ``names_facts``, elements bear the ids of the numbers that they show.
    """

    def __init__(
        self,
        canvas: TaggedCanvas,
        places: Mapping[Element, Place],
        notes: Mapping[int, Element],
        *,
        names_facts: bool = True,
    ) -> None:
        self.page = 1
        self.placements: list[Placement] = []
        self.starts: list[str] = []
        self.places = places
        self._notes, self._names_facts = notes, names_facts
        self._canvas = canvas
        self._faces: dict[Face, EmbeddedFace] = {}
        self._level = -1
        self._address = self._fact = ""
        self._begin_page()

    def next_page(self) -> None:
        """End the page and begin the next."""
        self._canvas.showPage()
        self.page += 1
        self._begin_page()

    def _begin_page(self) -> None:
        self._write = self._canvas.addLiteral
        self._marks = 0
        self.starts.append("")
        self._is_open = False
        self._figure: Element | None = None
        self._font: tuple[Face, float] | None = None
        self._fill = self._stroke = ""

    @contextmanager
    def figure(self, element: Element) -> Generator[None]:
        """Mark all that is drawn within as what a figure shows."""
        self._write(self._mark_of(element))
        self._is_open, self._figure = True, element
        yield
        self._is_open, self._figure = False, None
        self._write("EMC")

    @contextmanager
    def artifact(self, kind: Artifact = "Layout") -> Generator[None]:
        """Mark all that is drawn within as no part of the document's content, unless it is within a figure."""
        if self._is_open:
            yield
            return
        self._write(f"/Artifact<</Type/{kind}>>BDC")
        self._is_open = True
        yield
        self._is_open = False
        self._write("EMC")

    def texts(self, groups: Iterable[tuple[Element, Sequence[TextPosition]]]) -> None:
        """Draw lines, each group as the content of its element."""
        self._write("BT")
        for element, positions in groups:
            if positions:
                if len(self.starts[-1]) < _FEW_LETTERS:
                    self.starts[-1] += "".join(run.text for run in positions[0].line.runs) + " "
                self._address = self._fact = ""
                within = self._first_part(element, positions)
                self._write(self._mark_of(within))
                for position in positions:
                    within = self._draw_line(element, within, position)
                self._write("EMC")
        self._write("ET")

    def line(self, line: Line, x: float, baseline: float) -> None:
        """Draw a line within a figure or an artifact."""
        self._write("BT")
        for run in line.runs:
            if run.note and self._figure is not None:
                self._figure.kids.append(self._notes[run.note])
            self._show(run, x, baseline)
            x += run.width
        self._write("ET")

    def turned_line(self, line: Line, x: float, bottom: float) -> None:
        """Draw a line read upwards within a figure or an artifact, from ``bottom`` on; its baseline stands at ``x``."""
        self._write("BT")
        for run in line.runs:
            if run.note and self._figure is not None:
                self._figure.kids.append(self._notes[run.note])
            self._show(run, x, bottom, turned=True)
            bottom += run.width
        self._write("ET")

    def link(self, element: Element, box: Box, text: str, target: Target) -> None:
        """Make an area a link to a web address or to a place in the document; ``text`` is what a reader reads out."""
        element.kids.append(self._canvas.link(box, text, target))

    def name_row(self, name: str, top: float) -> None:
        """Let references lead to a height on the page."""
        self._canvas.name_row(name, top)

    def bookmark(self, title: str, level: int, top: float) -> None:
        """Enter a heading into the outline that readers show beside the pages; no level of it is passed over."""
        self._level = min(level, self._level + 1)
        self._canvas.outline(title, self._level, top)

    def fill(self, left: float, bottom: float, width: float, height: float, colour: str) -> None:
        """Fill a rectangle."""
        with self.artifact():
            self._write(f"{self._filled(colour)}{left:.2f} {bottom:.2f} {width:.2f} {height:.2f} re f")

    def frame(self, left: float, bottom: float, width: float, height: float, colour: str) -> None:
        """Draw a rectangle's outline."""
        with self.artifact():
            self._write(f"{self._stroked(colour)}0.6 w {left:.2f} {bottom:.2f} {width:.2f} {height:.2f} re S")

    def rule(self, left: float, right: float, y: float, colour: str, thickness: float) -> None:
        """Draw a horizontal rule."""
        self.rules(left, right, [y], colour, thickness)

    def rules(self, left: float, right: float, heights: Iterable[float], colour: str, thickness: float) -> None:
        """Draw horizontal rules of one length."""
        lines = " ".join([f"{left:.2f} {y:.2f} m {right:.2f} {y:.2f} l" for y in heights])
        with self.artifact():
            self._write(f"{self._stroked(colour)}{thickness:.2f} w {lines} S")

    def image(self, image: Image, left: float, bottom: float, size: tuple[float, float]) -> None:
        """Draw a picture of a size in points."""
        name = self._canvas.image(image)
        with self.artifact():
            self._write(f"q {size[0]:.2f} 0 0 {size[1]:.2f} {left:.2f} {bottom:.2f} cm /{name} Do Q")

    def polygon(self, points: Sequence[Point], colour: str) -> None:
        """Fill the shape whose corners the points are."""
        with self.artifact():
            self._write(f"{self._filled(colour)}{_path(points)} h f")

    def polyline(self, points: Sequence[Point], colour: str, thickness: float, dash: tuple[float, ...] = ()) -> None:
        """Draw straight lines from point to point; ``dash`` holds the lengths of strokes and gaps by turns."""
        strokes = " ".join(f"{length:.2f}" for length in dash)
        with self.artifact():
            self._write(f"[{strokes}] 0 d {self._stroked(colour)}{thickness:.2f} w {_path(points)} S [] 0 d")

    def _mark_of(self, element: Element) -> str:
        number = self._marks
        self._marks = number + 1
        element.kids.append(Mark(self.page - 1, number))
        return f"/{element.role}<</MCID {number}>>BDC"

    def _draw_line(self, element: Element, within: Element, position: TextPosition) -> Element:
        """Draw a line of an element's content; return within which element it ends: this one, or a link's."""
        line, x, baseline, spread = position
        if spread:
            self._write(f"{spread:.4f} Tc")
        for run in line.runs:
            if run.address or run.row or run.note or run.spoken or run.fact or within is not element:
                within = self._element_of(run, element, within)
            self._show(run, x, baseline, after=" " if line.spaced and run is line.runs[-1] else "")
            wide = run.width + spread * len(run.text)
            if within is not element and within.role == "Link":
                box = (x, baseline - _DESCENT * run.size, x + wide, baseline + _ASCENT * run.size)
                words = f"각주 {run.note}" if run.note else run.address or run.text.strip() or run.row
                self.link(within, box, words, self._target(run))
            x += wide
        if spread:
            self._write("0 Tc")
        return within

    def _first_part(self, element: Element, positions: Sequence[TextPosition]) -> Element:
        """Return the element with which a group of lines begins: a new one where they begin with a number.

        A number that is all that they say, as in a table's cell, needs none.
        """
        first = positions[0].line.runs[0] if positions[0].line.runs else None
        if first is None or not self._is_only_number(first):
            return element
        runs = (run for position in positions for run in position.line.runs)
        is_all = not element.kids and all(run.fact == first.fact for run in runs)
        within = element if is_all else self._part(first, element)
        self._name_fact(first, within)
        self._fact = first.fact
        return within

    def _element_of(self, run: Run, element: Element, within: Element) -> Element:
        """Return the element of a run: a new one for a link, a footnote's mark or what is read as something else.

        The same link goes on in its element.
        """
        address = "" if run.note else run.address or run.row
        is_same_link = within is not element and address and address == self._address
        if is_same_link or (self._is_only_number(run) and run.fact == self._fact):
            self._name_fact(run, within)
            return within
        self._address, self._fact = address, run.fact if self._is_only_number(run) else ""
        if run.note:
            reference = element.add("Reference")
            element.kids.append(self._notes[run.note])
            new = reference.add("Link")
        else:
            new = element.add("Link") if address else self._part(run, element)
            self._name_fact(run, new)
        self._write("EMC " + self._mark_of(new))
        return new

    def _is_only_number(self, run: Run) -> bool:
        """Say whether a run shows a number that is to be named and does nothing else, as a link does."""
        return self._names_facts and bool(run.fact) and not (run.address or run.row or run.note or run.spoken)

    def _name_fact(self, run: Run, element: Element) -> None:
        """Let an element name the number that a run shows: by its id, what it stands on is found."""
        if self._names_facts and run.fact and run.fact not in element.facts:
            element.facts += (run.fact,)

    def _part(self, run: Run, element: Element) -> Element:
        """Return the element of a run that is no link: a new one for a number and for what is read otherwise."""
        if run.spoken:
            return element.add("Span", text_entry("ActualText", run.spoken))
        return element.add("Span") if self._is_only_number(run) else element

    def _target(self, run: Run) -> Target:
        """Return where a run leads: to its address (in ASCII, as ISO 32000-1, 12.6.4.7 asks), a row, or its note."""
        if run.address:
            return quote(run.address, safe=punctuation)
        return RowNamed(run.row) if run.row and not run.note else self.places[self._notes[run.note]]

    def _show(self, run: Run, x: float, baseline: float, after: str = "", *, turned: bool = False) -> None:
        text, face, size, colour = run[:4]
        font = self._faces.get(face)
        if font is None:
            font = self._faces[face] = EmbeddedFace(face, f"F{len(self._faces) + 1}")
            self._canvas.embed(font)
        at = (x - run.raised, baseline) if turned else (x, baseline + run.raised)
        matrix = f"{'0 1 -1 0' if turned else '1 0 0 1'} {at[0]:.2f} {at[1]:.2f}"
        operators = f"{matrix} Tm<{font.encode(text + after)}>Tj"
        if self._font != (face, size):
            self._font = face, size
            operators = f"/{font.name} {size:.2f} Tf {operators}"
        self._write(self._filled(colour) + operators)
        if run.fact:
            if self._figure is not None:
                self._name_fact(run, self._figure)
            above, below = _ASCENT * size, _DESCENT * size
            left, bottom, right, top = (
                (x - above, baseline, x + below, baseline + run.width)
                if turned
                else (x, baseline - below, x + run.width, baseline + above)
            )
            where = f"page {self.page} at {left:.1f},{bottom:.1f} to {right:.1f},{top:.1f}"
            self.placements.append(Placement(run.fact, text, where))

    def _filled(self, colour: str) -> str:
        """Return the operator that sets the colour of text and of filled shapes, where it is not set already."""
        if self._fill == colour:
            return ""
        self._fill = colour
        return f"{_components(colour)} rg "

    def _stroked(self, colour: str) -> str:
        """Return the operator that sets the colour of lines, where it is not set already."""
        if self._stroke == colour:
            return ""
        self._stroke = colour
        return f"{_components(colour)} RG "


def _path(points: Sequence[Point]) -> str:
    (x, y), *rest = points
    return f"{x:.2f} {y:.2f} m " + " ".join(f"{x:.2f} {y:.2f} l" for x, y in rest)


@cache
def _components(colour: str) -> str:
    return " ".join(f"{int(colour[i : i + 2], 16) / 255:.4f}" for i in (1, 3, 5))
