"""What is said, as files: one renderer a format, each a pure function from a document and a theme to bytes."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from policyreport.document.rendered import Rendered
from policyreport.document.theme import Theme
from policyreport.document.tree import Document
from policyreport.render import docx, pdf, xlsx

Renderer = Callable[[Document, Theme], Rendered]

FORMATS: Mapping[str, Renderer] = {"pdf": pdf.render, "docx": docx.render, "xlsx": xlsx.render}
"""Every format by its name, which is also the ending of its files; a new one is a line here."""

__all__ = ["FORMATS", "Renderer"]
