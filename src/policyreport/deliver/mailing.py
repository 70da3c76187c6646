"""Messages to several recipients over as few lines to the server as it takes."""

from __future__ import annotations

import smtplib
from collections.abc import Callable

from policyreport.deliver.handing_over import Answer, hand_over
from policyreport.deliver.server import BrokenOffError, Server, closed, opened
from policyreport.errors import PolicyReportError, Problem

_MOST_BREAKS = 2
"""Lines in a row that may break off while they are opened, before no more are tried."""


class Mailing:
    """A line to the server that is opened when it is needed, and again after it broke off.

    Once the server has refused one (``refusals`` says why), or several broke off, every message fails for a while.
    """

    def __init__(self, server: Server) -> None:
        self.refusals: tuple[Problem, ...] = ()
        self._server = server
        self._smtp: smtplib.SMTP | None = None
        self._breaks = 0
        self._reason = ""

    def limit(self) -> int | None:
        """Return the most bytes that the server takes (RFC 1870); None where it names none or cannot be reached."""
        smtp = self._line()
        said = smtp.esmtp_features.get("size", "") if smtp else ""
        return int(said) or None if said.isdecimal() else None

    def send(self, address: str, content: bytes, begin: Callable[[], None]) -> Answer:
        """Send one message and return what came of it; ``begin`` is called when it may from then on be sent."""
        smtp = self._line()
        if smtp is None:
            return Answer("failed", self._reason, passing=True)
        try:
            answer = hand_over(smtp, self._server.mail.sender, address, content, begin)
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
            closed(self._smtp)
            self._smtp = None

    def _line(self) -> smtplib.SMTP | None:
        if self._smtp is None and not self.refusals and self._breaks < _MOST_BREAKS:
            try:
                self._smtp = opened(self._server)
                self._breaks = 0
            except BrokenOffError as broken:
                self._breaks, self._reason = self._breaks + 1, broken.reason
            except PolicyReportError as refusal:
                self.refusals, self._reason = refusal.problems, "refused"
        return self._smtp
