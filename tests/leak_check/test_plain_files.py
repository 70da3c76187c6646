"""A planted internal value is found in plain files, in packed ones, and in those within them."""

from __future__ import annotations

import json
import unicodedata
from functools import partial

import pytest

from .planted import GROUPED, HALF, NUMBER, REST, TEXT, TITLE, VALUE, Plant, extended, found, public_file, zipped

FILES: dict[str, tuple[str, bytes]] = {
    "text": ("a.txt", f"이번 분기\r\n{TEXT}\r\n".encode("utf-8-sig")),
    "text that is broken": ("a.txt", f"{HALF}\r\n{REST}".encode()),
    "text in CP949": ("a.txt", TEXT.encode("cp949")),
    "text in UTF-16": ("a.txt", TEXT.encode("utf-16")),
    "text in UTF-16 that does not say so": ("a.txt", TEXT.encode("utf-16-be")),
    "text with letters in parts (NFD)": ("a.txt", unicodedata.normalize("NFD", TEXT).encode()),
    "text with what is not seen": ("a.txt", "\u200b".join(TEXT).encode()),
    "number in a text": ("a.txt", f"인수 금액은 {GROUPED}원임".encode()),
    "number in 억": ("a.txt", "인수 금액은 12.35억원임".encode()),
    "number in 억 and 만": ("a.txt", "인수 금액은 12억 3,456만 7,890원임".encode()),
    "bare number": ("a.csv", f"가,5,{NUMBER}\r\n".encode("utf-8-sig")),
    "text of a cell": ("a.csv", f'가,"{HALF}\n{REST}"\r\n'.encode()),
    "JSON": ("a.json", json.dumps({"a": [TEXT]}).encode()),
    "number in JSON": ("a.json", f'{{"a": {{"b": {NUMBER}}}}}'.encode()),
    "name in JSON": ("a.json", json.dumps({TEXT: 1}).encode()),
    "JSON that is damaged": ("a.json", f'{{"a": "{TEXT}'.encode()),
    "XML": ("a.xml", f"<?xml version='1.0'?><a>{TEXT}</a>".encode()),
    "XML that is damaged": ("a.xml", f"<?xml version='1.0'?><a><b>{HALF}</b>{REST}".encode()),
    "packed": ("a.zip", zipped({"a.txt": TEXT.encode()})),
    "packed twice": ("a.zip", zipped({"b.zip": zipped({"a.csv": NUMBER.encode()})})),
    "name of a packed file": ("a.zip", zipped({f"{TEXT}.txt": b"x"})),
    "packed under another ending": ("a.txt", zipped({"a.txt": TEXT.encode()})),
}

LOCKED: dict[str, bytes] = {
    "an Office file with a password": bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600,
    "a file of no known kind": bytes(range(256)) * 4,
    "XML that declares a type": b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
    "a package that is cut off": zipped({"a.txt": b"abc" * 500})[:-4] + b"\xff\xff\xff\xff",
}


def within(files: int) -> bytes:
    content = TEXT.encode()
    for _ in range(files):
        content = zipped({"a.zip": content})
    return content


@pytest.mark.parametrize("kind", FILES)
def test_a_value_is_found_in(kind: str) -> None:
    name, content = FILES[kind]
    assert {field for _, field in found(name, content)} & {TITLE, VALUE}


@pytest.mark.parametrize(("kind", "form"), [("briefing", "txt"), ("handout", "txt"), ("matrix", "csv")])
def test_a_file_in_which_nothing_was_planted_is_clean(kind: str, form: str) -> None:
    assert found(f"a.{form}", public_file(kind, form)) == []


def test_where_it_is_is_told_from_the_outermost_file_on() -> None:
    assert found("a.zip", zipped({"b.zip": zipped({"c.txt": TEXT.encode()})})) == [("b.zip › c.txt", TITLE)]


@pytest.mark.parametrize("kind", LOCKED)
def test_what_cannot_be_read_is_refused(kind: str) -> None:
    assert [field for _, field in found("a", LOCKED[kind])] == ["gate.sealed"]


def test_files_within_files_are_followed_only_so_far() -> None:
    assert found("a.zip", within(5)) != []
    assert [field for _, field in found("a.zip", within(9))] == ["gate.sealed"]


def test_a_locked_hangul_file_is_refused() -> None:
    keys = b'<odf:manifest xmlns:odf="o"><odf:encryption-data/></odf:manifest>'
    locked: Plant = extended(partial(public_file, "handout", "hwpx"), "META-INF/manifest.xml", keys)
    assert found("a.hwpx", locked()) == [("", "gate.sealed")]


@pytest.mark.parametrize(
    "text",
    [
        "1,234,567,891원",
        "전화 1234-5678-90",
        "2025. 6. 30.",
        "12,345\n67,890",
        f"1{NUMBER}",
        f"{NUMBER}1",
        f"v{NUMBER}",
        "라온전자",
    ],
)
def test_what_reads_otherwise_is_left_alone(text: str) -> None:
    assert found("a.txt", text.encode()) == []


def test_numbers_of_two_columns_are_not_read_as_one() -> None:
    assert found("a.csv", b"1,234,567,890\r\n") == []
