"""One message to one recipient, byte for byte the same for the same set."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from email import policy
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime

from policyreport.deliver.attachments import Attachment
from policyreport.deliver.header import address_header, text_header
from policyreport.deliver.wording import Wording

_BOUNDARY_DIGITS = 24


@dataclass(frozen=True, slots=True)
class Envelope:
    """Who writes to whom, and the id of the message. The names and addresses are personal, and not shown."""

    message_id: str
    sender: str
    sender_name: str
    address: str = field(repr=False)
    name: str = field(default="", repr=False)
    reply_to: str = ""


def message_bytes(
    envelope: Envelope, wording: Wording, attachments: Sequence[Attachment] = (), sent_on: datetime | None = None
) -> bytes:
    """Return a message as it goes out: RFC 5322 in ASCII with CR LF, text and HTML as alternatives, then the files.

    ``sent_on`` is its date; a preview has none. Korean is written by RFC 2047 in the headers and by RFC 2231 in the
    files' names, beside which stands a plain name for programs that do not read that.
    """
    message = EmailMessage(policy.SMTP)
    for name, value in _headers(envelope, wording.subject, sent_on).items():
        message[name] = value
    message.set_content(_lines(wording.text), charset="utf-8", cte="base64")
    if wording.html:
        message.add_alternative(_lines(wording.html), subtype="html", charset="utf-8", cte="base64")
    for attachment in attachments:
        _attach(message, attachment)
    _bound(message, envelope.message_id)
    return message.as_bytes()


def _headers(envelope: Envelope, subject: str, sent_on: datetime | None) -> Mapping[str, str | Address]:
    reply_to = {"Reply-To": Address(addr_spec=envelope.reply_to)} if envelope.reply_to else {}
    date = {"Date": format_datetime(sent_on)} if sent_on else {}
    return {
        "From": address_header("From", envelope.sender_name, envelope.sender),
        "To": address_header("To", envelope.name, envelope.address),
        **reply_to,
        "Subject": text_header("Subject", subject),
        **date,
        "Message-ID": envelope.message_id,
        "Auto-Submitted": "auto-generated",  # RFC 3834: absence notes and list robots keep still
    }


def _lines(text: str) -> str:
    return "\n".join(text.splitlines()) + "\n"


def _attach(message: EmailMessage, attachment: Attachment) -> None:
    main, sub = attachment.media_type.split("/")
    message.add_attachment(attachment.content, main, sub, filename=attachment.name)
    *_, part = message.iter_attachments()
    part.set_param("name", attachment.plain_name)


def _bound(message: EmailMessage, message_id: str) -> None:
    """Part the parts by lines made of the message's id: ``=_`` stands in no base64 text, so none can be mistaken."""
    for i, part in enumerate(message.walk()):
        if part.is_multipart():
            made_from = hashlib.sha256(f"{message_id}\n{i}".encode()).hexdigest()
            part.set_boundary(f"=_{made_from[:_BOUNDARY_DIGITS]}")
