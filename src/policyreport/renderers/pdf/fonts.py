"""The faces in which text is drawn: those of the theme, how wide their characters are, and which draws a character."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, cached_property, lru_cache
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from policyreport.document.theme import FontFile, OfficeFonts, Theme, family_key, files_of
from policyreport.fonts.font_file import SHIPPED
from policyreport.fonts.typeface import Typeface
from policyreport.renderers.pdf.truetype import TrueType

_UNITS = 1000
_NO_GLYPH_NEEDED = "\n"
_REGULAR_WEIGHT, _BOLD_WEIGHT = 400, 700


class NoGlyphError(KeyError):
    """A face was to draw a character that it does not have."""


class Face:
    """A font in one weight, read when it is first asked for, and the ``others`` that draw what it lacks, in order."""

    def __init__(self, name: str, read: Callable[[], Typeface], others: Sequence[Face] = ()) -> None:
        self.name = name
        self.others = tuple(others)
        self._read = read

    def __repr__(self) -> str:
        return f"Face({self.name})"

    @cached_property
    def typeface(self) -> Typeface:
        """The font itself."""
        return self._read()

    @cached_property
    def widths(self) -> _Widths:
        """The widths of the characters that were asked for."""
        return _Widths(self.typeface)


class _Widths(dict[str, int]):
    """The widths of a face's characters, each looked up once; no character is there that the face does not draw."""

    def __init__(self, typeface: Typeface) -> None:
        super().__init__({_NO_GLYPH_NEEDED: 0})
        self.drawable = {_NO_GLYPH_NEEDED}
        self._typeface = typeface

    def __missing__(self, character: str) -> int:
        if not self.has(character):
            raise NoGlyphError(character)
        return self[character]

    def has(self, character: str) -> bool:
        """Return whether the face draws a character, and remember its width if so."""
        if character not in self.drawable and self._typeface.draws(character):
            self.drawable.add(character)
            self[character] = self._typeface.advance(ord(character))
        return character in self.drawable


@cache
def word_width(word: str, face: Face) -> int:
    """Return how wide a word is that the face draws, in thousandths of its size."""
    widths = face.widths
    return sum([widths[character] for character in word])


def width(text: str, face: Face, size: float) -> float:
    """Return how wide a text is in one face and size, in points; the face draws all of it."""
    return word_width(text, face) * size / _UNITS


def split_by_font(text: str, face: Face) -> Iterator[tuple[str, Face]]:
    """Yield a text in stretches, each with the face that draws it; what no face draws stays with the first."""
    if draws(face, text):
        yield text, face
    else:
        order = (face, *face.others)
        faces: list[Face] = []
        for character in text:
            before = faces[-1:] if character == " " else []  # a blank alone would be a stretch that says nothing
            faces.append(next((one for one in (*before, *order) if draws(one, character)), face))
        for one, part in groupby(zip(faces, text, strict=True), itemgetter(0)):
            yield "".join(character for _, character in part), one


def draws(face: Face, text: str) -> bool:
    """Return whether a face draws all of a text."""
    widths = face.widths
    return widths.drawable.issuperset(text) or all(map(widths.has, text))


def lacking(text: str, face: Face) -> str:
    """Return those characters of a text that neither a face nor any of its others can draw, each once, in order."""
    if draws(face, text):
        return ""
    faces = (face, *face.others)
    return "".join(dict.fromkeys(c for c in text if not any(draws(one, c) for one in faces)))


class Faces(NamedTuple):
    """The faces of a theme, for plain text and for text that stands out."""

    regular: Face
    bold: Face


def _shipped(name: str, others: Sequence[Face] = ()) -> Face:
    return Face(name, lambda: _truetype(name), others)


@cache
def _truetype(name: str) -> TrueType:
    return TrueType(name)


SYMBOLS = tuple(map(_shipped, ("NotoSans-Regular", "NotoSansMath-Regular", "NotoSansSymbols2-Regular")))
"""Tried in this order for what the two faces of Noto Sans KR lack; they have one weight."""
SANS = Faces(_shipped("NotoSansKR-Regular", SYMBOLS), _shipped("NotoSansKR-Bold", SYMBOLS))
SERIF = Faces(_shipped("NotoSerifKR-Regular"), _shipped("NotoSerifKR-Bold"))
_SHIPPED = {family_key(name): faces for name, faces in zip(SHIPPED, (SANS, SERIF), strict=True)}


def faces_of(theme: Theme) -> Faces:
    """Return the faces in which a theme's texts are drawn.

    They are those of its Korean font where its file lies with the theme or in the package; else Noto Sans KR. What
    they lack is drawn in its fallback fonts, then in Noto Sans KR, then in the package's fonts for signs.
    """
    return _faces(theme.fonts, theme.font_files)


@lru_cache(maxsize=8)
def _faces(fonts: OfficeFonts, files: tuple[FontFile, ...]) -> Faces:
    chosen = _family(fonts.korean, files) or SANS
    fallbacks = [found for name in fonts.fallback if (found := _family(name, files))]
    if chosen is SANS and not fallbacks:
        return SANS
    families = (*fallbacks, SANS)
    rest = (*(found.regular for found in families), *SYMBOLS)
    regular = _with_others(chosen.regular, rest)
    if chosen.bold is chosen.regular:
        return Faces(regular, regular)
    return Faces(regular, _with_others(chosen.bold, (*(found.bold for found in families), chosen.regular, *rest)))


def _with_others(face: Face, others: Iterable[Face]) -> Face:
    return Face(face.name, lambda: face.typeface, tuple(dict.fromkeys(one for one in others if one is not face)))


def _family(name: str, files: tuple[FontFile, ...]) -> Faces | None:
    """Return the faces of a family: of the files that lie with the theme, or of those that are shipped."""
    found = files_of(name, files)
    if not found:
        return _SHIPPED.get(family_key(name))
    regular, bold = (_nearest(found, weight) for weight in (_REGULAR_WEIGHT, _BOLD_WEIGHT))
    plain = _house_face(regular, _REGULAR_WEIGHT)
    return Faces(plain, plain if bold == regular and not bold.is_variable else _house_face(bold, _BOLD_WEIGHT))


def _nearest(files: Sequence[FontFile], weight: int) -> FontFile:
    """Return the file of a family whose weight is nearest to one, an upright one where there is one."""

    def distance(file: FontFile) -> tuple[bool, int, int]:
        least, most = file.weights
        return file.is_italic, max(least - weight, weight - most, 0), least

    return min(files, key=distance)


@cache
def _house_face(file: FontFile, weight: int) -> Face:
    def read() -> Typeface:
        from policyreport.fonts.outline_font import OutlineFont  # noqa: PLC0415 - few themes have fonts of their own

        return OutlineFont(file, weight)

    return Face(file.name, read)
