"""Each fault that is planted in a finished file is found, and named with the file and the place; nothing else is."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from zoneinfo import ZoneInfo

import docx
import pytest
from pypdf import PdfReader, PdfWriter
from tests.young_farmers import young_farmers

from policyreport.cli.verify_wording import number_words, part_words, verdict_words
from policyreport.ledger import Ledger, open_ledger
from policyreport.pipeline.build import build
from policyreport.pipeline.options import BuildOptions
from policyreport.pipeline.received_copy import ReceivedCopy, received_copy
from policyreport.project import open_project
from policyreport.publish.verify import VerificationStatus

from .plants.every_plant import PLANTS
from .plants.planting import Plant

SEOUL = ZoneInfo("Asia/Seoul")
AS_ISSUED = (VerificationStatus.GENUINE, VerificationStatus.RESAVED)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The made-up office's set, its briefing in Word too, for the charts."""
    folder = tmp_path_factory.mktemp("office")
    young_farmers(folder)
    settings = folder / "templates" / "briefing" / "report.yaml"
    settings.write_text(settings.read_text("utf-8").replace("[pdf, hwpx, txt]", "[pdf, docx, hwpx, txt]"), "utf-8")
    build(open_project(folder), options=BuildOptions(issue=True))
    return folder


@pytest.fixture(scope="module")
def ledger(office: Path) -> Iterator[Ledger]:
    with open_ledger(office / "out") as opened:
        yield opened


def issued(office: Path, name: str) -> bytes:
    return (office / "out" / "2026Q4" / name).read_bytes()


def looked_up(office: Path, ledger: Ledger, name: str, content: bytes) -> ReceivedCopy:
    return received_copy(ledger, office / "out", Path(f"받은 {name}"), content)


def lines_of(copy: ReceivedCopy) -> list[str]:
    return [said.en for said in (*map(number_words, copy.changed), *map(part_words, copy.parts))]


@pytest.mark.parametrize("plant", PLANTS, ids=[f"{one.file}: {one.what}" for one in PLANTS])
def test_a_planted_fault_is_found_and_named_with_its_file_and_place(office: Path, ledger: Ledger, plant: Plant):
    content = plant.edit(issued(office, plant.file))
    copy = looked_up(office, ledger, plant.file, content)
    assert copy.verdict.standing is VerificationStatus.EDITED
    assert verdict_words(copy.verdict, SEOUL).en.startswith(f"CHANGED after it was issued: {plant.file} of 2026Q4")
    lines = lines_of(copy)
    assert any(line.startswith(plant.place) and plant.says in line for line in lines), "\n".join(lines[:20])


def test_there_are_plants_for_all_kinds_of_files():
    assert len(PLANTS) >= 60
    assert {Path(one.file).suffix for one in PLANTS} == {".docx", ".xlsx", ".hwpx", ".pdf", ".csv", ".txt", ".json"}


def test_what_is_as_it_was_issued_raises_nothing(office: Path, ledger: Ledger):
    for path in (office / "out" / "2026Q4").iterdir():
        copy = looked_up(office, ledger, path.name, path.read_bytes())
        assert (copy.verdict.standing, lines_of(copy)) == (VerificationStatus.GENUINE, [])


def by_python_docx(content: bytes) -> bytes:
    saved = BytesIO()
    docx.Document(BytesIO(content)).save(saved)
    return saved.getvalue()


def by_pypdf(content: bytes) -> bytes:
    writer, saved = PdfWriter(clone_from=PdfReader(BytesIO(content))), BytesIO()
    writer.compress_identical_objects()
    writer.write(saved)
    return saved.getvalue()


@pytest.mark.parametrize("name", ["handout.docx", "briefing.docx", "press.docx"])
def test_word_files_that_were_only_opened_and_saved_say_what_was_issued(office: Path, ledger: Ledger, name: str):
    copy = looked_up(office, ledger, name, by_python_docx(issued(office, name)))
    assert (lines_of(copy), copy.verdict.standing in AS_ISSUED) == ([], True)


@pytest.mark.parametrize("name", ["onepager.pdf", "briefing.pdf", "press.pdf"])
def test_a_pdf_that_was_written_anew_says_what_was_issued(office: Path, ledger: Ledger, name: str):
    copy = looked_up(office, ledger, name, by_pypdf(issued(office, name)))
    assert (lines_of(copy), copy.verdict.standing) == ([], VerificationStatus.RESAVED)


def test_texts_with_other_ends_of_lines_or_in_another_encoding_say_what_was_issued(office: Path, ledger: Ledger):
    for name in ("handout.txt", "matrix.csv", "manifest.json"):
        text = issued(office, name).decode("utf-8-sig")
        copy = looked_up(office, ledger, name, text.replace("\n", "\r\n").encode())
        assert (name, lines_of(copy), copy.verdict.standing) == (name, [], VerificationStatus.RESAVED)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="soffice is not installed")
def test_files_that_libreoffice_saved_anew_say_what_was_issued(office: Path, ledger: Ledger, tmp_path: Path):
    names = ["handout.docx", "briefing.docx", "press.docx", "matrix.xlsx"]
    for name in names:
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        words = ["soffice", profile, "--headless", "--convert-to", Path(name).suffix[1:], "--outdir", str(tmp_path)]
        subprocess.run([*words, office / "out" / "2026Q4" / name], check=True, capture_output=True, timeout=300)
        copy = looked_up(office, ledger, name, (tmp_path / name).read_bytes())
        assert (name, lines_of(copy), copy.verdict.standing) == (name, [], VerificationStatus.RESAVED)


def test_a_fault_in_a_file_that_libreoffice_saved_would_not_be_lost(office: Path, ledger: Ledger):
    """What programs drop by themselves is passed over in files that were written anew; what they change is not."""
    changed = by_python_docx(issued(office, "handout.docx"))
    document, saved = docx.Document(BytesIO(changed)), BytesIO()
    document.paragraphs[1].runs[0].text += " 추가"
    document.save(saved)
    (line,) = lines_of(looked_up(office, ledger, "handout.docx", saved.getvalue()))
    assert line.startswith("paragraph 2: text")


def with_a_lone_return(content: bytes) -> bytes:
    return content.replace(b",438,", b",4\r38,", 1)


def with_a_spoiled_part(content: bytes) -> bytes:
    """Return a package with bytes of its largest part turned round, where that is packed."""
    with zipfile.ZipFile(BytesIO(content)) as package:
        largest = max(package.infolist(), key=lambda entry: entry.compress_size)
    start = largest.header_offset + 30 + len(largest.filename.encode()) + largest.compress_size // 2
    return content[:start] + bytes(255 - byte for byte in content[start : start + 64]) + content[start + 64 :]


@pytest.mark.parametrize(
    ("name", "spoil"),
    [
        ("matrix.csv", with_a_lone_return),
        *((name, with_a_spoiled_part) for name in ("matrix.xlsx", "press.docx", "handout.hwpx")),
        *(
            (name, lambda content: content[: len(content) * 2 // 3])
            for name in ("press.pdf", "press.docx", "press.txt")
        ),
        ("manifest.json", lambda content: content[:-1000] + b"{" * 100_000),
    ],
)
def test_a_damaged_copy_is_never_taken_for_what_was_issued(
    office: Path, ledger: Ledger, name: str, spoil: Callable[[bytes], bytes]
):
    copy = looked_up(office, ledger, name, spoil(issued(office, name)))
    assert copy.verdict.standing in {VerificationStatus.EDITED, VerificationStatus.UNKNOWN}
