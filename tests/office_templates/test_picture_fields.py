"""A drawn picture whose words are a tag becomes the picture of the data, in the box that was drawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from docx.document import Document as WordDocument
from docx.shared import Mm
from lxml import etree
from PIL import Image as Pillow
from tests.renderers.markdown_blocks import image

from policyreport.diagnostics import PolicyReportError, Problem
from policyreport.document.nodes import Document, Paragraph, Picture, Text
from policyreport.document.report_type import DrawnTemplate
from policyreport.document.theme import Theme
from policyreport.office_templates import fill
from policyreport.renderers.hwpx import render as render_hangul
from policyreport.templating.pictures import DataPicture
from policyreport.templating.view import plain

from .drawing import FILE, META, drawn
from .drawing_in_hangul import FILE as HANGUL_FILE
from .drawing_in_hangul import HP

FILES = {"data/opening.jpg": image("jpeg").content, "data/broken.png": image().content[:-20]}
WIDE, HIGH = Mm(80), Mm(30)
OPENING = DataPicture("opening.jpg", "현판을 여는 모습")
SITE = plain({"title": "스마트팜", "photo": OPENING})
BARE = plain({"title": "사진 없는 사업", "photo": None})


def box(words: str = "{{ p.photo }}", attribute: str = "descr"):
    """Return what draws a picture that has some words."""

    def draw(document: WordDocument) -> None:
        stream = BytesIO()
        Pillow.new("RGB", (40, 40), "#B3261E").save(stream, "PNG")
        shape = document.add_paragraph().add_run().add_picture(stream, WIDE, HIGH)
        shape._inline.docPr.set(attribute, words)

    return draw


def filled(content: bytes, names: Mapping[str, object]) -> bytes:
    template = DrawnTemplate("docx", FILE, content, pictures=FILES)
    return fill(template, names, META, Theme()).content


def refused(content: bytes, names: Mapping[str, object]) -> Problem:
    with pytest.raises(PolicyReportError) as error:
        filled(content, names)
    (problem,) = error.value.problems
    assert problem.hint
    return problem


def media(content: bytes) -> list[bytes]:
    with ZipFile(BytesIO(content)) as archive:
        return [archive.read(name) for name in archive.namelist() if "/media/" in name]


@pytest.mark.parametrize("attribute", ["descr", "title", "name"])
def test_the_picture_of_the_data_takes_the_place_of_the_drawn_one(attribute: str) -> None:
    content = filled(drawn("전경", box(attribute=attribute)), {"p": SITE})
    (shape,) = docx.Document(BytesIO(content)).inline_shapes
    assert media(content) == [image("jpeg").content]
    assert shape._inline.docPr.get("descr") == OPENING.alt
    assert "{{" not in shape._inline.docPr.get("name")


def test_a_picture_keeps_its_proportions_within_the_drawn_box() -> None:
    content = filled(drawn(box()), {"p": SITE})
    (shape,) = docx.Document(BytesIO(content)).inline_shapes
    picture = image("jpeg")
    assert shape.width <= WIDE
    assert shape.height <= HIGH
    assert (shape.width == WIDE) or (shape.height == HIGH)
    assert shape.width / shape.height == pytest.approx(picture.width / picture.height, rel=0.001)


def test_each_turn_of_a_loop_has_its_own_picture_and_one_without_has_none() -> None:
    other = plain({"title": "다른 사업", "photo": replace(OPENING, alt="다른 말")})
    parts = ("{%p for p in programs %}", "{{ p.title }}", box(), "{%p endfor %}")
    content = filled(drawn(*parts), {"programs": [SITE, BARE, other]})
    words = [shape._inline.docPr.get("descr") for shape in docx.Document(BytesIO(content)).inline_shapes]
    assert words == [OPENING.alt, "다른 말"]
    assert len(media(content)) == 1


def test_plain_words_leave_a_picture_as_it_is_drawn() -> None:
    content = filled(drawn(box("기관 전경")), {"p": SITE})
    (shape,) = docx.Document(BytesIO(content)).inline_shapes
    assert (shape.width, shape.height) == (WIDE, HIGH)


@pytest.mark.parametrize(
    ("words", "photo", "code"),
    [
        ("{{ p.title }}", OPENING, "drawn.picture-field"),
        ("{{ p.photo }}", DataPicture("none.jpg", "말"), "picture.missing"),
        ("{{ p.photo }}", DataPicture("../opening.jpg", "말"), "picture.missing"),
        ("{{ p.photo }}", DataPicture("broken.png", "말"), "picture.unreadable"),
        ("{{ p.photo }}", DataPicture("opening.jpg", " "), "picture.no-alt"),
        ("{{ p.poto }}", OPENING, "template.unknown-name"),
    ],
)
def test_what_cannot_be_shown_is_told_at_the_picture(words: str, photo: DataPicture, code: str) -> None:
    problem = refused(drawn("전경", box(words)), {"p": plain({"title": "가", "photo": photo})})
    assert problem.code == code
    assert problem.where is not None
    assert problem.where.cell == "문단 2"


def test_a_picture_in_text_is_refused_with_the_way_out() -> None:
    problem = refused(drawn("사진 {{ p.photo }}"), {"p": SITE})
    assert problem.code == "template.misplaced"
    assert "대체 텍스트" in (problem.hint.ko if problem.hint else "")


def in_hangul(words: str, *, before: str = "앞", after: str = "뒤") -> bytes:
    """Return a template of 한글 with a picture that has some words, in its own paragraph."""
    shown = Picture(image(), "자리")
    made = render_hangul(Document(META, (Paragraph((Text("앞"),)), shown, Paragraph((Text("뒤"),)))), Theme()).content
    stream = BytesIO()
    with ZipFile(BytesIO(made)) as old, ZipFile(stream, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "Contents/section0.xml":
                text = part.decode().replace(">자리</hp:shapeComment>", f">{words}</hp:shapeComment>")
                part = text.replace("<hp:t>앞</hp:t>", f"<hp:t>{before}</hp:t>").encode()
                part = part.replace("<hp:t>뒤</hp:t>".encode(), f"<hp:t>{after}</hp:t>".encode())
            new.writestr(name, part)
    return stream.getvalue()


def filled_in_hangul(content: bytes, names: Mapping[str, object]) -> tuple[list[etree._Element], list[bytes]]:
    """Return the pictures of a filled file of 한글, and the files of pictures that it holds."""
    made = fill(DrawnTemplate("hwpx", HANGUL_FILE, content, pictures=FILES), names, META, Theme()).content
    with ZipFile(BytesIO(made)) as archive:
        root = etree.fromstring(archive.read("Contents/section0.xml"))
        listed = archive.read("Contents/content.hpf").decode()
        held = [name for name in archive.namelist() if name.startswith("BinData/")]
        assert all(f'href="{name}"' in listed for name in held)
        return list(root.iter(f"{HP}pic")), [archive.read(name) for name in held]


def test_a_picture_of_hangul_is_replaced_too() -> None:
    (picture,), held = filled_in_hangul(in_hangul("{{ p.photo }}"), {"p": SITE})
    assert held == [image("jpeg").content]
    assert picture.findtext(f"{HP}shapeComment", "") == OPENING.alt
    sizes, jpeg = picture.find(f"{HP}sz"), image("jpeg")
    assert sizes is not None
    proportion = int(sizes.get("width", "")) / int(sizes.get("height", ""))
    assert proportion == pytest.approx(jpeg.width / jpeg.height, rel=0.001)


def test_a_loop_of_hangul_has_a_picture_for_each_record_that_has_one() -> None:
    content = in_hangul("{{ p.photo }}", before="{%p for p in programs %}", after="{%p endfor %}")
    pictures, held = filled_in_hangul(content, {"programs": [SITE, BARE, SITE]})
    assert [picture.findtext(f"{HP}shapeComment", "") for picture in pictures] == [OPENING.alt] * 2
    assert len(held) == 1


def test_what_cannot_be_shown_in_hangul_is_told_at_the_picture() -> None:
    with pytest.raises(PolicyReportError) as error:
        filled_in_hangul(in_hangul("{{ p.title }}"), {"p": SITE})
    (problem,) = error.value.problems
    assert problem.code == "drawn.picture-field"
    assert problem.where is not None
    assert problem.where.cell.startswith("문단")


def test_the_same_data_give_the_same_bytes() -> None:
    content = drawn(box())
    assert filled(content, {"p": SITE}) == filled(content, {"p": SITE})
