"""Which parts of a Word file a document is made of, and which of them are filled."""

from __future__ import annotations

from collections.abc import Iterator

from policyreport.drawn import package
from policyreport.drawn.package import OfficeFile, Taking

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


def read(content: bytes) -> OfficeFile:
    """Return the parts of a template that its document needs; the package has been checked before."""
    return package.read(content, _WORD)


def stories(file: OfficeFile) -> Iterator[str]:
    """Yield the names of the parts whose text is filled, the body first, then by their names."""
    kinds = ("header", "footer", "footnotes", "endnotes")
    yield file.main
    yield from sorted(name for name, kind in file.kinds.items() if kind in kinds)
