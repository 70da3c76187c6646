"""What a workbook says of itself in its properties, with nothing of the machine or the hour that made it."""

from __future__ import annotations

from datetime import datetime, time
from typing import cast

from openpyxl.packaging.core import DocumentProperties
from openpyxl.packaging.custom import StringProperty
from openpyxl.packaging.extended import ExtendedProperties
from openpyxl.workbook import Workbook
from openpyxl.xml.functions import tostring

from policyreport.document.nodes import Meta

_IDENTITY = "policyreport"


def set_properties(book: Workbook, meta: Meta) -> None:
    """Let the workbook say title, subject, author, words and day, as far as they are known, and its identity."""
    book.properties = _document_properties(meta)
    if meta.identity:
        book.custom_doc_props.append(StringProperty(name=_IDENTITY, value=meta.identity))  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]


def _document_properties(meta: Meta) -> DocumentProperties:
    day = datetime.combine(meta.as_of, time())
    return DocumentProperties(
        title=" ".join(meta.title.split()) or None,
        subject=meta.subtitle or None,
        creator=meta.organisation or None,
        keywords=", ".join(meta.keywords) or None,
        description=meta.summary or None,
        lastModifiedBy=meta.organisation or None,
        language=meta.language or None,
        created=day,
        modified=day,
    )


def application_properties(meta: Meta) -> bytes:
    """Return the part that says by what the workbook was made, and for whom; openpyxl would put its own name there."""
    said = ExtendedProperties(Company=meta.organisation or None)
    said.Application, said.AppVersion = "policyreport", "1.0000"
    return cast("bytes", tostring(said.to_tree()))
