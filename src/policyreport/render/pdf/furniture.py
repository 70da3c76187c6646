"""What stands at the head and foot of every page: title, quarter, licence, page number, and a mark if there is one."""

from __future__ import annotations

from policyreport.document.text import date_text
from policyreport.document.theme import Theme
from policyreport.document.tree import Date, Meta
from policyreport.render.pdf.faces import BOLD
from policyreport.render.pdf.pen import Pen
from policyreport.render.pdf.runs import Look, Run

_HEAD_RULE_BELOW, _FOOT_RULE_ABOVE = 9.0, 15.0


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
        self._at_sides(pen, self._plain(meta.running_title), self._plain(as_of), head)
        self._at_sides(pen, self._plain(meta.licence), self._plain(f"{pen.page} / {total}"), foot)
        if meta.mark:
            mark = Run(meta.mark, BOLD, self._theme.sizes.furniture + 1, self._theme.lamps["bad"].colour)
            pen.run(mark, (self._left + self._right - mark.width) / 2, head)

    def _plain(self, text: str) -> Run:
        return Look(self._theme.sizes.furniture, self._theme.colours.quiet).run(text)

    def _at_sides(self, pen: Pen, left: Run, right: Run, baseline: float) -> None:
        pen.run(left, self._left, baseline)
        pen.run(right, self._right - right.width, baseline)
