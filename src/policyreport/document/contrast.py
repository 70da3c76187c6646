"""How well colours can be told apart, as WCAG 2.2 and KWCAG 2.2 reckon it (success criterion 1.4.3)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from policyreport.document.nodes import Tone
from policyreport.document.theme import Theme

LEAST = 4.5
"""The contrast that text must have with its ground."""

_LINEAR = 0.04045
"""The share of light up to which sRGB is linear (IEC 61966-2-1)."""
_INKS = ("ink", "title", "accent", "quiet")
_GROUNDS = ("head_tint", "box_tint")
_WHITE = "#FFFFFF"


class Faint(NamedTuple):
    """A colour of text that is too near to one of its grounds, and where the theme sets both.

    ``ground`` is () for the white of the page. ``contrast`` is from 1, for the same colour, to 21.
    """

    colour: tuple[str, ...]
    ground: tuple[str, ...]
    contrast: float


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, each as ``#1B6A80``, from 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def faint_colours(theme: Theme) -> Iterator[Faint]:
    """Yield each colour of text whose contrast with a ground is below ``LEAST``, with the ground where it is least."""
    colours = theme.colours
    grounds: dict[tuple[str, ...], str] = {(): _WHITE}
    grounds |= {("colours", name): getattr(colours, name) for name in _GROUNDS}
    inks: dict[tuple[str, ...], str] = {("colours", name): getattr(colours, name) for name in _INKS}
    tones: list[Tone] = list(theme.lamps)
    inks |= {("lamps", tone, "colour"): theme.lamps[tone].colour for tone in tones}
    for name, ink in inks.items():
        least, ground = min((contrast(ink, paper), where) for where, paper in grounds.items())
        if least < LEAST:
            yield Faint(name, ground, least)


def luminance(colour: str) -> float:
    """Return how bright a colour is, from 0 for black to 1 for white."""
    shares = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (share / 12.92 if share <= _LINEAR else ((share + 0.055) / 1.055) ** 2.4 for share in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
