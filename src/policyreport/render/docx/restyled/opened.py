"""A reference file, read without trust."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import cast
from zipfile import ZipFile

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part

from policyreport.errors import Kind, PolicyReportError, Problem, Words
from policyreport.render.docx.node import Node, parsed
from policyreport.render.docx.page import Page
from policyreport.render.docx.restyled.cleaned import check_root, cleaned
from policyreport.render.docx.restyled.page_setup import page_setup

_MOST_BYTES = 50_000_000
"""Of all parts together; a file that unpacks to more is not unpacked."""


@dataclass(frozen=True, slots=True)
class Opened:
    """What says how a file looks; None for a part that it does not have."""

    page: Page
    styles: Node | None
    numbering: Node | None
    theme: Node | None


def opened(reference: bytes, page: Page) -> Opened:
    """Return what says how a reference file looks; what it does not say of the page is as on the one given.

    ``PolicyReportError`` where it cannot be read as a Word file.
    """
    try:
        _check_size(reference)
        return _opened(reference, page)
    except Exception as error:  # python-docx says in many ways that a file is broken
        raise _unreadable(str(error)) from error


def _check_size(reference: bytes) -> None:
    with ZipFile(BytesIO(reference)) as package:
        if sum(entry.file_size for entry in package.infolist()) > _MOST_BYTES:
            raise ValueError("it is too large")


def _opened(reference: bytes, page: Page) -> Opened:
    word = docx.Document(BytesIO(reference))
    check_root(cast("Node", word.element), "w:document")
    return Opened(
        page=page_setup(word.sections[-1], page) if len(word.sections) else page,
        styles=_look(word.part, RELATIONSHIP_TYPE.STYLES, "w:styles"),
        numbering=_look(word.part, RELATIONSHIP_TYPE.NUMBERING, "w:numbering"),
        theme=_look(word.part, RELATIONSHIP_TYPE.THEME, "a:theme"),
    )


def _look(main: Part, relationship: str, tag: str) -> Node | None:
    """Return a part on which the main one leans; python-docx would make one of its own where there is none."""
    found = [related for related in main.rels.values() if related.reltype == relationship]
    return cleaned(parsed(found[0].target_part.blob), tag) if found else None


def _unreadable(why: str) -> PolicyReportError:
    return PolicyReportError(
        [
            Problem(
                Kind.TEMPLATE,
                "docx.reference-unreadable",
                Words(
                    f"the reference file cannot be read: {why}",
                    "서식 파일을 읽을 수 없습니다: Word 파일이 아니거나 손상되었거나 너무 큽니다",
                ),
                hint=Words("open it in Word and save it as .docx", "Word에서 열어 .docx로 다시 저장하십시오"),
            )
        ]
    )
