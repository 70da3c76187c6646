"""One plain message, such as what a run that nobody watched has to say."""

from __future__ import annotations

import hashlib
from datetime import datetime

from policyreport.delivery.message import Envelope, MessageText, message_bytes
from policyreport.delivery.plan import message_id
from policyreport.delivery.smtp import BrokenOffError, connection, server, submit_message
from policyreport.diagnostics import ErrorKind, Message, PolicyReportError, Problem
from policyreport.model.delivery import MailSettings
from policyreport.project import Project


def notice(  # noqa: PLR0913 - whom to write to, what, when and through which server
    project: Project, mail: MailSettings, address: str, *, subject: str, text: str, sent_on: datetime
) -> None:
    """Send a plain text to one address, which the settings have made sure is one (``MailAddress``).

    Raises ``PolicyReportError``: SECURITY where the line cannot be trusted, DELIVERY where the message was not taken or
    that is not known. It is not tried again, and no outbox knows of it.
    """
    made_from = hashlib.sha256(f"{subject}\n{text}\n{sent_on.isoformat()}".encode()).hexdigest()
    known_by = message_id(made_from, address, mail.sender)
    envelope = Envelope(known_by, mail.sender, mail.sender_name or "policyreport", address)
    message = message_bytes(envelope, MessageText(" ".join(subject.split()), text), sent_on=sent_on)
    try:
        with connection(server(project, mail)) as smtp:
            answer = submit_message(smtp, mail.sender, address, message, begin=lambda: None)
    except BrokenOffError as broken:
        raise PolicyReportError([_not_sent(broken.reason)]) from None
    if answer.state != "sent":
        raise PolicyReportError([_not_sent(answer.reason)])


def _not_sent(reason: str) -> Problem:
    what = Message(f"the notice was not sent ({reason})", f"알림 메일을 보내지 못했습니다({reason})")
    hint = Message("see whether the mail server can be reached", "메일 서버에 닿는지 확인하십시오")
    return Problem(ErrorKind.DELIVERY, "mail.not-sent", what, hint=hint)
