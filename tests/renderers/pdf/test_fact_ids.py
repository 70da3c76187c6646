"""Each number bears the id of its fact in the structure tree, on what shows it and on nothing else."""

from __future__ import annotations

import ctypes
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from policyreport.document.nodes import Link, Paragraph
from policyreport.document.output import Rendered
from policyreport.document.theme import Theme
from policyreport.renderers.pdf import render

from .charts.specimens import CHARTS
from .conformance.opened import Element, Opened
from .kitchen_sink import KITCHEN_SINK
from .specimens import number, rendered, said, squeezed, table_of

_BLOCKS = (
    Paragraph(said("기업 ", number("companies", "65"), "가 늘어 ", number("all", "130"), number("share", "50", "%"))),
    Paragraph(said(number("budget.b-p.current.in-억원", "12", "억원"))),
    Paragraph(said(Link("https://example.org", said("누리집 ", number("visits", "7", "회"))))),
)


def ids_of(element: Element) -> list[str]:
    """Return the ids of facts that an element bears, read as ISO 32000-1, 14.7.5.4 says."""
    given = element.entry.get("/A", pikepdf.Array())
    owners = [*given] if isinstance(given, pikepdf.Array) else [given]
    listed = [one for owner in owners if owner.O == "/UserProperties" for one in owner.P]
    assert all(str(one.N) == "fact" for one in listed)
    return [str(one.V) for one in listed]


def texts_of_marks(file: Rendered) -> dict[tuple[int, int], str]:
    """Return the text that is drawn within each marked sequence, by its page and its number."""
    found: defaultdict[tuple[int, int], str] = defaultdict(str)
    pdf = pypdfium2.PdfDocument(file.content)
    for number_of_page, page in enumerate(pdf):
        words = page.get_textpage()
        for one in page.get_objects([pdfium.FPDF_PAGEOBJ_TEXT]):
            size = pdfium.FPDFTextObj_GetText(one, words, None, 0)
            buffer = ctypes.create_string_buffer(size)
            pdfium.FPDFTextObj_GetText(one, words, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size)
            text = buffer.raw.decode("utf-16-le").rstrip("\0")
            found[number_of_page, pdfium.FPDFPageObj_GetMarkedContentID(one)] += text
    return found


def said_by(file: Rendered) -> Iterator[tuple[list[str], str]]:
    """Yield the ids of each element that bears some, and what it says itself."""
    opened, texts = Opened.of(file.content), texts_of_marks(file)
    pages = {page.obj.objgen: index for index, (page, _) in enumerate(opened.pages)}
    for element in opened.elements:
        if ids := ids_of(element):
            yield ids, "".join(texts[pages[mark.page], mark.mcid] for mark in element.marks)


def test_an_element_with_the_id_of_a_number_says_that_number_alone():
    file = rendered(*_BLOCKS[:2])

    assert [(ids, text.strip()) for ids, text in said_by(file)] == [
        (["companies"], "65개사"),
        (["all"], "130개사"),
        (["share"], "50.0%"),
        (["budget.b-p.current.in-억원"], "12억원"),
    ]


def test_a_number_that_is_all_its_element_says_needs_no_element_of_its_own():
    alone = Opened.of(rendered(_BLOCKS[1]).content)

    assert [e.role for e in alone.elements if ids_of(e)] == ["/P"]
    assert not [e for e in alone.elements if e.role == "/Span"]


def test_a_number_in_a_link_is_named_by_the_link():
    assert [ids for ids, text in said_by(rendered(_BLOCKS[2])) if "7회" in text] == [["visits"]]


@pytest.mark.parametrize("kind", CHARTS)
def test_a_chart_names_the_numbers_that_it_draws(kind: str):
    file = rendered(replace(CHARTS[kind], alt="그림"))
    drawn = list(dict.fromkeys(placed.fact for placed in file.placements))

    assert {fact for ids, _ in said_by(file) for fact in ids} == set(drawn)


def test_every_number_of_a_whole_document_is_named_and_reads_as_it_was_placed():
    file = render(KITCHEN_SINK, Theme())
    said_of = list(said_by(file))

    assert {fact for ids, _ in said_of for fact in ids} == {placed.fact for placed in file.placements}
    for placed in file.placements:
        texts = [squeezed(text) for ids, text in said_of if placed.fact in ids]
        assert any(squeezed(placed.text) in text for text in texts), placed


def test_the_file_tells_that_it_has_user_properties():
    with pikepdf.open(BytesIO(rendered(*_BLOCKS).content)) as pdf:
        assert pdf.Root.MarkInfo.UserProperties is True


def test_text_without_numbers_bears_no_ids():
    assert not list(said_by(rendered(table_of(("가", "12"), ("나", "34")))))
