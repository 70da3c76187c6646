"""One message handed over to the server, and what then is known of it."""

from __future__ import annotations

import re
import smtplib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Literal

_BROKEN = (smtplib.SMTPException, OSError)
_TAKEN, _TAKEN_TO_PASS_ON = 250, 251
_PASSING, _FOR_GOOD = 400, 500
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


def hand_over(smtp: smtplib.SMTP, sender: str, address: str, content: bytes, begin: Callable[[], None]) -> Answer:
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
            code, said = ask()
            if code not in (_TAKEN, _TAKEN_TO_PASS_ON):
                return _refused(smtp, code, said)
    except _BROKEN as fault:
        return Answer("failed", _word(fault), passing=True)
    return None


def _content_taken(smtp: smtplib.SMTP, content: bytes) -> Answer:
    try:
        code, said = smtp.data(content)
    except smtplib.SMTPDataError as refusal:
        code, said = refusal.smtp_code, refusal.smtp_error
    except _BROKEN as fault:
        return Answer("unknown", _word(fault))
    if code == _TAKEN:
        return Answer("sent", str(code), alive=True)
    if _PASSING <= code < _LAST:
        return _refused(smtp, code, said)
    return Answer("unknown", "no-sense")


def _refused(smtp: smtplib.SMTP, code: int, said: bytes | str) -> Answer:
    """Return that the server said no, or nothing that can be understood; the line is cleared for the next message."""
    alive = code != _CLOSING and _cleared(smtp)
    return Answer("failed", _codes(code, said), passing=not _FOR_GOOD <= code < _LAST, alive=alive)


def _cleared(smtp: smtplib.SMTP) -> bool:
    with suppress(*_BROKEN):
        return smtp.rset()[0] == _TAKEN
    return False


def _codes(code: int, said: bytes | str) -> str:
    """Return a reply's code with its enhanced one, if it has one (RFC 3463): ``550 5.1.1``."""
    found = _ENHANCED.match(said if isinstance(said, bytes) else said.encode())
    return f"{code} {found[0].decode()}" if found else str(code)


def _word(fault: Exception) -> str:
    return "timeout" if isinstance(fault, TimeoutError) else "broken-off"
