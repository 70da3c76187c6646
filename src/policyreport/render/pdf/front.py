"""The head of the first page: title, subtitle, and the particulars between two rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from policyreport.document.theme import Theme
from policyreport.document.tree import Meta, Pair, Text
from policyreport.render.pdf.faces import BOLD
from policyreport.render.pdf.lines import Line, broken
from policyreport.render.pdf.part import Part, TextBox, baseline_of
from policyreport.render.pdf.pen import Pen
from policyreport.render.pdf.runs import Look, Run, runs

_PAD = 7.0
_BETWEEN_PAIRS = 9 * " "


@dataclass(frozen=True, slots=True)
class RuledBox:
    """Lines between a thick rule above and a thin one below; never parted."""

    lines: Sequence[Line]
    leading: float
    width: float
    edge: str
    rule: str
    before: float = 0
    stays_with_next: bool = False

    @property
    def height(self) -> float:
        """The height of its lines and padding."""
        return self.leading * len(self.lines) + 2 * _PAD

    @property
    def least(self) -> float:
        """All of it."""
        return self.height

    def parted(self, room: float) -> tuple[Part, Part] | None:  # noqa: ARG002
        """It stays whole."""
        return None

    def draw(self, pen: Pen, left: float, top: float) -> None:
        """Draw the rules and the lines."""
        pen.rule(left, left + self.width, top, self.edge, 1.4)
        pen.rule(left, left + self.width, top - self.height, self.rule, 0.5)
        for number, line in enumerate(self.lines):
            pen.line(line, left, baseline_of(line, top - _PAD - number * self.leading, self.leading))


def front(meta: Meta, theme: Theme, width: float) -> list[Part]:
    """Return the parts that stand at the head of a document's first page."""
    sizes, colours = theme.sizes, theme.colours
    title = broken([Look(sizes.title, colours.title, BOLD).run(meta.title)], width)
    parts: list[Part] = [TextBox(title, sizes.title * 1.32)]
    if meta.subtitle:
        subtitle = broken([Look(sizes.subtitle, colours.quiet).run(meta.subtitle)], width)
        parts.append(TextBox(subtitle, sizes.subtitle * 1.5, before=4))
    if meta.particulars:
        lines = _particulars(meta.particulars, theme, width)
        parts.append(RuledBox(lines, sizes.table * 1.6, width, colours.title, colours.rule, before=11))
    return parts


def _particulars(pairs: Sequence[Pair], theme: Theme, width: float) -> list[Line]:
    """Return the pairs side by side, in as many lines as they need; only one that is wider than a line is parted."""
    gap = Look(theme.sizes.table, theme.colours.quiet).run(_BETWEEN_PAIRS)
    lines: list[Line] = []
    for pair in pairs:
        first, *more = broken(_pair(pair, theme), width)
        if lines and not more and lines[-1].width + gap.width + first.width <= width:
            lines[-1] = Line((*lines[-1].runs, gap, *first.runs), lines[-1].width + gap.width + first.width)
        else:
            lines += [first, *more]
    return lines


def _pair(pair: Pair, theme: Theme) -> list[Run]:
    size, colours = theme.sizes.table, theme.colours
    label = runs((*pair.label, Text(" ")), Look(size, colours.quiet), theme)
    return [*label, *runs(pair.content, Look(size, colours.ink, BOLD), theme)]
