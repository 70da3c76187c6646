import hashlib
import io
import shutil
import subprocess
import sys
import unicodedata
import zipfile
from datetime import date
from pathlib import Path

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
