"""One message to one recipient, byte for byte the same for the same set."""

from __future__ import annotations

import hashlib
import html
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from email import policy
from email.header import Header
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import Policy
from email.utils import format_datetime, quote
from pathlib import PurePath

from jinja2 import Template

from policyreport.delivery.plan import PublishedFile, PublishedSet
from policyreport.diagnostics import Problem, SourceLocation, raise_any
from policyreport.document.number_format import plain_text
from policyreport.inputs.files import place_at, read_text, refused_character
from policyreport.model.delivery import MailSettings
from policyreport.ooxml.package import zip_parts
from policyreport.ooxml.xml_text import REFUSED
from policyreport.project import MESSAGE_TEMPLATES, Project
from policyreport.templating.environment import Sandbox
from policyreport.templating.errors import RENDERING_ERRORS
from policyreport.templating.placeholders import Placeholders
from policyreport.templating.rendering_fence import fenced
from policyreport.templating.template_faults import problem_of
from policyreport.templating.undefined_names import UndefinedCollector, collecting_undefined

_MEDIA_TYPES = {
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".hwpx": "application/hwp+zip",
    ".zip": "application/zip",
}
"""By the files' endings; 한글 names its own. Text goes as bytes too, so that no program on the way changes it."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file with its name in NFC, and the name in ASCII that programs show that read no other."""

    name: str
    plain_name: str
    content: bytes = field(repr=False)

    @property
    def media_type(self) -> str:
        """What the file is, by its ending."""
        return _MEDIA_TYPES.get(PurePath(self.name).suffix.lower(), "application/octet-stream")


def attachments(published: PublishedSet, files: Sequence[PublishedFile], *, packed: bool) -> tuple[Attachment, ...]:
    """Return the files as attachments, or ``packed`` in one zip file that bears the set's title and quarter."""
    if not packed:
        return tuple(
            _attachment(name, f"{file.report}-{published.name}", file.content())
            for name, file in zip(file_names(files), files, strict=True)
        )
    package = zip_parts({unicodedata.normalize("NFC", file.name): file.content() for file in files})
    return (_attachment(package_name(published), published.name, package),)


def package_name(published: PublishedSet) -> str:
    """Return the name of the zip file that holds the files, in NFC."""
    return unicodedata.normalize("NFC", f"{_as_file_name(published.title)} {published.name}.zip")


def file_names(files: Sequence[PublishedFile]) -> list[str]:
    """Return the files' names without their folders; with them, joined by a hyphen, where two would be the same."""
    bare = [unicodedata.normalize("NFC", PurePath(file.name).name) for file in files]
    return [
        name if bare.count(name) == 1 else "-".join(PurePath(f.name).parts) for name, f in zip(bare, files, strict=True)
    ]


def _attachment(name: str, plain_stem: str, content: bytes) -> Attachment:
    composed = unicodedata.normalize("NFC", name)
    if composed.isascii():
        return Attachment(composed, composed, content)
    stem = plain_stem if plain_stem.isascii() else "document"
    return Attachment(composed, f"{stem}{PurePath(composed).suffix}", content)


def _as_file_name(title: str) -> str:
    """Return a title with hyphens for what no file name may hold."""
    allowed = "".join("-" if char in '<>:"/\\|?*' or not char.isprintable() else char for char in title)
    return allowed.strip(" .")


_CR_LF = "\r\n"


class WrittenHeader(str):
    """A header's value as it goes out, folded already; ``email`` asks it to fold itself."""

    __slots__ = ("name",)

    name: str

    def fold(self, *, policy: Policy) -> str:
        """Return the header's lines."""
        return f"{self.name}: {self}{policy.linesep}"


def text_header(name: str, text: str) -> WrittenHeader:
    """Return a header of free text, such as a subject; ``ValueError`` for a line end in it, which could be a header."""
    return _written(name, _encoded(name, text))


def address_header(name: str, display_name: str, address: str) -> WrittenHeader:
    """Return a header of one address in ASCII, with a name to display where there is one; ``ValueError`` as above."""
    if not display_name:
        return _written(name, _on_one_line(address))
    shown = f'"{quote(display_name)}"' if _is_plain(_on_one_line(display_name)) else _encoded(name, display_name)
    return _written(name, f"{shown}{_CR_LF if _CR_LF in shown else ''} <{_on_one_line(address)}>")


