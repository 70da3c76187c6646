"""The zip in which a set is handed on: its files, a list of them to lay on top, and their checksums."""

from __future__ import annotations

import io
import unicodedata
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from policyreport.ledger.blobs import sha256

COVER, CHECKSUMS = "목록.txt", "SHA256SUMS"
_READERS = {"public": "공개할 수 있는 파일만 담음", "council": "협의회 위원이 볼 수 있는 파일만 담음"}


@dataclass(frozen=True, slots=True)
class Cover:
    """What the list on top says of a set: its title, quarter and as-of day, the issue, and for whom it is.

    ``audience`` is empty where it is for all who may know all.
    """

    title: str
    organisation: str
    quarter: str
    as_of: date
    issue: int
    audience: Literal["", "public", "council"] = ""


def zip_package(cover: Cover, files: Mapping[str, bytes]) -> bytes:
    """Return the zip of files by their names, with ``목록.txt`` and ``SHA256SUMS`` (as ``sha256sum -c`` reads it).

    Names are in NFC and marked as UTF-8, so that they read the same on every system; every file bears the as-of day, so
    that the same files give the same bytes.
    """
    named = {unicodedata.normalize("NFC", name): content for name, content in files.items()}
    checksums = _text((f"{sha256(content)}  {name}" for name, content in named.items()), "\n", "utf-8")
    listed = {COVER: _cover(cover, named), CHECKSUMS: checksums}
    zipped = io.BytesIO()
    with zipfile.ZipFile(zipped, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {**listed, **named}.items():
            archive.writestr(_entry(name, cover.as_of), content)
    return zipped.getvalue()


def _entry(name: str, day: date) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, (max(day.year, 1980), day.month, day.day, 0, 0, 0))
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    return entry


def _cover(cover: Cover, files: Mapping[str, bytes]) -> bytes:
    day = cover.as_of
    lines = [
        cover.title,
        f"{cover.organisation} · {cover.quarter} · 제{cover.issue}판 · 기준일 {day.year}. {day.month}. {day.day}.",
        *([_READERS[cover.audience]] if cover.audience else []),
        "",
        f"파일 {len(files)}개",
        *(f"  {name}  ({len(content):,} B)" for name, content in files.items()),
        "",
        "받은 파일이 발행본 그대로인지는 발행 기관에서 policyreport verify 로 확인할 수 있습니다.",
        f"내려받은 뒤 바뀌지 않았는지는 {CHECKSUMS} 로 확인할 수 있습니다: sha256sum -c {CHECKSUMS}",
    ]
    return _text(lines, "\r\n", "utf-8-sig")


def _text(lines: Iterable[str], end: str, encoding: str) -> bytes:
    return "".join(line + end for line in lines).encode(encoding)
