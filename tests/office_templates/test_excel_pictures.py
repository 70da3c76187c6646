"""A picture drawn in Excel whose words are a tag becomes the picture of the data, in each turn of its row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest
from lxml import etree
from openpyxl.drawing.image import Image as NativeImage
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, TwoCellAnchor
from openpyxl.worksheet.worksheet import Worksheet
from PIL import Image as Pillow
from tests.renderers.markdown_blocks import image

from policyreport.diagnostics import PolicyReportError, Problem
from policyreport.document.report_type import DrawnTemplate
from policyreport.document.theme import Theme
from policyreport.office_templates import fill
from policyreport.templating.pictures import DataPicture
from policyreport.templating.view import plain

from .drawing import META
from .drawing_in_excel import FILE, SHEET, Draw, Rows, changed, drawn

FILES = {"data/opening.jpg": image("jpeg").content, "data/broken.png": image().content[:-20]}
OPENING = DataPicture("opening.jpg", "현판을 여는 모습")
SITE = plain({"title": "스마트팜", "photo": OPENING})
BARE = plain({"title": "사진 없는 사업", "photo": None})
XDR = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
EMU = 9525
DRAWING = "xl/drawings/drawing1.xml"
LOOP: Rows = [["{%tr for p in programs %}"], ["{{ p.title }}"], ["{%tr endfor %}"], ["끝"]]


def box(cell: str, *, is_stretched: bool = False) -> Draw:
    """Return what draws a picture of 80 by 30 pixels at a cell, or from there to another cell."""

    def draw(sheet: Worksheet) -> None:
        stream = BytesIO()
        Pillow.new("RGB", (80, 30), "#B3261E").save(stream, "PNG")
        shown = NativeImage(stream)
        if is_stretched:
            place = sheet[cell]
            start = AnchorMarker(col=place.column - 1, row=place.row - 1)
            shown.anchor = TwoCellAnchor(_from=start, to=AnchorMarker(col=place.column + 1, row=place.row + 1))
        sheet.add_image(shown, None if is_stretched else cell)

    return draw


def template(rows: Rows, *draw: Draw, words: str = "{{ p.photo }}", attribute: str = "descr") -> bytes:
    """Return a workbook whose pictures have some words."""

    def described(part: bytes) -> bytes:
        root = etree.fromstring(part)
        for one in root.iter(f"{XDR}cNvPr"):
            one.set(attribute, words)
        for properties in root.iter(f"{XDR}spPr"):
            for frame in properties.findall(f"{A}xfrm"):
                properties.remove(frame)
            frame = etree.Element(f"{A}xfrm")
            etree.SubElement(frame, f"{A}off", {"x": "0", "y": "0"})
            etree.SubElement(frame, f"{A}ext", {"cx": str(80 * EMU), "cy": str(30 * EMU)})
            properties.insert(0, frame)
        return etree.tostring(root)

    return changed(drawn(rows, *draw), {DRAWING: described})


def filled(content: bytes, names: Mapping[str, object]) -> bytes:
    return fill(DrawnTemplate("xlsx", FILE, content, pictures=FILES), names, META, Theme()).content


def refused(content: bytes, names: Mapping[str, object]) -> Problem:
    with pytest.raises(PolicyReportError) as error:
        filled(content, names)
    (problem,) = error.value.problems
    assert problem.hint
    return problem


def part(content: bytes, name: str) -> bytes:
    with ZipFile(BytesIO(content)) as archive:
        return archive.read(name)


def shown(content: bytes) -> list[tuple[int, str]]:
    """Return the rows of the pictures of a workbook, from 1, with what they are in words."""
    root = etree.fromstring(part(content, DRAWING))
    rows = [int(anchor.findtext(f"{XDR}from/{XDR}row", "")) + 1 for anchor in root]
    return list(zip(rows, [one.get("descr", "") for one in root.iter(f"{XDR}cNvPr")], strict=True))


def media(content: bytes) -> list[bytes]:
    with ZipFile(BytesIO(content)) as archive:
        return [archive.read(name) for name in archive.namelist() if "/media/" in name]


@pytest.mark.parametrize("attribute", ["descr", "title", "name"])
@pytest.mark.parametrize("is_stretched", [False, True])
def test_the_picture_of_the_data_takes_the_place_of_the_drawn_one(attribute: str, *, is_stretched: bool) -> None:
    content = filled(template([["전경"]], box("B7", is_stretched=is_stretched), attribute=attribute), {"p": SITE})
    assert shown(content) == [(7, OPENING.alt)]
    assert media(content) == [image("jpeg").content]
    assert b"{{" not in part(content, DRAWING)
    assert b"policyreport" not in part(content, DRAWING) + part(content, "xl/worksheets/sheet1.xml")


def test_a_picture_keeps_its_proportions_within_the_drawn_box() -> None:
    root = etree.fromstring(part(filled(template([["전경"]], box("B2", is_stretched=True)), {"p": SITE}), DRAWING))
    sizes = [(int(one.get("cx", "")), int(one.get("cy", ""))) for one in root.iter(f"{XDR}ext", f"{A}ext")]
    (wide, high), jpeg = sizes[0], image("jpeg")
    assert set(sizes) == {(wide, high)}
    assert wide == 80 * EMU or high == 30 * EMU
    assert wide / high == pytest.approx(jpeg.width / jpeg.height, rel=0.001)


def test_each_turn_of_a_loop_has_its_own_picture_and_one_without_has_none() -> None:
    other = plain({"title": "다른 사업", "photo": replace(OPENING, alt="다른 말")})
    content = filled(template(LOOP, box("B2")), {"programs": [SITE, BARE, other]})
    assert shown(content) == [(1, OPENING.alt), (3, "다른 말")]
    assert len(media(content)) == 1
    identities = [one.get("id") for one in etree.fromstring(part(content, DRAWING)).iter(f"{XDR}cNvPr")]
    assert len(set(identities)) == len(identities)


def test_a_loop_without_turns_leaves_no_picture_behind() -> None:
    content = filled(template(LOOP, box("B2")), {"programs": []})
    assert shown(content) == []
    assert media(content) == []


def test_a_picture_below_a_loop_follows_its_row() -> None:
    content = filled(template(LOOP, box("B9")), {"programs": [SITE] * 5, "p": SITE})
    assert shown(content) == [(11, OPENING.alt)]


def test_plain_words_leave_a_picture_as_it_is_drawn() -> None:
    content = filled(template([["전경"]], box("B2"), words="기관 전경"), {"p": SITE})
    assert shown(content) == [(2, "기관 전경")]
    assert media(content) != [image("jpeg").content]


@pytest.mark.parametrize(
    ("words", "photo", "code"),
    [
        ("{{ p.title }}", OPENING, "drawn.picture-field"),
        ("{{ p.photo }}", DataPicture("none.jpg", "말"), "picture.missing"),
        ("{{ p.photo }}", DataPicture("broken.png", "말"), "picture.unreadable"),
        ("{{ p.photo }}", DataPicture("opening.jpg", " "), "picture.no-alt"),
        ("{{ p.poto }}", OPENING, "template.unknown-name"),
    ],
)
def test_what_cannot_be_shown_is_told_at_the_cell_of_the_picture(words: str, photo: DataPicture, code: str) -> None:
    problem = refused(template([["전경"]], box("C5"), words=words), {"p": plain({"title": "가", "photo": photo})})
    assert problem.code == code
    assert problem.where is not None
    assert problem.where.cell == f"{SHEET}!C5"


def test_a_picture_in_a_cell_is_refused_with_the_way_out() -> None:
    problem = refused(drawn([["{{ p.photo }}"]]), {"p": SITE})
    assert problem.code == "template.misplaced"
    assert "대체 텍스트" in (problem.hint.ko if problem.hint else "")


def test_the_same_data_give_the_same_bytes() -> None:
    content = template(LOOP, box("B2"))
    assert filled(content, {"programs": [SITE]}) == filled(content, {"programs": [SITE]})