def _written(name: str, value: str) -> WrittenHeader:
    header = WrittenHeader(value)
    header.name = name
    return header


def _encoded(name: str, text: str) -> str:
    if _is_plain(_on_one_line(text)):
        return Header(text, "us-ascii", header_name=name).encode(linesep=_CR_LF)
    return Header(text, "utf-8", header_name=name).encode(linesep=_CR_LF)


def _on_one_line(text: str) -> str:
    if "\r" in text or "\n" in text:
        message = "CR or LF in a header"
        raise ValueError(message)
    return text


def _is_plain(text: str) -> bool:
    """Tell whether a text may stand as it is: ASCII that does not look like an encoded word."""
    return text.isascii() and "=?" not in text


_SUBJECT = "data/project.yaml"
_TEXT, _HTML = MESSAGE_TEMPLATES


@dataclass(frozen=True, slots=True)
class MessageText:
    """What one message says; ``html`` is empty where it says it in text alone."""

    subject: str
    text: str
    html: str = ""


class MessageWriter:
    """Says what messages say, from a project's templates; each is read once for all recipients."""

    def __init__(self, sources: Mapping[str, str], known: Iterable[str]) -> None:
        """``sources`` are the templates by where they stand, ``known`` the names that they may print."""
        self._sources = sources
        self._problems: list[Problem] = []
        undefined = UndefinedCollector(self._problems.append, tuple(known))
        self._undefined = collecting_undefined(undefined)

    def wording(self, names: Mapping[str, object]) -> MessageText:
        """Return what a message says with some names; ``PolicyReportError`` (TEMPLATE and others) with all faults.

        The subject is on one line, whatever the values are.
        """
        with fenced(_TEXT, names):
            subject, text = (self._render(name, names, str) for name in (_SUBJECT, _TEXT))
            marked_up = self._render(_HTML, names, html.escape) if _HTML in self._sources else ""
            raise_any([_placed(problem) for problem in self._problems])
        return MessageText(" ".join(subject.split()), text, marked_up)

    def _render(self, name: str, names: Mapping[str, object], escape: Callable[[str], str]) -> str:
        """Return what one template says, each value escaped; what is wrong with it joins the problems."""
        sandbox = Sandbox({}, Placeholders(), self._undefined, {})  # each has its own budget, however many there are
        try:
            return _filled(sandbox, sandbox.prepared(self._sources[name], name), names, escape)
        except RENDERING_ERRORS as fault:
            problem = problem_of(fault, name, {name}, sandbox.chosen)
            self._problems.append(problem if problem.where else replace(problem, where=SourceLocation(name)))
        return ""


def _filled(sandbox: Sandbox, template: Template, names: Mapping[str, object], escape: Callable[[str], str]) -> str:
    pieces = sandbox.placeholders.split("".join(sandbox.said(template, names)))
    return "".join(p if isinstance(p, str) else escape(plain_text(p)) if isinstance(p, tuple) else "" for p in pieces)


def writer(project: Project, mail: MailSettings, known: Iterable[str]) -> MessageWriter:
    """Return what says a project's messages; ``PolicyReportError`` where the template of their text is not to be read.

    A project without one for HTML writes in plain text alone.
    """
    paths = {name: project.root / name for name in (_TEXT, _HTML)}
    read = {name: read_text(project, path) for name, path in paths.items() if name == _TEXT or path.exists()}
    refused = ((name, text, found) for name, text in read.items() for found in REFUSED.finditer(text))
    raise_any([refused_character(c[0], place_at(text, c.start(), name)) for name, text, c in refused if c[0] != "\t"])
    return MessageWriter({_SUBJECT: mail.subject, **read}, known)


def _placed(problem: Problem) -> Problem:
    """Return a problem of the subject at the setting that holds it, whose line the template does not know."""
    is_of_subject = problem.where is not None and problem.where.file == _SUBJECT
    return replace(problem, where=SourceLocation(_SUBJECT), field="mail › subject") if is_of_subject else problem


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
    envelope: Envelope, wording: MessageText, attachments: Sequence[Attachment] = (), sent_on: datetime | None = None
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
