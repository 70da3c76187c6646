import hashlib
import io
import shutil
import subprocess
import sys
import unicodedata
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Literal

import pytest

from policyreport.publish.zip_package import CHECKSUMS, COVER, Cover, zip_package

THE_COVER = Cover("인공지능 지원", "가상부", "2025Q2", date(2025, 6, 30), 3)
FILES = {"보고.pdf": b"%PDF", "협의회/1 분과.docx": b"PK", "matrix.csv": b"a,b"}


def opened(zipped: bytes) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(zipped))


def test_a_package_has_a_list_checksums_and_the_files_as_they_are():
    archive = opened(zip_package(THE_COVER, FILES))
    assert archive.namelist() == [COVER, CHECKSUMS, *FILES]
    assert {name: archive.read(name) for name in FILES} == FILES


def test_the_list_says_what_it_is_and_names_every_file():
    cover = opened(zip_package(THE_COVER, FILES)).read(COVER).decode("utf-8-sig")
    assert "인공지능 지원\r\n가상부 · 2025Q2 · 제3판 · 기준일 2025. 6. 30.\r\n" in cover
    assert all(name in cover for name in FILES)


def test_names_are_composed_and_marked_as_utf_8():
    archive = opened(zip_package(THE_COVER, {unicodedata.normalize("NFD", "가나.pdf"): b"%PDF"}))
    entry = archive.getinfo("가나.pdf")
    assert entry.flag_bits & 0x800


def test_the_same_files_give_the_same_bytes_of_the_as_of_day():
    zipped = zip_package(THE_COVER, FILES)
    assert zipped == zip_package(THE_COVER, FILES)
    assert {entry.date_time for entry in opened(zipped).infolist()} == {(2025, 6, 30, 0, 0, 0)}


def test_the_checksums_are_those_of_the_files():
    lines = opened(zip_package(THE_COVER, FILES)).read(CHECKSUMS).decode().splitlines()
    assert lines == [f"{hashlib.sha256(content).hexdigest()}  {name}" for name, content in FILES.items()]


@pytest.mark.skipif(
    sys.platform != "linux" or shutil.which("sha256sum") is None, reason="there is no sha256sum of coreutils"
)
def test_coreutils_checks_an_unpacked_package(tmp_path: Path):
    opened(zip_package(THE_COVER, FILES)).extractall(tmp_path)
    checked = subprocess.run(["sha256sum", "-c", CHECKSUMS], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (checked.returncode, checked.stdout.count(": OK")) == (0, 3)


LIST = """\
인공지능 지원
가상부 · 2025Q2 · 제3판 · 기준일 2025. 6. 30.
{reader}
파일 2개
  a.pdf  (1,234 B)
  나.csv  (3 B)

받은 파일이 발행본 그대로인지는 발행 기관에서 policyreport verify 로 확인할 수 있습니다.
내려받은 뒤 바뀌지 않았는지는 SHA256SUMS 로 확인할 수 있습니다: sha256sum -c SHA256SUMS
"""


@pytest.mark.parametrize(
    ("audience", "reader"),
    [("", ""), ("public", "공개할 수 있는 파일만 담음\n"), ("council", "협의회 위원이 볼 수 있는 파일만 담음\n")],
)
def test_the_list_reads_as_it_was_reviewed(audience: Literal["", "public", "council"], reader: str):
    files = {"a.pdf": b"%PDF" + b"x" * 1230, "나.csv": b"a,b"}
    cover = opened(zip_package(replace(THE_COVER, audience=audience), files)).read(COVER)
    assert cover.startswith(b"\xef\xbb\xbf")
    assert cover.decode("utf-8-sig") == LIST.format(reader=reader).replace("\n", "\r\n")


def test_every_file_is_packed_and_may_be_read_by_all():
    for entry in opened(zip_package(THE_COVER, FILES)).infolist():
        assert (entry.compress_type, entry.external_attr >> 16) == (zipfile.ZIP_DEFLATED, 0o644)


def test_a_day_before_the_first_that_a_zip_can_tell_is_no_hindrance():
    zipped = zip_package(replace(THE_COVER, as_of=date(1979, 12, 31)), FILES)
    assert {entry.date_time[:3] for entry in opened(zipped).infolist()} == {(1980, 12, 31)}
