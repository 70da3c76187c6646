"""The line to the mail server: opened only encrypted, with the server's certificate verified."""

from __future__ import annotations

import os
import re
import smtplib
import ssl
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Literal, cast

from policyreport.delivery.plan import domain
from policyreport.diagnostics import ErrorKind, Message, PolicyReportError, Problem, SourceLocation, refusal_reason
from policyreport.model.delivery import MailSettings
from policyreport.project import Project
from policyreport.project.environment import MAIL_PASSWORD as PASSWORD

_BROKEN = (smtplib.SMTPException, OSError)
_TAKEN, _TAKEN_TO_PASS_ON = 250, 251
_PASSING, _PERMANENT_REPLIES = 400, 500
_LAST = 600
_CLOSING = 421
_ENHANCED = re.compile(rb"[245]\.[0-9]{1,3}\.[0-9]{1,3}(?![0-9.])")


@dataclass(frozen=True, slots=True)
class Answer:
    """How a delivery ended, for the outbox.

    ``reason`` holds a reply's codes and none of its words, in which the address may stand. ``passing`` says that it may
    be tried again by itself; ``alive`` that the line can be used again.
    """

    state: Literal["sent", "failed", "unknown"]
    reason: str = ""
    passing: bool = False
    alive: bool = False


def submit_message(smtp: smtplib.SMTP, sender: str, address: str, content: bytes, begin: Callable[[], None]) -> Answer:
    """Hand a message over to the server for one address, and return what came of it.

    ``begin`` is called before DATA: what breaks off until then was not sent, what breaks off after it is unknown, until
    the server has said yes or no (RFC 5321, 4.2.5).
    """
    refused = _envelope_refused(smtp, sender, address, len(content))
    if refused:
        return refused
    begin()
    return _content_taken(smtp, content)


def _envelope_refused(smtp: smtplib.SMTP, sender: str, address: str, size: int) -> Answer | None:
    options = [f"size={size}"] if smtp.has_extn("size") else []
    try:
        replies = (lambda: smtp.mail(sender, options), lambda: smtp.rcpt(address))
        for ask in replies:
            code, reply = ask()
            if code not in (_TAKEN, _TAKEN_TO_PASS_ON):
                return _refused(smtp, code, reply)
    except _BROKEN as fault:
        return Answer("failed", _break_reason(fault), passing=True)
    return None


def _content_taken(smtp: smtplib.SMTP, content: bytes) -> Answer:
    try:
        code, reply = smtp.data(content)
    except smtplib.SMTPDataError as refusal:
        code, reply = refusal.smtp_code, refusal.smtp_error
    except _BROKEN as fault:
        return Answer("unknown", _break_reason(fault))
    if code == _TAKEN:
        return Answer("sent", str(code), alive=True)
    if _PASSING <= code < _LAST:
        return _refused(smtp, code, reply)
    return Answer("unknown", "no-sense")


def _refused(smtp: smtplib.SMTP, code: int, reply: bytes | str) -> Answer:
    """Return that the server said no, or nothing that can be understood; the line is cleared for the next message."""
    alive = code != _CLOSING and _cleared(smtp)
    return Answer("failed", _codes(code, reply), passing=not _PERMANENT_REPLIES <= code < _LAST, alive=alive)


def _cleared(smtp: smtplib.SMTP) -> bool:
    with suppress(*_BROKEN):
        return smtp.rset()[0] == _TAKEN
    return False


def _codes(code: int, reply: bytes | str) -> str:
    """Return a reply's code with its enhanced one, if it has one (RFC 3463): ``550 5.1.1``."""
    found = _ENHANCED.match(reply if isinstance(reply, bytes) else reply.encode())
    return f"{code} {found[0].decode()}" if found else str(code)


def _break_reason(fault: Exception) -> str:
    return "timeout" if isinstance(fault, TimeoutError) else "broken-off"


_SERVICE = "policyreport"


def password(user: str) -> str:
    """Return the password of an account, from the environment or else from the system's keyring.

    ``PolicyReportError`` (USAGE) where neither has one that can be sent.
    """
    found = os.environ.get(PASSWORD) or _from_keyring(user)
    if not found or not found.isascii():
        raise PolicyReportError([_not_usable(is_there=bool(found))])
    return found


def _from_keyring(user: str) -> str:
    if find_spec("keyring") is None:
        return ""
    keyring = import_module("keyring")
    try:
        return cast("str | None", keyring.get_password(_SERVICE, user)) or ""
    except keyring.errors.KeyringError:
        return ""


