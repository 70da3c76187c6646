"""Headers read by a client as they were written, whatever the words and however long."""

from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.utils import unquote

import pytest
from hypothesis import given, strategies

from policyreport.delivery.message import address_header, text_header

WORDS = [
    *("[마을상점", "디지털", "새단장(예시)]", "AI", "2025Q2", "R&D"),
    *('"인용"', "a,b", "=?utf-8?q?x?=", "LevelUp", "·", "’24."),
]
PHRASES = strategies.lists(strategies.sampled_from(WORDS), min_size=1, max_size=20).map(" ".join)


def sent(name: str, value: str) -> bytes:
    message = EmailMessage(policy.SMTP)
    message[name] = value
    content = message.as_bytes()
    assert all(len(line) <= 998 for line in content.split(b"\r\n"))  # RFC 5322, 2.1.1
    return content


@given(PHRASES)
def test_a_subject_is_read_as_it_was_written(subject: str):
    read = message_from_bytes(sent("Subject", text_header("Subject", subject)), policy=policy.default)
    assert read["Subject"] == subject


@given(PHRASES)
def test_a_name_is_read_as_it_was_written(name: str):
    content = sent("To", address_header("To", name, "kim@office.example"))
    shown, _, address = str(message_from_bytes(content)["To"]).replace("\r\n", "").rpartition(" ")
    said = str(make_header(decode_header(shown))) if shown.startswith("=?") else unquote(shown)
    assert (said, address) == (name, "<kim@office.example>")


def test_an_address_may_stand_without_a_name():
    assert address_header("To", "", "kim@office.example") == "kim@office.example"


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
@pytest.mark.parametrize("words", ["분기 보고", "Report"])
def test_a_line_end_is_refused(words: str, end: str):
    text = f"{words}{end}Bcc: everyone@office.example"
    with pytest.raises(ValueError, match="CR or LF"):
        text_header("Subject", text)
    with pytest.raises(ValueError, match="CR or LF"):
        address_header("To", text, "kim@office.example")
