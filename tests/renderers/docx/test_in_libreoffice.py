"""What another program than Word makes of the file: all that is said, and headings where the contents say."""

import re
import shutil
import subprocess
from dataclasses import fields, is_dataclass, replace
from io import BytesIO
from pathlib import Path

import docx
import pypdfium2
import pytest

from policyreport.document.nodes import Chart, Date, Heading, Number, Text
from policyreport.document.number_format import date_text, number_text
from policyreport.document.theme import Theme
from policyreport.renderers.docx import render
from policyreport.renderers.docx.tracked import render_tracked

from .drafter import Drafter
from .kitchen_sink import SINK
from .reviewing_in_libreoffice import reviewed
from .test_soundness import unpacked
from .tracked_reading import W

pytestmark = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
FILE = render(SINK, Theme())


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> pypdfium2.PdfDocument:
    folder = tmp_path_factory.mktemp("libreoffice")
    (folder / "sink.docx").write_bytes(FILE.content)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    convert = ["--headless", "--convert-to", "pdf", "--outdir", str(folder), str(folder / "sink.docx")]
    subprocess.run(["soffice", profile, *convert], check=True, capture_output=True, timeout=180)
    return pypdfium2.PdfDocument(Path(folder / "sink.pdf"))


def texts_of(node: object) -> list[str]:
    match node:
        case Text(text):
            return [text]
        case Number():
            return [number_text(node)]
        case Date():
            return [date_text(node)]
        case Chart(kind="status", table=table):
            return texts_of(table.caption)
        case Chart(kind="timeline", table=table):
            return texts_of((table.caption, table.rows))
        case tuple():
            return [found for inner in node for found in texts_of(inner)]
        case _ if is_dataclass(node):
            return [found for field in fields(node) for found in texts_of(getattr(node, field.name))]
        case _:
            return []


def closed_up(text: str) -> str:
    return re.sub(r"[\s\ufffe\xad]+", "", text)


def test_everything_that_is_said_is_printed(pdf: pypdfium2.PdfDocument):
    printed = closed_up("".join(page.get_textpage().get_text_bounded() for page in pdf))
    words = {closed_up(word) for text in texts_of((SINK.meta.particulars, SINK.blocks)) for word in text.split()}
    assert sorted(word for word in words if word not in printed) == []


def test_headings_stand_on_the_pages_that_the_contents_say_but_for_one(pdf: pypdfium2.PdfDocument):
    body = unpacked(FILE.content)["word/document.xml"].decode()
    said = [int(page) for page in re.findall(r'PAGEREF.*?separate"/></w:r><w:r><w:t[^>]*>(\d+)<', body)]
    stand = [bookmark.get_dest().get_index() + 1 for bookmark in pdf.get_toc()]
    assert len(stand) == len(said) == sum(isinstance(block, Heading) for block in SINK.blocks)
    assert max(abs(one - other) for one, other in zip(said, stand, strict=True)) <= 1


def test_accepting_and_rejecting_all_changes_gives_the_two_documents(tmp_path: Path):
    drafter = Drafter(5)
    before = [*drafter.blocks(), *SINK.blocks[2:14], *drafter.blocks()]
    after = drafter.changed(before)
    old, new = (replace(SINK, blocks=tuple(blocks)) for blocks in (before, after))
    files = reviewed(render_tracked(old, new, Theme(), "중소벤처기업부", SINK.meta.as_of), tmp_path)
    for content, document in zip(files, (new, old), strict=True):
        assert printed_lines(content) == printed_lines(render(document, Theme()).content)


def printed_lines(content: bytes) -> list[str]:
    """Return what the paragraphs of a body print, without the contents, which are a field, and without empty ones."""
    body = docx.Document(BytesIO(content)).element.body
    for contents in body.findall(f"{W}sdt"):
        body.remove(contents)
    marks = {f"{W}tab": "\t", f"{W}br": "\n"}
    lines = (
        "".join(marks.get(node.tag, node.text or "" if node.tag == f"{W}t" else "") for node in paragraph.iter())
        for paragraph in body.iter(f"{W}p")
    )
    return [line.strip() for line in lines if line.strip()]
