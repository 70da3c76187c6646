"""The house style, one for every format: ink, type, spacing and marks. The defaults are the built-in look."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from policyreport.document.tree import Tone

Colour = Annotated[str, StringConstraints(pattern=r"^#[0-9A-F]{6}$")]
Points = Annotated[float, Field(ge=4, le=72)]
Millimetres = Annotated[float, Field(ge=20, le=70)]
"""A margin that leaves room for the head and foot, and for the column between."""


class Part(BaseModel):
    """A frozen part of the theme that accepts no field it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Colours(Part):
    """Every colour used. Text colours have a contrast of at least 4.5 : 1 on white and on the tints (KWCAG 2.2)."""

    ink: Colour = "#1B2430"
    title: Colour = "#12304F"
    accent: Colour = "#1B6A80"
    quiet: Colour = "#56616C"
    rule: Colour = "#C5CDD5"
    head_tint: Colour = "#E1E8F1"
    box_tint: Colour = "#EDF2F6"


class LampLook(Part):
    """How one tone of lamp looks: a shape, so that it reads without colour, and a colour."""

    shape: str
    colour: Colour


class Sizes(Part):
    """Type sizes, in points, from the title down."""

    title: Points = 21
    subtitle: Points = 11.5
    heading1: Points = 14
    heading2: Points = 11.5
    heading3: Points = 10.5
    body: Points = 10
    table: Points = 9
    caption: Points = 9
    note: Points = 8.5
    furniture: Points = 8
    card: Points = 19


class Page(Part):
    """A4 margins, in millimetres."""

    top: Millimetres = 29
    bottom: Millimetres = 25
    side: Millimetres = 24


class OfficeFonts(Part):
    """Names written into Office files; the fonts themselves are the reader's."""

    latin: str = "맑은 고딕"
    korean: str = "맑은 고딕"


class Theme(Part):
    """The look of every document that a project makes. ``leading`` is line height over type size."""

    colours: Colours = Colours()
    sizes: Sizes = Sizes()
    page: Page = Page()
    fonts: OfficeFonts = OfficeFonts()
    leading: Annotated[float, Field(ge=1.2, le=2.5)] = 1.55
    item_marks: tuple[str, ...] = ("□", "○", "-", "ㆍ")
    note_mark: str = "※"
    lamps: dict[Tone, LampLook] = {
        "good": LampLook(shape="●", colour="#1B7541"),
        "watch": LampLook(shape="▲", colour="#965800"),
        "bad": LampLook(shape="■", colour="#B3261E"),
        "done": LampLook(shape="◆", colour="#1B6A80"),
        "none": LampLook(shape="○", colour="#56616C"),
    }
