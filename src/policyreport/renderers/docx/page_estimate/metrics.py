"""What the styles part says of each style's size and spacing, whoever wrote it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from unicodedata import east_asian_width

from docx.oxml.ns import qn

from policyreport.renderers.docx.node import Node, parsed

_ASCII = (
    224, 323, 474, 555, 555, 921, 680, 278, 338, 338, 467, 555, 278, 347, 278, 392, 555, 555, 555, 555,
    555, 555, 555, 555, 555, 555, 278, 278, 555, 555, 555, 474, 946, 608, 657, 638, 688, 589, 552, 689,
    728, 293, 535, 646, 543, 812, 723, 742, 633, 742, 635, 596, 599, 721, 575, 878, 573, 531, 603, 338,
    392, 338, 555, 559, 606, 563, 618, 510, 620, 554, 325, 564, 607, 275, 275, 552, 284, 926, 610, 606,
    620, 620, 388, 468, 377, 607, 521, 802, 498, 521, 475, 338, 270, 338, 555,
)  # fmt: skip
"""The widths of Noto Sans KR from the space on, in thousandths of the type size; 맑은 고딕's are within a fiftieth."""
_FIRST = 0x20
_HANGUL, _WIDE, _OTHER = 0.92, 1.0, 0.6
_BOLD = 1.04
_WORDS = re.compile(r"[^ ]* *")
_VALUE = qn("w:val")
_NATURAL = 1.33
"""A line of 맑은 고딕, over its size."""
_SINGLE = 240


def line_count(text: str, size: float, width: float, *, bold: bool = False) -> int:
    """Return how many lines a text takes at a type size within a width, both in points; an empty text takes one."""
    em = size * (_BOLD if bold else 1)
    return sum(_lines(line, width / em) for line in text.split("\n"))


def _lines(line: str, width: float) -> int:
    """Return the lines of text without a break; ``width`` is in type sizes. A word wider than a line is cut."""
    count, room = 1, width
    for word in _WORDS.findall(line):
        needed = _width(word.rstrip(" "))
        if needed <= room:
            room -= needed
        elif needed <= width:
            count, room = count + 1, width - needed
        else:
            full = int(needed // width)
            count, room = count + full + (room != width), width - (needed - full * width)
        room -= _width(word[len(word.rstrip(" ")) :])
    return count


def _width(text: str) -> float:
    return sum(map(_width_of, text))


@cache
def _width_of(character: str) -> float:
    at = ord(character) - _FIRST
    if 0 <= at < len(_ASCII):
        return _ASCII[at] / 1000
    if "가" <= character <= "힣":
        return _HANGUL
    return _WIDE if east_asian_width(character) in "WFA" else _OTHER


@dataclass(frozen=True, slots=True)
class Measure:
    """A style in points: type size, space before and after, indent, its line, and what lines above and below take."""

    size: float = 10
    bold: bool = False
    before: float = 0
    after: float = 0
    left: float = 0
    least: float = 0
    exact: float = 0
    times: float = 1
    frame: float = 0
    stays: bool = False

    @property
    def line(self) -> float:
        """The height of one line."""
        return self.exact or max(self.least, self.size * _NATURAL * self.times)


def measures(styles: bytes) -> Mapping[str, Measure]:
    """Return the measures of the paragraph styles of a styles part by their ids, with what they inherit."""
    tree = parsed(styles)
    by_id = {style.get(qn("w:styleId"), ""): style for style in tree.iter(qn("w:style"))}
    default = _with(Measure(), tree.find(qn("w:docDefaults")))
    return {style_id: _measure(style_id, by_id, default) for style_id in by_id}


def _measure(style_id: str, styles: Mapping[str, Node], default: Measure, depth: int = 0) -> Measure:
    """Return a style's measure; styles that are based on one another in a circle are followed once around."""
    based = styles[style_id].find(qn("w:basedOn"))
    above = based.get(_VALUE, "") if based is not None else ""
    is_based = above in styles and depth < len(styles)
    return _with(_measure(above, styles, default, depth + 1) if is_based else default, styles[style_id])


def _with(measure: Measure, style: Node | None) -> Measure:
    """Return a measure with what a style says itself."""
    if style is None:
        return measure
    for tag, changed in _CHANGES.items():
        holders = (holder for kind in ("pPr", "rPr") for holder in style.iter(qn(f"w:{kind}")))
        found = next((element for holder in holders for element in holder.findall(tag)), None)
        measure = measure if found is None else changed(measure, found)
    return measure


def _spaced(measure: Measure, spacing: Node) -> Measure:
    measure = replace(
        measure, before=_points(spacing, "before", measure.before), after=_points(spacing, "after", measure.after)
    )
    line = _points(spacing, "line", 0)
    match spacing.get(qn("w:lineRule"), "auto"):
        case _ if not line:
            return measure
        case "atLeast":
            return replace(measure, least=line, exact=0, times=1)
        case "exact":
            return replace(measure, exact=line)
        case _:
            return replace(measure, least=0, exact=0, times=line * 20 / _SINGLE)


def _points(element: Node, name: str, default: float) -> float:
    value = element.get(qn(f"w:{name}"), "")
    return int(value) / 20 if value.lstrip("-").isdigit() else default


def _is_on(toggle: Node) -> bool:
    return toggle.get(_VALUE, "1") not in ("0", "false", "off")


def _framed(measure: Measure, borders: Node) -> Measure:
    lines = [line for side in ("top", "bottom") for line in borders.findall(qn(f"w:{side}"))]
    return replace(measure, frame=sum(_number(line, "space") + _number(line, "sz") / 8 for line in lines))


def _number(element: Node, name: str) -> float:
    return float(element.get(qn(f"w:{name}"), "0"))


_CHANGES: Mapping[str, Callable[[Measure, Node], Measure]] = {
    qn("w:spacing"): _spaced,
    qn("w:sz"): lambda measure, size: replace(measure, size=float(size.get(_VALUE, str(2 * measure.size))) / 2),
    qn("w:b"): lambda measure, bold: replace(measure, bold=_is_on(bold)),
    qn("w:keepNext"): lambda measure, keep: replace(measure, stays=_is_on(keep)),
    qn("w:ind"): lambda measure, indent: replace(measure, left=_points(indent, "left", measure.left)),
    qn("w:pBdr"): _framed,
}
"""How an element among a style's properties changes its measure."""
