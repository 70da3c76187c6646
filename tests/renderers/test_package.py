from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile, ZipInfo

import pytest

from policyreport.ooxml.package import normalized_package


def packed(parts: dict[str, str], date: tuple[int, int, int, int, int, int] = (2024, 7, 10, 12, 30, 0)) -> bytes:
    made = BytesIO()
    with ZipFile(made, "w") as archive:
        for name, text in parts.items():
            entry = ZipInfo(name, date)
            entry.external_attr = 0o600 << 16
            archive.writestr(entry, text)
    return made.getvalue()


def opened(package: bytes) -> ZipFile:
    return ZipFile(BytesIO(package))


PARTS = {"word/document.xml": "<d/>", "_rels/.rels": "<r/>", "docProps/core.xml": "<c/>", "[Content_Types].xml": "<t/>"}


def test_what_the_parts_say_is_kept():
    archive = opened(normalized_package(packed(PARTS)))
    assert {name: archive.read(name).decode() for name in archive.namelist()} == PARTS


def test_the_content_types_come_first_and_the_rest_is_sorted():
    names = opened(normalized_package(packed(PARTS))).namelist()
    assert names == ["[Content_Types].xml", "_rels/.rels", "docProps/core.xml", "word/document.xml"]


def test_every_part_bears_the_first_date_that_a_zip_can_hold():
    assert {e.date_time for e in opened(normalized_package(packed(PARTS))).infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_nothing_of_the_system_that_made_it_is_kept():
    entries = opened(normalized_package(packed(PARTS))).infolist()
    assert {(e.create_system, e.external_attr >> 16 & 0o177) for e in entries} == {(0, 0)}


def test_packages_that_say_the_same_are_the_same_bytes():
    turned = dict(reversed(PARTS.items()))
    assert normalized_package(packed(PARTS)) == normalized_package(packed(turned, (2031, 1, 2, 3, 4, 6)))


def test_a_part_can_be_replaced():
    archive = opened(normalized_package(packed(PARTS), {"docProps/core.xml": b"<other/>"}))
    assert archive.read("docProps/core.xml") == b"<other/>"


def test_a_part_that_is_not_there_cannot_be_replaced():
    with pytest.raises(KeyError, match=r"word/styles\.xml"):
        normalized_package(packed(PARTS), {"word/styles.xml": b""})
