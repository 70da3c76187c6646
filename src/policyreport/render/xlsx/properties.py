"""What a workbook says of itself in its properties, with nothing of the machine or the hour that made it."""

from __future__ import annotations

from datetime import datetime, time
from typing import cast
from xml.etree.ElementTree import Element, SubElement, tostring

from openpyxl.packaging.core import DocumentProperties
from openpyxl.xml.functions import tostring as core_string

from policyreport.document.tree import Meta

CORE = "docProps/core.xml"
APPLICATION = "docProps/app.xml"
_EXTENDED = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"


def property_parts(meta: Meta) -> dict[str, bytes]:
    """Return the package's property parts by their names: openpyxl would write the clock and its version there."""
    return {CORE: _core(meta), APPLICATION: _application(meta)}


def _core(meta: Meta) -> bytes:
    midnight = datetime.combine(meta.as_of, time())
    said = DocumentProperties(
        title=" ".join(meta.title.split()),
        subject=meta.subtitle,
        description=meta.summary,
        keywords=", ".join(meta.keywords),
        creator=meta.organisation,
        lastModifiedBy=meta.organisation,
        language=meta.language,
        created=midnight,
        modified=midnight,
    )
    return cast("bytes", core_string(said.to_tree()))


def _application(meta: Meta) -> bytes:
    root = Element("Properties", xmlns=_EXTENDED)
    for name, text in (("Application", "policyreport"), ("Company", meta.organisation), ("AppVersion", "1.0000")):
        SubElement(root, name).text = text
    return tostring(root, encoding="utf-8", xml_declaration=True)
