"""Where a document has a passport, its PDF bears it as an associated file, cut to the numbers that it prints."""

from __future__ import annotations

import json
from io import BytesIO
from typing import Any

import pikepdf

from policyreport.document.nodes import Document, Heading, Paragraph
from policyreport.document.output import Rendered
from policyreport.document.passport import Passport
from policyreport.document.theme import Theme
from policyreport.leak_check import layers
from policyreport.renderers.pdf import render

from .conformance import findings
from .specimens import META, number, said

_PASSPORT = Passport(
    {"a": {"value": "5", "unit": "개사", "sources": ["s1"]}, "unprinted": {"value": "6", "sources": ["s2"]}},
    {"s1": {"id": "s1", "title": "자료"}, "s2": {"id": "s2", "title": "다른 자료"}},
)


def made(passport: Passport | None = _PASSPORT) -> Rendered:
    blocks = (Heading(1, said("제목")), Paragraph(said("기업 ", number("a", "5"), "와 다시 ", number("a", "5"))))
    return render(Document(META, blocks, passport=passport), Theme())


def attached(content: bytes) -> Any:  # noqa: ANN401 - it is JSON
    with pikepdf.open(BytesIO(content)) as pdf:
        return json.loads(pdf.attachments["manifest.json"].get_file().read_bytes())


def test_the_attachment_tells_of_the_numbers_of_the_file_where_they_stand_and_of_their_sources():
    file = made()
    told = attached(file.content)

    assert told["numbers"] == [
        {
            "fact": "a",
            "value": "5",
            "unit": "개사",
            "sources": ["s1"],
            "printed": [{"where": placed.where, "text": "5개사"} for placed in file.placements],
        }
    ]
    assert told["sources"] == [{"id": "s1", "title": "자료"}]


def test_the_file_keeps_to_the_standards_with_and_without_it():
    assert findings(made().content) == {}
    assert findings(made(None).content) == {}


def test_the_file_is_associated_with_the_document_and_dated_by_its_day():
    with pikepdf.open(BytesIO(made().content)) as pdf:
        (entry,) = pdf.Root.AF
        assert (str(entry.AFRelationship), str(entry.UF)) == ("/Data", "manifest.json")
        assert str(entry.EF.F.Params.ModDate) == "D:20250630000000Z"
        assert pdf.attachments["manifest.json"].get_file().mime_type == "application/json"


def test_the_check_for_leaks_reads_it():
    read = [layer for layer in layers("a.pdf", made().content) if "attachment" in layer.where]

    assert any("다른" not in layer.words and "자료" in layer.words for layer in read)


def test_the_same_document_gives_the_same_bytes():
    assert made().content == made().content
