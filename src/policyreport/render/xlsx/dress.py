"""Looks as a workbook's styles, each of them written once and known by its index."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from policyreport.render.xlsx.cells import Run
from policyreport.render.xlsx.looks import Look, Rule
from policyreport.render.xlsx.xml import MAIN, counted, element, part

_FIRST_FORMAT = 164
"""The first number of a number format that is none of Excel's own (ISO/IEC 29500-1, 18.8.30)."""

_EMPTY_FILLS = ("none", "gray125")
"""What Excel keeps the first two fills for."""

_Key = tuple[Look, str, bool]
_Index = dict[str, int]
"""Elements, each with its place among its like."""


@dataclass(frozen=True, slots=True)
class Wardrobe:
    """The styles of one workbook, in one font; ``size`` is that in whose digits the widths of columns are counted."""

    font: str
    size: float
    _made: dict[_Key, int] = field(default_factory=dict[_Key, int])
    _fonts: _Index = field(default_factory=_Index)
    _fills: _Index = field(default_factory=_Index)
    _borders: _Index = field(default_factory=_Index)
    _formats: _Index = field(default_factory=_Index)
    _cells: _Index = field(default_factory=_Index)
    _inks: _Index = field(default_factory=_Index)

    def __post_init__(self) -> None:
        """Lay out what Excel expects to come first, and what cells without a style wear."""
        for pattern in _EMPTY_FILLS:
            _index(self._fills, element("fill", {}, element("patternFill", {"patternType": pattern})))
        normal = element("sz", {"val": self.size}), element("name", {"val": self.font})
        _index(self._fonts, element("font", {}, *normal))
        _index(self._borders, _border(None, None, None))
        _index(self._cells, element("xf", {"numFmtId": 0, "fontId": 0, "fillId": 0, "borderId": 0, "xfId": 0}))

    def style(self, look: Look, number_format: str = "", *, quoted: bool = False) -> int:
        """Return the index of a look, with a number format, or ``quoted`` as text that is never a formula."""
        key = (look, number_format, quoted)
        if key not in self._made:
            self._made[key] = _index(self._cells, self._cell(look, number_format, quoted=quoted))
        return self._made[key]

    def ink(self, colour: str) -> int:
        """Return the index of the style in which a condition gives characters a colour."""
        return _index(self._inks, element("dxf", {}, element("font", {}, _colour("color", colour))))

    def run_properties(self, look: Look, run: Run) -> str:
        """Return the XML that says how characters within a cell of this look are set."""
        return element("rPr", {}, *self._set(look, "rFont", run.colour or look.colour, bold=look.bold or run.strong))

    def part(self) -> bytes:
        """Return the part of the package that holds the styles."""
        formats = [element("numFmt", {"numFmtId": n, "formatCode": code}) for code, n in self._formats.items()]
        plain = element("xf", {"numFmtId": 0, "fontId": 0, "fillId": 0, "borderId": 0})
        normal = element("cellStyle", {"name": "Normal", "xfId": 0, "builtinId": 0})
        lists: Iterable[tuple[str, Iterable[str]]] = (
            ("numFmts", formats),
            ("fonts", self._fonts),
            ("fills", self._fills),
            ("borders", self._borders),
            ("cellStyleXfs", [plain]),
            ("cellXfs", self._cells),
            ("cellStyles", [normal]),
            ("dxfs", self._inks),
        )
        return part(element("styleSheet", {"xmlns": MAIN}, *(counted(tag, elements) for tag, elements in lists)))

    def _cell(self, look: Look, number_format: str, *, quoted: bool) -> str:
        fill = element("fill", {}, element("patternFill", {"patternType": "solid"}, _colour("fgColor", look.fill)))
        chosen = {
            "numFmtId": self._format(number_format) if number_format else 0,
            "fontId": _index(self._fonts, element("font", {}, *self._set(look, "name", look.colour, bold=look.bold))),
            "fillId": _index(self._fills, fill) if look.fill else 0,
            "borderId": _index(self._borders, _border(look.left, look.top, look.bottom)),
            "xfId": 0,
            "quotePrefix": 1 if quoted else None,
        }
        applied = ("applyNumberFormat", "applyFont", "applyFill", "applyBorder", "applyAlignment")
        return element("xf", {**chosen, **dict.fromkeys(applied, 1)}, _alignment(look))

    def _format(self, code: str) -> int:
        return self._formats.setdefault(code, _FIRST_FORMAT + len(self._formats))

    def _set(self, look: Look, name: str, colour: str, *, bold: bool) -> Iterable[str]:
        """Return what is said of a font: in a run its name comes first, in a style last (CT_RPrElt, CT_Font)."""
        named = element(name, {"val": self.font})
        size, ink = element("sz", {"val": look.size}), _colour("color", colour)
        weight, underline = "<b/>" if bold else "", "<u/>" if look.underlined else ""
        return (named, weight, ink, size, underline) if name == "rFont" else (weight, underline, size, ink, named)


def _index(elements: _Index, written: str) -> int:
    return elements.setdefault(written, len(elements))


def argb(colour: str) -> str:
    """Return a theme's colour as Excel writes it, with nothing of the ground seen through it."""
    return "FF" + colour.removeprefix("#")


def _colour(tag: str, colour: str) -> str:
    return element(tag, {"rgb": argb(colour)})


def _alignment(look: Look) -> str:
    said = {"horizontal": look.align, "vertical": "center", "wrapText": 1 if look.wraps else None}
    return element("alignment", {**said, "indent": look.indent or None})


def _border(left: Rule | None, top: Rule | None, bottom: Rule | None) -> str:
    sides = (("left", left), ("right", None), ("top", top), ("bottom", bottom), ("diagonal", None))
    return element("border", {}, *(_side(name, rule) for name, rule in sides))


def _side(name: str, rule: Rule | None) -> str:
    return element(name, {"style": rule.weight}, _colour("color", rule.colour)) if rule else element(name)
