"""By its identity a file is known after other programs changed and saved it."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import openpyxl
import pikepdf
import pytest
from hwpx import HwpxDocument
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.packaging.custom import StringProperty
from tests.document.specimens import KITCHEN_SINK
from tests.office_templates import drawing, drawing_in_hangul
from tests.renderers.open_xml_sdk import faults, needs_the_sdk
from tests.renderers.pdf.conformance import findings
from tests.templating.writing import facts

from policyreport.document.report_type import DrawnTemplate
from policyreport.document.theme import Theme
from policyreport.office_templates import fill
from policyreport.publish.verify import identity_in
from policyreport.renderers import FORMATS

IDENTITY = "2025Q2/briefing 브리핑 <&> 0f3a"
IDENTIFIED = replace(KITCHEN_SINK, meta=replace(KITCHEN_SINK.meta, identity=IDENTITY))
needs_libreoffice = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")


def rendered(form: str, *, identified: bool = True) -> bytes:
    return FORMATS[form](IDENTIFIED if identified else KITCHEN_SINK, Theme()).content


def workbook() -> bytes:
    """Return a workbook as a renderer that leaves it to openpyxl would make it."""
    book, stream = openpyxl.Workbook(), BytesIO()
    book.custom_doc_props.append(StringProperty(name="policyreport", value=IDENTITY))
    book.save(stream)
    return stream.getvalue()


FILES = {**{f"a.{form}": rendered(form) for form in ("pdf", "docx", "hwpx")}, "a.xlsx": workbook()}


def saved(save: Callable[[BytesIO], object]) -> bytes:
    stream = BytesIO()
    save(stream)
    return stream.getvalue()


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_known_by_its_identity(name: str) -> None:
    assert identity_in(name, FILES[name]) == IDENTITY
    assert identity_in(name.upper(), FILES[name]) == IDENTITY


@pytest.mark.parametrize("form", ["pdf", "docx", "hwpx"])
def test_a_document_without_an_identity_makes_a_file_without_one(form: str) -> None:
    assert identity_in(f"a.{form}", rendered(form, identified=False)) == ""


@pytest.mark.parametrize("form", ["txt", "csv"])
def test_files_of_plain_text_say_nothing_of_it(form: str) -> None:
    assert rendered(form) == rendered(form, identified=False)
    assert identity_in(f"a.{form}", rendered(form)) == ""


def test_a_file_drawn_in_word_is_known_and_sound() -> None:
    meta = replace(drawing.META, identity=IDENTITY)
    template = DrawnTemplate("docx", drawing.FILE, drawing.drawn("{{ policy.title }}"))
    file = fill(template, facts(), meta, Theme()).content
    assert identity_in("a.docx", file) == IDENTITY
    assert identity_in("a.docx", fill(template, facts(), drawing.META, Theme()).content) == ""
    assert docx.Document(BytesIO(file)).paragraphs[0].text == "레벨업 전략"


def test_what_the_author_of_a_template_had_there_is_not_taken_over() -> None:
    meta = replace(drawing.META, identity=IDENTITY)
    template = DrawnTemplate("docx", drawing.FILE, FILES["a.docx"])
    assert identity_in("a.docx", fill(template, facts(), drawing.META, Theme()).content) == ""
    other = fill(template, facts(), replace(meta, identity="b"), Theme()).content
    assert identity_in("a.docx", other) == "b"


def test_a_file_drawn_in_hangul_is_known() -> None:
    meta = replace(drawing_in_hangul.META, identity=IDENTITY)
    template = DrawnTemplate("hwpx", drawing_in_hangul.FILE, drawing_in_hangul.drawn("{{ policy.title }}"))
    assert identity_in("a.hwpx", fill(template, facts(), meta, Theme()).content) == IDENTITY


def test_a_pdf_with_an_identity_keeps_to_the_standards() -> None:
    assert findings(FILES["a.pdf"]) == {}


def test_the_metadata_of_a_pdf_are_not_packed() -> None:
    with pikepdf.open(BytesIO(FILES["a.pdf"])) as pdf:
        assert "/Filter" not in pdf.Root.Metadata


@needs_the_sdk
def test_the_open_xml_sdk_finds_nothing_wrong(tmp_path: Path) -> None:
    assert faults(FILES["a.docx"], "docx", tmp_path) == []


WAYS: dict[str, dict[str, Any]] = {
    "as it is": {},
    "for the web": {"linearize": True},
    "packed": {"object_stream_mode": pikepdf.ObjectStreamMode.generate, "recompress_flate": True},
    "unpacked": {"qdf": True},
    "locked": {"encryption": pikepdf.Encryption(owner="a", user="b")},
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("keeps_metadata", [True, False])
def test_a_pdf_that_was_changed_is_known(way: str, keeps_metadata: bool) -> None:  # noqa: FBT001
    with pikepdf.open(BytesIO(FILES["a.pdf"])) as pdf:
        del pdf.pages[0]
        if not keeps_metadata:
            del pdf.Root.Metadata
        changed = saved(lambda stream: pdf.save(stream, **WAYS[way]))
    assert changed != FILES["a.pdf"]
    assert identity_in("a.pdf", changed) == IDENTITY


@pytest.mark.parametrize(
    "said",
    [
        b'<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" dc:identifier="policyreport:a"/>',
        b'<Description xmlns:m="http://ns.adobe.com/xap/1.0/mm/" m:OriginalDocumentID="policyreport:a"/>',
    ],
)
def test_metadata_that_another_program_wrote_anew_are_read(said: bytes) -> None:
    packet = b'<x:xmpmeta xmlns:x="adobe:ns:meta/" xmlns:rdf="r">%s</x:xmpmeta>'
    assert identity_in("a.pdf", b"%PDF-1.7 " + packet % said + packet % b"" + b"%%EOF") == "a"


def test_identifiers_of_others_are_none_of_ours() -> None:
    packet = b'<x:xmpmeta xmlns:x="x"><d:identifier xmlns:d="http://purl.org/dc/elements/1.1/">doi:1</d:identifier>'
    file = b"%PDF-1.7 " + packet + b"</x:xmpmeta> /ID[<0123456789ABCDEF><00>] /ID [(abc)(d)]"
    assert identity_in("a.pdf", file) == ""


def test_office_files_that_were_changed_are_known() -> None:
    document = docx.Document(BytesIO(FILES["a.docx"]))
    document.add_paragraph("덧붙인 글")
    book = openpyxl.load_workbook(BytesIO(FILES["a.xlsx"]))
    book.active["A1"] = 1
    assert identity_in("a.docx", saved(document.save)) == IDENTITY
    assert identity_in("a.xlsx", saved(book.save)) == IDENTITY


def test_a_file_of_hangul_that_was_changed_is_known(tmp_path: Path) -> None:
    (tmp_path / "a.hwpx").write_bytes(FILES["a.hwpx"])
    changed = HwpxDocument.open(str(tmp_path / "a.hwpx"))
    changed.add_paragraph("덧붙인 글")
    changed.save_to_path(str(tmp_path / "b.hwpx"))
    assert identity_in("b.hwpx", (tmp_path / "b.hwpx").read_bytes()) == IDENTITY


@needs_libreoffice
@pytest.mark.parametrize("form", ["docx", "xlsx"])
def test_a_file_that_libreoffice_saved_is_known(form: str, tmp_path: Path) -> None:
    (tmp_path / f"a.{form}").write_bytes(FILES[f"a.{form}"])
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    convert = ["--headless", "--convert-to", form, "--outdir", str(tmp_path / "out"), str(tmp_path / f"a.{form}")]
    subprocess.run(["soffice", profile, *convert], check=True, capture_output=True, timeout=180)
    assert identity_in(f"a.{form}", (tmp_path / "out" / f"a.{form}").read_bytes()) == IDENTITY


def with_part(name: str, part: bytes) -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as package:
        package.writestr(name, part)
    return stream.getvalue()


@pytest.mark.parametrize(
    "part",
    [
        b"",
        b"<a",
        b'<!DOCTYPE a [<!ENTITY b "c"><!ENTITY d "&b;&b;">]><a><p name="policyreport"><v>&d;</v></p></a>',
        b'<a><p name="policyreport"><v>' + b"x" * 2_000_000 + b"</v></p></a>",
        b'<a><p name="another"><v>x</v></p></a>',
    ],
)
def test_properties_that_cannot_be_read_are_none(part: bytes) -> None:
    assert identity_in("a.docx", with_part("docProps/custom.xml", part)) == ""


@pytest.mark.parametrize("name", FILES)
@given(cut=st.integers(0, 60_000), at=st.integers(0, 60_000), put=st.binary(max_size=40))
def test_a_damaged_file_is_no_error(name: str, cut: int, at: int, put: bytes) -> None:
    whole = FILES[name]
    damaged = whole[:at] + put + whole[at + len(put) :][: max(0, len(whole) - cut)]
    assert identity_in(name, damaged) in ("", IDENTITY)


@given(st.binary(max_size=200), st.sampled_from(["a.pdf", "a.docx", "a.xlsx", "a.hwpx", "a", "a.zip"]))
def test_what_is_no_such_file_at_all_has_no_identity(content: bytes, name: str) -> None:
    assert identity_in(name, content) == ""
