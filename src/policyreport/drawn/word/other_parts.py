"""The parts of a template that are not filled, without traces of who made it and where."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from policyreport.drawn.package import OfficeFile
from policyreport.drawn.pictures import bare_picture
from policyreport.drawn.word.cleaning import clean_settings
from policyreport.drawn.word.names import name, w
from policyreport.drawn.xml import Element, drop, parsed, written

_EMBEDDED_FONTS = tuple(map(w, ("embedRegular", "embedBold", "embedItalic", "embedBoldItalic")))


def tidied(file: OfficeFile, filled: Mapping[str, bytes]) -> OfficeFile:
    """Return the file with its filled parts, and all others without what is the template's own affair."""
    others = {part: _tidied(content, file.kinds[part]) for part, content in file.parts.items() if part not in filled}
    return replace(file, parts={**filled, **others})


def _tidied(content: bytes, kind: str) -> bytes:
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
