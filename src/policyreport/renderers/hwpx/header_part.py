"""The head of the file: fonts, frames, letters, bullets, layouts and styles, as the body points to them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from policyreport.document.theme import Theme
from policyreport.renderers.hwpx.styles import BARE, FIRST_LIST, Frame, Layout, Line, Style, StyleRegistry, Type
from policyreport.renderers.hwpx.units import hwp_units, line_width
from policyreport.renderers.hwpx.xml import NOTHING, Xml, element, hc, hh, part

_SCRIPTS = ("hangul", "latin", "hanja", "japanese", "other", "symbol", "user")
_NO_LETTERS_OF_ITS_OWN = 4294967295
_KOREAN = 1042
_OUTLINE_LEVELS = 10
_NUMBER_FORMATS = {"1": "DIGIT", "가": "HANGUL_SYLLABLE"}
_HANCOM_FONT = "함초롬돋움"
"""What 한글, which has it everywhere, takes where the named font is missing."""
_TRUE_UNITS = "http://www.hancom.co.kr/hwpml/2016/HwpUnitChar"
"""한글 reads lengths of paragraphs twice: as they are where it knows this name, else doubled."""


def header_part(registry: StyleRegistry, theme: Theme, sections: int) -> bytes:
    """Return the part ``Contents/header.xml`` of a file of so many sections."""
    starts = hh("beginNum", page=1, footnote=1, endnote=1, pic=1, tbl=1, equation=1)
    lists = hh(
        "refList",
        _counted("fontfaces", (_fonts(script, theme) for script in _SCRIPTS)),
        _counted("borderFills", (_frame(number, look) for number, look in registry.frames.items())),
        _counted("charProperties", (_letters(number, look) for number, look in registry.letters.items())),
        _counted("tabProperties", (_tab(number, position) for number, position in registry.tabs.items())),
        _counted("numberings", (_outline(), *_lists(registry))),
        _counted("bullets", _bullets(registry, theme)),
        _counted("paraProperties", (_layout(number, look, registry) for number, look in registry.layouts.items())),
        _counted("styles", (_style(style, registry) for style in registry.styles.values())),
    )
    compatible = hh("compatibleDocument", hh("layoutCompatibility"), targetProgram="HWP201X")
    options = hh("docOption", hh("linkinfo", path="", pageInherit=0, footnoteInherit=0))
    return part("hh:head", starts, lists, compatible, options, version="1.5", secCnt=sections)


def _counted(tag: str, children: Iterable[Xml]) -> Xml:
    items = list(children)
    return hh(tag, *items, itemCnt=len(items))


def _fonts(script: str, theme: Theme) -> Xml:
    face = theme.fonts.latin if script == "latin" else theme.fonts.korean
    instead = hh("substFont", face=_HANCOM_FONT, type="TTF", isEmbedded=0)
    font = hh("font", instead, id=0, face=face, type="TTF", isEmbedded=0)
    return hh("fontface", font, lang=script.upper(), fontCnt=1)


def _frame(number: int, frame: Frame) -> Xml:
    lines = {line.side: line for line in frame.lines}
    sides = (_side(f"{side}Border", lines.get(side)) for side in ("left", "right", "top", "bottom"))
    slashes = (hh(tag, type="NONE", Crooked=0, isCounter=0) for tag in ("slash", "backSlash"))
    diagonal = hh("diagonal", type="SOLID", width="0.1 mm", color="#000000")
    brush = hc("winBrush", faceColor=frame.fill, hatchColor="#999999", alpha=0)
    fill = (hc("fillBrush", brush),) if frame.fill else ()
    plain = {"threeD": 0, "shadow": 0, "centerLine": "NONE", "breakCellSeparateLine": 0}
    return element("hh:borderFill", (*slashes, *sides, diagonal, *fill), {"id": number, **plain})


def _side(tag: str, line: Line | None) -> Xml:
    if line is None:
        return hh(tag, type="NONE", width="0.1 mm", color="#000000")
    return hh(tag, type="SOLID", width=line_width(line.thickness), color=line.colour)


def _letters(number: int, letters: Type) -> Xml:
    same: Callable[[str, int], Xml] = lambda tag, value: element(f"hh:{tag}", (), dict.fromkeys(_SCRIPTS, value))  # noqa: E731
    line = "BOTTOM" if letters.underlined else "NONE"
    children = (
        same("fontRef", 0),
        same("ratio", 100),
        same("spacing", 0),
        same("relSz", 100),
        same("offset", 0),
        *((hh("bold"),) if letters.bold else ()),
        hh("underline", type=line, shape="SOLID", color=letters.colour),
        hh("strikeout", shape="NONE", color="#000000"),
        hh("outline", type="NONE"),
        hh("shadow", type="NONE", color="#C0C0C0", offsetX=10, offsetY=10),
        *((hh("supscript" if letters.script == "super" else "subscript"),) if letters.script else ()),  # spelled so
    )
    look = {"id": number, "height": hwp_units(letters.size), "textColor": letters.colour, "shadeColor": "none"}
    usual = {"useFontSpace": 0, "useKerning": 0, "symMark": "NONE", "borderFillIDRef": 1}
    return element("hh:charPr", children, {**look, **usual})


def _tab(number: int, position: int) -> Xml:
    stop = _in_both_units(lambda scale: (hh("tabItem", pos=scale * position, type="RIGHT", leader="NONE"),))
    return hh("tabPr", *((stop,) if position else ()), id=number, autoTabLeft=0, autoTabRight=0)


def _in_both_units(lengths: Callable[[int], Iterable[Xml]]) -> Xml:
    case = element("hp:case", lengths(1), {"hp:required-namespace": _TRUE_UNITS})
    return element("hp:switch", (case, element("hp:default", lengths(2))))


def _outline() -> Xml:
    """Return the numbering of headings: empty at every level, for their numbers are part of their text."""
    levels = (_mark(level, _NO_LETTERS_OF_ITS_OWN, start=1, useInstWidth=1) for level in range(1, _OUTLINE_LEVELS + 1))
    return hh("numbering", *levels, id=1, start=0)


def _lists(registry: StyleRegistry) -> Iterator[Xml]:
    """Yield the numberings of numbered lists: a list is one level of its own, whose items may stand at any depth."""
    letters = registry.letters.number(registry.bullet)
    for number, numbers in enumerate(registry.lists, FIRST_LIST):
        shown = Xml(f"^1{numbers.form[1]}")
        form = _NUMBER_FORMATS[numbers.form[0]]
        levels = (
            _mark(level, letters, shown, form, start=numbers.first, useInstWidth=1)
            for level in range(1, _OUTLINE_LEVELS + 1)
        )
        yield hh("numbering", *levels, id=number, start=0)


def _bullets(registry: StyleRegistry, theme: Theme) -> Iterator[Xml]:
    letters = registry.letters.number(registry.bullet)
    for number, mark in enumerate((*theme.item_marks, theme.note_mark), start=1):
        yield hh("bullet", _mark(0, letters, useInstWidth=0), id=number, char=mark, useImage=0)


def _mark(level: int, letters: int, shown: Xml = NOTHING, form: str = "DIGIT", **more: int) -> Xml:
    """Return how a mark stands: half an em before the text, whose further lines hang from its first letter."""
    width = {"align": "LEFT", "autoIndent": 1, "widthAdjust": 0}
    text = {"textOffsetType": "PERCENT", "textOffset": 50, "numFormat": form}
    within = (shown,) if shown else ()
    look = {**width, **text, "charPrIDRef": letters, "checkable": 0}
    return element("hh:paraHead", within, {"level": level, **more, **look})


def _layout(number: int, layout: Layout, registry: StyleRegistry) -> Xml:
    breaks = {"breakLatinWord": "KEEP_WORD", "breakNonLatinWord": "KEEP_WORD", "widowOrphan": 1}
    kept = {"keepWithNext": int(layout.keep_next), "keepLines": 0, "pageBreakBefore": 0, "lineWrap": "BREAK"}
    children = (
        hh("align", horizontal=layout.align.upper(), vertical="BASELINE"),
        _heading(layout),
        element("hh:breakSetting", (), {**breaks, **kept}),
        hh("autoSpacing", eAsianEng=0, eAsianNum=0),
        _in_both_units(lambda scale: _spaces(layout, scale)),
        _border(layout, registry),
    )
    look = {"id": number, "tabPrIDRef": registry.tabs.number(layout.right_tab), "condense": 0, "fontLineHeight": 0}
    return element("hh:paraPr", children, {**look, "snapToGrid": 0, "suppressLineNumbers": 0, "checked": 0})


def _heading(layout: Layout) -> Xml:
    if layout.outline:
        return hh("heading", type="OUTLINE", idRef=0, level=layout.outline - 1)
    if layout.numbering:
        return hh("heading", type="NUMBER", idRef=layout.numbering, level=0)
    return hh("heading", type="BULLET" if layout.bullet else "NONE", idRef=layout.bullet, level=0)


def _spaces(layout: Layout, scale: int) -> Iterator[Xml]:
    lengths = {"intent": 0, "left": layout.left, "right": 0, "prev": layout.before, "next": layout.after}
    spaces = (hc(tag, value=scale * hwp_units(length), unit="HWPUNIT") for tag, length in lengths.items())
    yield hh("margin", *spaces)
    yield hh("lineSpacing", type="PERCENT", value=round(100 * layout.leading), unit="HWPUNIT")


def _border(layout: Layout, registry: StyleRegistry) -> Xml:
    ends = hwp_units(layout.pad)
    offsets = {"offsetLeft": 0, "offsetRight": 0, "offsetTop": ends, "offsetBottom": ends}
    framed = {"borderFillIDRef": registry.frames.number(layout.frame), **offsets}
    return element("hh:border", (), {**framed, "connect": 0, "ignoreMargin": int(layout.frame != BARE)})


def _style(style: Style, registry: StyleRegistry) -> Xml:
    numbers = registry.style_numbers
    named = {"id": numbers[style.english], "type": "PARA", "name": style.name, "engName": style.english}
    looks = {"paraPrIDRef": registry.layout(style.layout), "charPrIDRef": registry.letters.number(style.letters)}
    following = numbers[style.followed_by or style.english]
    return hh("style", **named, **looks, nextStyleIDRef=following, langID=_KOREAN, lockForm=0)
