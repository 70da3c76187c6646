"""The parts of the Word file and how they are bound together, written from nothing: no template, so none to leak."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, cast

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.package import OpcPackage
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart

from policyreport.render.docx.xml import Element, root
from policyreport.render.package import normalised

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.package import Package


class Parts:
    """A Word file in the making; its main part exists from the first, for links are counted there."""

    def __init__(self) -> None:
        self._package = OpcPackage()
        self.content = root("w:document", "w", "r")
        self._main = self._part("word/document.xml", CONTENT_TYPE.WML_DOCUMENT_MAIN, self.content)
        self._package.relate_to(self._main, RELATIONSHIP_TYPE.OFFICE_DOCUMENT)

    def add(self, name: str, content_type: str, relationship: str, content: Element) -> str:
        """Add a part on which the main part leans, and return the id of their relationship."""
        return self._main.relate_to(self._part(f"word/{name}", content_type, content), relationship)

    def describe(self, content: Element) -> None:
        """Add the core properties."""
        part = self._part("docProps/core.xml", CONTENT_TYPE.OPC_CORE_PROPERTIES, content)
        self._package.relate_to(part, RELATIONSHIP_TYPE.CORE_PROPERTIES)

    def link_to(self, address: str) -> str:
        """Return the id of the main part's relationship to a web address, the same for the same address."""
        return self._main.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)

    def packed(self) -> bytes:
        """Return the file."""
        stream = BytesIO()
        self._package.save(stream)
        return normalised(stream.getvalue())

    def _part(self, name: str, content_type: str, content: Element) -> XmlPart:
        element, package = cast("BaseOxmlElement", content), cast("Package", self._package)
        return XmlPart(PackURI(f"/{name}"), content_type, element, package)
