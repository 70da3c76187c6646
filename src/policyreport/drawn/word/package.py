"""Which parts of a Word file a document is made of, and which of them are filled."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from policyreport.drawn import package
from policyreport.drawn.package import OfficeFile, Taking
from policyreport.drawn.xml import Element

_WORD = Taking(
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


def read(content: bytes) -> OfficeFile:
    """Return the parts of a template that its document needs; the package has been checked before."""
    return package.read(content, _WORD)


def story_names(file: OfficeFile) -> Iterator[str]:
    """Yield the names of the parts whose text is filled, the body first, then by their names."""
    kinds = ("header", "footer", "footnotes", "endnotes")
    yield file.main
    yield from sorted(name for name, kind in file.kinds.items() if kind in kinds)


def without_unnamed(file: OfficeFile, filled: Mapping[str, Element]) -> OfficeFile:
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
