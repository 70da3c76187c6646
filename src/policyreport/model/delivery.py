"""Who is given a quarter's documents: which of them, and in which way. No document tells of any of this."""

from __future__ import annotations

import re
from email.errors import MessageError
from email.headerregistry import Address
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from policyreport.model.base import AudienceCode, Id, Record, Text, matching, text_schema

_LONGEST_LOCAL_PART, _LONGEST = 64, 254
"""Octets of the part before the at sign, and of the whole (RFC 5321, 4.5.3.1)."""

_LABEL = r"[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_ADDRESS = rf"{_ATOM}(\.{_ATOM})*@{_LABEL}(\.{_LABEL})*"
"""A mail address as a regular expression (dot-atom and host name)."""

_SHAPE = re.compile(_ADDRESS)


def _check_mail_address(text: str) -> str:
    if not _is_mail_address(text):
        raise PydanticCustomError("mail_address", "not one mail address")
    return text


def _is_mail_address(text: str) -> bool:
    if not _SHAPE.fullmatch(text) or len(text) > _LONGEST or text.index("@") > _LONGEST_LOCAL_PART:
        return False
    try:
        return Address(addr_spec=text).addr_spec == text
    except (MessageError, ValueError, IndexError):
        return False


def _check_line(text: str) -> str:
    if not text.strip():
        raise PydanticCustomError("string_too_short", "blank")
    if "\n" in text or "\r" in text:
        raise PydanticCustomError("line", "more than one line")
    return text


MailAddress = Annotated[str, AfterValidator(_check_mail_address), text_schema(_ADDRESS)]
"""Exactly one address (addr-spec of RFC 5322) in ASCII, without a name, quotes, comments or a literal."""

Line = Annotated[str, AfterValidator(_check_line), text_schema(r"[^\r\n]*\S[^\r\n]*")]
"""Text on one line, as the headers of a message hold it."""

HostName = Annotated[Line, matching("[A-Za-z0-9.:-]+", "host")]
"""The name or number of a server, without a scheme, a port or a path."""


class MailSettings(Record):
    """The server that takes mail, and what the messages say of the sender.

    The line is encrypted from the start (``tls``) or before anything is said (``starttls``), and the server's
    certificate is verified, by the authorities in ``ca_file`` (a path from the project's folder) where one is named.
    ``port`` is 465 or 587 unless it is written. The password stands in no file. ``subject`` is a template. A message
    of more than ``most_megabytes``, as it is sent, is refused; an answer is awaited for ``timeout`` seconds.
    """

    host: HostName
    port: Annotated[int | None, Field(ge=1, le=65535)] = None
    security: Literal["starttls", "tls"] = "starttls"
    ca_file: Text | None = None
    user: Line | None = None
    sender: MailAddress
    sender_name: Line | None = None
    reply_to: MailAddress | None = None
    subject: Line = "[{{ organisation }}] {{ title }} {{ quarter }}"
    most_megabytes: Annotated[int, Field(ge=1, le=100)] = 20
    timeout: Annotated[int, Field(ge=1, le=600)] = 60

    @property
    def server_port(self) -> int:
        """The port that is written, or the usual one (RFC 8314)."""
        return self.port or (465 if self.security == "tls" else 587)


_METHODS = ("mail", "folder", "command")


class DeliveryMethod(Record):
    """How documents reach a recipient: by mail, into a folder, or by a command of the office's own.

    ``folder`` is a path, from the project's folder unless it is absolute. ``command`` is a program and its arguments,
    to which the files' paths are added; it is ended after ``seconds``.
    """

    mail: Literal["attachments", "zip"] | None = None
    folder: Text | None = None
    command: Annotated[tuple[Text, ...] | None, Field(min_length=1)] = None
    seconds: Annotated[int, Field(ge=1, le=3600)] = 300

    @model_validator(mode="after")
    def _exactly_one_method(self) -> DeliveryMethod:
        if sum(getattr(self, name) is not None for name in _METHODS) != 1:
            raise PydanticCustomError("way", "not exactly one way")
        return self


class Group(Record):
    """What its members are given, where they themselves do not say otherwise."""

    id: Id
    title: Line | None = None
    audience: AudienceCode = "public"
    reports: tuple[Text, ...] = ()
    formats: tuple[Text, ...] = ()
    deliver: DeliveryMethod = DeliveryMethod(mail="attachments")


class Recipient(Record):
    """A person or an office that is given documents.

    ``audience`` is the narrowest circle that the recipient belongs to. ``formats`` of none are all that a report has.
    The address is there wherever ``deliver`` is by mail.
    """

    id: Id
    name: Annotated[Line, Field(repr=False)]
    organisation: Annotated[Line | None, Field(repr=False)] = None
    address: Annotated[MailAddress | None, Field(repr=False)] = None
    greeting: Annotated[Line | None, Field(repr=False)] = None
    groups: tuple[Id, ...] = ()
    audience: AudienceCode = "public"
    reports: tuple[Text, ...] = ()
    formats: tuple[Text, ...] = ()
    deliver: DeliveryMethod = DeliveryMethod(mail="attachments")
