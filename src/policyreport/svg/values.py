"""The values of SVG's attributes: numbers, lengths, colours and transforms, each within bounds."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from PIL import ImageColor

from policyreport.diagnostics import Message

FARTHEST = 1_000_000
"""How large a number of a drawing may be."""

NUMBER = r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?"
_NUMBER = re.compile(NUMBER)
_LENGTH = re.compile(rf"({NUMBER})\s*(px|pt|pc|mm|cm|in|)")
_UNITS = {"px": 1.0, "": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 960 / 25.4, "in": 96.0}
_PERCENT = re.compile(rf"({NUMBER})\s*%")
_SEPARATORS = re.compile(r"[\s,]*")


class ValueFault(ValueError):  # noqa: N818 - what an element's error is made of
    """A value is not what its attribute takes; ``what`` says so."""

    def __init__(self, what: Message) -> None:
        super().__init__(what.en)
        self.what = what


def unreadable(value: str) -> ValueFault:
    """Return the fault of a value that is not understood."""
    short = value.strip()[:40]
    return ValueFault(Message(f"'{short}' cannot be read", f"'{short}'은(는) 읽을 수 없는 값입니다"))


def number(text: str) -> float:
    """Return a number without a unit."""
    if not _NUMBER.fullmatch(text.strip()):
        raise unreadable(text)
    value = float(text)
    if not abs(value) <= FARTHEST:
        short = text.strip()[:20]
        raise ValueFault(Message(f"the number {short} is beyond {FARTHEST:,}", f"{short}은(는) 너무 큰 수입니다"))
    return value


def length(text: str) -> float:
    """Return a length in pixels."""
    found = _LENGTH.fullmatch(text.strip())
    if found is None:
        raise unreadable(text)
    return number(found[1]) * _UNITS[found[2]]


def share(text: str) -> float:
    """Return a share from 0 to 1, which may be written in percent."""
    percent = _PERCENT.fullmatch(text.strip())
    return min(1.0, max(0.0, number(percent[1]) / 100 if percent else number(text)))


def numbers(text: str, of: Callable[[str], float] = number) -> list[float]:
    """Return numbers that blanks and commas part."""
    return [of(one) for one in re.split(r"[\s,]+", text.strip()) if one]


def coordinates(text: str) -> list[float]:
    """Return the numbers of a list of points, where a sign alone may part them."""
    found: list[float] = []
    at = _end_of_separators(text, 0)
    while at < len(text):
        one = _NUMBER.match(text, at)
        if one is None:
            raise unreadable(text[at:])
        found.append(number(one[0]))
        at = _end_of_separators(text, one.end())
    return found


def _end_of_separators(text: str, at: int) -> int:
    found = _SEPARATORS.match(text, at)
    return found.end() if found else at


class Colour(NamedTuple):
    """Red, green and blue from 0 to 1, and how far they cover what is below."""

    red: float
    green: float
    blue: float
    alpha: float = 1.0


BLACK = Colour(0, 0, 0)
_HEX = re.compile(r"#(?:[0-9a-fA-F]{3,4}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})")
_CALL = re.compile(r"rgba?\(([^()]*)\)", re.IGNORECASE)
_PARTS = (3, 4)


def colour(text: str) -> Colour:
    """Return a colour by its name, as ``#rrggbb`` or as ``rgb(…)``."""
    text = text.strip()
    if text.lower() == "transparent":
        return Colour(0, 0, 0, 0)
    if call := _CALL.fullmatch(text):
        parts = re.split(r"[\s,/]+", call[1].strip())
        if len(parts) not in _PARTS:
            raise unreadable(text)
        red, green, blue = (_primary(part) for part in parts[:3])
        return Colour(red, green, blue, share(parts[3]) if parts[3:] else 1.0)
    if not _HEX.fullmatch(text) and text.lower() not in ImageColor.colormap:
        raise unreadable(text)
    red, green, blue, *alpha = ImageColor.getrgb(text)
    return Colour(red / 255, green / 255, blue / 255, *(part / 255 for part in alpha))


def _primary(text: str) -> float:
    return share(text) if "%" in text else min(255.0, max(0.0, number(text))) / 255


class Matrix(NamedTuple):
    """A transform: ``x' = a·x + c·y + e`` and ``y' = b·x + d·y + f``."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def after(self, inner: Matrix) -> Matrix:
        """Return the transform that first does another one."""
        a, b, c, d, e, f = inner
        return Matrix(
            self.a * a + self.c * b,
            self.b * a + self.d * b,
            self.a * c + self.c * d,
            self.b * c + self.d * d,
            self.a * e + self.c * f + self.e,
            self.b * e + self.d * f + self.f,
        )

    def of(self, x: float, y: float) -> tuple[float, float]:
        """Return where a point goes."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    @property
    def scale(self) -> float:
        """By how much areas grow, as a length."""
        return math.sqrt(abs(self.a * self.d - self.b * self.c))


def _rotation(angle: float, x: float = 0, y: float = 0) -> Matrix:
    cosine, sine = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    turn = Matrix(cosine, sine, -sine, cosine)
    return Matrix(e=x, f=y).after(turn).after(Matrix(e=-x, f=-y))


def _translation(x: float, y: float = 0) -> Matrix:
    return Matrix(e=x, f=y)


def _scaling(x: float, y: float | None = None) -> Matrix:
    return Matrix(a=x, d=x if y is None else y)


def _slant_across(angle: float) -> Matrix:
    return Matrix(c=math.tan(math.radians(angle)))


def _slant_down(angle: float) -> Matrix:
    return Matrix(b=math.tan(math.radians(angle)))


_TRANSFORMS: Mapping[str, tuple[Callable[..., Matrix], frozenset[int]]] = {
    "matrix": (Matrix, frozenset((6,))),
    "translate": (_translation, frozenset((1, 2))),
    "scale": (_scaling, frozenset((1, 2))),
    "rotate": (_rotation, frozenset((1, 3))),
    "skewX": (_slant_across, frozenset((1,))),
    "skewY": (_slant_down, frozenset((1,))),
}
"""By its name, what a transform is and how many numbers it takes."""
_MOST_TRANSFORMS = 100
_TRANSFORM = re.compile(r"[\s,]*(matrix|translate|scale|rotate|skewX|skewY)\s*\(([^()]*)\)[\s,]*")


def transform(text: str) -> Matrix:
    """Return the transform that a list of them is together."""
    text = text.strip()
    result, at, count = Matrix(), 0, 0
    while at < len(text):
        found, count = _TRANSFORM.match(text, at), count + 1
        if found is None or count > _MOST_TRANSFORMS:
            raise unreadable(text)
        make, counts = _TRANSFORMS[found[1]]
        values = coordinates(found[2])
        if len(values) not in counts:
            raise unreadable(text)
        result = result.after(make(*values))
        at = found.end()
    if not all(abs(value) <= FARTHEST * FARTHEST for value in result):
        raise unreadable(text)
    return result
