"""The numbering definitions to which items and notes are bound, with the theme's marks."""

from __future__ import annotations

from collections.abc import Iterator

from policyreport.document.theme import Theme
from policyreport.renderers.docx.units import bare, twips
from policyreport.renderers.docx.xml import Element, root, w

ITEMS, NOTES = 1, 2
"""The numbers of the lists: the outline with the item marks, and the notes."""
DEEPEST = 8
"""The deepest level of a list in Word, counted from 0."""
ITEM_STYLES = ("ListBullet", "ListBullet2", "ListBullet3", "ListBullet4", "ListBullet5")
"""The paragraph styles of the outermost levels; those below take the last."""
LEAD_STYLE = "ItemLead"
"""The style of an outermost item that has items below it."""
NOTE_STYLE = "Note"
_HANGING_EMS = 1.5


def numbering(theme: Theme) -> Element:
    """Return the numbering part: a level a mark, and past the marks the last of them."""
    abstract = (_abstract(ITEMS, *_item_levels(theme)), _abstract(NOTES, _note_level(theme)))
    return root("w:numbering", "w", *abstract, *(_list(number) for number in (ITEMS, NOTES)))


def _abstract(number: int, *levels: Element) -> Element:
    kind = "multilevel" if len(levels) > 1 else "singleLevel"
    return w("abstractNum", w("multiLevelType", val=kind), *levels, abstractNumId=number)


def _list(number: int) -> Element:
    return w("num", w("abstractNumId", val=number), numId=number)


def _item_levels(theme: Theme) -> Iterator[Element]:
    step = twips(_HANGING_EMS * theme.sizes.body)
    for level in range(DEEPEST + 1):
        style = ITEM_STYLES[level] if level < len(ITEM_STYLES) else ""
        yield _level(level, style, step, *_mark(theme, _item_mark(theme, level), theme.colours.accent))


def _item_mark(theme: Theme, level: int) -> str:
    return theme.item_marks[min(level, len(theme.item_marks) - 1)]


def _note_level(theme: Theme) -> Element:
    step = twips(_HANGING_EMS * theme.sizes.note)
    return _level(0, NOTE_STYLE, step, *_mark(theme, theme.note_mark, theme.colours.quiet))


def _level(level: int, style: str, step: int, mark: Element, mark_look: Element) -> Element:
    indent = w("ind", left=step * (level + 1), hanging=step)
    bound = (w("pStyle", val=style),) if style else ()
    shape = (w("start", val=1), w("numFmt", val="bullet"), *bound, mark, w("lvlJc", val="left"))
    return w("lvl", *shape, w("pPr", indent), mark_look, ilvl=level)


def _mark(theme: Theme, mark: str, colour: str) -> tuple[Element, Element]:
    font = theme.fonts.korean
    fonts = w("rFonts", ascii=font, hAnsi=font, eastAsia=font, cs=font, hint="eastAsia")
    return w("lvlText", val=mark), w("rPr", fonts, w("b", val=0), w("color", val=bare(colour)))
