"""The paragraph styles of a Word file, as far as its contents and lists depend on them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from policyreport.office_templates.word.package import w
from policyreport.office_templates.xml import Element, whole_number

_BODY_TEXT = 9
"""The outline level that is none."""


class ListPosition(NamedTuple):
    """To which list of a file a paragraph belongs, and at which level from 0."""

    number: str
    level: int


class StyleSheet:
    """The styles of a file, by their ids; of none where it has no part for them."""

    def __init__(self, root: Element | None) -> None:
        styles = () if root is None else root.findall(w("style"))
        self._styles = {style.get(w("styleId"), ""): style for style in styles}
        self._default = next(
            (
                style.get(w("styleId"), "")
                for style in styles
                if style.get(w("type")) == "paragraph" and style.get(w("default"), "0") in ("1", "true", "on")
            ),
            "",
        )

    def name_of(self, paragraph: Element) -> str:
        """Return the name of a paragraph's style in small letters, such as ``heading 1``."""
        return self._name(self._style_id(paragraph))

    def id_of(self, name: str) -> str:
        """Return the id of the paragraph style with a name in small letters; empty where there is none."""
        return next((key for key in self._styles if self._name(key) == name), "")

    def outline_level(self, paragraph: Element) -> int | None:
        """Return a paragraph's level in the outline, from 1; None for text."""
        level = self._first(paragraph, "outlineLvl")
        number = _BODY_TEXT if level is None else whole_number(level.get(w("val"), str(_BODY_TEXT)))
        return number + 1 if number < _BODY_TEXT else None

    def has_tabs(self, name: str) -> bool:
        """Return whether the style with a name, or one on which it is based, has tab stops."""
        chain = self._chain(self.id_of(name))
        return any(style.find(f"{w('pPr')}/{w('tabs')}") is not None for style in chain)

    def list_position(self, paragraph: Element) -> ListPosition | None:
        """Return the list of a paragraph; None for one without a number."""
        number, level = "", ""
        for properties in self._properties(paragraph):
            found = properties.find(w("numPr"))
            if found is not None:
                number = number or _stated(found, "numId")
                level = level or _stated(found, "ilvl")
                if number:
                    break
        return ListPosition(number, whole_number(level)) if number not in ("", "0") else None

    def indentation(self, paragraph: Element) -> Element | None:
        """Return the indentation that a paragraph has by its style alone."""
        own, *styles = self._properties(paragraph)
        if own.find(w("ind")) is not None:
            return None
        return next((found for each in styles if (found := each.find(w("ind"))) is not None), None)

    def style_id(self, paragraph: Element) -> str:
        """Return the id of a paragraph's style."""
        return self._style_id(paragraph)

    def _style_id(self, paragraph: Element) -> str:
        style = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
        return self._default if style is None else style.get(w("val"), "")

    def _name(self, style_id: str) -> str:
        style = self._styles.get(style_id)
        found = None if style is None else style.find(w("name"))
        return "" if found is None else found.get(w("val"), "").lower()

    def _first(self, paragraph: Element, local: str) -> Element | None:
        for properties in self._properties(paragraph):
            found = properties.find(w(local))
            if found is not None:
                return found
        return None

    def _properties(self, paragraph: Element) -> Iterator[Element]:
        """Yield a paragraph's own properties (the paragraph itself where it has none), then those of its styles."""
        own = paragraph.find(w("pPr"))
        yield paragraph if own is None else own
        for style in self._chain(self._style_id(paragraph)):
            properties = style.find(w("pPr"))
            if properties is not None:
                yield properties

    def _chain(self, style_id: str) -> Iterator[Element]:
        """Yield a style and those on which it is based."""
        known = set[str]()
        while style_id in self._styles and style_id not in known:
            known.add(style_id)
            yield self._styles[style_id]
            based_on = self._styles[style_id].find(w("basedOn"))
            style_id = "" if based_on is None else based_on.get(w("val"), "")


def _stated(properties: Element, local: str) -> str:
    found = properties.find(w(local))
    return "" if found is None else found.get(w("val"), "")


_AFTER_NUMBERING = tuple(
    map(
        w,
        (
            *("suppressLineNumbers", "pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap"),
            *("overflowPunct", "topLinePunct", "autoSpaceDE", "autoSpaceDN", "bidi", "adjustRightInd", "snapToGrid"),
            *("spacing", "ind", "contextualSpacing", "mirrorIndents", "suppressOverlap", "jc", "textDirection"),
            *("textAlignment", "textboxTightWrap", "outlineLvl", "divId", "cnfStyle", "rPr", "sectPr", "pPrChange"),
        ),
    )
)
"""What stands after ``numPr`` among a paragraph's properties (ECMA-376-1, 17.3.1.26)."""


def set_property(paragraph: Element, made: Element) -> None:
    """Put a property (``numPr``, ``tabs`` or ``ind``) among those of a paragraph, in the order of the schema."""
    properties = paragraph.find(w("pPr"))
    if properties is None:
        properties = etree.Element(w("pPr"))
        paragraph.insert(0, properties)
    old = properties.find(made.tag)
    if old is not None:
        properties.replace(old, made)
        return
    later = (
        _AFTER_NUMBERING[_AFTER_NUMBERING.index(made.tag) + 1 :] if made.tag in _AFTER_NUMBERING else _AFTER_NUMBERING
    )
    following = next((each for each in properties if each.tag in later), None)
    if following is None:
        properties.append(made)
    else:
        following.addprevious(made)
