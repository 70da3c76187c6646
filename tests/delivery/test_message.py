"""A message reads in a mail program as it was meant, whatever stands in its names."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from email.header import decode_header, make_header
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import parseaddr
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyreport.delivery.message import Attachment, Envelope, MessageText, attachments, message_bytes
from policyreport.delivery.plan import PublishedFile, PublishedSet
from policyreport.ledger.blobs import sha256
from policyreport.model import Quarter

ENVELOPE = Envelope("<0123@office.example>", "report@office.example", "창업정책과", "hong@recipients.example", "홍길동")
SAID = MessageText("[중소벤처기업부] 레벨업 2025년 2/4분기", "안녕하십니까.\n.점으로 시작\n", "<p>안녕하십니까.</p>\n")
PDF = Attachment("브리핑 보고서.pdf", "briefing-2025Q2.pdf", b"%PDF\r\n.\r\n\x00\xff")
HEADER_NAMES = ["From", "To", "Subject", "Message-ID", "Auto-Submitted", "MIME-Version", "Content-Type"]
LINES = st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), min_size=1, max_size=120).filter(str.strip)


def read(message: bytes) -> EmailMessage:
    return email.message_from_bytes(message, policy=email.policy.default)


def body(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    assert part is not None
    return part.get_content().replace("\r\n", "\n")


def test_it_reads_as_it_was_meant():
    message = read(message_bytes(ENVELOPE, SAID, [PDF]))
    assert message["Subject"] == SAID.subject
    assert message["From"].addresses == (Address("창업정책과", addr_spec="report@office.example"),)
    assert message["To"].addresses == (Address("홍길동", addr_spec="hong@recipients.example"),)
    assert (body(message, "plain"), body(message, "html")) == (SAID.text, SAID.html)
    (attached,) = message.iter_attachments()
    assert (attached.get_filename(), attached.get_content_type()) == (PDF.name, "application/pdf")
    assert attached.get_content() == PDF.content
    assert attached.get_content_disposition() == "attachment"
    assert not [defect for part in message.walk() for defect in part.defects]


def test_a_korean_file_name_is_told_in_the_standard_way_with_a_plain_one_beside_it():
    content = message_bytes(ENVELOPE, SAID, [PDF]).decode("ascii").replace("\r\n ", " ")
    assert re.search(r"Content-Disposition: attachment; filename\*(0\*)?=utf-8''%EB%B8%8C", content)
    assert 'Content-Type: application/pdf; name="briefing-2025Q2.pdf"' in content


def test_it_is_ascii_with_the_line_ends_of_mail_and_no_line_is_long():
    message = message_bytes(ENVELOPE, replace(SAID, subject="가" * 300, text="나" * 3000), [PDF])
    assert message.isascii()
    assert b"\n" not in message.replace(b"\r\n", b"")
    assert max(map(len, message.split(b"\r\n"))) <= 78
    assert read(message)["Subject"] == "가" * 300


def test_the_same_is_the_same_to_the_byte():
    assert message_bytes(ENVELOPE, SAID, [PDF]) == message_bytes(ENVELOPE, SAID, [PDF])


def test_a_date_is_told_when_it_is_sent_and_not_before():
    sent = read(message_bytes(ENVELOPE, SAID, sent_on=datetime(2025, 7, 31, tzinfo=UTC)))
    assert sent["Date"] == "Thu, 31 Jul 2025 00:00:00 +0000"
    assert read(message_bytes(ENVELOPE, SAID))["Date"] is None


@given(subject=LINES, name=LINES, sender_name=LINES, file=LINES)
def test_whatever_stands_in_the_names_is_told_and_adds_no_header(subject: str, name: str, sender_name: str, file: str):
    envelope = replace(ENVELOPE, name=name, sender_name=sender_name)
    said = MessageText(" ".join(subject.split()), "본문")
    message = read(message_bytes(envelope, said, [Attachment(file, "plain.pdf", b"x")]))
    assert message.keys() == HEADER_NAMES
    assert [address.addr_spec for address in message["To"].addresses] == ["hong@recipients.example"]
    assert [address.addr_spec for address in message["From"].addresses] == ["report@office.example"]
    assert len(list(message.iter_attachments())) == 1


@given(name=st.text(st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3), min_size=1, max_size=60))
def test_korean_names_and_subjects_are_read_back_exactly(name: str):
    envelope, said = replace(ENVELOPE, name=name), MessageText(name, "본문")
    message = read(message_bytes(envelope, said, [Attachment(name, "p.pdf", b"x")]))
    (attached,) = message.iter_attachments()
    assert (message["Subject"], display_name(message_bytes(envelope, said)), attached.get_filename()) == (name,) * 3


def display_name(message: bytes) -> str:
    """Return to whom a message is addressed, by the older parser: the newer one parts long names with blanks."""
    written, _ = parseaddr(email.message_from_bytes(message)["To"])
    return str(make_header(decode_header(written)))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_line_end_in_a_header_is_refused_whatever_came_before(end: str):
    with pytest.raises(ValueError, match=r"linefeed|CR or LF"):
        message_bytes(ENVELOPE, replace(SAID, subject=f"제목{end}Bcc: all@recipients.example"))
    with pytest.raises(ValueError, match=r"linefeed|CR or LF"):
        message_bytes(replace(ENVELOPE, name=f"홍{end}Bcc: all@recipients.example"), SAID)


def published(folder: Path, files: Mapping[str, bytes]) -> PublishedSet:
    for name, content in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(content)
    made = tuple(
        PublishedFile(name, "briefing", "pdf", sha256(content), "", folder, "out/2025Q2")
        for name, content in files.items()
    )
    return PublishedSet(Quarter(2025, 2), "0" * 64, "레벨업: 1/2", "2025-06-30", made)


def test_a_name_in_decomposed_hangul_is_composed(tmp_path: Path):
    made = published(tmp_path, {"\u110c\u1161\u1105\u116d.pdf": b""})
    assert [one.name for one in attachments(made, made.files, packed=False)] == ["자료.pdf"]


def test_files_in_folders_of_the_set_keep_names_of_their_own(tmp_path: Path):
    made = published(tmp_path, {"council/briefing.pdf": b"1", "public/briefing.pdf": b"2", "public/matrix.pdf": b"3"})
    names = [one.name for one in attachments(made, made.files, packed=False)]
    assert names == ["council-briefing.pdf", "public-briefing.pdf", "matrix.pdf"]


def test_a_zip_file_bears_the_title_and_the_quarter_and_is_the_same_to_the_byte(tmp_path: Path):
    made = published(tmp_path, {"가.pdf": b"1"})
    (packed,) = attachments(made, made.files, packed=True)
    assert (packed.name, packed.plain_name) == ("레벨업- 1-2 2025Q2.zip", "2025Q2.zip")
    assert attachments(made, made.files, packed=True) == (packed,)
