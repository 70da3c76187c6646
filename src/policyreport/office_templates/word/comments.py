"""A faulty template as a copy with a Word comment at each fault."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from typing import cast

import docx
from docx.document import Document
from docx.oxml.text.paragraph import CT_P
from docx.oxml.text.run import CT_R
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from policyreport.diagnostics import Problem
from policyreport.office_templates.fault_comments import AUTHOR, comment_text, place_of
from policyreport.office_templates.runs import segments_of
from policyreport.office_templates.word.locations import placed
from policyreport.office_templates.word.package import WORDS, w
from policyreport.office_templates.xml import Element
from policyreport.ooxml.package import normalized_package

_INITIALS = "PR"


def annotate(content: bytes, problems: Iterable[Problem], *, korean: bool) -> bytes:
    """Return a template with a comment at the tag of each problem, in Korean or English; the same bytes each time.

    Word has comments in the body alone: comments on a header, a footer or a note are set at the body's beginning.
    """
    document = docx.Document(BytesIO(content))
    paragraphs = list(placed(document.element, None))
    by_place = {place.ko: paragraph for paragraph, place in reversed(paragraphs)}
    first = next((paragraph for paragraph, _ in paragraphs), None)
    for problem in problems:
        paragraph = by_place.get(place_of(problem), first)
        if paragraph is not None:
            text = comment_text(problem, korean=korean)
            document.add_comment(_runs(document, paragraph, problem.field), text, AUTHOR, _INITIALS)
    for comment in document.part._comments_part.element:  # noqa: SLF001 # pyright: ignore[reportPrivateUsage]
        del comment.attrib[w("date")]
    stream = BytesIO()
    document.save(stream)
    return normalized_package(stream.getvalue())


def _runs(document: Document, paragraph: Element, tag: str) -> list[Run]:
    """Return the runs in which a tag is written; where it is not found all of the paragraph's, or a new one."""
    around = Paragraph(cast("CT_P", paragraph), document)
    segments = list(segments_of(paragraph, WORDS))
    start = "".join(piece.text for piece in segments).find(tag)
    end = start + len(tag)
    written = [
        p.element.getparent() for p in segments if start < p.start + len(p.text) and p.start < end and start >= 0
    ]
    chosen = [Run(run, around) for run in dict.fromkeys(written) if isinstance(run, CT_R)]
    return chosen or around.runs or [around.add_run()]
