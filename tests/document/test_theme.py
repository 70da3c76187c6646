"""The built-in look reads well: contrast as WCAG 2.2 (and KWCAG 2.2 after it) reckons it, 1.4.3."""

from __future__ import annotations

from dataclasses import fields

import pytest

from policyreport.document.theme import Colours, Theme

THEME = Theme()
GROUNDS = {"white": "#FFFFFF", "head": THEME.colours.head_tint, "box": THEME.colours.box_tint}
INKS = {name: getattr(THEME.colours, name) for name in ("ink", "title", "accent", "quiet")}
LAMPS = {tone: look.colour for tone, look in THEME.lamps.items()}


def luminance(colour: str) -> float:
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_black_on_white_has_the_contrast_that_wcag_gives() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)


def test_the_grey_that_just_passes_on_white_does_and_the_next_does_not() -> None:
    assert contrast("#767676", "#FFFFFF") > 4.5 > contrast("#777777", "#FFFFFF")


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("ink", [*INKS, *LAMPS])
def test_text_stands_out_from_its_ground(ink: str, ground: str) -> None:
    assert contrast({**INKS, **LAMPS}[ink], GROUNDS[ground]) >= 4.5


def test_every_colour_is_an_ink_a_ground_or_a_rule() -> None:
    assert {field.name for field in fields(Colours)} == {*INKS, "head_tint", "box_tint", "rule"}


def test_lamps_are_told_apart_without_colour() -> None:
    assert len({look.shape for look in THEME.lamps.values()}) == len(THEME.lamps)


def test_headings_are_larger_the_higher_they_stand_and_larger_than_the_body() -> None:
    sizes = THEME.sizes
    down = [sizes.title, sizes.heading1, sizes.heading2, sizes.heading3, sizes.body, sizes.note, sizes.furniture]
    assert down == sorted(down, reverse=True)
