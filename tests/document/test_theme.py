"""The built-in look reads well: contrast as WCAG 2.2 (and KWCAG 2.2 after it) reckons it, 1.4.3."""

from __future__ import annotations

from dataclasses import fields

import pytest

from policyreport.document.contrast import contrast, faint_colours
from policyreport.document.theme import Colours, Theme, merged_overrides

THEME = Theme()
GROUNDS = {"white": "#FFFFFF", "head": THEME.colours.head_tint, "box": THEME.colours.box_tint}
INKS = {name: getattr(THEME.colours, name) for name in ("ink", "title", "accent", "quiet")}
LAMPS = {tone: look.colour for tone, look in THEME.lamps.items()}


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


def test_the_built_in_look_has_no_faint_colour_and_a_light_one_is_named_with_its_worst_ground() -> None:
    assert list(faint_colours(THEME)) == []
    light = merged_overrides(THEME, {"colours": {"quiet": "#8A939B"}, "lamps": {"watch": {"colour": "#E0A000"}}})
    found = {faint.colour: (faint.ground, round(faint.contrast, 1)) for faint in faint_colours(light)}
    assert found == {
        ("colours", "quiet"): (("colours", "head_tint"), 2.5),
        ("lamps", "watch", "colour"): (("colours", "head_tint"), 1.8),
    }


def test_a_dark_ground_makes_the_texts_on_it_faint() -> None:
    dark = merged_overrides(THEME, {"colours": {"box_tint": "#56616C"}})
    assert {faint.ground for faint in faint_colours(dark)} == {("colours", "box_tint")}
