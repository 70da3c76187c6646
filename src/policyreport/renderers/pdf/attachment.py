"""What a PDF tells of its own numbers, as a file within it (ISO 19005-3, 6.8; ISO 32000-1, 7.11)."""

# ReportLab's stubs leave most of its own objects untyped.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date

from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFDocument,
    PDFStream,
    PDFString,
    PDFZCompress,
)

from policyreport.document.nodes import Meta
from policyreport.document.output import Placement
from policyreport.document.passport import Passport, sources_of

NAME = "manifest.json"
_DESCRIPTION = "이 문서에 실린 수치의 값과 출처"
_MIME_TYPE = "/application#2Fjson"


def passport_file(passport: Passport, meta: Meta, placements: Iterable[Placement]) -> bytes:
    """Return as JSON what the numbers that stand in a file stand on, and where they stand."""
    printed: dict[str, list[dict[str, str]]] = {}
    for placed in placements:
        if placed.fact in passport.numbers:
            printed.setdefault(placed.fact, []).append({"where": placed.where, "text": placed.text})
    numbers = [{"fact": fact, **passport.numbers[fact], "printed": printed[fact]} for fact in sorted(printed)]
    named = {source for fact in printed for source in sources_of(passport.numbers[fact])}
    sources = [record for source, record in passport.sources.items() if source in named]
    told = {
        "title": " ".join(meta.title.split()),
        "quarter": meta.quarter,
        "as_of": meta.as_of.isoformat(),
        "organisation": meta.organisation,
        "numbers": numbers,
        "sources": sources,
    }
    return f"{json.dumps(told, ensure_ascii=False, indent=1)}\n".encode()


def attach(document: PDFDocument, content: bytes, day: date) -> tuple[PDFDictionary, PDFArray]:
    """Let a document hold a file; return what its catalog says by ``Names`` and by ``AF``.

    It is dated by the day for which the document holds, for no clock is read.
    """
    dates = {"ModDate": PDFString(f"D:{day:%Y%m%d}000000Z"), "Size": len(content)}
    entries = {"Type": "/EmbeddedFile", "Subtype": _MIME_TYPE, "Params": PDFDictionary(dates)}
    stream = document.Reference(PDFStream(PDFDictionary(entries), content, [PDFZCompress]))
    specification = document.Reference(
        PDFDictionary(
            {
                "Type": "/Filespec",
                "F": PDFString(NAME),
                "UF": PDFString(NAME),
                "Desc": PDFString(_DESCRIPTION),
                "AFRelationship": "/Data",
                "EF": PDFDictionary({"F": stream, "UF": stream}),
            }
        )
    )
    listed = PDFDictionary({"Names": PDFArray([PDFString(NAME), specification])})
    return PDFDictionary({"EmbeddedFiles": listed}), PDFArray([specification])
