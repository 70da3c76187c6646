"""Packages as files."""

from __future__ import annotations

from io import BytesIO

from docx.opc.package import OpcPackage

from policyreport.render.package import normalised


def packed(package: OpcPackage) -> bytes:
    """Return the file that python-docx makes of a package, without the hour at which it did."""
    stream = BytesIO()
    package.save(stream)
    return normalised(stream.getvalue())
