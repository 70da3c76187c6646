"""The parts of the Word file as python-docx's own, its properties and relationships: no template, so none to leak."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container
from io import BytesIO
from typing import Literal

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.package import OpcPackage
from docx.opc.packuri import PackURI
from docx.opc.part import Part, PartFactory
from docx.package import Package

from policyreport.document.nodes import Image, Meta
from policyreport.ooxml import custom_properties
from policyreport.ooxml.core_properties import core_properties_part
from policyreport.ooxml.package import normalized_package
from policyreport.renderers.docx.xml import Element, part

MAIN = "word/document.xml"
_WHOLE = ""
Kind = Literal["styles", "numbering", "settings", "theme", "header", "footer", "footnotes", "chart"]
_KINDS: dict[Kind, tuple[str, str]] = {
    "styles": (CONTENT_TYPE.WML_STYLES, RELATIONSHIP_TYPE.STYLES),
    "numbering": (CONTENT_TYPE.WML_NUMBERING, RELATIONSHIP_TYPE.NUMBERING),
    "settings": (CONTENT_TYPE.WML_SETTINGS, RELATIONSHIP_TYPE.SETTINGS),
    "theme": (CONTENT_TYPE.OFC_THEME, RELATIONSHIP_TYPE.THEME),
    "header": (CONTENT_TYPE.WML_HEADER, RELATIONSHIP_TYPE.HEADER),
    "footer": (CONTENT_TYPE.WML_FOOTER, RELATIONSHIP_TYPE.FOOTER),
    "footnotes": (CONTENT_TYPE.WML_FOOTNOTES, RELATIONSHIP_TYPE.FOOTNOTES),
    "chart": (CONTENT_TYPE.DML_CHART, RELATIONSHIP_TYPE.CHART),
}
"""The content type of a part and the type of its relationship with the main part."""


class PackageParts:
    """The parts of a Word file by their names, and their relationships.

    The ids of relationships are given here and loaded into python-docx, as it loads those of a file: the text of a part
    names them before the part is there, and python-docx looks through all for each one that is new.
    """

    def __init__(self) -> None:
        self._package = Package()
        self._parts: dict[str, Part] = {}
        self._relations: defaultdict[str, dict[tuple[str, str, bool], str]] = defaultdict(dict)

    def main(self, content: Element) -> None:
        """Put in the main part."""
        self._make(MAIN, CONTENT_TYPE.WML_DOCUMENT_MAIN, part(content))
        self._relate(_WHOLE, RELATIONSHIP_TYPE.OFFICE_DOCUMENT, MAIN)

    def add(self, kind: Kind, name: str, content: bytes) -> str:
        """Add a part in Word's folder that belongs to the main part, and return the id of their relationship."""
        content_type, relation = _KINDS[kind]
        self._make(f"word/{name}", content_type, content)
        return self._relate(MAIN, relation, f"word/{name}")

    def embed(self, owner: str, name: str, workbook: bytes) -> str:
        """Add a workbook that belongs to a part (``charts/chart1.xml``), and return the id of their relationship."""
        self._make(f"word/embeddings/{name}", CONTENT_TYPE.SML_SHEET, workbook)
        return self._relate(f"word/{owner}", RELATIONSHIP_TYPE.PACKAGE, f"word/embeddings/{name}")

    def add_image(self, image: Image, source: str = MAIN) -> str:
        """Add a picture, which the file holds once, to a part, and return the id of their relationship."""
        name = f"word/media/{image.sha256[:16]}.{image.form}"
        if name not in self._parts:
            self._make(name, f"image/{image.form}", image.content)
        return self._relate(source, RELATIONSHIP_TYPE.IMAGE, name)

    def describe(self, meta: Meta) -> None:
        """Add the core properties, and the identity of what the file was made from, if there is one."""
        self._make("docProps/core.xml", CONTENT_TYPE.OPC_CORE_PROPERTIES, core_properties_part(meta))
        self._relate(_WHOLE, RELATIONSHIP_TYPE.CORE_PROPERTIES, "docProps/core.xml")
        if meta.identity:
            content = custom_properties.custom_properties_part(meta.identity)
            self._make(custom_properties.PART, custom_properties.CONTENT_TYPE, content)
            self._relate(_WHOLE, custom_properties.RELATION, custom_properties.PART)

    def link_to(self, address: str, source: str = MAIN) -> str:
        """Return the id of a part's relationship to a web address, the same for the same address."""
        return self._relate(source, RELATIONSHIP_TYPE.HYPERLINK, address, external=True)

    def related_content(self, relationship: str, source: str = MAIN) -> bytes:
        """Return the content of the part, or the web address, to which a part's relationship leads."""
        for (_, target, is_external), name in self._relations[source].items():
            if name == relationship:
                return target.encode() if is_external else self._parts[target].blob
        raise KeyError(relationship)

    def drop_unused(self, named: Container[str], source: str = MAIN) -> None:
        """Drop a part's relationships with charts, pictures and web addresses that its text does not name."""
        shown = (RELATIONSHIP_TYPE.CHART, RELATIONSHIP_TYPE.IMAGE, RELATIONSHIP_TYPE.HYPERLINK)
        relations = self._relations[source]
        for key in [key for key, name in relations.items() if key[0] in shown and name not in named]:
            del relations[key]

    def package(self) -> Package:
        """Return the package, its parts bound together; nothing may be added here afterwards."""
        for source, relations in self._relations.items():
            holder = self._parts[source] if source else self._package
            for (kind, target, is_external), name in relations.items():
                holder.load_rel(kind, target if is_external else self._parts[target], name, is_external)
        return self._package

    def _make(self, name: str, content_type: str, content: bytes) -> None:
        """Make a part of the class that python-docx has for its content type; what is XML is parsed there."""
        self._parts[name] = PartFactory(PackURI(f"/{name}"), content_type, "", content, self._package)

    def _relate(self, source: str, kind: str, target: str, *, external: bool = False) -> str:
        relations = self._relations[source]
        return relations.setdefault((kind, target, external), f"rId{len(relations) + 1}")


def packed(package: OpcPackage) -> bytes:
    """Return the file that python-docx makes of a package, without the hour at which it did."""
    stream = BytesIO()
    package.save(stream)
    return normalized_package(stream.getvalue())
