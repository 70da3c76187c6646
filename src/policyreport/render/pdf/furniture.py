"""What stands at the head and foot of every page: title, quarter, licence, page number, and a mark if there is one."""

from __future__ import annotations

from dataclasses import replace

from policyreport.document.text import date_text
from policyreport.document.theme import Theme
from policyreport.document.tree import Date, Meta
from policyreport.render.pdf.faces import BOLD
from policyreport.render.pdf.lines import broken
from policyreport.render.pdf.pen import Pen
from policyreport.render.pdf.runs import Look, Run

_HEAD_RULE_BELOW, _FOOT_RULE_ABOVE = 9.0, 15.0
_GAP = 12.0
_MOST_LINES = 1.8
"""How many lines a text at the left may fill before its type grows smaller."""
_LEADING = 1.3


class Furniture:
    """Draws the head and foot of pages; ``left`` and ``right`` bound the column, in points."""

    def __init__(self, meta: Meta, theme: Theme, left: float, right: float) -> None:
        self._meta, self._theme, self._left, self._right = meta, theme, left, right

    def draw(self, pen: Pen, total: int, head: float, foot: float) -> None:
        """Draw them on the page, with baselines at ``head`` and ``foot``; ``total`` counts the document's pages."""
        meta, rule = self._meta, self._theme.colours.rule
        as_of = f"{meta.quarter} · {date_text(Date.of(meta.as_of))} 기준"
        pen.rule(self._left, self._right, head - _HEAD_RULE_BELOW, rule, 0.5)
        pen.rule(self._left, self._right, foot + _FOOT_RULE_ABOVE, rule, 0.5)
        room = min(self._at_right(pen, as_of, head), self._in_the_middle(pen, meta.mark, head))
        self._at_left(pen, meta.running_title, room, head, upwards=True)
        room = self._at_right(pen, f"{pen.page} / {total}", foot)
        self._at_left(pen, meta.licence, room, foot, upwards=False)

    def _plain(self, text: str) -> Run:
        return Look(self._theme.sizes.furniture, self._theme.colours.quiet).unbroken(text)

    def _at_right(self, pen: Pen, text: str, baseline: float) -> float:
        """Draw a text that ends at the right; return the room that it leaves at the left."""
        run = self._plain(text)
        pen.run(run, self._right - run.width, baseline)
        return self._right - run.width - _GAP - self._left

    def _in_the_middle(self, pen: Pen, mark: str, baseline: float) -> float:
        """Draw the mark, if there is one; return the room that it leaves at the left."""
        if not mark:
            return self._right - self._left
        look = Look(self._theme.sizes.furniture + 1, self._theme.lamps["bad"].colour, BOLD)
        run = look.unbroken(mark)
        left = (self._left + self._right - run.width) / 2
        pen.run(run, left, baseline)
        return left - _GAP - self._left

    def _at_left(self, pen: Pen, text: str, room: float, baseline: float, *, upwards: bool) -> None:
        """Draw a text at the left on as many lines as it needs, the others above its last or below its first."""
        run = replace(self._plain(text), unbroken=False)
        size = run.size * min(1, _MOST_LINES * room / run.width) if text else run.size
        lines = broken([replace(run, size=size)], room)
        for number, line in enumerate(reversed(lines) if upwards else lines):
            pen.line(line, self._left, baseline + number * size * _LEADING * (1 if upwards else -1))
