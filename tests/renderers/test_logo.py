"""A theme's logo stands in the head of pages, or on a workbook's cover, with the office's name as its words."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pikepdf
import pytest
from tests.document.specimens import META
from tests.renderers import open_xml_sdk
from tests.renderers.markdown_blocks import MARKDOWN_BLOCKS, image
from tests.renderers.pdf.conformance import findings
from tests.renderers.pdf.conformance.opened import Opened

from policyreport.document.nodes import Document, Heading, Paragraph, Text
from policyreport.document.picture_size import logo_size
from policyreport.document.theme import Theme
from policyreport.renderers import FORMATS

THEME = Theme(logo=image("png", "RGBA", (400, 120)))
DOCUMENT = Document(META, (Heading(1, (Text("개요"),)), Paragraph((Text("글"),)), *MARKDOWN_BLOCKS))


def rendered(form: str) -> bytes:
    return FORMATS[form](DOCUMENT, THEME).content


def parts_with(content: bytes, needle: bytes) -> list[str]:
    with ZipFile(BytesIO(content)) as package:
        return sorted(name for name in package.namelist() if needle in package.read(name))


def test_in_a_pdf_it_is_drawn_on_each_page_and_read_out_on_none() -> None:
    content = rendered("pdf")
    assert findings(content) == {}
    with pikepdf.open(BytesIO(content)) as pdf:
        assert all("/XObject" in page.Resources for page in pdf.pages)
    assert len([each for each in Opened.of(content).elements if each.role == "/Figure"]) == 2


def test_in_word_it_stands_in_each_header_with_words() -> None:
    found = parts_with(rendered("docx"), f'descr="{META.organisation}"'.encode())
    assert found == ["word/header1.xml", "word/header2.xml"]


def test_in_hangul_it_stands_in_each_sections_header_with_words() -> None:
    comment = f"<hp:shapeComment>{META.organisation}</hp:shapeComment>".encode()
    assert len(parts_with(rendered("hwpx"), comment)) == 3


def test_in_a_workbook_it_stands_on_the_cover_with_words() -> None:
    assert parts_with(rendered("xlsx"), f'descr="{META.organisation}"'.encode()) == ["xl/drawings/drawing1.xml"]


@pytest.mark.parametrize("form", ["docx", "xlsx"])
@open_xml_sdk.needs_the_sdk
def test_the_open_xml_sdk_finds_no_fault(form: str, tmp_path: Path) -> None:
    assert open_xml_sdk.faults(rendered(form), form, tmp_path) == []


@pytest.mark.parametrize("size", [(400, 120), (1, 900), (900, 1)])
def test_it_is_never_larger_than_the_head_has_room_for(size: tuple[int, int]) -> None:
    wide, high = logo_size(image("png", "RGB", size))
    assert wide <= 128.01
    assert high <= 20.01


@pytest.mark.parametrize("form", ["pdf", "docx", "hwpx", "xlsx"])
def test_the_same_document_is_the_same_bytes(form: str) -> None:
    assert rendered(form) == rendered(form)
