"""Drawing on one page, and noting where each number came to stand."""

from __future__ import annotations

from collections.abc import Sequence
from string import punctuation
from urllib.parse import quote

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.pathobject import PDFPathObject

from policyreport.document.rendered import Placement
from policyreport.render.pdf.lines import Line
from policyreport.render.pdf.runs import Run

Point = tuple[float, float]
_ASCENT, _DESCENT = 0.88, 0.12


class Pen:
    """Draws on a canvas; ``placements`` gathers every number drawn. Points are measured from the lower left."""

    def __init__(self, canvas: Canvas) -> None:
        self.canvas = canvas
        self.page = 1
        self.placements: list[Placement] = []
        self._level = -1

    def next_page(self) -> None:
        """End the page and begin the next."""
        self.canvas.showPage()
        self.page += 1

    def line(self, line: Line, x: float, baseline: float) -> None:
        """Draw a line of runs from ``x`` on."""
        for run in line.runs:
            self.run(run, x, baseline)
            x += run.width

    def run(self, run: Run, x: float, baseline: float) -> None:
        """Draw one run; a number's place is noted, a link can be followed (in ASCII, as ISO 32000-1, 12.6.4.7 asks)."""
        text = self.canvas.beginText(x, baseline)
        text.setFont(run.face, run.size)
        text.setFillColor(HexColor(run.colour))
        text.textOut(run.text)
        self.canvas.drawText(text)
        box = (x, baseline - _DESCENT * run.size, x + run.width, baseline + _ASCENT * run.size)
        if run.fact:
            left, bottom, right, top = box
            where = f"page {self.page} at {left:.1f},{bottom:.1f} to {right:.1f},{top:.1f}"
            self.placements.append(Placement(run.fact, run.text, where))
        if run.address:
            address = quote(run.address, safe=punctuation)
            self.canvas.linkURL(address, box, relative=0, thickness=0)  # pyright: ignore[reportUnknownMemberType]

    def rule(self, left: float, right: float, y: float, colour: str, thickness: float) -> None:
        """Draw a horizontal rule."""
        self.canvas.setStrokeColor(HexColor(colour))
        self.canvas.setLineWidth(thickness)
        self.canvas.line(left, y, right, y)

    def fill(self, left: float, bottom: float, width: float, height: float, colour: str) -> None:
        """Fill a rectangle."""
        self.canvas.setFillColor(HexColor(colour))
        self.canvas.rect(left, bottom, width, height, stroke=0, fill=1)

    def frame(self, left: float, bottom: float, width: float, height: float, colour: str) -> None:
        """Draw a rectangle's outline."""
        self.canvas.setStrokeColor(HexColor(colour))
        self.canvas.setLineWidth(0.6)
        self.canvas.rect(left, bottom, width, height, stroke=1, fill=0)

    def polygon(self, points: Sequence[Point], colour: str) -> None:
        """Fill the shape whose corners the points are."""
        self.canvas.setFillColor(HexColor(colour))
        self.canvas.drawPath(self._path(points, closed=True), stroke=0, fill=1)

    def polyline(self, points: Sequence[Point], colour: str, thickness: float, dash: tuple[float, ...] = ()) -> None:
        """Draw straight lines from point to point; ``dash`` holds the lengths of strokes and gaps by turns."""
        self.canvas.setStrokeColor(HexColor(colour))
        self.canvas.setLineWidth(thickness)
        self.canvas.setDash(list(dash))
        self.canvas.drawPath(self._path(points, closed=False), stroke=1, fill=0)
        self.canvas.setDash([])

    def _path(self, points: Sequence[Point], *, closed: bool) -> PDFPathObject:
        path = self.canvas.beginPath()
        path.moveTo(*points[0])
        for point in points[1:]:
            path.lineTo(*point)
        if closed:
            path.close()
        return path

    def bookmark(self, title: str, level: int, top: float) -> None:
        """Enter a heading into the outline that readers show beside the pages; no level of it is passed over."""
        self._level = min(level, self._level + 1)
        key = f"heading-{self.page}-{top:.0f}-{title}"
        self.canvas.bookmarkHorizontal(key, 0, top)  # pyright: ignore[reportUnknownMemberType]
        self.canvas.addOutlineEntry(title, key, self._level)  # pyright: ignore[reportUnknownMemberType]
