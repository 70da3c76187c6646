"""What is no workbook, or none that may be opened, is named for what it is."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from policyreport.diagnostics import PolicyReportError, Problem
from policyreport.inputs.excel import package, read_workbook
from policyreport.inputs.files import MOST_BYTES
from policyreport.project import Project

from .workbooks import FILE, PRESS, SHEET, read, sheet_xml, told, with_parts, workbook

SOUND = workbook(PRESS)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
XXE = b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>'


def refusal(content: bytes) -> Problem:
    with pytest.raises(PolicyReportError) as caught:
        read(content)
    (problem,) = caught.value.problems
    return problem


def zipped(parts: dict[str, bytes]) -> bytes:
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (OLE + "Workbook".encode("utf-16-le"), "3 excel.xls"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "3 excel.encrypted"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "3 excel.html"),
        (b'\xef\xbb\xbf\r\n<?xml version="1.0"?><Workbook/>', "3 excel.html"),
        ("식별자,이름\ns1,보도자료\n".encode(), "3 excel.csv"),
        ("식별자,이름\n".encode("cp949"), "3 excel.csv"),
        ("식별자\t이름\n".encode("utf-16"), "3 excel.csv"),
        (b"", "3 excel.empty"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\r", "3 excel.foreign"),
        (zipped({"mimetype": b"application/hwp+zip"}), "3 excel.foreign"),
        (SOUND[: len(SOUND) // 2], "3 excel.damaged"),
        (with_parts(SOUND, {"xl/vbaProject.bin": b"\0"}), "7 excel.macros"),
        (with_parts(SOUND, {SHEET: lambda part: XXE + part}), "7 excel.doctype"),
        (with_parts(SOUND, {"xl/sharedStrings.xml": XXE + b"<r>&x;</r>"}), "7 excel.doctype"),
        (with_parts(SOUND, {"xl/styles.xml": (XXE + b"<r/>").decode().encode("utf-16")}), "7 excel.doctype"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_file_that_is_no_workbook_to_be_trusted_is_named_for_what_it_is(content: bytes, expected: str):
    assert told(refusal(content)) == f"{expected} {FILE}"


@pytest.mark.parametrize("spoilt", [b"<worksheet", b"", b'<w xmlns="a">&nbsp;</w>', b'<?xml encoding="x-none"?><a/>'])
def test_a_part_that_is_no_xml_is_named(spoilt: bytes):
    assert told(refusal(with_parts(SOUND, {"xl/workbook.xml": spoilt}))) == f"3 excel.damaged {FILE}"


def test_a_bomb_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch):
    bomb = with_parts(SOUND, {"xl/media/zeros.bin": bytes(1024**3 // 4)})
    monkeypatch.setattr(package.ZipFile, "open", None)
    assert told(refusal(bomb)) == f"6 excel.too-large {FILE}"


def test_a_part_that_is_packed_too_densely_is_refused():
    assert told(refusal(with_parts(SOUND, {"xl/worksheets/sheet2.xml": b" " * 2_000_000}))).startswith("6 ")


def test_a_part_whose_size_is_a_lie_is_damaged():
    content = with_parts(SOUND, {SHEET: sheet_xml("<c><v>1</v></c>" * 1000)})
    size = len(sheet_xml("<c><v>1</v></c>" * 1000)).to_bytes(4, "little")
    assert told(refusal(content.replace(size, (40).to_bytes(4, "little")))).startswith("3 excel.damaged")


@pytest.mark.parametrize(
    "cells",
    [
        '<c r="A1" t="s"><v>99</v></c>',
        '<c r="A1" t="s"><v>x</v></c>',
        '<c r="A1" s="-1"><v>1</v></c>',
        '<c r="AAAA1"><v>1</v></c>',
        '<c r="1"><v>1</v></c>',
        '</row><row r="1048577"><c><v>1</v></c>',
        '</row><row r="x"><c><v>1</v></c>',
    ],
)
def test_a_sheet_that_makes_no_sense_is_damaged(cells: str):
    (problem,) = read(with_parts(SOUND, {SHEET: sheet_xml(cells)})).problems
    assert told(problem) == f"3 excel.damaged {FILE}"


def test_a_file_that_is_too_large_is_not_opened(tmp_path: Path):
    path = tmp_path / "data" / "large.xlsx"
    path.parent.mkdir()
    with path.open("wb") as stream:
        stream.truncate(MOST_BYTES + 1)
    with pytest.raises(PolicyReportError) as caught:
        read_workbook(Project(tmp_path.resolve()), path, {}, {})
    assert [told(p) for p in caught.value.problems] == ["6 file.too-large data/large.xlsx"]


def test_a_workbook_in_the_project_is_read(tmp_path: Path):
    path = tmp_path / "data" / "출처.xlsx"
    path.parent.mkdir()
    path.write_bytes(SOUND)
    assert read_workbook(Project(tmp_path.resolve()), path, {}, {}).content == read(SOUND).content
