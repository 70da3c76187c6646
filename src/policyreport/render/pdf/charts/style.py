"""The looks of a chart's texts, and the tones of its bars, all of them from the theme."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from policyreport.document.theme import Theme
from policyreport.document.tree import Inline
from policyreport.render.pdf.charts.drawing import Fill, Frame, Polyline, Shape
from policyreport.render.pdf.faces import BOLD
from policyreport.render.pdf.runs import Look, Numbering, Run, runs

WHITE = "#FFFFFF"
NO_VALUE = "자료 없음"
_LEADING = 1.4
_HEAT_SHARES = (0.12, 0.26, 0.42, 0.58, 1.0)
_SECOND_SHARE, _FAINT_SHARE = 0.7, 0.48


@dataclass(frozen=True, slots=True)
class Style:
    """What a chart takes from the theme. ``em`` is the size of its labels in points: all measures grow with it."""

    theme: Theme
    numbering: Numbering = lambda _: 0

    @property
    def em(self) -> float:
        """The size of labels, in points."""
        return self.theme.sizes.table

    @property
    def leading(self) -> float:
        """The height of a line of labels, and of a row's bar."""
        return self.em * _LEADING

    @property
    def label(self) -> Look:
        """Names of rows."""
        return Look(self.em, self.theme.colours.ink)

    @property
    def strong(self) -> Look:
        """Names of groups, and figures that matter most."""
        return Look(self.em, self.theme.colours.ink, BOLD)

    @property
    def value(self) -> Look:
        """Values beside their marks."""
        return Look(self.theme.sizes.note, self.theme.colours.ink)

    @property
    def quiet(self) -> Look:
        """Remarks, words for what is missing, and ticks."""
        return Look(self.theme.sizes.note, self.theme.colours.quiet)

    @property
    def second(self) -> str:
        """A lighter tone of the accent: plans, second series."""
        return mixed(self.theme.colours.accent, _SECOND_SHARE)

    @property
    def faint(self) -> str:
        """A tone lighter still, which shows beside and behind the accent: baselines."""
        return mixed(self.theme.colours.accent, _FAINT_SHARE)

    def runs(self, content: Iterable[Inline], look: Look) -> list[Run]:
        """Return inline content as runs."""
        return runs(content, look, self.theme, self.numbering)

    def no_value(self) -> list[Run]:
        """Return the words that stand where there is no value."""
        return self.quiet.runs(NO_VALUE)


def mixed(colour: str, share: float) -> str:
    """Return a colour of which only a share is left, the rest being white; both as ``#RRGGBB``."""
    parts = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return "#" + "".join(f"{round(255 - (255 - part) * share):02X}" for part in parts)


def heat_tints(style: Style) -> tuple[str, ...]:
    """Return the tints of a heat table from the lightest to the accent itself."""
    return tuple(mixed(style.theme.colours.accent, share) for share in _HEAT_SHARES)


def series_bar(style: Style, series: int, area: Fill) -> list[Shape]:
    """Return a bar in the tone of its series; ``area`` says where. Four tones, then the same ones hatched."""
    colours = style.theme.colours
    tones = (colours.accent, style.second, colours.title, colours.head_tint)
    tone = tones[series % len(tones)]
    shapes: list[Shape] = [Fill(area.left, area.bottom, area.width, area.height, tone)]
    if tone == colours.head_tint:
        shapes.append(Frame(area.left, area.bottom, area.width, area.height, colours.title))
    if series // len(tones) % 2:
        shapes.extend(hatching(area, colours.title if tone == colours.head_tint else WHITE, style.em * 0.4))
    return shapes


def hatching(area: Fill, colour: str, step: float) -> list[Shape]:
    """Return oblique strokes over a rectangle, ``step`` points apart."""
    right, top = area.left + area.width, area.bottom + area.height
    strokes: list[Shape] = []
    offset = step
    while offset < area.width + area.height:
        x = min(area.left + offset, right)
        y = min(area.bottom + offset, top)
        start = (area.left + offset - (y - area.bottom), y)
        strokes.append(Polyline((start, (x, area.bottom + offset - (x - area.left))), colour, 0.6))
        offset += step
    return strokes
