from dataclasses import replace
from datetime import date
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile

import pytest
from hwpx.oxml import hyperlink_form
from hwpx.templates import blank_document_bytes
from hwpx.tools.id_integrity import check_id_integrity
from hwpx.tools.package_validator import validate_package
from hwpx.tools.validator import validate_document
from lxml import etree
from tests.document.specimens import KITCHEN_SINK

from policyreport.document.nodes import Document, Meta
from policyreport.document.theme import OfficeFonts, Page, Theme
from policyreport.renderers.hwpx import render
from policyreport.renderers.hwpx.inlines import hyperlink_parameters

from .specimens import META, found, part, parts_of, rendered

FRONTS = [replace(META, front="cover"), replace(META, front="notice", banner="보도자료"), KITCHEN_SINK.meta]


@pytest.fixture(params=FRONTS, ids=lambda meta: meta.front)
def content(request: pytest.FixtureRequest) -> bytes:
    return render(Document(request.param, KITCHEN_SINK.blocks), Theme()).content


def test_two_renderings_are_the_same_bytes():
    assert render(KITCHEN_SINK, Theme()).content == render(KITCHEN_SINK, Theme()).content


def test_the_media_type_comes_first_and_is_not_packed():
    with ZipFile(BytesIO(rendered().content)) as package:
        first, *others = package.infolist()
    assert (first.filename, first.compress_type) == ("mimetype", ZIP_STORED)
    assert {entry.date_time for entry in (first, *others)} == {(1980, 1, 1, 0, 0, 0)}


def test_what_every_file_has_is_as_in_a_blank_file_of_the_library():
    same = ("mimetype", "version.xml", "settings.xml", "META-INF/container.xml", "META-INF/container.rdf")
    blank, ours = parts_of(blank_document_bytes()), parts_of(rendered().content)
    assert {name: ours[name] for name in same} == {name: blank[name] for name in same}


@pytest.mark.parametrize("address", ["https://x.kr/?a=1;b#c", "mailto:a@x.kr?subject=b", "#bookmark:1"])
def test_a_link_is_stored_as_the_library_stores_it(address: str):
    assert hyperlink_parameters(address) == hyperlink_form.hyperlink_parameters(address)


def test_the_schemas_have_nothing_to_say_against_it(content: bytes):
    assert validate_document(content).issues == ()


def test_the_package_has_nothing_wrong_with_it(content: bytes):
    """The version part is named by no file of 한글's own either."""
    report = validate_package(content)
    assert [issue for issue in report.issues if "version part" not in issue.message] == []


def test_all_that_the_library_resolves_is_there(content: bytes):
    from hwpx import HwpxDocument  # noqa: PLC0415 - slow

    assert check_id_integrity(HwpxDocument.open(content)).ok


def test_everything_that_is_pointed_to_is_there_once(content: bytes):
    head, body = part(content, "Contents/header.xml"), part(content, "Contents/section0.xml")
    for reference, kind in (
        ("charPrIDRef", "charPr"),
        ("paraPrIDRef", "paraPr"),
        ("styleIDRef", "style"),
        ("nextStyleIDRef", "style"),
        ("borderFillIDRef", "borderFill"),
        ("tabPrIDRef", "tabPr"),
    ):
        there = [element.get("id") for element in found(head, f"//hh:{kind}")]
        pointed = {str(value) for root in (head, body) for value in found(root, f"//@{reference}")} - {"4294967295"}
        assert len(there) == len(set(there)), kind
        assert pointed <= set(there), kind


def test_bullets_and_outline_numberings_are_there(content: bytes):
    head, body = part(content, "Contents/header.xml"), part(content, "Contents/section0.xml")
    bullets = set(found(head, "//hh:bullet/@id"))
    assert set(found(head, "//hh:heading[@type='BULLET']/@idRef")) <= bullets
    assert found(body, "//@outlineShapeIDRef") == found(head, "//hh:numbering/@id")


def test_ids_of_paragraphs_fields_tables_and_notes_are_unique(content: bytes):
    body = part(content, "Contents/section0.xml")
    ids = [value for value in found(body, "//hp:*[not(self::hp:secPr)]/@id | //@instId") if value not in {"", "0"}]
    assert ids
    assert len(ids) == len(set(ids))


def test_every_field_that_begins_ends(content: bytes):
    body = part(content, "Contents/section0.xml")
    assert found(body, "//hp:fieldBegin/@id") == found(body, "//hp:fieldEnd/@beginIDRef")


def test_lists_say_how_many_they_hold(content: bytes):
    for held in found(part(content, "Contents/header.xml"), "//*[@itemCnt]"):
        assert int(held.get("itemCnt")) == len(held), held.tag


def properties(meta: Meta) -> dict[str, str]:
    head = part(rendered(meta=meta).content, "Contents/content.hpf")
    named = {element.get("name"): element.text or "" for element in found(head, "//opf:meta")}
    plain = {etree.QName(element).localname: element.text for element in found(head, "//opf:title | //opf:language")}
    return {**named, **plain}


def test_the_properties_say_what_the_document_is():
    meta = replace(META, title="R&D <지원>\n보고", summary="요지 & 뜻", keywords=("AI", "R&D"))
    held = properties(meta)
    assert (held["title"], held["language"]) == ("R&D <지원> 보고", "ko-KR")
    assert (held["subject"], held["description"], held["keyword"]) == ("선정 완료", "요지 & 뜻", "AI, R&D")
    assert (held["creator"], held["lastsaveby"]) == ("중소벤처기업부", "중소벤처기업부")


def test_the_file_is_dated_by_the_day_for_which_it_holds():
    held = properties(META)
    assert (held["CreatedDate"], held["ModifiedDate"]) == ("2025-06-30T00:00:00Z", "2025-06-30T00:00:00Z")
    assert held["date"] == "2025. 6. 30."


def test_nothing_of_the_library_or_the_hour_is_left_in_the_file():
    parts = parts_of(rendered().content)
    whole = b"".join(parts.values()).decode()
    assert "synthetic" not in whole
    assert str(date.today().year) not in parts["Contents/content.hpf"].decode().replace("2025-06-30", "")  # noqa: DTZ011
    assert "Preview/PrvImage.png" not in parts


def test_a_file_has_no_fixed_number_of_pages():
    assert rendered().extent is None


def test_the_page_is_a4_with_the_margins_of_the_theme():
    made = rendered(theme=Theme(page=Page(top=30, bottom=20, side=25)))
    body = part(made.content, "Contents/section0.xml")
    page, margin = found(body, "//hp:pagePr")[0], found(body, "//hp:margin")[0]
    assert (page.get("width"), page.get("height")) == ("59528", "84186")
    lengths = {name: int(value) for name, value in margin.attrib.items()}
    per_mm = 7200 / 25.4
    assert lengths["left"] == lengths["right"] == round(25 * per_mm)
    assert abs(lengths["top"] + lengths["header"] - 30 * per_mm) <= 1
    assert abs(lengths["bottom"] + lengths["footer"] - 20 * per_mm) <= 1


def test_the_fonts_are_those_of_the_theme():
    made = rendered(theme=Theme(fonts=OfficeFonts(latin="Arial", korean="함초롬바탕")))
    faces = found(part(made.content, "Contents/header.xml"), "//hh:fontface")
    named = {face.get("lang"): face[0].get("face") for face in faces}
    assert (named["LATIN"], named["HANGUL"], named["HANJA"]) == ("Arial", "함초롬바탕", "함초롬바탕")