def _not_usable(*, is_there: bool) -> Problem:
    what = Message("there is no password for the mail account", "메일 계정의 비밀번호가 없습니다")
    if is_there:
        what = Message(
            "the password for the mail account has characters that cannot be sent",
            "메일 계정의 비밀번호에 보낼 수 없는 문자가 있습니다",
        )
    hint = Message(
        f"set the environment variable {PASSWORD}, or: keyring set {_SERVICE} ACCOUNT",
        f"환경 변수 {PASSWORD}에 넣거나 keyring set {_SERVICE} 계정 으로 저장하십시오",
    )
    return Problem(ErrorKind.USAGE, "deliver.no-password", what, hint=hint)


_BROKEN_TLS = (ssl.SSLEOFError, ssl.SSLZeroReturnError, ssl.SSLSyscallError)
_FOR_GOOD = 500
"""The first of the replies that say no for good (RFC 5321, 4.2.1)."""

_ASK = Message(
    "ask who runs the mail server; a certificate of the office's own authority is named by 'ca_file'",
    "메일 서버 담당자에게 문의하십시오. 기관 자체 인증서라면 'ca_file'에 그 파일을 적습니다",
)


class BrokenOffError(Exception):
    """The line broke before anything was handed over; ``reason`` is a word for the outbox."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class SmtpConnection:
    """A mail server as the settings tell of it, whom to trust, and the password, which is never shown."""

    mail: MailSettings
    trusted: ssl.SSLContext
    secret: str = field(repr=False)


def server(project: Project, mail: MailSettings) -> SmtpConnection:
    """Return the server of the settings; ``PolicyReportError`` without its file of authorities or the password."""
    return SmtpConnection(mail, _trusted(project, mail), password(mail.user) if mail.user else "")


def open_connection(server: SmtpConnection) -> smtplib.SMTP:
    """Return an open line on which a message can be handed over.

    Raises ``PolicyReportError`` where it is refused: SECURITY without TLS or for a certificate that is not verified,
    DELIVERY for the account. Raises ``BrokenOffError`` where it breaks off, which may pass.
    """
    try:
        return _signed_in(_encrypted(server), server)
    except ssl.SSLCertVerificationError:
        raise PolicyReportError([_unverified(server.mail)]) from None
    except _BROKEN_TLS:
        raise BrokenOffError("no-connection") from None
    except ssl.SSLError:
        raise PolicyReportError([_no_tls(server.mail)]) from None
    except _BROKEN as fault:
        raise BrokenOffError(_connect_reason(fault)) from None


def close_connection(smtp: smtplib.SMTP) -> None:
    """Take leave of the server, whether or not it still listens."""
    with suppress(*_BROKEN):
        smtp.quit()
    smtp.close()


@contextmanager
def connection(server: SmtpConnection) -> Generator[smtplib.SMTP]:
    """Open a line for the body, as ``open_connection`` does, and take leave afterwards."""
    smtp = open_connection(server)
    try:
        yield smtp
    finally:
        close_connection(smtp)


_NO_CERTIFICATES = Message("no certificates stand in it", "인증서가 든 파일이 아닙니다")


def _trusted(project: Project, mail: MailSettings) -> ssl.SSLContext:
    if mail.ca_file is None:
        return ssl.create_default_context()
    try:
        return ssl.create_default_context(cafile=Path(project.root, mail.ca_file))
    except OSError as refusal:
        why = _NO_CERTIFICATES if isinstance(refusal, ssl.SSLError) else refusal_reason(refusal)
        what = Message(
            f"the file of authorities '{mail.ca_file}' cannot be read: {why.en}",
            f"인증기관 파일 '{mail.ca_file}'을(를) 읽을 수 없습니다: {why.ko}",
        )
        hint = Message("name a PEM file, from the project's folder", "PEM 파일을 프로젝트 폴더부터의 경로로 적으십시오")
        place = SourceLocation("data/project.yaml")
        raise PolicyReportError(
            [Problem(ErrorKind.DATA, "mail.ca-file", what, place, "mail › ca_file", hint)]
        ) from None


def _encrypted(server: SmtpConnection) -> smtplib.SMTP:
    mail = server.mail
    host, port, name = mail.host, mail.server_port, domain(mail.sender)
    if mail.security == "tls":
        return smtplib.SMTP_SSL(host, port, local_hostname=name, timeout=mail.timeout, context=server.trusted)
    smtp = smtplib.SMTP(host, port, local_hostname=name, timeout=mail.timeout)
    try:
        smtp.starttls(context=server.trusted)
    except smtplib.SMTPNotSupportedError:
        smtp.close()
        raise PolicyReportError([_no_tls(mail)]) from None
    except BaseException:
        smtp.close()
        raise
    return smtp


def _signed_in(smtp: smtplib.SMTP, server: SmtpConnection) -> smtplib.SMTP:
    try:
        smtp.ehlo_or_helo_if_needed()
        if server.mail.user:
            smtp.login(server.mail.user, server.secret)
    except BaseException as fault:
        smtp.close()
        if _is_refused(fault):
            raise PolicyReportError([_account_refused(fault)]) from None
        raise
    return smtp


def _is_refused(fault: BaseException) -> bool:
    """Tell whether an account is refused, and not only the line broken or the server busy."""
    if isinstance(fault, smtplib.SMTPResponseException):
        return fault.smtp_code >= _FOR_GOOD
    return isinstance(fault, smtplib.SMTPException) and not isinstance(fault, smtplib.SMTPServerDisconnected)


def _connect_reason(fault: Exception) -> str:
    if isinstance(fault, smtplib.SMTPResponseException):
        return f"{fault.smtp_code} connect"
    return "timeout" if isinstance(fault, TimeoutError) else "no-connection"


def _unverified(mail: MailSettings) -> Problem:
    what = Message(
        f"the certificate of the mail server '{mail.host}' is not to be trusted",
        f"메일 서버 '{mail.host}'의 인증서를 신뢰할 수 없습니다",
    )
    return Problem(ErrorKind.SECURITY, "mail.certificate", what, hint=_ASK)


def _no_tls(mail: MailSettings) -> Problem:
    what = Message(
        f"the mail server '{mail.host}' offers no encryption by '{mail.security}': nothing is sent in clear",
        f"메일 서버 '{mail.host}'이(가) '{mail.security}' 암호화 통신을 지원하지 않아 보내지 않습니다",
    )
    hint = Message("see whether 'security' and 'port' are right", "'security'와 'port'가 맞는지 확인하십시오")
    return Problem(
        ErrorKind.SECURITY, "mail.no-tls", what, SourceLocation("data/project.yaml"), "mail › security", hint
    )


def _account_refused(refusal: BaseException) -> Problem:
    code = f" ({refusal.smtp_code})" if isinstance(refusal, smtplib.SMTPAuthenticationError) else ""
    what = Message(f"the mail server refused the account{code}", f"메일 서버가 계정을 거부했습니다{code}")
    hint = Message("check 'user' and the password", "'user'와 비밀번호를 확인하십시오")
    return Problem(ErrorKind.DELIVERY, "mail.account", what, SourceLocation("data/project.yaml"), "mail › user", hint)


_MOST_BREAKS = 2
"""Lines in a row that may break off while they are opened, before no more are tried."""


class SmtpTransport:
    """A line to the server that is opened when it is needed, and again after it broke off.

    Once the server has refused one (``refusals`` says why), or several broke off, every message fails for a while.
    """

    def __init__(self, server: SmtpConnection) -> None:
        self.refusals: tuple[Problem, ...] = ()
        self._server = server
        self._smtp: smtplib.SMTP | None = None
        self._breaks = 0
        self._reason = ""

    def limit(self) -> int | None:
        """Return the most bytes that the server takes (RFC 1870); None where it names none or cannot be reached."""
        smtp = self._line()
        reply = smtp.esmtp_features.get("size", "") if smtp else ""
        return int(reply) or None if reply.isdecimal() else None

    def send(self, address: str, content: bytes, begin: Callable[[], None]) -> Answer:
        """Send one message and return what came of it; ``begin`` is called when it may from then on be sent."""
        smtp = self._line()
        if smtp is None:
            return Answer("failed", self._reason, passing=True)
        try:
            answer = submit_message(smtp, self._server.mail.sender, address, content, begin)
        except BaseException:  # what the ledger refuses, or the user's Ctrl+C: nothing more may be said on this line
            smtp.close()
            self._smtp = None
            raise
        if not answer.alive:
            self.close()
        return answer

    def close(self) -> None:
        """Take leave of the server, if there is a line."""
        if self._smtp is not None:
            close_connection(self._smtp)
            self._smtp = None

    def _line(self) -> smtplib.SMTP | None:
        if self._smtp is None and not self.refusals and self._breaks < _MOST_BREAKS:
            try:
                self._smtp = open_connection(self._server)
                self._breaks = 0
            except BrokenOffError as broken:
                self._breaks, self._reason = self._breaks + 1, broken.reason
            except PolicyReportError as refusal:
                self.refusals, self._reason = refusal.problems, "refused"
        return self._smtp
