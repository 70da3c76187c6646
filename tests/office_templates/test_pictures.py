"""Pictures in drawn templates that cannot be published are told by where they are shown."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from PIL import Image
from tests.fuzz import seeds
from tests.office_templates import drawing_in_hangul
from tests.templating.writing import facts

from policyreport.diagnostics import ErrorKind, PolicyReportError, Problem
from policyreport.document.report_type import DrawnTemplate
from policyreport.document.theme import Theme
from policyreport.office_templates import fill

from .drawing import META

FORMS = {
    "docx": (seeds.word, "word/media/image1.png", "문단 "),
    "xlsx": (seeds.excel, "xl/media/image1.png", "표 그림"),
}
UNFIT = {"empty": b"", "words": b"hello", "cut off": seeds.picture()[:40], "no picture": b"%PDF-1.7\n" + b"x" * 99}
_ITEM = '<opf:item id="image1" href="BinData/image1.png" media-type="image/png" isEmbeded="1"/>'


def _template(form: str, picture: bytes) -> DrawnTemplate:
    made, part, _ = FORMS[form]
    return DrawnTemplate(form, f"templates/a/body.{form}", _changed(made(), {part: picture}))  # pyright: ignore[reportArgumentType]


def _changed(content: bytes, parts: dict[str, bytes]) -> bytes:
    stream = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(stream, "w", ZIP_DEFLATED) as new:
        for name in {**dict.fromkeys(old.namelist()), **parts}:
            new.writestr(name, parts[name] if name in parts else old.read(name))
    return stream.getvalue()


def _in_hangul(picture: bytes) -> DrawnTemplate:
    """Return a template of 한글 with a picture in its first paragraph of text."""
    shown = '<hp:pic><hc:img binaryItemIDRef="image1"/></hp:pic>'
    drawn = drawing_in_hangul.drawn("가", change=lambda xml: xml.replace("<hp:t>가</hp:t>", f"{shown}<hp:t>가</hp:t>"))
    with ZipFile(BytesIO(drawn)) as archive:
        listed = archive.read("Contents/content.hpf").decode().replace("</opf:manifest>", f"{_ITEM}</opf:manifest>")
    parts = {"Contents/content.hpf": listed.encode(), "BinData/image1.png": picture}
    return DrawnTemplate("hwpx", "templates/a/body.hwpx", _changed(drawn, parts))


def _refused(template: DrawnTemplate) -> Problem:
    with pytest.raises(PolicyReportError) as caught:
        fill(template, facts(), META, Theme())
    (problem,) = caught.value.problems
    return problem


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", UNFIT)
def test_what_is_no_whole_picture_is_told_by_its_place(form: str, name: str):
    problem = _refused(_template(form, UNFIT[name]))
    assert (problem.kind, problem.code, problem.field) == (ErrorKind.DATA, "drawn.picture", "image1.png")
    assert problem.where is not None
    assert problem.where.cell.startswith(FORMS[form][2])


@pytest.mark.parametrize("name", UNFIT)
def test_what_is_no_whole_picture_is_told_in_hangul_too(name: str):
    problem = _refused(_in_hangul(UNFIT[name]))
    assert (problem.code, problem.field) == ("drawn.picture", "image1.png")
    assert problem.where is not None
    assert problem.where.cell


def test_a_picture_that_is_too_large_is_refused():
    stream = BytesIO()
    Image.new("1", (8000, 6000)).save(stream, "PNG")
    assert "40메가픽셀" in _refused(_template("docx", stream.getvalue())).what.ko


def test_pictures_go_out_without_the_words_of_cameras():
    stream = BytesIO()
    exif = Image.Exif()
    exif[0x013B] = "kim-secret"
    Image.new("RGB", (8, 8)).save(stream, "JPEG", exif=exif)
    photo = stream.getvalue()
    for template in (_template("docx", photo), _template("xlsx", photo), _in_hangul(photo)):
        made = fill(template, facts(), META, Theme())
        with ZipFile(BytesIO(made.content)) as archive:
            parts = [archive.read(name) for name in archive.namelist()]
        assert any(part.startswith(b"\xff\xd8") for part in parts)
        assert not any(b"kim-secret" in part for part in parts)
