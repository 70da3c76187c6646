"""The parts of a template that are not filled, without traces of who made it and where."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from policyreport.drawn.pictures import bare_picture
from policyreport.drawn.word.cleaning import clean_settings
from policyreport.drawn.word.names import name, w
from policyreport.drawn.xml import Element, drop, parsed, written

_EMBEDDED_FONTS = tuple(map(w, ("embedRegular", "embedBold", "embedItalic", "embedBoldItalic")))


def tidied(content: bytes, kind: str) -> bytes:
    """Return a part without what is the template's own affair."""
    if kind == "image":
        return bare_picture(content)
    root = parsed(content)
    _TIDYING.get(kind, _nothing_more)(root)
    for element in list(root.iter(w("rsid"))):
        drop(element)
    return written(root)


def _without_fonts(root: Element) -> None:
    for element in list(root.iter(*_EMBEDDED_FONTS)):
        drop(element)


def _without_workbook(root: Element) -> None:
    for local in ("externalData", "userShapes"):
        for element in list(root.iter(name("c", local))):
            drop(element)


def _nothing_more(_root: Element) -> None:
    """Leave a part as it is."""


_TIDYING: Mapping[str, Callable[[Element], None]] = {
    "settings": clean_settings,
    "fontTable": _without_fonts,
    "chart": _without_workbook,
}
