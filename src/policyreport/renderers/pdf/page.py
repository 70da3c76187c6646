"""The head and foot of every page: title, quarter, licence, page number, and a mark if there is one."""

from __future__ import annotations

from typing import NamedTuple

from policyreport.document.nodes import Date, Meta
from policyreport.document.number_format import date_text
from policyreport.document.picture_size import logo_size
from policyreport.document.theme import Theme
from policyreport.renderers.pdf.canvas import Canvas, TextPosition
from policyreport.renderers.pdf.line_breaking import Line, broken
from policyreport.renderers.pdf.runs import plain_style, strong_style
from policyreport.renderers.pdf.structure_tree import Element

_HEAD_RULE_BELOW, _FOOT_RULE_ABOVE = 9.0, 15.0
_GAP = 12.0
_LOGO_BELOW, _LOGO_GAP = 6.0, 8.0
"""How far a logo goes below the baseline of the head, and what parts it from the title, in points."""
_MOST_LINES = 1.8
"""How many lines a text at the left may fill before its type grows smaller."""
_LEADING = 1.3
_WATERMARK = "초안"
_WATERMARK_COLOUR = "#F1F2F4"
"""Light enough that what is printed over it keeps its contrast."""
_WATERMARK_SHARE = 0.36


class Frame(NamedTuple):
    """The sides of a page's column, and the baselines of its head and foot, in points."""

    left: float
    right: float
    head: float
    foot: float


class PageFrameDrawer:
    """Draws the head and foot of pages.

    They are no part of a document's content, but for its mark and its licence, which a listener has to hear: the first
    page has them as the elements ``spoken``, where there are such.
    """

    def __init__(self, meta: Meta, theme: Theme, total: int, spoken: tuple[Element | None, Element | None]) -> None:
        self._meta, self._theme, self._total, self._spoken = meta, theme, total, spoken
        self._style = plain_style(theme, theme.sizes.furniture, theme.colours.quiet)

    def draw(self, canvas: Canvas, frame: Frame) -> None:
        """Draw them on the page."""
        as_of, mark, title = self._head(frame)
        number = self._at_right(f"{canvas.page} / {self._total}", frame.right, frame.foot)
        licence = self._at_left(self._meta.licence, number.x - _GAP, (frame.left, frame.foot), upwards=False)
        is_first = canvas.page == 1
        with canvas.artifact("Pagination"):
            if self._meta.draft:
                self._draw_watermark(canvas, frame)
            heights = [frame.head - _HEAD_RULE_BELOW, frame.foot + _FOOT_RULE_ABOVE]
            canvas.rules(frame.left, frame.right, heights, self._theme.colours.rule, 0.5)
            self._draw_logo(canvas, frame)
            for line, x, baseline, _ in [as_of, *title, number, *([] if is_first else [*mark, *licence])]:
                canvas.line(line, x, baseline)
        if is_first:
            texts = zip(self._spoken, (mark, licence), strict=True)
            canvas.texts([(element, positions) for element, positions in texts if element is not None])

    def _draw_logo(self, canvas: Canvas, frame: Frame) -> None:
        if self._theme.logo:
            canvas.image(self._theme.logo, frame.left, frame.head - _LOGO_BELOW, logo_size(self._theme.logo))

    def _draw_watermark(self, canvas: Canvas, frame: Frame) -> None:
        width = frame.right - frame.left
        run = strong_style(self._theme, width * _WATERMARK_SHARE, _WATERMARK_COLOUR).run(_WATERMARK)
        left, middle = (frame.left + frame.right - run.width) / 2, (frame.head + frame.foot) / 2
        canvas.line(Line((run,), 0), left, middle - run.size / 2)

    def _head(self, frame: Frame) -> tuple[TextPosition, list[TextPosition], list[TextPosition]]:
        """Return the positions of quarter, mark and title: each ends before the one at its right begins."""
        meta = self._meta
        as_of = self._at_right(f"{meta.quarter} · {date_text(Date.of(meta.as_of))} 기준", frame.right, frame.head)
        mark = self._in_the_middle(meta.mark, frame, as_of.x - _GAP)
        end = [*mark, as_of][0].x - _GAP
        beside = logo_size(self._theme.logo)[0] + _LOGO_GAP if self._theme.logo else 0
        return as_of, mark, self._at_left(meta.running_title, end, (frame.left + beside, frame.head), upwards=True)

    def _at_right(self, text: str, right: float, baseline: float) -> TextPosition:
        line = Line.of(self._style.unbroken(text), spaced=True)
        return TextPosition(line, right - line.width, baseline)

    def _in_the_middle(self, mark: str, frame: Frame, end: float) -> list[TextPosition]:
        """Return the position of the mark, if there is one: no farther right than where it must end."""
        if not mark:
            return []
        style = strong_style(self._theme, self._theme.sizes.furniture + 1, self._theme.lamps["bad"].colour)
        line = Line.of(style.unbroken(mark), spaced=True)
        left = max(frame.left, min((frame.left + frame.right - line.width) / 2, end - line.width))
        return [TextPosition(line, left, frame.head)]

    def _at_left(self, text: str, end: float, corner: tuple[float, float], *, upwards: bool) -> list[TextPosition]:
        """Return the lines of a text from a corner to where it must end; more of them go upwards or down from there."""
        (left, baseline), room = corner, end - corner[0]
        if not text:
            return []
        text = text.replace("\n", " ")
        style = self._style
        wide = Line.of(style.runs(text)).width
        style = style._replace(size=style.size * min(1, _MOST_LINES * room / wide))
        lines = broken(style.runs(text), room)
        above = len(lines) - 1 if upwards else 0
        step = style.size * _LEADING
        return [TextPosition(line, left, baseline + (above - number) * step) for number, line in enumerate(lines)]
