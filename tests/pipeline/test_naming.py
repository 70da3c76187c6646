from __future__ import annotations

import unicodedata
import zipfile
from email import message_from_bytes, policy
from email.message import EmailMessage
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyreport.pipeline.file_names import file_stem, unusable_name
from policyreport.publish.staging import is_safe

STEMS = {
    "음식점 자료": "음식점 자료",
    "AI/반도체 지원": "AI·반도체 지원",
    "2025: 계획 | 초안": "2025· 계획 · 초안",
    "<청년> 사업": "〈청년〉 사업",
    '"가상" 사업?': "'가상' 사업",
    "줄을\n바꾼   제목": "줄을 바꾼 제목",
    "㈜가상상사. ": "㈜가상상사",
    unicodedata.normalize("NFD", "가상"): "가상",
}
REFUSED = ["", " . ", ".hidden", "CON", "nul.자료", "com1", "가\u200b나", "가" * 70]


@pytest.mark.parametrize(("said", "stem"), STEMS.items())
def test_a_text_becomes_a_name_that_windows_takes(said: str, stem: str):
    assert file_stem(said) == stem
    assert unusable_name(f"{stem}.docx", stem) is None


@pytest.mark.parametrize("said", REFUSED)
def test_what_no_harmless_change_makes_a_name_is_refused(said: str):
    stem = file_stem(said)
    refused = unusable_name(f"{stem}.docx", stem)
    assert refused is not None
    assert all(all(words) for words in refused if words)


def test_a_name_that_is_too_long_is_told_with_its_length():
    refused = unusable_name(f"{'가' * 70}.docx", "가" * 70)
    assert refused is not None
    assert "215" in refused[0].en


@given(st.text(max_size=80))
def test_a_name_that_is_not_refused_is_safe_and_stays_as_it_is(said: str):
    stem = file_stem(said)
    assert file_stem(stem) == stem
    assert (unusable_name(f"{stem}.pdf", stem) is None) == (bool(stem) and is_safe(f"{stem}.pdf"))


@pytest.mark.parametrize("stem", list(STEMS.values()))
def test_a_name_comes_back_from_a_zip_and_from_mail(stem: str):
    name = f"{stem}.hwpx"
    held = BytesIO()
    with zipfile.ZipFile(held, "w") as package:
        package.writestr(f"자료/{name}", b"x")
    assert zipfile.ZipFile(held).namelist() == [f"자료/{name}"]
    mail = EmailMessage(policy=policy.SMTP)
    mail.set_content("붙임")
    mail.add_attachment(b"x", maintype="application", subtype="octet-stream", filename=name)
    received = message_from_bytes(mail.as_bytes(), policy=policy.default)
    assert [part.get_filename() for part in received.iter_attachments()] == [name]
