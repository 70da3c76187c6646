"""The house style, one for every format: ink, type, spacing and marks. The defaults are the built-in style."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, is_dataclass, replace
from typing import Any, Literal, cast
from unicodedata import normalize

from policyreport.document.nodes import Image, Tone

Colour = str
"""A colour as ``#1B6A80``."""
Points = float
Millimetres = float


@dataclass(frozen=True, slots=True)
class Colours:
    """Every colour used. Text colours have a contrast of at least 4.5 : 1 on white and on the tints (KWCAG 2.2)."""

    ink: Colour = "#1B2430"
    title: Colour = "#12304F"
    accent: Colour = "#1B6A80"
    quiet: Colour = "#56616C"
    rule: Colour = "#C5CDD5"
    head_tint: Colour = "#E1E8F1"
    box_tint: Colour = "#EDF2F6"


@dataclass(frozen=True, slots=True)
class LampStyle:
    """How one tone of lamp looks: a shape, so that it reads without colour, and a colour."""

    shape: str
    colour: Colour


_LAMPS: Mapping[Tone, LampStyle] = {
    "good": LampStyle(shape="●", colour="#1B7541"),
    "watch": LampStyle(shape="▲", colour="#965800"),
    "bad": LampStyle(shape="■", colour="#B3261E"),
    "done": LampStyle(shape="◆", colour="#1B6A80"),
    "none": LampStyle(shape="○", colour="#56616C"),
}


@dataclass(frozen=True, slots=True)
class Sizes:
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


@dataclass(frozen=True, slots=True)
class Page:
    """A4 margins, in millimetres."""

    top: Millimetres = 29
    bottom: Millimetres = 25
    side: Millimetres = 24


@dataclass(frozen=True, slots=True)
class OfficeFonts:
    """Names of fonts, written into Office files, where the fonts themselves are the reader's.

    PDFs hold the ``korean`` one where its file lies in ``templates/house/fonts`` or is shipped, and for what it lacks
    the ``fallback`` ones, whose files lie there.
    """

    latin: str = "맑은 고딕"
    korean: str = "맑은 고딕"
    fallback: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PdfOptions:
    """What is special to PDFs: whether they bear what their numbers stand on, as an attachment (PDF/A-3)."""

    attach_manifest: bool = False


@dataclass(frozen=True, slots=True)
class FontFile:
    """A font of ``templates/house/fonts``: what it says of itself, and the file as it is.

    ``families`` are the names by which programs list it, ``name`` the one that stands in PDFs. ``weights`` are the
    least and the most that it has, 400 being regular and 700 bold. ``number`` is its place in a collection of fonts.
    """

    path: str
    sha256: str
    name: str
    families: tuple[str, ...]
    weights: tuple[int, int]
    is_italic: bool = False
    number: int = 0
    content: bytes = field(default=b"", repr=False, compare=False)

    @property
    def is_variable(self) -> bool:
        """Whether the file has several weights."""
        return self.weights[0] != self.weights[1]


def family_key(name: str) -> str:
    """Return the name of a font as names are compared."""
    return " ".join(normalize("NFC", name).casefold().split())


def files_of(family: str, files: Iterable[FontFile]) -> tuple[FontFile, ...]:
    """Return those font files that bear a family's name."""
    key = family_key(family)
    return tuple(file for file in files if key in map(family_key, file.families))


@dataclass(frozen=True, slots=True)
class Theme:
    """The style of every document that a project makes.

    ``leading`` is line height over type size. Running text breaks between ``words`` (어절) and ends where it may at the
    right, or it breaks between ``letters`` and is stretched to the right edge.
    """

    colours: Colours = Colours()
    sizes: Sizes = Sizes()
    page: Page = Page()
    fonts: OfficeFonts = OfficeFonts()
    leading: float = 1.55
    breaking: Literal["words", "letters"] = "words"
    item_marks: tuple[str, ...] = ("□", "○", "-", "ㆍ")
    note_mark: str = "※"
    lamps: Mapping[Tone, LampStyle] = field(default_factory=lambda: _LAMPS)
    number_ids: bool = True
    """Whether the numbers in files bear the ids of their facts, where no page shows them."""
    pdf: PdfOptions = PdfOptions()
    reference: bytes = field(default=b"", repr=False)
    """A Word file whose styles Word documents take, ``templates/house/reference.docx``; empty where there is none."""
    logo: Image | None = None
    """The office's own mark, which stands in the head of pages; none where there is none."""
    font_files: tuple[FontFile, ...] = ()
    """The fonts of ``templates/house/fonts``."""


Change = Mapping[str, object]
"""Values to set, by the theme's own names: ``{"sizes": {"body": 9.5}}``."""


def merged_overrides(theme: Theme, change: Change) -> Theme:
    """Return a theme with a change merged into it; a list is taken as a whole, a lamp by its tone."""
    return _merged(theme, change)


def _merged(value: Any, change: object) -> Any:  # noqa: ANN401 - a theme, or a value within one
    if is_dataclass(value) and not isinstance(value, type):
        fields = cast("Change", change)
        return replace(value, **{name: _merged(getattr(value, name), new) for name, new in fields.items()})
    if isinstance(value, Mapping):
        old, items = cast("Change", value), cast("Change", change)
        return {**old, **{name: _merged(old[name], new) for name, new in items.items()}}
    return change
