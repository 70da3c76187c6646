"""The photographs that an office names in its data are in every file of the set, each with what it shows in words."""

from __future__ import annotations

from html import unescape
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pikepdf
import pytest
from PIL import Image, ImageDraw
from tests.young_farmers import young_farmers

from policyreport.pipeline.build import build

OPENING, LAND = "보금자리 2호 단지의 첫 삽을 뜨는 모습", "임대한 논에 선 청년농"
EVENT = "    title: 보금자리 2호 단지 착공\n"
SECRET = b"kim-secret"
SHIPPED = ["briefing.pdf", "briefing.hwpx", "briefing.txt", "handout.docx", "handout.hwpx", "handout.txt"]
"""The reports that show photographs as they are shipped."""
ADDED = ["onepager.pdf", "onepager.hwpx", "onepager.txt", "press.pdf", "press.docx", "press.hwpx", "press.txt"]
"""Those into whose templates the office of this test has written ``{{ e.photo }}``."""


def photo(sky: str) -> bytes:
    """Return a photograph of a house under a sky, with what a camera says of itself."""
    stream, exif = BytesIO(), Image.Exif()
    exif[0x013B] = SECRET.decode()
    picture = Image.new("RGB", (640, 400), sky)
    ImageDraw.Draw(picture).rectangle((200, 180, 440, 400), "#7A4A21")
    picture.save(stream, "JPEG", exif=exif)
    return stream.getvalue()


def show_photos(folder: Path) -> None:
    """Lay photographs beside an office's data, and name them there."""
    (folder / "data" / "pictures").mkdir()
    (folder / "data" / "pictures" / "착공.jpg").write_bytes(photo("#9BC4E2"))
    (folder / "data" / "pictures" / "농지.jpg").write_bytes(photo("#E8B04A"))
    quarter = folder / "data" / "quarters" / "2026Q4.yaml"
    told = quarter.read_text("utf-8")
    assert EVENT in told
    named = f"{EVENT}    photo: pictures/착공.jpg\n    photo_alt: {OPENING}\n"
    quarter.write_text(told.replace(EVENT, named), "utf-8")
    programs = folder / "data" / "지원사업.csv"
    head, *rows = programs.read_text("utf-8-sig").splitlines()
    rows = [f"{row},{f'pictures/농지.jpg,{LAND}' if row.startswith('p-land,') else ','}" for row in rows]
    programs.write_text("\n".join((f"{head},사진,사진 설명", *rows, "")), "utf-8-sig")
    for kind in ("onepager", "press", "matrix"):
        template = folder / "templates" / kind / "body.md.j2"
        written = "{% for e in events_now if e.photo %}\n\n{{ e.photo }}\n\n{% endfor %}\n"
        template.write_text(f"{template.read_text('utf-8')}\n{written}", "utf-8")
    for kind in ("onepager", "press"):
        report = folder / "templates" / kind / "report.yaml"
        lines = [line for line in report.read_text("utf-8").splitlines() if not line.startswith("max_pages")]
        report.write_text("\n".join((*lines, "")), "utf-8")


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = young_farmers(tmp_path_factory.mktemp("farmers"), "fourth")
    show_photos(project.root)
    return build(project, "2026Q4").folder


def pictures_and_words(file: Path) -> tuple[list[bytes], str]:
    """Return the photographs of a file, and all that it says or has for those who do not see."""
    if file.suffix == ".txt":
        return [], file.read_text("utf-8-sig")
    if file.suffix == ".pdf":
        with pikepdf.open(file) as pdf:
            objects = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary | pikepdf.Stream)]
            shown = [
                one.read_raw_bytes()
                for one in objects
                if isinstance(one, pikepdf.Stream) and str(one.get("/Filter")) == "/DCTDecode"
            ]
            return shown, " ".join(str(one["/Alt"]) for one in objects if "/Alt" in one)
    with ZipFile(file) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    shown = [content for content in parts.values() if content.startswith(b"\xff\xd8")]
    return shown, unescape(" ".join(part.decode("utf-8", "ignore") for part in parts.values()))


@pytest.mark.parametrize("name", [*SHIPPED, *ADDED, "matrix.xlsx"])
def test_every_file_holds_the_photograph_of_the_quarter_with_its_words(files: Path, name: str) -> None:
    pictures, words = pictures_and_words(files / name)
    assert OPENING in words
    if not name.endswith(".txt"):
        assert pictures
        assert SECRET not in b"".join(pictures)


@pytest.mark.parametrize("name", ["briefing.pdf", "briefing.hwpx", "briefing.txt"])
def test_the_briefing_shows_the_photograph_of_a_programme_too(files: Path, name: str) -> None:
    pictures, words = pictures_and_words(files / name)
    assert LAND in words
    assert len(pictures) == (0 if name.endswith(".txt") else 2)
