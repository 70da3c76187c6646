"""The line to the mail server: opened only encrypted, with the server's certificate verified."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Generator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from policyreport.deliver.identity import domain
from policyreport.deliver.secret import password
from policyreport.errors import Kind, Place, PolicyReportError, Problem, Words
from policyreport.model.mail import MailSettings
from policyreport.project import Project

_GIVEN_UP = (smtplib.SMTPException, OSError)
_BROKEN_TLS = (ssl.SSLEOFError, ssl.SSLZeroReturnError, ssl.SSLSyscallError)
_FOR_GOOD = 500
"""The first of the replies that say no for good (RFC 5321, 4.2.1)."""

_ASK = Words(
    "ask who runs the mail server; a certificate of the office's own authority is named by 'ca_file'",
    "메일 서버 담당자에게 문의하십시오. 기관 자체 인증서라면 'ca_file'에 그 파일을 적습니다",
)


class BrokenOffError(Exception):
    """The line broke before anything was handed over; ``reason`` is a word for the outbox."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Server:
    """A mail server as the settings tell of it, whom to trust, and the password, which is never shown."""

    mail: MailSettings
    trusted: ssl.SSLContext
    secret: str = field(repr=False)


def server(project: Project, mail: MailSettings) -> Server:
    """Return the server of the settings; ``PolicyReportError`` without its file of authorities or the password."""
    return Server(mail, _trusted(project, mail), password(mail.user) if mail.user else "")


def opened(server: Server) -> smtplib.SMTP:
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
    except _GIVEN_UP as fault:
        raise BrokenOffError(_reason(fault)) from None


def closed(smtp: smtplib.SMTP) -> None:
    """Take leave of the server, whether or not it still listens."""
    with suppress(*_GIVEN_UP):
        smtp.quit()
    smtp.close()


@contextmanager
def line(server: Server) -> Generator[smtplib.SMTP]:
    """Open a line for the body, as ``opened`` does, and take leave afterwards."""
    smtp = opened(server)
    try:
        yield smtp
    finally:
        closed(smtp)


def _trusted(project: Project, mail: MailSettings) -> ssl.SSLContext:
    if mail.ca_file is None:
        return ssl.create_default_context()
    try:
        return ssl.create_default_context(cafile=Path(project.root, mail.ca_file))
    except OSError:  # ssl.SSLError is one
        what = Words(
            f"the file of authorities '{mail.ca_file}' cannot be read",
            f"인증기관 파일 '{mail.ca_file}'을(를) 읽을 수 없습니다",
        )
        hint = Words("name a PEM file, from the project's folder", "PEM 파일을 프로젝트 폴더부터의 경로로 적으십시오")
        place = Place("data/project.yaml")
        raise PolicyReportError([Problem(Kind.DATA, "mail.ca-file", what, place, "mail › ca_file", hint)]) from None


def _encrypted(server: Server) -> smtplib.SMTP:
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


def _signed_in(smtp: smtplib.SMTP, server: Server) -> smtplib.SMTP:
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


def _reason(fault: Exception) -> str:
    if isinstance(fault, smtplib.SMTPResponseException):
        return f"{fault.smtp_code} connect"
    return "timeout" if isinstance(fault, TimeoutError) else "no-connection"


def _unverified(mail: MailSettings) -> Problem:
    what = Words(
        f"the certificate of the mail server '{mail.host}' is not to be trusted",
        f"메일 서버 '{mail.host}'의 인증서를 믿을 수 없습니다",
    )
    return Problem(Kind.SECURITY, "mail.certificate", what, hint=_ASK)


def _no_tls(mail: MailSettings) -> Problem:
    what = Words(
        f"the mail server '{mail.host}' offers no encryption by '{mail.security}': nothing is sent in clear",
        f"메일 서버 '{mail.host}'이(가) '{mail.security}' 암호화를 하지 않습니다. 암호화하지 않고는 보내지 않습니다",
    )
    hint = Words("see whether 'security' and 'port' are right", "'security'와 'port'가 맞는지 확인하십시오")
    return Problem(Kind.SECURITY, "mail.no-tls", what, Place("data/project.yaml"), "mail › security", hint)


def _account_refused(refusal: BaseException) -> Problem:
    code = f" ({refusal.smtp_code})" if isinstance(refusal, smtplib.SMTPAuthenticationError) else ""
    what = Words(f"the mail server refused the account{code}", f"메일 서버가 계정을 거부했습니다{code}")
    hint = Words("check 'user' and the password", "'user'와 비밀번호를 확인하십시오")
    return Problem(Kind.DELIVERY, "mail.account", what, Place("data/project.yaml"), "mail › user", hint)
