"""Word files as python-docx reads them, which passes over what stands in content controls."""

from __future__ import annotations

from io import BytesIO

import docx
from docx.document import Document
from docx.oxml.ns import qn


def word_document(content: bytes) -> Document:
    """Return a Word file whose numbers stand among the other runs, without the controls around them."""
    document = docx.Document(BytesIO(content))
    frames = (frame for section in document.sections for frame in (section.header, section.footer))
    for root in {id(one.part): one.part.element for one in (document, *frames)}.values():
        for control in list(root.iter(qn("w:sdt"))):
            if control.find(f"{qn('w:sdtPr')}/{qn('w:tag')}") is not None:
                for run in control.find(qn("w:sdtContent")):
                    control.addprevious(run)
                control.getparent().remove(control)
    return document
