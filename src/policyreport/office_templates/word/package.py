"""Which parts of a Word file a document is made of, and which of them are filled."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from policyreport.office_templates import opc_package
from policyreport.office_templates.opc_package import OfficePackage, PartPolicy
from policyreport.office_templates.pictures import bare_picture
from policyreport.office_templates.word.cleanup import sanitize_settings
from policyreport.office_templates.word.namespaces import name, w
from policyreport.office_templates.xml import Element, drop, parsed, written

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
    "settings": sanitize_settings,
    "fontTable": _without_fonts,
    "chart": _without_workbook,
}


_WORD = PartPolicy(
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    kept=frozenset(
        (
            *("styles", "numbering", "settings", "theme", "fontTable", "header", "footer", "footnotes", "endnotes"),
            *("image", "chart", "hyperlink", "officeDocument"),
        )
    ),
    left_out=frozenset(
        (
            *("webSettings", "stylesWithEffects", "comments", "commentsExtended", "commentsIds", "commentsExtensible"),
            *("people", "customXml", "glossaryDocument", "printerSettings", "package", "chartStyle"),
            *("chartColorStyle", "themeOverride", "chartUserShapes", "font", "core-properties", "extended-properties"),
            *("custom-properties", "thumbnail", "classificationlabels", "documenttasks", "keyMapCustomizations"),
            "recipientData",
        )
    ),
    standing_alone=frozenset(("settings", "fontTable", "chart")),
)


_NAMED = frozenset(("image", "chart", "hyperlink", "header", "footer"))
"""On what a part leans only where its text names it."""


def read(content: bytes) -> OfficePackage:
    """Return the parts of a template that its document needs; the package has been checked before."""
    return opc_package.read(content, _WORD)


def story_names(file: OfficePackage) -> Iterator[str]:
    """Yield the names of the parts whose text is filled, the body first, then by their names."""
    kinds = ("header", "footer", "footnotes", "endnotes")
    yield file.main
    yield from sorted(name for name, kind in file.kinds.items() if kind in kinds)


def without_unnamed(file: OfficePackage, filled: Mapping[str, Element]) -> OfficePackage:
    """Return a file without the pictures, charts, addresses, headers and footers of text that is no longer there."""
    relations = dict(file.relations)
    for part, root in filled.items():
        named = {value for element in root.iter("*") for value in element.attrib.values()}
        kept = file.relations[part].items()
        relations[part] = {key: one for key, one in kept if one.word not in _NAMED or key in named}
    parts: dict[str, bytes] = {}
    following = [file.main]
    while following:
        part = following.pop()
        if part not in parts:
            parts[part] = file.parts[part]
            following += [one.target for one in relations[part].values() if not one.outside]
    return replace(
        file,
        parts={part: file.parts[part] for part in file.parts if part in parts},
        relations={part: held for part, held in relations.items() if part in parts},
    )
