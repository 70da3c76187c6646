"""The part of an Office file that holds properties of its own (ISO/IEC 29500-1, 22.3): here its identity alone."""

from __future__ import annotations

from policyreport.document.output import PROPERTY
from policyreport.ooxml.xml_text import encode_part, escape_text

PART = "docProps/custom.xml"
CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
_CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_USERS_OWN = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_FIRST_ID = 2
"""Lower ones are taken (MS-OLEPS, 2.3)."""


def custom_properties_part(identity: str) -> bytes:
    """Return the part that names an identity."""
    return encode_part(
        "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
        f'<Properties xmlns="{_CUSTOM}" xmlns:vt="{_TYPES}">'
        f'<property fmtid="{_USERS_OWN}" pid="{_FIRST_ID}" name="{PROPERTY}">'
        f"<vt:lpwstr>{escape_text(identity)}</vt:lpwstr></property></Properties>"
    )
